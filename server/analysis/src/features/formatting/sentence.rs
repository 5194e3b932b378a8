//! Where a sentence ends, for the spaces between two of them.

use crate::model::vocabulary::{HONORIFICS, TITLES, fold};

/// Whether a sentence ends between two texts, which white space parts.
pub fn ends(before: &str, behind: &str) -> bool {
    let before = before.trim_end_matches(['”', '"', '’', '\'', ')', ']']);
    let Some(next) = behind.chars().next() else {
        return false;
    };
    let starts =
        next.is_uppercase() || next.is_numeric() || matches!(next, '“' | '"' | '‘' | '(' | '[');
    let stops = match before.chars().next_back() {
        Some('?' | '!' | '…') => true,
        Some('.') => !is_abbreviation(before),
        _ => false,
    };
    starts && stops
}

/// Whether the full stop at the end of a text is that of an abbreviation or an initial.
fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word
        .trim_end_matches('.')
        .trim_start_matches(|c: char| !c.is_alphanumeric());
    let folded = fold(word);
    word.contains('.')
        || word.chars().count() < 2
        || [&HONORIFICS, &TITLES]
            .iter()
            .any(|table| table.contains(folded.as_str()))
        || ABBREVIATIONS.contains(&folded.as_str())
}

const ABBREVIATIONS: &[&str] = &[
    "approx", "apr", "art", "aug", "ave", "co", "corp", "dec", "dept", "etc", "feb", "fig", "gov",
    "inc", "jan", "jr", "ltd", "mt", "no", "nos", "nov", "oct", "pp", "rep", "reps", "sen", "sens",
    "sept", "sgt", "st", "vol", "vs",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_end_no_sentence() {
        for (before, behind, expected) in [
            ("So it is.", "We go.", true),
            ("“Why?”", "“So.”", true),
            ("(Laughter.)", "Well", true),
            ("ask Mr.", "Sample", false),
            ("the U.S.", "Navy", false),
            ("John F.", "Sample", false),
            ("so.", "and", false),
            ("so,", "And", false),
            ("so.", "", false),
        ] {
            assert_eq!(ends(before, behind), expected, "{before} {behind}");
        }
    }
}
