//! English inflection: the forms of a verb and the plural of a noun, so that a vocabulary entry is written once.

/// Which form of a verb a word is; `arrested` is both past and participle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VerbForm {
    pub base: bool,
    pub third: bool,
    pub past: bool,
    pub participle: bool,
    pub ing: bool,
}

const BASE: VerbForm = VerbForm { base: true, third: false, past: false, participle: false, ing: false };
const THIRD: VerbForm = VerbForm { third: true, base: false, ..BASE };
const ING: VerbForm = VerbForm { ing: true, base: false, ..BASE };

/// Irregular verbs that enforcement and migration texts use: base, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("abet", "abetted", "abetted"),
    ("acquit", "acquitted", "acquitted"),
    ("arise", "arose", "arisen"),
    ("be", "was", "been"),
    ("bear", "bore", "borne"),
    ("beat", "beat", "beaten"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bend", "bent", "bent"),
    ("bet", "bet", "bet"),
    ("bid", "bid", "bid"),
    ("bind", "bound", "bound"),
    ("bite", "bit", "bitten"),
    ("bleed", "bled", "bled"),
    ("blow", "blew", "blown"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("broadcast", "broadcast", "broadcast"),
    ("build", "built", "built"),
    ("burn", "burned", "burned"),
    ("buy", "bought", "bought"),
    ("cast", "cast", "cast"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("cling", "clung", "clung"),
    ("come", "came", "come"),
    ("cost", "cost", "cost"),
    ("creep", "crept", "crept"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("die", "died", "died"),
    ("dig", "dug", "dug"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drink", "drank", "drunk"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feed", "fed", "fed"),
    ("feel", "felt", "felt"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("flee", "fled", "fled"),
    ("fling", "flung", "flung"),
    ("fly", "flew", "flown"),
    ("forbid", "forbade", "forbidden"),
    ("forecast", "forecast", "forecast"),
    ("foresee", "foresaw", "foreseen"),
    ("forgive", "forgave", "forgiven"),
    ("freeze", "froze", "frozen"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grind", "ground", "ground"),
    ("grow", "grew", "grown"),
    ("hang", "hanged", "hanged"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("hew", "hewed", "hewn"),
    ("hide", "hid", "hidden"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("hurt", "hurt", "hurt"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("lean", "leaned", "leaned"),
    ("leap", "leapt", "leapt"),
    ("learn", "learned", "learned"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("lie", "lay", "lain"),
    ("light", "lit", "lit"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("meet", "met", "met"),
    ("mislead", "misled", "misled"),
    ("outrun", "outran", "outrun"),
    ("overcome", "overcame", "overcome"),
    ("overhear", "overheard", "overheard"),
    ("overrun", "overran", "overrun"),
    ("oversee", "oversaw", "overseen"),
    ("overtake", "overtook", "overtaken"),
    ("overthrow", "overthrew", "overthrown"),
    ("pay", "paid", "paid"),
    ("prove", "proved", "proven"),
    ("put", "put", "put"),
    ("quit", "quit", "quit"),
    ("read", "read", "read"),
    ("rebuild", "rebuilt", "rebuilt"),
    ("repay", "repaid", "repaid"),
    ("resell", "resold", "resold"),
    ("retake", "retook", "retaken"),
    ("rewrite", "rewrote", "rewritten"),
    ("rid", "rid", "rid"),
    ("ride", "rode", "ridden"),
    ("ring", "rang", "rung"),
    ("rise", "rose", "risen"),
    ("run", "ran", "run"),
    ("saw", "sawed", "sawn"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("sew", "sewed", "sewn"),
    ("shake", "shook", "shaken"),
    ("shed", "shed", "shed"),
    ("shine", "shone", "shone"),
    ("shoot", "shot", "shot"),
    ("show", "showed", "shown"),
    ("shrink", "shrank", "shrunk"),
    ("shut", "shut", "shut"),
    ("sing", "sang", "sung"),
    ("sink", "sank", "sunk"),
    ("sit", "sat", "sat"),
    ("slay", "slew", "slain"),
    ("sleep", "slept", "slept"),
    ("slide", "slid", "slid"),
    ("sling", "slung", "slung"),
    ("smell", "smelled", "smelled"),
    ("sow", "sowed", "sown"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("spin", "spun", "spun"),
    ("split", "split", "split"),
    ("spread", "spread", "spread"),
    ("stand", "stood", "stood"),
    ("steal", "stole", "stolen"),
    ("stick", "stuck", "stuck"),
    ("sting", "stung", "stung"),
    ("stride", "strode", "stridden"),
    ("strike", "struck", "struck"),
    ("string", "strung", "strung"),
    ("strive", "strove", "striven"),
    ("swear", "swore", "sworn"),
    ("sweep", "swept", "swept"),
    ("swell", "swelled", "swollen"),
    ("swim", "swam", "swum"),
    ("swing", "swung", "swung"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tear", "tore", "torn"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("thrust", "thrust", "thrust"),
    ("traffic", "trafficked", "trafficked"),
    ("tread", "trod", "trodden"),
    ("undergo", "underwent", "undergone"),
    ("understand", "understood", "understood"),
    ("undertake", "undertook", "undertaken"),
    ("unwind", "unwound", "unwound"),
    ("uphold", "upheld", "upheld"),
    ("wake", "woke", "woken"),
    ("wear", "wore", "worn"),
    ("weep", "wept", "wept"),
    ("win", "won", "won"),
    ("wind", "wound", "wound"),
    ("withdraw", "withdrew", "withdrawn"),
    ("withhold", "withheld", "withheld"),
    ("write", "wrote", "written"),
];

/// The forms of a one-word verb, each once, with all that it can be.
pub fn verb_forms(base: &str) -> Vec<(String, VerbForm)> {
    let (past, participle) = match IRREGULAR.iter().find(|(b, _, _)| *b == base) {
        Some((_, past, participle)) => ((*past).to_string(), (*participle).to_string()),
        None => (regular_past(base), regular_past(base)),
    };
    let ing = match base {
        "be" => "being".to_string(),
        "traffic" => "trafficking".to_string(),
        _ if base.ends_with("ie") => format!("{}ying", base.trim_end_matches("ie")),
        _ if base.ends_with('e') && !base.ends_with("ee") => format!("{}ing", base.trim_end_matches('e')),
        _ => format!("{base}ing"),
    };
    let mut forms: Vec<(String, VerbForm)> = vec![(base.to_string(), BASE), (plural(base), THIRD), (ing, ING)];
    if base == "be" {
        forms.push(("are".to_string(), THIRD));
        forms.push(("were".to_string(), VerbForm { base: false, past: true, ..BASE }));
    }
    if let Some(last) = doubles(base) {
        let past = VerbForm { base: false, past: true, participle: true, ..BASE };
        forms.push((format!("{base}{last}ed"), past));
        forms.push((format!("{base}{last}ing"), ING));
    }
    for (word, is_past) in [(past, true), (participle, false)] {
        match forms.iter_mut().find(|(w, _)| *w == word) {
            Some((_, form)) if is_past => form.past = true,
            Some((_, form)) => form.participle = true,
            None => forms.push((word, VerbForm { base: false, past: is_past, participle: !is_past, ..BASE })),
        }
    }
    forms
}

/// The last consonant of a verb that may double it ("nabbed", "expelled", "travelled"); both spellings are taken.
fn doubles(base: &str) -> Option<char> {
    let mut end = base.chars().rev();
    let (last, vowel, before) = (end.next()?, end.next()?, end.next()?);
    let is_vowel = |c: char| "aeiou".contains(c);
    (!is_vowel(last) && !"wxyhc".contains(last) && is_vowel(vowel) && !is_vowel(before)).then_some(last)
}

fn regular_past(base: &str) -> String {
    if base.ends_with('e') {
        return format!("{base}d");
    }
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ied"),
        _ => format!("{base}ed"),
    }
}

/// Nouns whose plural follows no rule.
const NOUNS: &[(&str, &str)] = &[
    ("man", "men"),
    ("woman", "women"),
    ("child", "children"),
    ("person", "people"),
    ("wife", "wives"),
    ("thief", "thieves"),
    ("knife", "knives"),
];

/// The regular plural of a noun (and the third person of a verb, which follows the same rules).
pub fn plural(word: &str) -> String {
    for (one, many) in NOUNS.iter().chain(&[("be", "is"), ("have", "has")]) {
        if let Some(stem) = word.strip_suffix(one)
            && (stem.is_empty() || *one == "man" || *one == "woman")
        {
            return format!("{stem}{many}");
        }
    }
    if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) || word == "go" || word == "do" {
        return format!("{word}es");
    }
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{word}s"),
    }
}

/// The singular of a folded phrase, by its last word. A word that is one already stays as it is.
pub fn singular(phrase: &str) -> String {
    let (head, word) = phrase.rsplit_once(' ').map_or(("", phrase), |(head, word)| (head, word));
    let irregular = NOUNS.iter().find_map(|(one, many)| {
        let stem = word.strip_suffix(many)?;
        (stem.is_empty() || *many == "men" || *many == "women").then(|| format!("{head} {stem}{one}"))
    });
    if let Some(one) = irregular {
        return one.trim_start().to_string();
    }
    let ends = |list: &[&str]| list.iter().any(|end| phrase.ends_with(end));
    let without = |letters: usize| phrase.get(..phrase.len() - letters).unwrap_or(phrase);
    match phrase {
        short if word.len() < 4 => short.to_string(),
        mass if ends(&["ss", "us", "gas"]) || (ends(&["is"]) && !ends(&["skis", "taxis", "uzis"])) => mass.to_string(),
        _ if ends(&["ies"]) => format!("{}y", without(3)),
        _ if ends(&["ches", "shes", "xes", "sses", "buses"]) => without(2).to_string(),
        _ => phrase.strip_suffix('s').unwrap_or(phrase).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(base: &str) -> Vec<String> {
        verb_forms(base).into_iter().map(|(w, _)| w).collect()
    }

    #[test]
    fn verbs_inflect() {
        assert_eq!(words("arrest"), ["arrest", "arrests", "arresting", "arrested"]);
        assert!(words("nab").contains(&"nabbed".to_string()) && words("expel").contains(&"expelling".to_string()));
        assert_eq!(words("take"), ["take", "takes", "taking", "took", "taken"]);
        assert_eq!(words("carry"), ["carry", "carries", "carrying", "carried"]);
        assert_eq!(words("traffic"), ["traffic", "traffics", "trafficking", "trafficked"]);
    }

    #[test]
    fn nouns_have_a_plural() {
        for (one, many) in [
            ("woman", "women"),
            ("policeman", "policemen"),
            ("passport", "passports"),
            ("body", "bodies"),
            ("box", "boxes"),
        ] {
            assert_eq!(plural(one), many);
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn nouns_have_a_singular() {
        for (many, one) in [
            ("mobile phones", "mobile phone"),
            ("batteries", "battery"),
            ("watches", "watch"),
            ("minibuses", "minibus"),
            ("taxis", "taxi"),
            ("hunting knives", "hunting knife"),
            ("cannabis", "cannabis"),
            ("glass", "glass"),
        ] {
            assert_eq!(singular(many), one);
            assert_eq!(singular(one), one);
        }
    }
}
