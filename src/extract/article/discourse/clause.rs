//! The nationality that a clause names apart from its figure: "the number of Chinese nationals who …". In: a sentence.
//! Out: codes.

use super::Discourse;
use crate::extract::article::nouns::noun_phrase;
use crate::model::Code;
use crate::vocabulary::CountryForm;

/// Whose number rises stands behind an "of" at most so far into the clause.
const OF_REACH: usize = 5;

impl Discourse<'_, '_> {
    /// "the number of foreigners … rose. … the number of criminals rose by 100": whose number was spoken of before.
    pub(super) fn nationality_of_number(&self, sentence: usize) -> Vec<Code> {
        for scene in (1..=2).filter_map(|back| sentence.checked_sub(back)).filter_map(|at| self.scene(at)) {
            let number =
                (0..scene.parsed.len()).find(|i| scene.parsed.word(*i) == "number" && scene.parsed.word(i + 1) == "of");
            if let Some(at) = number {
                return noun_phrase(&scene.parsed, at + 2, self.vocabulary).nationality;
            }
        }
        Vec::new()
    }

    /// "Of the foreigners, 2,166 had been convicted of this and 1,380 of that": whom the sentence opens with.
    pub(super) fn nationality_of_opening(&self, sentence: usize, start: usize) -> Vec<Code> {
        let Some(scene) = self.scene(sentence) else { return Vec::new() };
        let points = matches!(scene.parsed.word(0), "of" | "among")
            && matches!(scene.parsed.word(1), "the" | "those" | "these" | "all");
        let noun = noun_phrase(&scene.parsed, 2, self.vocabulary);
        let opens = points && noun.end < start && scene.parsed.word(noun.end) == ",";
        if opens { noun.nationality } else { Vec::new() }
    }

    /// "while those of Thais nearly doubled to 388", "Forced returns of migrants rose to 3,109": whose number it is that
    /// rose or fell.
    pub(super) fn nationality_of_change(&self, sentence: usize, start: usize) -> Vec<Code> {
        let Some(scene) = self.scene(sentence) else { return Vec::new() };
        let parsed = &scene.parsed;
        if !matches!(parsed.before(start, 1), "to" | "from") {
            return Vec::new();
        }
        let begins = |i: &usize| matches!(parsed.word(*i), ";" | "while" | "whereas" | "but" | ".");
        let clause = (0..start).rev().find(begins).map_or(0, |i| i + 1);
        let links = |i: &usize| matches!(parsed.word(*i), "of" | "involving" | "against" | "by");
        let of = (clause..start).find(|i| links(i) && *i <= clause + OF_REACH);
        let Some(of) = of.filter(|of| (clause..*of).all(|i| !parsed.is_mark(i))) else { return Vec::new() };
        let noun = noun_phrase(parsed, of + 1, self.vocabulary);
        let plural = noun.nationality_form == Some(CountryForm::Plural) || noun.population.is_some() && !noun.singular;
        if plural { noun.nationality } else { Vec::new() }
    }

    /// The nationality that the subject of the clause names: "the number of Chinese nationals who …".
    pub(super) fn nationality_of_clause(&self, sentence: usize, at: usize) -> Vec<Code> {
        let Some(scene) = self.scene(sentence) else { return Vec::new() };
        let mut out: Vec<Code> = Vec::new();
        for mention in scene.parsed.mentions.iter().filter(|m| m.start < at && !m.gapped) {
            if let Some((index, _)) = mention.population()
                && let Some(p) = self.vocabulary.terms.populations.get(index).filter(|p| !p.nationality.is_empty())
                && out.is_empty()
            {
                out.push(p.nationality.as_str().into());
            }
            let people = [CountryForm::Plural, CountryForm::Adjective];
            // "German police closed 509 inquiries": whose police they are says nothing of those whom they count.
            let staff = |i: usize| self.vocabulary.terms.populations.get(i).is_some_and(|p| p.staff || p.uncounted);
            let followed =
                scene.parsed.mention_from(mention.end).and_then(|m| m.population()).is_some_and(|p| !staff(p.0));
            if let Some(code) = mention.country_as(&people)
                && (followed
                    || mention.country_as(&[CountryForm::Plural]).is_some()
                        && scene.parsed.before(mention.start, 1) == "of")
            {
                out = vec![code.clone()];
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn a_sentence_may_open_with_whom_it_counts() {
        let text = "Of the foreigners, 2,166 had been convicted of drug trafficking and 1,380 of smuggling migrants.";
        assert_eq!(told(text).first().map(String::as_str), Some("2166 convicted foreign"));
    }

    #[test]
    fn a_clause_names_whom_its_bare_number_counts() {
        let text = "The number of Chinese nationals who were arrested rose by 450. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["450 arrested CN"]);
    }
}
