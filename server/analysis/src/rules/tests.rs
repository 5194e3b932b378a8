//! What holds for every rule, and the helper that the rules' own tests use.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{Diagnostic, FixKind, Place, RULES, Related, Rule, Safety, doc_url, edits, rule};
use crate::model::date::Date;
use crate::settings::{Level, RuleSettings, Settings};
use crate::{Analysis, Cancel, Cancelled, Encoding, Text};

/// The analysis of `text` with a rule switched on, whatever its default.
pub fn with_rule(code: &'static str, text: &str) -> Analysis {
    let level = Some(Level::On);
    let on = RuleSettings {
        level,
        ..RuleSettings::default()
    };
    let settings = Settings {
        rules: HashMap::from([(code, on)]),
        today: Date::new(2022, 3, 1),
        ..Settings::default()
    };
    Analysis::with(text, settings)
}

/// Runs one rule over `text` and compares what it finds: each finding with the text it points at,
/// its fixes, and the text after the first fix.
pub fn check(code: &'static str, text: &str, expect: Expect) {
    assert!(rule(code).is_some(), "{code} is not in the registry");
    let analysis = with_rule(code, text);
    let mut out = String::new();
    for diagnostic in analysis
        .diagnostics()
        .iter()
        .filter(|diagnostic| diagnostic.code == code)
    {
        render(&analysis, diagnostic, &mut out);
    }
    expect.assert_eq(&out);
}

fn render(analysis: &Analysis, diagnostic: &Diagnostic, out: &mut String) {
    let at = |byte| {
        let position = analysis.text().position(byte, Encoding::Utf32);
        format!("{}:{}", position.line + 1, position.column + 1)
    };
    let range = &diagnostic.range;
    writeln!(
        out,
        "{} {:?}: {}",
        at(range.start),
        analysis.slice(range.clone()),
        diagnostic.message
    )
    .unwrap();
    for Related { place, note } in &diagnostic.related {
        match place {
            Place::Document(range) => writeln!(
                out,
                "  see {} {:?}: {note}",
                at(range.start),
                analysis.slice(range.clone())
            ),
            Place::Roster(range) => {
                writeln!(out, "  see the roster at byte {}: {note}", range.start)
            }
        }
        .unwrap();
    }
    for fix in &diagnostic.fixes {
        let fixed = applied(analysis.text(), &fix.edits);
        let lines: Vec<&str> = fixed.lines().collect();
        let old = analysis.text().to_string();
        let changed: Vec<&str> = lines
            .into_iter()
            .filter(|line| !old.lines().any(|known| known == *line))
            .collect();
        let safe = match fix.safety {
            Safety::Safe => "safe fix",
            Safety::Unsafe => "fix",
            Safety::Choice => "choice",
        };
        writeln!(out, "  {safe}: {} -> {changed:?}", fix.title).unwrap();
    }
}

/// The text after `edits`, which are in order.
pub fn applied(text: &Text, edits: &[crate::Edit]) -> String {
    let mut text = text.clone();
    text.apply_all(edits);
    text.to_string()
}

#[test]
fn codes_are_unique_sorted_and_well_formed() {
    for pair in RULES.windows(2) {
        assert!(
            pair[0].code < pair[1].code,
            "{} before {}",
            pair[0].code,
            pair[1].code
        );
    }
    for rule in RULES {
        let (area, name) = rule.code.split_once('/').expect(rule.code);
        assert!(
            [
                "cast",
                "correction",
                "import",
                "label",
                "meta",
                "note",
                "qa",
                "suppress",
                "time",
                "time",
                "typo"
            ]
            .contains(&area),
            "{area}"
        );
        assert!(
            name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "{name}"
        );
    }
}

#[test]
fn documentation_has_its_parts_and_its_examples_are_true() {
    for rule in RULES {
        for heading in [
            "## What it does\n",
            "## Why\n",
            "## Example\n",
            "## Use instead\n",
            "## Fix\n",
        ] {
            assert_eq!(
                rule.doc.matches(heading).count(),
                1,
                "{}: {heading}",
                rule.code
            );
        }
        let (wrong, right) = rule.doc.split_once("## Use instead").unwrap();
        let found = |part: &str| {
            examples(part)
                .iter()
                .flat_map(|text| with_rule(rule.code, text).diagnostics().to_vec())
                .any(|d| d.code == rule.code)
        };
        assert!(found(wrong), "{}: the example is not found", rule.code);
        assert!(
            !examples(right).is_empty() && !found(right),
            "{}: the better text is found as well",
            rule.code
        );
    }
}

