//! The JSON schema of `presscript.toml`, made from the [options](super::options): for editors, and for our own check.

use std::borrow::Cow;
use std::sync::LazyLock;

use presscript_analysis::profile::PROFILES;
use presscript_analysis::rules::RULES;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::options::{Options, RuleOptions, Rules};

/// Where editors find it.
pub const URL: &str = "https://raw.githubusercontent.com/presscript/presscript/main/server/presscript/presscript.schema.json";

/// The schema.
pub static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<Options>().to_value();
    without_null(&mut schema);
    schema
});

/// The schema as the file `presscript.schema.json` has it.
pub fn text() -> String {
    format!("{:#}\n", *SCHEMA)
}

/// The areas of the rules: `label` for `label/no-space`.
pub fn areas() -> Vec<&'static str> {
    let mut areas: Vec<_> = RULES.iter().map(|rule| area(rule.code)).collect();
    areas.dedup();
    areas
}

/// The area of a rule's code.
pub fn area(code: &'static str) -> &'static str {
    code.split_once('/').map_or(code, |(area, _)| area)
}

/// The name of a profile. Editors offer the built-in ones; those of the file itself are known to our own check only.
pub fn profile_name(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<&str> = PROFILES.iter().map(|profile| &*profile.name).collect();
    Schema::from(object(
        json!({"anyOf": [{"enum": names}, {"type": "string"}]}),
    ))
}

/// Each rule and each area is a key.
impl JsonSchema for Rules {
    fn schema_name() -> Cow<'static, str> {
        "Rules".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let rule = generator.subschema_for::<RuleOptions>().to_value();
        let describe = |description: String| json!({"description": description, "allOf": [rule]});
        let areas = areas().into_iter().map(|area| {
            let all =
                format!("All rules of the area `{area}`; what is set for one of them goes first.");
            (area.to_owned(), describe(all))
        });
        let rules = RULES
            .iter()
            .map(|rule| (rule.code.to_owned(), describe(rule.summary())));
        let properties: Map<String, Value> = areas.chain(rules).collect();
        Schema::from(object(json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        })))
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

/// What is optional is left out, not null.
pub fn without_null(schema: &mut Value) {
    match schema {
        Value::Array(schemas) => schemas.iter_mut().for_each(without_null),
        Value::Object(object) => {
            if object.get("default") == Some(&Value::Null) {
                object.remove("default");
            }
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [only] = &types[..] {
                    let only = only.clone();
                    object.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(cases)) = object.get_mut("anyOf") {
                cases.retain(|case| case["type"] != "null");
                if cases.len() == 1
                    && let Some(cases) = object.remove("anyOf")
                {
                    object.insert("allOf".to_owned(), cases);
                }
            }
            object.values_mut().for_each(without_null);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the schema is committed.
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/presscript.schema.json");

    #[test]
    fn the_committed_schema_is_the_one_of_the_options() {
        let committed = std::fs::read_to_string(FILE).unwrap_or_default();
        if committed != text() {
            std::fs::write(FILE, text()).expect("the schema can be written");
            panic!("presscript.schema.json was out of date and has been written anew");
        }
    }

    #[test]
    fn rules_areas_and_profiles_are_in_it() {
        let rules = &SCHEMA["definitions"]["Rules"]["properties"];
        for key in ["label", "label/no-space", "typo/spaces"] {
            assert!(rules[key]["description"].is_string(), "{key}");
        }
        let profiles = &SCHEMA["properties"]["profile"]["anyOf"][0]["enum"];
        assert!(profiles.as_array().expect("names").contains(&json!("nato")));
        assert!(!text().contains("null"));
    }
}
