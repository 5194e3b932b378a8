//! `qa/unanswered`: a question, and then the next hand-off.

use crate::Analysis;
use crate::model::vocabulary::{HAND_OFF, fold};
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "qa/unanswered",
    severity: Severity::Warning,
    fix: FixKind::None,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds exchanges that somebody hands off and asks in, but nobody answers. Whoever says more than is needed to give
the floor to the next one may have answered.

## Why
An answer was lost, or its label was.

## Example
```presscript
Spokesperson: FBC.

Anna Example (FBC): How long will it last?

Spokesperson: Radio Specimen.

Dora Dummy (Radio Specimen): Who pays?

Minister Mustername: We do.
```

## Use instead
```presscript
Spokesperson: FBC.

Anna Example (FBC): How long will it last?

Minister Mustername: Until Friday.

Spokesperson: Radio Specimen.

Dora Dummy (Radio Specimen): Who pays?

Minister Mustername: We do.
```

## Fix
None: only somebody who heard the answer can add it.
",
    check: Check::Labels(Labelled::of_course(check)),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let pairs = model.exchanges.iter().zip(model.exchanges.iter().skip(1));
    for (exchange, next) in pairs {
        let Some(handoff) = next.handoff.filter(|_| exchange.answers.is_empty()) else {
            continue;
        };
        let Some(&question) = exchange.questions.last() else {
            continue;
        };
        // Whether it is a question that has no answer shows in what is said.
        for &turn in exchange.questions.iter().chain([&handoff]) {
            findings.depend_on(model.turns[turn].segment);
        }
        let asked = exchange.questions.iter().any(|&at| asks(analysis, at));
        if asked && !says_more(analysis, handoff) {
            findings
                .report(
                    model.label_range(question),
                    "This question has no answer before the floor goes to somebody else.",
                )
                .related(model.label_range(handoff), "the next hand-off");
        }
    }
}

/// Whether a hand-off says more than that somebody has the floor: spokespeople answer as well.
fn says_more(analysis: &Analysis, handoff: usize) -> bool {
    let model = analysis.model();
    let placed = model.turn_segment(handoff);
    let body = placed.segment.speaker_line().map_or(0, |line| line.body);
    let said = analysis.slice(placed.start + body..model.turn_range(handoff).end);
    let other = said
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_lowercase) && !HAND_OFF.has(word));
    other.count() >= MIN_OTHER_WORDS
}

/// A hand-off with as many words that no hand-off needs says more.
const MIN_OTHER_WORDS: usize = 3;

/// Whether a turn asks something, rather than whether it can be heard, or thanks.
fn asks(analysis: &Analysis, turn: usize) -> bool {
    let model = analysis.model();
    let speech = &model.turn_segment(turn).segment.speech;
    if speech.words > MAX_GREETING {
        return true;
    }
    let said = fold(&analysis.slice(model.turn_range(turn)));
    let greets = ["hear me", "hello", "you there"]
        .iter()
        .any(|greeting| said.contains(greeting));
    speech.asks && !greets
}

/// A turn with more words than these is more than a greeting.
const MAX_GREETING: usize = 8;

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_next_hand_off_is_shown() {
        check(
            "qa/unanswered",
            "Spokesperson: FBC.\n\nAnna Example (FBC): Why?\n\nSpokesperson: TPB.\n\nDora Dummy (TPB): Who?\n\nChair: We.\n",
            expect![[r#"
                3:1 "Anna Example (FBC)": This question has no answer before the floor goes to somebody else.
                  see 5:1 "Spokesperson": the next hand-off
            "#]],
        );
    }

    #[test]
    fn a_spokesperson_may_have_answered() {
        let text = "Spokesperson: FBC.\n\nAnna Example (FBC): Did you get the letter?\n\nSpokesperson: We have received it and will reply in due course.\n\nDora Dummy (TPB): Who pays?\n\nChair: We.\n\nSpokesperson: ITV9.\n\nNils Noname (ITV9): When?\n\nChair: Soon.\n";
        check("qa/unanswered", text, expect![[""]]);
    }

    #[test]
    fn greetings_and_thanks_ask_nothing() {
        let text = "Spokesperson: FBC.\n\nAnna Example (FBC): Hello? Can you hear me?\n\nSpokesperson: TPB.\n\nDora Dummy (TPB): Thank you.\n\nSpokesperson: FBC.\n\nAnna Example (FBC): Who pays?\n\nChair: We.\n";
        check("qa/unanswered", text, expect![[""]]);
    }
}
