//! What can be written at the cursor: the label of whoever probably speaks next, and what front matter, annotations,
//! attributes and directives are made of.

mod attribute;
mod cursor;
mod directive;
mod front_matter;
mod label;
mod next_speaker;
mod note;
mod place;

use std::ops::Range;

use crate::Analysis;
use crate::features::hover;
use crate::model::label_form::LabelForm;
use crate::model::vocabulary::{begins_folded, with_fold};
use crate::rules::rule;
use cursor::Cursor;

/// What can be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// The likeliest first.
    pub all: Vec<Completion>,
    /// Whether there is nothing else, whatever is typed on.
    pub is_complete: bool,
}

impl From<Vec<Completion>> for Completions {
    fn from(all: Vec<Completion>) -> Self {
        Self {
            all,
            is_complete: true,
        }
    }
}

/// Something that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows.
    pub label: String,
    /// What it shows beside that, in a word or two.
    pub detail: Option<String>,
    /// What it is.
    pub kind: CompletionKind,
    /// What it replaces: all that stands for the same thing, in bytes.
    pub replace: Range<usize>,
    /// How much of that it replaces where what is behind the cursor is to stay: up to the cursor, as a rule.
    pub insert: Range<usize>,
    /// What is written.
    pub text: String,
    /// What the user may type to find it. It begins with what is typed already, where that is a part of it.
    pub filter: String,
    /// What more there is to tell about it.
    pub about: Option<About>,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// The label of a speaker.
    Speaker,
    /// An outlet.
    Outlet,
    /// An annotation.
    Annotation,
    /// A reference to a note.
    NoteReference,
    /// A key of the front matter.
    Key,
    /// A value of a key.
    Value,
    /// An attribute of a turn or of a cast entry.
    Attribute,
    /// A directive.
    Directive,
    /// The code of a rule.
    Rule,
}

/// What a completion is about, for telling more of it later, perhaps of a newer version of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A person who speaks, by the name to show.
    Person(String),
    /// A person who is declared, by the name.
    Declared(String),
    /// A key of the front matter.
    Key(String),
    /// A rule, by its code.
    Rule(String),
    /// Something that is told in these words.
    Told(String),
}

/// What can be written at the byte `offset`. `typed` is the character that made the client ask.
pub fn completions(analysis: &Analysis, offset: usize, typed: Option<char>) -> Completions {
    let cursor = Cursor::at(analysis, offset);
    let found = front_matter::completions(&cursor)
        .or_else(|| directive::completions(&cursor))
        .or_else(|| attribute::completions(&cursor))
        .map(Completions::from)
        .or_else(|| place::completions(&cursor, typed))
        .or_else(|| note::completions(&cursor).map(Completions::from));
    let mut found = found.unwrap_or_else(|| Vec::new().into());
    found.all.sort_by_cached_key(|one| fit(one, &cursor));
    found
}

/// How well a completion fits what is typed: 0 when its name begins so, 1 when another word of it does.
fn fit(completion: &Completion, cursor: &Cursor<'_>) -> usize {
    let start = completion.replace.start.saturating_sub(cursor.line_start);
    let typed = cursor.text.get(start..cursor.at).unwrap_or_default();
    with_fold(typed, |typed| {
        let begins = |name: &str| begins_folded(name, typed);
        match (&completion.label, &completion.filter) {
            (label, _) if begins(label) => 0,
            (label, filter) if filter != label && begins(filter) => 1,
            _ => 2,
        }
    })
}

/// What there is to tell about a completion, in Markdown.
pub fn documentation(analysis: &Analysis, about: &About) -> Option<String> {
    let model = analysis.model();
    match about {
        About::Person(name) => {
            let speaker = model
                .speakers
                .iter()
                .find(|one| one.display_name() == name)?;
            let mut lines = hover::person(analysis, speaker);
            lines.extend(
                speaker
                    .cast
                    .map(|entry| hover::declared(&model.context.cast, entry)),
            );
            Some(lines.join("  \n"))
        }
        About::Declared(name) => {
            let cast = &model.context.cast;
            let is_it = |form: &LabelForm| form.name.as_ref().or(form.title.as_ref()) == Some(name);
            let entry = cast.entries.iter().position(|entry| is_it(&entry.form))?;
            Some(hover::declared(cast, entry))
        }
        About::Key(name) => front_matter::key_doc(name).map(str::to_owned),
        About::Rule(code) => rule(code).map(|rule| rule.summary()),
        About::Told(words) => Some(words.clone()),
    }
}

#[cfg(test)]
mod tests;
