//! From a text to its segments. A long text is cut into parts, which are parsed and lowered on all cores.
//!
//! Each line is what it is by itself, so a text may be cut before any line that does not belong to its front matter. What
//! a cut leaves without the speaker line or heading that it stands under is read again together with that.

use std::ops::Range;
use std::sync::Arc;

use memchr::memchr2_iter;
use rayon::prelude::*;

use super::Segment;
use super::lower::lower;
use super::relower::begins_by_itself;
use crate::syntax::{LINE_BEFORE, parse_behind};
use crate::{Cancel, Cancelled};

/// A part has about so many bytes: enough to be worth a thread's while, and few enough for its tree to stay in the cache and
/// for all threads to be done at about the same time.
const PART: usize = 16 * 1024;

/// The segments of a text that is the start of a document, or all of it.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done.
pub fn segments(text: &str, cancel: &Cancel) -> Result<Vec<Arc<Segment>>, Cancelled> {
    let is_start = true;
    Whole { text, is_start }.segments(PART, cancel)
}

/// The segments of a part of a document that begins at a line, but not at the document's first.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done.
pub fn later_segments(text: &str, cancel: &Cancel) -> Result<Vec<Arc<Segment>>, Cancelled> {
    let is_start = false;
    Whole { text, is_start }.segments(PART, cancel)
}

/// A text that is read in parts.
struct Whole<'a> {
    text: &'a str,
    /// Whether it begins at the document's start.
    is_start: bool,
}

impl Whole<'_> {
    fn segments(&self, size: usize, cancel: &Cancel) -> Result<Vec<Arc<Segment>>, Cancelled> {
        let parts = self.parts(size);
        if let [whole] = &parts[..] {
            return self.read(whole.clone(), cancel);
        }
        let parts = parts.into_par_iter().map(|part| self.read(part, cancel));
        self.joined(parts.collect::<Result<_, _>>()?, cancel)
    }

    /// Parses and lowers a part.
    fn read(&self, part: Range<usize>, cancel: &Cancel) -> Result<Vec<Arc<Segment>>, Cancelled> {
        let before = match self.is_start && part.start == 0 {
            true => "",
            false => LINE_BEFORE,
        };
        let text = &self.text[part];
        let tree = parse_behind(before, text, cancel)?;
        lower(&tree, before.len(), text, cancel)
    }

    /// The segments of all parts. A segment that goes on in parts behind its own is read again, once, with all of them.
    fn joined(
        &self,
        parts: Vec<Vec<Arc<Segment>>>,
        cancel: &Cancel,
    ) -> Result<Vec<Arc<Segment>>, Cancelled> {
        let mut joined: Vec<Arc<Segment>> = Vec::with_capacity(parts.iter().map(Vec::len).sum());
        let mut end = 0;
        // Where the segment starts that goes on at `end`.
        let mut torn: Option<usize> = None;
        for part in parts {
            let mut part = part.into_iter().peekable();
            // Blank lines at the start of the document belong to what follows.
            let is_open = joined.len() <= 1 && self.is_blank(end);
            let goes_on = |first: &Arc<Segment>| is_open || !begins_by_itself(first);
            if let Some(rest) = part.next_if(|first| end > 0 && goes_on(first)) {
                torn = torn.or_else(|| Some(end - joined.pop()?.len));
                end += rest.len;
            }
            if part.peek().is_some()
                && let Some(start) = torn.take()
            {
                joined.extend(self.read(start..end, cancel)?);
            }
            for segment in part {
                end += segment.len;
                joined.push(segment);
            }
        }
        if let Some(start) = torn {
            joined.extend(self.read(start..end, cancel)?);
        }
        Ok(joined)
    }

    /// Whether nothing stands before `end`.
    fn is_blank(&self, end: usize) -> bool {
        let text = self.text[..end].trim_start_matches(BYTE_ORDER_MARK);
        text.trim_start().is_empty()
    }

    /// Where the text is cut: into parts of about so many bytes, that front matter lies in the first of.
    fn parts(&self, size: usize) -> Vec<Range<usize>> {
        let len = self.text.len();
        let mut parts = Vec::new();
        let mut start = 0;
        let mut earliest = 0;
        if self.is_start && len >= 2 * size {
            earliest = front_matter_end(self.text);
        }
        while let from = (start + size).max(earliest)
            && from + size <= len
            && let Some(cut) = self.cut(from, size)
        {
            parts.push(start..cut);
            start = cut;
        }
        parts.push(start..len);
        parts
    }

    /// The start of a line behind `from`: of one that seems to begin a segment, if it is within so many bytes.
    fn cut(&self, from: usize, bytes: usize) -> Option<usize> {
        let text = self.text.as_bytes();
        let mut starts = line_starts(self.text, from).filter(|&start| start < text.len());
        let first = starts.next()?;
        let below_blank = |start: &usize| {
            let above = text[..*start]
                .strip_suffix(b"\n")
                .unwrap_or(&text[..*start]);
            let above = above.strip_suffix(b"\r").unwrap_or(above);
            above.ends_with(b"\n") || above.ends_with(b"\r")
        };
        let begins = |start: &usize| {
            let mut line = text[*start..].iter().take(LABEL_BYTES);
            text[*start] == b'#'
                || line.find(|byte| matches!(byte, b':' | b'\n' | b'\r')) == Some(&b':')
        };
        let seems_good = |start: &usize| below_blank(start) && begins(start);
        let near = std::iter::once(first).chain(starts.take_while(|&start| start < from + bytes));
        Some({ near }.find(seems_good).unwrap_or(first))
    }
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Most labels end within so many bytes.
const LABEL_BYTES: usize = 80;

