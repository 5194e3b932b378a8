//! The outline as it was written for an earlier version, in parts: what an edit leaves alone is not written again.

use std::collections::BTreeSet;
use std::ops::Range;

use imbl::Vector;

use super::{Entries, Entry, Level, Symbol, opens};
use crate::model::{Model, TurnKind};
use crate::{Analysis, Cancel, Cancelled};

/// An outline in parts, each written as a `T`, and the version that it is of.
#[derive(Debug)]
pub struct Kept<T> {
    of: Option<Model>,
    parts: Vec<Part<T>>,
}

/// A heading, or some entries that follow each other with no heading between them. All parts together are the whole
/// document, if there is an entry in it.
#[derive(Debug)]
pub struct Part<T> {
    /// Its segments, as indexes.
    segments: Range<usize>,
    /// The level, if it is a heading.
    pub level: Level,
    /// Its entries as they were written for the last version in which they were others.
    pub written: T,
}

/// A part ends with the entry that goes beyond so many bytes of the document. Those of tests are short, so that there are several.
const PART: usize = if cfg!(test) { 100 } else { 16 * 1024 };

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self {
            of: None,
            parts: Vec::new(),
        }
    }
}

impl<T> Kept<T> {
    /// Writes the parts that are others than in the version before. `write` gets the entries of one, of which a heading has
    /// none below it, and its range in the document, in bytes. How many were written is given back.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised between two parts, or leaves no time for as many as there are to write.
    pub fn update(
        &mut self,
        analysis: &Analysis,
        write: impl FnMut(&[Symbol<'_>], Range<usize>) -> T,
        cancel: &Cancel,
    ) -> Result<usize, Cancelled> {
        let model = analysis.model();
        let mut writer = Writer {
            analysis,
            write,
            cancel,
        };
        let earlier = self.of.as_ref();
        let written = match earlier.and_then(|earlier| differing(earlier, model)) {
            Some(segments) => {
                let parts = self.parts_of(segments, model);
                let bytes = parts.iter();
                let bytes = bytes.map(|&at| writer.bytes(&self.parts[at].segments).len());
                cancel.check_length(bytes.sum())?;
                // Whoever stops in between leaves parts of several versions.
                self.of = None;
                for &at in &parts {
                    self.parts[at] = writer.again(&self.parts[at])?;
                }
                parts.len()
            }
            None => {
                cancel.check_length(model.segments.bytes())?;
                self.of = None;
                self.parts = writer.all()?;
                self.parts.len()
            }
        };
        self.of = Some(model.clone());
        Ok(written)
    }

    /// The parts that show one of these segments, as indexes.
    fn parts_of(&self, segments: BTreeSet<usize>, model: &Model) -> Vec<usize> {
        let parts = &self.parts;
        // An exchange may end behind the hand-off with which the next one begins.
        let reaches = |at: usize| {
            let turn = model.turns_before(parts[at].segments.start);
            model.exchanges.reach(model.exchanges.before(turn), turn)
        };
        let mut found = Vec::new();
        for segment in segments {
            let at = parts.partition_point(|part| part.segments.end <= segment);
            // Without an entry there is no part.
            if at < parts.len() && found.last() != Some(&at) {
                found.extend(at.checked_sub(1).filter(|_| reaches(at)));
                found.push(at);
            }
        }
        found.dedup();
        found
    }

    /// The parts, in order.
    pub fn parts(&mut self) -> &mut [Part<T>] {
        &mut self.parts
    }
}

struct Writer<'a, W> {
    analysis: &'a Analysis,
    write: W,
    cancel: &'a Cancel,
}

impl<W> Writer<'_, W> {
    fn all<T>(&mut self) -> Result<Vec<Part<T>>, Cancelled>
    where
        W: FnMut(&[Symbol<'_>], Range<usize>) -> T,
    {
        let count = self.analysis.model().segments.len();
        let mut parts = Vec::new();
        let mut entries = Entries::of(self.analysis, 0..count).peekable();
        while let Some(entry) = entries.next() {
            let first = if parts.is_empty() { 0 } else { entry.segment };
            let Entry { level, symbol, .. } = entry;
            let full = self.start(first) + PART;
            let mut symbols = vec![symbol];
            while let Some(next) = entries.next_if(|next| {
                level.is_none() && next.level.is_none() && self.start(next.segment) < full
            }) {
                symbols.push(next.symbol);
            }
            let end = entries.peek().map_or(count, |next| next.segment);
            parts.push(self.part(first..end, level, &symbols)?);
        }
        Ok(parts)
    }

    /// Writes a part as it is now.
    fn again<T>(&mut self, part: &Part<T>) -> Result<Part<T>, Cancelled>
    where
        W: FnMut(&[Symbol<'_>], Range<usize>) -> T,
    {
        let segments = part.segments.clone();
        let entries = Entries::of(self.analysis, segments.clone());
        let mut level = None;
        let symbols = entries.map(|entry| {
            level = level.or(entry.level);
            entry.symbol
        });
        let symbols: Vec<_> = symbols.collect();
        self.part(segments, level, &symbols)
    }

    fn part<T>(
        &mut self,
        segments: Range<usize>,
        level: Level,
        symbols: &[Symbol<'_>],
    ) -> Result<Part<T>, Cancelled>
    where
        W: FnMut(&[Symbol<'_>], Range<usize>) -> T,
    {
        self.cancel.check()?;
        let bytes = self.bytes(&segments);
        let written = (self.write)(symbols, bytes);
        Ok(Part {
            segments,
            level,
            written,
        })
    }

    /// The bytes of some segments.
    fn bytes(&self, segments: &Range<usize>) -> Range<usize> {
        self.start(segments.start)..self.start(segments.end)
    }

    /// Where a segment starts, or the document ends, in bytes.
    fn start(&self, segment: usize) -> usize {
        self.analysis.model().segments.start_of(segment)
    }
}

/// The segments to which something happened between two versions that the outline may show, as indexes; `None` where its
/// entries may begin elsewhere.
fn differing(old: &Model, new: &Model) -> Option<BTreeSet<usize>> {
    if !old.is_kin_of(new) || old.exchanges.len() != new.exchanges.len() {
        return None;
    }
    let mut exchanges = differing_in(&old.exchanges, &new.exchanges);
    if exchanges.any(|number| old.exchanges[number].turns != new.exchanges[number].turns) {
        return None;
    }
    let mut turns = BTreeSet::new();
    for at in differing_in(&old.turns, &new.turns) {
        let closes = [old, new].map(|model| model.turns[at].kind == TurnKind::Closing);
        // Turns of the closing are one entry.
        if closes[0] != closes[1] {
            return None;
        }
        turns.insert(at);
    }
    for people in old.speakers.differing(&new.speakers) {
        let shown = people.map(|one| one.map(|one| (one.display_name(), &one.affiliation)));
        if shown[0] != shown[1] {
            turns.extend(people.into_iter().flatten().flat_map(|one| &one.turns));
        }
    }
    let segments = turns.into_iter().map(|turn| new.turns[turn].segment);
    let mut segments: BTreeSet<usize> = segments.collect();
    segments.extend(old.segments.differing(&new.segments));
    let [one, other] = [old, new].map(opening);
    if let (Some((one, is_of)), Some((other, is_now_of))) = (&one, &other)
        && one == other
    {
        let first = segments.first();
        if is_of != is_now_of || first.is_some_and(|&first| first < one.end) {
            segments.insert(one.start);
        }
    } else if one.or(other).is_some() {
        return None;
    }
    Some(segments)
}

/// The segments that the opening's entry takes in, and whose it is.
fn opening(model: &Model) -> Option<(Range<usize>, Option<&str>)> {
    let opening = model.opening.as_ref()?;
    let first = model.segments.iter().position(opens)?;
    let last = model.segments.index_at(opening.range.end.checked_sub(1)?)?;
    let who = opening.speaker.map(|id| model.speakers[id].display_name());
    Some((first..last + 1, who))
}

/// The indexes of the items that differ in two lists of the same length.
fn differing_in<'a, A: PartialEq + Clone>(
    old: &'a Vector<A>,
    new: &'a Vector<A>,
) -> impl Iterator<Item = usize> + 'a {
    let (mut one, mut other) = (old.focus(), new.focus());
    let (mut at, mut end) = (0, 0);
    let length = if old.ptr_eq(new) { 0 } else { old.len() };
    std::iter::from_fn(move || {
        while at < length {
            if at == end {
                // What two versions share is in the same place in memory.
                let ((of_one, ones), (of_other, others)) = (one.chunk_at(at), other.chunk_at(at));
                end = of_one.end.min(of_other.end);
                if std::ptr::eq(&ones[at - of_one.start], &others[at - of_other.start]) {
                    at = end;
                    continue;
                }
            }
            at += 1;
            if old[at - 1] != new[at - 1] {
                return Some(at - 1);
            }
        }
        None
    })
}

#[cfg(test)]
pub mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;
    use crate::{Document, Edit};

    /// The outline of a document that is edited, with ranges from the start of each part.
    #[derive(Default)]
    pub struct Outline(Kept<Vec<Symbol<'static>>>);

    impl Outline {
        /// Compares it with one that is made anew. Gives how many of how many parts were written.
        #[track_caller]
        pub fn check(&mut self, analysis: &Analysis) -> Result<(usize, usize), TestCaseError> {
            let write = |symbols: &[Symbol<'_>], bytes: Range<usize>| {
                let symbols = symbols.iter();
                let symbols = symbols.map(|symbol| moved(symbol, |at| at - bytes.start));
                symbols.collect::<Vec<_>>()
            };
            let written = self.0.update(analysis, write, &Cancel::default());
            let written = written.expect("nobody cancels");
            let segments = &analysis.model().segments;
            let parts = self.0.parts();
            let kept = parts.iter().flat_map(|part| {
                let start = segments.at(part.segments.start).start;
                let symbols = part.written.iter();
                symbols.map(move |symbol| (part.level, moved(symbol, |at| at + start)))
            });
            let anew = Entries::of(analysis, 0..segments.len());
            let anew = anew.map(|entry| (entry.level, moved(&entry.symbol, |at| at)));
            prop_assert_eq!(kept.collect::<Vec<_>>(), anew.collect::<Vec<_>>());
            let ends = parts.iter().map(|part| part.segments.end);
            let starts = parts.iter().map(|part| part.segments.start);
            let bounds: Vec<usize> = [0].into_iter().chain(ends).collect();
            let expected: Vec<usize> = starts.chain([segments.len()]).collect();
            if !parts.is_empty() {
                prop_assert_eq!(bounds, expected, "parts with gaps");
            }
            Ok((written, parts.len()))
        }
    }

    proptest! {
        #[test]
        fn all_items_that_differ_are_found(
            length in 1..2_000usize,
            cut in any::<Index>(),
            set in prop::collection::vec((any::<Index>(), 0..3), 0..20),
        ) {
            let old = Vector::from_iter(std::iter::repeat_n(0, length));
            let mut new = old.clone();
            // Put together of two, it has other leaves.
            let behind = new.split_off(cut.index(length));
            new.append(behind);
            for (at, item) in set {
                new.set(at.index(length), item);
            }
            for new in [&new, &old] {
                let expected = (0..length).filter(|&at| old[at] != new[at]);
                let found: Vec<usize> = differing_in(&old, new).collect();
                prop_assert_eq!(found, expected.collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn turns_that_become_one_entry_are_written_together() {
        let said = "Thank you, and have a safe journey home. ".repeat(4);
        let text = format!(
            "Q: Why?\nA: So.\nBen: {{closing}} {said}\nDora: {{remarks}} {said}\nBen: {{closing}} {said}\n"
        );
        let mut outline = Outline::default();
        let mut document = Document::new(&text, Arc::default());
        let parts = |document: &Document, outline: &mut Outline| {
            let analysis = document.analysis(&Cancel::default());
            let (_, parts) = outline
                .check(&analysis.expect("nobody cancels"))
                .expect("the same");
            parts
        };
        assert_eq!(parts(&document, &mut outline), 3);
        let stated = text.find("remarks").expect("it is there");
        document.apply(&Edit {
            range: stated..stated + "remarks".len(),
            text: "closing".to_owned(),
        });
        assert_eq!(parts(&document, &mut outline), 1);
    }

    #[test]
    fn an_exchange_that_goes_on_in_the_next_part_is_written_with_it() {
        let said = "The storm is over, and the harbours are open. ".repeat(4);
        let text = format!(
            "Anna Example (FBC): Why?\nMinister Max: {said}\nModerator: Anna Example.\nAnna Example (FBC): {{follow-up}} When?\nCarl Sample (TPB): Who?\nMinister Max: So.\n"
        );
        let mut document = Document::new(&text, Arc::default());
        let mut outline = Outline::default();
        for new in ["", "x"] {
            let start = text.find("When?").expect("it is there");
            document.apply(&Edit {
                range: start..start,
                text: new.to_owned(),
            });
            let analysis = document.analysis(&Cancel::default());
            let analysis = analysis.expect("nobody cancels");
            let (written, parts) = outline.check(&analysis).expect("the same");
            assert_eq!((written, parts), (2, 2));
        }
    }

    #[test]
    fn an_opening_is_that_of_somebody_who_is_called_elsewhere() {
        let text = format!(
            "---\ncast:\n  - title: Minister\n    opening: true\n---\n{}\n\nQ: Why?\nMinister: So.\n",
            "We are here, and here we stay. ".repeat(9)
        );
        let mut outline = Outline::default();
        let mut document = Document::new(&text, Arc::default());
        for (old, new) in [("", ""), ("nister:", "nster:"), ("Minster:", "Minister:")] {
            let text = document.text().to_string();
            let start = text.find(old).expect("it is there");
            document.apply(&Edit {
                range: start..start + old.len(),
                text: new.to_owned(),
            });
            let analysis = document.analysis(&Cancel::default());
            outline
                .check(&analysis.expect("nobody cancels"))
                .expect("the same");
        }
    }

    fn moved(symbol: &Symbol<'_>, to: impl Fn(usize) -> usize + Copy) -> Symbol<'static> {
        let place = |range: &Range<usize>| to(range.start)..to(range.end);
        let children = symbol.children.iter();
        Symbol {
            kind: symbol.kind,
            name: symbol.name.to_string().into(),
            detail: symbol
                .detail
                .as_ref()
                .map(|detail| detail.to_string().into()),
            range: place(&symbol.range),
            selection: place(&symbol.selection),
            children: children.map(|child| moved(child, to)).collect(),
        }
    }
}
