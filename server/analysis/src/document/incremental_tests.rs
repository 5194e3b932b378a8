//! After any edits a document is known as if it had just been opened.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::features::document_symbol::kept::tests::Outline;
use crate::features::semantic_tokens::{PlacedToken, Tokens, semantic_tokens};
use crate::model::Model;
use crate::rules::unchanged;
use crate::{Encoding, features, rules};

/// Lines and pieces of lines that make and break whatever a document may hold.
const PIECES: &[&str] = &[
    "Anna Example (FBC): ",
    "Anna Example: ",
    "Minister Max Mustername: ",
    "Minister: ",
    "MR. SAMPLE: ",
    "MR SAMPLE:",
    "Ben Sample :",
    "Q: ",
    "Q    ",
    "A: ",
    "Moderator: Anna Example, please.\n",
    "毛例：",
    ": ",
    "Question:",
    "Carl Fictitious (Island TV: Who",
    "In Brief: ",
    "\\In Brief: ",
    "@al-Sample: ",
    "Date: 4 March\n",
    "{follow-up lang=es}",
    "{-20-}{+11+}",
    "{--}",
    "# Questions and answers\n",
    "# ",
    "%% presscript-ignore label/no-space: as printed\n",
    "%% presscript-ignore-file typo/spaces note/glued\n",
    "%% a comment\n",
    "---\n",
    "---\ntitle: A sample\nlang: en\ncast:\n  - Anna Example (FBC)\n  - Max Mustername, Minister {principal opening}\n---\n",
    "---\nprofile: nato\n---\n",
    "...\n",
    "profile: white-house\n",
    "cast: [Ben Sample]\n",
    "[^1]",
    "[^1]: It was June.\n",
    "[^2]:",
    "[inaudible]",
    "(Laughter.)",
    "(laughter)",
    "[Follow-up question inaudible]\n",
    "[00:12:31] ",
    "(3:16)",
    "[0:1:99]",
    "00:04 ",
    "Page 3 of 12\n",
    "THE SAMPLE GAZETTE AND HERALD\n",
    "The council decides, and it has decided again this morning to open three of the four harbours by Friday noon.\n\n",
    "This correction is marked with an asterisk.\n",
    "*",
    "who knows what the the council decides? ",
    "Yes.  No.",
    "it’s \"it\" “it” it's ",
    "cease-fire ceasefire",
    "Who decides?",
    "Thank you. ",
    "We go to Ben Sample.",
    "I am Carl Fictitious, Island TV. ",
    "ja und nein ",
    "MR. SAMPLE: Well",
    "Anna Example (FBC) - Can you",
    "x",
    " ",
    "  ",
    "\t",
    "\u{a0}",
    "\u{feff}",
    "\u{200b}",
    "\u{2028}",
    "🎤",
    "é",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "'",
    "?",
    ".",
    ":",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\r\n\r\n",
];

fn pieces(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), length).prop_map(|pieces| pieces.concat())
}

/// Lines of speech under labels, as most of a transcript is.
fn transcript(turns: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let turn = (
        prop::sample::select(&PIECES[..15]),
        pieces(0..5),
        prop::sample::select(&["\n", "\n\n", "\r\n\r\n", "\r"][..]),
    );
    let turn = turn.prop_map(|(label, said, end)| format!("{label}{said}{end}"));
    prop::collection::vec(turn, turns).prop_map(|turns| turns.concat())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        pieces(0..12),
        transcript(0..12),
        (pieces(0..3), transcript(4..30)).prop_map(|(head, turns)| head + &turns)
    ]
}

/// Where an edit begins, how much it replaces, and by what; and whether somebody asks for the findings then.
fn edits() -> impl Strategy<Value = Vec<(Index, usize, String, bool)>> {
    let length =
        prop_oneof![4 => Just(0usize), 4 => 1usize..4, 2 => 4usize..60, 1 => 60usize..2_000];
    let edit = (
        any::<Index>(),
        length,
        prop_oneof![6 => pieces(0..2), 2 => pieces(1..6), 1 => transcript(0..4)],
        any::<bool>(),
    );
    prop::collection::vec(edit, 1..12)
}

