//! What holds for every action, and the helper that the tests of refactorings use.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::features::tests::opened;
use crate::rules::RULES;
use crate::rules::tests::with_rule;

const TEXT: &str = "Minister Mustername:I am glad.\n\nDr. Sample:So am I.\n";

fn of_kinds(
    analysis: &Analysis,
    place: Range<usize>,
    wanted: impl Fn(&str) -> bool,
) -> Vec<CodeAction> {
    code_actions(analysis, std::slice::from_ref(&place), wanted)
}

fn at(analysis: &Analysis, cursor: usize) -> Vec<CodeAction> {
    of_kinds(analysis, cursor..cursor, |_| true)
}

fn applied(analysis: &Analysis, edits: &[Edit]) -> String {
    let mut text = analysis.text().clone();
    text.apply_all(edits);
    text.to_string()
}

/// Shows the titles of the actions of a kind at `$0`, and the text after the first of them; a CR as `␍`.
pub fn check(kind: &str, text: &str, expect: Expect) {
    let (analysis, cursor) = opened(text);
    let mut actions = at(&analysis, cursor);
    actions.retain(|action| action.kind == kind);
    let titles = actions.iter().map(|action| format!("> {}\n", action.title));
    let mut shown: String = titles.collect();
    if let Some(first) = actions.first() {
        shown.push_str(&applied(&analysis, &first.edits(&analysis)));
    }
    expect.assert_eq(&shown.replace('\r', "␍"));
}

#[test]
fn a_cursor_beside_a_finding_gets_its_fix() {
    let analysis = Analysis::of(TEXT);
    let colon = TEXT.find(':').unwrap();
    for cursor in [colon, colon + 1] {
        let actions = at(&analysis, cursor);
        let fix = &actions[0];
        assert_eq!(
            fix.edits(&analysis),
            [Edit {
                range: colon + 1..colon + 1,
                text: " ".to_owned()
            }]
        );
        let mended = fix.diagnostic(&analysis).map(|found| found.code);
        assert_eq!(mended, Some("label/no-space"));
        assert!(fix.preferred);
        let further = actions[1..]
            .iter()
            .filter(|action| action.kind == QUICK_FIX);
        assert!(further.clone().all(|action| !action.preferred));
        let titles: Vec<&str> = further.map(|action| action.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Fix all “label/no-space” in this document",
                "Ignore “label/no-space” here"
            ]
        );
    }
    let elsewhere = at(&analysis, 2);
    assert!(elsewhere.iter().all(|action| action.kind != QUICK_FIX));
}

