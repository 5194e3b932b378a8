//! `label/form-drift`: one person under changing labels.

use std::collections::{BTreeMap, HashMap};

use crate::model::vocabulary::fold;
use crate::model::{Model, Role};
use crate::rules::habit::is_exception;
use crate::rules::house::HouseLabels;
use crate::rules::labels::Use;
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Relabelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/form-drift",
    severity: Severity::Information,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels that give a person's full form again after the first mention, where house or file use a shorter one from
then on; labels that are a third form of one person; and labels that differ from the usual one in capitals and marks
only: `MR. SAMPLE` beside many `MR SAMPLE`.

## Why
Readers take a new label for a new speaker.

## Example
```presscript
Harbour Warden Max Mustername: Good morning.

Anna Example (FBC): Who decides?

Harbour Warden: The council does.

Anna Example (FBC): When?

Harbour Warden: On Friday.

Anna Example (FBC): Where?

Harbour Warden Max Mustername: In the town hall.

Anna Example (FBC): Thank you.

Harbour Warden: Goodbye.
```

## Use instead
```presscript
Harbour Warden Max Mustername: Good morning.

Anna Example (FBC): Who decides?

Harbour Warden: The council does.

Anna Example (FBC): When?

Harbour Warden: On Friday.

Anna Example (FBC): Where?

Harbour Warden: In the town hall.

Anna Example (FBC): Thank you.

Harbour Warden: Goodbye.
```

## Fix
Writes the label in the form that is usual for this person.
",
    check: Check::Labels(Labelled { check, is_affected }),
};

fn is_affected(document: &DocumentView<'_>, relabelled: &Relabelled<'_>) -> bool {
    let mut speakers = relabelled.speakers();
    !relabelled.same_course
        || speakers.any(|speaker| speaker.role != Role::Press)
        || document.labels().has_others(relabelled)
}

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    other_forms(document, findings);
    for used in document.labels().mixed() {
        other_spellings(document, &used, findings);
    }
}

