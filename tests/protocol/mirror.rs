//! The client's side of a document, kept in a plain string with the simplest arithmetic that can be right.

use std::ops::Range;
use std::sync::Arc;

use presscript_analysis::features::document_symbol::{Symbol, document_symbols};
use presscript_analysis::{Analysis, Cancel, Text};
use serde_json::{Value, json};

/// A document as the client has it.
pub struct Mirror {
    pub text: String,
    /// The protocol's name of what a column counts.
    encoding: &'static str,
}

impl Mirror {
    pub fn new(text: impl Into<String>, encoding: &'static str) -> Self {
        Self {
            text: text.into(),
            encoding,
        }
    }

    /// Replaces bytes, and returns the change to send.
    pub fn replace(&mut self, range: Range<usize>, new: &str) -> Value {
        let change = json!({"range": self.range(&range), "text": new});
        self.text.replace_range(range, new);
        change
    }

    /// Applies edits as a client does: all against the text as it is.
    pub fn apply(&mut self, edits: &Value) {
        let mut edits: Vec<(Range<usize>, &str)> = edits
            .as_array()
            .expect("edits are a list")
            .iter()
            .map(|edit| {
                (
                    self.bytes(&edit["range"]),
                    edit["newText"].as_str().expect("an edit has a text"),
                )
            })
            .collect();
        edits.sort_by_key(|(range, _)| range.start);
        assert!(
            edits
                .windows(2)
                .all(|pair| pair[0].0.end <= pair[1].0.start),
            "edits overlap"
        );
        for (range, new) in edits.into_iter().rev() {
            self.text.replace_range(range, new);
        }
    }

    /// Where `words` stand first.
    pub fn place(&self, words: &str) -> Range<usize> {
        let start = self.text.find(words).expect("the words are in the text");
        start..start + words.len()
    }

    /// The text of a range that the server sends.
    pub fn slice(&self, range: &Value) -> &str {
        &self.text[self.bytes(range)]
    }

    pub fn range(&self, range: &Range<usize>) -> Value {
        json!({"start": self.position(range.start), "end": self.position(range.end)})
    }

    /// Where a byte is; one inside a line break is at the end of its line.
    pub fn position(&self, byte: usize) -> Value {
        let lines = self.lines();
        let line = lines
            .iter()
            .rposition(|line| line.start <= byte)
            .expect("the first line starts at 0");
        let end = byte.min(lines[line].end);
        json!({"line": line, "character": self.units(&self.text[lines[line].start..end])})
    }

    /// The text of a range that the server has sent.
    pub fn text_of(&self, range: &Value) -> &str {
        &self.text[self.bytes(range)]
    }

    /// The bytes of a range that the server sends; fails on a place that doesn't exist.
    pub fn bytes(&self, range: &Value) -> Range<usize> {
        let byte = |position: &Value| {
            let line = position["line"].as_u64().expect("a line is a number") as usize;
            let column = position["character"]
                .as_u64()
                .expect("a column is a number") as usize;
            let line = self.lines()[line].clone();
            let text = &self.text[line.clone()];
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            let at = ends
                .into_iter()
                .find(|at| self.units(&text[..*at]) == column);
            line.start + at.expect("the server sends positions that exist")
        };
        byte(&range["start"])..byte(&range["end"])
    }

    /// The bytes of each line without its break.
    fn lines(&self) -> Vec<Range<usize>> {
        let bytes = self.text.as_bytes();
        let (mut lines, mut start, mut at) = (Vec::new(), 0, 0);
        while at < bytes.len() {
            if matches!(bytes[at], b'\n' | b'\r') {
                lines.push(start..at);
                at += usize::from(bytes[at..].starts_with(b"\r\n"));
                start = at + 1;
            }
            at += 1;
        }
        lines.push(start..bytes.len());
        lines
    }

    fn units(&self, text: &str) -> usize {
        match self.encoding {
            "utf-8" => text.len(),
            "utf-16" => text.encode_utf16().count(),
            _ => text.chars().count(),
        }
    }

    /// Places where an edit may start or end: between characters, and not inside a CRLF.
    pub fn boundaries(&self) -> Vec<usize> {
        let boundaries = (0..=self.text.len()).filter(|at| self.text.is_char_boundary(*at));
        boundaries
            .filter(|at| !(self.text[..*at].ends_with('\r') && self.text[*at..].starts_with('\n')))
            .collect()
    }

    pub fn analysis(&self) -> Analysis {
        Analysis::new(Text::new(&self.text), Arc::default(), &Cancel::default())
            .expect("nobody cancels")
    }

    /// The findings in the text, as [`found`] shortens them.
    pub fn findings(&self) -> Vec<Value> {
        let analysis = self.analysis();
        let finding = |d: &presscript_analysis::rules::Diagnostic| {
            json!([d.code, d.message, self.range(&d.range)])
        };
        analysis.diagnostics().iter().map(finding).collect()
    }

    /// The outline of the text, as [`outlined`] shortens it.
    pub fn outline(&self) -> Value {
        fn entries(mirror: &Mirror, symbols: &[Symbol<'_>]) -> Value {
            let entry = |symbol: &Symbol<'_>| {
                let children = entries(mirror, &symbol.children);
                json!([
                    symbol.name,
                    mirror.range(&symbol.range),
                    mirror.range(&symbol.selection),
                    children
                ])
            };
            symbols.iter().map(entry).collect()
        }
        entries(self, &document_symbols(&self.analysis()))
    }
}

/// Code, message and range of a server's diagnostics.
pub fn found(diagnostics: &Value) -> Vec<Value> {
    let diagnostics = diagnostics.as_array().expect("diagnostics are a list");
    diagnostics
        .iter()
        .map(|d| json!([d["code"], d["message"], d["range"]]))
        .collect()
}

/// Name, ranges and children of a server's symbols.
pub fn outlined(symbols: &Value) -> Value {
    let symbols = symbols.as_array().expect("symbols are a list");
    symbols
        .iter()
        .map(|s| {
            json!([
                s["name"],
                s["range"],
                s["selectionRange"],
                outlined(&s["children"])
            ])
        })
        .collect()
}