#[test]
fn all_findings_of_a_rule_are_mended_at_once_and_no_other() {
    let text = format!("{TEXT}\nAnna Example (FBC):Why[laughter]so?\n");
    let analysis = Analysis::of(&text);
    let actions = at(&analysis, text.find("I am").unwrap());
    let all = actions
        .iter()
        .find(|action| action.title.starts_with("Fix all"));
    expect![[r#"
        Minister Mustername: I am glad.

        Dr. Sample: So am I.

        Anna Example (FBC): Why[laughter]so?
    "#]]
    .assert_eq(&applied(&analysis, &all.unwrap().edits(&analysis)));
    let alone = at(&analysis, text.find("[laughter]").unwrap());
    assert!(
        alone
            .iter()
            .all(|action| !action.title.starts_with("Fix all"))
    );
}

#[test]
fn a_finding_is_set_aside_by_a_directive_that_works() {
    for text in [
        TEXT,
        "\u{feff}Minister Mustername:I am glad.\r\n",
        "Anna Example: So.\nI[laughter]am.\n",
        "---\ndate: tomorrow\n---\nAnna Example: So.\n",
    ] {
        let analysis = Analysis::of(text);
        let found = analysis.diagnostics()[0].clone();
        let actions = at(&analysis, found.range.start);
        let ignore = actions
            .iter()
            .find(|action| action.title.starts_with("Ignore"));
        let ignored = applied(&analysis, &ignore.expect(text).edits(&analysis));
        let left = Analysis::of(&ignored);
        let codes: Vec<&str> = left.diagnostics().iter().map(|found| found.code).collect();
        let before = analysis
            .diagnostics()
            .iter()
            .filter(|other| other.code == found.code)
            .count();
        let after = codes.iter().filter(|code| **code == found.code).count();
        assert_eq!(after, before - 1, "{ignored}");
        assert!(
            !codes.iter().any(|code| code.starts_with("suppress/")),
            "{ignored}"
        );
    }
}

/// A directive is a line of its own; that line must not be what makes the finding go.
#[test]
fn whatever_a_rule_finds_can_be_set_aside() {
    let mut wrong = String::new();
    for rule in RULES {
        let of_rule = |analysis: &Analysis| {
            let found = analysis.diagnostics().iter();
            let found = found.filter(|found| found.code == rule.code);
            found.map(|found| found.range.start).collect::<Vec<_>>()
        };
        let example = rule.doc.split("```presscript\n").nth(1);
        let example = example.and_then(|rest| rest.split("```").next());
        let analysis = with_rule(rule.code, example.expect("rules have examples"));
        let found = of_rule(&analysis);
        for &place in &found {
            let actions = at(&analysis, place);
            let title = format!("Ignore “{}”", rule.code);
            let mut ignoring = actions.iter().filter(|of| of.title.starts_with(&title));
            // What is wrong with comments cannot be.
            let Some(ignoring) = ignoring.next() else {
                continue;
            };
            let text = applied(&analysis, &ignoring.edits(&analysis));
            let ignored = with_rule(rule.code, &text.replace("<why>", "so"));
            let mut left = ignored.diagnostics().iter();
            let unused = left.any(|found| found.code == "suppress/unused");
            if unused || of_rule(&ignored).len() >= found.len() {
                wrong += &format!("{}:\n{text}\n", rule.code);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_is_wrong_with_a_directive_can_not_be_set_aside() {
    let text = "%% presscript-ignore label/no-space: so\nAnna Example: So.\n";
    let actions = at(&Analysis::of(text), text.find("label").unwrap());
    assert!(
        actions
            .iter()
            .all(|action| !action.title.starts_with("Ignore"))
    );
}

#[test]
fn fix_all_holds_every_safe_fix() {
    let analysis = Analysis::of(TEXT);
    let actions = at(&analysis, 0);
    let all = actions.iter().find(|action| action.kind == FIX_ALL);
    assert_eq!(all.expect("a fix for all").edits(&analysis).len(), 2);
}

#[test]
fn only_what_is_wanted_is_worked_out() {
    let analysis = Analysis::of(TEXT);
    for kind in kinds() {
        let actions = of_kinds(&analysis, 0..TEXT.len(), |of| of == kind);
        assert!(actions.iter().all(|action| action.kind == kind));
    }
    assert!(of_kinds(&analysis, 0..TEXT.len(), |_| false).is_empty());
}

#[test]
fn a_question_gets_the_label_of_whoever_names_himself() {
    for (question, profile, label) in [
        ("Q   ", "generic", "Anna Example (UPI):   "),
        ("Q. ", "generic", "Anna Example (UPI): "),
        ("Question: ", "japan-mofa", "UPI, EXAMPLE: "),
    ] {
        let front = format!("---\nprofile: {profile}\n---\n");
        let said = "Anna Example with UPI. Why?\n";
        let text = format!("{front}{question}{said}\nMR. SAMPLE: So.\n");
        let analysis = Analysis::of(&text);
        let actions = at(&analysis, front.len());
        let action = actions
            .iter()
            .find(|action| action.kind == label_asker::LABEL_ASKER.kind);
        let edits = action.expect("an action").edits(&analysis);
        let written = applied(&analysis, &edits);
        assert!(
            written.contains(&format!("---\n{label}{said}")),
            "{written}"
        );
    }
}

/// The words of a text outside of labels, attributes and front matter, and without the marks that refactorings add.
fn said(text: &str) -> String {
    let analysis = Analysis::of(text);
    let mut said = String::new();
    for placed in &analysis.model().segments {
        if matches!(
            placed.segment.kind,
            crate::model::segment::SegmentKind::FrontMatter(_)
        ) {
            continue;
        }
        let mut start = placed.start;
        if let Some(line) = placed.segment.speaker_line() {
            if let Some(stamp) = &line.timestamp {
                said.push_str(
                    &analysis.slice(placed.start + stamp.start..placed.start + stamp.end),
                );
            }
            start += line.body;
        }
        said.push_str(&analysis.slice(start..placed.start + placed.segment.len));
    }
    said.retain(|c| !c.is_whitespace() && !"\\[]()\u{feff}".contains(c));
    said
}

proptest! {
    #![proptest_config(crate::at_least(100))]

    #[test]
    fn refactorings_keep_every_word(
        text in "(Anna Example \\(FBC\\): |MR. SAMPLE:  |Reporter: |Speaker: |Q    |Q\\. |Harbour Chair : |\\[00:01:02\\] |\\{follow-up\\} |Why\\?|So am I. |In Texas: no. |A\\. Smith |\\[laughs\\]|\\(Laughter.\\)|He leaves.|记者：|你好。再见|\\{|# |%% |---|[a-z]{1,5} |\\n\\n|\\n|\\r\\n|😀|\\PC){0,30}",
    ) {
        let analysis = Analysis::of(&text);
        let before = said(&text);
        for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
            let wanted = |kind: &str| kind != QUICK_FIX && kind != FIX_ALL && (offset == 0 || !kind.starts_with(SOURCE));
            for action in of_kinds(&analysis, offset..offset, wanted) {
                let edits = action.edits(&analysis);
                prop_assert!(!edits.is_empty(), "{}", action.title);
                for pair in edits.windows(2) {
                    prop_assert!(pair[0].range.end <= pair[1].range.start, "{}", action.title);
                }
                let after = applied(&analysis, &edits);
                prop_assert_eq!(&before, &said(&after), "{}\n{}", action.title, after);
            }
        }
    }
}
