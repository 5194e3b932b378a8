//! What an edit changed for the rules that look at the whole document.

use std::ops::Range;
use std::sync::Arc;

use super::checked::Checked;
use super::kept::Kept;
use super::relabelled::Relabelled;
use super::{Check, DocumentView, Labelled, Reads, Repeats, SegmentText};
use crate::Analysis;
use crate::analysis::Earlier;
use crate::model::segment::SegmentKind;
use crate::model::{Model, Segments};

/// The difference of two versions.
pub struct Edited<'a> {
    /// What is known of the first version.
    pub known: &'a Checked,
    /// The segments outside of which the versions are the same: their indexes before and after.
    range: (Range<usize>, Range<usize>),
    segments: (&'a Segments, &'a Segments),
    /// The segments that differ, one for one; `None` where there are more or fewer now, or where anything else differs.
    pairs: Option<Vec<Pair<'a>>>,
    /// Whether the same people speak in the same turns under the same labels.
    same_labels: bool,
    /// Where it is known, which labels are others now.
    relabelled: Option<Relabelled<'a>>,
}

/// A segment before and after.
struct Pair<'a> {
    index: usize,
    before: SegmentText<'a>,
    after: SegmentText<'a>,
}

impl<'a> Edited<'a> {
    /// Compares a version with an earlier one.
    pub fn of(earlier: &'a Earlier, known: &'a Checked, analysis: &'a Analysis) -> Self {
        let (old, new) = (&earlier.model, analysis.model());
        let (before, after) = old.segments.difference(&new.segments);
        let same_break = earlier.text.line_break(0) == analysis.text().line_break(0);
        let same_context = Arc::ptr_eq(&old.context, &new.context);
        let differ = |index: &usize| {
            let [one, other] = [old, new].map(|model| model.segments.shared(*index));
            !Arc::ptr_eq(one, other)
        };
        let pair = |index| Pair {
            index,
            before: SegmentText::of(&earlier.text, old, index),
            after: SegmentText::of(analysis.text(), new, index),
        };
        let pairs = (before == after && same_context && same_break)
            .then(|| before.clone().filter(differ).map(pair).collect::<Vec<_>>())
            .filter(|pairs| pairs.iter().all(Pair::is_same_kind));
        let relabelled = pairs
            .as_ref()
            .filter(|_| old.is_kin_of(new) && old.habits == new.habits)
            .and_then(|pairs| {
                let relabelled = pairs.iter().filter(|pair| !pair.has_same_label());
                Relabelled::of(relabelled.map(|pair| pair.index), [old, new])
            });
        Self {
            known,
            range: (before, after),
            segments: (&old.segments, &new.segments),
            same_labels: old.shares_structure(new)
                && relabelled.as_ref().is_some_and(Relabelled::is_empty),
            relabelled,
            pairs,
        }
    }

    /// The turns whose labels may be others now, before and after; none where all may be.
    pub fn turns(&self) -> Option<(Range<usize>, Range<usize>)> {
        let relabelled = self.relabelled.as_ref()?;
        // The segments are as many, and of the same kinds.
        let Range { start, end } = self.range.1;
        let turns = |model: &Model| model.turns_before(start)..model.turns_before(end);
        Some(relabelled.models.map(turns).into())
    }

