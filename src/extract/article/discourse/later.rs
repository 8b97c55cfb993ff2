//! Nationalities said behind the figures: of those counted before ("The suspects, Algerians and Moroccans, …"), or in the
//! order of the names ("2,304 and 1,413 respectively"). In: a sentence. Out: drafts with their nationality.

use super::Discourse;
use crate::extract::article::draft::Draft;
use crate::extract::article::nouns::country_list;
use crate::extract::article::quantity::What;
use crate::model::Code;
use crate::vocabulary::CountryForm;

impl Discourse<'_, '_> {
    /// "The suspects, Algerians and Moroccans, …": a nationality said of those who were counted before.
    pub(super) fn nationality_said_later(&mut self, sentence: usize) {
        let Some(scene) = self.scenes.get(sentence) else { return };
        let parsed = &scene.parsed;
        let mut found: Vec<Code> = Vec::new();
        for mention in &parsed.mentions {
            let definite = matches!(parsed.before(mention.start, 1), "the" | "those" | "all")
                || matches!(parsed.before(mention.start, 2), "the" | "all");
            let counted =
                scene.quantities.iter().any(|q| q.start() <= mention.start && mention.start < q.end.max(q.noun.end));
            let people = mention.population().is_some_and(|(_, plural)| plural) && !counted;
            if !(people && definite && !mention.gapped && matches!(parsed.word(mention.end), "," | "are" | "were")) {
                continue;
            }
            let at = mention.end + 1 + usize::from(matches!(parsed.word(mention.end + 1), "all" | "both"));
            let (codes, end) = country_list(parsed, at);
            let plural = parsed.mention_from(at).is_some_and(|m| m.country_as(&[CountryForm::Plural]).is_some());
            if !codes.is_empty() && plural && !parsed.token(end).is_some_and(|t| t.is_number()) {
                found = codes;
                break;
            }
        }
        if found.is_empty() {
            return;
        }
        let span = parsed.span;
        for draft in self.drafts.iter_mut().rev() {
            let near = sentence - draft.sentence <= 2 && draft.sentence < sentence;
            if near && draft.names_no_country() && draft.what == What::Persons {
                draft.nationality = found.clone();
                draft.because("nationality", "said of them later", Some(span));
            }
        }
    }

    /// "… 38,000 Basotho, 6,549 Mozambicans; among the others, 2,304 and 1,413 respectively": in the order named before.
    pub(super) fn respectively(&mut self, sentence: usize, first: usize) {
        let Some(scene) = self.scenes.get(sentence) else { return };
        let parsed = &scene.parsed;
        let Some(word) = (0..parsed.len()).find(|i| parsed.word(*i) == "respectively") else { return };
        let bare = |d: &Draft| scene.quantities.get(d.quantity).is_some_and(|q| q.end <= word && q.noun.head.is_none());
        let listed: Vec<usize> = (first..self.drafts.len()).filter(|i| self.drafts.get(*i).is_some_and(bare)).collect();
        let start = listed
            .first()
            .and_then(|i| self.drafts.get(*i))
            .and_then(|d| scene.quantities.get(d.quantity))
            .map_or(0, |q| q.start());
        let named: Vec<Code> = parsed
            .mentions
            .iter()
            .filter(|m| m.start < start && !m.gapped)
            .filter_map(|m| m.country().map(|(code, _)| code.clone()))
            .collect();
        let Some(skip) = named.len().checked_sub(listed.len()).filter(|_| listed.len() > 1) else { return };
        let span = parsed.span_of(word, word + 1);
        for (index, code) in listed.iter().zip(named.iter().skip(skip)) {
            if let Some(draft) = self.drafts.get_mut(*index) {
                draft.nationality = vec![code.clone()];
                draft.because("nationality", "respectively", Some(span));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn numbers_go_with_names_respectively() {
        let text = "Of the Thais and Vietnamese, 12 and 30 were arrested respectively. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["12 arrested TH", "30 arrested VN"]);
    }

    #[test]
    fn a_nationality_may_be_said_a_sentence_later() {
        let text = "Police arrested 24 people on Monday. The suspects, Algerians and Moroccans, were held in the port.";
        assert_eq!(told(text), ["24 arrested DZ+MA"]);
    }
}