/// Where the lines start behind `from`.
fn line_starts(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr2_iter(b'\n', b'\r', &bytes[from..]).filter_map(move |at| {
        let behind = from + at + 1;
        let within_break = bytes[behind - 1] == b'\r' && bytes.get(behind) == Some(&b'\n');
        (!within_break).then_some(behind)
    })
}

/// Behind the line that closes front matter, if there is any: it is the first that may.
fn front_matter_end(text: &str) -> usize {
    if !text.trim_start_matches(BYTE_ORDER_MARK).starts_with("---") {
        return 0;
    }
    let mut starts = line_starts(text, 0).peekable();
    while let Some(start) = starts.next() {
        let end = starts.peek().map_or(text.len(), |&next| next);
        if matches!(text[start..end].trim_end(), "---" | "...") {
            return end;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LINES: &[&str] = &[
        "Anna Example (FBC): It rains.",
        "Q: Why?",
        "Q    Why?",
        "毛例：是。",
        "It rains: so it is.",
        "It rains.",
        "# Notes",
        "[Laughter]",
        "%% a comment: so it is",
        "%% presscript-ignore label/unknown",
        "[^1]: A note",
        "---",
        "...",
        "  --- ",
        "key: value",
        "@al-Sample: Hi.",
        "Anna Example (FBC: Who",
        "(It rains: so it is.)",
        "\u{feff}",
        "\u{2028}",
        "",
        "",
        "",
        " \t",
        "---\nkey: value\n\nQ: key\n---",
    ];

    fn text() -> impl Strategy<Value = String> {
        let line = prop::sample::select(LINES);
        let end = prop::sample::select(&["\n", "\n", "\n\n", "\r\n", "\r", ""][..]);
        let lines = prop::collection::vec((line, end), 0..40);
        lines.prop_map(|lines| {
            lines
                .into_iter()
                .map(|(line, end)| format!("{line}{end}"))
                .collect()
        })
    }

    proptest! {
        #![proptest_config(crate::at_least(2_000))]

        #[test]
        fn parts_read_as_the_whole(text in text(), size in 1usize..60) {
            check(&text, size);
        }
    }

    /// The same text read in parts of so many bytes and as a whole.
    #[track_caller]
    fn check(text: &str, size: usize) {
        for is_start in [true, false] {
            let text = Whole { text, is_start };
            let cancel = Cancel::default();
            let whole = text.read(0..text.text.len(), &cancel);
            assert_eq!(text.segments(size, &cancel), whole, "{:?}", text.text);
        }
    }

    #[test]
    fn a_turn_may_be_longer_than_a_part() {
        let long = "It rains, and it will rain.\n".repeat(20);
        check(
            &format!("Anna Example: Yes.\n{long}\nBen Sample: {long}"),
            40,
        );
        check(&format!("# Notes\n\n{long}\n# More\n{long}"), 40);
        check(&long, 10);
    }

    #[test]
    fn front_matter_is_not_cut() {
        let keys = "key: value\n\n".repeat(20);
        check(&format!("---\n{keys}---\nAnna Example: {keys}"), 10);
        check(&format!("---\n{keys}Anna Example: {keys}"), 10);
        check(
            &format!("\u{feff}---\r\n{keys}... \r\nAnna Example: {keys}"),
            10,
        );
    }

    #[test]
    fn a_long_text_has_parts_that_begin_with_turns() {
        let text = "Anna Example: It rains: so it is.\n\nBut it will not rain.\n\n".repeat(3_000);
        let text = Whole {
            text: &text,
            is_start: true,
        };
        let parts = text.parts(10_000);
        assert!(parts.len() > 10);
        for part in parts {
            assert!(part.len() < 20_000);
            assert!(text.text[part].starts_with("Anna Example"));
        }
    }

    #[test]
    fn a_cancelled_read_says_so() {
        let cancel = Cancel::default();
        cancel.cancel();
        let text = "Anna Example: Hello.\n\n".repeat(20_000);
        assert_eq!(segments(&text, &cancel), Err(Cancelled));
    }
}
