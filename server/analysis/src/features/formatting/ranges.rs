//! Formatting of some lines: those edits of the whole formatting that touch them.
//!
//! What is due is still what the whole document does, so that lines come out the same whichever way they are formatted.

use std::ops::Range;

use super::format;
use crate::{Analysis, Edit, Text};

/// The edits that format the lines of `ranges`, in order and without overlap. A range that ends at the start of a line
/// leaves that line out.
pub fn format_ranges(analysis: &Analysis, ranges: &[Range<usize>]) -> Vec<Edit> {
    let lines = joined(analysis.text(), ranges);
    let mut edits = format(analysis);
    edits.retain(|edit| {
        let at = lines.partition_point(|lines| lines.end < edit.range.start);
        let mut near = lines[at..].iter().take(2);
        near.any(|lines| touches(analysis.text(), edit, lines))
    });
    edits
}

/// The lines of ranges with their line breaks, in order, those that overlap as one.
fn joined(text: &Text, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut lines: Vec<_> = ranges
        .iter()
        .map(|range| whole_lines(text, range))
        .collect();
    lines.sort_by_key(|lines| (lines.start, lines.end));
    lines.dedup_by(|next, last| {
        let overlap = next.start < last.end;
        if overlap {
            last.end = last.end.max(next.end);
        }
        overlap
    });
    lines
}

fn whole_lines(text: &Text, range: &Range<usize>) -> Range<usize> {
    let first = text.line_of(range.start);
    let mut last = text.line_of(range.end).max(first);
    if last > first && range.end == text.line_start(last) {
        last -= 1;
    }
    text.line_start(first)..text.line_range_with_break(last).end
}

/// Whether an edit changes one of these lines. An insertion at the start of a line is that line's.
fn touches(text: &Text, edit: &Edit, lines: &Range<usize>) -> bool {
    let Range { start, end } = edit.range;
    let inside = lines.contains(&start) || start == lines.end && start == text.len();
    inside || start < lines.start && end > lines.start
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{formatted, lines};
    use super::*;

    const TEXT: &str = "Anna:One.  \nBen:Two.  \n\n\n\nCarl:Three.  \nfour  \n\n\n";

    /// The text of `TEXT` after formatting the lines from one number to another, both from 1.
    fn lines_formatted(text: &str, ranges: &[(usize, usize)]) -> String {
        let mut result = Text::new(text);
        let ranges: Vec<_> = ranges
            .iter()
            .map(|&(first, last)| result.line_start(first - 1)..result.line_range(last - 1).end)
            .collect();
        result.apply_all(&format_ranges(&Analysis::of(text), &ranges));
        result.to_string()
    }

    #[test]
    fn lines_outside_stay_as_they_are() {
        assert_eq!(
            lines_formatted(TEXT, &[(2, 2)]),
            TEXT.replace("Ben:Two.  ", "\nBen: Two.")
        );
        assert_eq!(
            lines_formatted(TEXT, &[(6, 6)]),
            TEXT.replace("Carl:Three.  ", "Carl: Three.")
        );
        assert_eq!(
            lines_formatted(TEXT, &[(7, 9)]),
            TEXT.replace("four  \n\n\n", "four\n")
        );
        assert_eq!(
            lines_formatted(TEXT, &[(4, 4)]),
            TEXT.replace("\n\n\n\n", "\n\n")
        );
    }

    #[test]
    fn several_ranges_are_formatted_at_once() {
        assert_eq!(
            lines_formatted(TEXT, &[(7, 7), (1, 1), (6, 7)]),
            TEXT.replace("Anna:One.  ", "Anna: One.")
                .replace("Carl:Three.  ", "Carl: Three.")
                .replace("four  ", "four")
        );
        assert_eq!(lines_formatted(TEXT, &[]), TEXT);
    }

    #[test]
    fn a_selection_of_a_line_with_its_break_is_that_line() {
        let break_included = TEXT.find("Ben").expect("a line");
        let line = 0..break_included;
        let edits = format_ranges(&Analysis::of(TEXT), std::slice::from_ref(&line));
        assert!(
            edits.iter().all(|edit| edit.range.end < break_included),
            "{edits:?}"
        );
        assert_eq!(edits.len(), 2);
    }

    #[test]
    fn the_last_line_gets_its_end() {
        assert_eq!(
            lines_formatted("Anna: One.\n\nBen: Two.", &[(3, 3)]),
            "Anna: One.\n\nBen: Two.\n"
        );
        assert_eq!(
            lines_formatted("Anna: One.\n\nBen: Two.", &[(1, 2)]),
            "Anna: One.\n\nBen: Two."
        );
    }

    proptest! {
        #![proptest_config(crate::at_least(500))]
        #[test]
        fn parts_are_formatted_as_the_whole_is(text in lines(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
            let analysis = Analysis::of(&text);
            let whole = 0..text.len();
            prop_assert_eq!(format_ranges(&analysis, std::slice::from_ref(&whole)), format(&analysis));

            let count = analysis.text().line_count();
            let (first, last) = (from.index(count) + 1, to.index(count) + 1);
            let part = lines_formatted(&text, &[(first.min(last), first.max(last))]);
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&part), bare(&text));
            // A line end that is added is like the first one, which may be another one by now.
            let same_ends = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
            prop_assert_eq!(same_ends(&formatted(&part)), same_ends(&formatted(&text)));
        }
    }
}
