//! The text of a document: a rope, byte ranges, and the only arithmetic of lines and columns.
//!
//! No offset, line or column is out of range here: each is moved to the nearest place that exists
//! before it, because an edit that is skipped leaves editor and server with different texts.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use memchr::memchr2_iter;
use ropey::Rope;
use str_indices::{chars, utf16};

/// A text. Clones are cheap and keep what they had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

#[cfg(test)]
thread_local! {
    /// How many bytes have been read with [`Text::slice`]: tests of what grows with the text count these.
    pub static SLICED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

impl Text {
    /// A text from a string.
    pub fn new(text: &str) -> Self {
        Self {
            rope: Rope::from_str(text),
        }
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Replaces a part. Bytes past the end count as the end, a byte inside a character as the character's
    /// start, and a range that ends before it starts as an insertion at its start. Gives what was replaced.
    pub fn apply(&mut self, edit: &Edit) -> Range<usize> {
        let range = self.clamp(&edit.range);
        let start = self.rope.byte_to_char(range.start);
        self.rope.remove(start..self.rope.byte_to_char(range.end));
        self.rope.insert(start, &edit.text);
        range
    }

    /// Applies edits that are in order and without overlap, all of them meant for the text as it is.
    pub fn apply_all(&mut self, edits: &[Edit]) {
        for edit in edits.iter().rev() {
            self.apply(edit);
        }
    }

    /// The text in a byte range; borrowed when it lies in one chunk of the rope. Clamped as in [`Text::apply`].
    pub fn slice(&self, range: Range<usize>) -> Cow<'_, str> {
        let text = self.part(range);
        #[cfg(test)]
        SLICED.set(SLICED.get() + text.len());
        text
    }

    /// The same for whoever reads a whole text in parts, on several threads: tests count what is sliced on one.
    pub(crate) fn part(&self, range: Range<usize>) -> Cow<'_, str> {
        let start = range.start.min(self.len());
        let (chunk, chunk_start, ..) = self.rope.chunk_at_byte(start);
        let text = chunk.get(start - chunk_start..range.end.saturating_sub(chunk_start));
        text.map_or_else(
            || self.rope.byte_slice(self.clamp(&range)).into(),
            Cow::Borrowed,
        )
    }

    /// The text from `byte` to the end of its rope chunk, as tree-sitter reads it; empty only at the text's end.
    pub fn chunk_at(&self, byte: usize) -> &str {
        let byte = self.floor(byte);
        let (chunk, start, ..) = self.rope.chunk_at_byte(byte);
        &chunk[byte - start..]
    }

    /// How many lines there are: one more than line breaks.
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    /// The byte where a line (from 0) starts; the text's end for a line that doesn't exist.
    pub fn line_start(&self, line: usize) -> usize {
        if line < self.line_count() {
            self.rope.line_to_byte(line)
        } else {
            self.len()
        }
    }

    /// The line (from 0) that `byte` is in. A line break belongs to the line that it ends.
    pub fn line_of(&self, byte: usize) -> usize {
        self.rope.byte_to_line(self.floor(byte))
    }

    /// The bytes of a line (from 0) without its line break; empty at the text's end for a line that doesn't exist.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let Range { start, mut end } = self.line_range_with_break(line);
        if start < end && self.rope.byte(end - 1) == b'\n' {
            end -= 1;
            if start < end && self.rope.byte(end - 1) == b'\r' {
                end -= 1;
            }
        } else if start < end && self.rope.byte(end - 1) == b'\r' {
            end -= 1;
        }
        start..end
    }

    /// The bytes of a line (from 0) and of the line break that ends it.
    pub fn line_range_with_break(&self, line: usize) -> Range<usize> {
        self.line_start(line)..self.line_start(line.saturating_add(1))
    }

    /// What ends a line: LF, CRLF or CR; LF where nothing does.
    pub fn line_break(&self, line: usize) -> &'static str {
        let end = self.line_range(line).end;
        match self
            .slice(end..self.line_range_with_break(line).end)
            .as_ref()
        {
            "\r\n" => "\r\n",
            "\r" => "\r",
            _ => "\n",
        }
    }

    /// Where `byte` is as an editor counts. A byte inside a line break counts as the end of its line.
    pub fn position(&self, byte: usize, encoding: Encoding) -> Position {
        let line = self.line_of(byte);
        let Range { start, end } = self.line_range(line);
        let byte = self.floor(byte).min(end);
        let column = match encoding {
            Encoding::Utf8 => byte - start,
            Encoding::Utf16 => self.byte_to_utf16(byte) - self.byte_to_utf16(start),
            Encoding::Utf32 => self.rope.byte_to_char(byte) - self.rope.byte_to_char(start),
        };
        Position {
            line: saturate(line),
            column: saturate(column),
        }
    }

    /// The same for many bytes, each behind the one before as a rule.
    pub fn positions(&self, encoding: Encoding) -> Positions<'_> {
        Positions::new(&self.rope, encoding)
    }

    /// The byte that an editor means. A line past the end means the text's end, a column past the line's end the
    /// line's end (before its break), and one inside a character that character's start.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let Range { start, end } = self.line_range(position.line as usize);
        let column = position.column as usize;
        let byte = match encoding {
            Encoding::Utf8 => self.floor(start.saturating_add(column)),
            Encoding::Utf16 => {
                let unit = self
                    .byte_to_utf16(start)
                    .saturating_add(column)
                    .min(self.rope.len_utf16_cu());
                self.rope.char_to_byte(self.rope.utf16_cu_to_char(unit))
            }
            Encoding::Utf32 => {
                let char = self
                    .rope
                    .byte_to_char(start)
                    .saturating_add(column)
                    .min(self.rope.len_chars());
                self.rope.char_to_byte(char)
            }
        };
        byte.min(end)
    }

    /// The start of the character that `byte` is in; the text's end for a byte past it.
    pub fn floor(&self, byte: usize) -> usize {
        let byte = byte.min(self.len());
        let (chunk, start, ..) = self.rope.chunk_at_byte(byte);
        // The rope's pieces hold whole characters, so that there is one that starts in each.
        (start..=byte)
            .rfind(|at| chunk.is_char_boundary(at - start))
            .unwrap_or(start)
    }

    fn clamp(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.floor(range.start);
        start..self.floor(range.end).max(start)
    }

    fn byte_to_utf16(&self, byte: usize) -> usize {
        self.rope.char_to_utf16_cu(self.rope.byte_to_char(byte))
    }
}

