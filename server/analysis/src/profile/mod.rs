//! House profiles: how a press office, a newsroom or an archive writes its transcripts. Plain data, one file each.
//!
//! Rules and formatter follow the profile of a document; where a profile leaves a field empty, they
//! follow the document's own habits.

mod australia_pm;
mod bank_of_england;
mod china_mfa;
mod fed;
mod france;
mod generic;
mod germany_regpk;
mod imf;
mod japan_mofa;
mod kremlin;
mod mexico_presidencia;
mod nato;
mod pentagon;
mod public_papers;
mod state;
mod template;
mod un_noon;
mod white_house;

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

pub use generic::generic;
pub use template::{LabelParts, Template};

/// Text of a built-in profile, or of one that a user wrote.
pub type Str = Cow<'static, str>;
/// Several things of a built-in profile, or of one that a user wrote.
pub type List<T> = Cow<'static, [T]>;

/// The style of a house. What begins as [`generic`] and sets some fields is a profile.
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
    /// Whether a colon follows such a label: `QUESTION:`, but `Q    Thank you` in the White House.
    pub question_colon: Option<bool>,
    /// Labels of an answer that names nobody, the house's own first.
    pub answer: List<Str>,
    /// In `Label, label` the outlet comes first: `Kyodo News, TAKAO`.
    pub outlet_first: bool,
    /// Beginnings of labels without which a transcript is hardly of this house: `NATO`. Inference asks for one.
    pub signs: List<Str>,
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
    /// Beginnings of the line above the transcript proper, as far as they are fixed; `{time}` is a time of day.
    pub start: List<Str>,
    /// Beginnings of the last line: `END`.
    pub end: List<Str>,
    /// Labels that head a list of people and are no speakers: `Sprecher`.
    pub roster_heads: List<Str>,
}

/// How the labels of some people look, as [templates](Template) such as `{title} {name}`.
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

/// The built-in profiles: the generic one, then the houses in the order of their names.
pub static PROFILES: LazyLock<Vec<Arc<Profile>>> = LazyLock::new(|| {
    [
        generic(),
        australia_pm::profile(),
        bank_of_england::profile(),
        china_mfa::profile(),
        fed::profile(),
        france::profile(),
        germany_regpk::profile(),
        imf::profile(),
        japan_mofa::profile(),
        kremlin::profile(),
        mexico_presidencia::profile(),
        nato::profile(),
        pentagon::profile(),
        public_papers::profile(),
        state::profile(),
        un_noon::profile(),
        white_house::profile(),
    ]
    .map(Arc::new)
    .to_vec()
});

impl Brackets {
    /// The opening and the closing one.
    pub fn pair(self) -> (char, char) {
        match self {
            Self::Square => ('[', ']'),
            Self::Round => ('(', ')'),
        }
    }
}

/// A list of a built-in profile.
fn list(texts: &[&'static str]) -> List<Str> {
    texts.iter().map(|&text| Cow::Borrowed(text)).collect()
}

/// The label forms of a built-in profile.
fn forms(first: &[&'static str], later: &[&'static str]) -> LabelForms {
    LabelForms {
        first: list(first),
        later: list(later),
    }
}
