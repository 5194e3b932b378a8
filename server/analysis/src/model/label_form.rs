//! What a label says of its speaker: honorific, title, name, outlet, or that it is nobody in particular.

use foldhash::{HashMap, HashSet};

use super::segment::Label;
use super::vocabulary::{
    ASKERS, GENERIC_ANSWER, GENERIC_QUESTION, HONORIFICS, METADATA, UNKNOWN_PEOPLE, fold,
    is_outlet, is_title_word, is_unspaced, title_end, with_fold,
};

/// A label, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// The name's words, folded, without title and honorific, the surname last: `taro takao` of `TAKAO Taro`.
    pub name_words: Vec<String>,
    /// The outlet or institution, as written.
    pub affiliation: Option<String>,
    /// Everybody whom the label names, when it names several: `MR. SAMPLE and MR. DUMMY`.
    pub several: Vec<LabelForm>,
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
    /// Takes a label apart whose outlet comes last: `Anna Example, Daily Sample`.
    pub fn of(label: &Label) -> Self {
        Self::ordered(label, false)
    }

    /// Whether it stands before what somebody says: it says something, and heads no metadata.
    pub fn heads_speech(&self) -> bool {
        self.generic != Some(Generic::Metadata) && !self.folded.is_empty()
    }

    /// Takes a label apart; `outlet_first` says that the house writes `Daily Sample, EXAMPLE`.
    pub fn ordered(label: &Label, outlet_first: bool) -> Self {
        let name = squeezed(&label.name.text);
        let affiliation = label.affiliation.as_ref().map(|part| squeezed(&part.text));
        let mut form = match (affiliation, comma_parts(label).is_some()) {
            (Some(after), true) if is_title(&name) && !has_title(&after) => Self {
                title: Some(name),
                ..Self::of_name(&after)
            },
            (Some(after), true) if !has_title(&name) && !has_title(&after) => {
                let swap = outlet_first || (is_outlet(&name) && !is_outlet(&after));
                let (name, outlet) = if swap { (after, name) } else { (name, after) };
                Self::of_name(&name).with_affiliation(outlet)
            }
            (Some(after), _) => Self::of_name(&name).with_affiliation(after),
            (None, _) => Self::of_name(&name),
        };
        if form.generic.is_none() {
            form.several = several(&label.text);
        }
        form
    }

    /// Takes the name part of a label apart.
    fn of_name(written: &str) -> Self {
        let folded = fold(written);
        if let Some(generic) = generic(&folded) {
            return Self {
                folded,
                generic: Some(generic),
                ..Self::default()
            };
        }
        let asker = asker(written);
        let outlet_only = asker.is_none() && is_outlet(written);
        let (outlet, person) = match asker {
            Some(asker) => (asker.outlet, asker.name),
            None if outlet_only => (Some(written), None),
            None => (None, Some(written)),
        };
        let numbered = asker.is_some() && written.split(' ').next().is_some_and(is_question_number);
        let folded = match person {
            Some(person) if numbered => fold(person),
            _ => folded,
        };
        let (title, name) = person.map_or((None, None), split_title);
        let honorific = name
            .and_then(|name| name.split_whitespace().next())
            .filter(|first| HONORIFICS.has(first))
            .map(fold);
        Self {
            folded,
            generic: None,
            asks: asker.is_some(),
            name_words: name.map_or(Vec::new(), |name| name_words(name, honorific.as_deref())),
            honorific,
            title: title.map(str::to_owned),
            name: name.map(str::to_owned),
            affiliation: outlet.map(str::to_owned),
            several: Vec::new(),
        }
    }

    /// Adds what stands behind the name: a title where there is none yet, else an outlet.
    fn with_affiliation(mut self, written: String) -> Self {
        if self.title.is_none() && has_title(&written) {
            self.title = Some(written);
        } else {
            self.affiliation = Some(written);
        }
        self
    }

    /// Whether it names an outlet, and nobody who works there: `Daily Sample`.
    pub fn is_outlet_only(&self) -> bool {
        self.name.is_none() && self.title.is_none() && self.affiliation.is_some()
    }
}

