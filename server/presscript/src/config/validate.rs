//! Compares a TOML document with the schema: names every slip at its place, and leaves out what means nothing, so
//! that the rest can be used.

use presscript_analysis::rules::Diagnostic;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::finding::{INVALID_VALUE, UNKNOWN_KEY};
use super::schema::SCHEMA;
use crate::nearest::nearest;

/// What of a document the schema knows; findings about everything else.
pub fn validate<'i>(document: DeTable<'i>, findings: &mut Vec<Diagnostic>) -> DeTable<'i> {
    let mut walk = Walk { findings };
    walk.table(&SCHEMA, document)
}

struct Walk<'a> {
    findings: &'a mut Vec<Diagnostic>,
}

impl Walk<'_> {
    fn table<'i>(&mut self, schema: &Value, table: DeTable<'i>) -> DeTable<'i> {
        let known = schema["properties"].as_object();
        let others = schema
            .get("additionalProperties")
            .filter(|schema| schema.is_object());
        let entries = table.into_iter().filter_map(|(key, value)| {
            let name = key.get_ref();
            let schema = known.and_then(|known| known.get(&**name)).or(others);
            let Some(schema) = schema else {
                let known = known.into_iter().flat_map(|known| known.keys());
                let message = unknown_key(name, known.map(String::as_str).collect());
                self.findings.push(UNKNOWN_KEY.at(key.span(), message));
                return None;
            };
            let value = self.value(schema, name, value)?;
            Some((key, value))
        });
        entries.collect()
    }

    /// The value as far as it is valid; `None` when it is not at all.
    fn value<'i>(
        &mut self,
        schema: &Value,
        key: &str,
        value: Spanned<DeValue<'i>>,
    ) -> Option<Spanned<DeValue<'i>>> {
        let expected = Expected::by(schema);
        let span = value.span();
        let value = match (value.into_inner(), expected.list, expected.table) {
            (DeValue::Array(items), Some(schema), _) => {
                let items = items.into_iter();
                let valid = items.filter_map(|item| self.value(schema, key, item));
                DeValue::Array(valid.collect::<DeArray<'_>>())
            }
            (DeValue::Table(table), _, Some(schema)) => DeValue::Table(self.table(schema, table)),
            (value, ..) if expected.includes(&value) => value,
            (value, ..) => {
                let message = invalid_value(key, &expected, &value);
                self.findings.push(INVALID_VALUE.at(span, message));
                return None;
            }
        };
        Some(Spanned::new(span, value))
    }
}

/// What a schema lets a value be.
#[derive(Default)]
struct Expected<'a> {
    any_text: bool,
    texts: Vec<&'a str>,
    boolean: bool,
    /// The least and the greatest number.
    number: Option<(i64, i64)>,
    /// The schema of a list's items.
    list: Option<&'a Value>,
    /// The schema of a table.
    table: Option<&'a Value>,
}

impl<'a> Expected<'a> {
    fn by(schema: &'a Value) -> Self {
        let mut expected = Self::default();
        expected.add(schema);
        expected
    }

    fn add(&mut self, schema: &'a Value) {
        if let Some(target) = schema["$ref"]
            .as_str()
            .and_then(|target| target.strip_prefix('#'))
        {
            self.add(
                SCHEMA
                    .pointer(target)
                    .expect("the generator defines what it refers to"),
            );
        }
        for cases in ["allOf", "anyOf", "oneOf"] {
            for case in schema[cases].as_array().into_iter().flatten() {
                self.add(case);
            }
        }
        let fixed = schema["enum"].as_array().into_iter().flatten();
        let fixed: Vec<_> = fixed
            .chain(schema.get("const"))
            .filter_map(Value::as_str)
            .collect();
        match schema["type"].as_str() {
            Some("string") if fixed.is_empty() => self.any_text = true,
            Some("boolean") => self.boolean = true,
            Some("integer") => {
                let [min, max] = ["minimum", "maximum"].map(|bound| schema[bound].as_i64());
                self.number = Some((min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX)));
            }
            Some("array") => self.list = Some(&schema["items"]),
            Some("object") => self.table = Some(schema),
            _ => {}
        }
        self.texts.extend(fixed);
    }

    fn includes(&self, value: &DeValue<'_>) -> bool {
        match value {
            DeValue::String(text) => self.any_text || self.texts.contains(&&**text),
            DeValue::Boolean(_) => self.boolean,
            DeValue::Integer(number) => self.number.is_some_and(|(min, max)| {
                let number = i64::from_str_radix(number.as_str(), number.radix());
                number.is_ok_and(|number| min <= number && number <= max)
            }),
            _ => false,
        }
    }

    /// In words.
    fn describe(&self) -> String {
        let mut cases = match self.any_text {
            true => vec!["text".to_owned()],
            false => self.texts.iter().map(|text| format!("“{text}”")).collect(),
        };
        if self.boolean {
            cases.push("true or false".to_owned());
        }
        if let Some((min, max)) = self.number {
            cases.push(format!("a number from {min} to {max}"));
        }
        if self.list.is_some() {
            cases.push("a list in square brackets".to_owned());
        }
        if self.table.is_some() {
            cases.push("a table".to_owned());
        }
        either(&cases)
    }
}

fn unknown_key(key: &str, mut known: Vec<&str>) -> String {
    if let Some(nearest) = nearest(key, known.iter().copied()) {
        return format!("There is no key “{key}” here; did you mean “{nearest}”?");
    }
    if known.iter().any(|key| key.contains('/')) {
        return format!(
            "There is no rule and no area “{key}”; `presscript explain` lists all of them."
        );
    }
    known.sort_unstable();
    let known: Vec<_> = known.iter().map(|key| format!("“{key}”")).collect();
    format!(
        "There is no key “{key}” here; known are {}.",
        known.join(", ")
    )
}

fn invalid_value(key: &str, expected: &Expected<'_>, value: &DeValue<'_>) -> String {
    let (is, meant) = match value {
        DeValue::String(text) => (
            format!("“{text}”"),
            nearest(text, expected.texts.iter().copied()),
        ),
        DeValue::Integer(number) => (number.to_string(), None),
        DeValue::Float(number) => (number.to_string(), None),
        DeValue::Boolean(boolean) => (boolean.to_string(), None),
        DeValue::Datetime(_) => ("a date".to_owned(), None),
        DeValue::Array(_) => ("a list".to_owned(), None),
        DeValue::Table(_) => ("a table".to_owned(), None),
    };
    let expected = expected.describe();
    match meant {
        Some(meant) => {
            format!("“{key}” must be {expected}, not {is}; did you mean “{meant}”?")
        }
        None => format!("“{key}” must be {expected}, not {is}."),
    }
}

/// “a, b or c”.
fn either(cases: &[String]) -> String {
    match cases {
        [] => String::new(),
        [only] => only.clone(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}
