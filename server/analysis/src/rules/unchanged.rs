//! Whether somebody who knows the findings of one version has to hear of those of another.

use std::ops::Range;

use super::{Diagnostic, Place};
use crate::{Analysis, Encoding};

/// Whether two versions are known to have the same findings, for somebody who counts lines and columns: whatever an edit
/// leaves alone is compared without a look at the text. Edits of fixes are not compared.
pub fn same_findings(old: &Analysis, new: &Analysis, encoding: Encoding) -> bool {
    let (one, other) = (old.diagnostics(), new.diagnostics());
    if one.len() != other.len() || old.settings() != new.settings() {
        return false;
    }
    let edited = Edited::between(old, new, encoding);
    edited.has_as_many_lines()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| edited.is_same(one, other))
}

/// What is not the same in two versions: some segments, in bytes of the one and of the other.
struct Edited<'a> {
    old: &'a Analysis,
    new: &'a Analysis,
    of: Range<usize>,
    by: Range<usize>,
    encoding: Encoding,
}

impl<'a> Edited<'a> {
    fn between(old: &'a Analysis, new: &'a Analysis, encoding: Encoding) -> Self {
        let segments = [old, new].map(|version| &version.model().segments);
        let (of, by) = segments[0].difference(segments[1]);
        let [of, by] = [(old, of), (new, by)].map(|(version, range)| {
            let segments = &version.model().segments;
            segments.start_of(range.start)..segments.start_of(range.end)
        });
        Self {
            old,
            new,
            of,
            by,
            encoding,
        }
    }

    fn has_as_many_lines(&self) -> bool {
        let lines = |version: &Analysis, bytes: &Range<usize>| {
            version.text().line_of(bytes.end) - version.text().line_of(bytes.start)
        };
        lines(self.old, &self.of) == lines(self.new, &self.by)
    }

    fn is_same(&self, old: &Diagnostic, new: &Diagnostic) -> bool {
        (old.code, old.severity, &old.message) == (new.code, new.severity, &new.message)
            && self.is_range(&old.range, &new.range)
            && old.related.len() == new.related.len()
            && old
                .related
                .iter()
                .zip(&new.related)
                .all(|(old, new)| old.note == new.note && self.is_place(&old.place, &new.place))
            && old
                .fixes
                .iter()
                .map(|fix| &fix.title)
                .eq(new.fixes.iter().map(|fix| &fix.title))
    }

    fn is_place(&self, old: &Place, new: &Place) -> bool {
        match (old, new) {
            (Place::Document(old), Place::Document(new)) => self.is_range(old, new),
            (Place::Roster(old), Place::Roster(new)) => old == new,
            _ => false,
        }
    }

    fn is_range(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        self.is_at(old.start, new.start) && self.is_at(old.end, new.end)
    }

    /// Whether two bytes are in the same line and column.
    fn is_at(&self, old: usize, new: usize) -> bool {
        let Self {
            of, by, encoding, ..
        } = self;
        if old <= of.start || new <= by.start {
            return old == new;
        }
        // Other segments begin with a line, but the document may end within one.
        let behind = |at: usize, end: usize, version: &Analysis| {
            at.checked_sub(end).filter(|_| end < version.text().len())
        };
        match (behind(old, of.end, self.old), behind(new, by.end, self.new)) {
            (None, None) => {
                let position = |version: &Analysis, byte| version.text().position(byte, *encoding);
                position(self.old, old) == position(self.new, new)
            }
            (one, other) => one == other,
        }
    }
}

#[cfg(test)]
pub mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Document, Edit, Position};

    /// All that is compared, with places as an editor counts.
    fn shown(analysis: &Analysis, encoding: Encoding) -> Vec<impl PartialEq + use<>> {
        let position = |byte| -> Position { analysis.text().position(byte, encoding) };
        let place = |range: &Range<usize>| (position(range.start), position(range.end));
        let shown = analysis.diagnostics().iter().map(|found| {
            let related = found.related.iter().map(|related| match &related.place {
                Place::Document(range) => (related.note.clone(), Some(place(range)), None),
                Place::Roster(range) => (related.note.clone(), None, Some(range.clone())),
            });
            let titles = found.fixes.iter().map(|fix| fix.title.clone());
            (
                (found.code, found.severity, found.message.clone()),
                place(&found.range),
                related.collect::<Vec<_>>(),
                titles.collect::<Vec<_>>(),
            )
        });
        shown.collect()
    }

    /// Whether what is said of two versions is right.
    pub fn is_right(old: &Analysis, new: &Analysis) -> bool {
        [Encoding::Utf8, Encoding::Utf16]
            .into_iter()
            .all(|encoding| {
                !same_findings(old, new, encoding) || shown(old, encoding) == shown(new, encoding)
            })
    }

    #[test]
    fn an_edit_that_changes_no_finding_is_noticed() {
        let text = "Anna Example (FBC):Why?\n\nBen: The  é the bread.\n\nAnna Example (FBC):Why?  ";
        let edits = [
            // Behind the finding in the same turn, before it, and in a turn without one.
            ("bread", "breads", true),
            ("Ben: The", "Ben: Those", false),
            ("bread.", "bread.\nMore.", false),
            ("FBC):Why", "FBC): Why", false),
            ("Why?\n\nBen", "How?\n\nBen", true),
            ("Why?  ", "Why?   ", false),
        ];
        for (old, new, is_same) in edits {
            let mut document = Document::new(text, Arc::default());
            let before = document
                .analysis(&Default::default())
                .expect("nobody cancels");
            assert!(before.diagnostics().len() > 2, "{:?}", before.diagnostics());
            let start = text.find(old).expect("it is there");
            document.apply(&Edit {
                range: start..start + old.len(),
                text: new.to_owned(),
            });
            let after = document
                .analysis(&Default::default())
                .expect("nobody cancels");
            assert_eq!(
                same_findings(&before, &after, Encoding::Utf16),
                is_same,
                "{old} → {new}"
            );
            assert!(is_right(&before, &after));
        }
    }
}
