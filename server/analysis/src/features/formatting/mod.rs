//! White space as it should be: without options the formatter changes nothing else, and never a word or a line break
//! between two lines of speech.
//!
//! It strips the ends of lines, puts one space (or what the document is used to) around a label's
//! colon, one blank line before a turn, never two blank lines, and one line break at the end.

mod line_ends;
mod marks;
mod on_type;
mod quotes;
mod ranges;
mod sentence;

use std::ops::Range;

use memchr::{memchr, memmem};

use crate::model::habits::{Habit, MAX_SLIP, Source};
use crate::model::segment::{LineKind, Segment, SegmentKind, SpeakerLine};
use crate::{Analysis, Edit, Text};

pub use on_type::format_on_type;
pub use ranges::format_ranges;

/// The edits that format the document, in order and without overlap; none when it is formatted already.
pub fn format(analysis: &Analysis) -> Vec<Edit> {
    let options = &analysis.settings().format;
    if !options.rewrites() {
        return white_space(analysis);
    }
    let ended = |text: String| match options.end_of_line {
        Some(end) => line_ends::all(&text, end),
        None => text,
    };
    let spaced = analysis.of_text(Text::new(&ended(analysis.text().to_string())));
    let spaced = analysis.of_text(after(&spaced, &white_space(&spaced)));
    let rewritten = analysis.of_text(Text::new(&marks::rewritten(&spaced, options)));
    // A text of one line had no line end to go by.
    let mut text = ended(after(&rewritten, &white_space(&rewritten)).to_string());
    if options.final_newline == Some(false) && !ends_in_front_matter(&rewritten) {
        text.truncate(line_ends::without_last(&text).len());
    }
    line_ends::edits_between(analysis.text(), &Text::new(&text))
}

fn after(analysis: &Analysis, edits: &[Edit]) -> Text {
    let mut text = analysis.text().clone();
    text.apply_all(edits);
    text
}

fn ends_in_front_matter(analysis: &Analysis) -> bool {
    let last = analysis.model().segments.last();
    last.is_some_and(|placed| matches!(placed.segment.kind, SegmentKind::FrontMatter(_)))
}

/// The edits that change white space only.
fn white_space(analysis: &Analysis) -> Vec<Edit> {
    let text = analysis.slice(0..analysis.text().len());
    let mut formatter = Formatter::new(analysis, &text, 0);
    formatter.format(&lines(analysis));
    let mut edits = formatter.edits;
    edits.retain(|edit| !joins_line_breaks(analysis, edit));
    edits
}

/// Whether an edit would put a line feed right behind a lone carriage return, and make one line
/// break of two.
fn joins_line_breaks(analysis: &Analysis, edit: &Edit) -> bool {
    let Range { start, end } = edit.range;
    let before = analysis
        .slice(start.saturating_sub(1)..start)
        .ends_with('\r')
        && !edit.text.starts_with('\r');
    let after = analysis
        .slice(end..(end + 1).min(analysis.text().len()))
        .starts_with('\n');
    before && (edit.text.starts_with('\n') || (edit.text.is_empty() && after))
}

/// A line with its segment, in bytes of the document.
struct FormatLine<'a> {
    kind: &'a LineKind,
    range: Range<usize>,
    /// Where the next line starts.
    next: usize,
    segment: &'a Segment,
    start: usize,
}

impl FormatLine<'_> {
    fn is(&self, kinds: &[LineKind]) -> bool {
        kinds.contains(self.kind)
    }

    fn is_comment(&self) -> bool {
        matches!(self.kind, LineKind::Comment | LineKind::Directive(_))
    }
}

fn lines(analysis: &Analysis) -> Vec<FormatLine<'_>> {
    let mut lines: Vec<FormatLine<'_>> = Vec::new();
    for placed in &analysis.model().segments {
        for line in &placed.segment.lines {
            let range = placed.start + line.range.start..placed.start + line.range.end;
            if let Some(last) = lines.last_mut() {
                last.next = range.start;
            }
            let next = analysis.text().len();
            lines.push(FormatLine {
                kind: &line.kind,
                range,
                next,
                segment: placed.segment,
                start: placed.start,
            });
        }
    }
    lines
}

