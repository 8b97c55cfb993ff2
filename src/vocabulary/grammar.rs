//! The closed word classes of English that sentence analysis needs: auxiliaries, prepositions, relatives, joints of lists.

use serde::Deserialize;

use super::layers::{Layers, VocabularyError};
use super::lexicon::Lexicon;
use crate::text::Token;
use crate::text::words::{Indexed, Lists, WordIndex, WordMap, hash};

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    be: Vec<String>,
    have: Vec<String>,
    modal_future: Vec<String>,
    future_phrases: Vec<String>,
    negators: Vec<String>,
    adverbs: Vec<String>,
    prepositions: Vec<String>,
    subordinators: Vec<String>,
    relatives: Vec<String>,
    pronouns: Vec<String>,
    determiners: Vec<String>,
    conjunctions: Vec<String>,
    list_joints: Vec<String>,
    definite: Vec<String>,
    part_markers: Vec<String>,
    increase: Vec<String>,
    decrease: Vec<String>,
    percent: Vec<String>,
    ages: Vec<String>,
    time_of_day: Vec<String>,
    numbered: Vec<String>,
    numbered_names: Vec<String>,
    rate_words: Vec<String>,
    finite: Vec<String>,
    regions: Vec<String>,
    rest: Vec<String>,
    joint_marks: Vec<String>,
    amounts: Vec<String>,
    superlatives: Vec<String>,
    breakdowns: Vec<String>,
    shares: Vec<String>,
    origins: Vec<String>,
    copulas: Vec<String>,
    comparing: Vec<String>,
    set_against: Vec<String>,
    age_ranks: Vec<String>,
    chiefly: Vec<String>,
    bullets: Vec<String>,
    collectives: Vec<String>,
    origin_nouns: Vec<String>,
    amount_verbs: Vec<String>,
    denials: Vec<String>,
    rejections: Vec<String>,
    claims: Vec<String>,
    accusing: Vec<String>,
    involved: Vec<String>,
    worth: Vec<String>,
    custody: Vec<String>,
    testifying: Vec<String>,
    foiling: Vec<String>,
    economy: Vec<String>,
    statutory: Vec<String>,
    prices: Vec<String>,
    returns: Vec<String>,
    aboard: Vec<String>,
    carrying: Vec<String>,
    foreign: Vec<String>,
    attempts: Vec<String>,
    crossing: Vec<String>,
    estimating: Vec<String>,
}

/// One closed class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Class {
    Be,
    Have,
    Future,
    Negator,
    Adverb,
    Preposition,
    Subordinator,
    Relative,
    Pronoun,
    Determiner,
    Conjunction,
    Age,
    TimeOfDay,
    Numbered,
    /// Before a number only where it is a name: "Region 6".
    NumberedName,
    Finite,
    /// Present and past of "to be".
    Copula,
    /// "12 more people": between a number and its noun, pointing to others.
    Comparing,
    /// Before the figure that another one is compared with: "as against 88".
    SetAgainst,
    /// "the youngest": the number behind it is an age.
    AgeRank,
    /// "chiefly", before those who are most of the ones just counted.
    Chiefly,
    /// Marks that open an item of a list.
    Bullet,
    /// "a total of 12": counts nothing itself.
    Collective,
    /// "of Thai nationality".
    OriginNoun,
    /// What stands right before the amount of an event: "fines totalled 12 million".
    AmountVerb,
    /// "rumours that 12 had died": what a text may call untrue.
    Claim,
    /// "were involved in 287 cases".
    Involved,
    /// "assets worth $3 billion": between things and what they would bring.
    Worth,
    /// "in the country's prisons".
    Custody,
    /// "Eight of them told investigators that they had been lured".
    Testify,
    /// "foiled 84 attempts".
    Foil,
    /// "Shares closed 1.4 percent lower".
    Economy,
    /// "a lorry carrying 44 migrants": between a vehicle and those in it.
    Carrying,
    /// "22 Asian infiltrators": from abroad, of no country that is named.
    Foreign,
    /// "84 attempts", "to cross": each is a person at the border.
    Attempt,
    Cross,
    /// "puts the number at".
    Estimate,
    /// "on suspicion of": before what people are held over.
    Accusing,
}

impl Class {
    /// How many classes there are.
    const COUNT: u32 = Class::Accusing as u32 + 1;

    fn bit(self) -> u64 {
        1 << self as u8
    }

    /// Its bit among a token's lists: the classes have the first.
    const fn list(self) -> Lists {
        1 << self as u8
    }
}

#[derive(Debug, Clone, Default)]
pub struct Grammar {
    /// Each word with its classes as bits.
    words: WordMap<u64>,
    pub future: Lexicon<()>,
    pub joints: Lexicon<()>,
    pub definite: Lexicon<()>,
    pub parts: Lexicon<()>,
    pub percent: Lexicon<()>,
    pub rates: Lexicon<()>,
    pub regions: Lexicon<()>,
    pub rest: Lexicon<()>,
    pub joint_marks: Lexicon<()>,
    pub amounts: Lexicon<()>,
    pub superlatives: Lexicon<()>,
    pub breakdowns: Lexicon<()>,
    pub shares: Lexicon<()>,
    pub origins: Lexicon<()>,
    pub denials: Lexicon<()>,
    /// "have no basis": denies what the sentence told of before.
    pub rejections: Lexicon<()>,
    /// "carries a fine of": what a law provides for, which nobody has paid yet.
    pub statutory: Lexicon<()>,
    /// "a reward of $3,000": an amount that was asked or promised.
    pub prices: Lexicon<()>,
    pub returns: Lexicon<()>,
    /// "262 passengers on board".
    pub aboard: Lexicon<()>,
    /// `true` for a rise.
    pub changes: Lexicon<bool>,
}

