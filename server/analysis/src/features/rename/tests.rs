//! What changes where, text in and text out.

use std::sync::Arc;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::features::tests::opened;
use crate::model::cast::Roster;
use crate::{Settings, Text};

/// Renames what is at the cursor, and shows the lines that change, or why nothing does.
fn check(text: &str, new: &str, expect: Expect) {
    let (analysis, offset) = opened(text);
    expect.assert_eq(&changed(&analysis, offset, new));
}

fn changed(analysis: &Analysis, offset: usize, new: &str) -> String {
    match rename(analysis, offset, new, &Cancel::default()).expect("nobody cancels") {
        Err(Refusal(why)) => why + "\n",
        Ok(renamed) => {
            let (old, new) = (
                analysis.text().to_string(),
                applied(analysis, &renamed.edits),
            );
            let lines = old.lines().zip(new.lines());
            lines
                .filter(|(old, new)| old != new)
                .map(|(_, new)| new.to_owned() + "\n")
                .collect()
        }
    }
}

fn applied(analysis: &Analysis, edits: &[Edit]) -> String {
    let mut text = analysis.text().clone();
    text.apply_all(edits);
    text.to_string()
}

/// What would be renamed, in guillemets where it is, and what it is called.
fn prepared(text: &str) -> String {
    let (analysis, offset) = opened(text);
    match prepare(&analysis, offset) {
        Err(Refusal(why)) => why,
        Ok(Prepared { range, placeholder }) => {
            let line = analysis.text().line_of(range.start);
            let Range { start, end } = analysis.text().line_range(line);
            let slice = |range| analysis.slice(range);
            format!(
                "{}«{}»{} {placeholder}",
                slice(start..range.start),
                slice(range.clone()),
                slice(range.end..end)
            )
        }
    }
}

const TEXT: &str = "\
NATO Secretary General Anna Example: Hello.

Moderator: Daily Sample.

Ben Dummy (Daily Sample): Anna Example, why?

MS. EXAMPLE: So.

Ben Dummy (Daily Sample): And?

A. Example: And so.

NATO Secretary General: Yes.

Dora Dummy (DAILY SAMPLE): When?

Ms Example: Now.
";

