//! `qa/principal-asks`: the labels of a question and its answer look swapped.

use crate::model::{Model, Role};
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "qa/principal-asks",
    severity: Severity::Hint,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds a short question under the label of who answers, followed by a long turn without a question under the label of
who asks, where the other way round the turns would take turns as everywhere else.

## Why
The two labels were swapped, and the answer is quoted as somebody else's.

## Example
```presscript
Minister Mustername: Storms have closed three of the four harbours of the islands. The council has met this morning, and again at noon; it has asked for ships from the south, and they are on their way to the islands now, with bread and with the post.

Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Minister Mustername: And when will the council decide about the ferries?

Anna Example (FBC): The council meets on Friday. It has heard the captains, the unions and the islands, and I expect it to decide before noon, so that three of the four harbours can open in the evening and the last one on Sunday.

Dora Dummy (TPB): Thank you. Who pays?

Minister Mustername: We do.
```

## Use instead
```presscript
Minister Mustername: Storms have closed three of the four harbours of the islands. The council has met this morning, and again at noon; it has asked for ships from the south, and they are on their way to the islands now, with bread and with the post.

Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Anna Example (FBC): And when will the council decide about the ferries?

Minister Mustername: The council meets on Friday. It has heard the captains, the unions and the islands, and I expect it to decide before noon, so that three of the four harbours can open in the evening and the last one on Sunday.

Dora Dummy (TPB): Thank you. Who pays?

Minister Mustername: We do.
```

## Fix
Swaps the two labels.
",
    check: Check::Labels(Labelled::of_course(check)),
};

/// Questions have from so many to so many words.
const MIN_QUESTION: usize = 5;
const MAX_QUESTION: usize = 60;

/// Answers have so many words, and more than twice as many as the question.
const MIN_ANSWER: usize = 30;

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    for turn in answers_in_a_row(model) {
        if !is_out_of_order(model, turn) {
            continue;
        }
        // Which of the two is swapped shows in how much they say.
        findings.depend_on_all();
        if !is_swapped(model, turn) {
            continue;
        }
        let (one, other) = (model.label_range(turn), model.label_range(turn + 1));
        let [asker, answerer] =
            [&other, &one].map(|label| analysis.slice(label.clone()).into_owned());
        findings
            .report(
                one.clone(),
                format!("“{answerer}” asks here and “{asker}” answers at length; the two labels look swapped."),
            )
            .related(other.clone(), "the answer")
            .unsafe_fix("Swap the two labels", [(one, asker), (other, answerer)]);
    }
}

/// The turns of those who answer that follow those of others who answer, or give the floor.
fn answers_in_a_row(model: &Model) -> Vec<usize> {
    const PRINCIPAL: u8 = 1;
    const MODERATOR: u8 = 2;
    let mut roles = vec![0; model.turns.len()];
    for speaker in &model.speakers {
        let role = match speaker.role {
            Role::Principal => PRINCIPAL,
            Role::Moderator => MODERATOR,
            _ => continue,
        };
        speaker.turns.iter().for_each(|&turn| roles[turn] |= role);
    }
    let follows = |turn: &usize| roles[*turn] & PRINCIPAL != 0 && roles[turn - 1] != 0;
    (1..roles.len()).filter(follows).collect()
}

/// Whether somebody who answers is followed by somebody who asks, where it would be the other way round elsewhere.
fn is_out_of_order(model: &Model, turn: usize) -> bool {
    let role = |turn: usize| {
        model
            .turns
            .get(turn)
            .and_then(|turn| turn.speaker)
            .map(|id| model.speakers[id].role)
    };
    role(turn) == Some(Role::Principal)
        && role(turn + 1) == Some(Role::Press)
        && matches!(role(turn - 1), Some(Role::Principal | Role::Moderator))
        && role(turn + 2) != Some(Role::Principal)
}

fn is_swapped(model: &Model, turn: usize) -> bool {
    let speech = |turn: usize| &model.turn_segment(turn).segment.speech;
    let (question, answer) = (speech(turn), speech(turn + 1));
    let said = |turn: usize| {
        model.turns[turn]
            .speaker
            .map_or(0, |id| model.words_of(&model.speakers[id]))
    };
    said(turn) > said(turn + 1)
        && question.asks
        && (MIN_QUESTION..=MAX_QUESTION).contains(&question.words)
        && !answer.asks
        && answer.words >= MIN_ANSWER.max(2 * question.words)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    const LONG: &str = "We have heard the captains, the unions and the islands, and I expect that the council decides before noon, so that three of the four harbours can open in the evening and the last one on Sunday.";

    #[test]
    fn a_question_back_is_no_swap() {
        for text in [
            format!("Anna Example (FBC): Who?\n\nChair: Which of the many ferries do you mean?\n\nAnna Example (FBC): {LONG}\n\nChair: Yes.\n"),
            "Chair: Yes.\n\nChair: Which of the many ferries do you mean?\n\nAnna Example (FBC): That one.\n".to_owned(),
        ] {
            check("qa/principal-asks", &text, expect![[""]]);
        }
    }
}
