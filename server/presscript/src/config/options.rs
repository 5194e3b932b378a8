//! What may stand in `presscript.toml`. The comments here are what editors show: they become the schema's descriptions.

use std::collections::BTreeMap;

use presscript_analysis::profile;
use presscript_analysis::rules::Severity;
use presscript_analysis::settings;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::profile::ProfileOptions;
use super::schema;

/// How Presscript treats the transcripts in and below this folder.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(title = "presscript.toml")]
pub struct Options {
    /// The house profile: how the house writes its transcripts. Without one it is inferred from each transcript; the front matter of a transcript goes first.
    #[schemars(schema_with = "schema::profile_name")]
    pub profile: Option<Spanned<String>>,
    /// The language of the transcripts, as a BCP 47 tag such as `en` or `pt-BR`. The front matter of a transcript goes first.
    #[schemars(with = "Option<String>")]
    pub lang: Option<Spanned<String>>,
    /// A YAML file of people whom the transcripts share, relative to this file. Its entries are those of a `cast`.
    #[schemars(with = "Option<String>")]
    pub roster: Option<Spanned<String>>,
    /// Which rules run, and how grave their findings are; a key is a rule, or an area for all of its rules.
    pub rules: Rules,
    /// What the formatter does beside white space. None of it changes a word.
    pub format: FormatOptions,
    /// What editors show between the words.
    pub inlay_hints: InlayHintOptions,
    /// What editors show above lines.
    pub code_lenses: CodeLensOptions,
    /// What differs for some files. Where several match, the later ones win.
    pub overrides: Vec<Override>,
    /// House profiles of your own, by name.
    #[schemars(with = "BTreeMap<String, ProfileOptions>")]
    pub profiles: BTreeMap<Spanned<String>, ProfileOptions>,
}

/// What differs for some files.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Override {
    /// Globs relative to this file: `2024/**`, `*.transcript.txt`. One without a `/` is a file's name in any folder.
    #[schemars(with = "Vec<String>")]
    pub files: Vec<Spanned<String>>,
    /// The house profile of these files.
    #[schemars(schema_with = "schema::profile_name")]
    pub profile: Option<Spanned<String>>,
    /// Their language.
    #[schemars(with = "Option<String>")]
    pub lang: Option<Spanned<String>>,
    /// Their people, instead of those of the other roster.
    #[schemars(with = "Option<String>")]
    pub roster: Option<Spanned<String>>,
    /// What is set for rules, beside what is set above.
    pub rules: Rules,
    /// What the formatter does, beside what is set above.
    pub format: FormatOptions,
    /// What editors show between the words, beside what is set above.
    pub inlay_hints: InlayHintOptions,
    /// What editors show above lines, beside what is set above.
    pub code_lenses: CodeLensOptions,
}

/// What is set for rules, by code or by area.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Rules(pub BTreeMap<String, RuleOptions>);

/// What is set for a rule.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RuleOptions {
    /// Whether it runs, and how grave its findings are.
    Level(Level),
    /// More than that.
    Table(RuleTable),
}

/// What is set for a rule, in full.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(title = "rule")]
pub struct RuleTable {
    /// Whether it runs, and how grave its findings are.
    pub severity: Option<Level>,
    /// Texts about which it says nothing, whatever their case and punctuation: `["In Texas"]`.
    pub ignore: Option<Vec<String>>,
}

/// Whether a rule runs, and how grave its findings are.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It doesn't run.
    Off,
    /// It runs, with its own severity.
    On,
    /// A suggestion, shown faintly.
    Hint,
    /// Worth knowing.
    Information,
    /// Probably wrong.
    Warning,
    /// Certainly wrong.
    Error,
}

/// What the formatter does beside white space.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(title = "format")]
pub struct FormatOptions {
    /// Makes all quotation marks and apostrophes straight or curly.
    pub quotes: Option<Quotes>,
    /// Writes dashes between words in one way.
    pub dashes: Option<Dashes>,
    /// Writes an ellipsis in one way.
    pub ellipsis: Option<Ellipsis>,
    /// Writes known notes as the house does: `[laughs]` as `[Laughter]`.
    pub notes: Option<bool>,
    /// Puts known notes in these brackets.
    pub brackets: Option<Brackets>,
    /// Spaces between two sentences.
    #[schemars(range(min = 1, max = 2))]
    pub sentence_spaces: Option<usize>,
    /// Whether a blank line stands before every turn.
    pub blank_before_turn: Option<bool>,
}