/// What [`Text::position`] says, in one pass over the text for bytes in order: each of them takes only the way from the
/// one before.
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    rope: &'a Rope,
    encoding: Encoding,
    /// The piece of the rope that `at` is in or at the end of, and where it starts.
    chunk: &'a str,
    chunk_start: usize,
    /// The byte of the last position, and that position.
    at: usize,
    line: usize,
    column: usize,
    /// Where its line starts.
    line_start: usize,
}

impl<'a> Positions<'a> {
    /// A way that is longer than this, in bytes, takes longer than looking the place up.
    const FAR: usize = 16 * 1024;

    fn new(rope: &'a Rope, encoding: Encoding) -> Self {
        Self {
            rope,
            encoding,
            chunk: rope.chunk_at_byte(0).0,
            chunk_start: 0,
            at: 0,
            line: 0,
            column: 0,
            line_start: 0,
        }
    }

    /// Where `byte` is as an editor counts, as [`Text::position`] has it.
    pub fn at(&mut self, byte: usize) -> Position {
        let byte = byte.min(self.rope.len_bytes());
        if byte < self.line_start || byte > self.at + Self::FAR {
            self.look_up(byte);
        } else if byte < self.at {
            self.start_line(self.line_start);
        }
        while !self.goes_to(byte) {
            self.load(self.at);
        }
        Position {
            line: saturate(self.line),
            column: saturate(self.column),
        }
    }

    /// Goes to `byte`, or to the start of its line where that is in an earlier chunk.
    fn look_up(&mut self, byte: usize) {
        let (chunk, start, _, line) = self.rope.chunk_at_byte(byte);
        (self.chunk, self.chunk_start) = (chunk, start);
        (self.at, self.line, self.column, self.line_start) = (start, line, 0, start);
        self.goes_to(byte);
        if self.line == line {
            self.start_line(self.rope.line_to_byte(line));
        }
    }

