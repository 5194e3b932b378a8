//! `typo/spaces`: trailing white space, double spaces and tabs.

use std::ops::Range;

use crate::model::habits::MAX_SLIP;
use crate::model::segment::{LineKind, SegmentKind};
use crate::rules::habit::is_exception;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Rule, SegmentView, Severity, each_segment,
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
    check: Check::Document(check),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let mut spots = Spots::default();
    each_segment(analysis, |start, view| {
        if !matches!(view.segment.kind, SegmentKind::FrontMatter(_)) {
            collect(&view, start, &mut spots);
        }
    });
    let Spots { found, usual } = &spots;
    let lines = usual[Spot::LineEnd as usize] + usual[Spot::ParagraphEnd as usize];
    let mut times = [0; Spot::COUNT];
    for (spot, _) in found {
        times[*spot as usize] += 1;
    }
    let due = analysis.sentence_spaces();
    let is_reported = |spot: Spot| {
        if let (Spot::Sentence, Some(due)) = (spot, due) {
            return due == 1;
        }
        let times = times[spot as usize];
        let share = match spot {
            Spot::Between | Spot::Tab => 20,
            _ => 8,
        };
        let frequent = times > 3 && times * share > lines;
        !frequent && (is_exception(times, usual[spot as usize]) || spot.is_always_wrong())
    };
    let wide_sentences = times[Spot::Sentence as usize] > usual[Spot::Sentence as usize];
    for (spot, range) in found {
        let end_of_line = matches!(spot, Spot::LineEnd | Spot::ParagraphEnd | Spot::Blank);
        let carried = end_of_line
            && wide_sentences
            && analysis
                .slice(range.start.saturating_sub(4)..range.start)
                .ends_with(['.', '?', '!', ')', '”', ':']);
        if !is_reported(*spot) || carried {
            continue;
        }
        let space = if end_of_line { "" } else { " " };
        findings
            .report(
                range.clone(),
                spot.message(&analysis.slice(range.clone()), due),
            )
            .safe_fix(spot.title(), [(range.clone(), space.to_owned())]);
    }
}

/// The kinds of needless white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    LineEnd,
    ParagraphEnd,
    Blank,
    Sentence,
    Between,
    Tab,
}

impl Spot {
    const COUNT: usize = 6;

    /// Whether it is wrong even in a file too short to have habits.
    fn is_always_wrong(self) -> bool {
        matches!(self, Self::Between)
    }

    fn message(self, space: &str, due: Option<usize>) -> &'static str {
        match self {
            Self::LineEnd | Self::ParagraphEnd if space == "  " => {
                "This line ends in two spaces, which break a line in Markdown but say nothing here."
            }
            Self::LineEnd | Self::ParagraphEnd => "This line ends in white space that nobody sees.",
            Self::Blank => "This blank line has white space in it that nobody sees.",
            Self::Sentence if due == Some(1) => {
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

/// What was found, in order, and how often each kind could have been but was not.
#[derive(Default)]
struct Spots {
    found: Vec<(Spot, Range<usize>)>,
    usual: [usize; Spot::COUNT],
}

fn collect(view: &SegmentView<'_>, start: usize, spots: &mut Spots) {
    let lines = &view.segment.lines;
    for (number, line) in lines.iter().enumerate() {
        let text = view.slice(&line.range);
        let at = start + line.range.start;
        match line.kind {
            LineKind::Blank if text.is_empty() => spots.usual[Spot::Blank as usize] += 1,
            LineKind::Blank => spots.found.push((Spot::Blank, at..at + text.len())),
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
                    spots,
                );
                let goes_on = lines
                    .get(number + 1)
                    .is_some_and(|next| next.kind == LineKind::Text);
                let spot = if goes_on {
                    Spot::LineEnd
                } else {
                    Spot::ParagraphEnd
                };
                at_end(text, at, spot, spots);
            }
        }
    }
}

/// The white space at the end of a line that starts at `at`.
fn at_end(text: &str, at: usize, spot: Spot, spots: &mut Spots) {
    let kept = text.trim_end_matches(is_space).len();
    if kept == text.len() {
        spots.usual[spot as usize] += 1;
    } else {
        spots.found.push((spot, at + kept..at + text.len()));
    }
}

/// The white space between the words of a line that starts at `at`.
fn within(text: &str, at: usize, spots: &mut Spots) {
    let text = text.trim_end_matches(is_space);
    let mut from = 0;
    while let Some(found) = text[from..].find(is_space) {
        let space = from + found;
        let rest = &text[space..];
        let end = space + (rest.len() - rest.trim_start_matches(is_space).len());
        from = end;
        let run = &text[space..end];
        let before = text[..space].chars().next_back();
        let behind_sentence = before.is_some_and(|c| !c.is_alphanumeric() && c != ',');
        let spot = if behind_sentence {
            Spot::Sentence
        } else {
            Spot::Between
        };
        let columns = run.chars().count() > MAX_SLIP || is_list_marker(&text[..space]);
        if run.contains('\t') {
            spots.found.push((Spot::Tab, at + space..at + end));
        } else if run.chars().count() > 1 && !columns {
            spots.found.push((spot, at + space..at + end));
        } else if !columns {
            spots.usual[spot as usize] += 1;
            spots.usual[Spot::Tab as usize] += 1;
        }
    }
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
