//! A house profile in `presscript.toml`: another one, with some fields set.

use std::borrow::Cow;

use presscript_analysis::profile::{self, List, Profile, Str};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::options::{Brackets, Quotes};
use super::schema;

/// A house profile: a built-in one or another of your own, with what is different.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(title = "profile")]
pub struct ProfileOptions {
    /// The profile that this one begins as; without it, the generic one.
    #[schemars(schema_with = "schema::profile_name")]
    pub extends: Option<Spanned<String>>,
    /// Whose style it is, in a few words.
    pub title: Option<String>,
    /// The language, as a BCP 47 tag.
    #[schemars(with = "Option<String>")]
    pub lang: Option<Spanned<String>>,
    /// Labels of those who answer or moderate.
    pub people: LabelForms,
    /// Labels of those who ask by name.
    pub press: LabelForms,
    /// Labels of a question whose asker is not named, the house's own first: `QUESTION`, `Q`.
    pub question: Option<Vec<String>>,
    /// Whether a colon follows such a label.
    pub question_colon: Option<bool>,
    /// Labels of an answer that names nobody, the house's own first.
    pub answer: Option<Vec<String>>,
    /// In `Label, label` the outlet comes first: `Daily Sample, EXAMPLE`.
    pub outlet_first: Option<bool>,
    /// Beginnings of labels without which a transcript is hardly of this house. Inference asks for one.
    pub signs: Option<Vec<String>>,
    /// Spaces between a label's colon and the text.
    #[schemars(range(min = 0, max = 4))]
    pub spaces_after_colon: Option<usize>,
    /// What stands before a label's colon.
    pub before_colon: Option<BeforeColon>,
    /// Spaces between two sentences.
    #[schemars(range(min = 1, max = 2))]
    pub sentence_spaces: Option<usize>,
    /// The brackets of notes.
    pub brackets: Option<Brackets>,
    /// Notes in the house's spelling, without brackets: `Laughter.`
    pub notes: Option<Vec<String>>,
    /// The quotation marks and apostrophes.
    pub quotes: Option<Quotes>,
    /// A speaker who goes on after a stage line gets a label again.
    pub resumes_with_label: Option<bool>,
    /// Beginnings of the line above the transcript proper, as far as they are fixed; `{time}` is a time of day.
    pub start: Option<Vec<String>>,
    /// Beginnings of the last line: `END`.
    pub end: Option<Vec<String>>,
    /// Labels that head a list of people and are no speakers: `Speakers`.
    pub roster_heads: Option<Vec<String>>,
}

/// How the labels of some people look, as templates: `{title} {name}`, `{HONORIFIC}. {SURNAME}`. The parts are honorific, title, given, initial, surname, name and outlet; in capitals, they are written in capitals.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(title = "labels")]
pub struct LabelForms {
    /// At the first mention; empty when anything goes.
    #[schemars(with = "Option<Vec<String>>")]
    pub first: Option<Vec<Spanned<String>>>,
    /// Later; empty when it is as at the first mention.
    #[schemars(with = "Option<Vec<String>>")]
    pub later: Option<Vec<Spanned<String>>>,
}

/// What stands before a label's colon.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BeforeColon {
    /// Nothing.
    Nothing,
    /// A space, or one that does not break.
    Space,
}

impl ProfileOptions {
    /// The profile of that name, which begins as `base`.
    pub fn profile(&self, name: &str, base: &Profile) -> Profile {
        let lang = self.lang.as_ref().map(|lang| lang.get_ref().clone().into());
        Profile {
            name: name.to_owned().into(),
            title: match &self.title {
                Some(title) => title.clone().into(),
                None => name.to_owned().into(),
            },
            lang: lang.or_else(|| base.lang.clone()),
            people: self.people.forms(&base.people),
            press: self.press.forms(&base.press),
            question: list(self.question.as_deref(), &base.question),
            question_colon: self.question_colon.or(base.question_colon),
            answer: list(self.answer.as_deref(), &base.answer),
            outlet_first: self.outlet_first.unwrap_or(base.outlet_first),
            signs: list(self.signs.as_deref(), &base.signs),
            spaces_after_colon: self.spaces_after_colon.or(base.spaces_after_colon),
            before_colon: self.before_colon.map(Into::into).or(base.before_colon),
            sentence_spaces: self.sentence_spaces.or(base.sentence_spaces),
            brackets: self.brackets.map(Into::into).or(base.brackets),
            notes: list(self.notes.as_deref(), &base.notes),
            quotes: self.quotes.map(Into::into).or(base.quotes),
            resumes_with_label: self.resumes_with_label.unwrap_or(base.resumes_with_label),
            start: list(self.start.as_deref(), &base.start),
            end: list(self.end.as_deref(), &base.end),
            roster_heads: list(self.roster_heads.as_deref(), &base.roster_heads),
        }
    }

    /// Every template in it, those that can be taken out first.
    pub fn templates(&mut self) -> impl Iterator<Item = &mut Vec<Spanned<String>>> {
        [&mut self.people, &mut self.press]
            .into_iter()
            .flat_map(|forms| forms.first.iter_mut().chain(&mut forms.later))
    }
}

impl LabelForms {
    fn forms(&self, base: &profile::LabelForms) -> profile::LabelForms {
        let list = |own: &Option<Vec<Spanned<String>>>, base: &List<Str>| match own {
            Some(own) => own
                .iter()
                .map(|text| text.get_ref().clone().into())
                .collect(),
            None => base.clone(),
        };
        profile::LabelForms {
            first: list(&self.first, &base.first),
            later: list(&self.later, &base.later),
        }
    }
}

fn list(own: Option<&[String]>, base: &List<Str>) -> List<Str> {
    own.map_or_else(
        || base.clone(),
        |own| own.iter().cloned().map(Cow::Owned).collect(),
    )
}

impl From<BeforeColon> for profile::BeforeColon {
    fn from(before: BeforeColon) -> Self {
        match before {
            BeforeColon::Nothing => Self::Nothing,
            BeforeColon::Space => Self::Space,
        }
    }
}
