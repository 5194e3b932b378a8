//! What is put right while somebody types: a label when its colon is typed, a line when it is left.
//!
//! Nothing happens at the cursor or behind it. Above all no space is put behind a colon that was just typed: whoever types
//! goes on with one. A label that is not [certain](Labels::is_confirmed) may be the start of a sentence and is left alone,
//! and so is everything within the speech, and front matter.

use std::ops::Range;

use super::{FormatLine, Formatter, joins_line_breaks};
use crate::model::Placed;
use crate::model::segment::{LineKind, SpeakerLine};
use crate::rules::labels::Labels;
use crate::{Analysis, Edit};

/// The edits that are due when `typed` was typed right before the byte `cursor`; those for anything but a colon and a line
/// break are none.
pub fn format_on_type(analysis: &Analysis, cursor: usize, typed: char) -> Vec<Edit> {
    let mut edits = match typed {
        ':' => Vec::from_iter(before_colon(analysis, cursor)),
        '\n' => line_left(analysis, cursor).unwrap_or_default(),
        _ => Vec::new(),
    };
    edits.retain(|edit| !joins_line_breaks(analysis, edit));
    edits
}

/// The white space before a label's colon as the document has it.
fn before_colon(analysis: &Analysis, cursor: usize) -> Option<Edit> {
    let segment = analysis.model().segment_at(cursor.checked_sub(1)?)?;
    let placed = analysis.model().segments.at(segment);
    let line = placed.segment.speaker_line()?;
    let space = line.before_delimiter()?;
    let colon = &line.delimiter.as_ref()?.range;
    if placed.start + colon.end != cursor || !is_certain(analysis, segment) {
        return None;
    }
    let text = match analysis.model().habits.space_before_colon.due {
        true if space.is_empty() => usual_space(analysis, segment),
        false if !space.is_empty() => String::new(),
        _ => return None,
    };
    let range = placed.start + space.start..placed.start + space.end;
    Some(Edit { range, text })
}

/// What stands before the colon of the nearest label above that has something there.
fn usual_space(analysis: &Analysis, segment: usize) -> String {
    let above = analysis.model().segments.range(..segment).rev();
    let mut spaces = above.filter_map(|placed| {
        let space = placed.segment.speaker_line()?.before_delimiter()?;
        let space = placed.start + space.start..placed.start + space.end;
        Some(space).filter(|space| !space.is_empty())
    });
    spaces.next().map_or("\u{a0}".to_owned(), |space| {
        analysis.slice(space).into_owned()
    })
}

/// The end of the line above the cursor, and what stands around its label's colon.
fn line_left(analysis: &Analysis, cursor: usize) -> Option<Vec<Edit>> {
    let text = analysis.text();
    let above = text.line_of(cursor).checked_sub(1)?;
    let range = text.line_range(above);
    let segment = analysis.model().segment_at(range.start)?;
    let placed = analysis.model().segments.at(segment);
    let lines = &placed.segment.lines;
    let line = lines.partition_point(|line| placed.start + line.range.end < range.start);
    let line = FormatLine {
        kind: &lines.get(line)?.kind,
        next: text.line_start(above + 1),
        range: range.clone(),
        segment: placed.segment,
        start: placed.start,
    };
    let written = analysis.slice(range.clone());
    let mut formatter = Formatter::new(analysis, &written, range.start);
    match line.kind {
        LineKind::FrontMatter => {}
        LineKind::Blank => formatter.edit(line.range.clone(), ""),
        _ => formatter.content_line(&line),
    }
    let label = placed.segment.speaker_line();
    let label = label.filter(|_| *line.kind == LineKind::Speaker && is_certain(analysis, segment));
    let colon = label.and_then(|label| around_colon(placed, label));
    let mut edits = formatter.edits;
    edits.retain(|edit| {
        let at_end = edit.range.end == line.range.end && edit.text.is_empty();
        let at_colon =
            |colon: &Range<usize>| colon.start <= edit.range.start && edit.range.end <= colon.end;
        at_end || colon.as_ref().is_some_and(at_colon)
    });
    Some(edits)
}

/// From the end of the label to the text.
fn around_colon(placed: Placed<'_>, line: &SpeakerLine) -> Option<Range<usize>> {
    let space = line.before_delimiter()?;
    Some(placed.start + space.start..placed.start + line.body)
}

