//! `label/placeholder`: a label that a machine or a hurried typist left in a name's place.

use crate::model::placeholder::is_placeholder;
use crate::rules::labels::Use;
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Relabelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/placeholder",
    severity: Severity::Warning,
    fix: FixKind::None,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels that stand in for a name: `Speaker 1`, `UNIDENTIFIED MALE`, `Unknown Speaker`. Each is
reported at its first turn, with the others as related places. Labels by which a house leaves people
unnamed on purpose are none: `AUDIENCE MEMBER`, `OPERATOR`, `QUESTION`, `UNIDENTIFIED REPORTER`. Where most
speakers have such a label, the names are left out on purpose, and nothing is said.

## Why
A transcript is worth little where nobody knows who speaks, and software that writes such labels often
gives one person two of them.

## Example
```presscript
Speaker 1: Who decides?

Minister Mustername: The council does.

Speaker 1: When?
```

## Use instead
```presscript
Anna Example: Who decides?

Minister Mustername: The council does.

Anna Example: When?
```

## Fix
None: only you know the name. Rename the speaker, and all turns change.
",
    check: Check::Labels(Labelled { check, is_affected }),
};

/// More places than these are not pointed at.
const MAX_RELATED: usize = 20;

fn is_affected(document: &DocumentView<'_>, relabelled: &Relabelled<'_>) -> bool {
    let mut labels = relabelled.labels();
    !document.labels().have_same_sums() || labels.any(|(_, form)| is_placeholder(&form.folded))
}

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let model = document.analysis.model();
    let uses = document.labels().uses();
    let all = uses.len();
    let stand_in: Vec<Use<'_>> = uses.filter(|used| used.spelling.is_placeholder).collect();
    if stand_in.len() * 2 > all {
        return;
    }
    for used in stand_in {
        let (&first, others) = used
            .turns
            .split_first()
            .expect("a label that is used starts a turn");
        let name = &used.label().name.text;
        let message = match others.len() {
            0 => format!("“{name}” names nobody; who speaks here?"),
            1 => format!("“{name}” names nobody; who speaks here and in another turn?"),
            _ => format!(
                "“{name}” names nobody; who speaks here and in {} more turns?",
                others.len()
            ),
        };
        let mut report = findings.report(model.label_range(first), message);
        for &turn in others.iter().take(MAX_RELATED) {
            report = report.related(model.label_range(turn), "speaks here as well");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn each_is_reported_once() {
        let text = "Speaker 1: One.\n\nUNIDENTIFIED MALE: Two.\n\nSpeaker 1: Three.\n\nSpeaker 2: Four.\n\n说话人1：五\n\nAnna Example: Six.\n\nMR. SAMPLE: Seven.\n\nPeter Placeholder: Eight.\n\nChair: Nine.\n";
        check(
            "label/placeholder",
            text,
            expect![[r#"
                1:1 "Speaker 1": “Speaker 1” names nobody; who speaks here and in another turn?
                  see 5:1 "Speaker 1": speaks here as well
                3:1 "UNIDENTIFIED MALE": “UNIDENTIFIED MALE” names nobody; who speaks here?
                7:1 "Speaker 2": “Speaker 2” names nobody; who speaks here?
                9:1 "说话人1": “说话人1” names nobody; who speaks here?
            "#]],
        );
    }

    #[test]
    fn names_may_be_left_out_on_purpose() {
        let text =
            "Speaker 1: One.\n\nSpeaker 2: Two.\n\nAnna Example: Three.\n\nSpeaker 1: Four.\n";
        check("label/placeholder", text, expect![[""]]);
    }

    #[test]
    fn a_house_may_leave_people_unnamed() {
        let text = "AUDIENCE MEMBER: One?\n\nOPERATOR: Two.\n\nQUESTION 2: Three?\n\nUNIDENTIFIED REPORTER: Four?\n\nSPEAKER: Five.\n\nSENIOR OFFICIAL ONE: Six.\n\nSENIOR OFFICIAL 2: Seven.\n";
        check("label/placeholder", text, expect![[""]]);
    }
}
