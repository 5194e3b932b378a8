//! What edits changed between two versions of a text: the parts replaced, apart from each other and in order.

use std::ops::Range;

/// What changed between a text and a later one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(Vec<Change>);

/// A part of a text, and what stands in its place later; both in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The part of the first text.
    pub old: Range<usize>,
    /// The part of the later text.
    pub new: Range<usize>,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The changes in order; no two of them touch each other.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Change> {
        self.0.iter()
    }

    /// Adds a further edit: `replaced` is a part of the later text as it was until now, which gives way to `len` bytes.
    pub fn push(&mut self, replaced: Range<usize>, len: usize) {
        let first = self
            .0
            .partition_point(|change| change.new.end < replaced.start);
        let last = self
            .0
            .partition_point(|change| change.new.start <= replaced.end);
        let touched = &self.0[first..last];
        // A byte of the later text outside of all changes, in the first text.
        let old = |byte: usize, before: Option<&Change>| match before {
            Some(change) => byte - change.new.end + change.old.end,
            None => byte,
        };
        let before = first.checked_sub(1).map(|before| &self.0[before]);
        let merged_start = match touched.first() {
            Some(change) if change.new.start <= replaced.start => change.clone(),
            _ => {
                let start = old(replaced.start, before);
                Change {
                    old: start..start,
                    new: replaced.start..replaced.start,
                }
            }
        };
        let (old_end, new_end) = match touched.last() {
            Some(change) if change.new.end >= replaced.end => (change.old.end, change.new.end),
            last => (old(replaced.end, last.or(before)), replaced.end),
        };
        let merged = Change {
            old: merged_start.old.start..old_end,
            new: merged_start.new.start..new_end - replaced.len() + len,
        };
        for change in &mut self.0[last..] {
            change.new.start = change.new.start - replaced.len() + len;
            change.new.end = change.new.end - replaced.len() + len;
        }
        self.0.splice(first..last, [merged]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::at_least(2_000))]

        #[test]
        fn the_parts_between_changes_are_the_same(
            len in 0usize..40,
            edits in prop::collection::vec((0usize..50, 0usize..8, 0usize..8), 1..12),
        ) {
            let first: Vec<usize> = (0..len).collect();
            let mut later = first.clone();
            let mut changes = Changes::default();
            for (number, (start, removed, added)) in edits.into_iter().enumerate() {
                let start = start.min(later.len());
                let end = (start + removed).min(later.len());
                later.splice(start..end, vec![100 + number; added]);
                changes.push(start..end, added);
            }
            let (mut old, mut new) = (0, 0);
            for change in changes.iter() {
                prop_assert!(old == 0 || change.old.start > old, "apart");
                prop_assert_eq!(&first[old..change.old.start], &later[new..change.new.start]);
                (old, new) = (change.old.end, change.new.end);
            }
            prop_assert_eq!(&first[old..], &later[new..]);
        }
    }
}