/// What is kept of a version for the next one, by whoever sends it.
#[derive(Default)]
pub struct Sent {
    findings: Option<Arc<Analysis>>,
    tokens: Tokens,
    outline: Outline,
}

/// Tokens with their lines counted from the start of the document.
fn placed(tokens: &Tokens) -> Vec<PlacedToken> {
    let mut first = 0;
    let chunks = tokens.chunks().iter();
    let placed = chunks.flat_map(|chunk| {
        let start = first;
        first += chunk.lines;
        chunk.tokens.iter().map(move |token| PlacedToken {
            line: start + token.line,
            ..*token
        })
    });
    placed.collect()
}

/// Compares all that is known of a document with what is known of it when it is opened anew. `sent` is what is
/// kept of the version that was checked last.
#[track_caller]
pub fn check(document: &Document, ask: bool, sent: &mut Sent) -> Result<(), TestCaseError> {
    // Whoever gives up leaves nothing behind that is wrong.
    let _ = document.analysis(&Cancel::within(100));
    let known = document
        .analysis(&Cancel::default())
        .expect("nobody cancels");
    let anew = Document::new(&document.text().to_string(), document.settings().clone());
    let anew = anew.analysis(&Cancel::default()).expect("nobody cancels");
    let (one, other) = (known.model(), anew.model());
    prop_assert_eq!(&one.segments, &other.segments);
    prop_assert_eq!(&one.context, &other.context);
    prop_assert_eq!(&one.habits, &other.habits);
    prop_assert_eq!(&one.turns, &other.turns);
    prop_assert_eq!(&one.speakers, &other.speakers);
    prop_assert_eq!(&one.exchanges, &other.exchanges);
    prop_assert!(one == other, "roles, opening or counts differ");
    for words in ["", "a", "example", "mr sample", "毛", "zeta"] {
        let called = |model: &Model| BTreeSet::from_iter(model.called([words], usize::MAX));
        prop_assert_eq!(called(one), called(other), "{}", words);
    }
    if ask {
        prop_assert_eq!(known.diagnostics(), anew.diagnostics());
        let before = sent.findings.replace(known.clone());
        prop_assert!(before.is_none_or(|before| unchanged::tests::is_right(&before, &known)));
        prop_assert_eq!(
            features::document_symbol::document_symbols(&known),
            features::document_symbol::document_symbols(&anew)
        );
        let all = 0..document.text().len();
        let found = semantic_tokens(&known, all.clone());
        prop_assert_eq!(&found, &semantic_tokens(&anew, all));
        sent.outline.check(&known)?;
        sent.tokens = Tokens::of(&known, Encoding::Utf16, &sent.tokens);
        let as_counted = found.into_iter().map(|token| {
            let position = |byte| document.text().position(byte, Encoding::Utf16);
            let (start, end) = (position(token.range.start), position(token.range.end));
            PlacedToken {
                line: start.line,
                column: start.column,
                length: end.column - start.column,
                kind: token.kind,
                label: token.label,
            }
        });
        prop_assert_eq!(placed(&sent.tokens), as_counted.collect::<Vec<_>>());
    }
    Ok(())
}

/// So many documents twice, of up to eleven edits each: about ten thousand edits.
const DOCUMENTS: u32 = 900;

proptest! {
    #![proptest_config(crate::at_least(DOCUMENTS))]

    #[test]
    fn an_edited_document_is_known_as_if_opened_anew(start in text(), edits in edits()) {
        let mut document = Document::new(&start, Arc::default());
        let mut sent = Sent::default();
        check(&document, true, &mut sent)?;
        for (at, length, new, ask) in edits {
            let start = at.index(document.text().len() + 1);
            document.apply(&Edit { range: start..start + length, text: new });
            if ask {
                check(&document, true, &mut sent)?;
            }
        }
        check(&document, true, &mut sent)?;
    }

    #[test]
    fn several_edits_may_pass_before_anybody_asks(start in transcript(10..60), edits in edits()) {
        let mut document = Document::new(&start, Arc::default());
        let mut sent = Sent::default();
        check(&document, false, &mut sent)?;
        for (at, length, new, ask) in edits {
            let start = at.index(document.text().len() + 1);
            document.apply(&Edit { range: start..start + length.min(10), text: new });
            if ask {
                document.analysis(&Cancel::default()).expect("nobody cancels");
            }
        }
        check(&document, true, &mut sent)?;
    }
}