impl Grammar {
    pub fn load(layers: &Layers) -> Result<Self, VocabularyError> {
        let mut grammar = Grammar::default();
        for layer in layers.of("grammar.toml", include_str!("grammar.toml"))? {
            let file: File = layer.parse()?;
            let classes = [
                (Class::Be, file.be),
                (Class::Have, file.have),
                (Class::Future, file.modal_future),
                (Class::Negator, file.negators),
                (Class::Adverb, file.adverbs),
                (Class::Preposition, file.prepositions),
                (Class::Subordinator, file.subordinators),
                (Class::Relative, file.relatives),
                (Class::Pronoun, file.pronouns),
                (Class::Determiner, file.determiners),
                (Class::Conjunction, file.conjunctions),
                (Class::Age, file.ages),
                (Class::TimeOfDay, file.time_of_day),
                (Class::Numbered, file.numbered),
                (Class::NumberedName, file.numbered_names),
                (Class::Finite, file.finite),
                (Class::Copula, file.copulas),
                (Class::Comparing, file.comparing),
                (Class::SetAgainst, file.set_against),
                (Class::AgeRank, file.age_ranks),
                (Class::Chiefly, file.chiefly),
                (Class::Bullet, file.bullets),
                (Class::Collective, file.collectives),
                (Class::OriginNoun, file.origin_nouns),
                (Class::AmountVerb, file.amount_verbs),
                (Class::Claim, file.claims),
                (Class::Involved, file.involved),
                (Class::Worth, file.worth),
                (Class::Custody, file.custody),
                (Class::Testify, file.testifying),
                (Class::Foil, file.foiling),
                (Class::Economy, file.economy),
                (Class::Accusing, file.accusing),
                (Class::Carrying, file.carrying),
                (Class::Foreign, file.foreign),
                (Class::Attempt, file.attempts),
                (Class::Cross, file.crossing),
                (Class::Estimate, file.estimating),
            ];
            for (class, words) in classes {
                for word in words {
                    *grammar.words.entry(word).or_default() |= class.bit();
                }
            }
            let fault = |e: String| layer.error(0, e);
            let lists = [
                (&mut grammar.future, file.future_phrases),
                (&mut grammar.joints, file.list_joints),
                (&mut grammar.definite, file.definite),
                (&mut grammar.parts, file.part_markers),
                (&mut grammar.percent, file.percent),
                (&mut grammar.rates, file.rate_words),
                (&mut grammar.regions, file.regions),
                (&mut grammar.rest, file.rest),
                (&mut grammar.joint_marks, file.joint_marks),
                (&mut grammar.amounts, file.amounts),
                (&mut grammar.superlatives, file.superlatives),
                (&mut grammar.breakdowns, file.breakdowns),
                (&mut grammar.shares, file.shares),
                (&mut grammar.origins, file.origins),
                (&mut grammar.denials, file.denials),
                (&mut grammar.rejections, file.rejections),
                (&mut grammar.statutory, file.statutory),
                (&mut grammar.prices, file.prices),
                (&mut grammar.returns, file.returns),
                (&mut grammar.aboard, file.aboard),
            ];
            for (lexicon, phrases) in lists {
                for phrase in phrases {
                    lexicon.add(&phrase, ()).map_err(fault)?;
                }
            }
            for (phrases, up) in [(file.increase, true), (file.decrease, false)] {
                for phrase in phrases {
                    grammar.changes.add(&phrase, up).map_err(fault)?;
                }
            }
        }
        Ok(grammar)
    }

    /// Puts all lists that tokens are looked up in into the index, and each class under a bit of its own.
    pub fn index(&mut self, index: &mut WordIndex) {
        // `is` reads the first bits.
        let first = index.reserve(Class::COUNT);
        assert_eq!(first, Some(0), "the classes come before all other lists");
        self.words.iter().for_each(|(word, classes)| index.set(hash(word), Lists::from(*classes)));
        let lists: [&mut dyn Indexed; 21] = [
            &mut self.future,
            &mut self.joints,
            &mut self.definite,
            &mut self.parts,
            &mut self.percent,
            &mut self.rates,
            &mut self.regions,
            &mut self.rest,
            &mut self.joint_marks,
            &mut self.amounts,
            &mut self.superlatives,
            &mut self.breakdowns,
            &mut self.shares,
            &mut self.origins,
            &mut self.denials,
            &mut self.rejections,
            &mut self.statutory,
            &mut self.prices,
            &mut self.returns,
            &mut self.aboard,
            &mut self.changes,
        ];
        lists.into_iter().for_each(|list| index.add(list));
    }

    /// Words of closed classes: verbs' helpers, prepositions, what joins clauses. No noun phrase and no name holds one.
    #[inline]
    pub fn is_closed(&self, token: &Token) -> bool {
        const CLOSED: Lists = Class::Be.list()
            | Class::Have.list()
            | Class::Future.list()
            | Class::Preposition.list()
            | Class::Subordinator.list()
            | Class::Relative.list()
            | Class::Conjunction.list()
            | Class::Finite.list()
            | Class::Pronoun.list()
            | Class::Negator.list();
        self.is_any(token, CLOSED)
    }

    #[inline]
    pub fn is(&self, token: &Token, class: Class) -> bool {
        self.is_any(token, class.list())
    }

    #[inline(always)]
    fn is_any(&self, token: &Token, classes: Lists) -> bool {
        token.lists & classes != 0
            && (token.is_indexed()
                || self.words.get(token.folded.as_str()).is_some_and(|c| Lists::from(*c) & classes != 0))
    }

    /// Asked of a word that is no token: a token's bits say it for less.
    pub fn is_word(&self, word: &str, class: Class) -> bool {
        self.words.get(word).is_some_and(|classes| classes & class.bit() != 0)
    }
}
