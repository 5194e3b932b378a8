//! What a label says of its speaker: honorific, title, name, or that it is nobody in particular.

use super::segment::Label;
use super::vocabulary::{
    ASKERS, GENERIC_ANSWER, GENERIC_QUESTION, HONORIFICS, METADATA, TITLES, fold,
};

/// A label, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelForm {
    /// The name part, folded: what two labels of one person have in common.
    pub folded: String,
    /// Set when the label names no person.
    pub generic: Option<Generic>,
    /// The label says that its holder asks: `FRAGE MUSTER`, `Reporter Anna Example`.
    pub asks: bool,
    /// `Mr.`, folded.
    pub honorific: Option<String>,
    /// `Harbour Secretary General`, as written.
    pub title: Option<String>,
    /// `Max Mustername`, as written, without title but with the honorific.
    pub name: Option<String>,
    /// The name's words, folded, without title and honorific.
    pub name_words: Vec<String>,
    /// The outlet or institution, as written.
    pub affiliation: Option<String>,
}

/// A label that names no person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generic {
    /// `Q`, `QUESTION`: somebody asks.
    Question,
    /// `A`: somebody answers.
    Answer,
    /// `Date`, `Topics`: not a speaker.
    Metadata,
}

impl LabelForm {
    /// Takes a label apart.
    pub fn of(label: &Label) -> Self {
        let written = label
            .name
            .text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let folded = fold(&written);
        let generic = generic(&folded);
        let named = if generic.is_none() {
            asker(&written)
        } else {
            None
        };
        let (title, name) = split_title(named.unwrap_or(&written));
        let honorific = name
            .and_then(|name| name.split_whitespace().next())
            .map(fold)
            .filter(|first| HONORIFICS.contains(first.as_str()));
        let mut name_words: Vec<String> = name
            .map(|name| fold(name).split(' ').map(str::to_owned).collect())
            .unwrap_or_default();
        let address = honorific
            .as_deref()
            .map_or(0, |honorific| honorific.split(' ').count());
        if name_words.len() > address {
            name_words.drain(..address);
        }
        let mut form = Self {
            generic,
            asks: named.is_some(),
            folded,
            honorific,
            title: title.map(str::to_owned),
            name: name.map(str::to_owned),
            name_words,
            affiliation: None,
        };
        if let Some(affiliation) = &label.affiliation {
            let is_title = fold(&affiliation.text)
                .split(' ')
                .any(|word| TITLES.contains(word));
            if is_title && form.title.is_none() {
                form.title = Some(affiliation.text.clone());
            } else {
                form.affiliation = Some(affiliation.text.clone());
            }
        }
        form
    }
}

/// The name behind a word that says that somebody asks.
fn asker(written: &str) -> Option<&str> {
    let (first, name) = written.split_once(' ')?;
    ASKERS.contains(fold(first).as_str()).then_some(name)
}

fn generic(folded: &str) -> Option<Generic> {
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#');
    if GENERIC_QUESTION.contains(bare) {
        Some(Generic::Question)
    } else if GENERIC_ANSWER.contains(bare) {
        Some(Generic::Answer)
    } else if METADATA.contains(bare) {
        Some(Generic::Metadata)
    } else {
        None
    }
}

/// Splits a name part behind its last title word: (`Harbour Secretary General`, `Max Mustername`).
fn split_title(written: &str) -> (Option<&str>, Option<&str>) {
    let words: Vec<(usize, &str)> = words_at(written);
    let Some(last) = words
        .iter()
        .rposition(|(_, word)| TITLES.contains(fold(word).as_str()))
    else {
        return (None, Some(written).filter(|written| !written.is_empty()));
    };
    let mut name = last + 1;
    let of = words.get(name).is_some_and(|(_, word)| {
        matches!(
            fold(word).as_str(),
            "of" | "for" | "to" | "de" | "der" | "des"
        )
    });
    if of {
        name = if words.len() >= name + 4 {
            words.len() - 2
        } else {
            words.len()
        };
    }
    match words.get(name) {
        Some(&(at, _)) => (Some(written[..at].trim_end()), Some(&written[at..])),
        None => (Some(written), None),
    }
}

fn words_at(text: &str) -> Vec<(usize, &str)> {
    text.split_whitespace()
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_split_from_names() {
        for (written, title, name) in [
            (
                "Harbour Secretary General Max Mustername",
                Some("Harbour Secretary General"),
                Some("Max Mustername"),
            ),
            (
                "Harbour Secretary General",
                Some("Harbour Secretary General"),
                None,
            ),
            (
                "President of Examples Dora Dummy",
                Some("President of Examples"),
                Some("Dora Dummy"),
            ),
            ("Minister of Examples", Some("Minister of Examples"), None),
            ("Minister Mustername", Some("Minister"), Some("Mustername")),
            ("MR. SAMPLE", None, Some("MR. SAMPLE")),
            ("THE PRESIDENT", Some("THE PRESIDENT"), None),
            ("Anna Example", None, Some("Anna Example")),
        ] {
            assert_eq!(split_title(written), (title, name), "{written}");
        }
    }

    #[test]
    fn generic_labels_name_nobody() {
        for (label, kind) in [
            ("q", Some(Generic::Question)),
            ("question 2", Some(Generic::Question)),
            ("вопрос", Some(Generic::Question)),
            ("a", Some(Generic::Answer)),
            ("topics", Some(Generic::Metadata)),
            ("quentin", None),
        ] {
            assert_eq!(generic(label), kind, "{label}");
        }
    }
}