#[test]
fn a_byte_order_mark_before_a_blank_line_belongs_to_what_follows() {
    let text = ": \nMR SAMPLE:Question:\nAnna Example (FBC): \n";
    let mut document = Document::new(text, Arc::default());
    let mut sent = Sent::default();
    check(&document, true, &mut sent).expect("the same");
    document.apply(&Edit {
        range: 0..1,
        text: "\u{feff}".to_owned(),
    });
    check(&document, true, &mut sent).expect("the same");
}

#[test]
fn an_older_version_still_knows_who_is_called_how() {
    let mut document = Document::new("Anna Example: Hi.\n\nBen Sample: Hi.\n", Arc::default());
    let patient = Cancel::default();
    let first = document.analysis(&patient).expect("nobody cancels");
    assert_eq!(first.model().called(["example"], 9), [0]);
    for label in ["Dora", "Emil"] {
        document.apply(&Edit {
            range: 0..4,
            text: label.to_owned(),
        });
        let later = document.analysis(&patient).expect("nobody cancels");
        assert_eq!(later.model().called([&*label.to_lowercase()], 9), [0]);
        assert!(later.model().called(["anna"], 9).is_empty());
    }
    assert_eq!(first.model().called(["anna"], 9), [0]);
    assert!(first.model().called(["dora"], 9).is_empty());
}

#[test]
fn labels_of_the_same_text_may_say_different_things() {
    let doubled = "@@al-Sample: Good morning.\n\n";
    let text = "@al-Sample: Good morning.\n\nBen Sample: Who decides?\n\n@al-Sample: We do.\n";
    let mut document = Document::new(text, Arc::default());
    let mut sent = Sent::default();
    check(&document, true, &mut sent).expect("it is opened");
    for range in [0..0, 0..1, 0..doubled.len() - 1, 0..0, 0..0] {
        let new = match range.len() {
            0 => doubled,
            _ => "",
        };
        let new = new.to_owned();
        document.apply(&Edit { range, text: new });
        check(&document, true, &mut sent).expect("it is known as if opened anew");
    }
    // One sign more or less in a label that is there twice.
    let behind = document.text().len() - "al-Sample: We do.\n".len();
    for (length, new) in [(0, "@"), (1, "")] {
        let range = behind..behind + length;
        let text = new.to_owned();
        document.apply(&Edit { range, text });
        check(&document, true, &mut sent).expect("it is known as if opened anew");
    }
}

