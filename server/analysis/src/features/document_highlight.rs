//! The places in the document that name what the cursor is at.

use std::ops::Range;

use super::definition::introduced;
use super::references::references;
use super::target::{Target, target_at};
use crate::Analysis;
use crate::rules::Place;

/// A place to highlight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Whether the name comes from here: a cast entry, a person's introduction, the definition of a note.
    pub declares: bool,
}

/// The highlights for a cursor at the byte `offset`, in order.
pub fn document_highlights(analysis: &Analysis, offset: usize) -> Vec<Highlight> {
    let Some((origin, target)) = target_at(analysis, offset) else {
        return Vec::new();
    };
    let Some(found) = references(analysis, offset) else {
        return Vec::new();
    };
    let speaker = match target {
        Target::Person(speaker) => Some(speaker),
        Target::Question(turn) => analysis.model().turns[turn].speaker,
        Target::Silent(_) | Target::Note(_) => None,
    };
    let introduction = speaker
        .filter(|_| found.declarations.is_empty())
        .and_then(|speaker| introduced(analysis, speaker))
        .map(|(_, label)| label);
    let uses = found.uses.into_iter().map(|range| Highlight {
        declares: Some(&range) == introduction.as_ref(),
        range,
    });
    let declarations = found
        .declarations
        .into_iter()
        .filter_map(|place| match place {
            Place::Document(range) => Some(Highlight {
                range,
                declares: true,
            }),
            Place::Roster(_) => None,
        });
    let mut highlights: Vec<Highlight> = declarations.chain(uses).collect();
    if matches!(target, Target::Question(_)) {
        highlights.push(Highlight {
            range: origin,
            declares: false,
        });
    }
    highlights.sort_by_key(|highlight| highlight.range.start);
    highlights
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::features::tests::{opened, shown};

    fn check(text: &str, expect: Expect) {
        let (analysis, offset) = opened(text);
        let highlights = document_highlights(&analysis, offset).into_iter();
        let highlights = highlights.map(|highlight| {
            let sign = if highlight.declares { "=" } else { " " };
            format!("{sign} {}\n", shown(&analysis, &highlight.range))
        });
        expect.assert_eq(&highlights.collect::<String>());
    }

    #[test]
    fn the_introduction_of_a_person_declares_the_name() {
        check(
            "Chair: One.\n\nAnna Example (FBC): Two?\n\nChair Max Mustername: Three.\n\n$0Chair: Four.\n",
            expect![[r#"
                  1:1 Chair
                = 5:1 Chair Max Mustername
                  7:1 Chair
            "#]],
        );
    }

    #[test]
    fn the_definition_of_a_note_declares_it() {
        check(
            "Anna: One.[^1$0]\n\n[^1]: Zero.\nBen: Two.[^1]\n",
            expect![[r#"
                  1:11 [^1]
                = 3:1 [^1]
                  4:10 [^1]
            "#]],
        );
        check("Anna: O$0ne.[^1]\n", expect![[r#""#]]);
    }
}
