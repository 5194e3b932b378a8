//! Which speaker labels a document has, how often, and of what shape: what the label rules compare with.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::model::Model;
use crate::model::label_form::{Generic, LabelForm};
use crate::model::segment::Label;
use crate::model::vocabulary::{HONORIFICS, INTERPRETERS, KNOWN_OUTLETS, MODERATORS, TITLES, fold};

/// The labels of a document.
#[derive(Debug)]
pub struct Labels<'a> {
    model: &'a Model,
    uses: Vec<Use<'a>>,
    by_name: HashMap<&'a str, usize>,
    texts: HashSet<&'a str>,
    repeated_shapes: HashSet<Shape>,
    repeated_stems: HashSet<&'a str>,
}

/// One label, under whatever spelling of capitals and marks.
#[derive(Debug)]
pub struct Use<'a> {
    /// Its first occurrence.
    pub label: &'a Label,
    /// What that says.
    pub form: &'a LabelForm,
    /// The turns that it starts, in order.
    pub turns: Vec<usize>,
}

/// What a label looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `MR. SAMPLE`, `THE PRESIDENT`.
    Capitals,
    /// `Mr. Sample`.
    Honorific,
    /// `Harbour Council Chair`.
    Title,
    /// `Anna`.
    Word,
    /// `Anna Example`.
    Name,
    /// `In Texas`, `Step 2`: rather the start of a sentence.
    Phrase,
}

impl<'a> Labels<'a> {
    /// Collects the labels of a document, those that head metadata left out.
    pub fn of(model: &'a Model) -> Self {
        let mut labels = Self {
            model,
            uses: Vec::new(),
            by_name: HashMap::new(),
            texts: HashSet::new(),
            repeated_shapes: HashSet::new(),
            repeated_stems: HashSet::new(),
        };
        for (at, turn) in model.turns.iter().enumerate() {
            let label = model.turn_segment(at).segment.label();
            let (Some(label), Some(form)) = (label, &turn.form) else {
                continue;
            };
            if form.generic == Some(Generic::Metadata) || form.folded.is_empty() {
                continue;
            }
            labels.texts.insert(&label.text);
            let known = *labels.by_name.entry(&form.folded).or_insert_with(|| {
                labels.uses.push(Use {
                    label,
                    form,
                    turns: Vec::new(),
                });
                labels.uses.len() - 1
            });
            labels.uses[known].turns.push(at);
        }
        let mut stems: HashMap<&str, usize> = HashMap::new();
        for used in &labels.uses {
            if let Some(stem) = stem(&used.form.folded) {
                *stems.entry(stem).or_default() += used.turns.len();
            }
        }
        stems.retain(|_, turns| *turns > 1);
        labels.repeated_stems = stems.into_keys().collect();
        for used in labels.uses.iter().filter(|used| used.turns.len() > 1) {
            if used.form.generic.is_none() {
                let name = &used.label.name.text;
                labels.repeated_shapes.insert(shape(name));
                // Whoever writes initials writes first names too.
                if is_in_capitals(name) && name.chars().count() <= 3 {
                    labels.repeated_shapes.insert(Shape::Word);
                }
            }
        }
        labels
    }

    /// Every label once, in the order of the first turns.
    pub fn uses(&self) -> &[Use<'a>] {
        &self.uses
    }