/// A word of its own for every number.
fn word(mut number: usize) -> String {
    let mut word = String::new();
    while number > 0 {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    word
}

/// A briefing of about so many bytes in which no paragraph comes back.
fn briefing(bytes: usize) -> String {
    const ASKERS: [&str; 4] = [
        "Anna Example (FBC)",
        "Ben Sample (Radio Specimen)",
        "Carl Fictitious (Island TV)",
        "Dora Dummy (Daily Sample)",
    ];
    let mut text = String::new();
    let mut number = 0;
    while text.len() < bytes {
        number += 1;
        let (asker, what) = (ASKERS[number % ASKERS.len()], word(number * 7 + 1));
        text += &format!(
            "{asker}: Minister, what does the council say of {what}, and when will it decide about the ferries?\n\n\
             Minister Max Mustername: The council has met about {what} this morning, and again at noon. It has asked \
             for ships from the south, and they are on their way to the islands now, with bread and with the post.\n\n"
        );
    }
    text
}

/// What an edit of a briefing takes, once it was checked.
fn work_of(bytes: usize, edit: impl Fn(&str) -> Edit) -> (crate::analysis::Work, rules::Checking) {
    let text = briefing(bytes);
    let mut document = Document::new(&text, Arc::default());
    let cancel = Cancel::default();
    let before = document.analysis(&cancel).expect("nobody cancels");
    assert!(before.checking().is_none());
    before.diagnostics();
    document.apply(&edit(&text));
    let after = document.analysis(&cancel).expect("nobody cancels");
    after.diagnostics();
    (after.work(), after.checking().expect("it was checked"))
}

/// The byte behind the first occurrence of some words in the second half of a text.
fn behind(text: &str, words: &str) -> usize {
    let half = text.len() / 2;
    half + text[half..].find(words).expect("the words are there") + words.len()
}

fn insert(at: usize, new: &str) -> Edit {
    Edit {
        range: at..at,
        text: new.to_owned(),
    }
}

#[test]
fn a_keystroke_in_a_turn_costs_that_turn() {
    for new in ["x", " ", ".", "’", " the answer"] {
        for words in ["asked", "what does the"] {
            let (work, checking) = work_of(50_000, |text| insert(behind(text, words), new));
            assert_eq!(work.lowered, 1, "{new:?}");
            assert!(work.parsed < 500, "{work:?}");
            assert_eq!((checking.segments, checking.documents), (1, 0), "{new:?}");
        }
    }
}

#[test]
fn a_label_that_changes_costs_three_turns_at_most() {
    let (work, _) = work_of(50_000, |text| insert(behind(text, "\n\nMinister"), "s"));
    assert!(work.lowered <= 3, "{work:?}");
    let (work, _) = work_of(50_000, |text| {
        let end = behind(text, "\n\nMinister Max Mustername:");
        Edit {
            range: end - 1..end,
            text: String::new(),
        }
    });
    assert!(work.lowered <= 3, "{work:?}");
    let (work, _) = work_of(50_000, |text| {
        insert(behind(text, "post.\n\n"), "Ben Sample: Who?\n\n")
    });
    assert!(work.lowered <= 3, "{work:?}");
}

#[test]
fn another_label_is_checked_without_a_look_at_the_others() {
    use crate::text::SLICED;
    // The first edit makes what rules know of labels; the second one finds it.
    let sliced = |bytes: usize| {
        let text = briefing(bytes);
        let mut document = Document::new(&text, Arc::default());
        let cancel = Cancel::default();
        let mut sliced = Vec::new();
        for edit in [None, Some("s"), Some("t"), Some("."), Some(" X")] {
            if let Some(new) = edit {
                let at = behind(&text, "\n\nMinister");
                document.apply(&insert(at, new));
            }
            let analysis = document.analysis(&cancel).expect("nobody cancels");
            SLICED.set(0);
            analysis.diagnostics();
            let checking = analysis.checking().expect("it was checked");
            assert!(edit.is_none() || checking.segments == 1, "{checking:?}");
            sliced.push(SLICED.get());
        }
        sliced
    };
    let (small, large) = (sliced(20_000), sliced(500_000));
    assert!(small[0] >= 20_000, "all is read at first: {small:?}");
    // Words are a little longer in the larger one.
    let mut edits = small[1..].iter().zip(&large[1..]);
    let all = edits.all(|(small, large)| *large < small + 100 && *small < 1_000);
    assert!(all, "{small:?} {large:?}");
}

#[test]
fn copies_elsewhere_are_not_compared_again() {
    let mut text = briefing(50_000);
    let copy = "It has asked for ships from the south, for bread and for the post, and they are on their way now.\n\n";
    text.insert_str(text.find("\n\n").expect("a paragraph") + 2, &copy.repeat(2));
    let mut document = Document::new(&text, Arc::default());
    let cancel = Cancel::default();
    let found = |document: &Document| {
        let analysis = document.analysis(&cancel).expect("nobody cancels");
        let found = analysis.diagnostics().iter();
        let copies = found.filter(|found| found.code == "import/duplicate-paragraph");
        (copies.count(), analysis.checking().expect("it was checked"))
    };
    assert_eq!(found(&document).0, 1);
    document.apply(&insert(behind(&text, "asked"), "x"));
    let (copies, checking) = found(&document);
    assert_eq!((copies, checking.documents), (1, 0));
    document.apply(&insert(text.find(copy).expect("the copy") + 3, "x"));
    assert_eq!(found(&document).0, 0);
}

/// A briefing of about so many bytes in which everybody asks once, so that nobody else has to do with a label.
fn many_ask(bytes: usize) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < bytes {
        let name: String = word(number).chars().rev().collect();
        text += &format!(
            "Anna Ex{name} (FBC): Minister, what does the council say of {number} ships, and when will it decide?\n\n\
             Minister Max Mustername: The council has met about {number} ships this morning, and again at noon.\n\n"
        );
        number += 1;
    }
    text
}