    /// Whether a rule would find the same now.
    pub fn keeps(
        &self,
        rule: usize,
        check: Check,
        now: &Checked,
        document: &DocumentView<'_>,
    ) -> bool {
        let kept = self.known.kept(rule);
        let Some(pairs) = &self.pairs else {
            let Check::Repeats(repeats) = check else {
                return false;
            };
            return kept.is_nothing() && self.has_same_repeats(rule, repeats, now);
        };
        if pairs.is_empty() {
            return true;
        }
        match check {
            Check::Segment(_) | Check::Habit(_) | Check::Directive(_) => true,
            // What is found in an edited segment may have moved; but not within a label that is the same.
            Check::Labels(_) if self.same_labels => !pairs
                .iter()
                .any(|pair| pair.is_reached(kept, pair.body() + 1)),
            Check::Labels(Labelled { is_affected, .. }) => {
                let keeps = |relabelled| !is_affected(document, relabelled);
                !pairs.iter().any(|pair| pair.is_reached(kept, 0))
                    && self.relabelled.as_ref().is_some_and(keeps)
            }
            Check::Places(places) => {
                let is_unaffected = match places.reads {
                    Reads::Nothing => true,
                    Reads::Written | Reads::Labels if self.same_labels => true,
                    Reads::Written => {
                        let relabelled = self.relabelled.as_ref();
                        relabelled.is_some_and(|relabelled| !kept.depends_on_labels(relabelled))
                    }
                    Reads::Labels => false,
                };
                let skips_labels = places.reads != Reads::Nothing && self.same_labels;
                let from = |pair: &Pair<'_>| if skips_labels { pair.body() } else { 0 };
                is_unaffected
                    && !pairs.iter().any(|pair| pair.is_reached(kept, from(pair)))
                    && pairs
                        .iter()
                        .all(|pair| self.has_same_places(rule, pair, now))
            }
            Check::Repeats(repeats) => {
                !pairs.iter().any(|pair| pair.is_reached(kept, 0))
                    && self.has_same_repeats(rule, repeats, now)
            }
            Check::Document(_) => false,
        }
    }

    /// Whether a rule notes the same in a segment, wherever in it.
    fn has_same_places(&self, rule: usize, pair: &Pair<'_>, now: &Checked) -> bool {
        let before = self.known.tallies(self.segments.0, pair.index);
        let after = now.tallies(self.segments.1, pair.index);
        let (old, new) = (before.spots(rule), after.spots(rule));
        before.has_same_counts(after, rule)
            && old.len() == new.len()
            && old.zip(new).all(|(old, new)| {
                old.kind() == new.kind()
                    && pair.before.text[old.range()] == pair.after.text[new.range()]
            })
    }

    /// Whether what comes back stands where it stood: other fingerprints are too rare.
    fn has_same_repeats(&self, rule: usize, Repeats { times, .. }: Repeats, now: &Checked) -> bool {
        let prints = |checked: &Checked, segments: &Segments, range: &Range<usize>| {
            let prints = range.clone();
            let prints = prints.flat_map(|index| checked.prints(rule, segments, index));
            prints.collect::<Vec<u64>>()
        };
        let old = prints(self.known, self.segments.0, &self.range.0);
        let new = prints(now, self.segments.1, &self.range.1);
        let same = |(old, new): &(&u64, &u64)| old == new;
        let start = old.iter().zip(&new).take_while(same).count();
        let (old, new) = (&old[start..], &new[start..]);
        let end = old
            .iter()
            .rev()
            .zip(new.iter().rev())
            .take_while(same)
            .count();
        let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
        let rare = |checked: &Checked, prints: &[u64]| {
            let mut prints = prints.iter();
            prints.all(|&print| checked.is_rarer(rule, print, times))
        };
        let same_order = old.len() == new.len() || !self.known.kept(rule).depends_on_order();
        same_order && rare(self.known, old) && rare(now, new)
    }
}

impl Pair<'_> {
    fn is_same_kind(&self) -> bool {
        let [one, other] = [&self.before, &self.after].map(|text| &text.segment.kind);
        let is_front_matter = matches!(one, SegmentKind::FrontMatter(_));
        std::mem::discriminant(one) == std::mem::discriminant(other) && !is_front_matter
    }

    /// Whether all is the same up to the text behind a label.
    fn has_same_label(&self) -> bool {
        let body = self.body();
        self.before.segment.speaker_line() == self.after.segment.speaker_line()
            && self.before.text.get(..body) == self.after.text.get(..body)
    }

    /// Where the text behind a label begins.
    fn body(&self) -> usize {
        let line = self.before.segment.speaker_line();
        line.map_or(0, |line| line.body)
    }

    /// Whether what a rule found depends on the segment, or has a place in it that far from its start or further on.
    fn is_reached(&self, kept: &Kept, from: usize) -> bool {
        kept.depends_on(self.index) || kept.reaches(self.index, from)
    }
}
