//! What is offered in small texts with a cursor, and what they become when the first of it is taken.

use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::{Expect, expect};

use super::*;
use crate::Settings;
use crate::model::cast::Roster;
use crate::model::date::Date;

/// What is offered at `$0`, and the lines around it with the first one written.
#[track_caller]
fn check(text: &str, expect: Expect) {
    check_with(text, Settings::default(), expect);
}

#[track_caller]
fn check_with(text: &str, settings: Settings, expect: Expect) {
    expect.assert_eq(&shown(text, settings, None));
}

fn shown(text: &str, settings: Settings, typed: Option<char>) -> String {
    let offset = text.find("$0").expect("a cursor");
    let text = text.replacen("$0", "", 1);
    let found = completions(&Analysis::with(&text, settings), offset, typed).all;
    let labels: Vec<&str> = found.iter().map(|one| one.label.as_str()).collect();
    let mut shown = labels.join(" | ");
    if let Some(first) = found.first() {
        let lines = |range: &Range<usize>| {
            let mut text = text.clone();
            text.replace_range(range.clone(), &first.text);
            let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let end = range.start + first.text.len();
            let end = text[end..].find('\n').map_or(text.len(), |at| end + at);
            text[start..end]
                .trim_end_matches('\r')
                .replace('\u{a0}', "~")
        };
        let (replaced, inserted) = (lines(&first.replace), lines(&first.insert));
        write!(shown, "\n{replaced:?}").expect("a string grows");
        if inserted != replaced {
            write!(shown, "\ninserted: {inserted:?}").expect("a string grows");
        }
    }
    shown
}

const BRIEFING: &str = "Harbour Council Chair Max Mustername: Good day.

Council Spokesperson Erika Example: Radio Specimen.

Dora Dummy (Radio Specimen): Why?

Harbour Council Chair: So.

Council Spokesperson: Daily Sample.

Anna Sample (Daily Sample): Who?

Harbour Council Chair: They.

";

#[test]
fn an_empty_document_offers_nobody() {
    check("$0", expect![""]);
    check("\n\n$0", expect![""]);
}

