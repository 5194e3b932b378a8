//! The front matter as JSON.

use presscript_analysis::Analysis;
use serde_json::{Map, Value};

/// The keys of the front matter, in its order; none when there is no front matter.
///
/// # Errors
/// What is wrong with it, when it is no YAML mapping.
pub fn metadata(analysis: &Analysis) -> Result<Map<String, Value>, String> {
    let Some(yaml) = analysis.front_matter() else {
        return Ok(Map::new());
    };
    // It stands below the opening `---`: with a line above it, an error's line is the file's.
    match serde_saphyr::from_str_with_options(&format!("\n{yaml}"), options()) {
        Ok(Value::Object(keys)) => Ok(keys),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err("the front matter has no keys, so no metadata is exported".to_owned()),
        Err(error) => Err(format!(
            "the front matter is not valid YAML, so no metadata is exported: {error}"
        )),
    }
}

/// YAML 1.2: `no` and `0755` are strings. What JSON has no number for is a string, too.
fn options() -> serde_saphyr::Options {
    serde_saphyr::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        non_finite_float_policy: serde_saphyr::options::NonFiniteFloatPolicy::AsString,
        with_snippet: false,
    }
}