/// Whether a turn's label is one beyond doubt, or its speaker declared.
fn is_certain(analysis: &Analysis, segment: usize) -> bool {
    let model = analysis.model();
    let Some(turn) = model.turn_of_segment(segment) else {
        return false;
    };
    let form = model.turns[turn].form.as_ref();
    let declared = form.is_some_and(|form| !model.context.cast.candidates(form).is_empty());
    declared || Labels::of(model).is_confirmed(turn)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::lines;
    use super::*;
    use crate::Settings;
    use crate::Text;

    /// What becomes of a text in which the character before `$0` was typed.
    fn typed_in(text: &str, settings: Settings) -> String {
        let at = text.find("$0").expect("a cursor");
        let text = text.replacen("$0", "", 1);
        let typed = match text[..at].trim_end_matches(' ').chars().next_back() {
            Some('\r' | '\n') => '\n',
            last => last.expect("something was typed"),
        };
        let analysis = Analysis::with(&text, settings);
        let mut result = Text::new(&text);
        result.apply_all(&format_on_type(&analysis, at, typed));
        result.to_string()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(typed_in(text, Settings::default()), expected);
    }

    #[track_caller]
    fn stays(text: &str) {
        check(text, &text.replacen("$0", "", 1));
    }

    const ENGLISH: &str = "Anna Example: One.\n\nBen Dummy: Two.\n\nAnna Example: Three.\n\n";
    const FRENCH: &str = "Anna EXEMPLE\u{202f}: Un.\n\nBen FICTIF\u{202f}: Deux.\n\nAnna EXEMPLE\u{202f}: Trois.\n\n";

    #[test]
    fn a_space_before_a_label_s_colon_goes() {
        check(
            &format!("{ENGLISH}Ben Dummy :$0"),
            &format!("{ENGLISH}Ben Dummy:"),
        );
        check(
            &format!("{ENGLISH}Ben Dummy (FBC) :$0 Four.\n"),
            &format!("{ENGLISH}Ben Dummy (FBC): Four.\n"),
        );
    }

    #[test]
    fn nothing_is_put_where_the_user_goes_on() {
        stays(&format!("{ENGLISH}Ben Dummy:$0"));
        stays(&format!("{ENGLISH}Ben Dummy:$0Four."));
        stays("MR. SAMPLE:  One.\n\nMS. DUMMY:  Two.\n\nMR. SAMPLE:  Three.\n\nMS. DUMMY:$0");
    }

    #[test]
    fn a_french_colon_gets_the_space_that_the_document_has() {
        check(
            &format!("{FRENCH}Ben FICTIF:$0"),
            &format!("{FRENCH}Ben FICTIF\u{202f}:"),
        );
        stays(&format!("{FRENCH}Ben FICTIF\u{a0}:$0"));
        let france = Settings {
            profile: Some("france".to_owned()),
            ..Settings::default()
        };
        assert_eq!(
            typed_in("Anna EXEMPLE (FBC):$0", france),
            "Anna EXEMPLE (FBC)\u{a0}:"
        );
    }

    #[test]
    fn colons_elsewhere_are_nobody_s_business() {
        for colon in [
            "Anna Example: He said :$0",
            "Anna Example: So\nhe said :$0",
            "In Texas :$0",
            "At 10 :$0",
            "At 10:$0",
            "https:$0",
            "# Bread :$0",
            "%% Anna Example :$0",
            "[^1] :$0",
            "Date :$0",
            "\\Anna Example :$0",
            "Ben Dummy: One :$0",
            " :$0",
        ] {
            stays(&format!("{ENGLISH}{colon}"));
        }
        stays(&format!("---\ntitle :$0\n---\n\n{ENGLISH}"));
        stays(":$0");
    }

    #[test]
    fn a_line_that_is_left_loses_its_trailing_blanks() {
        check("Anna: Some words, \n$0", "Anna: Some words,\n");
        check(
            "Anna: Some words, \r\n$0and  more. ",
            "Anna: Some words,\r\nand  more. ",
        );
        check("Anna: One.\n   \n   $0\n", "Anna: One.\n\n   \n");
        stays("Anna: One.  Two   three.\n$0");
        stays("Q. \n$0");
        stays("---\ntitle: x  \n$0\n---\n");
        stays("\n$0");
    }

    #[test]
    fn the_label_of_a_line_that_is_left_gets_its_spaces() {
        check(
            &format!("{ENGLISH}Ben Dummy :Four  more. \n$0"),
            &format!("{ENGLISH}Ben Dummy: Four  more.\n"),
        );
        let american = "MR. SAMPLE:  One.\n\nMS. DUMMY:  Two.\n\nMR. SAMPLE:  Three.\n\n";
        check(
            &format!("{american}MS. DUMMY: Four.\n$0"),
            &format!("{american}MS. DUMMY:  Four.\n"),
        );
        stays(&format!("{ENGLISH}In Texas:four.\n$0"));
    }

    #[test]
    fn whoever_is_declared_is_known() {
        let text = "---\ncast: [Step Two]\n---\n\nStep Two";
        check(&format!("{text} :$0"), &format!("{text}:"));
    }

    proptest! {
        #![proptest_config(crate::at_least(500))]
        #[test]
        fn only_white_space_before_the_cursor_changes(text in lines(), at in any::<prop::sample::Index>(), typed in prop::sample::select(vec![':', '\n', 'x'])) {
            let analysis = Analysis::of(&text);
            let cursor = analysis.text().floor(at.index(text.len() + 1));
            let edits = format_on_type(&analysis, cursor, typed);
            for edit in &edits {
                prop_assert!(edit.range.end < cursor || text[..cursor].trim_end().is_empty());
                prop_assert!(analysis.slice(edit.range.clone()).trim().is_empty() && edit.text.trim().is_empty());
                prop_assert!(!analysis.slice(edit.range.clone()).contains(['\n', '\r']) && !edit.text.contains(['\n', '\r']));
            }
            let kinds = |analysis: &Analysis| -> Vec<LineKind> {
                let segments = analysis.model().segments.iter();
                let lines = segments.flat_map(|placed| placed.segment.content_lines());
                lines.map(|line| match line.kind {
                    LineKind::Directive(_) => LineKind::Comment,
                    ref kind => kind.clone(),
                }).collect()
            };
            let mut after = analysis.text().clone();
            after.apply_all(&edits);
            prop_assert_eq!(kinds(&Analysis::of(&after.to_string())), kinds(&analysis));
        }
    }
}
