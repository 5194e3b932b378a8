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