/// What editors show between the words: everything by default.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(title = "inlay-hints")]
pub struct InlayHintOptions {
    /// Who speaks, where the label says less than the name.
    pub people: Option<bool>,
    /// Which question it is: `Question 3`.
    pub question_numbers: Option<bool>,
}

/// What editors show above lines: everything by default.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(title = "code-lenses")]
pub struct CodeLensOptions {
    /// What an exchange holds: its number, its outlet, its words and its follow-ups.
    pub exchanges: Option<bool>,
}

/// The shape of quotation marks and apostrophes.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Quotes {
    /// `"` and `'`
    Straight,
    /// `“`, `”` and `’`
    Curly,
}

/// How dashes between words are written.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Dashes {
    /// `word—word`
    Em,
    /// `word – word`
    En,
    /// `word -- word`
    Hyphens,
}

/// How an ellipsis is written.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Ellipsis {
    /// `...`
    Dots,
    /// `…`
    Character,
}

/// The brackets of notes.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Brackets {
    /// `[laughter]`
    Square,
    /// `(laughter)`
    Round,
}

impl RuleOptions {
    /// Puts what is set here over `rule`.
    pub fn apply_to(&self, rule: &mut settings::RuleSettings) {
        let (level, ignore) = match self {
            Self::Level(level) => (Some(level), None),
            Self::Table(table) => (table.severity.as_ref(), table.ignore.as_ref()),
        };
        if let Some(level) = level {
            rule.level = Some(level.setting());
        }
        if let Some(ignore) = ignore {
            rule.ignore = ignore
                .iter()
                .map(|text| presscript_analysis::model::vocabulary::fold(text))
                .collect();
        }
    }
}

impl Level {
    fn setting(self) -> settings::Level {
        match self {
            Self::Off => settings::Level::Off,
            Self::On => settings::Level::On,
            Self::Hint => settings::Level::At(Severity::Hint),
            Self::Information => settings::Level::At(Severity::Information),
            Self::Warning => settings::Level::At(Severity::Warning),
            Self::Error => settings::Level::At(Severity::Error),
        }
    }
}

impl FormatOptions {
    /// Puts what is set here over `format`.
    pub fn apply_to(&self, format: &mut settings::FormatOptions) {
        format.quotes = self.quotes.map(Into::into).or(format.quotes);
        format.dashes = self.dashes.map(Into::into).or(format.dashes);
        format.ellipsis = self.ellipsis.map(Into::into).or(format.ellipsis);
        format.notes = self.notes.unwrap_or(format.notes);
        format.brackets = self.brackets.map(Into::into).or(format.brackets);
        format.sentence_spaces = self.sentence_spaces.or(format.sentence_spaces);
        format.blank_before_turn = self.blank_before_turn.or(format.blank_before_turn);
    }
}

impl InlayHintOptions {
    /// Puts what is set here over `hints`.
    pub fn apply_to(&self, hints: &mut settings::InlayHintOptions) {
        hints.people = self.people.unwrap_or(hints.people);
        hints.question_numbers = self.question_numbers.unwrap_or(hints.question_numbers);
    }
}

impl CodeLensOptions {
    /// Puts what is set here over `lenses`.
    pub fn apply_to(&self, lenses: &mut settings::CodeLensOptions) {
        lenses.exchanges = self.exchanges.unwrap_or(lenses.exchanges);
    }
}

impl From<Quotes> for profile::Quotes {
    fn from(quotes: Quotes) -> Self {
        match quotes {
            Quotes::Straight => Self::Straight,
            Quotes::Curly => Self::Curly,
        }
    }
}

impl From<Brackets> for profile::Brackets {
    fn from(brackets: Brackets) -> Self {
        match brackets {
            Brackets::Square => Self::Square,
            Brackets::Round => Self::Round,
        }
    }
}

impl From<Dashes> for settings::Dashes {
    fn from(dashes: Dashes) -> Self {
        match dashes {
            Dashes::Em => Self::Em,
            Dashes::En => Self::En,
            Dashes::Hyphens => Self::Hyphens,
        }
    }
}

impl From<Ellipsis> for settings::Ellipsis {
    fn from(ellipsis: Ellipsis) -> Self {
        match ellipsis {
            Ellipsis::Dots => Self::Dots,
            Ellipsis::Character => Self::Character,
        }
    }
}
