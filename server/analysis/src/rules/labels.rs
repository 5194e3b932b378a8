//! Which speaker labels a document has, how often, and of what shape: what the label rules compare with.

use std::cell::Cell;
use std::ops::Range;

use super::Relabelled;
use super::label::slips::Slip;
use super::label::unknown::meant;
use super::label_index::{LabelIndex, Sums};
use crate::model::Model;
use crate::model::cast::Cast;
use crate::model::digest::digest;
use crate::model::label_form::{Generic, LabelForm};
use crate::model::placeholder::is_placeholder;
use crate::model::segment::Label;
use crate::model::vocabulary::{HONORIFICS, INTERPRETERS, KNOWN_OUTLETS, MODERATORS, TITLES, fold};

/// The labels of a document.
#[derive(Debug)]
pub struct Labels<'a> {
    model: &'a Model,
    index: LabelIndex,
    /// Whether they come to the same as those that this was made of.
    same_sums: bool,
    looked_at: Cell<usize>,
}

/// One label, under whatever spelling of capitals and marks.
#[derive(Clone, Copy, Debug)]
pub struct Use<'l> {
    /// What its first occurrence says.
    pub form: &'l LabelForm,
    /// The turns that it starts, in order.
    pub turns: &'l [usize],
    /// What its first occurrence looks like.
    pub spelling: &'l Spelling,
    model: &'l Model,
    name: usize,
}

impl<'l> Use<'l> {
    /// Its first occurrence.
    pub fn label(&self) -> &'l Label {
        let label = self.model.turn_segment(self.turns[0]).segment.label();
        label.expect("a label that is used starts a turn")
    }
}

/// What a label shows by itself, wherever it stands.
#[derive(Clone, Debug)]
pub struct Spelling {
    /// The shape of its name part.
    pub shape: Shape,
    /// Whether it stands in for a name.
    pub is_placeholder: bool,
    /// Whether somebody in the cast can be meant; several can.
    pub is_declared: bool,
    /// The entries of the cast that can be meant; those of each name where it has several.
    pub entries: Box<[usize]>,
    /// Whether it is certainly a label, whatever the others are.
    is_certain: bool,
    /// Whether it ends in a bracket: `Anna Example (FBC)`.
    pub is_bracketed: bool,
    /// Whether its name part joins several.
    pub is_joint: bool,
    /// Whether its name part is no more than initials.
    pub is_initials: bool,
    /// A [`digest`] of what it has in common with others that differ in a number.
    pub stem: Option<u64>,
}

impl Spelling {
    /// What a label shows.
    pub fn of(label: &Label, form: &LabelForm, cast: &Cast) -> Self {
        let name = &label.name.text;
        let shape = shape(name);
        let bare = form.folded.strip_prefix("the ").unwrap_or(&form.folded);
        let known = [&MODERATORS, &INTERPRETERS, &KNOWN_OUTLETS];
        let has_cast = !cast.entries.is_empty();
        let is_certain = label.affiliation.is_some()
            || label.manner.is_some()
            || form.generic.is_some()
            || (form.asks && form.name_words.len() > 1)
            || known.iter().any(|table| table.contains(bare))
            || ANONYMOUS.contains(&form.folded.as_str())
            || matches!(shape, Shape::Honorific | Shape::Title);
        Self {
            shape,
            is_placeholder: is_placeholder(&form.folded),
            is_declared: has_cast && !cast.candidates(form).is_empty(),
            entries: match has_cast {
                true => meant(cast, form).into(),
                false => Box::default(),
            },
            is_certain,
            is_bracketed: label.text.ends_with(')'),
            is_joint: name.contains(" and "),
            is_initials: is_in_capitals(name) && name.chars().count() <= 3,
            stem: stem(&form.folded).map(digest),
        }
    }
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

impl Shape {
    /// How many there are.
    pub const COUNT: usize = Self::Phrase as usize + 1;
}

impl<'a> Labels<'a> {
    /// The labels of a document, those that head metadata left out.
    pub fn of(model: &'a Model) -> Self {
        Self::after(None, model, None)
    }

    /// The same, made of what is known of another version, and of the turns that [differ](LabelIndex::update) if that is known.
    pub fn after(
        known: Option<LabelIndex>,
        model: &'a Model,
        differing: Option<(Range<usize>, Range<usize>)>,
    ) -> Self {
        let mut index = known.unwrap_or_default();
        let before = index.sums.clone();
        index.update(model, differing);
        Self {
            model,
            same_sums: before == index.sums,
            index,
            looked_at: Cell::new(0),
        }
    }

    /// How many were looked at, time and again.
    pub fn looked_at(&self) -> usize {
        self.looked_at.get()
    }

    /// What is known of them, for another version.
    pub fn into_index(self) -> LabelIndex {
        self.index
    }

    /// Every label once, in no order.
    pub fn uses(&self) -> impl ExactSizeIterator<Item = Use<'_>> {
        self.index.names.iter().map(|(name, _)| self.used(name))
    }

