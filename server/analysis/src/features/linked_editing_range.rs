//! Labels that are edited together: a placeholder like `Speaker 1` gets its name everywhere at once.

use std::ops::Range;

use crate::Analysis;
use crate::model::placeholder::is_numbered_placeholder;

/// The places of the placeholder at the byte `offset`, all with exactly the same text; `None` for all else.
pub fn linked_editing_ranges(analysis: &Analysis, offset: usize) -> Option<Vec<Range<usize>>> {
    let model = analysis.model();
    let turn = model.turn_of_segment(model.segment_at(offset)?)?;
    let label = model.turn_segment(turn).segment.label()?;
    let form = model.turns[turn].form.as_ref()?;
    let here = model.label_range(turn);
    let outside = offset < here.start || here.end < offset;
    let alone = label.affiliation.is_none() && label.manner.is_none();
    if outside || !alone || !is_numbered_placeholder(&form.folded) {
        return None;
    }
    let same = (0..model.turns.len()).filter_map(|turn| {
        let placed = model.turn_segment(turn);
        let other = placed.segment.label()?;
        (other.name.text == label.name.text && other.range.len() == label.range.len())
            .then(|| placed.start + other.name.range.start..placed.start + other.name.range.end)
    });
    Some(same.collect())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// Shows the text with the linked places in guillemets; `$0` is the cursor.
    fn check(text: &str, expect: Expect) {
        let offset = text.find("$0").expect("a cursor");
        let mut text = text.replace("$0", "");
        let found = linked_editing_ranges(&Analysis::of(&text), offset);
        for range in found.iter().flatten().rev() {
            text.insert(range.end, '»');
            text.insert(range.start, '«');
        }
        expect.assert_eq(&text);
    }

    #[test]
    fn placeholders_are_edited_together() {
        check(
            "Speaker 1: One.\n\nSpeaker 2: Two.\n\nSpeak$0er 1: Three.\n\nSPEAKER 1: Four, Speaker 1.\n",
            expect![[r#"
                «Speaker 1»: One.

                Speaker 2: Two.

                «Speaker 1»: Three.

                SPEAKER 1: Four, Speaker 1.
            "#]],
        );
        check(
            "UNIDENTIFIED #2$0: One.\n\nUNIDENTIFIED #2: Two.\n",
            expect![[r#"
                «UNIDENTIFIED #2»: One.

                «UNIDENTIFIED #2»: Two.
            "#]],
        );
        check(
            "说话人1$0：一\n\n说话人1：二\n",
            expect![[r#"
                «说话人1»：一

                «说话人1»：二
            "#]],
        );
    }

    #[test]
    fn names_and_words_are_not() {
        for text in [
            "Anna$0 Example: One.\n\nAnna Example: Two.\n",
            "$0Q: One.\n\nQ: Two.\n",
            "UNIDENTIFIED$0 MALE: One.\n\nUNIDENTIFIED MALE: Two.\n",
            "Speaker 1: One.$0\n\nSpeaker 1: Two.\n",
            "Speaker$0 Mustername: One.\n\nSpeaker Mustername: Two.\n",
            "Speaker$0 1 (FBC): One.\n\nSpeaker 1 (FBC): Two.\n",
            "$0",
        ] {
            let offset = text.find("$0").unwrap();
            let analysis = Analysis::of(&text.replace("$0", ""));
            assert_eq!(linked_editing_ranges(&analysis, offset), None, "{text}");
        }
    }
}
