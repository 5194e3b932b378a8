//! What a user sets in the editor, under `presscript`: what is shown, and how much is logged. The comments here are what
//! editors show.
//!
//! What a transcript should be is the project's matter, and only `presscript.toml` says it. What somebody wants to see is
//! their own matter: what they set goes before `presscript.toml`, which holds where they set nothing.

use clap::ValueEnum;
use presscript_analysis::rules::RULES;
use presscript_analysis::settings::{self, Settings};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Deserialize;
use serde_json::Value;

use super::schema::without_null;

/// The name of the editor's section.
pub const SECTION: &str = "presscript";

/// What the user sets. Keys that are not here may be the editor's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
#[schemars(title = "presscript")]
pub struct UserSettings {
    /// What the rules find.
    pub diagnostics: Diagnostics,
    /// What is shown between the words.
    pub inlay_hints: InlayHints,
    /// What is shown above lines.
    pub code_lenses: CodeLenses,
    /// How much the server logs.
    pub log_level: Option<LogLevel>,
}

/// What the rules find.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Diagnostics {
    /// Whether rules run in the editor: without them nothing is reported and nothing can be fixed. On by default.
    pub enable: Option<bool>,
}

/// What is shown between the words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct InlayHints {
    /// Who speaks, where the label says less than the name. As presscript.toml says by default.
    pub people: Option<bool>,
    /// Which question it is. As presscript.toml says by default.
    pub question_numbers: Option<bool>,
}

/// What is shown above lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CodeLenses {
    /// What an exchange holds: its number, its outlet, its words and its follow-ups. As presscript.toml says by default.
    pub exchanges: Option<bool>,
}

/// How much is logged, each level with all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// What went wrong.
    Error,
    /// What may go wrong.
    Warn,
    /// Every request, with its duration.
    Info,
    /// Every notification.
    Debug,
    /// Their parameters, with the text of documents.
    Trace,
}

impl UserSettings {
    /// Reads what an editor sends: the section, or an object that has it. What is malformed is left out, with a message
    /// for each.
    pub fn read(sent: &Value) -> (Self, Vec<String>) {
        let mut section = sent.get(SECTION).unwrap_or(sent).clone();
        without_nulls(&mut section);
        if section.is_null() {
            return Default::default();
        }
        let mut problems = Vec::new();
        loop {
            let error = match serde_path_to_error::deserialize(section.clone()) {
                Ok(settings) => return (settings, problems),
                Err(error) => error,
            };
            let path = error.path().to_string();
            problems.push(format!("“{SECTION}.{path}”: {}", error.inner()));
            if !remove(&mut section, &path) {
                return (Self::default(), problems);
            }
        }
    }

    /// Puts what is set here over what the project has set.
    pub fn apply_to(&self, settings: &mut Settings) {
        if self.diagnostics.enable == Some(false) {
            for rule in RULES {
                let rule = settings.rules.entry(rule.code).or_default();
                rule.level = Some(settings::Level::Off);
            }
        }
        let hints = &mut settings.inlay_hints;
        hints.people = self.inlay_hints.people.unwrap_or(hints.people);
        let numbers = self.inlay_hints.question_numbers;
        hints.question_numbers = numbers.unwrap_or(hints.question_numbers);
        let lenses = &mut settings.code_lenses;
        lenses.exchanges = self.code_lenses.exchanges.unwrap_or(lenses.exchanges);
    }
}

/// The JSON schema of the section, for those who make an editor's manifest.
pub fn schema() -> String {
    let mut settings = SchemaSettings::draft07();
    settings.inline_subschemas = true;
    let generator = settings.into_generator();
    let mut schema = generator.into_root_schema_for::<UserSettings>().to_value();
    without_null(&mut schema);
    format!("{schema:#}\n")
}

/// Editors send null for what is not set.
fn without_nulls(value: &mut Value) {
    if let Value::Object(object) = value {
        object.retain(|_, value| !value.is_null());
        object.values_mut().for_each(without_nulls);
    }
}

/// Takes the value at a path of names with dots away.
fn remove(value: &mut Value, path: &str) -> bool {
    match path.split_once('.') {
        Some((first, rest)) => value
            .get_mut(first)
            .is_some_and(|value| remove(value, rest)),
        None => value
            .as_object_mut()
            .is_some_and(|object| object.remove(path).is_some()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn hints(people: Option<bool>, question_numbers: Option<bool>) -> UserSettings {
        UserSettings {
            inlay_hints: InlayHints {
                people,
                question_numbers,
            },
            ..UserSettings::default()
        }
    }

    #[test]
    fn the_section_comes_bare_or_by_name() {
        let section = json!({"inlayHints": {"people": false, "questionNumbers": null}, "codeLenses": null, "serverPath": 7});
        let expected = (hints(Some(false), None), Vec::new());
        assert_eq!(UserSettings::read(&section), expected);
        assert_eq!(
            UserSettings::read(&json!({"presscript": section})),
            expected
        );
        for nothing in [json!(null), json!({}), json!({"presscript": null})] {
            assert_eq!(UserSettings::read(&nothing), Default::default());
        }
    }

    #[test]
    fn what_is_malformed_is_named_and_the_rest_holds() {
        let (settings, problems) = UserSettings::read(&json!({
            "inlayHints": {"people": "no", "questionNumbers": false, "peopel": true},
            "logLevel": "loud",
            "codeLenses": [],
        }));
        assert_eq!(settings, hints(None, Some(false)));
        let named = |place: &str| problems.iter().any(|problem| problem.contains(place));
        assert!(
            named("“presscript.inlayHints.people”: invalid type"),
            "{problems:?}"
        );
        assert!(
            named("“presscript.inlayHints.peopel”: unknown field"),
            "{problems:?}"
        );
        assert!(
            named("“presscript.logLevel”: unknown variant `loud`"),
            "{problems:?}"
        );
        assert!(!UserSettings::read(&json!(7)).1.is_empty());
    }

    #[test]
    fn the_user_goes_before_the_project_where_he_says_something() {
        let mut settings = Settings::default();
        settings.inlay_hints.people = false;
        settings.inlay_hints.question_numbers = false;
        hints(Some(true), None).apply_to(&mut settings);
        assert!(settings.inlay_hints.people && !settings.inlay_hints.question_numbers);
    }

    #[test]
    fn the_schema_has_every_setting_with_its_description() {
        let schema: Value = serde_json::from_str(&schema()).expect("JSON");
        let hints = &schema["properties"]["inlayHints"]["properties"];
        assert_eq!(hints["questionNumbers"]["type"], "boolean");
        assert!(hints["questionNumbers"]["description"].is_string());
    }
}