/// The exponent by which work grows with the size, fitted to some measures of both.
fn growth(measures: &[(f64, f64)]) -> f64 {
    let count = measures.len() as f64;
    let logarithms = measures.iter().map(|(size, work)| (size.ln(), work.ln()));
    let (mut x, mut y, mut xx, mut xy) = (0.0, 0.0, 0.0, 0.0);
    for (size, work) in logarithms {
        x += size;
        y += work;
        xx += size * size;
        xy += size * work;
    }
    (count * xy - x * y) / (count * xx - x * x)
}

#[test]
fn what_a_keystroke_takes_does_not_grow_with_the_document() {
    use crate::features::document_symbol::{Kept, Symbol};
    use crate::text::SLICED;
    const SIZES: [usize; 3] = [100_000, 1_000_000, 10_000_000];
    type Typed = fn(&str) -> Edit;
    let edits: [(&str, Typed); 4] = [
        ("in a turn", |text| insert(behind(text, "noon"), "x")),
        ("in a name", |text| insert(behind(text, "Anna Ex"), "y")),
        ("in an outlet", |text| insert(behind(text, "(FBC"), " 2")),
        ("a question more", |text| {
            insert(behind(text, "decide?"), " Or not?")
        }),
    ];
    let cancel = Cancel::default();
    let measured = SIZES.map(|size| {
        let mut document = Document::new(&many_ask(size), Arc::default());
        let analysis = document.analysis(&cancel).expect("nobody cancels");
        analysis.diagnostics();
        // What is made once, for the first edit of a label.
        document.apply(&insert(
            behind(&document.text().to_string(), "Anna Ex"),
            "z",
        ));
        let analysis = document.analysis(&cancel).expect("nobody cancels");
        analysis.diagnostics();
        let mut outline = Kept::default();
        let mut write_outline = |analysis: &Analysis| {
            let written = outline.update(analysis, |_: &[Symbol<'_>], _| (), &cancel);
            written.expect("nobody cancels")
        };
        write_outline(&analysis);
        edits.map(|(_, edit)| {
            document.apply(&edit(&document.text().to_string()));
            let analysis = document.analysis(&cancel).expect("nobody cancels");
            SLICED.set(0);
            analysis.diagnostics();
            let read_for_findings = SLICED.replace(0);
            let written = write_outline(&analysis);
            let read_for_outline = SLICED.get();
            let (work, checking) = (
                analysis.work(),
                analysis.checking().expect("it was checked"),
            );
            [
                ("segments lowered", work.lowered),
                ("bytes parsed", work.parsed),
                ("turns looked at", work.turns),
                ("segments checked", checking.segments),
                ("labels looked at", checking.labels),
                ("bytes read for findings", read_for_findings),
                ("parts of the outline written", written),
                ("bytes read for the outline", read_for_outline),
            ]
        })
    });
    for (number, (edit, _)) in edits.iter().enumerate() {
        for (counter, (what, small)) in measured[0][number].iter().enumerate() {
            let works = measured.map(|edits| edits[number][counter].1);
            assert!(
                works[2] <= 2 * small.max(&10),
                "{what} for a keystroke {edit}: {works:?}"
            );
            let measures = SIZES.iter().zip(works);
            let measures: Vec<_> = measures
                .map(|(&size, work)| (size as f64, work.max(10) as f64))
                .collect();
            let growth = growth(&measures);
            assert!(
                growth < 0.1,
                "{what} for a keystroke {edit} grow by {growth}: {works:?}"
            );
        }
    }
}
