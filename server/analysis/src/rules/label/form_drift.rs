//! `label/form-drift`: one person under changing labels.

use std::collections::HashMap;

use crate::model::vocabulary::fold;
use crate::model::{Model, Role};
use crate::rules::habit::is_exception;
use crate::rules::house::HouseLabels;
use crate::rules::{Check, DocumentView, Findings, FixKind, Reads, Rule, Severity};

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
then on, and labels that are a third form of one person.

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
    check: Check::Document(Reads::Labels, check),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
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
        for &turn in later {
            let Some(name) = plain_name(model, turn) else {
                continue;
            };
            let again = same(name, first);
            let due_in_house = house
                .as_ref()
                .filter(|_| again)
                .and_then(|house| shortened(house, turn));
            let is_other = (again || !same(usual, first)) && !same(name, usual);
            let is_rare = usually > 1 && is_exception(times[name], usually);
            let due = match due_in_house {
                Some(Due::Shorter(due)) => due,
                Some(Due::Fits) => continue,
                None if is_other && is_rare => usual.to_owned(),
                None => continue,
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
