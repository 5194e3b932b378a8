//! `typo/spaces`: trailing white space, double spaces and tabs.

use memchr::memchr_iter;

use crate::Analysis;
use crate::model::habits::MAX_SLIP;
use crate::model::segment::{LineKind, SegmentKind};
use crate::model::stops::{one_of, stops, within as is_within};
use crate::rules::habit::is_exception;
use crate::rules::{
    Check, Findings, FixKind, Habit, Rule, SegmentView, Severity, Spot, Tally, Totals, Verdict,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "typo/spaces",
    severity: Severity::Information,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds white space at the end of lines, white space on blank lines, two or three spaces between words,
and tabs between words. What a file does as a habit, such as two spaces behind each full stop, is left alone.

## Why
Nobody sees it, but searches, comparisons and web pages do.

## Example
```presscript
Anna Example (FBC): Who decides? And when? And  where will it be?
```

## Use instead
```presscript
Anna Example (FBC): Who decides? And when? And where will it be?
```

## Fix
Safe: leaves one space, at the end of a line none.
",
    check: Check::Habit(Habit {
        collect,
        decide,
        report,
    }),
};

/// Which kinds are faults, as bits; none is when the sum is 0.
fn decide(analysis: &Analysis, totals: &Totals) -> Verdict {
    let [times, usual] =
        [Totals::spots, Totals::count].map(|count| move |kind: Kind| count(totals, kind as usize));
    let lines = usual(Kind::LineEnd) + usual(Kind::ParagraphEnd);
    let due = analysis.sentence_spaces();
    let is_reported = |kind: &Kind| {
        if let (Kind::Sentence, Some(due)) = (kind, due) {
            return due == 1;
        }
        let times = times(*kind);
        let share = match kind {
            Kind::Between | Kind::Tab => 20,
            _ => 8,
        };
        let frequent = times > 3 && times * share > lines;
        !frequent && (is_exception(times, usual(*kind)) || kind.is_always_wrong())
    };
    let reported = Kind::ALL.into_iter().filter(is_reported);
    let reported = reported.fold(0, |bits, kind| bits | 1 << kind as usize);
    let wide_sentences = times(Kind::Sentence) > usual(Kind::Sentence);
    match reported {
        0 => 0,
        _ => {
            reported
                | if wide_sentences { WIDE_SENTENCES } else { 0 }
                | if due == Some(1) { ONE_IS_DUE } else { 0 }
        }
    }
}

/// Most sentences have more than one space behind them, so the last one of a line may have as well.
const WIDE_SENTENCES: Verdict = 1 << 30;
/// The house wants one.
const ONE_IS_DUE: Verdict = 1 << 31;

fn report(view: &SegmentView<'_>, spot: &Spot, verdict: Verdict, findings: &mut Findings) {
    let kind = Kind::ALL[spot.kind()];
    let end_of_line = matches!(kind, Kind::LineEnd | Kind::ParagraphEnd | Kind::Blank);
    let carried = end_of_line
        && verdict & WIDE_SENTENCES != 0
        && view.text[..spot.range().start].ends_with(['.', '?', '!', ')', '”', ':']);
    if verdict & (1 << spot.kind()) == 0 || carried {
        return;
    }
    let space = if end_of_line { "" } else { " " };
    let message = kind.message(view.slice(&spot.range()), verdict & ONE_IS_DUE != 0);
    findings
        .report(spot.range(), message)
        .safe_fix(kind.title(), [(spot.range(), space.to_owned())]);
}

/// The kinds of needless white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    LineEnd,
    ParagraphEnd,
    Blank,
    Sentence,
    Between,
    Tab,
}

impl Kind {
    const ALL: [Self; 6] = [
        Self::LineEnd,
        Self::ParagraphEnd,
        Self::Blank,
        Self::Sentence,
        Self::Between,
        Self::Tab,
    ];

    /// Whether it is wrong even in a file too short to have habits.
    fn is_always_wrong(self) -> bool {
        matches!(self, Self::Between)
    }

    fn message(self, space: &str, one_is_due: bool) -> &'static str {
        match self {
            Self::LineEnd | Self::ParagraphEnd if space == "  " => {
                "This line ends in two spaces, which break a line in Markdown but say nothing here."
            }
            Self::LineEnd | Self::ParagraphEnd => "This line ends in white space that nobody sees.",
            Self::Blank => "This blank line has white space in it that nobody sees.",
            Self::Sentence if one_is_due => {
                "There is more than one space behind this sentence, where the house style has one."
            }
            Self::Sentence => {
                "There is more than one space behind this sentence, unlike elsewhere in this file."
            }
            Self::Between => "There is more than one space between these words.",
            Self::Tab => "There is a tab between these words where a space belongs.",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::LineEnd | Self::ParagraphEnd | Self::Blank => "Remove the white space",
            Self::Sentence | Self::Between | Self::Tab => "Leave one space",
        }
    }
}

fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    if matches!(view.segment.kind, SegmentKind::FrontMatter(_)) {
        return;
    }
    let lines = &view.segment.lines;
    for (number, line) in lines.iter().enumerate() {
        let text = view.slice(&line.range);
        let at = line.range.start;
        match line.kind {
            LineKind::Blank if text.is_empty() => tally.count(Kind::Blank as usize),
            LineKind::Blank => tally.spot(Kind::Blank as usize, at..at + text.len()),
            LineKind::FrontMatter => {}
            _ => {
                let body = match (&line.kind, view.segment.speaker_line()) {
                    (LineKind::Speaker, Some(speaker)) => {
                        speaker.body.clamp(line.range.start, line.range.end) - line.range.start
                    }
                    _ => text.len() - text.trim_start().len(),
                };
                within(
                    &text[body.min(text.trim_end_matches(is_space).len())..],
                    at + body,
                    tally,
                );
                let goes_on = lines
                    .get(number + 1)
                    .is_some_and(|next| next.kind == LineKind::Text);
                let kind = if goes_on {
                    Kind::LineEnd
                } else {
                    Kind::ParagraphEnd
                };
                at_end(text, at, kind, tally);
            }
        }
    }
}

/// The white space at the end of a line that starts at `at`.
fn at_end(text: &str, at: usize, kind: Kind, tally: &mut Tally) {
    let kept = text.trim_end_matches(is_space).len();
    if kept == text.len() {
        tally.count(kind as usize);
    } else {
        tally.spot(kind as usize, at + kept..at + text.len());
    }
}

/// The white space between the words of a line that starts at `at`.
fn within(text: &str, at: usize, tally: &mut Tally) {
    let text = text.trim_end_matches(is_space);
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut single = memchr_iter(b' ', bytes).count();
    for space in stops(text, is_unusual) {
        single -= usize::from(bytes[space] == b' ');
        if space < from {
            continue;
        }
        let rest = &text[space..];
        if !rest.starts_with(is_space) {
            continue;
        }
        let end = space + (rest.len() - rest.trim_start_matches(is_space).len());
        from = end;
        let run = &text[space..end];
        let before = text[..space].chars().next_back();
        let behind_sentence = before.is_some_and(|c| !c.is_alphanumeric() && c != ',');
        let kind = if behind_sentence {
            Kind::Sentence
        } else {
            Kind::Between
        };
        let columns = run.chars().count() > MAX_SLIP || is_list_marker(&text[..space]);
        if run.contains('\t') {
            tally.spot(Kind::Tab as usize, at + space..at + end);
        } else if run.chars().count() > 1 && !columns {
            tally.spot(kind as usize, at + space..at + end);
        } else if !columns {
            tally.count(kind as usize);
            tally.count(Kind::Tab as usize);
        }
    }
    tally.count_all(Kind::Between as usize, single);
    tally.count_all(Kind::Tab as usize, single);
}

/// Where begins white space that is anything but one space within a sentence.
#[inline(always)]
fn is_unusual(before: u8, byte: u8, after: u8) -> u8 {
    let begins = |byte: u8| one_of(byte, b" \t\xC2");
    let is_letter = is_within(before | 0x20, b'a', b'z') | is_within(before, b'0', b'9');
    let is_usual = one_of(byte, b" ") & (is_letter | one_of(before, b",")) & (begins(after) ^ 1);
    begins(byte) & (is_usual ^ 1)
}

/// Whether a line begins with a bullet or a number, behind which house styles align the text.
fn is_list_marker(head: &str) -> bool {
    let number = head.trim_end_matches(['.', ')']);
    let numbered = number.len() < head.len() && number.chars().all(|c| c.is_ascii_digit());
    matches!(head, "*" | "-" | "+" | "•" | "–") || numbered
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn every_spot_is_found() {
        let text = "A B: One  two three. Four. Five. Six.  Seven. \n\nOne\ttwo.  \nThree.\nFour.\n \nFive.\n\nSix.\n\nSeven.\nEight.\nNine.\n";
        check(
            "typo/spaces",
            text,
            expect![[r#"
                1:9 "  ": There is more than one space between these words.
                  safe fix: Leave one space -> ["A B: One two three. Four. Five. Six.  Seven. "]
                1:38 "  ": There is more than one space behind this sentence, unlike elsewhere in this file.
                  safe fix: Leave one space -> ["A B: One  two three. Four. Five. Six. Seven. "]
                1:46 " ": This line ends in white space that nobody sees.
                  safe fix: Remove the white space -> ["A B: One  two three. Four. Five. Six.  Seven."]
                3:4 "\t": There is a tab between these words where a space belongs.
                  safe fix: Leave one space -> ["One two.  "]
                3:9 "  ": This line ends in two spaces, which break a line in Markdown but say nothing here.
                  safe fix: Remove the white space -> ["One\ttwo."]
                6:1 " ": This blank line has white space in it that nobody sees.
                  safe fix: Remove the white space -> []
            "#]],
        );
    }

    #[test]
    fn habits_are_left_alone() {
        check(
            "typo/spaces",
            "MR. A:  One.  Two.  Three. Four.  \n  \nMS. B:  Name    Place    Date  \n  \nMR. A:  Five.  \n",
            expect![[""]],
        );
    }

    #[test]
    fn two_spaces_behind_sentences_may_be_left_over_at_the_end_of_a_line() {
        check(
            "typo/spaces",
            "MR. A: One.  Two.  Three. \nFour.\nFive,\nSix,\nSeven,\nEight,\nNine.\n",
            expect![[""]],
        );
    }
}
