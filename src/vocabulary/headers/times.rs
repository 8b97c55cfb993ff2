//! What tables call their periods. In: the words of headers.toml and of tables/. Out: months, ordinals, quarters and eras by
//! name.

use super::file::PeriodWords;
use super::{Headers, key};
use crate::vocabulary::layers::{Layer, VocabularyError};

impl Headers {
    pub(super) fn add_periods(&mut self, layer: &Layer, words: PeriodWords) -> Result<(), VocabularyError> {
        for (month, names) in words.months {
            let month: i8 = month
                .parse()
                .ok()
                .filter(|m| (1..=12).contains(m))
                .ok_or_else(|| layer.error(0, format!("`{month}` is no month; they are counted 1 to 12")))?;
            self.months.extend(names.iter().map(|n| (key(n), month)));
        }
        for (part, names) in words.parts {
            self.time_words.entry(part).or_default().extend(names.iter().map(|n| key(n)));
        }
        for (number, names) in words.ordinals {
            let number: i8 =
                number.parse().map_err(|_| layer.error(0, format!("`{number}` is no number of an ordinal")))?;
            self.ordinals.extend(names.iter().map(|n| (key(n), number)));
        }
        self.named_by_start.extend(words.named_by_start.countries);
        for phrase in words.fiscal {
            self.fiscal.add(&phrase, ()).map_err(|e| layer.error(0, e))?;
        }
        for phrase in words.ending {
            self.ending.add(&phrase, ()).map_err(|e| layer.error(0, e))?;
        }
        for phrase in words.quarter_ending {
            self.quarter_ending.add(&phrase, ()).map_err(|e| layer.error(0, e))?;
        }
        self.as_at.extend(words.as_at.iter().map(|w| key(w)));
        self.fiscal_start.extend(words.fiscal_start);
        self.bare_era = words.bare_era.or(self.bare_era.take());
        self.eras.extend(words.eras.into_iter().map(|(era, years)| (key(&era).replace(['.', ' '], ""), years)));
        Ok(())
    }
}