fn all_are(rule: &Rule, diagnostic: &Diagnostic, safety: Safety) {
    assert!(!diagnostic.fixes.is_empty(), "{}", rule.code);
    let of_the_kind = diagnostic.fixes.iter().all(|fix| fix.safety == safety);
    assert!(of_the_kind, "{}", rule.code);
}

#[test]
fn fixes_are_of_the_kind_that_the_rule_declares() {
    for rule in RULES {
        let example = &examples(rule.doc)[0];
        let analysis = with_rule(rule.code, example);
        for diagnostic in analysis
            .diagnostics()
            .iter()
            .filter(|diagnostic| diagnostic.code == rule.code)
        {
            match rule.fix {
                FixKind::None => assert!(diagnostic.fixes.is_empty(), "{}", rule.code),
                FixKind::Safe => assert!(
                    diagnostic
                        .fixes
                        .iter()
                        .any(|fix| fix.safety == Safety::Safe),
                    "{}",
                    rule.code
                ),
                FixKind::Unsafe => all_are(rule, diagnostic, Safety::Unsafe),
                FixKind::Choice => all_are(rule, diagnostic, Safety::Choice),
            }
        }
    }
}

#[test]
fn the_first_fix_of_an_example_removes_the_finding_and_a_safe_one_no_word() {
    for rule in RULES {
        let example = &examples(rule.doc)[0];
        let analysis = with_rule(rule.code, example);
        let findings = |analysis: &Analysis| {
            analysis
                .diagnostics()
                .iter()
                .filter(|d| d.code == rule.code)
                .count()
        };
        let Some(fix) = analysis
            .diagnostics()
            .iter()
            .find(|d| d.code == rule.code)
            .and_then(|d| d.fixes.first())
        else {
            continue;
        };
        let fixed = applied(analysis.text(), &fix.edits);
        assert!(
            findings(&with_rule(rule.code, &fixed)) < findings(&analysis),
            "{}: {fixed}",
            rule.code
        );
        if fix.safety == Safety::Safe {
            assert_eq!(bare(&fixed), bare(example), "{}", rule.code);
        }
    }
}

/// What safe fixes keep: every character that shows something. The width of a colon is none of its own.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|&c| is_seen(c))
        .map(|c| if c == '：' { ':' } else { c })
        .collect()
}

fn is_seen(c: char) -> bool {
    let invisible = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffc}');
    !c.is_whitespace() && !c.is_control() && !invisible
}