    fn start_line(&mut self, byte: usize) {
        (self.line_start, self.at, self.column) = (byte, byte, 0);
        self.load(byte);
    }

    fn load(&mut self, byte: usize) {
        (self.chunk, self.chunk_start, ..) = self.rope.chunk_at_byte(byte);
    }

    /// Goes on to `byte`, at most to the end of the chunk. Whether it has got there.
    fn goes_to(&mut self, byte: usize) -> bool {
        let chunk_end = self.chunk_start + self.chunk.len();
        let mut end = byte.min(chunk_end) - self.chunk_start;
        while !self.chunk.is_char_boundary(end) {
            end -= 1;
        }
        // Between CR and LF is the end of their line still. No chunk ends there.
        let bytes = self.chunk.as_bytes();
        if end > 0 && bytes[end - 1] == b'\r' && bytes.get(end) == Some(&b'\n') {
            end -= 1;
        }
        let way = &self.chunk[(self.at - self.chunk_start).min(end)..end];
        let mut start = 0;
        for at in memchr2_iter(b'\n', b'\r', way.as_bytes()) {
            if !way[at..].starts_with("\r\n") {
                self.line += 1;
                start = at + 1;
            }
        }
        if start > 0 {
            self.line_start = self.at + start;
            self.column = 0;
        }
        self.column += units(&way[start..], self.encoding);
        self.at += way.len();
        byte <= chunk_end
    }
}

