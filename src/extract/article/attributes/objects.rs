//! What the things are that were seized, issued or blocked: by the words of a figure, else by what was told before it. In:
//! drafts with their scenes. Out: `object` filled.

mod names;

use names::{name, phrase};

use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::article::parse::{Mention, Parsed};
use crate::extract::article::quantity::{Quantity, What};
use crate::model::{Kind, Span};
use crate::vocabulary::{Class, Vocabulary};

/// How many sentences back the drug stands of which a weight is told.
const WEIGHED_REACH: usize = 6;
/// How many tokens before a sum "worth" may stand.
const WORTH_REACH: usize = 8;
/// Classes of nouns that name no things to be taken.
const NO_THINGS: &[&str] = &["case", "operation", "countries", "time", "length", "rank", "other", "border"];

/// Gives each draft of things their name.
pub fn objects(drafts: &mut [Draft], scenes: &[Scene], vocabulary: &Vocabulary) {
    for index in 0..drafts.len() {
        let Some((before, rest)) = drafts.split_at_mut_checked(index) else { continue };
        let Some(draft) = rest.first_mut() else { continue };
        let measure = vocabulary.terms.measure_code(draft.measure);
        if !matches!(measure, "seized" | "issued" | "blocked") {
            continue;
        }
        let Some(scene) = scenes.get(draft.sentence) else { continue };
        let Some(quantity) = scene.quantities.get(draft.quantity) else { continue };
        let figure = Figure { draft, before, scene, quantity, vocabulary };
        if let Some((object, rule, span)) = figure.object() {
            draft.object = Some(object);
            draft.because("object", rule, Some(span));
        }
    }
}

type Found = Option<(String, &'static str, Span)>;

/// A figure beside what was told before it.
struct Figure<'a> {
    draft: &'a Draft,
    before: &'a [Draft],
    scene: &'a Scene<'a>,
    quantity: &'a Quantity,
    vocabulary: &'a Vocabulary,
}