/// Reports labels that have the letters of a more frequent one, but other capitals or marks.
fn other_spellings(document: &DocumentView<'_>, used: &Use<'_>, findings: &mut Findings) {
    let model = document.analysis.model();
    let labels = document.labels();
    let written = |turn: usize| {
        let label = model.turn_segment(turn).segment.label();
        let words = label.map(|label| label.name.text.split_whitespace());
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let mut spellings: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &turn in used.turns {
        spellings.entry(written(turn)).or_default().push(turn);
    }
    let most = spellings.iter().max_by_key(|(_, turns)| turns.len());
    let Some((usual, usually)) = most.filter(|_| spellings.len() > 1) else {
        return;
    };
    for (name, turns) in &spellings {
        let same_letters = name != usual && fold(name) == fold(usual);
        if !same_letters || usually.len() < 2 || !is_exception(turns.len(), usually.len()) {
            continue;
        }
        for &turn in turns {
            let range = labels.name_range(turn);
            findings
                .report(
                    range.clone(),
                    format!("This label is written “{usual}” elsewhere in this file; one form reads better."),
                )
                .unsafe_fix(format!("Write “{usual}”"), [(range, usual.clone())])
                .related(labels.name_range(usually[0]), "written like this");
        }
    }
}

/// Reports a person's full form after the first mention, and third forms.
fn other_forms(document: &DocumentView<'_>, findings: &mut Findings) {
    let model = document.analysis.model();
    let house = HouseLabels::of(model);
    for speaker in model
        .speakers
        .iter()
        .filter(|speaker| speaker.role != Role::Press)
    {
        let Some((&first_turn, later)) = speaker.turns.split_first() else {
            continue;
        };
        // One label all through can only be one that the house would shorten.
        let may_be_shortened = |&turn: &usize| {
            let due = house.as_ref().and_then(|house| shortened(house, turn));
            matches!(due, Some(Due::Shorter(_)))
        };
        if speaker.labels.len() == 1 && !later.first().is_some_and(may_be_shortened) {
            continue;
        }
        let Some(first) = plain_name(model, first_turn) else {
            continue;
        };
        let mut times: HashMap<&str, usize> = HashMap::new();
        for name in later.iter().filter_map(|&turn| plain_name(model, turn)) {
            *times.entry(name).or_default() += 1;
        }
        let most = times
            .iter()
            .max_by_key(|&(name, times)| (*times, std::cmp::Reverse(*name)));
        let Some((&usual, &usually)) = most else {
            continue;
        };
        let same = |one: &str, other: &str| fold(one) == fold(other);
        let due_of = |name: &str, turn: usize| {
            let again = same(name, first);
            let house = house.as_ref().filter(|_| again);
            let due = match house.and_then(|house| shortened(house, turn)) {
                Some(Due::Shorter(due)) => due,
                Some(Due::Fits) => return None,
                None => {
                    let is_other = (again || !same(usual, first)) && !same(name, usual);
                    let is_rare = usually > 1 && is_exception(times[name], usually);
                    (is_other && is_rare).then(|| usual.to_owned())?
                }
            };
            Some((again, due))
        };
        let mut known: HashMap<&str, Option<(bool, String)>> = HashMap::new();
        for &turn in later {
            let Some(name) = plain_name(model, turn) else {
                continue;
            };
            let due = known.entry(name).or_insert_with(|| due_of(name, turn));
            let Some((again, due)) = due.clone() else {
                continue;
            };
            let what = match again {
                true => "This is the full form again; after the first mention the label is",
                false => "This is a third form of one person’s label, which usually is",
            };
            let label = model.label_range(turn);
            findings
                .report(label.clone(), format!("{what} “{due}:”."))
                .unsafe_fix(format!("Write “{due}:”"), [(label, due)])
                .related(model.label_range(first_turn), "the first mention");
        }
    }
}

/// The name part of a label that has nothing else.
fn plain_name(model: &Model, turn: usize) -> Option<&str> {
    let label = model.turn_segment(turn).segment.label()?;
    let plain = label.affiliation.is_none() && label.manner.is_none() && !label.explicit;
    plain.then_some(label.text.as_str())
}

/// What a house that has forms of its own for later mentions says of a label there.
enum Due {
    Fits,
    Shorter(String),
}

fn shortened(house: &HouseLabels<'_>, turn: usize) -> Option<Due> {
    let label = house.label(turn)?;
    if house.fits_later(&label)? {
        return Some(Due::Fits);
    }
    let due = house.fits(&label).then(|| house.due(&label)).flatten();
    due.map(Due::Shorter)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn marks_and_capitals_are_those_of_the_other_turns() {
        let turns = "MR SAMPLE: One.\n\nQUESTION: Why?\n\n".repeat(4);
        check(
            "label/form-drift",
            &format!("{turns}MR. SAMPLE: Two.\n\nQuestion: When?\n"),
            expect![[r#"
                17:1 "MR. SAMPLE": This label is written “MR SAMPLE” elsewhere in this file; one form reads better.
                  see 1:1 "MR SAMPLE": written like this
                  fix: Write “MR SAMPLE” -> ["MR SAMPLE: Two."]
                19:1 "Question": This label is written “QUESTION” elsewhere in this file; one form reads better.
                  see 3:1 "QUESTION": written like this
                  fix: Write “QUESTION” -> ["QUESTION: When?"]
            "#]],
        );
    }

    #[test]
    fn a_third_form_is_found() {
        let turns = "Max Mustername: One.\n\nQ Why?\n\n".repeat(4);
        check(
            "label/form-drift",
            &format!("Minister Max Mustername: Hi.\n\n{turns}Minister Mustername: Two.\n"),
            expect![[r#"
                19:1 "Minister Mustername": This is a third form of one person’s label, which usually is “Max Mustername:”.
                  see 1:1 "Minister Max Mustername": the first mention
                  fix: Write “Max Mustername:” -> ["Max Mustername: Two."]
            "#]],
        );
    }

    #[test]
    fn a_house_that_shortens_wants_it_from_the_second_turn_on() {
        check(
            "label/form-drift",
            "---\nprofile: pentagon\n---\nREAR ADM. MAX SAMPLE: One.\n\nQ: Why?\n\nREAR ADM. MAX SAMPLE: Two.\n",
            expect![[r#"
                8:1 "REAR ADM. MAX SAMPLE": This is the full form again; after the first mention the label is “REAR ADM. SAMPLE:”.
                  see 4:1 "REAR ADM. MAX SAMPLE": the first mention
                  fix: Write “REAR ADM. SAMPLE:” -> ["REAR ADM. SAMPLE: Two."]
            "#]],
        );
        check(
            "label/form-drift",
            "REAR ADM. MAX SAMPLE: One.\n\nREAR ADM. MAX SAMPLE: Two.\n",
            expect![[""]],
        );
    }

    #[test]
    fn two_forms_in_turn_are_no_drift() {
        check(
            "label/form-drift",
            "MR. SAMPLE: One.\n\nMAX SAMPLE: Two.\n\nMR. SAMPLE: Three.\n\nMAX SAMPLE: Four.\n\nMR. SAMPLE: Five.\n",
            expect![[""]],
        );
    }
}