/// The two parts of a label around a comma: `Anna Example, Daily Sample`.
pub fn comma_parts(label: &Label) -> Option<(&str, &str)> {
    let affiliation = label.affiliation.as_ref()?;
    let text_start = label.range.end - label.text.len();
    let between = label.name.range.end.checked_sub(text_start)?
        ..affiliation.range.start.checked_sub(text_start)?;
    let comma = label.text.get(between)?.contains([',', '，', '、']);
    comma.then_some((label.name.text.as_str(), affiliation.text.as_str()))
}

/// Whether labels with a comma put the outlet first, since the same first part stands before several others,
/// and no other part behind several first ones: `Daily Sample, EXAMPLE` and `Daily Sample, DUMMY`.
pub fn outlets_come_first<'a>(labels: impl Iterator<Item = &'a Label>) -> bool {
    let (mut behind, mut before) = (Partners::default(), Partners::default());
    for (first, second) in labels.filter_map(comma_parts) {
        behind.entry(first).or_default().insert(second);
        before.entry(second).or_default().insert(first);
    }
    let several = |partners: &Partners<'_>| partners.values().any(|others| others.len() > 1);
    several(&behind) && !several(&before)
}

/// The parts that stand beside each part.
type Partners<'a> = HashMap<&'a str, HashSet<&'a str>>;

/// The text with single spaces.
pub fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}

fn has_title(written: &str) -> bool {
    written.split_whitespace().any(is_title_word)
}

/// Whether a text is a title and nothing else.
fn is_title(written: &str) -> bool {
    matches!(split_title(written), (Some(_), None))
}

/// Everybody whom a label names, if that is certain: all have an honorific, or a given name and a surname.
fn several(text: &str) -> Vec<LabelForm> {
    let joined = [" and ", " AND ", " und ", " et ", " y ", "/", "&"];
    let in_brackets = text.contains(['(', '[', '（']);
    if in_brackets || !joined.iter().any(|joint| text.contains(joint)) {
        return Vec::new();
    }
    let commas = text.split([',', '/', '&', '、']);
    let people: Vec<&str> = commas
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" AND "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" y "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if people.len() < 2 {
        return Vec::new();
    }
    let forms: Vec<LabelForm> = people.into_iter().map(LabelForm::of_name).collect();
    let all = |certain: fn(&LabelForm) -> bool| forms.iter().all(certain);
    let named = all(|form| form.honorific.is_some() && !form.name_words.is_empty())
        || all(|form| {
            form.title.is_none() && !form.asks && (2..=4).contains(&form.name_words.len())
        });
    if named { forms } else { Vec::new() }
}

/// Whoever a label says asks.
#[derive(Clone, Copy)]
struct Asker<'a> {
    name: Option<&'a str>,
    outlet: Option<&'a str>,
}

/// Takes a label apart that says that its holder asks: `FRAGE MUSTER`, `FBC reporter`, `法新社记者`.
fn asker(written: &str) -> Option<Asker<'_>> {
    for word in ["记者", "記者"] {
        if written.is_ascii() {
            break;
        }
        if let Some((before, name)) = written.split_once(word) {
            let (outlet, surname) = match before.trim().rsplit_once([' ', '\u{3000}', '・']) {
                Some((outlet, surname)) if name.trim().is_empty() => (outlet, surname),
                _ => (before, name),
            };
            return Some(Asker {
                name: Some(surname.trim()).filter(|name| !name.is_empty()),
                outlet: Some(unquoted(outlet)).filter(|outlet| !outlet.is_empty()),
            });
        }
    }
    let (first, rest) = written.split_once(' ')?;
    if is_question_number(first) {
        return Some(Asker {
            name: Some(rest),
            outlet: None,
        });
    }
    if ASKERS.has(first) {
        let from = ["from ", "with ", "of ", "for "]
            .iter()
            .find_map(|word| rest.strip_prefix(word));
        return Some(Asker {
            name: Some(rest).filter(|_| from.is_none()),
            outlet: from,
        });
    }
    let (outlet, last) = written.rsplit_once(' ')?;
    ASKERS.has(last).then_some(Asker {
        name: None,
        outlet: Some(outlet),
    })
}

/// Whether a word numbers a question, as committees do: `Q12 Anna Example`.
fn is_question_number(word: &str) -> bool {
    let number = word.strip_prefix('Q').unwrap_or_default();
    (1..=4).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit())
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "《》〈〉「」『』【】“”\"".contains(c))
}

