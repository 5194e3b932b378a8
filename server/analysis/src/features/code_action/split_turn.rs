//! Splits a turn: what follows the cursor was said by somebody else.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Refactoring;
use super::head::head_text;
use super::place::{Place, excerpt, is_head, kind_of};
use crate::Edit;
use crate::model::segment::{LineKind, Segment};
use crate::model::vocabulary::is_unspaced;
use crate::model::{Model, Role};

pub static SPLIT_TURN: Refactoring = Refactoring {
    kind: "refactor.extract.turn",
    title: |place| {
        let cut = cut(place)?;
        let said = place.analysis.slice(cut.rest.clone());
        let person = place.label_text(cut.speaker);
        Some(format!("Make “{}” a turn of {person}", excerpt(&said)))
    },
    edits: |place| {
        let cut = cut(place)?;
        Some(vec![Edit {
            range: cut.between,
            text: place.line_break().repeat(cut.line_breaks) + &cut.head,
        }])
    },
};

/// Where a turn is cut.
struct Cut {
    /// What the head of the new turn replaces: white space only.
    between: Range<usize>,
    /// The rest of the line, which the new turn begins with.
    rest: Range<usize>,
    /// Line breaks before the new head.
    line_breaks: usize,
    head: String,
    /// A turn of whoever speaks from here.
    speaker: usize,
}

fn cut(place: &Place<'_>) -> Option<Cut> {
    let turn = place.turn?;
    let (placed, index, line) = place.line()?;
    let segment = &placed.segment;
    let body = segment.speaker_line()?.body;
    let at = place.range.start - placed.start;
    if at <= body {
        return None;
    }
    let slice = |range: Range<usize>| {
        let analysis = place.analysis;
        analysis.slice(placed.start + range.start..placed.start + range.end)
    };
    let is_speech = matches!(line.kind, LineKind::Speaker | LineKind::Text);
    let here = is_speech.then(|| {
        let start = line.range.start.max(match line.kind {
            LineKind::Speaker => body,
            _ => 0,
        });
        let text = slice(start..line.range.end);
        start + boundary(&text, at - start, segment, start)
    });
    let blank_due = place.model.habits.blank_before_turn;
    let inside = here.filter(|&at| !slice(at..line.range.end).trim().is_empty());
    let (between, rest, line_breaks) = match inside {
        Some(at) if !slice(line.range.start..at).trim().is_empty() => {
            let before = slice(line.range.start..at);
            let left = line.range.start + before.trim_end().len();
            let rest = slice(left..line.range.end);
            let right = left + (rest.len() - rest.trim_start().len());
            if left <= body || kind_of(&slice(line.range.start..left))? != line.kind {
                return None;
            }
            (
                left..right,
                right..line.range.end,
                1 + usize::from(blank_due),
            )
        }
        inside => {
            let from = if inside.is_some() { index } else { index + 1 };
            let mut lines = segment.lines.iter().enumerate().skip(from);
            let (at, next) = lines.find(|(_, line)| line.kind == LineKind::Text)?;
            let above = &segment.lines[at - 1];
            let said_before = segment.lines[..at].iter().any(|line| match line.kind {
                LineKind::Speaker => body < line.range.end,
                LineKind::Text | LineKind::Stage => true,
                _ => false,
            });
            if !said_before {
                return None;
            }
            let text = slice(next.range.clone());
            let start = next.range.start + (text.len() - text.trim_start().len());
            let missing = blank_due && above.kind != LineKind::Blank;
            (
                next.range.start..start,
                start..next.range.end,
                usize::from(missing),
            )
        }
    };
    let placed_at = |range: Range<usize>| placed.start + range.start..placed.start + range.end;
    let rest = placed_at(rest);
    let speaker = later_turn(place.model, other_party(place.model, turn), turn);
    let head = head_text(place.analysis, speaker)?;
    let said = place.analysis.slice(rest.clone());
    // Braces behind a label would be attributes.
    let possible = !said.starts_with('{') && is_head("", &head, &said);
    possible.then(|| Cut {
        between: placed_at(between),
        rest,
        line_breaks,
        head,
        speaker,
    })
}

/// Marks that may stand within one another.
const MAX_MARKS: usize = 8;

/// The place nearest to `at`, in bytes of a line's `text`, that is inside of no word and no mark. `start` is where the
/// text is in its segment.
fn boundary(text: &str, at: usize, segment: &Segment, start: usize) -> usize {
    let at = at.min(text.len());
    let before = segment
        .marks
        .partition_point(|mark| mark.range.start < start + at);
    let marks = &segment.marks[before.saturating_sub(MAX_MARKS)..before];
    let outer = marks.iter().find(|mark| start + at < mark.range.end);
    if let Some(mark) = outer {
        return mark.range.start.saturating_sub(start);
    }
    let word_start = text[..at].rfind(char::is_whitespace).map_or(0, |space| {
        space + text[space..].chars().next().map_or(1, char::len_utf8)
    });
    let word_end = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |end| at + end);
    let word = &text[word_start..word_end];
    if word_start == at || word_end == at {
        return at;
    }
    if word.contains(is_unspaced) {
        let inner = at - word_start;
        let bounds = word.split_word_bound_indices();
        let last = bounds
            .map(|(start, _)| start)
            .take_while(|&start| start <= inner)
            .last();
        let bound = last.unwrap_or(0);
        let closing = word[bound..].chars().take_while(|c| is_closing(*c));
        return word_start + bound + closing.map(char::len_utf8).sum::<usize>();
    }
    match text[at..word_end].contains(char::is_alphanumeric) {
        true => word_start,
        false => word_end,
    }
}

