//! `qa/consecutive-questions`: two ask, and nobody answers in between.

use crate::model::Turn;
use crate::model::segment::{DelimiterKind, LineKind, Segment, SpeakerLine};
use crate::rules::habit::is_exception;
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "qa/consecutive-questions",
    severity: Severity::Information,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds a question right below the question of somebody else. Left alone are unnamed askers (`Q`), files that take
questions together as a habit, and turns whose attributes say what they are.

## Why
An answer was lost, or the second question belongs to the first: counts of questions and answers are wrong.

## Example
```presscript
Anna Example (FBC): Who decides about the ferries of the islands in the north?

Dora Dummy (TPB): And who pays for all of this in the end?

Minister Mustername: The council does.
```

## Use instead
```presscript
Anna Example (FBC): Who decides about the ferries of the islands in the north?

Dora Dummy (TPB): {follow-up} And who pays for all of this in the end?

Minister Mustername: The council does.
```

## Fix
Marks the second question as a follow-up, or as a question of its own.
",
    check: Check::Labels(Labelled::of_course(check)),
};

/// Shorter turns are calls across the room.
const MIN_WORDS: usize = 8;

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let model = document.analysis.model();
    let follows = |first: &Turn, second: &Turn| {
        let others = first.speaker.zip(second.speaker);
        first.kind.is_question()
            && second.kind.is_question()
            && others.is_some_and(|(one, other)| one != other)
            && second.segment == first.segment + 1
    };
    let mut before: Option<&Turn> = None;
    let mut found = Vec::new();
    for (turn, second) in model.turns.leaves().flatten().enumerate() {
        let first = before.replace(second);
        let Some(first) = first.filter(|first| follows(first, second)) else {
            continue;
        };
        findings.depend_on(first.segment);
        findings.depend_on(second.segment);
        let segments = [first, second].map(|turn| model.segments.at(turn.segment).segment);
        if is_silent(segments[0]) && segments.into_iter().all(asks) {
            found.push(turn);
        }
    }
    let answered = model
        .exchanges
        .iter()
        .filter(|exchange| !exchange.answers.is_empty())
        .count();
    if !is_exception(found.len(), answered) {
        return;
    }
    for turn in found {
        let placed = model.turn_segment(turn);
        let Some(line) = placed
            .segment
            .speaker_line()
            .filter(|line| line.attributes.is_empty())
        else {
            continue;
        };
        let mut report = findings
            .report(
                model.label_range(turn),
                "This question comes right below that of somebody else; an answer may be missing in between.",
            )
            .related(model.label_range(turn - 1), "the question before it");
        for (attribute, title) in [
            ("follow-up", "Mark it as a follow-up"),
            ("question", "Mark it as a question of its own"),
        ] {
            if let Some((at, text)) = insertion(line, attribute) {
                let at = placed.start + at;
                report = report.choice(title, [(at..at, text)]);
            }
        }
    }
}

fn asks(segment: &Segment) -> bool {
    segment.speech.asks && segment.speech.words >= MIN_WORDS
}

fn is_silent(segment: &Segment) -> bool {
    let mut lines = segment.content_lines();
    lines.all(|line| line.kind != LineKind::Stage)
}

/// Where an attribute goes, and what is inserted there.
fn insertion(line: &SpeakerLine, attribute: &str) -> Option<(usize, String)> {
    let delimiter = line.delimiter.as_ref()?;
    let space = if delimiter.kind == DelimiterKind::Glued {
        " "
    } else {
        ""
    };
    Some((delimiter.range.end, format!(" {{{attribute}}}{space}")))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    const FIRST: &str =
        "Anna Example (FBC): Who decides about the ferries of the islands in the north?\n\n";
    const SECOND: &str = "Dora Dummy (TPB): And who pays for all of this in the end?\n\n";
    const ANSWER: &str = "Minister Mustername: The council does.\n\n";

    #[test]
    fn two_questions_in_a_row_are_found() {
        check(
            "qa/consecutive-questions",
            &format!("{FIRST}{SECOND}{ANSWER}"),
            expect![[r#"
                3:1 "Dora Dummy (TPB)": This question comes right below that of somebody else; an answer may be missing in between.
                  see 1:1 "Anna Example (FBC)": the question before it
                  choice: Mark it as a follow-up -> ["Dora Dummy (TPB): {follow-up} And who pays for all of this in the end?"]
                  choice: Mark it as a question of its own -> ["Dora Dummy (TPB): {question} And who pays for all of this in the end?"]
            "#]],
        );
    }

    #[test]
    fn notes_headings_and_habits_come_between() {
        for text in [
            format!("{FIRST}(Off-mic answer.)\n\n{SECOND}{ANSWER}"),
            format!("{FIRST}# Next\n\n{SECOND}{ANSWER}"),
            format!("{FIRST}{SECOND}{ANSWER}").repeat(3),
            format!("{FIRST}Dora Dummy (TPB): Yes?\n\n{ANSWER}"),
        ] {
            check("qa/consecutive-questions", &text, expect![[""]]);
        }
    }
}
