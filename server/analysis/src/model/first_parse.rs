//! From a text to its segments. A long text is cut into parts, which are parsed and lowered on all cores.
//!
//! Each line is what it is by itself, so a text may be cut before any line that does not belong to its front matter. What
//! a cut leaves without the speaker line or heading that it stands under is read again together with that.

use std::ops::Range;
use std::sync::Arc;

use super::Segment;
use super::lower::lower;
use super::relower::begins_by_itself;
use crate::syntax::{LINE_BEFORE, parse_behind};
use crate::{Cancel, Cancelled, Text, parallel};

/// A part has about so many bytes: enough to be worth a thread's while, and few enough for its tree to stay in the cache and
/// for all threads to be done at about the same time.
const PART: usize = 8 * 1024;

/// To wake another thread takes longer than to read fewer parts than these.
const FEW: usize = 4;

/// The segments of a range of a text, in bytes, that begins where a line does.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done.
pub fn segments(
    text: &Text,
    range: Range<usize>,
    cancel: &Cancel,
) -> Result<Vec<Arc<Segment>>, Cancelled> {
    Whole { text, range }.segments(PART, cancel)
}

/// A text, or a range of it, that is read in parts.
struct Whole<'a> {
    text: &'a Text,
    range: Range<usize>,
}

impl Whole<'_> {
    fn segments(&self, size: usize, cancel: &Cancel) -> Result<Vec<Arc<Segment>>, Cancelled> {
        let parts = self.parts(size);
        if let [whole] = &parts[..] {
            return self.read(whole.clone(), cancel);
        }
        let parts = parallel::map(&parts, |part| {
            read(part.start, &self.text.part(part.clone()), cancel)
        });
        self.joined(parts.into_iter().collect::<Result<_, _>>()?, cancel)
    }

    /// Parses and lowers a range.
    fn read(&self, range: Range<usize>, cancel: &Cancel) -> Result<Vec<Arc<Segment>>, Cancelled> {
        read(range.start, &self.text.slice(range), cancel)
    }

    /// The segments of all parts. A segment that goes on in parts behind its own is read again, once, with all of them.
    fn joined(
        &self,
        parts: Vec<Vec<Arc<Segment>>>,
        cancel: &Cancel,
    ) -> Result<Vec<Arc<Segment>>, Cancelled> {
        let mut joined: Vec<Arc<Segment>> = Vec::with_capacity(parts.iter().map(Vec::len).sum());
        let start = self.range.start;
        let blank_end = self.blank_end();
        let mut end = start;
        // Where the segment starts that goes on at `end`.
        let mut torn: Option<usize> = None;
        for part in parts {
            let mut part = part.into_iter().peekable();
            // Blank lines at the start of the document belong to what follows.
            let is_open = joined.len() <= 1 && end <= blank_end;
            let goes_on = |first: &Arc<Segment>| is_open || !begins_by_itself(first);
            if let Some(rest) = part.next_if(|first| end > start && goes_on(first)) {
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

    /// Where the white space ends that all of it begins with.
    fn blank_end(&self) -> usize {
        let mut end = self.range.start;
        while end < self.range.end {
            let chunk = self.text.chunk_at(end);
            let said = match end == self.range.start {
                true => chunk.trim_start_matches(BYTE_ORDER_MARK).trim_start(),
                false => chunk.trim_start(),
            };
            end += chunk.len() - said.len();
            if !said.is_empty() {
                break;
            }
        }
        end
    }

    /// Where the text is cut: into parts of about so many bytes and all of about the same length, since all wait for the
    /// longest. Front matter lies in the first.
    fn parts(&self, size: usize) -> Vec<Range<usize>> {
        let Range { mut start, end } = self.range;
        let count = match (end - start) / size {
            ..FEW => 1,
            count => count,
        };
        let size = (end - start).div_ceil(count);
        let earliest = match start == 0 && count > 1 {
            true => front_matter_end(self.text),
            false => start,
        };
        let mut parts = Vec::with_capacity(count);
        for at in 1..count {
            let from = (self.range.start + at * size).max(earliest);
            if from > start
                && let Some(cut) = self.cut(from, size)
            {
                parts.push(start..cut);
                start = cut;
            }
        }
        parts.push(start..end);
        parts
    }

    /// The start of a line behind `from`: of one that seems to begin a segment, if it is within so many bytes.
    fn cut(&self, from: usize, bytes: usize) -> Option<usize> {
        let first = self.text.line_of(from) + 1;
        let starts = (first..self.text.line_count()).map(|line| (line, self.text.line_start(line)));
        let mut starts = starts.take_while(|&(_, start)| start < self.range.end);
        let first = starts.next()?;
        let below_blank = |line: usize| self.text.line_range(line - 1).is_empty();
        let begins = |start: usize| {
            let line = self.text.slice(start..start + LABEL_BYTES);
            let is_end = |byte: &u8| matches!(byte, b':' | b'\n' | b'\r');
            line.starts_with('#') || line.bytes().find(is_end) == Some(b':')
        };
        let seems_good = |&(line, start): &(usize, usize)| below_blank(line) && begins(start);
        let near = starts.take_while(|&(_, start)| start < from + bytes);
        let good = std::iter::once(first).chain(near).find(seems_good);
        Some(good.unwrap_or(first).1)
    }
}

/// Parses and lowers a text that begins at a byte of the document.
fn read(start: usize, text: &str, cancel: &Cancel) -> Result<Vec<Arc<Segment>>, Cancelled> {
    let before = match start {
        0 => "",
        _ => LINE_BEFORE,
    };
    let tree = parse_behind(before, text, cancel)?;
    lower(&tree, before.len(), text, cancel)
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Most labels end within so many bytes.
const LABEL_BYTES: usize = 80;

/// Behind the line that closes front matter, if there is any: it is the first that may.
fn front_matter_end(text: &Text) -> usize {
    let line = |line: usize| text.slice(text.line_range(line));
    if !line(0)
        .trim_start_matches(BYTE_ORDER_MARK)
        .starts_with("---")
    {
        return 0;
    }
    let closes = |&at: &usize| matches!(line(at).trim_end(), "---" | "...");
    let closing = (1..text.line_count()).find(closes);
    closing.map_or(0, |at| text.line_start(at + 1))
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
        for before in ["", "\n"] {
            let all = &Text::new(&format!("{before}{text}"));
            let range = before.len()..all.len();
            let text = Whole { text: all, range };
            let cancel = Cancel::default();
            let whole = text.read(text.range.clone(), &cancel);
            assert_eq!(text.segments(size, &cancel), whole, "{all}");
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
        let text = &Text::new(&text);
        let range = 0..text.len();
        let parts = Whole { text, range }.parts(10_000);
        assert!(parts.len() > 10);
        for part in parts {
            assert!(part.len() < 20_000);
            assert!(text.slice(part).starts_with("Anna Example"));
        }
    }

    #[test]
    fn a_cancelled_read_says_so() {
        let cancel = Cancel::default();
        cancel.cancel();
        let text = Text::new(&"Anna Example: Hello.\n\n".repeat(20_000));
        assert_eq!(segments(&text, 0..text.len(), &cancel), Err(Cancelled));
    }
}
