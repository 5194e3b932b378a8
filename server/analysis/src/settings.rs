//! What the user wants: the part of `presscript.toml` that holds for one document.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::Severity;
use crate::model::cast::Roster;
use crate::model::date::Date;
use crate::model::vocabulary::fold;
use crate::profile::{Brackets, PROFILES, Profile, Quotes};

/// The settings of a document; what it says in its front matter goes first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The name of the house profile; without one it is inferred.
    pub profile: Option<String>,
    /// Profiles beside the built-in ones.
    pub profiles: Vec<Arc<Profile>>,
    /// The language, as a BCP 47 tag.
    pub lang: Option<String>,
    /// The people whom all transcripts share.
    pub roster: Option<Arc<Roster>>,
    /// What is set for rules, by code.
    pub rules: HashMap<&'static str, RuleSettings>,
    /// The day on which it is analysed; rules about days to come are silent without it.
    pub today: Option<Date>,
    /// What the formatter does beside white space.
    pub format: FormatOptions,
    /// What is shown between the words.
    pub inlay_hints: InlayHintOptions,
    /// What is shown above lines.
    pub code_lenses: CodeLensOptions,
}

/// What is shown between the words: everything by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InlayHintOptions {
    /// Who speaks, where the label says less than the name.
    pub people: bool,
    /// Which question it is.
    pub question_numbers: bool,
}

impl Default for InlayHintOptions {
    fn default() -> Self {
        Self {
            people: true,
            question_numbers: true,
        }
    }
}

/// What is shown above lines: everything by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeLensOptions {
    /// What an exchange holds.
    pub exchanges: bool,
}

impl Default for CodeLensOptions {
    fn default() -> Self {
        Self { exchanges: true }
    }
}

/// What is set for one rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSettings {
    /// Whether it is on and how grave it is; `None` leaves both as they are by default.
    pub level: Option<Level>,
    /// Findings about these texts, [folded](fold), are left out.
    pub ignore: HashSet<String>,
}

/// Whether a rule is on, and how grave its findings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not run.
    Off,
    /// Run, with its own severity.
    On,
    /// Run, with this severity.
    At(Severity),
}

/// What the formatter does beside white space: nothing by default. None of it changes a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormatOptions {
    /// Makes all quotation marks and apostrophes straight or curly.
    pub quotes: Option<Quotes>,
    /// Writes dashes between words in one way.
    pub dashes: Option<Dashes>,
    /// Writes an ellipsis in one way.
    pub ellipsis: Option<Ellipsis>,
    /// Writes known notes with the house's capitals and punctuation: `(laughter)` as `(Laughter.)`.
    pub notes: bool,
    /// Puts known notes in these brackets.
    pub brackets: Option<Brackets>,
    /// Spaces between two sentences.
    pub sentence_spaces: Option<usize>,
    /// Whether a blank line stands before every turn.
    pub blank_before_turn: Option<bool>,
    /// The line ends; from `.editorconfig`.
    pub end_of_line: Option<EndOfLine>,
    /// Whether the last line has an end; from `.editorconfig`.
    pub final_newline: Option<bool>,
}

/// How dashes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dashes {
    /// `word—word`
    Em,
    /// `word – word`
    En,
    /// `word -- word`
    Hyphens,
}

/// How an ellipsis is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ellipsis {
    /// `...`
    Dots,
    /// `…`
    Character,
}

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EndOfLine {
    /// A line feed.
    Lf,
    /// A carriage return and a line feed.
    CrLf,
    /// A carriage return.
    Cr,
}

impl FormatOptions {
    /// Whether anything but white space within and between lines is to change.
    pub fn rewrites(&self) -> bool {
        let white_space = Self {
            sentence_spaces: self.sentence_spaces,
            blank_before_turn: self.blank_before_turn,
            ..Self::default()
        };
        *self != white_space
    }
}

impl Settings {
    /// The profile of that name: one of the user's, or a built-in one.
    pub fn profile_named(&self, name: &str) -> Option<Arc<Profile>> {
        let own = self.profiles.iter().find(|profile| profile.name == name);
        own.or_else(|| PROFILES.iter().find(|profile| profile.name == name))
            .cloned()
    }

    /// How grave a rule's findings are; `None` when it is off.
    pub(crate) fn severity(
        &self,
        code: &str,
        default: Severity,
        enabled: bool,
    ) -> Option<Severity> {
        match self.rules.get(code).and_then(|rule| rule.level) {
            Some(Level::Off) => None,
            Some(Level::On) => Some(default),
            Some(Level::At(severity)) => Some(severity),
            None => enabled.then_some(default),
        }
    }

    /// Whether findings of a rule about `text` are left out.
    pub(crate) fn ignores(&self, code: &str, text: &str) -> bool {
        let ignore = self.rules.get(code).map(|rule| &rule.ignore);
        ignore.is_some_and(|ignore| !ignore.is_empty() && ignore.contains(&fold(text)))
    }
}
