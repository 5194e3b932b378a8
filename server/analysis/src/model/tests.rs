//! The model of small transcripts, and of the fictional briefing.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::Model;
use crate::{Analysis, Text};

fn check(text: &str, expect: Expect) {
    let analysis = Analysis::of(text);
    expect.assert_eq(&dump(analysis.model(), analysis.text()));
}

/// Speakers, then turns, then the opening, one a line.
fn dump(model: &Model, text: &Text) -> String {
    let mut out = String::new();
    for speaker in &model.speakers {
        let parts = [&speaker.name, &speaker.title, &speaker.affiliation]
            .map(|part| part.as_deref().unwrap_or("-"));
        let [name, title, affiliation] = parts;
        let (role, turns) = (speaker.role.name(), speaker.turns.len());
        writeln!(
            out,
            "{role}: {name} | {title} | {affiliation}: {turns} turns, {:?}",
            speaker.labels
        )
        .unwrap();
    }
    for (at, turn) in model.turns.iter().enumerate() {
        let line = text.line_of(model.turn_range(at).start) + 1;
        let who = turn
            .speaker
            .map_or("-", |id| model.speakers[id].display_name());
        let exchange = turn
            .exchange
            .map_or(String::new(), |number| format!(" #{}", number + 1));
        let unheard = model
            .exchanges
            .iter()
            .flat_map(|exchange| &exchange.unheard)
            .filter(|&&turn| turn == at)
            .count();
        let unheard = if unheard > 0 {
            " + unheard question"
        } else {
            ""
        };
        writeln!(out, "{line}: {}{exchange} {who}{unheard}", turn.kind.name()).unwrap();
    }
    if let Some(opening) = &model.opening {
        let lines = [opening.range.start, opening.range.end].map(|byte| text.line_of(byte) + 1);
        let who = opening
            .speaker
            .map_or("nobody", |id| model.speakers[id].display_name());
        writeln!(out, "opening: lines {lines:?} by {who}").unwrap();
    }
    out
}

