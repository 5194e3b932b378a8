//! House profiles: how a press office, a newsroom or an archive writes its transcripts. Plain data, one file each.
//!
//! Rules and formatter follow the profile of a document; where a profile leaves a field empty, they
//! follow the document's own habits.

mod generic;

use std::borrow::Cow;

pub use generic::GENERIC;

/// Text of a built-in profile, or of one that a user wrote.
pub type Str = Cow<'static, str>;
/// Several things of a built-in profile, or of one that a user wrote.
pub type List<T> = Cow<'static, [T]>;

/// The style of a house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// What front matter and `presscript.toml` call it: `white-house`.
    pub name: Str,
    /// Whose style it is, in a few words.
    pub title: Str,
    /// The language, as a BCP 47 tag.
    pub lang: Option<Str>,
    /// Labels of those who answer or moderate.
    pub people: LabelForms,
    /// Labels of those who ask by name.
    pub press: LabelForms,
    /// Labels of a question whose asker is not named, the house's own first; empty when askers are named.
    pub question: List<Str>,
    /// Labels of an answer that names nobody, the house's own first.
    pub answer: List<Str>,
    /// In `Label, label` the outlet comes first: `Kyodo News, TAKAO`.
    pub outlet_first: bool,
    /// Spaces between a label's colon and the text.
    pub spaces_after_colon: Option<usize>,
    /// What stands before a label's colon.
    pub before_colon: Option<BeforeColon>,
    /// Spaces between two sentences.
    pub sentence_spaces: Option<usize>,
    /// The brackets of notes.
    pub brackets: Option<Brackets>,
    /// Notes in the house's spelling, without brackets: `Laughter.`
    pub notes: List<Str>,
    /// The quotation marks and apostrophes.
    pub quotes: Option<Quotes>,
    /// A speaker who goes on after a stage line gets a label again.
    pub resumes_with_label: bool,
    /// Beginnings of the line above the transcript proper: `1:05 P.M. EST`, as far as it is fixed.
    pub start: List<Str>,
    /// Beginnings of the last line: `END`.
    pub end: List<Str>,
    /// Labels that head a list of people and are no speakers: `Sprecher`.
    pub roster_heads: List<Str>,
}

/// How the labels of some people look, as templates such as `{title} {name}` or `{HONORIFIC}. {SURNAME}`.
///
/// A field in capitals stands for the value in capitals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelForms {
    /// At the first mention; empty when anything goes.
    pub first: List<Str>,
    /// Later; empty when it is as at the first mention.
    pub later: List<Str>,
}

/// What stands before a label's colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeforeColon {
    /// Nothing.
    Nothing,
    /// A space, or one that does not break, as in French.
    Space,
}

/// The brackets of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brackets {
    /// `[laughter]`
    Square,
    /// `(laughter)`
    Round,
}

/// The shape of quotation marks and apostrophes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// `"` and `'`.
    Straight,
    /// `“`, `”` and `’`.
    Curly,
}

/// The built-in profiles, in the order of their names.
pub static PROFILES: &[&Profile] = &[&GENERIC];
