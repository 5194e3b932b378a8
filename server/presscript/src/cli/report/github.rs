//! Workflow commands: lines of a job's log that GitHub shows at the lines of the files.

use presscript_analysis::Encoding;
use presscript_analysis::rules::{Diagnostic, Severity};

use crate::cli::check::Checked;

/// The command for a finding. Lines and columns count from 1.
pub fn finding(file: &Checked, diagnostic: &Diagnostic) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    };
    let [start, end] = [diagnostic.range.start, diagnostic.range.end]
        .map(|byte| file.text.position(byte, Encoding::Utf16));
    // GitHub takes columns only within one line.
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column + 1, end.column + 1),
        false => String::new(),
    };
    format!(
        "::{command} file={},line={},endLine={}{columns},title={}::{}\n",
        property(&file.source.to_string()),
        start.line + 1,
        end.line + 1,
        property(diagnostic.code),
        data(&diagnostic.message)
    )
}

/// What stands behind the `::` of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of one property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_property_or_a_line_is_escaped() {
        assert_eq!(data("100 %\r\na: b, c"), "100 %25%0D%0Aa: b, c");
        assert_eq!(property("a%3A: b,\nc"), "a%253A%3A b%2C%0Ac");
    }
}