#[test]
fn the_briefing() {
    check(
        include_str!("../../../../tests/fixtures/briefing.presscript"),
        expect![[r#"
        moderator: Flora Fictional | Harbour Council Spokesperson | -: 7 turns, ["Harbour Council Spokesperson Flora Fictional", "Harbour Council Spokesperson"]
        press: Anna Example | - | FBC: 1 turns, ["Anna Example (FBC)"]
        principal: Max Mustername | Harbour Council Chair | -: 10 turns, ["Harbour Council Chair Max Mustername", "Harbour Council Chair"]
        press: Peter Placeholder | - | Daily Sample: 2 turns, ["Peter Placeholder (Daily Sample)"]
        press: Dora Dummy | - | Radio Specimen: 1 turns, ["Dora Dummy (Radio Specimen)"]
        press: Nils Noname | - | ITV9: 1 turns, ["Nils Noname (ITV9)"]
        press: Maria Muster | - | Fictional Gazette: 1 turns, ["Maria Muster (Fictional Gazette)"]
        press: Ivan Imaginary | - | National News Agency of the Isles: 1 turns, ["Ivan Imaginary (National News Agency of the Isles)"]
        press: Olga Ohnename | - | Specimen Weekly: 1 turns, ["Olga Ohnename (Specimen Weekly)"]
        17: handoff #1 Flora Fictional
        19: question #1 Anna Example
        21: answer #1 Max Mustername
        25: handoff #2 Flora Fictional
        27: question #2 Peter Placeholder
        29: answer #2 Max Mustername
        31: follow-up #2 Peter Placeholder
        33: answer #2 Max Mustername
        35: handoff #3 Flora Fictional
        37: question #3 Dora Dummy
        39: answer #3 Max Mustername
        44: handoff #4 Flora Fictional
        46: question #4 Nils Noname
        48: answer #4 Max Mustername + unheard question
        53: answer #4 Max Mustername
        55: handoff #5 Flora Fictional
        57: question #5 Maria Muster
        59: answer #5 Max Mustername + unheard question
        63: answer #5 Max Mustername
        65: handoff #6 Flora Fictional
        67: question #6 Ivan Imaginary
        69: answer #6 Max Mustername
        71: handoff #7 Flora Fictional
        73: question #7 Olga Ohnename
        75: answer #7 Max Mustername
        opening: lines [1, 15] by nobody
    "#]],
    );
}

#[test]
fn labels_of_one_person_are_joined() {
    check(
        "President of Examples Max Mustername: Hello.\n\nQ: Why?\n\nMax Mustername (through interpreter): So.\n\nQ: And?\n\nMR. MUSTERNAME: So.\n\nQ: When?\n\nThe President of Examples: Soon.\n\nQ: Where?\n\nM. Mustername: Here.\n",
        expect![[r#"
            principal: Max Mustername | President of Examples | -: 5 turns, ["President of Examples Max Mustername", "Max Mustername (through interpreter)", "MR. MUSTERNAME", "The President of Examples", "M. Mustername"]
            1: remarks Max Mustername
            3: question #1 -
            5: answer #1 Max Mustername
            7: question #2 -
            9: answer #2 Max Mustername
            11: question #3 -
            13: answer #3 Max Mustername
            15: question #4 -
            17: answer #4 Max Mustername
            opening: lines [1, 1] by Max Mustername
        "#]],
    );
}

#[test]
fn people_who_may_be_two_are_not_joined() {
    check(
        "Anna Example (FBC): One?\n\nAnna Example (TPB): Two?\n\nMR. SAMPLE: One.\n\nMS. SAMPLE: Two.\n\nMinister Dummy: One.\n\nMinister Dora: Two.\n\nMinister: Which?\n",
        expect![[r#"
            press: Anna Example | - | FBC: 1 turns, ["Anna Example (FBC)"]
            press: Anna Example | - | TPB: 1 turns, ["Anna Example (TPB)"]
            principal: MR. SAMPLE | - | -: 1 turns, ["MR. SAMPLE"]
            unknown: MS. SAMPLE | - | -: 1 turns, ["MS. SAMPLE"]
            unknown: Dummy | Minister | -: 1 turns, ["Minister Dummy"]
            unknown: Dora | Minister | -: 1 turns, ["Minister Dora"]
            unknown: - | Minister | -: 1 turns, ["Minister"]
            1: question #1 Anna Example
            3: question #2 Anna Example
            5: answer #2 MR. SAMPLE
            7: answer #2 MS. SAMPLE
            9: answer #2 Dummy
            11: answer #2 Dora
            13: answer #2 Minister
        "#]],
    );
}

#[test]
fn an_unheard_question_can_start_an_exchange() {
    check(
        "Moderator: Radio Specimen.\n\n[Question inaudible]\n\nMinister Mustername: Yes.\n\nModerator: FBC.\n\nAnna Example (FBC): Why?\n\nMinister Mustername: So.\n",
        expect![[r#"
            moderator: - | Moderator | -: 2 turns, ["Moderator"]
            principal: Mustername | Minister | -: 2 turns, ["Minister Mustername"]
            press: Anna Example | - | FBC: 1 turns, ["Anna Example (FBC)"]
            1: handoff #1 Moderator + unheard question
            5: answer #1 Mustername
            7: handoff #2 Moderator
            9: question #2 Anna Example
            11: answer #2 Mustername
        "#]],
    );
}

#[test]
fn attributes_have_the_last_word() {
    check(
        "Anna Example (FBC): Why?\n\nMinister Mustername: So.\n\nDora Dummy (TPB): {follow-up} And I?\n\nMinister Mustername: {closing} Bye.\n",
        expect![[r#"
            press: Anna Example | - | FBC: 1 turns, ["Anna Example (FBC)"]
            principal: Mustername | Minister | -: 2 turns, ["Minister Mustername"]
            press: Dora Dummy | - | TPB: 1 turns, ["Dora Dummy (TPB)"]
            1: question #1 Anna Example
            3: answer #1 Mustername
            5: follow-up #1 Dora Dummy
            7: closing Mustername
        "#]],
    );
}

#[test]
fn a_parliament_has_no_press() {
    let speech = "word ".repeat(200);
    check(
        &format!(
            "Präsident Muster: Bitte.\n\nAnna Beispiel (ABC): {speech}?\n\nPräsident Muster: Danke.\n\nBen Fiktiv (DEF): {speech}\n"
        ),
        expect![[r#"
            unknown: Muster | Präsident | -: 2 turns, ["Präsident Muster"]
            unknown: Anna Beispiel | - | ABC: 1 turns, ["Anna Beispiel (ABC)"]
            unknown: Ben Fiktiv | - | DEF: 1 turns, ["Ben Fiktiv (DEF)"]
            1: remarks Muster
            3: remarks Anna Beispiel
            5: remarks Muster
            7: remarks Ben Fiktiv
        "#]],
    );
}

#[test]
fn who_alone_answers_is_no_moderator_however_short_the_answers() {
    check(
        "Minister Rei: Hello.\n\nKyodo Sample (Tokyo): When?\n\nMinister Rei: Soon.\n\nNHK Specimen (Tokyo): Where?\n\nMinister Rei: Here.\n",
        expect![[r#"
            principal: Rei | Minister | -: 3 turns, ["Minister Rei"]
            press: Kyodo Sample | - | Tokyo: 1 turns, ["Kyodo Sample (Tokyo)"]
            press: NHK Specimen | - | Tokyo: 1 turns, ["NHK Specimen (Tokyo)"]
            1: remarks Rei
            3: question #1 Kyodo Sample
            5: answer #1 Rei
            7: question #2 NHK Specimen
            9: answer #2 Rei
            opening: lines [1, 1] by Rei
        "#]],
    );
}

#[test]
fn a_label_can_say_that_its_holder_asks() {
    check(
        "STS MUSTER: Guten Tag.\n\nFRAGE FIKTIV: Wann?\n\nSTS MUSTER: Bald.\n\nZUSATZFRAGE FIKTIV: Wann genau?\n\nSTS MUSTER: Am Freitag.\n",
        expect![[r#"
            principal: MUSTER | STS | -: 3 turns, ["STS MUSTER"]
            press: FIKTIV | - | -: 2 turns, ["FRAGE FIKTIV", "ZUSATZFRAGE FIKTIV"]
            1: remarks MUSTER
            3: question #1 FIKTIV
            5: answer #1 MUSTER
            7: follow-up #1 FIKTIV
            9: answer #1 MUSTER
            opening: lines [1, 1] by MUSTER
        "#]],
    );
}

#[test]
fn the_cast_says_whose_the_opening_is() {
    let cast =
        "---\ncast:\n  - Max Mustername, Harbour Warden {opening}\n  - Anna Example (FBC)\n---\n";
    let text = format!(
        "{cast}The ferries stand still today.\n\nAnna Example (FBC): Why?\n\nMustername: Storms.\n"
    );
    let analysis = Analysis::of(&text);
    let model = analysis.model();
    let opening = model.opening.as_ref().expect("an opening");
    let speaker = &model.speakers[opening.speaker.expect("a speaker")];
    assert_eq!(
        (speaker.labels.join("/").as_str(), model.words_of(speaker)),
        ("Mustername", 6)
    );
    let undeclared = text.replace(" {opening}", "");
    let analysis = Analysis::of(&undeclared);
    assert_eq!(
        analysis
            .model()
            .opening
            .as_ref()
            .and_then(|opening| opening.speaker),
        None
    );
}

#[test]
fn a_label_can_say_that_a_question_goes_on() {
    check(
        "STS MUSTER: Guten Tag.\n\nFRAGE: Wann?\n\nSTS MUSTER: Bald.\n\nZUSATZFRAGE: Wann genau?\n\nSTS MUSTER: Am Freitag.\n\nFRAGE: Wo?\n\nSTS MUSTER: Hier.\n\nFRAGE: Vielen Dank.\n",
        expect![[r#"
            principal: MUSTER | STS | -: 4 turns, ["STS MUSTER"]
            1: remarks MUSTER
            3: question #1 -
            5: answer #1 MUSTER
            7: follow-up #1 -
            9: answer #1 MUSTER
            11: question #2 -
            13: answer #2 MUSTER
            15: follow-up #2 -
            opening: lines [1, 1] by MUSTER
        "#]],
    );
}

#[test]
fn numbered_questions_have_askers() {
    check(
        "Q1 Chair: Who are you?\n\nMax Mustername: Max Mustername, Minister of State.\n\nQ2 Anna Example: Who pays?\n\nMax Mustername: We do.\n\nAnna Example: All of it?\n\nMax Mustername: Yes.\n\nChair: Order.\n",
        expect![[r#"
            press: - | Chair | -: 2 turns, ["Q1 Chair", "Chair"]
            principal: Max Mustername | - | -: 3 turns, ["Max Mustername"]
            press: Anna Example | - | -: 2 turns, ["Q2 Anna Example", "Anna Example"]
            1: question #1 Chair
            3: answer #1 Max Mustername
            5: question #2 Anna Example
            7: answer #2 Max Mustername
            9: follow-up #2 Anna Example
            11: answer #2 Max Mustername
            13: closing Chair
        "#]],
    );
}

#[test]
fn examinations_in_court_have_no_speaker_of_their_own() {
    check(
        "THE COURT: Go on.\n\nMR. SAMPLE: Yes.\n\nBY MR. SAMPLE:\n\nQ. Where do you work?\n\nA. At the harbour.\n",
        expect![[r#"
            unknown: THE COURT | - | -: 1 turns, ["THE COURT"]
            unknown: MR. SAMPLE | - | -: 1 turns, ["MR. SAMPLE"]
            1: remarks THE COURT
            3: remarks MR. SAMPLE
            5: remarks -
            7: question #1 -
            9: answer #1 -
            opening: lines [1, 3] by THE COURT
        "#]],
    );
}

#[test]
fn whoever_a_call_s_operator_announces_asks() {
    check(
        "Operator: Welcome. Please go ahead, Max Mustername.\n\nMax Mustername: Thank you. It was a good year.\n\nOperator: Our first question comes from the line of Anna Example with Sample Bank. Your line is open.\n\nAnna Example: Congratulations. What about margins?\n\nMax Mustername: They grow.\n\nAnna Example: Great, thanks.\n\nOperator: The next question is from Peter Placeholder of Specimen Research.\n\nPeter Placeholder: Just curious on the ferries.\n\nMax Mustername: They sail. That is the answer to your question, Peter Placeholder.\n\nPeter Placeholder: How many?\n\nMax Mustername: Two.\n\nOperator: This concludes the call.\n",
        expect![[r#"
            moderator: Operator | - | -: 4 turns, ["Operator"]
            principal: Max Mustername | - | -: 4 turns, ["Max Mustername"]
            press: Anna Example | - | -: 2 turns, ["Anna Example"]
            press: Peter Placeholder | - | -: 2 turns, ["Peter Placeholder"]
            1: remarks Operator
            3: remarks Max Mustername
            5: handoff #1 Operator
            7: question #1 Anna Example
            9: answer #1 Max Mustername
            11: follow-up #1 Anna Example
            13: handoff #2 Operator
            15: question #2 Peter Placeholder
            17: answer #2 Max Mustername
            19: follow-up #2 Peter Placeholder
            21: answer #2 Max Mustername
            23: closing Operator
            opening: lines [1, 3] by Max Mustername
        "#]],
    );
}

#[test]
fn whoever_begins_with_the_name_of_the_label_and_an_outlet_asks() {
    check(
        "President Mustername: Welcome.\n\nQuestion: Why?\n\nPresident Mustername: So.\n\nMax Mustermann: Nobody asked me.\n\nPeter Placeholder (retranslated): Peter Placeholder, Example Television. Will you come?\n\nPresident Mustername: With pleasure.\n",
        expect![[r#"
            principal: Mustername | President | -: 3 turns, ["President Mustername"]
            unknown: Max Mustermann | - | -: 1 turns, ["Max Mustermann"]
            press: Peter Placeholder | - | -: 1 turns, ["Peter Placeholder (retranslated)"]
            1: remarks Mustername
            3: question #1 -
            5: answer #1 Mustername
            7: answer #1 Max Mustermann
            9: question #2 Peter Placeholder
            11: answer #2 Mustername
            opening: lines [1, 1] by Mustername
        "#]],
    );
}