/// How long a text is as an editor counts.
fn units(text: &str, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => text.len(),
        Encoding::Utf16 => utf16::count(text),
        Encoding::Utf32 => chars::count(text),
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

fn saturate(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn at(line: u32, column: u32) -> Position {
        Position { line, column }
    }

    fn edit(range: Range<usize>, text: &str) -> Edit {
        Edit {
            range,
            text: text.into(),
        }
    }

    #[test]
    fn a_line_tells_what_ends_it() {
        let text = Text::new("a\nb\r\nc\rd");
        assert_eq!(
            [0, 1, 2, 3].map(|line| text.line_break(line)),
            ["\n", "\r\n", "\r", "\n"]
        );
    }

    #[test]
    fn lines_end_at_lf_crlf_and_lone_cr_only() {
        let text = Text::new("a\nb\r\nc\rd\u{2028}e\u{85}f\u{b}g\n");
        assert_eq!(text.line_count(), 5);
        assert_eq!(text.slice(text.line_range(1)), "b");
        assert_eq!(text.slice(text.line_range_with_break(1)), "b\r\n");
        assert_eq!(text.slice(text.line_range_with_break(2)), "c\r");
        assert_eq!(text.slice(text.line_range(3)), "d\u{2028}e\u{85}f\u{b}g");
        assert_eq!(text.line_range(4), text.len()..text.len());
        assert_eq!(text.line_range(usize::MAX), text.len()..text.len());
    }

    #[test]
    fn columns_count_what_the_encoding_says() {
        let text = Text::new("x\né🎤e\u{301}z");
        let z = text.len() - 1;
        assert_eq!(text.position(z, Encoding::Utf8), at(1, 9));
        assert_eq!(text.position(z, Encoding::Utf16), at(1, 5));
        assert_eq!(text.position(z, Encoding::Utf32), at(1, 4));
        assert_eq!(text.offset(at(1, 5), Encoding::Utf16), z);
    }

    #[test]
    fn a_column_inside_a_character_goes_to_its_start() {
        let text = Text::new("é🎤z");
        assert_eq!(text.offset(at(0, 2), Encoding::Utf16), 2);
        assert_eq!(text.offset(at(0, 1), Encoding::Utf8), 0);
        assert_eq!(text.offset(at(0, 5), Encoding::Utf8), 2);
    }

    #[test]
    fn positions_out_of_range_are_clamped_line_first() {
        let text = Text::new("ab\r\ncd\n");
        for encoding in ENCODINGS {
            assert_eq!(text.offset(at(0, 99), encoding), 2);
            assert_eq!(text.offset(at(1, u32::MAX), encoding), 6);
            assert_eq!(text.offset(at(2, 1), encoding), 7);
            assert_eq!(text.offset(at(u32::MAX, u32::MAX), encoding), 7);
            assert_eq!(text.position(usize::MAX, encoding), at(2, 0));
            assert_eq!(text.position(3, encoding), at(0, 2), "between CR and LF");
        }
    }

    #[test]
    fn an_edit_that_splits_a_character_moves_to_its_start() {
        let mut text = Text::new("a🎤b");
        text.apply(&edit(3..4, "x"));
        assert_eq!(text.to_string(), "ax🎤b");
        text.apply(&edit(4..usize::MAX, ""));
        assert_eq!(text.to_string(), "ax");
        #[expect(clippy::reversed_empty_ranges)]
        text.apply(&edit(1..0, "y"));
        assert_eq!(text.to_string(), "ayx");
    }

    #[test]
    fn an_edit_may_split_and_join_a_crlf() {
        let mut text = Text::new("a\r\nb");
        text.apply(&edit(2..2, "x"));
        assert_eq!(
            (text.to_string().as_str(), text.line_count()),
            ("a\rx\nb", 3)
        );
        text.apply(&edit(2..3, ""));
        assert_eq!(
            (text.to_string().as_str(), text.line_count()),
            ("a\r\nb", 2)
        );
    }

    #[test]
    fn clones_keep_their_text() {
        let mut text = Text::new("before");
        let snapshot = text.clone();
        text.apply(&edit(0..6, "after"));
        assert_eq!(
            (text.to_string().as_str(), snapshot.to_string().as_str()),
            ("after", "before")
        );
    }

    #[test]
    fn chunks_read_one_after_the_other_are_the_text() {
        let whole = "Anna Example: 🎤 Well—\r\n".repeat(2_000);
        let text = Text::new(&whole);
        let mut read = String::new();
        while !text.chunk_at(read.len()).is_empty() {
            read.push_str(text.chunk_at(read.len()));
        }
        assert_eq!(read, whole);
        assert!(
            text.chunk_at(0).len() < whole.len(),
            "the text spans several chunks"
        );
    }

    #[test]
    fn the_start_of_an_empty_text_exists() {
        let text = Text::default();
        assert_eq!(
            (text.line_count(), text.len(), text.chunk_at(0)),
            (1, 0, "")
        );
        assert_eq!(text.position(0, Encoding::Utf16), at(0, 0));
        assert_eq!(text.offset(at(3, 3), Encoding::Utf16), 0);
    }

    /// The same text as a plain string, with every answer worked out character by character.
    struct Model(String);

    impl Model {
        /// The bytes of each line and the length of its break.
        fn lines(&self) -> Vec<(Range<usize>, usize)> {
            let bytes = self.0.as_bytes();
            let (mut lines, mut start, mut at) = (Vec::new(), 0, 0);
            while at < bytes.len() {
                let width = match (bytes[at], bytes.get(at + 1)) {
                    (b'\r', Some(b'\n')) => 2,
                    (b'\r' | b'\n', _) => 1,
                    _ => {
                        at += 1;
                        continue;
                    }
                };
                lines.push((start..at, width));
                at += width;
                start = at;
            }
            lines.push((start..at, 0));
            lines
        }

        fn floor(&self, byte: usize) -> usize {
            let byte = byte.min(self.0.len());
            (0..=byte)
                .rev()
                .find(|b| self.0.is_char_boundary(*b))
                .unwrap()
        }

        fn apply(&mut self, edit: &Edit) {
            let start = self.floor(edit.range.start);
            let end = self.floor(edit.range.end).max(start);
            self.0.replace_range(start..end, &edit.text);
        }

        fn position(&self, byte: usize, encoding: Encoding) -> Position {
            let byte = self.floor(byte);
            let lines = self.lines();
            let line = lines
                .iter()
                .rposition(|(line, _)| line.start <= byte)
                .unwrap();
            let content = lines[line].0.clone();
            let column = counted(&self.0[content.start..byte.min(content.end)], encoding);
            at(line as u32, column as u32)
        }

        fn offset(&self, position: Position, encoding: Encoding) -> usize {
            let lines = self.lines();
            let Some((line, _)) = lines.get(position.line as usize) else {
                return self.0.len();
            };
            let mut byte = line.start;
            for char in self.0[line.clone()].chars() {
                let next = byte + char.len_utf8();
                if counted(&self.0[line.start..next], encoding) > position.column as usize {
                    break;
                }
                byte = next;
            }
            byte
        }
    }

    fn counted(text: &str, encoding: Encoding) -> usize {
        match encoding {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.encode_utf16().count(),
            Encoding::Utf32 => text.chars().count(),
        }
    }

    /// Texts full of what editors and servers have disagreed about.
    fn texts(length: Range<usize>) -> impl Strategy<Value = String> {
        let pieces = [
            "a",
            "Q: ",
            "é",
            "e\u{301}",
            "🎤",
            "👩‍🎤",
            "日",
            "\n",
            "\r\n",
            "\r",
            "\u{2028}",
            "\u{85}",
            "\u{feff}",
            "\0",
        ];
        prop::collection::vec(prop::sample::select(pieces.to_vec()), length)
            .prop_map(|pieces| pieces.concat())
    }

    fn edits() -> impl Strategy<Value = Vec<Edit>> {
        let edit = (0usize..120, 0usize..12, texts(0..6));
        let edit = edit.prop_map(|(start, length, text)| Edit {
            range: start..start + length,
            text,
        });
        prop::collection::vec(edit, 0..12)
    }

    proptest! {
        #![proptest_config(crate::at_least(100))]

        #[test]
        fn agrees_with_a_plain_string(start in texts(0..30), edits in edits()) {
            let (mut text, mut model) = (Text::new(&start), Model(start));
            for edit in &edits {
                text.apply(edit);
                model.apply(edit);
                prop_assert_eq!(text.to_string(), model.0.as_str());
            }

            let lines = model.lines();
            prop_assert_eq!(text.line_count(), lines.len());
            for (line, (range, width)) in lines.iter().enumerate() {
                prop_assert_eq!(text.line_start(line), range.start);
                prop_assert_eq!(text.line_range(line), range.clone());
                prop_assert_eq!(text.line_range_with_break(line), range.start..range.end + width);
            }
            for byte in 0..text.len() + 2 {
                for encoding in ENCODINGS {
                    prop_assert_eq!(text.position(byte, encoding), model.position(byte, encoding));
                }
            }
            for encoding in ENCODINGS {
                let mut positions = text.positions(encoding);
                for byte in (0..text.len() + 2).chain((0..text.len()).step_by(3)).chain((0..text.len()).rev()) {
                    prop_assert_eq!(positions.at(byte), text.position(byte, encoding));
                }
            }
            for encoding in ENCODINGS {
                for line in 0..lines.len() as u32 + 2 {
                    for column in (0..16).chain([u32::MAX]) {
                        let position = at(line, column);
                        prop_assert_eq!(text.offset(position, encoding), model.offset(position, encoding));
                    }
                }
            }
        }

        #[test]
        fn a_text_of_many_chunks_agrees_too(
            start in texts(600..1_200),
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..400, texts(0..200)), 1..6),
        ) {
            let (mut text, mut model) = (Text::new(&start), Model(start));
            for (index, length, new) in edits {
                let start = index.index(model.0.len() + 1);
                let edit = Edit { range: start..start + length, text: new };
                text.apply(&edit);
                model.apply(&edit);
            }
            prop_assert_eq!(text.to_string(), model.0.as_str());
            for encoding in ENCODINGS {
                for step in [1, 7, 1_000, 20_000] {
                    let mut positions = text.positions(encoding);
                    for byte in (0..text.len() + step).step_by(step) {
                        prop_assert_eq!(positions.at(byte), text.position(byte, encoding));
                    }
                }
            }
            let ranges: Vec<_> = (0..text.line_count()).map(|line| text.line_range(line)).collect();
            let expected: Vec<_> = model.lines().into_iter().map(|(range, _)| range).collect();
            prop_assert_eq!(ranges, expected);
        }
    }
}
