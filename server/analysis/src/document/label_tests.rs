//! Labels that change while what they label stays: rules know which of these edits affect them.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::incremental_tests::{Sent, check};
use super::*;

/// Labels of all the kinds that rules tell apart.
const LABELS: &[&str] = &[
    "Anna Example (FBC)",
    "Anna Exemple (FBC)",
    "Anna Example",
    "Ben Sample (Daily Sample)",
    "Carl Fictitious (Island TV)",
    "Dora Dummy (Island TV)",
    "MR. SAMPLE",
    "MS. SAMPLE",
    "MR SAMPLE",
    "MR. MAX SAMPLE",
    "Dr. Sample",
    "Mr. Sample",
    "Q",
    "A",
    "QUESTION",
    "Q MR. SAMPLE",
    "QMS. SAMPLE",
    "Anna",
    "Minister",
    "Minister Max Mustername",
    "Minister Mustername",
    "Moderator",
    "Speaker 1",
    "Speaker 2",
    "Anna Example and Ben Sample",
    "In Brief",
    "XXX",
    "NAME",
    "Participant",
    "Date",
    "@al-Sample",
    "毛例",
];

/// What is said under them.
const SAID: &[&str] = &[
    "Who decides what is built on the islands, and when?",
    "The council does.",
    "MS. SAMPLE: Well, the council.",
    "Minister: yes.",
    "Anna Example, please.",
    "https://example.org",
    "The council decides, and it has decided again this morning to open three of the four harbours by Friday noon, so that the ferries can go, and the post with them, and all who have waited since the storm came.",
    "",
];

/// So many documents, of up to fifteen edits each.
const DOCUMENTS: u32 = 300;

proptest! {
    #![proptest_config(crate::at_least(DOCUMENTS))]

    #[test]
    fn other_labels_are_known_as_if_opened_anew(
        turns in prop::collection::vec((select(LABELS), select(SAID)), 3..40),
        edits in prop::collection::vec((any::<Index>(), relabelling(), any::<bool>()), 1..16),
        settings in select(&["", "---\nprofile: nato\n---\n", "---\ncast: [Ben Sample, Anna Example (FBC)]\n---\n"][..]),
    ) {
        let turns = turns.iter().map(|(label, said)| format!("{label}: {said}\n\n"));
        let text = settings.to_owned() + &turns.collect::<String>();
        let mut document = Document::new(&text, Arc::default());
        let mut sent = Sent::default();
        check(&document, true, &mut sent)?;
        for (at, (old, new), ask) in edits {
            let text = document.text().to_string();
            let labels = text.match_indices("\n\n").map(|(at, _)| at + 2);
            let labels: Vec<usize> = labels.filter(|&at| text[at..].contains(": ")).collect();
            let Some(start) = (!labels.is_empty()).then(|| labels[at.index(labels.len())]) else {
                break;
            };
            let end = start + text[start..].find(": ").expect("it was seen");
            let name = text[start..end].chars();
            let kept: usize = name.take(old).map(char::len_utf8).sum();
            document.apply(&Edit { range: start + kept..end, text: new });
            if ask {
                check(&document, true, &mut sent)?;
            }
        }
        check(&document, true, &mut sent)?;
    }
}

/// How many characters of a label stay, and what takes the place of the others: another label, or a letter or two.
fn relabelling() -> impl Strategy<Value = (usize, String)> {
    let letters = select(&["", "x", "e", "s", "es", "1", " (FBC)", " 2", "."][..]);
    prop_oneof![
        (Just(0), select(LABELS)),
        (3usize..12, letters.clone()),
        (Just(usize::MAX), letters),
    ]
    .prop_map(|(kept, new)| (kept, new.to_owned()))
}