fn is_closing(c: char) -> bool {
    "。，、；：？！…）」』】》”’.,;:?!)]".contains(c)
}

/// A turn of whoever speaks next to somebody: the one who answers a question, or who asked what is answered.
fn other_party(model: &Model, turn: usize) -> usize {
    let this = &model.turns[turn];
    let is_other = |other: &usize| {
        let other = &model.turns[*other];
        let label = |of: &crate::model::Turn| of.form.as_ref().map(|form| form.folded.clone());
        let same = match (this.speaker, other.speaker) {
            (None, None) => label(this) == label(other),
            (one, other) => one == other,
        };
        !same && other.form.is_some()
    };
    let near = |turns: &[usize]| {
        let at = turns.partition_point(|&other| other < turn);
        let before = turns[..at].iter().rev().take(3);
        let after = turns[at..].iter().take(3);
        before.chain(after).copied().find(is_other)
    };
    let asks = this.kind.is_question();
    let exchange = |at: Option<usize>| model.exchanges.get(at?);
    let answers = |at: Option<usize>| near(&exchange(at)?.answers);
    let in_exchange = match asks {
        true => answers(this.exchange)
            .or_else(|| answers(this.exchange.and_then(|at| at.checked_sub(1))))
            .or_else(|| answers(this.exchange.map(|at| at + 1))),
        false => exchange(this.exchange).and_then(|exchange| near(&exchange.questions)),
    };
    let principal = || {
        let principals = model
            .speakers
            .iter()
            .filter(|of| of.role == Role::Principal);
        let most = principals.max_by_key(|speaker| model.words_of(speaker))?;
        near(&most.turns)
    };
    let neighbours = || {
        let beside = [turn.checked_sub(1), Some(turn + 1)].into_iter().flatten();
        let mut beside = beside.filter(|&other| other < model.turns.len());
        beside.find(is_other)
    };
    in_exchange
        .or_else(|| principal().filter(|_| asks))
        .or_else(neighbours)
        .unwrap_or(turn)
}

/// The turn whose label to write again behind the turn `at`: not that of the first mention where there are others.
fn later_turn(model: &Model, turn: usize, at: usize) -> usize {
    let Some(id) = model.turns[turn].speaker else {
        return turn;
    };
    match model.speakers[id].turns[..] {
        [first, second, ..] if first == turn && first <= at => second,
        _ => turn,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::features::code_action::tests::check as check_kind;

    fn check(text: &str, expect: expect_test::Expect) {
        check_kind(super::SPLIT_TURN.kind, text, expect);
    }

    #[test]
    fn an_answer_in_a_question_is_the_answerers() {
        check(
            "Anna Example (FBC): Why? We$0ll, I think so.\n\nAnna Example (FBC): When?\n\nMR. SAMPLE: On Friday.\n",
            expect![[r#"
                > Make “Well, I think so.” a turn of MR. SAMPLE
                Anna Example (FBC): Why?

                MR. SAMPLE: Well, I think so.

                Anna Example (FBC): When?

                MR. SAMPLE: On Friday.
            "#]],
        );
    }

    #[test]
    fn a_question_in_an_answer_is_the_askers() {
        check(
            "Q   Why?\n\nMR. SAMPLE:  Because.\nAnd when?$0\nOn Friday.\n",
            expect![[r#"
                > Make “On Friday.” a turn of Q
                Q   Why?

                MR. SAMPLE:  Because.
                And when?

                Q   On Friday.
            "#]],
        );
    }

    #[test]
    fn no_word_and_no_mark_is_cut() {
        check(
            "A B: One.\n\nC D: I am state-ow$0ned. Yes.\n",
            expect![[r#"
                > Make “state-owned. Yes.” a turn of A B
                A B: One.

                C D: I am

                A B: state-owned. Yes.
            "#]],
        );
        check(
            "A B: One.\n\nC D: I am?$0! Yes.\n",
            expect![[r#"
            > Make “Yes.” a turn of A B
            A B: One.

            C D: I am?!

            A B: Yes.
        "#]],
        );
        check(
            "A B: One.\n\nC D: I am [in$0audible] here.\n",
            expect![[r#"
                > Make “[inaudible] here.” a turn of A B
                A B: One.

                C D: I am

                A B: [inaudible] here.
            "#]],
        );
        check(
            "毛宁：你好。\n\n记者：请问中$0国怎么看？好的。\n",
            expect![[r#"
                > Make “国怎么看？好的。” a turn of 毛宁
                毛宁：你好。

                记者：请问中

                毛宁：国怎么看？好的。
            "#]],
        );
    }

    #[test]
    fn a_paragraph_is_taken_as_a_whole() {
        check(
            "A B: One.\r\n\r\nC D: Two.\r\n\r\n$0[Laughter]\r\n\r\nThree.\r\n",
            expect![[r#"
                > Make “Three.” a turn of A B
                A B: One.␍
                ␍
                C D: Two.␍
                ␍
                [Laughter]␍
                ␍
                A B: Three.␍
            "#]],
        );
        check(
            "A B: One.\nC D: Two.\n$0Three.\nA B: Four.\n",
            expect![[r#"
                > Make “Three.” a turn of A B
                A B: One.
                C D: Two.
                A B: Three.
                A B: Four.
            "#]],
        );
    }

    #[test]
    fn nothing_is_split_off_an_empty_turn_or_nothing_off_a_turn() {
        check("A B: $0One.\n", expect![[""]]);
        check("A B: One.$0\n", expect![[""]]);
        check("A B:\n$0One.\n", expect![[""]]);
        check("One. $0Two.\n", expect![[""]]);
    }
}