#[test]
fn a_person_is_renamed_in_every_form_of_the_label() {
    for cursor in ["Anna Ex$0ample:", "$0MS. EXAMPLE:", "A. Example$0:"] {
        check(
            &TEXT.replace(&cursor.replace("$0", ""), cursor),
            "Anne Sample",
            expect![[r#"
                NATO Secretary General Anne Sample: Hello.
                MS. SAMPLE: So.
                A. Sample: And so.
                Ms Sample: Now.
            "#]],
        );
    }
    for (cursor, new) in [
        ("MS. EXAM$0PLE:", "SAMPLE"),
        ("A. Exam$0ple:", "A. Sample"),
        ("MS. EXAM$0PLE:", "Ms. Sample"),
    ] {
        check(
            &TEXT.replace(&cursor.replace("$0", ""), cursor),
            new,
            expect![[r#"
                NATO Secretary General Anna Sample: Hello.
                MS. SAMPLE: So.
                A. Sample: And so.
                Ms Sample: Now.
            "#]],
        );
    }
}

#[test]
fn a_title_and_an_outlet_are_renamed_by_themselves() {
    check(
        &TEXT.replacen("Secretary", "Secr$0etary", 1),
        "Harbour Warden",
        expect![[r#"
            Harbour Warden Anna Example: Hello.
            Harbour Warden: Yes.
        "#]],
    );
    check(
        &TEXT.replacen("(Daily", "(Da$0ily", 1),
        "Radio Specimen",
        expect![[r#"
            Ben Dummy (Radio Specimen): Anna Example, why?
            Ben Dummy (Radio Specimen): And?
            Dora Dummy (RADIO SPECIMEN): When?
        "#]],
    );
    check(
        &TEXT.replacen("r: Daily S", "r: Daily $0S", 1),
        "Radio Specimen",
        expect![[r#"
            Ben Dummy (Radio Specimen): Anna Example, why?
            Ben Dummy (Radio Specimen): And?
            Dora Dummy (RADIO SPECIMEN): When?
        "#]],
    );
}

#[test]
fn a_hand_off_that_names_a_person_renames_the_person() {
    check(
        "Moderator: Anna$0 Example.\n\nAnna Example (FBC): Why?\n\nMinister Mustername: So.\n\nAnna Example (FBC): And?\n",
        "Anne Sample",
        expect![[r#"
            Anne Sample (FBC): Why?
            Anne Sample (FBC): And?
        "#]],
    );
}

const CAST: &str = "\
---
cast:
  - Max Mustername, Council Chair {principal}
  - {name: Anna Example, outlet: FBC, aka: [A. Example, 'Anni']}
  - name: \"Ben Dummy\"
    outlet: FBC
---
Council Chair: So.

Anna Example (FBC): Why?

Mr. Mustername: Thus.

BEN: When?
";

#[test]
fn the_cast_is_renamed_with_the_labels() {
    for (from, to) in [("Max Muster", "Max M$0uster"), ("Mr. M", "Mr. $0M")] {
        check(
            &CAST.replacen(from, to, 1),
            "Moritz Beispiel",
            expect![[r#"
                  - Moritz Beispiel, Council Chair {principal}
                Mr. Beispiel: Thus.
            "#]],
        );
    }
    check(
        &CAST.replacen("name: Anna", "name: An$0na", 1),
        "Anne Sample",
        expect![[r#"
              - {name: Anne Sample, outlet: FBC, aka: [A. Sample, 'Anni']}
            Anne Sample (FBC): Why?
        "#]],
    );
    check(
        &CAST.replacen("BEN", "BE$0N", 1),
        "Benno",
        expect![[r#"
              - name: "Benno Dummy"
            BENNO: When?
        "#]],
    );
    check(
        &CAST.replacen("(FBC", "(FB$0C", 1),
        "Radio",
        expect![[r#"
              - {name: Anna Example, outlet: Radio, aka: [A. Example, 'Anni']}
                outlet: Radio
            Anna Example (Radio): Why?
        "#]],
    );
    check(
        &CAST.replacen("Council", "Coun$0cil", 1),
        "Harbour Warden",
        expect![[r#"
              - Max Mustername, Harbour Warden {principal}
            Harbour Warden: So.
        "#]],
    );
}

#[test]
fn a_cast_entry_is_quoted_where_yaml_wants_it() {
    check(
        "---\ncast: [Anna E$0xample (FBC)]\n---\nAnna Example: Hi.\n",
        "Anna #1 Sample",
        expect![[r##"
            cast: ["Anna #1 Sample (FBC)"]
            Anna #1 Sample: Hi.
        "##]],
    );
    check(
        "---\ncast:\n  - name: Anna Example\n    outlet: F$0BC\n---\nAnna Example (FBC): Hi.\n",
        "O'Neill #1, \"TV\"",
        expect![[r##"
                outlet: "O'Neill #1, \"TV\""
            Anna Example (O'Neill #1, "TV"): Hi.
        "##]],
    );
}

#[test]
fn labels_of_other_houses_and_scripts() {
    check(
        "Daily Sample, EXAM$0PLE: Why?\n\nMINISTER: So.\n\nDaily Sample, DUMMY: And?\n\nDaily Sample, EXAMPLE: Well?\n",
        "Beispiel",
        expect![[r#"
            Daily Sample, BEISPIEL: Why?
            Daily Sample, BEISPIEL: Well?
        "#]],
    );
    check(
        "FRAGE MU$0STER: Wie?\n\nSTAATSMINISTER BEISPIEL: So.\n\nFRAGE MUSTER: Wann?\n",
        "Probe",
        expect![[r#"
            FRAGE PROBE: Wie?
            FRAGE PROBE: Wann?
        "#]],
    );
    check(
        "Василий При$0меров: Да.\n\nВопрос: Почему?\n\nВ. Примеров: Так.\n\nВ.Примеров: Вот.\n\nПримеров: Да.\n",
        "Пётр Образцов",
        expect![[r#"
            Пётр Образцов: Да.
            П. Образцов: Так.
            П.Образцов: Вот.
            Образцов: Да.
        "#]],
    );
    check(
        "外交部发言人例$0子：好。\n\n法新社记者：什么？\n\n例子：是。\n",
        "样本",
        expect![[r#"
            外交部发言人样本：好。
            样本：是。
        "#]],
    );
    check(
        "法新$0社记者：什么？\n\n外交部发言人例子：好。\n\n法新社记者：什么？\n",
        "虚构社",
        expect![[r#"
            虚构社记者：什么？
            虚构社记者：什么？
        "#]],
    );
    check(
        "MR. SAM$0PLE and MR. DUMMY: Hello.\n\nMR. SAMPLE: I.\n\nMR. DUMMY: And I.\n",
        "Example",
        expect![[r#"
            MR. EXAMPLE and MR. DUMMY: Hello.
            MR. EXAMPLE: I.
        "#]],
    );
    check(
        "MR. SAMPLE and MR. DU$0MMY: Hello.\n\nMR. SAMPLE: I.\n\nMR. DUMMY: And I.\n",
        "MS. DUMMY",
        expect![[r#"
            MR. SAMPLE and MS. DUMMY: Hello.
            MS. DUMMY: And I.
        "#]],
    );
    check(
        "Minister of Examples Muster$0name: So.\n\nQ: Why?\n\nMustername: So.\n",
        "Beispiel",
        expect![[r#"
            Minister of Examples Beispiel: So.
            Beispiel: So.
        "#]],
    );
}

#[test]
fn a_placeholder_becomes_a_whole_label() {
    check(
        "Speaker 1: One.\n\nSpeaker 2: Two.\n\nSPEAKER$0 1: Three, Speaker 1.\n",
        "Minister Max Mustername (FBC)",
        expect![[r#"
            Minister Max Mustername (FBC): One.
            Minister Max Mustername (FBC): Three, Speaker 1.
        "#]],
    );
}

#[test]
fn a_note_is_renamed_where_it_is_named() {
    let text = "Anna: One.[^1] Two.[^2]\n\nBen: [^1]\n[^$01]: Zero [^1].\n[^2]: Two.\n";
    for new in ["date", "[^date]"] {
        check(
            text,
            new,
            expect![[r#"
                Anna: One.[^date] Two.[^2]
                Ben: [^date]
                [^date]: Zero [^date].
            "#]],
        );
    }
    check(
        text,
        "2",
        expect![[r#"
        There is another note “[^2]” in this transcript.
    "#]],
    );
    check(
        text,
        "a b",
        expect![[r#"
        A note is called by 1 to 32 characters without white space, brackets, “^” and “\”.
    "#]],
    );
    check(text, "1", expect![""]);
}

#[test]
fn a_misspelt_name_becomes_the_right_one_but_nobody_becomes_somebody_else() {
    check(
        "Anna Example (FBC): Why?\n\nMinister Mustername: So.\n\nAnna Ex$0mple (FBC): And?\n",
        "Anna Example",
        expect![[r#"
            Anna Example (FBC): And?
        "#]],
    );
    check(
        "Anna Example: Hi.\n\nEXAM$0PLE: So.\n\nMax Dummy: Well.\n\nDUMMY: So.\n",
        "Dora Dummy",
        expect![[r#"
            “Dora Dummy” could not be told from “Max Dummy” in all labels; a label with a surname alone may mean either.
        "#]],
    );
    check(
        "Anna Exa$0mple: Hi.\n\nMax Dummy: Well.\n\nMR. DUMMY: So.\n",
        "Dora Dummy",
        expect![[r#"
            Dora Dummy: Hi.
        "#]],
    );
}

#[test]
fn what_can_be_no_label_is_refused() {
    let text = "Anna Exam$0ple (FBC): Why?\n";
    for (new, expect) in [
        (
            "  ",
            expect![[r#"
            A name with a letter in it is needed.
        "#]],
        ),
        (
            "Anna\nExample",
            expect![[r#"
            “Anna
            Example” can’t stand in a label, which is on one line and has no colon, brace, “@” or “\” in it.
        "#]],
        ),
        (
            "Anna (Radio)",
            expect![[r#"
            A name has no brackets and commas; title and outlet are renamed by themselves.
        "#]],
        ),
        (
            "Q",
            expect![[r#"
            “Q” is a label that names nobody; nobody can be called that.
        "#]],
        ),
        (
            "what she said to all of us in the rain that day",
            expect![[r#"
            This can’t be a label, or not in all places where the old one stands; nothing was changed.
        "#]],
        ),
    ] {
        check(text, new, expect);
    }
}

#[test]
fn the_range_is_what_the_cursor_is_at() {
    for (text, expected) in [
        (
            "Minister An$0na Example (FBC): Hi.\n",
            "Minister «Anna Example» (FBC): Hi. Anna Example",
        ),
        (
            "$0Minister Anna Example (FBC): Hi.\n",
            "«Minister» Anna Example (FBC): Hi. Minister",
        ),
        ("THE PRES$0IDENT: Hi.\n", "THE «PRESIDENT»: Hi. PRESIDENT"),
        (
            "Minister Anna Example (F$0BC): Hi.\n",
            "Minister Anna Example («FBC»): Hi. FBC",
        ),
        (
            "Anna Example: Hi.\n\nM$0S. EXAMPLE: So.\n",
            "MS. «EXAMPLE»: So. Anna Example",
        ),
        ("Spea$0ker 1: Hi.\n", "«Speaker 1»: Hi. Speaker 1"),
        ("Anna: Hi.[^n$0ote]\n", "Anna: Hi.[^«note»] note"),
        (
            "$0Q: Hi?\n",
            "“Q” stands for whoever asks or answers and is nobody’s name; change the label of each turn by itself.",
        ),
        (
            "Da$0te: Today.\n",
            "“Date” is no speaker but heads a line of metadata; nobody has that name.",
        ),
        (
            "UNIDENTIFIED$0 MALE: Hi.\n",
            "“UNIDENTIFIED MALE” can stand for a different person in each turn; change the label of each turn by itself.",
        ),
        (
            "Anna (through inter$0preter): Hi.\n",
            "This says how it was said, and not who said it.",
        ),
        (
            "Anna: Hi$0.\n",
            "There is nothing to rename here; labels, entries of the cast and notes can be renamed.",
        ),
        (
            "$0",
            "There is nothing to rename here; labels, entries of the cast and notes can be renamed.",
        ),
        (
            ": Hi$0.\n",
            "There is nothing to rename here; labels, entries of the cast and notes can be renamed.",
        ),
        (
            "---\ncast:\n  - Anna Example {prin$0cipal}\n---\n",
            "Names, titles and outlets of the cast can be renamed; the rest of an entry can’t.",
        ),
        (
            "---\ncast:\n  - name: Anna Example\n    role: pr$0ess\n---\n",
            "Names, titles and outlets of the cast can be renamed; the rest of an entry can’t.",
        ),
        (
            "---\ncast:\n  - name: Anna Example\n    title: Cha$0ir\n---\n",
            "    title: «Chair» Chair",
        ),
    ] {
        assert_eq!(prepared(text), expected, "{text}");
    }
}

#[test]
fn a_person_of_the_roster_is_renamed_there_and_in_other_transcripts() {
    let roster =
        "cast:\n  - Max Mustername, Council Chair\n  - Anna Example (FBC)\n  - Ben Dummy (FBC)\n";
    let with = |text: &str| {
        let settings = Settings {
            roster: Some(Arc::new(Roster::parse("people.yaml", roster).0)),
            ..Settings::default()
        };
        Analysis::with(text, settings)
    };
    let rename_here = |text: &str, new: &str| {
        let offset = text.find("$0").expect("a cursor");
        let analysis = with(&text.replace("$0", ""));
        let renamed = rename(&analysis, offset, new, &Cancel::default());
        let renamed = renamed.expect("nobody cancels").expect("it can be renamed");
        let mut text = Text::new(roster);
        text.apply_all(&renamed.roster);
        (renamed, text.to_string())
    };
    let there = |renamed: &Renamed, text: &str| {
        let other = with(text);
        let edits = in_other(&other, renamed, &Cancel::default());
        applied(
            &other,
            &edits.expect("nobody cancels").expect("it can be renamed"),
        )
    };
    let (renamed, people) = rename_here("Council Chair: Hi.\n\nMuster$0name: So.\n", "Beispiel");
    assert_eq!(people, roster.replace("Mustername", "Beispiel"));
    assert_eq!(renamed.shared, [roster.find("Max").expect("it is there")]);
    assert_eq!(
        there(
            &renamed,
            "Q: Why?\n\nCouncil Chair Max Mustername: So.\n\nMR. MUSTERNAME: Mustername.\n"
        ),
        "Q: Why?\n\nCouncil Chair Max Beispiel: So.\n\nMR. BEISPIEL: Mustername.\n"
    );
    let (renamed, people) = rename_here("Anna Example (F$0BC): Why?\n", "Radio Specimen");
    assert_eq!(people, roster.replace("FBC", "Radio Specimen"));
    assert_eq!(renamed.shared.len(), 2);
    assert_eq!(
        there(&renamed, "Ben Dummy (FBC): Why?\n\nCouncil Chair: So.\n"),
        "Ben Dummy (Radio Specimen): Why?\n\nCouncil Chair: So.\n"
    );
    let own = "---\ncast: [Anna Example]\n---\nAnna Exa$0mple: Why?\n";
    let (renamed, people) = rename_here(own, "Anne Sample");
    assert_eq!(
        (people.as_str(), renamed.shared),
        (roster, Vec::new()),
        "declared by the transcript itself"
    );
}

/// Labels with the forms of one name, among others.
fn transcripts() -> impl Strategy<Value = String> {
    let label = prop::sample::select(vec![
        "Anna Example",
        "Anna Example (FBC)",
        "ANNA EXAMPLE",
        "MS. EXAMPLE",
        "Ms Example",
        "A. Example",
        "A.Example",
        "Minister Anna Example",
        "Minister",
        "Example, FBC",
        "Example",
        "Ben Dummy (Radio)",
        "Mr. Dummy",
        "Q",
        "Anna Example (through interpreter)",
        "@Anna Example",
        "Ben Dummy and Anna Example",
    ]);
    let text = prop::sample::select(vec![
        " Hello, Anna Example.\n",
        " 😀 So?\r\n",
        "  And\nAnna Example\n\n",
        "\n",
        " “Example: no”.[^1]\n",
    ]);
    let front = prop::sample::select(vec![
        "",
        "---\ncast: [Anna Example]\n---\n",
        "---\ncast:\n  - name: 'Anna Example'\n    aka: A. Example\n---\n",
        "---\r\ncast:\r\n  - Minister Anna Example (FBC) {principal}\r\n---\r\n",
    ]);
    (front, prop::collection::vec((label, text), 1..12)).prop_map(|(front, turns)| {
        let turns = turns.iter().map(|(label, text)| format!("{label}:{text}"));
        front.to_owned() + &turns.collect::<String>()
    })
}

/// All but labels and front matter.
fn prose(analysis: &Analysis) -> String {
    let model = analysis.model();
    let mut prose = String::new();
    for placed in &model.segments {
        let end = placed.start + placed.segment.len;
        let start = match placed.segment.label() {
            Some(label) => placed.start + label.range.end,
            None if model.context.front_matter.keys.is_empty() => placed.start,
            None => continue,
        };
        prose.push_str(&analysis.slice(start..end));
    }
    prose
}

proptest! {
    #![proptest_config(crate::at_least(1_000))]
    #[test]
    fn renaming_there_and_back_gives_the_same_text(text in transcripts(), at in any::<prop::sample::Index>()) {
        let before = Analysis::of(&text);
        let names: Vec<usize> = text.match_indices("Example").map(|(at, _)| at).collect();
        if names.is_empty() {
            return Ok(());
        }
        let offset = names[at.index(names.len())];
        let Ok(Prepared { placeholder, .. }) = prepare(&before, offset) else { return Ok(()) };
        prop_assert!(fold(&placeholder).contains("example"), "{placeholder}");
        let names = [("Anna", "Kunigunde"), ("ANNA", "KUNIGUNDE"), ("Example", "Beispiel"), ("EXAMPLE", "BEISPIEL")];
        let new = names.iter().fold(placeholder.clone(), |name, (old, new)| name.replace(old, new));
        let renamed = rename(&before, offset, &new, &Cancel::default()).expect("nobody cancels");
        let renamed = renamed.map_err(|Refusal(why)| TestCaseError::fail(why))?;
        let after = Analysis::of(&applied(&before, &renamed.edits));
        prop_assert_eq!(prose(&before), prose(&after), "what was said has changed");
        let mut names = after.text().to_string();
        let offset = std::iter::from_fn(|| {
            let at = names.find("Beispiel")?;
            names.replace_range(at..at + 1, "_");
            Some(at)
        })
        .find(|&at| prepare(&after, at).is_ok_and(|prepared| fold(&prepared.placeholder).contains("beispiel")));
        let offset = offset.expect("somebody has the new name");
        let back = rename(&after, offset, &placeholder, &Cancel::default()).expect("nobody cancels");
        let back = back.map_err(|Refusal(why)| TestCaseError::fail(why))?;
        prop_assert_eq!(applied(&after, &back.edits), text);
    }

    #[test]
    fn no_text_and_no_name_makes_it_panic(text in "([A-Z][a-z’é.]{0,6}[ .:;,()\\[\\]]|Q |Mr. |Minister |毛宁：|: |\\n|\\r\\n|---\\n|cast: \\[|\\]|\\[\\^1\\]|- |😀|\\PC){0,40}", new in "\\PC{0,12}") {
        let analysis = Analysis::of(&text);
        for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
            if let Ok(Prepared { range, .. }) = prepare(&analysis, offset) {
                prop_assert!(text.get(range.clone()).is_some(), "{range:?}");
                let renamed = rename(&analysis, offset, &new, &Cancel::default()).expect("nobody cancels");
                for pair in renamed.iter().flat_map(|renamed| renamed.edits.windows(2)) {
                    prop_assert!(pair[0].range.end <= pair[1].range.start, "{pair:?}");
                }
            }
        }
    }
}
