//! `qa/handoff-empty`: somebody is called, and then the answer follows.

use std::cell::LazyCell;
use std::collections::HashSet;

use crate::Analysis;
use crate::model::vocabulary::fold;
use crate::model::{Model, Role, is_called};
use crate::profile::Brackets;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "qa/handoff-empty",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds a moderator who calls somebody, and right below an answer without a question.

## Why
The question was lost; if nobody heard it, the transcript says so.

## Example
```presscript
Spokesperson: FBC.

Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Spokesperson: Radio Specimen.

Minister Mustername: On Friday.

Spokesperson: Daily Sample.

Dora Dummy (Daily Sample): Who pays?

Minister Mustername: We do.
```

## Use instead
```presscript
Spokesperson: FBC.

Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Spokesperson: Radio Specimen.

[Question inaudible]

Minister Mustername: On Friday.

Spokesperson: Daily Sample.

Dora Dummy (Daily Sample): Who pays?

Minister Mustername: We do.
```

## Fix
Inserts a note that the question could not be heard, as this file or its house writes it.
",
    check: Check::Places(Places::with_labels(collect, report)),
};

/// A turn that calls somebody.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    if view.segment.speech.calls.is_some() {
        tally.spot(0, 0..view.segment.len);
    }
}

fn report(document: &DocumentView<'_>, calls: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let answerers = LazyCell::new(|| {
        let answerers = model.speakers.iter();
        let answerers = answerers.filter(|speaker| speaker.role != Role::Press);
        let words = answerers.flat_map(|speaker| words(speaker.display_name()));
        words.collect::<HashSet<String>>()
    });
    let calls = calls.segments().iter();
    for turn in calls.filter_map(|noted| model.turn_of_segment(noted.index)) {
        if turn + 1 == model.turns.len() || !calls_before_answer(model, turn) {
            continue;
        }
        findings.depend_on(model.turns[turn + 1].segment);
        let speech = &model.turn_segment(turn).segment.speech;
        let Some(called) = speech.calls.as_ref().filter(|_| is_empty(model, turn)) else {
            continue;
        };
        let says =
            |turn: usize, words: &[&str]| says(&analysis.slice(model.turn_range(turn)), words);
        let next_words = model.turn_segment(turn + 1).segment.speech.words;
        let nobody_heard = next_words < MIN_ANSWER && says(turn + 1, SOUND);
        let no_call = says(turn, THANKS) || says(turn, SOUND) || nobody_heard;
        let called_words = words(&called.text);
        if no_call || called_words.iter().any(|word| answerers.contains(word)) {
            continue;
        }
        let placed = model.turn_segment(turn);
        let end = placed.start + placed.segment.content_end();
        let blank_line = analysis.text().line_break(0).repeat(2);
        // How nobody heard a question is said as elsewhere in the document.
        findings.depend_on_all();
        findings
            .report(
                placed.start + called.range.start..placed.start + called.range.end,
                format!("“{}” is called here, but no question follows.", called.text),
            )
            .related(model.label_range(turn + 1), "the answer")
            .unsafe_fix(
                "Say that the question could not be heard",
                [(end..end, format!("{blank_line}{}", unheard(analysis)))],
            );
    }
}

/// A turn with fewer words may be about the sound only.
const MIN_ANSWER: usize = 15;

fn says(said: &str, words: &[&str]) -> bool {
    fold(said).split(' ').any(|word| words.contains(&word))
}

/// Words of a turn that thanks rather than calls.
const THANKS: &[&str] = &["thank", "thanks", "danke", "gracias", "merci", "спасибо"];

/// Words of a turn that is about the sound.
const SOUND: &[&str] = &["hear", "hearing", "mute", "muted", "unmute"];

/// Whether a moderator's turn and one of somebody who answers follow each other.
fn calls_before_answer(model: &Model, turn: usize) -> bool {
    let role = |turn: usize| {
        let speaker = model.turns[turn].speaker;
        speaker.map(|id| model.speakers[id].role)
    };
    let after_question = turn > 0 && model.turns[turn - 1].kind.is_question();
    !after_question
        && !model.turns[turn].kind.is_question()
        && !model.turns[turn + 1].kind.is_question()
        && model.turns[turn + 1].segment == model.turns[turn].segment + 1
        && role(turn) == Some(Role::Moderator)
        && role(turn + 1) == Some(Role::Principal)
}

/// Whether whom a turn calls is somebody else than who speaks next and answers.
fn is_empty(model: &Model, turn: usize) -> bool {
    let next = model.turns[turn + 1].speaker.map(|id| &model.speakers[id]);
    let placed = model.turn_segment(turn);
    let (Some(next), Some(called)) = (next, &placed.segment.speech.calls) else {
        return false;
    };
    let named = format!(
        "{} {}",
        next.display_name(),
        next.title.as_deref().unwrap_or_default()
    );
    !model.turn_segment(turn + 1).segment.speech.asks
        && placed.segment.speech.unheard.is_empty()
        && !is_called(called, &fold(&named), next.affiliation.as_deref())
}

/// The words of a name, initials and particles left out.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded.split(' ').filter(|word| word.chars().count() > 3);
    words.map(str::to_owned).collect()
}

/// How this file, its house or its language says that nobody heard the question.
fn unheard(analysis: &Analysis) -> String {
    let model = analysis.model();
    let own = model.segments.iter().find_map(|placed| {
        let range = placed.segment.speech.unheard.first()?;
        Some(
            analysis
                .slice(placed.start + range.start..placed.start + range.end)
                .into_owned(),
        )
    });
    let lang = model.context.lang.as_deref().unwrap_or_default();
    let words = QUESTIONS.iter().find(|(code, _)| lang.starts_with(code));
    let words = words.map_or("Question inaudible", |&(_, words)| words);
    own.unwrap_or_else(|| match model.context.profile.brackets {
        Some(Brackets::Round) => format!("({words})"),
        _ => format!("[{words}]"),
    })
}

/// A question that nobody heard, by language.
const QUESTIONS: &[(&str, &str)] = &[
    ("de", "Frage akustisch unverständlich"),
    ("es", "Pregunta inaudible"),
    ("fr", "Question inaudible"),
    ("ru", "Вопрос неразборчиво"),
    ("zh", "提问听不清"),
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    const ROUND: &str =
        "Spokesperson: FBC.\n\nAnna Example (FBC): Who?\n\nMinister Mustername: We.\n\n";

    #[test]
    fn the_note_is_that_of_the_file() {
        check(
            "qa/handoff-empty",
            &format!(
                "{ROUND}Spokesperson: Radio Specimen.\n\nMinister Mustername: On Friday.\n\n(Question off-mic.)\n\nMinister Mustername: No.\n\n{ROUND}"
            ),
            expect![[r#"
                7:15 "Radio Specimen": “Radio Specimen” is called here, but no question follows.
                  see 9:1 "Minister Mustername": the answer
                  fix: Say that the question could not be heard -> []
            "#]],
        );
    }

    #[test]
    fn who_is_called_to_answer_does() {
        check(
            "qa/handoff-empty",
            &format!(
                "{ROUND}Spokesperson: Truly, thank you.\n\nMinister Mustername: It rained.\n\n{ROUND}"
            ),
            expect![[""]],
        );
        check(
            "qa/handoff-empty",
            &format!(
                "{ROUND}Spokesperson: Thank you, Minister Mustername.\n\nMinister Mustername: Thank you.\n\n{ROUND}"
            ),
            expect![[""]],
        );
    }
}
