//! Tells people apart who have one label between them: `Reporter` becomes `Reporter 1`, `Reporter 2` and so on.

use super::Refactoring;
use super::place::Place;
use crate::Edit;
use crate::model::placeholder::is_numbered_placeholder;
use crate::model::segment::Label;
use crate::model::vocabulary::is_unspaced;

pub static NUMBER_PLACEHOLDERS: Refactoring = Refactoring {
    kind: "refactor.rewrite.numberPlaceholders",
    title: |place| {
        let numbers = numbers(place)?;
        let (first, last) = (numbers.first()?.1, numbers.last()?.1);
        let label = place.label_text(place.label()?);
        (first < last).then(|| format!("Number “{label}” by exchange, from {first} to {last}"))
    },
    edits: |place| {
        let numbers = numbers(place)?.into_iter();
        let edit = |(turn, number)| {
            let at = place.model.label_range(turn).end;
            let space = match place.label_text(turn).ends_with(is_unspaced) {
                true => "",
                false => " ",
            };
            Edit {
                range: at..at,
                text: format!("{space}{number}"),
            }
        };
        Some(numbers.map(edit).collect())
    },
};

/// The turns with the label at the place and their numbers. In one exchange, and in turns that follow each other, it is
/// one person's; numbers that are taken are not used again.
fn numbers(place: &Place<'_>) -> Option<Vec<(usize, usize)>> {
    let model = place.model;
    let here = &model.turns[place.label()?].form.as_ref()?.folded;
    let is_plain = |label: &Label| label.affiliation.is_none() && label.manner.is_none();
    let numbered = |stem: &str| is_numbered_placeholder(&format!("{stem} 1"));
    let is_placeholder = ASKERS.contains(&here.as_str()) || numbered(here);
    if !is_placeholder || is_numbered_placeholder(here) {
        return None;
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut taken = 0;
    for (at, turn) in model.turns.iter().enumerate() {
        let Some(rest) = turn
            .form
            .as_ref()
            .and_then(|form| form.folded.strip_prefix(here))
        else {
            continue;
        };
        taken = taken.max(rest.trim_start().parse().unwrap_or(0));
        let label = model.turn_segment(at).segment.label();
        if !rest.is_empty() || !label.is_some_and(is_plain) {
            continue;
        }
        let number = match found.last() {
            None => 1,
            Some(&(before, number)) => {
                let exchange = model.turns[before].exchange;
                let same = before + 1 == at || (exchange.is_some() && exchange == turn.exchange);
                number + usize::from(!same)
            }
        };
        found.push((at, number));
    }
    Some(
        found
            .into_iter()
            .map(|(turn, number)| (turn, taken + number))
            .collect(),
    )
}

/// Labels, folded, of people who ask and whom a house leaves unnamed.
const ASKERS: &[&str] = &[
    "reporter",
    "journalist",
    "journalistin",
    "journaliste",
    "correspondent",
    "questioner",
    "periodista",
    "журналист",
    "корреспондент",
    "记者",
    "記者",
];

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::features::code_action::tests::check as check_kind;

    fn check(text: &str, expect: expect_test::Expect) {
        check_kind(super::NUMBER_PLACEHOLDERS.kind, text, expect);
    }

    #[test]
    fn everybody_who_asks_gets_a_number() {
        check(
            "Rep$0orter: Why?\n\nMR. SAMPLE: So.\n\nReporter: Really?\n\nMR. SAMPLE: Yes.\n\nMS. DUMMY: The lady in the back.\n\nReporter: When?\n\nMR. SAMPLE: Now.\n\n# More\n\nReporter: Where?\n\nMR. SAMPLE: Here.\n",
            expect![[r#"
                > Number “Reporter” by exchange, from 1 to 4
                Reporter 1: Why?

                MR. SAMPLE: So.

                Reporter 2: Really?

                MR. SAMPLE: Yes.

                MS. DUMMY: The lady in the back.

                Reporter 3: When?

                MR. SAMPLE: Now.

                # More

                Reporter 4: Where?

                MR. SAMPLE: Here.
            "#]],
        );
        check(
            "$0记者：为什么？\n\n毛宁：好。\n\n# 二\n\n记者：何时？\n\n毛宁：好。\n",
            expect![[r#"
                > Number “记者” by exchange, from 1 to 2
                记者1：为什么？

                毛宁：好。

                # 二

                记者2：何时？

                毛宁：好。
            "#]],
        );
    }

    #[test]
    fn numbers_that_are_taken_are_not_used_again() {
        check(
            "Speaker 2: One.\n\nSpea$0ker: Two.\n\nSpeaker 2: Three.\n\nSpeaker: Four.\n",
            expect![[r#"
                > Number “Speaker” by exchange, from 3 to 4
                Speaker 2: One.

                Speaker 3: Two.

                Speaker 2: Three.

                Speaker 4: Four.
            "#]],
        );
    }

    #[test]
    fn names_and_single_people_have_no_number() {
        check("A $0B: One.\n\nC D: Two.\n\nA B: Three.\n", expect![[""]]);
        check("$0Reporter: Why?\n\nMR. SAMPLE: So.\n", expect![[""]]);
        check(
            "$0Q: Why?\n\nMR. SAMPLE: So.\n\n# More\n\nQ: When?\n",
            expect![[""]],
        );
    }
}
