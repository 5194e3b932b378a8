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
pub use template::{Fields, LabelParts, Template};

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

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// The styles of all houses in one file. Written anew, and the test fails, when it is not what the profiles say.
    #[test]
    fn the_pages_are_in_profiles_md() {
        let mut page = String::from(
            "# House profiles\n\nGenerated from the profiles; a test writes it. In a label form, a field in capitals stands for that part in capitals.\n",
        );
        for profile in PROFILES.iter() {
            let row = |what: &str, value: String| match value.is_empty() {
                true => String::new(),
                false => format!("| {what} | {value} |\n"),
            };
            let codes = |list: &[Str]| {
                list.iter()
                    .map(|text| format!("`{text}`"))
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let number = |number: Option<usize>| {
                number.map_or_else(String::new, |number| number.to_string())
            };
            let brackets = profile.brackets.map(Brackets::pair);
            write!(
                page,
                "\n## {}\n\n{}\n\n| | |\n|---|---|\n",
                profile.name, profile.title
            )
            .expect("a string grows");
            for (what, value) in [
                (
                    "language",
                    profile.lang.as_deref().unwrap_or_default().to_owned(),
                ),
                ("labels", codes(&profile.people.first)),
                ("later", codes(&profile.people.later)),
                ("press", codes(&profile.press.first)),
                ("press later", codes(&profile.press.later)),
                ("questions", codes(&profile.question)),
                (
                    "colon behind them",
                    profile
                        .question_colon
                        .map_or("", |colon| if colon { "yes" } else { "no" })
                        .to_owned(),
                ),
                ("answers", codes(&profile.answer)),
                (
                    "outlet first",
                    if profile.outlet_first { "yes" } else { "" }.to_owned(),
                ),
                ("known by labels that begin with", codes(&profile.signs)),
                ("spaces after the colon", number(profile.spaces_after_colon)),
                (
                    "before the colon",
                    profile
                        .before_colon
                        .map_or("", |before| match before {
                            BeforeColon::Nothing => "nothing",
                            BeforeColon::Space => "a space",
                        })
                        .to_owned(),
                ),
                ("spaces between sentences", number(profile.sentence_spaces)),
                (
                    "brackets of notes",
                    brackets.map_or_else(String::new, |(open, close)| format!("`{open}{close}`")),
                ),
                ("notes", codes(&profile.notes)),
                (
                    "quotes",
                    profile
                        .quotes
                        .map_or("", |quotes| match quotes {
                            Quotes::Straight => "straight",
                            Quotes::Curly => "curly",
                        })
                        .to_owned(),
                ),
                (
                    "label again after an unheard question",
                    if profile.resumes_with_label {
                        "yes"
                    } else {
                        ""
                    }
                    .to_owned(),
                ),
                ("line above the transcript", codes(&profile.start)),
                ("last line", codes(&profile.end)),
                ("heads of lists of people", codes(&profile.roster_heads)),
            ] {
                page.push_str(&row(what, value));
            }
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/PROFILES.md");
        if std::fs::read_to_string(path).unwrap_or_default() != page {
            std::fs::write(path, &page).expect("the folder can be written to");
            panic!("PROFILES.md was stale and is now written anew");
        }
    }
}