impl Figure<'_> {
    fn parsed(&self) -> &Parsed<'_> {
        &self.scene.parsed
    }

    fn object(&self) -> Found {
        if self.draft.kind != Kind::Level {
            return self.of_level().or_else(|| self.of_event());
        }
        if matches!(self.draft.what, What::Money(_)) {
            return self.of_worth();
        }
        let own = || name(self.parsed(), self.quantity, self.vocabulary).map(|(n, span)| (n, "noun phrase", span));
        let found = self.of_label().or_else(own);
        // Its noun stands elsewhere: "five of them AK-47 rifles".
        if found.is_some() || self.draft.object.is_some() {
            return found;
        }
        self.weighed().or_else(|| self.same())
    }

    /// A share or a change: of the level in its sentence, or of its whole.
    fn of_level(&self) -> Found {
        let same = |d: &&Draft| d.measure == self.draft.measure && d.object.is_some();
        let whole = self.draft.part_of.and_then(|w| self.before.get(w)).filter(same);
        let here = || self.before.iter().rev().take_while(|d| d.sentence == self.draft.sentence).filter(same);
        let start = self.draft.figure.start;
        let last = || here().filter(|d| d.figure.start < start).max_by_key(|d| d.figure.start);
        let next = || here().min_by_key(|d| d.figure.start);
        let found = whole.or_else(last).or_else(next)?;
        Some((found.object.clone()?, "of its level", found.figure))
    }

    /// A change of what a sentence has no level of: "seizures of drugs fell by 14 percent".
    fn of_event(&self) -> Found {
        let parsed = self.parsed();
        let start = self.quantity.start();
        let mut event = parsed.mentions.iter().filter(|m| m.end < start && parsed.word(m.end) == "of");
        let event = event.rfind(|m| m.events().any(|e| e == self.draft.measure))?;
        let (name, span) = phrase(parsed, event.end + 1, false, self.vocabulary)?;
        Some((name, "of the event's noun", span))
    }

    /// "Vehicles impounded: 112", "Smuggled cigarettes seized: 7.4 million pieces".
    fn of_label(&self) -> Found {
        let parsed = self.parsed();
        let colon = self.quantity.number.0.checked_sub(1).filter(|i| parsed.word(*i) == ":")?;
        let first = usize::from(parsed.is_mark(0));
        let named = parsed.mentions.iter().find(|m| m.start <= first + 2 && m.end <= colon && self.is_thing(m))?;
        let (name, span) = phrase(parsed, first, false, self.vocabulary)?;
        (named.start >= first).then_some((name, "noun of the label", span))
    }

    fn is_thing(&self, mention: &Mention) -> bool {
        let class = mention.object().and_then(|(i, _)| self.vocabulary.terms.objects.get(i)).map(|o| o.class.as_str());
        class.is_some_and(|c| !NO_THINGS.contains(&c))
    }

    /// A drug, or what is weighed rather than counted: "gold", "ivory".
    fn is_mass(&self, mention: &Mention) -> bool {
        let terms = &self.vocabulary.terms;
        let drug = mention.object().and_then(|(i, _)| terms.objects.get(i)).is_some_and(|o| o.class == "drug");
        drug || terms.object_masses.longest(self.parsed().tokens, mention.start).is_some()
    }

    /// The last thing that the sentence names before the figure.
    fn named(&self, fits: impl Fn(&Mention) -> bool) -> Found {
        let parsed = self.parsed();
        let found = parsed.mentions.iter().rfind(|m| m.end <= self.quantity.start() && fits(m))?;
        let (name, span) = phrase(parsed, found.start, false, self.vocabulary)?;
        Some((name, "thing named before", span))
    }

    /// "Seizures of heroin fell to 11.6 kg", "31 kilos of it": of the drug named before.
    fn weighed(&self) -> Found {
        let weight = |d: &Draft| matches!(d.what, What::Weight(_));
        if !weight(self.draft) {
            return None;
        }
        // "138 pieces of rhino horn weighing 307 kilograms"
        if self.parsed().before(self.quantity.start(), 1) == "weighing"
            && let Some(last) = self.before.last().filter(|d| d.sentence == self.draft.sentence)
            && let Some(object) = &last.object
        {
            let held = object.split_once(" of ").map_or(object.as_str(), |(_, held)| held);
            return Some((held.to_string(), "thing weighed before", last.figure));
        }
        // "31.3 tonnes of drugs and precursor chemicals and another 41.8": no drug is named since.
        let here = self.before.last().filter(|d| d.sentence == self.draft.sentence && weight(d) && d.object.is_some());
        let named = self.named(|m| self.is_mass(m));
        let since = |found: &(String, &str, Span)| {
            here.is_none_or(|d| !d.object.as_ref().is_some_and(|o| o.contains(&found.0)))
        };
        named.filter(since).or_else(|| {
            let near = |d: &&Draft| d.sentence + WEIGHED_REACH >= self.draft.sentence;
            let mut last = self.before.iter().rev().take_while(near).filter(|d| d.measure == self.draft.measure);
            let last = last.find(|d| weight(d) && d.object.is_some())?;
            Some((last.object.clone()?, "thing weighed before", last.figure))
        })
    }

    /// "161 of them", "up from 1,325 in 2022": the things of its whole, or of the figure before.
    fn same(&self) -> Found {
        let open = self.quantity.partitive.is_some() || self.quantity.is_bare() || self.draft.what == What::Unnamed;
        if !open {
            return None;
        }
        let same =
            |d: &&Draft| d.measure == self.draft.measure && d.object.is_some() && !matches!(d.what, What::Money(_));
        let whole = self.draft.part_of.and_then(|w| self.before.get(w)).filter(same);
        let here = || self.before.iter().rev().take_while(|d| d.sentence == self.draft.sentence).find(same);
        let last = || self.before.iter().rev().take_while(|d| d.sentence + 2 >= self.draft.sentence).find(same);
        let told = |d: &Draft| Some((d.object.clone()?, "things of the figure before", d.figure));
        let of = whole.or_else(here).and_then(told);
        of.or_else(|| self.named(|m| self.is_thing(m))).or_else(|| last().and_then(told))
    }

    /// "assets worth S$3 billion", "with a street value of $10 million": what so much money was paid for.
    fn of_worth(&self) -> Found {
        let parsed = self.parsed();
        let start = self.quantity.start();
        let token = |i: usize| parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Worth));
        let clause = |i: &usize| !matches!(parsed.word(*i), ";" | "and");
        let worth = (start.saturating_sub(WORTH_REACH)..start).rev().take_while(clause).find(|i| token(*i))?;
        // "banknotes with a face value of", "assets to the value of"
        let joint = |i: &usize| matches!(parsed.word(*i), "with" | "to");
        let joint = (worth.saturating_sub(4)..worth).rev().find(joint).filter(|_| !parsed.word(worth).starts_with('w'));
        let end = joint.unwrap_or(worth);
        let named = parsed.mentions.iter().rfind(|m| m.end == end && self.is_thing(m)).map(|m| m.start);
        let plain = |i: &usize| parsed.token(*i).is_some_and(|t| t.is_word()) && parsed.word(worth).starts_with('w');
        if let Some(first) = named.or_else(|| end.checked_sub(1).filter(plain)) {
            let (name, span) = phrase(parsed, first, false, self.vocabulary)?;
            return Some((name, "thing that is worth it", span));
        }
        let thing = |d: &&Draft| d.measure == self.draft.measure && d.object.is_some();
        let last = self.before.iter().rev().take_while(|d| d.sentence + 2 >= self.draft.sentence).find(thing)?;
        Some((last.object.clone()?, "thing that is worth it", last.figure))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::extract;
    use crate::model::{Article, Item, Meta, Span};
    use crate::vocabulary::Vocabulary;

    fn objects(text: &str) -> Vec<String> {
        let body = Span::new(0, text.len());
        let article = Article { meta: Meta::default(), text: text.to_string(), body, file_name: String::new() };
        let object = |item: &Item| match item {
            Item::Observation(o) => o.series.object.as_ref().map(|o| o.to_string()),
            _ => None,
        };
        extract(&article, Vocabulary::builtin()).iter().filter_map(object).collect()
    }

    #[test]
    fn the_state_of_a_thing_is_not_its_name() {
        assert_eq!(
            objects("Police seized 30 forged Thai passports and 12 bogus visa stickers."),
            ["passports", "visa stickers"]
        );
    }

    #[test]
    fn a_container_is_named_with_what_it_holds() {
        assert_eq!(objects("Police arrested two smugglers and seized 133 cans of petrol."), ["cans of petrol"]);
    }

    #[test]
    fn what_is_worth_a_sum_is_its_thing_and_cash_is_none() {
        assert_eq!(
            objects("Police arrested two smugglers and seized assets worth $3 billion, two pistols and $400 in cash."),
            ["assets", "pistols"]
        );
    }

    #[test]
    fn a_number_of_a_list_is_of_all_of_it() {
        assert_eq!(
            objects("Police arrested a smuggler and seized 546 handbags and watches, 2 kg of gold and Rs 300,000."),
            ["handbags and watches", "gold"]
        );
    }

    #[test]
    fn figures_without_a_thing_are_of_the_one_told_before() {
        assert_eq!(
            objects(
                "Police arrested a smuggler and seized 1,806 vehicles in 2023, 161 of them in May, up from 1,325 in 2022."
            ),
            ["vehicles", "vehicles", "vehicles"]
        );
    }

    #[test]
    fn a_weight_is_of_what_was_weighed() {
        assert_eq!(
            objects("Police arrested a smuggler and seized 12 kg of heroin and 14 SIM cards."),
            ["heroin", "sim cards"]
        );
    }
}