    /// The labels that are written in several ways.
    pub fn mixed(&self) -> impl Iterator<Item = Use<'_>> {
        self.index.mixed.iter().map(|&name| self.used(name))
    }

    /// Every label once, in the order of the first turns.
    pub fn in_order(&self) -> Vec<Use<'_>> {
        let mut uses: Vec<Use<'_>> = self.uses().collect();
        uses.sort_unstable_by_key(|used| used.turns[0]);
        uses
    }

    /// The labels of which some letters look wrong, each with those that it may be a slip for.
    pub fn slips(&self) -> impl Iterator<Item = (Use<'_>, Vec<(Use<'_>, Slip)>)> {
        let slips = self.index.slips.iter();
        slips.map(|name| (self.used(name), self.slips_of(&self.used(name))))
    }

    /// The labels for which one may be a slip, the most frequent first.
    pub fn slips_of(&self, used: &Use<'_>) -> Vec<(Use<'_>, Slip)> {
        let slips = self.index.slips.of(used.name).iter();
        let mut slips: Vec<_> = slips.map(|&(name, slip)| (self.used(name), slip)).collect();
        slips.sort_by_key(|(right, _)| (std::cmp::Reverse(right.turns.len()), right.turns[0]));
        slips
    }

    fn used(&self, name: usize) -> Use<'_> {
        self.looked_at.update(|labels| labels + 1);
        let of = &self.index.names[name];
        let written = &self.index.spellings[of.first];
        Use {
            form: &written.form,
            turns: &of.turns,
            spelling: &written.spelling,
            model: self.model,
            name,
        }
    }

    /// The use of a name, whatever its capitals and marks.
    pub fn named(&self, name: &str) -> Option<Use<'_>> {
        self.index.named(&fold(name)).map(|name| self.used(name))
    }

    /// The use of a turn's label, if that names somebody.
    pub fn of_turn(&self, turn: usize) -> Option<Use<'_>> {
        let written = &self.index.spellings[self.written(turn)?];
        written.name.map(|name| self.used(name))
    }

    /// Whether other turns have labels that were changed, as they were or as they are.
    pub fn has_others(&self, relabelled: &Relabelled<'_>) -> bool {
        let mut labels = relabelled.labels();
        labels.any(|(_, form)| {
            let used = self.index.named(&form.folded).map(|name| self.used(name));
            let turns = used.iter().flat_map(|used| used.turns);
            turns
                .into_iter()
                .any(|turn| !relabelled.turns.contains(turn))
        })
    }

    /// Which label a turn has, as a number that all turns with the same one have; none where it is lost.
    pub fn written(&self, turn: usize) -> Option<usize> {
        self.index.spelling(turn)
    }

    /// What a turn's label shows by itself; none where it is lost.
    pub fn spelling(&self, turn: usize) -> Option<&Spelling> {
        let written = self.written(turn)?;
        Some(&self.index.spellings[written].spelling)
    }

    /// Whether the house writes such a label as a turn has; `ask` says that once for each label.
    pub fn fits_house(&self, turn: usize, ask: impl FnOnce() -> bool) -> bool {
        let written = self.written(turn);
        let written = written.map(|written| &self.index.spellings[written]);
        written.is_some_and(|written| *written.fits_house.get_or_init(ask))
    }

    /// What each label shows by itself, those that head metadata included.
    pub fn spellings(&self) -> impl Iterator<Item = &Spelling> {
        let spellings = self.index.spellings.iter();
        spellings.map(|(_, written)| &written.spelling)
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
        self.index.is_written(text)
    }

    /// Whether the document is a conversation at all: it has an exchange or a label that comes back.
    pub fn has_conversation(&self) -> bool {
        !self.model.exchanges.is_empty() || self.sums().repeated_turns > 0
    }

    /// What the labels come to.
    pub fn sums(&self) -> &Sums {
        &self.index.sums
    }

    /// Whether they come to the same as those of the version before.
    pub fn have_same_sums(&self) -> bool {
        self.same_sums
    }

    /// Whether a turn's label is certainly one: declared, repeated, with an affiliation, or of the
    /// shape that this document's repeated labels have.
    pub fn is_confirmed(&self, turn: usize) -> bool {
        let Some(written) = self.written(turn) else {
            return false;
        };
        let written = &self.index.spellings[written];
        let spelling = &written.spelling;
        if written.form.generic == Some(Generic::Metadata) {
            return false;
        }
        let turns = |name: usize| self.index.names[name].turns.len();
        if spelling.is_certain || written.name.is_some_and(|name| turns(name) > 1) {
            return true;
        }
        let sums = self.sums();
        if spelling.stem.is_some_and(|stem| sums.counts_on(stem))
            || (spelling.shape != Shape::Phrase && sums.has_repeated(spelling.shape))
        {
            return true;
        }
        let label = self.model.turn_segment(turn).segment.label();
        label.is_some_and(|label| {
            let mut together = label.name.text.split(" and ");
            label.explicit || (spelling.is_joint && together.all(|one| self.named(one).is_some()))
        })
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
