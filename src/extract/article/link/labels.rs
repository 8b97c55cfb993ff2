//! Labels: "- Arrested for begging: 37". In: a trigger that begins a line. Out: the figure behind its colon.

use super::counts;
use super::{Link, Linker};
use crate::extract::article::trigger::{Trigger, Voice};

impl Linker<'_, '_> {
    /// "- Arrested for begging: 37": the figure behind a label that has no subject of its own.
    pub(super) fn label(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let parsed = self.parsed;
        let starts = trigger.start <= 8 && !matches!(trigger.voice, Voice::Passive | Voice::Active);
        let colon = (trigger.end..trigger.end + 12).find(|i| parsed.word(*i) == ":").filter(|_| starts)?;
        let index = self.quantities.iter().position(|q| q.start() == colon + 1)?;
        let alone = self.quantities.iter().take(index).all(|q| q.article);
        let quantity = self
            .quantities
            .get(index)
            .filter(|q| alone && (q.is_bare() || trigger.end == colon || parsed.mention_from(q.number.1).is_none()))?;
        let thing = (0..trigger.start).filter_map(|i| parsed.mention_from(i)).any(|m| m.object().is_some());
        let what = if thing && quantity.is_bare() {
            crate::extract::article::quantity::What::Items
        } else {
            quantity.what.clone()
        };
        let reading =
            trigger.readings.iter().find(|r| counts(self.vocabulary, r.measure, &what)).or(trigger.readings.first())?;
        let score = 0.85 - 0.004 * reading.measure as f64 - if reading.weak { 0.3 } else { 0.0 };
        Some((
            index,
            Link {
                measure: reading.measure,
                modality: trigger.modality,
                words: (trigger.left, trigger.end),
                rule: "label of the figure",
                score,
            },
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn a_label_counts_the_figure_behind_its_colon() {
        let text = "Police told of a week of raids.\n\n- Arrested for begging: 37\n- Deported: 12";
        assert_eq!(told(text), ["37 arrested", "12 deported"]);
    }
}