fn generic(folded: &str) -> Option<Generic> {
    // Whoever examines a witness in court: the questions follow.
    if folded.starts_with("by ") {
        return Some(Generic::Metadata);
    }
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#');
    let bare = match bare.split_once(' ') {
        Some((first, rest)) if UNKNOWN_PEOPLE.contains(first) => rest,
        _ => bare,
    };
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
    if let Some(end) = title_end(written) {
        let (title, name) = (written[..end].trim(), written[end..].trim());
        return (Some(title), Some(name).filter(|name| !name.is_empty()));
    }
    let words: Vec<(usize, &str)> = words_at(written);
    let is_title = |(at, (_, word)): (usize, &(usize, &str))| {
        is_title_word(word) && !(at + 1 == words.len() && is_surname(&words))
    };
    let Some(last) = words.iter().enumerate().rev().find(|&word| is_title(word)) else {
        return (None, Some(written).filter(|written| !written.is_empty()));
    };
    let mut name = last.0 + 1;
    let of = words.get(name).is_some_and(|(_, word)| {
        let links = |word: &str| {
            matches!(
                word,
                "of" | "for"
                    | "to"
                    | "de"
                    | "del"
                    | "di"
                    | "du"
                    | "do"
                    | "da"
                    | "der"
                    | "des"
                    | "für"
            )
        };
        with_fold(word, links)
    });
    if of {
        name = if words.len() >= name + 4 {
            words.len() - 2
        } else {
            words.len()
        };
    }
    match words.get(name) {
        Some(&(at, _)) if !written[at..].contains(char::is_alphabetic) => (None, Some(written)),
        Some(&(at, _)) => (Some(written[..at].trim_end()), Some(&written[at..])),
        None => (Some(written), None),
    }
}

/// Whether the last word is a surname that looks like a title: `MR. KING`, `Anna King`.
fn is_surname(words: &[(usize, &str)]) -> bool {
    let [before @ .., (_, last)] = words else {
        return false;
    };
    let is_both = |word: &str| matches!(word, "king" | "prince" | "major" | "judge" | "head");
    with_fold(last, is_both)
        && !before.is_empty()
        && !before
            .iter()
            .any(|(_, word)| is_title_word(word) || with_fold(word, |word| word == "the"))
}

fn words_at(text: &str) -> Vec<(usize, &str)> {
    text.split_whitespace()
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .collect()
}

/// The words of a name, the surname last. Capitals before a given name are the surname: `TAKAO Taro`.
fn name_words(name: &str, honorific: Option<&str>) -> Vec<String> {
    let mut written: Vec<&str> = name.split_whitespace().collect();
    if honorific.is_some() && written.len() > 1 {
        written.remove(0);
    }
    let in_capitals = |word: &&&str| {
        word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.contains(char::is_lowercase)
    };
    let surname = written.iter().take_while(in_capitals).count();
    if surname < written.len() {
        let given = &written[surname..];
        if given.iter().all(|word| word.contains(char::is_lowercase)) {
            written.rotate_left(surname);
        }
    }
    let folded = written.iter().map(|word| fold(word)).collect::<Vec<_>>();
    let words = folded.iter().flat_map(|word| word.split(' '));
    let mut words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if words.len() == 2 && words.iter().all(|word| word.chars().all(is_unspaced)) {
        words = vec![words.concat()];
    }
    words
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
            ("MR. KING", None, Some("MR. KING")),
            (
                "Staatsminister Max Mustername",
                Some("Staatsminister"),
                Some("Max Mustername"),
            ),
            ("外交部发言人例子", Some("外交部发言人"), Some("例子")),
            ("SECRETARIO DE SALUD", Some("SECRETARIO DE SALUD"), None),
            ("Anna Example", None, Some("Anna Example")),
            ("Speaker 1", None, Some("Speaker 1")),
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
            ("unidentified reporter", Some(Generic::Question)),
            ("a", Some(Generic::Answer)),
            ("topics", Some(Generic::Metadata)),
            ("by mr sample", Some(Generic::Metadata)),
            ("запитання", Some(Generic::Question)),
            ("سؤال", Some(Generic::Question)),
            ("follow up", Some(Generic::Question)),
            ("відповідь", Some(Generic::Answer)),
            ("quentin", None),
        ] {
            assert_eq!(generic(label), kind, "{label}");
        }
    }
}