    /// The use of a name, whatever its capitals and marks.
    pub fn named(&self, name: &str) -> Option<&Use<'a>> {
        self.by_name
            .get(fold(name).as_str())
            .map(|&at| &self.uses[at])
    }

    /// Where the name part of a turn's label is.
    pub fn name_range(&self, turn: usize) -> Range<usize> {
        let placed = self.model.turn_segment(turn);
        let name = placed
            .segment
            .label()
            .map_or(0..0, |label| label.name.range.clone());
        placed.start + name.start..placed.start + name.end
    }

    /// Whether one label answers the other, so that they are two people. Where the second one follows
    /// itself as well, as where every paragraph has a label, that says nothing.
    pub fn talk_to_each_other(&self, one: &Use<'_>, other: &Use<'_>) -> bool {
        let speaks = |turn: &usize| other.turns.binary_search(turn).is_ok();
        let answers = |turn: &usize| {
            speaks(&(turn + 1)) || turn.checked_sub(1).is_some_and(|before| speaks(&before))
        };
        one.turns.iter().any(answers) && !other.turns.iter().any(|turn| speaks(&(turn + 1)))
    }

    /// Whether a label is written exactly like that somewhere.
    pub fn is_written(&self, text: &str) -> bool {
        self.texts.contains(text)
    }

    /// Whether the document is a conversation at all: it has an exchange or a label that comes back.
    pub fn has_conversation(&self) -> bool {
        !self.model.exchanges.is_empty() || self.uses.iter().any(|used| used.turns.len() > 1)
    }

    /// How many turns have a label of the form `Anna Example (FBC)`.
    pub fn bracketed_turns(&self) -> usize {
        self.uses
            .iter()
            .filter(|used| used.label.text.ends_with(')'))
            .map(|used| used.turns.len())
            .sum()
    }

    /// Whether a turn's label is certainly one: declared, repeated, with an affiliation, or of the
    /// shape that this document's repeated labels have.
    pub fn is_confirmed(&self, turn: usize) -> bool {
        let label = self.model.turn_segment(turn).segment.label();
        let (Some(label), Some(form)) = (label, &self.model.turns[turn].form) else {
            return false;
        };
        if form.generic == Some(Generic::Metadata) {
            return false;
        }
        let repeated = self
            .by_name
            .get(form.folded.as_str())
            .is_some_and(|&at| self.uses[at].turns.len() > 1);
        let stated = label.explicit
            || label.affiliation.is_some()
            || label.manner.is_some()
            || form.generic.is_some()
            || (form.asks && form.name_words.len() > 1);
        if repeated || stated {
            return true;
        }
        let mut together = label.name.text.split(" and ");
        let joint =
            together.clone().nth(1).is_some() && together.all(|one| self.named(one).is_some());
        let bare = form.folded.strip_prefix("the ").unwrap_or(&form.folded);
        let known = [&MODERATORS, &INTERPRETERS, &KNOWN_OUTLETS]
            .iter()
            .any(|table| table.contains(bare));
        let anonymous = ANONYMOUS.contains(&form.folded.as_str())
            || stem(&form.folded).is_some_and(|stem| self.repeated_stems.contains(stem));
        let shape = shape(&label.name.text);
        joint
            || known
            || anonymous
            || matches!(shape, Shape::Honorific | Shape::Title)
            || (shape != Shape::Phrase && self.repeated_shapes.contains(&shape))
    }
}

/// What `speaker 1` and `speaker 2` have in common; none without a number.
fn stem(folded: &str) -> Option<&str> {
    let stem = folded.trim_end_matches(|c: char| c.is_numeric() || c == '#');
    (stem.len() < folded.len() && stem.len() > 1).then(|| stem.trim_end())
}

/// The shape of a label's name part.
pub fn shape(name: &str) -> Shape {
    if name.contains(char::is_numeric) {
        return Shape::Phrase;
    }
    if is_in_capitals(name) {
        return Shape::Capitals;
    }
    let folded = fold(name);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    let words: Vec<&str> = bare.split(' ').collect();
    let first = words.first().copied().unwrap_or_default();
    if HONORIFICS.contains(first) && words.len() > 1 {
        return Shape::Honorific;
    }
    if OPENERS.contains(&first) {
        return Shape::Phrase;
    }
    if words.iter().any(|word| TITLES.contains(word)) {
        return Shape::Title;
    }
    match words.len() {
        1 => Shape::Word,
        2..=5 if !words.iter().any(|word| CONNECTORS.contains(word)) => Shape::Name,
        _ => Shape::Phrase,
    }
}

/// Whether a text has two capitals or more and no lower-case letter.
pub fn is_in_capitals(text: &str) -> bool {
    !text.contains(char::is_lowercase) && text.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// Labels of speakers whose name nobody knows.
const ANONYMOUS: &[&str] = &["caller", "comment", "remark", "reply", "response", "voice"];

/// Words that start a sentence, but no name.
const OPENERS: &[&str] = &[
    "a", "about", "after", "again", "all", "also", "an", "and", "another", "any", "as", "at",
    "because", "before", "both", "but", "by", "each", "every", "finally", "first", "for", "from",
    "here", "how", "i", "if", "in", "is", "it", "its", "last", "let", "like", "look", "more", "my",
    "next", "no", "not", "now", "of", "on", "one", "or", "our", "say", "second", "so", "some",
    "step", "that", "then", "there", "these", "they", "third", "this", "those", "three", "to",
    "two", "under", "we", "well", "what", "when", "where", "which", "who", "why", "with", "yes",
    "you", "your",
];

/// Words that join sentences' parts and titles, but not the words of a person's name.
const CONNECTORS: &[&str] = &[
    "and", "at", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that", "the", "this",
    "to", "with",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_tell_names_from_sentences() {
        for (name, expected) in [
            ("MR. SAMPLE", Shape::Capitals),
            ("THE PRESIDENT", Shape::Capitals),
            ("Mr. Sample", Shape::Honorific),
            ("Harbour Council Chair", Shape::Title),
            ("Anna", Shape::Word),
            ("Anna Example", Shape::Name),
            ("Ludwig van Beispiel", Shape::Name),
            ("In Texas", Shape::Phrase),
            ("Step 2", Shape::Phrase),
            ("COVID-19", Shape::Phrase),
            ("State of the Union", Shape::Phrase),
        ] {
            assert_eq!(shape(name), expected, "{name}");
        }
    }
}
