//! Labels that stand in for a name: `Speaker 1`, `UNIDENTIFIED MALE`.

use super::vocabulary::GENERIC_QUESTION;

/// Whether a label, folded, stands in for a name.
pub fn is_placeholder(folded: &str) -> bool {
    let bare = without_number(folded);
    if is_numbered_placeholder(folded) {
        return true;
    }
    let mut words = bare.split(' ');
    let unknown = words.clone().any(|word| UNKNOWN.contains(&word));
    let anonymous_on_purpose = words.any(|word| GENERIC_QUESTION.contains(word));
    unknown && !anonymous_on_purpose && bare.split(' ').count() <= MAX_WORDS
}

/// Whether a label, folded, is one of several that a number tells apart, so that all of its turns are one person's.
pub fn is_numbered_placeholder(folded: &str) -> bool {
    let bare = without_number(folded);
    bare.len() < folded.len() && (NUMBERED.contains(&bare) || UNKNOWN.contains(&bare))
}

fn without_number(folded: &str) -> &str {
    folded.trim_end_matches(|c: char| c.is_numeric() || matches!(c, ' ' | '#'))
}

/// A longer label that has such a word in it says more.
const MAX_WORDS: usize = 3;

/// What stands in for a name with a number behind it.
const NUMBERED: &[&str] = &[
    "speaker",
    "spk",
    "male speaker",
    "female speaker",
    "male",
    "female",
    "man",
    "woman",
    "person",
    "voice",
    "male voice",
    "female voice",
    "sprecher",
    "sprecherin",
    "intervenant",
    "orador",
    "hablante",
    "спикер",
    "говорящий",
    "发言人",
    "说话人",
    "讲话人",
    "發言人",
    "話者",
    "発言者",
    "화자",
];

/// What says that the name is not known.
const UNKNOWN: &[&str] = &[
    "unidentified",
    "unknown",
    "unbekannt",
    "unbekannter",
    "unbekannte",
    "inconnu",
    "inconnue",
    "desconocido",
    "desconocida",
    "неизвестный",
    "неизвестная",
    "未知",
    "不明",
    "tbd",
    "tbc",
];