struct Formatter<'a> {
    analysis: &'a Analysis,
    /// What is formatted, in one piece.
    text: &'a str,
    /// Where that begins in the document.
    start: usize,
    line_break: &'static str,
    sentence_spaces: Option<usize>,
    edits: Vec<Edit>,
}

impl<'a> Formatter<'a> {
    /// A formatter of `text`, which begins at the byte `start`.
    fn new(analysis: &'a Analysis, text: &'a str, start: usize) -> Self {
        Self {
            analysis,
            text,
            start,
            line_break: analysis.text().line_break(0),
            sentence_spaces: analysis.sentence_spaces(),
            edits: Vec::new(),
        }
    }

    /// The text of a byte range of the document.
    fn slice(&self, range: Range<usize>) -> &'a str {
        &self.text[range.start - self.start..range.end - self.start]
    }

    fn format(&mut self, lines: &[FormatLine<'_>]) {
        let Some(last) = lines.iter().rposition(|line| !line.is(&[LineKind::Blank])) else {
            return;
        };
        for (at, line) in lines[..=last].iter().enumerate() {
            match line.kind {
                LineKind::FrontMatter => {}
                LineKind::Blank => self.blank_line(lines, at),
                _ => {
                    if self.wants_blank_before(lines, at) {
                        let before = &lines[at - 1];
                        let line_break = self.slice(before.range.end..before.next);
                        self.edit(line.range.start..line.range.start, line_break);
                    }
                    self.content_line(line);
                }
            }
        }
        self.end(&lines[last]);
    }

    /// Keeps the first of several blank lines and empties it; at the start of the document keeps none.
    fn blank_line(&mut self, lines: &[FormatLine<'_>], at: usize) {
        let line = &lines[at];
        let repeated = at > 0 && lines[at - 1].is(&[LineKind::Blank]);
        let leading = lines[..at].iter().all(|line| line.is(&[LineKind::Blank]));
        if leading && self.may_start_document(lines) || repeated && !leading {
            self.edit(line.range.start..line.next, "");
        } else {
            self.edit(line.range.clone(), "");
        }
    }

    /// Blank lines keep a `---` from opening front matter.
    fn may_start_document(&self, lines: &[FormatLine<'_>]) -> bool {
        let first = lines.iter().find(|line| !line.is(&[LineKind::Blank]));
        first.is_some_and(|line| !self.slice(line.range.clone()).starts_with("---"))
    }

    /// Whether a blank line is missing before a turn or heading, or before the comments above it.
    fn wants_blank_before(&self, lines: &[FormatLine<'_>], at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &lines[before]) else {
            return false;
        };
        if before.is(&[LineKind::Blank, LineKind::FrontMatter, LineKind::Heading])
            || before.is_comment()
        {
            return false;
        }
        let starts = lines[at..].iter().find(|line| !line.is_comment());
        match starts.map(|line| line.kind) {
            Some(LineKind::Heading) => true,
            Some(LineKind::Speaker) => {
                let option = self.analysis.settings().format.blank_before_turn;
                option.unwrap_or(self.analysis.model().habits.blank_before_turn)
            }
            _ => false,
        }
    }

    fn content_line(&mut self, line: &FormatLine<'_>) {
        let text = self.slice(line.range.clone());
        let end = line.range.start + text.trim_end().len();
        let mut from = line.range.start + (text.len() - text.trim_start().len());
        let mut strip = true;
        if let (LineKind::Speaker, Some(speaker_line)) = (line.kind, line.segment.speaker_line()) {
            self.edit(line.range.start..from, "");
            strip = self.around_delimiter(speaker_line, line.start, end);
            from = (line.start + speaker_line.body).min(end);
        } else if let (LineKind::Text, Some(colon)) = (line.kind, text.find([':', '：'])) {
            // White space before a colon counts for what is a label.
            from = line.range.start + colon;
        }
        if !line.is_comment() && from < end {
            self.collapse(from, &text[from - line.range.start..end - line.range.start]);
        }
        if strip {
            self.edit(end..line.range.end, "");
        }
    }

    /// Spaces before and behind the colon. Says whether the end of the line may be stripped: where
    /// nothing follows, the white space behind `Q.` or a lone colon makes it a speaker line.
    fn around_delimiter(&mut self, line: &SpeakerLine, start: usize, end: usize) -> bool {
        let body = start + line.body;
        let Some(delimiter) = &line.delimiter else {
            return body < end;
        };
        let colon = start + delimiter.range.start..start + delimiter.range.end;
        let mark = self.slice(colon.clone());
        let habits = self.analysis.model().habits;
        if let Some(space) = line.before_delimiter() {
            let Habit { due, from } = habits.space_before_colon;
            let missing = space.is_empty() && mark == ":" && from == Source::House;
            match due {
                true if missing => self.edit(colon.start..colon.start, "\u{a0}"),
                false => self.edit(start + space.start..colon.start, ""),
                true => {}
            }
        }
        if body >= end && line.attributes.is_empty() {
            return mark == ":" && line.label.is_some();
        }
        if mark == ":" || mark == ";" {
            let rest = self.slice(colon.end..end);
            let gap = rest.len() - rest.trim_start().len();
            if !rest.starts_with('\u{a0}') {
                self.spaces(colon.end..colon.end + gap, habits.spaces_after_colon.due);
            }
        }
        true
    }

    /// Runs of spaces and tabs become one space; the two behind a sentence stay, since that is a house style, and so
    /// do columns.
    fn collapse(&mut self, start: usize, text: &str) {
        let bytes = text.as_bytes();
        let single = || memmem::find(bytes, b"  ").is_none() && memchr(b'\t', bytes).is_none();
        if self.sentence_spaces != Some(2) && single() {
            return;
        }
        let mut run: Option<usize> = None;
        for (at, c) in text.char_indices() {
            if matches!(c, ' ' | '\t') {
                run.get_or_insert(at);
                continue;
            }
            if let Some(run) = run.take() {
                let blanks = &text[run..at];
                if blanks.len() > MAX_SLIP && !blanks.contains('\t') {
                    continue;
                }
                let spaces = self.sentence_spaces(text, run..at);
                self.spaces(start + run..start + at, spaces);
            }
        }
    }

    /// So many spaces.
    fn spaces(&mut self, range: Range<usize>, count: usize) {
        self.edit(range, &" ".repeat(count));
    }

    /// How many spaces belong where `run` is: more than one only behind a sentence.
    fn sentence_spaces(&self, text: &str, run: Range<usize>) -> usize {
        let before = text[..run.start].chars().next_back().unwrap_or(' ');
        let closes = matches!(before, '.' | '?' | '!' | ':' | '…' | '”' | '"' | ')' | ']');
        match self.sentence_spaces {
            Some(due) if due != 2 => 1,
            Some(due) if sentence::ends(&text[..run.start], &text[run.end..]) => due,
            _ if closes && run.len() > 1 => 2,
            _ => 1,
        }
    }

    /// One line break at the end.
    fn end(&mut self, last: &FormatLine<'_>) {
        if matches!(last.kind, LineKind::FrontMatter) && last.next == self.analysis.text().len() {
            return;
        }
        let rest = last.range.end..self.analysis.text().len();
        let has_break = self.slice(rest.clone()).starts_with(['\n', '\r']);
        if !has_break {
            self.edit(rest, self.line_break);
        } else if last.next < rest.end {
            self.edit(last.next..rest.end, "");
        }
    }

    fn edit(&mut self, range: Range<usize>, text: &str) {
        if self.slice(range.clone()) == text {
            return;
        }
        match self.edits.last_mut() {
            Some(last) if last.range.end == range.start && last.text.is_empty() => {
                last.range.end = range.end;
                last.text.push_str(text);
            }
            _ => self.edits.push(Edit {
                range,
                text: text.to_owned(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::TurnKind;
    use crate::model::segment::Line;
    use crate::profile::{Brackets, Quotes};
    use crate::settings::{Dashes, Ellipsis, EndOfLine, FormatOptions, Settings};

    pub fn formatted(text: &str) -> String {
        let analysis = Analysis::of(text);
        let edits = format(&analysis);
        for pair in edits.windows(2) {
            assert!(pair[0].range.end <= pair[1].range.start, "{pair:?}");
        }
        let mut result = Text::new(text);
        result.apply_all(&edits);
        result.to_string()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(formatted(text), expected);
        assert_eq!(formatted(expected), expected, "formatting twice");
    }

    #[test]
    fn labels_get_their_spaces() {
        check(
            "  Anna:   Hi.\n\nBen :Ho.\n\nCarl:Hm.\n",
            "Anna: Hi.\n\nBen: Ho.\n\nCarl: Hm.\n",
        );
    }

    #[test]
    fn two_spaces_after_the_colon_are_a_house_style() {
        check(
            "MR. SAMPLE:  Hi.\n\nMS. DUMMY: Ho.\n\nMR. SAMPLE:  Hm.\n\nMR. SAMPLE:  So.\n\nQ\u{a0}\u{a0} Why?\n",
            "MR. SAMPLE:  Hi.\n\nMS. DUMMY:  Ho.\n\nMR. SAMPLE:  Hm.\n\nMR. SAMPLE:  So.\n\nQ\u{a0}\u{a0} Why?\n",
        );
    }

    #[test]
    fn a_space_before_the_colon_is_french() {
        check(
            "Anna EXEMPLE : Oui.\n\nBen FICTIF : Non.\n\nCarl : Si.\n",
            "Anna EXEMPLE : Oui.\n\nBen FICTIF : Non.\n\nCarl : Si.\n",
        );
    }

    #[test]
    fn turns_stand_apart_and_blank_lines_alone() {
        check(
            "\n\nAnna: Hi.\n \n\t\nthere\n\n\n\nBen: Ho.\n[Question inaudible]\nAnna: Hm.\n\n\n",
            "Anna: Hi.\n\nthere\n\nBen: Ho.\n[Question inaudible]\n\nAnna: Hm.\n",
        );
    }

    #[test]
    fn a_transcript_without_blank_lines_stays_so() {
        let tight = "Anna: Hi.\nBen: Ho.\nAnna: Hm.\nBen: Ha.\n";
        check(tight, tight);
    }

    #[test]
    fn comments_stay_with_the_turn_below() {
        check(
            "Anna: Hi.\n%% a note \nBen: Ho.\n\nAnna: Hm.\n",
            "Anna: Hi.\n\n%% a note\nBen: Ho.\n\nAnna: Hm.\n",
        );
    }

    #[test]
    fn line_breaks_of_the_speech_are_kept() {
        check(
            "Anna: Some words, \nand  more.  \nAnd  more.  Yes.",
            "Anna: Some words,\nand more.\nAnd more.  Yes.\n",
        );
    }

    #[test]
    fn columns_stay() {
        check(
            "For Immediate Release          4 March\n\nAnna: Hi   there.\n",
            "For Immediate Release          4 March\n\nAnna: Hi there.\n",
        );
    }

    #[test]
    fn line_ends_are_those_of_the_document() {
        check(
            "Anna: Hi. \r\n\r\nBen: Ho.\r\nCarl: Hm.",
            "Anna: Hi.\r\n\r\nBen: Ho.\r\n\r\nCarl: Hm.\r\n",
        );
    }

    #[test]
    fn front_matter_is_left_alone() {
        check(
            "---\ntitle:  Test \n\n\n---\nAnna: Hi.",
            "---\ntitle:  Test \n\n\n---\nAnna: Hi.\n",
        );
    }

    #[test]
    fn only_spaces_before_text_make_a_habit() {
        check("Anna:  x\nQ. \nA:\u{a0}\n", "Anna: x\nQ. \nA:\n");
    }

    #[test]
    fn nothing_stays_nothing() {
        check("", "");
        assert_eq!(formatted(" \n\n"), " \n\n");
    }

    pub fn lines() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            Just("Anna Example (FBC): Why?  Who?".to_owned()),
            Just("  Ben :Ho ".to_owned()),
            Just("Carl:Hm.".to_owned()),
            Just("Q    Thank you".to_owned()),
            Just("Q. ".to_owned()),
            Just("A. ".to_owned()),
            Just(": ".to_owned()),
            Just("James (FBC; ".to_owned()),
            Just("James (FBC); ".to_owned()),
            Just("---".to_owned()),
            Just("title: x  y".to_owned()),
            Just("# ".to_owned()),
            Just("##  Two  ".to_owned()),
            Just("%%  presscript-ignore  x ".to_owned()),
            Just("[Question  inaudible] ".to_owned()),
            Just("[^1]:  note".to_owned()),
            Just("@anna:  x {-a  b-}".to_owned()),
            Just("毛宁： 中方".to_owned()),
            Just("Name: {follow-up}   text".to_owned()),
            Just("[00:12:31]  Anna:  x".to_owned()),
            Just(String::new()),
            Just(" \u{a0}".to_owned()),
            "[A-Za-z:;.()\\[\\]{}@#%\\\\Q \t\u{a0}-]{0,30}",
        ];
        let end = prop_oneof![4 => Just("\n"), 1 => Just("\r\n"), 1 => Just("\r"), 1 => Just("")];
        prop::collection::vec((line, end), 0..12)
            .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
    }

    proptest! {
        #![proptest_config(crate::at_least(2_000))]
        #[test]
        fn no_word_is_lost_and_no_line_becomes_another(text in lines()) {
            let once = formatted(&text);
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&once), bare(&text));
            prop_assert_eq!(formatted(&once), once.clone(), "formatting twice");
            let (before, after) = (Analysis::of(&text), Analysis::of(&once));
            let shape = |analysis: &Analysis| -> Vec<(String, LineKind)> {
                let mut shape = Vec::new();
                for placed in &analysis.model().segments {
                    for line in placed.segment.content_lines() {
                        let range = placed.start + line.range.start..placed.start + line.range.end;
                        let kind = if let LineKind::Directive(_) = line.kind { LineKind::Comment } else { line.kind.clone() };
                        shape.push((bare(&analysis.slice(range)), kind));
                    }
                }
                shape
            };
            prop_assert_eq!(shape(&before), shape(&after));
        }
    }

    fn formatted_with(text: &str, options: FormatOptions, profile: Option<&str>) -> String {
        let settings = Settings {
            format: options,
            profile: profile.map(str::to_owned),
            ..Settings::default()
        };
        let analysis = Analysis::with(text, settings);
        let edits = format(&analysis);
        for pair in edits.windows(2) {
            assert!(pair[0].range.end <= pair[1].range.start, "{pair:?}");
        }
        after(&analysis, &edits).to_string()
    }

    #[test]
    fn options_rewrite_marks() {
        let text = "MR. SAMPLE: It's \"late\" -- so... Go. Mr. Dummy. (laughter)\n\nQ    Why? [inaudible]\n";
        let all = FormatOptions {
            quotes: Some(Quotes::Curly),
            dashes: Some(Dashes::Em),
            ellipsis: Some(Ellipsis::Character),
            notes: true,
            brackets: Some(Brackets::Square),
            sentence_spaces: Some(2),
            blank_before_turn: Some(true),
            end_of_line: Some(EndOfLine::CrLf),
            final_newline: Some(false),
        };
        assert_eq!(
            formatted_with(text, all, Some("white-house")),
            "MR. SAMPLE:  It’s “late”—so…  Go.  Mr. Dummy.  [Laughter.]\r\n\r\nQ    Why?  [inaudible]"
        );
    }

    #[test]
    fn a_named_house_has_its_white_space() {
        let french = formatted_with(
            "Anna EXEMPLE: Oui.  Non.\n",
            FormatOptions::default(),
            Some("france"),
        );
        assert_eq!(french, "Anna EXEMPLE\u{a0}: Oui. Non.\n");
        let american = formatted_with(
            "MR. SAMPLE: Yes. No.\n",
            FormatOptions::default(),
            Some("white-house"),
        );
        assert_eq!(american, "MR. SAMPLE:  Yes.  No.\n");
    }

    #[test]
    fn what_would_become_a_label_stays() {
        let dashes = FormatOptions {
            dashes: Some(Dashes::En),
            ..FormatOptions::default()
        };
        let text = "Well -- Anna: No -- never.\n";
        assert_eq!(formatted_with(text, dashes, None), text);
    }

    fn options() -> impl Strategy<Value = FormatOptions> {
        let maybe = || prop::sample::select(vec![None, Some(false), Some(true)]);
        (
            prop::sample::select(vec![None, Some(Quotes::Curly), Some(Quotes::Straight)]),
            prop::sample::select(vec![
                None,
                Some(Dashes::Em),
                Some(Dashes::En),
                Some(Dashes::Hyphens),
            ]),
            prop::sample::select(vec![None, Some(Ellipsis::Dots), Some(Ellipsis::Character)]),
            any::<bool>(),
            prop::sample::select(vec![None, Some(Brackets::Round), Some(Brackets::Square)]),
            prop::sample::select(vec![None, Some(1), Some(2)]),
            maybe(),
            prop::sample::select(vec![
                None,
                Some(EndOfLine::Lf),
                Some(EndOfLine::CrLf),
                Some(EndOfLine::Cr),
            ]),
            maybe(),
        )
            .prop_map(
                |(
                    quotes,
                    dashes,
                    ellipsis,
                    notes,
                    brackets,
                    sentence_spaces,
                    blank_before_turn,
                    end_of_line,
                    final_newline,
                )| FormatOptions {
                    quotes,
                    dashes,
                    ellipsis,
                    notes,
                    brackets,
                    sentence_spaces,
                    blank_before_turn,
                    end_of_line,
                    final_newline,
                },
            )
    }

    fn marked_lines() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "So",
            "it's",
            "\"late\"",
            "“late”",
            "'90s",
            "--",
            "—",
            " – ",
            "...",
            "…",
            "(laughter)",
            "[Inaudible.]",
            "(Laughter.)",
            "Mr.",
            "U.S.",
            "why?",
            "Go.",
            "Anna:",
            "5'10\"",
            "‘so’",
            "„so“",
            "`\"x\"`",
            "https://example.org/--a",
            "{-a--b-}",
            "[^1]",
            "\\\"",
            "'",
            "\"",
            "x--y",
            "3--4",
            "Q",
            " ",
            "[follow-up question inaudible]",
            "end—",
            "\u{a0}",
        ]);
        let line = prop::collection::vec(word, 0..9).prop_map(|words| words.join(" "));
        let label = prop::sample::select(vec![
            "",
            "",
            "MR. SAMPLE: ",
            "Anna Example (FBC): ",
            "Q    ",
            "Anna EXEMPLE : ",
            "@x: ",
            "# ",
        ]);
        let end = prop::sample::select(vec!["\n", "\n\n", "\r\n", "\r", ""]);
        prop::collection::vec((label, line, end), 0..8).prop_map(|lines| {
            lines
                .into_iter()
                .map(|(label, line, end)| format!("{label}{line}{end}"))
                .collect()
        })
    }

    proptest! {
        #![proptest_config(crate::at_least(300))]
        #[test]
        fn no_option_changes_a_word_or_the_structure(
            text in prop_oneof![marked_lines(), lines()],
            options in options(),
            profile in prop::sample::select(vec![None, Some("white-house"), Some("nato"), Some("france")]),
        ) {
            let once = formatted_with(&text, options, profile);
            let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
            prop_assert_eq!(words(&once), words(&text));
            if !options.notes {
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                prop_assert_eq!(letters(&once), letters(&text));
            }
            prop_assert_eq!(formatted_with(&once, options, profile), once.clone(), "formatting twice");
            prop_assert_eq!(structure(&once), structure(&text));
        }
    }

    #[test]
    fn a_dash_parts_words_however_it_is_written() {
        let text = "Q    Why?\nMR. SAMPLE: So.\nQ    No--well--yes, in--deed\n";
        let options = FormatOptions {
            dashes: Some(Dashes::En),
            ..FormatOptions::default()
        };
        let formatted = formatted_with(text, options, None);
        assert!(formatted.contains("No – well – yes, in – deed"));
        assert_eq!(structure(&formatted), structure(text));
    }

    /// The kinds of lines that are not blank, the labels, and what the turns do.
    fn structure(text: &str) -> (Vec<LineKind>, Vec<(Option<String>, TurnKind)>) {
        let analysis = Analysis::of(text);
        let model = analysis.model();
        let kind = |line: &Line| match line.kind {
            LineKind::Directive(_) => LineKind::Comment,
            ref kind => kind.clone(),
        };
        let lines = model
            .segments
            .iter()
            .flat_map(|placed| placed.segment.content_lines());
        let turns = model.turns.iter().enumerate().map(|(at, turn)| {
            let label = model.turn_segment(at).segment.label();
            (
                label.map(|label| label.text.split_whitespace().collect()),
                turn.kind,
            )
        });
        (lines.map(kind).collect(), turns.collect())
    }
}