fn examples(doc: &str) -> Vec<String> {
    doc.split("```presscript\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_briefing() {
    let analysis = Analysis::of(BRIEFING);
    let mut out = String::new();
    for diagnostic in analysis.diagnostics() {
        let line = analysis.text().line_of(diagnostic.range.start) + 1;
        let found: String = analysis
            .slice(diagnostic.range.clone())
            .chars()
            .take(40)
            .collect();
        let (severity, code) = (diagnostic.severity.name(), diagnostic.code);
        writeln!(out, "{line}: {severity} {code} {found:?}").unwrap();
    }
    expect![[r#"
        1: hint qa/opening-unattributed "Storms have closed three of the four har"
        1: information typo/spaces "  "
        2: information typo/spaces " "
        11: information typo/spaces " "
        21: information typo/mixed-quotes "'"
        29: information label/extra-space "  "
        42: information typo/spaces " "
        44: warning qa/handoff-mismatch "Island TV"
        46: warning note/glued ".[inaudible]"
        48: information typo/spaces "  "
        53: information label/no-blank-before "Harbour Council Chair"
        65: warning qa/handoff-mismatch "Islandic National News Agency"
    "#]]
    .assert_eq(&out);
}

const BRIEFING: &str = include_str!("../../../../tests/fixtures/briefing.presscript");

/// The pages of all rules in one file. Written anew, and the test fails, when it is not what the rules say.
#[test]
fn the_pages_are_in_rules_md() {
    let mut pages = String::from(
        "# Rules\n\nGenerated from the rules' own documentation; a test writes it. A safe fix changes no word.\n",
    );
    for rule in RULES {
        let fix = match rule.fix {
            FixKind::None => "no fix",
            FixKind::Safe => "safe fix",
            FixKind::Unsafe => "fix to look at",
            FixKind::Choice => "fixes to choose from",
        };
        let off = if rule.enabled { "" } else { ", off by default" };
        let (severity, since) = (rule.severity.name(), rule.since);
        let doc = rule.doc.trim_end().replace("\n## ", "\n### ");
        let doc = doc.strip_prefix("## ").unwrap_or(&doc);
        let code = rule.code;
        write!(
            pages,
            "\n## {code}\n\n{severity}{off}, {fix}, since {since}\n\n### {doc}\n"
        )
        .unwrap();
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/RULES.md");
    let written = std::fs::read_to_string(path).unwrap_or_default();
    if written != pages {
        std::fs::write(path, &pages).expect("the folder can be written to");
        panic!("RULES.md was stale and is now written anew");
    }
}

/// GitHub's anchor of a heading: lower case, spaces as hyphens, other punctuation dropped.
#[test]
fn addresses_of_pages_are_the_anchors_of_their_headings() {
    for rule in RULES {
        let anchor: String = rule
            .code
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        assert_eq!(doc_url(rule.code).rsplit('#').next(), Some(anchor.as_str()));
    }
}

/// Lines that rules have something to say about, from real habits and slips.
const LINES: &[&str] = &[
    "Anna Example (FBC): Who decides?  ",
    "Anna Example (FBC):  And when? \u{a0}",
    "  Anna Example (FBC): Where?",
    "Anna Example (FBC : Why?",
    "Minister Mustername:We do.",
    "Minister Mustername : The\u{a0}council  does.\t",
    "Minister Mustername:",
    "MR. SAMPLE:  One.  Two.  Three.",
    "Q    Thank you.[laughter]And so",
    ": Thank you.",
    "[Follow-up question inaudible",
    "some..[inaudible]military\tjets (Laughter.)So",
    "And who pays? MR. SAMPLE: We do. It's “late”, isn’t it?",
    "Question: Why？",
    "Anna Example (FBC)：Why？",
    "毛宁:中方",
    "QMINISTER MUSTERNAME: And [laugher]",
    "[^1]: Note [^2]",
    "毛宁：中方[笑声]中方",
    " \u{a0}",
    "",
    "",
    "%% presscript-ignore label/no-space, typo/space: as published",
    "---",
    "# Opening  remarks ",
    "\u{feff}A fer\u{ad}ry,\u{200b} a\u{c}har\u{200d}bour \u{92}and so\u{2028}on",
];

fn documents() -> impl Strategy<Value = String> {
    let fixture = BRIEFING.lines().filter(|line| line.len() < 200);
    let lines: Vec<String> = LINES
        .iter()
        .copied()
        .chain(fixture)
        .map(str::to_owned)
        .collect();
    let cut = |line: String, at: usize| {
        let at = line.char_indices().nth(at).map_or(line.len(), |(at, _)| at);
        line[at..].to_owned()
    };
    let line = (
        prop::sample::select(lines),
        prop_oneof![4 => Just(0), 1 => 0..30_usize],
    )
        .prop_map(move |(line, at)| cut(line, at));
    let breaks = prop::sample::select(vec!["\n", "\n", "\n", "\n\n", "\r\n", "\r"]);
    prop::collection::vec((line, breaks), 0..40).prop_map(|lines| {
        lines
            .into_iter()
            .map(|(line, line_break)| line + line_break)
            .collect()
    })
}

proptest! {
    #![proptest_config(crate::at_least(200))]

    #[test]
    fn safe_fixes_end_and_keep_all_that_is_no_white_space(document in documents()) {
        let mut text = Text::new(&document);
        let mut rounds = 0;
        loop {
            let analysis = Analysis::new(text.clone(), Arc::default(), &Cancel::default()).expect("nobody cancels");
            let edits = edits(analysis.diagnostics(), Safety::Safe);
            if edits.is_empty() {
                break;
            }
            for pair in edits.windows(2) {
                prop_assert!(pair[0].range.end <= pair[1].range.start, "{:?}", pair);
            }
            let fixed = applied(&text, &edits);
            prop_assert_ne!(&fixed, &text.to_string());
            text = Text::new(&fixed);
            rounds += 1;
            prop_assert!(rounds < 20, "{}", fixed);
        }
        prop_assert_eq!(bare(&text.to_string()), bare(&document));
    }

    #[test]
    fn unsafe_fixes_end_and_never_overlap(document in documents()) {
        let mut text = Text::new(&document);
        let mut rounds = 0;
        loop {
            let analysis = Analysis::new(text.clone(), Arc::default(), &Cancel::default()).expect("nobody cancels");
            let edits = edits(analysis.diagnostics(), Safety::Unsafe);
            if edits.is_empty() {
                break;
            }
            for pair in edits.windows(2) {
                prop_assert!(pair[0].range.end <= pair[1].range.start, "{:?}", pair);
            }
            text = Text::new(&applied(&text, &edits));
            rounds += 1;
            prop_assert!(rounds < 60, "{:?} {}", edits, text.to_string());
        }
    }

    #[test]
    fn every_fix_has_edits_in_order_within_the_text(document in documents()) {
        let analysis = Analysis::of(&document);
        for diagnostic in analysis.diagnostics() {
            prop_assert!(diagnostic.range.start <= diagnostic.range.end);
            prop_assert!(diagnostic.range.end <= document.len());
            prop_assert!(document.is_char_boundary(diagnostic.range.start));
            prop_assert!(document.is_char_boundary(diagnostic.range.end));
            for fix in &diagnostic.fixes {
                prop_assert!(!fix.edits.is_empty(), "{}", diagnostic.code);
                for pair in fix.edits.windows(2) {
                    prop_assert!(pair[0].range.end <= pair[1].range.start, "{}", diagnostic.code);
                }
                for edit in &fix.edits {
                    prop_assert!(document.get(edit.range.clone()).is_some(), "{}", diagnostic.code);
                }
            }
        }
    }
}

#[test]
fn a_check_that_nobody_waits_for_stops() {
    let analysis = Analysis::of("Minister Mustername:I am glad.\n");
    let cancel = Cancel::default();
    cancel.cancel();
    assert_eq!(analysis.check(&cancel), Err(Cancelled));
    assert_eq!(
        analysis.diagnostics().len(),
        1,
        "and the next one is complete"
    );
}

/// What every finding about labels, questions and answers is: its line, code and text.
fn found(text: &str, areas: &[&str]) -> Vec<String> {
    let analysis = Analysis::of(text);
    let within =
        |diagnostic: &&Diagnostic| areas.iter().any(|area| diagnostic.code.starts_with(area));
    let diagnostics = analysis.diagnostics();
    let shown = diagnostics.iter().filter(within).map(|diagnostic| {
        let line = analysis.text().line_of(diagnostic.range.start) + 1;
        let marked = analysis.slice(diagnostic.range.clone());
        format!("{line} {} {marked}", diagnostic.code)
    });
    shown.collect()
}

#[test]
fn each_known_error_of_a_briefing_is_one_finding() {
    let good = "MS. SAMPLE:  It is open.  (Laughter.)\n\nQ    And why is that?\n\n".repeat(20);
    let bad = "MR. SAMPLE:  Because.\n\nQ    Really?\n\nQMS. SAMPLE:  Yes.\n\nQ    When will it close again? MS. SAMPLE:  On Friday.\n\n\
               Q    When?\n\n: On Friday.\n\nQ    What time?\n\nMS. SAMPEL:  At noon.\n\nQ    And then?\n\nMS. SAMPLE;  Then we wait.\n\n\
               Q    How long?\n\nMS. SAMPLE:  Long.\n\nTHE PRESIDENT:  Hello, folks.\n\nQ    Hello?\n\nTHE PRESIDENT:  Yes.\n\n\
               Q    Sir?\n\nTHE PRESIDNET:  Yes.\n";
    let lines = good.lines().count() + 1;
    let found = found(&(good + bad), &["label/", "qa/"]);
    let expected = [
        (0, "label/honorific-conflict MR. SAMPLE"),
        (4, "label/duplicated-prefix QMS. SAMPLE"),
        (6, "label/embedded MS. SAMPLE"),
        (10, "label/orphan-colon :"),
        (14, "label/near-miss MS. SAMPEL"),
        (18, "label/wrong-delimiter ;"),
        (32, "label/near-miss THE PRESIDNET"),
    ];
    let expected = expected.map(|(line, what)| format!("{} {what}", lines + line));
    assert_eq!(found, expected);
}

#[test]
fn labels_that_look_alike_are_no_misspelt_ones() {
    let text = "OPERATOR: Next.\n\nMODERATOR: Go.\n\nINTERLOCUTOR: Yes?\n\nINTERLOCUTORA: And?\n\nAUDIENCE MEMBER: What?\n\n\
                AUDIENCE MEMBERS: No!\n\nSpeaker 3: Hm.\n\nMs. Sample: Well.\n\n"
        .repeat(8)
        + "Speaker 0: One.\n\nINTERLOCUTOR: And?\n\nAUDIENCE MEMBERS: So?\n";
    let codes = [
        "label/near-miss",
        "label/unconfirmed",
        "label/honorific-conflict",
        "label/form-drift",
    ];
    assert_eq!(found(&text, &codes), [""; 0]);
}
