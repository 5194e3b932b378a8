//! Places as the Language Server Protocol writes them: lines from 0, columns in UTF-16 units.

use presscript_analysis::{Edit, Encoding, Text};
use serde::Serialize;

/// From a position up to another.
#[derive(Serialize)]
pub struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    character: u32,
}

/// The replacement of a range.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TextEdit {
    range: Range,
    new_text: String,
}

impl Range {
    /// A byte range of `text`.
    pub fn new(text: &Text, bytes: &std::ops::Range<usize>) -> Self {
        let position = |byte| {
            let position = text.position(byte, Encoding::Utf16);
            Position {
                line: position.line,
                character: position.column,
            }
        };
        Self {
            start: position(bytes.start),
            end: position(bytes.end),
        }
    }
}

impl TextEdit {
    /// An edit of `text`.
    pub fn new(text: &Text, edit: &Edit) -> Self {
        Self {
            range: Range::new(text, &edit.range),
            new_text: edit.text.clone(),
        }
    }
}