#[test]
fn after_an_answer_the_moderator_is_due() {
    check(
        &format!("{BRIEFING}$0"),
        expect![[r#"
        Council Spokesperson | Anna Sample (Daily Sample) | Harbour Council Chair | Dora Dummy (Radio Specimen)
        "Council Spokesperson: ""#]],
    );
}

#[test]
fn after_the_first_answer_the_moderator_is_due_already() {
    let text = "\
Council Spokesperson Erika Example: Radio Specimen.

Dora Dummy (Radio Specimen): Why?

Harbour Council Chair Max Mustername: So.

";
    check(
        &format!("{text}$0"),
        expect![[r#"
        Council Spokesperson Erika Example | Dora Dummy (Radio Specimen) | Harbour Council Chair Max Mustername
        "Council Spokesperson Erika Example: ""#]],
    );
}

#[test]
fn after_a_question_whoever_answers_is_due() {
    let text = format!(
        "{BRIEFING}Council Spokesperson: Radio Specimen.\n\nDora Dummy (Radio Specimen): When?\n\n$0"
    );
    check(
        &text,
        expect![[r#"
        Harbour Council Chair | Council Spokesperson | Dora Dummy (Radio Specimen) | Anna Sample (Daily Sample)
        "Harbour Council Chair: ""#]],
    );
}

#[test]
fn whoever_is_called_is_due() {
    check(
        &format!("{BRIEFING}Council Spokesperson: Daily Sample.\n\n$0"),
        expect![[r#"
            Anna Sample (Daily Sample) | Dora Dummy (Radio Specimen) | Harbour Council Chair | Council Spokesperson
            "Anna Sample (Daily Sample): ""#]],
    );
    for (call, name) in [
        ("Radio Specimen", "Dora Dummy"),
        ("Daily Sample", "Anna Sample"),
    ] {
        let typed = format!("{BRIEFING}Council Spokesperson: {call}.\n\nS$0");
        let shown = shown(&typed, Settings::default(), None);
        assert!(shown.starts_with(name), "while the label is typed: {shown}");
    }
    let cast = "---\ncast:\n  - Nora Neu (Neue Muster) {press}\n---\n";
    check(
        &format!("{cast}{BRIEFING}Council Spokesperson: Nora, Neue Muster.\n\n$0"),
        expect![[r#"
            Nora Neu (Neue Muster) | Anna Sample (Daily Sample) | Dora Dummy (Radio Specimen) | Harbour Council Chair | Council Spokesperson
            "Nora Neu (Neue Muster): ""#]],
    );
}

#[test]
fn a_label_that_stands_there_is_replaced_as_a_whole() {
    let mut all = String::new();
    for label in [
        "$0Dora Dummy (Radio Specimen): Hm.",
        "Do$0ra Dummy (Radio Specimen): Hm.",
        "Dora$0: Hm.",
        "Dora Dummy ($0): Hm.",
        "Dora Dummy$0 (Daily Sam: Hm.",
        "Q$0  Hm.",
    ] {
        let shown = shown(&format!("{BRIEFING}{label}\n"), Settings::default(), None);
        writeln!(all, "{label}\n{shown}\n").expect("a string grows");
    }
    expect![[r#"
        $0Dora Dummy (Radio Specimen): Hm.
        Council Spokesperson | Anna Sample (Daily Sample) | Harbour Council Chair | Dora Dummy (Radio Specimen)
        "Council Spokesperson: Hm."
        inserted: "Council Spokesperson: Dora Dummy (Radio Specimen): Hm."

        Do$0ra Dummy (Radio Specimen): Hm.
        Dora Dummy (Radio Specimen) | Council Spokesperson | Anna Sample (Daily Sample) | Harbour Council Chair
        "Dora Dummy (Radio Specimen): Hm."
        inserted: "Dora Dummy (Radio Specimen): ra Dummy (Radio Specimen): Hm."

        Dora$0: Hm.
        Dora Dummy (Radio Specimen) | Council Spokesperson | Anna Sample (Daily Sample) | Harbour Council Chair
        "Dora Dummy (Radio Specimen): Hm."

        Dora Dummy ($0): Hm.
        Dora Dummy (Radio Specimen) | Radio Specimen | Daily Sample | Council Spokesperson | Anna Sample (Daily Sample) | Harbour Council Chair
        "Dora Dummy (Radio Specimen): Hm."

        Dora Dummy$0 (Daily Sam: Hm.
        Dora Dummy (Radio Specimen) | Council Spokesperson | Anna Sample (Daily Sample) | Harbour Council Chair
        "Dora Dummy (Radio Specimen): Hm."
        inserted: "Dora Dummy (Radio Specimen):  (Daily Sam: Hm."

        Q$0  Hm.
        Council Spokesperson | Anna Sample (Daily Sample) | Harbour Council Chair | Dora Dummy (Radio Specimen)
        "Council Spokesperson: Hm."

    "#]].assert_eq(&all);
}

#[test]
fn half_a_name_a_surname_or_an_outlet_finds_the_label() {
    for typed in ["dora", "Dum", "specimen", "Dora D"] {
        let analysis = Analysis::of(&format!("{BRIEFING}{typed}"));
        let found = completions(&analysis, analysis.text().len(), None).all;
        assert_eq!(found[0].label, "Dora Dummy (Radio Specimen)", "{typed}");
        assert!(
            found[0]
                .filter
                .to_lowercase()
                .starts_with(&typed.to_lowercase()),
            "{typed}: {found:?}"
        );
        assert_eq!(found.len(), 1, "{typed}");
    }
}

#[test]
fn prose_is_left_alone() {
    for text in [
        "So it was$0 said.",
        "In the end, Dora$0",
        "Who said: Dora$0",
        "# Dora$0",
        "%% Dora$0",
        "Harbour Council Chair: Dora$0",
    ] {
        assert_eq!(
            shown(&format!("{BRIEFING}{text}\n"), Settings::default(), None),
            "",
            "{text}"
        );
    }
}

#[test]
fn a_line_break_alone_offers_nothing_yet() {
    let typed = |text: &str| {
        shown(
            &format!("{BRIEFING}{text}"),
            Settings::default(),
            Some('\n'),
        )
    };
    assert_eq!(typed("Dora Dummy (Radio Specimen): When?\n$0"), "");
    assert!(
        typed("Dora Dummy (Radio Specimen): When?\n\n$0").starts_with("Harbour Council Chair |")
    );
}

#[test]
fn a_time_before_the_label_stays() {
    check(
        "[00:01] Anna Example: One.\n\n[00:02] Max Sample: Two.\n\n[00:03] $0",
        expect![[r#"
            Anna Example | Max Sample
            "[00:03] Anna Example: ""#]],
    );
}

#[test]
fn houses_have_their_marks() {
    check(
        "---\nprofile: white-house\n---\nMR. SAMPLE:  Good day.\n\nQ    Why?\n\nMR. SAMPLE:  So.\n\n$0",
        expect![[r#"
            Q | MR. SAMPLE
            "Q    ""#]],
    );
    check(
        "---\nprofile: white-house\n---\nMR. SAMPLE:  Good day.\n\nQ$0    Why?\n",
        expect![[r#"
            Q | MR. SAMPLE
            "Q    Why?""#]],
    );
    check(
        "---\nprofile: state\n---\n$0",
        expect![[r#"
        QUESTION
        "QUESTION: ""#]],
    );
    check(
        "---\nlang: fr\n---\nAnna EXEMPLE\u{a0}: Bonjour ?\n\nMax MODÈLE\u{a0}: Oui.\n\n$0",
        expect![[r#"
            Anna EXEMPLE | Max MODÈLE
            "Anna EXEMPLE~: ""#]],
    );
    check(
        "毛例：您好。\n\n例社记者：为什么？\n\n$0",
        expect![[r#"
        毛例 | 例社记者
        "毛例：""#]],
    );
    check(
        "President of Examples Max Mustername: Good day.\n\nQuestion: Why?\n\nMax Mustername: So.\n\nQuestion: And?\n\nMax$0",
        expect![[r#"
            Max Mustername
            "Max Mustername: ""#]],
    );
}

#[test]
fn the_first_mention_is_full_and_the_next_one_short() {
    let house = "---\nprofile: nato\ncast:\n  - Max Mustername, NATO Harbour Secretary {principal}\n  - Dora Dummy (Radio Specimen) {press}\n---\n";
    check(
        &format!("{house}$0"),
        expect![[r#"
            NATO Harbour Secretary Max Mustername | Dora Dummy (Radio Specimen)
            "NATO Harbour Secretary Max Mustername: ""#]],
    );
    check(
        &format!(
            "{house}NATO Harbour Secretary Max Mustername: Hi.\n\nDora Dummy (Radio Specimen): Why?\n\n$0"
        ),
        expect![[r#"
            NATO Harbour Secretary | Dora Dummy (Radio Specimen)
            "NATO Harbour Secretary: ""#]],
    );
    let nameless = "---\nprofile: nato\ncast:\n  - Anna Example {press}\n---\n$0";
    check(
        nameless,
        expect![[r#"
            Anna Example
            "Anna Example: ""#]],
    );
    let as_before = "Chair Max Mustername: Hi.\n\nAnna Example: Ho.\n\nChair: So.\n\nSecretary Erika Beispiel: Yes.\n\nChair: No.\n\nS$0";
    check(
        as_before,
        expect![[r#"
            Secretary
            "Secretary: ""#]],
    );
}

#[test]
fn people_of_the_roster_are_offered() {
    let (roster, problems) = Roster::parse(
        "people.yaml",
        "- Dora Dummy (Radio Specimen)\n- al-Muster (FBC)\n",
    );
    assert_eq!(problems, []);
    let settings = Settings {
        roster: Some(Arc::new(roster)),
        ..Settings::default()
    };
    check_with(
        "Anna Example (Daily Sample): Why?\n\nD$0",
        settings.clone(),
        expect![[r#"
            Dora Dummy (Radio Specimen) | Anna Example (Daily Sample)
            "Dora Dummy (Radio Specimen): ""#]],
    );
    check_with(
        "a$0",
        settings.clone(),
        expect![[r#"
            @al-Muster (FBC)
            "@al-Muster (FBC): ""#]],
    );
    check_with(
        "---\ncast:\n  - $0\n---\nAnna Example (Daily Sample): Why?\n",
        settings,
        expect![[r#"
            Anna Example (Daily Sample) | Dora Dummy (Radio Specimen) | al-Muster (FBC) | name | title | outlet | honorific | aka | role | opening
            "  - Anna Example (Daily Sample)""#]],
    );
}

#[test]
fn outlets_stand_in_the_brackets_of_a_label() {
    check(
        &format!("{BRIEFING}Nora Neu ($0"),
        expect![[r#"
        Daily Sample | Radio Specimen
        "Nora Neu (Daily Sample): ""#]],
    );
    check(
        &format!("{BRIEFING}Nora Neu (Da$0)"),
        expect![[r#"
        Daily Sample | Radio Specimen
        "Nora Neu (Daily Sample): ""#]],
    );
    let mut all = String::new();
    for (call, name) in [
        ("Neue Muster.", "Nora Neu ("),
        ("We will go to Radio Specimen.", "Nora Neu ("),
        ("Nora Neu.", "Nora Neu ("),
        ("Dora.", "Nora Neu ("),
    ] {
        let text = format!("{BRIEFING}Council Spokesperson: {call}\n\n{name}$0");
        let shown = shown(&text, Settings::default(), None);
        writeln!(all, "{call} {shown}").expect("a string grows");
    }
    expect![[r#"
        Neue Muster. Neue Muster | Daily Sample | Radio Specimen
        "Nora Neu (Neue Muster): "
        We will go to Radio Specimen. Radio Specimen | Daily Sample
        "Nora Neu (Radio Specimen): "
        Nora Neu. Daily Sample | Radio Specimen
        "Nora Neu (Daily Sample): "
        Dora. Daily Sample | Radio Specimen
        "Nora Neu (Daily Sample): "
    "#]]
    .assert_eq(&all);
    check(
        &format!("{BRIEFING}Dora Dummy ($0): Why?\n"),
        expect![[r#"
            Dora Dummy (Radio Specimen) | Radio Specimen | Daily Sample | Council Spokesperson | Anna Sample (Daily Sample) | Harbour Council Chair
            "Dora Dummy (Radio Specimen): Why?""#]],
    );
}

#[test]
fn annotations_are_spelt_as_the_document_spells_them() {
    check(
        "A B: One. (Laughter.)\n\nC D: Two. (Laughter.) (Applause.)\n\nA B: Three. ($0",
        expect![[r#"
            Laughter. | Applause.
            "A B: Three. (Laughter.)""#]],
    );
    check(
        "A B: One. (Laughter.)\n\nA B: Three. [$0",
        expect![[r#"
        inaudible | laughter | applause | crosstalk
        "A B: Three. [inaudible]""#]],
    );
    check(
        "---\nprofile: nato\n---\nA B: Three [$0] and so on.\n",
        expect![[r#"
            inaudible | Follow-up question inaudible | laughter | applause
            "A B: Three [inaudible] and so on.""#]],
    );
    check(
        "---\nlang: de\n---\nA B: Drei. [Heit$0",
        expect![[r#"
            Heiterkeit | unverständlich | Beifall | Zuruf
            "A B: Drei. [Heiterkeit]""#]],
    );
    check("A B: Three. \\[$0", expect![[""]]);
    check(
        "A B: We now [have] over [$0",
        expect![[r#"
        inaudible | laughter | applause | crosstalk
        "A B: We now [have] over [inaudible]""#]],
    );
}

#[test]
fn notes_are_referred_to() {
    check(
        "A B: One.[^1] Two.[^$0\n\n[^1]: It was so.\n[^b]: Or not.\n",
        expect![[r#"
            [^1] | [^b]
            "A B: One.[^1] Two.[^1]""#]],
    );
}

#[test]
fn attributes_stand_behind_the_label() {
    check(
        "Anna Example: {$0",
        expect![[r#"
        question | answer | follow-up | handoff | remarks | closing | off-mic | lang= | via=
        "Anna Example: {question""#]],
    );
    check(
        "Anna Example: {follow-up lang=$0} Ja.\n",
        expect![[r#"
            en | ar | de | es | fr | it | ja | pt | ru | zh | en-AU | en-GB | en-US | es-MX
            "Anna Example: {follow-up lang=en} Ja.""#]],
    );
    check("Anna Example: {-$0", expect![[""]]);
    check("Anna Example: One {$0", expect![[""]]);
}

#[test]
fn directives_name_rules_that_find_something_first() {
    check(
        "%%$0",
        expect![[r#"
        presscript-ignore | presscript-ignore-file
        "%% presscript-ignore ""#]],
    );
    check(
        "%% press$0\nAnna:One.\n",
        expect![[r#"
        presscript-ignore | presscript-ignore-file
        "%% presscript-ignore ""#]],
    );
    let first = |text: &str| {
        shown(text, Settings::default(), None)
            .split(" | ")
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        first("Max: So.\n\n%% presscript-ignore $0\nMinister Mustername:I am.\n"),
        "label/no-space"
    );
    let shown = shown(
        "%% presscript-ignore label/no-space note/g$0: why\nMinister Mustername:I am.\n",
        Settings::default(),
        None,
    );
    assert!(
        shown.contains("note/glued") && !shown.contains("label/no-space |"),
        "{shown}"
    );
    check(
        "%% presscript-ignore label/no-space: lab$0\n",
        expect![[""]],
    );
}

#[test]
fn front_matter_has_keys_and_values() {
    check(
        "---\ntitle: Day\n$0\n---\n",
        expect![[r#"
        date | location | status | profile | lang | media | cast
        "date: ""#]],
    );
    check(
        "---\nsta$0tus: x\n---\n",
        expect![[r#"
            status | title | date | location | profile | lang | media | cast
            "status: x"
            inserted: "statustus: x""#]],
    );
    check(
        "---\nca$0\n---\n",
        expect![[r#"
            cast | title | date | location | status | profile | lang | media
            "cast:\n  - ""#]],
    );
    check(
        "---\nstatus: $0\n---\n",
        expect![[r#"
        as-delivered | check-against-delivery | provisional | embargoed
        "status: as-delivered""#]],
    );
    check(
        "---\nstatus:em$0bargo\n---\n",
        expect![[r#"
            embargoed | as-delivered | check-against-delivery | provisional
            "status: embargoed"
            inserted: "status: embargoedbargo""#]],
    );
    check(
        "---\nlang: [en, $0]\n---\n",
        expect![[r#"
            ar | de | es | fr | it | ja | pt | ru | zh | en-AU | en-GB | en-US | es-MX
            "lang: [en, ar]""#]],
    );
    check("---\ntitle: $0\n---\n", expect![[""]]);
    check(
        "---\n$0",
        expect![[r#"
        title | date | location | status | profile | lang | media | cast
        "title: ""#]],
    );
    let settings = Settings {
        today: Date::new(2022, 3, 4),
        ..Settings::default()
    };
    check_with(
        "---\ndate: $0\n---\n",
        settings,
        expect![[r#"
        2022-03-04
        "date: 2022-03-04""#]],
    );
    assert!(
        shown("---\nprofile: white$0\n---\n", Settings::default(), None).contains("white-house")
    );
}

#[test]
fn the_cast_has_people_and_roles() {
    let turns = "---\nAnna Example (FBC): Why?\n\nWarden Max Mustername: So.\n";
    check(
        &format!("---\ncast:\n  -$0\n{turns}"),
        expect![[r#"
        Anna Example (FBC) | Warden Max Mustername | name | title | outlet | honorific | aka | role | opening
        "  - Anna Example (FBC) {press}""#]],
    );
    check(
        &format!("---\ncast:\n  - Anna Example (FBC) {{$0}}\n{turns}"),
        expect![[r#"
            principal | moderator | press | interpreter | opening | aka=
            "  - Anna Example (FBC) {principal}""#]],
    );
    check(
        &format!("---\ncast:\n  - Anna Example (FBC) {{press $0}}\n{turns}"),
        expect![[r#"
            opening | aka=
            "  - Anna Example (FBC) {press opening}""#]],
    );
    check(
        &format!("---\ncast:\n  - name: Anna Example\n    o$0\n{turns}"),
        expect![[r#"
            outlet | opening | title | honorific | aka | role
            "    outlet: ""#]],
    );
    check(
        &format!("---\ncast:\n  - name: Anna Example\n    role: $0\n{turns}"),
        expect![[r#"
            principal | moderator | press | interpreter
            "    role: principal""#]],
    );
    check(
        &format!("---\ncast:\n  - name: Anna Example\n    outlet: $0\n{turns}"),
        expect![[r#"
            FBC
            "    outlet: FBC""#]],
    );
}

#[test]
fn more_is_told_of_what_is_offered() {
    let text = format!("---\ncast:\n  - Nora Neu (FBC) {{press}}\n---\n{BRIEFING}");
    let analysis = Analysis::of(&text);
    let told = |about: About| documentation(&analysis, &about).unwrap_or_default();
    expect![[r#"
        **Max Mustername**, Harbour Council Chair  
        principal · 3 turns · 4 words (40 % of all) · 1 s  
        Introduced in line 5: Harbour Council Chair Max Mustername; last turn in line 17"#]]
    .assert_eq(&told(About::Person("Max Mustername".to_owned())));
    expect!["In the cast: Nora Neu, FBC; press"]
        .assert_eq(&told(About::Declared("Nora Neu".to_owned())));
    assert!(told(About::Key("lang".to_owned())).starts_with("The language"));
    assert!(told(About::Rule("label/no-space".to_owned())).starts_with("Finds"));
    assert_eq!(
        documentation(&analysis, &About::Person("Nobody".to_owned())),
        None
    );
}

#[test]
fn every_key_of_an_entry_is_known() {
    let known: Vec<&str> = front_matter::ENTRY_KEYS
        .iter()
        .map(|(name, _)| *name)
        .collect();
    assert_eq!(known, crate::model::cast::ENTRY_KEYS);
}
