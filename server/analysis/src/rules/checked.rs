//! What the rules know of a document, kept for its next version: what an edit does not touch is not checked again.
//!
//! A [`Check::Segment`] looks at one segment, so its findings stay with that. A [`Check::Habit`] counts in each
//! segment; while the sums decide the same, its findings stay as well. All others look at the whole document, and do that
//! again where [`Edited`] says so.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use imbl::OrdMap;

use super::edited::Edited;
use super::gathered::{Gathered, Noted};
use super::kept::{Kept, moved};
use super::label_index::LabelIndex;
use super::labels::Labels;
use super::plan::Plan;
use super::print::{Print, Prints, number};
use super::tally::{Tallies, Totals};
use super::{
    Check, Diagnostic, DocumentView, Findings, Habit, Labelled, Places, Repeats, Rule, SegmentText,
    Verdict,
};
use crate::analysis::Earlier;
use crate::model::Segment;
use crate::model::segment::LineKind;
use crate::model::segments::{Chunk, PlacedChunk, Segments};
use crate::{Analysis, Cancel, Cancelled};

/// What the rules know of one version of a document. What there is for each rule is in the order of those that are on.
#[derive(Debug)]
pub struct Checked {
    chunks: Vec<Slot>,
    totals: Vec<Totals>,
    /// How often each fingerprint is there.
    prints: OrdMap<Print, u32>,
    verdicts: Vec<Verdict>,
    documents: Vec<Arc<Kept>>,
    /// Whoever checks the next version takes it and brings it up to date.
    labels: Mutex<Option<LabelIndex>>,
    work: Checking,
}

/// What it took to check a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checking {
    /// Segments that rules looked at.
    pub segments: usize,
    /// Rules that looked at the whole document.
    pub documents: usize,
    /// Labels that they looked at, again for each of them.
    pub labels: usize,
}

/// A chunk, and whether there is more to do with it than to pass it by.
#[derive(Clone, Debug)]
struct Slot {
    chunk: Arc<CheckedChunk>,
    is_reporting: bool,
    is_directing: bool,
}

/// What is known of the segments of a chunk.
#[derive(Debug)]
struct CheckedChunk {
    of: Arc<Chunk>,
    segments: Vec<CheckedSegment>,
    /// Rules with the segments, by their places in the chunk, in which they noted a place; sorted.
    noted: Vec<(u8, u32)>,
    /// The segments with findings.
    reporting: Vec<usize>,
    /// Those with directives.
    directing: Vec<usize>,
}

#[derive(Clone, Debug)]
struct CheckedSegment {
    facts: Arc<Facts>,
    /// What is found in it, the document's habits considered.
    found: Arc<[Diagnostic]>,
}

/// What is known of one segment, whatever the rest of the document is.
#[derive(Debug, Default)]
struct Facts {
    found: Box<[Diagnostic]>,
    tallies: Tallies,
    prints: Box<[Print]>,
    has_directive: bool,
}

impl Checked {
    /// Checks a document, with what is known of an earlier version of it.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn of(
        analysis: &Analysis,
        earlier: Option<&Earlier>,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let plan = Plan::of(analysis);
        let known = earlier.and_then(|earlier| Some((earlier, earlier.checked.downcast_ref()?)));
        let context = &analysis.model().context;
        let same_profile = |earlier: &Earlier| {
            let other = &earlier.model.context;
            Arc::ptr_eq(other, context) || other.profile == context.profile
        };
        let segments_known = known.filter(|(earlier, _)| same_profile(earlier));
        let segments_known = segments_known.map(|(_, checked): (_, &Self)| checked);
        let mut checked = Self::segments(analysis, &plan, segments_known, cancel)?;
        checked.check_document(analysis, &plan, known, cancel)?;
        Ok(checked)
    }

    /// What it took.
    pub fn work(&self) -> Checking {
        self.work
    }

    /// All findings, in no order.
    pub fn findings(&self, analysis: &Analysis) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let chunks = self.chunks.iter().zip(analysis.model().segments.chunks());
        for (slot, placed) in chunks.filter(|(slot, _)| slot.is_reporting) {
            let checked = &slot.chunk;
            for &at in &checked.reporting {
                let start = placed.start + placed.chunk.start_of(at);
                let own = checked.segments[at].found.iter();
                found.extend(own.map(|finding| moved(finding, start)));
            }
        }
        let documents = self.documents.iter();
        found.extend(documents.flat_map(|kept| kept.findings(analysis.model())));
        found
    }

    /// The segments with directives, by index.
    pub fn directing(&self, analysis: &Analysis) -> Vec<usize> {
        let chunks = self.chunks.iter().zip(analysis.model().segments.chunks());
        let directing = chunks.filter(|(slot, _)| slot.is_directing);
        directing
            .flat_map(|(slot, placed)| slot.chunk.directing.iter().map(|at| placed.first + at))
            .collect()
    }

    /// What a rule found in the whole document.
    pub fn kept(&self, rule: usize) -> &Arc<Kept> {
        &self.documents[rule]
    }

    /// What was noted in a segment.
    pub fn tallies(&self, segments: &Segments, index: usize) -> &Tallies {
        &self.facts(segments, index).tallies
    }

    /// The fingerprints of a segment that a rule wants.
    pub fn prints(
        &self,
        rule: usize,
        segments: &Segments,
        index: usize,
    ) -> impl Iterator<Item = u64> + '_ {
        let prints = self.facts(segments, index).prints.iter();
        let own = prints.filter(move |print| Print::all(rule).contains(print));
        own.map(|print| print.print())
    }

    fn facts(&self, segments: &Segments, index: usize) -> &Facts {
        let (chunk, within) = segments.chunk_of(index).expect("a segment of the document");
        &self.chunks[chunk].chunk.segments[within].facts
    }

    /// Whether a fingerprint is there less often than that.
    pub fn is_rarer(&self, rule: usize, print: u64, times: usize) -> bool {
        let known = self
            .prints
            .get(&Print::new(rule, print))
            .copied()
            .unwrap_or_default();
        (known as usize) < times
    }

    /// Whether any fingerprint is there so often.
    fn has_repeats(&self, rule: usize, times: usize) -> bool {
        let mut prints = self.prints.range(Print::all(rule));
        prints.any(|(_, known)| *known as usize >= times)
    }

    /// Looks at the segments that are not known yet, and decides what is a habit.
    fn segments(
        analysis: &Analysis,
        plan: &Plan,
        known: Option<&Self>,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let chunks = analysis.model().segments.chunks();
        let known_chunks = known.map_or(&[][..], |known| &known.chunks);
        let (before, behind) = shared(known_chunks, chunks);
        let gone = &known_chunks[before..known_chunks.len() - behind];
        let mut pass = Pass {
            analysis,
            plan,
            known: KnownSegments::of(gone, known_chunks.first()),
            checked: 0,
        };
        let (mut totals, mut prints) = match known {
            Some(known) => (known.totals.clone(), known.prints.clone()),
            None => (vec![Totals::default(); plan.rules.len()], OrdMap::new()),
        };
        let new = before..chunks.len() - behind;
        let mut stages = Vec::with_capacity(new.len());
        for placed in &chunks[new.clone()] {
            cancel.check()?;
            let stage = pass.stage(placed);
            for (facts, _) in stage.iter().filter(|(_, known)| known.is_none()) {
                facts.tallies.add_to(&mut totals);
                for &print in &facts.prints {
                    *prints.entry(print).or_default() += 1;
                }
            }
            stages.push(stage);
        }
        for facts in pass.known.lost() {
            facts.tallies.take_from(&mut totals);
            for print in &facts.prints {
                match prints.get_mut(print) {
                    Some(known) if *known > 1 => *known -= 1,
                    _ => {
                        prints.remove(print);
                    }
                }
            }
        }
        let verdict = |(rule, totals): (&(&Rule, _), &Totals)| match rule.0.check {
            Check::Habit(Habit { decide, .. }) => decide(analysis, totals),
            _ => 0,
        };
        let verdicts: Vec<Verdict> = plan.rules.iter().zip(&totals).map(verdict).collect();
        let changed: Vec<u8> = match known {
            Some(known) => (0..verdicts.len())
                .filter(|&rule| verdicts[rule] != known.verdicts[rule])
                .map(number)
                .collect(),
            None => Vec::new(),
        };
        let mut stages = stages.into_iter();
        let mut checked = Vec::with_capacity(chunks.len());
        for (at, placed) in chunks.iter().enumerate() {
            if new.contains(&at) {
                cancel.check()?;
                let stage = stages.next().expect("one for each new chunk");
                checked.push(pass.finish(stage, placed, &verdicts, &changed).into());
                continue;
            }
            let slot = match at < before {
                true => &known_chunks[at],
                false => &known_chunks[known_chunks.len() + at - chunks.len()],
            };
            checked.push(match changed.iter().any(|&rule| slot.chunk.notes(rule)) {
                true => pass
                    .finish(slot.chunk.stage(), placed, &verdicts, &changed)
                    .into(),
                false => slot.clone(),
            });
        }
        Ok(Self {
            chunks: checked,
            totals,
            prints,
            verdicts,
            documents: Vec::with_capacity(plan.rules.len()),
            labels: Mutex::new(None),
            work: Checking {
                segments: pass.checked,
                documents: 0,
                labels: 0,
            },
        })
    }

    /// Runs the rules on the whole document of which anything they read has changed.
    fn check_document(
        &mut self,
        analysis: &Analysis,
        plan: &Plan,
        known: Option<(&Earlier, &Self)>,
        cancel: &Cancel,
    ) -> Result<(), Cancelled> {
        let take = |labels: &Mutex<Option<LabelIndex>>| {
            labels.lock().unwrap_or_else(PoisonError::into_inner).take()
        };
        let labels = known.and_then(|(_, known)| take(&known.labels));
        let edited = known.map(|(earlier, known)| Edited::of(earlier, known, analysis));
        let differing = edited.as_ref().and_then(Edited::turns);
        let document = DocumentView::of(analysis, labels, differing);
        let nothing = Arc::new(Kept::default());
        for (number, &(rule, severity)) in plan.rules.iter().enumerate() {
            cancel.check()?;
            let concerns = match rule.check {
                Check::Segment(_) | Check::Habit(_) | Check::Directive(_) => false,
                Check::Places(Places { concerns, .. }) => concerns(&self.totals[number]),
                Check::Repeats(Repeats { times, .. }) => {
                    edited.is_some() || self.has_repeats(number, times)
                }
                Check::Labels(_) | Check::Document(_) => true,
            };
            let kept = match &edited {
                _ if !concerns => nothing.clone(),
                Some(edited) if edited.keeps(number, rule.check, self, &document) => {
                    edited.known.kept(number).clone()
                }
                _ => {
                    self.work.documents += 1;
                    let mut findings = Findings::new(rule, severity, 0);
                    match rule.check {
                        Check::Places(Places { report, .. }) => {
                            let gathered = self.gathered(number, analysis);
                            report(&document, &gathered, &mut findings);
                        }
                        Check::Repeats(Repeats { check, times, .. }) => {
                            let segments = &analysis.model().segments;
                            let prints = Prints::new(self, segments, number, times);
                            check(&document, &prints, &mut findings);
                        }
                        Check::Labels(Labelled { check, .. }) | Check::Document(check) => {
                            check(&document, &mut findings);
                        }
                        Check::Segment(_) | Check::Habit(_) | Check::Directive(_) => {}
                    }
                    Arc::new(Kept::new(findings, &analysis.model().segments))
                }
            };
            self.documents.push(kept);
        }
        let labels = document.into_labels();
        self.work.labels = labels.as_ref().map_or(0, Labels::looked_at);
        self.labels = Mutex::new(labels.map(Labels::into_index));
        Ok(())
    }

    /// What a rule noted.
    fn gathered<'a>(&'a self, rule: usize, analysis: &'a Analysis) -> Gathered<'a> {
        let mut segments = Vec::new();
        for (slot, placed) in self.chunks.iter().zip(analysis.model().segments.chunks()) {
            segments.extend(slot.chunk.noted_by(rule).map(|at| Noted {
                index: placed.first + at,
                start: placed.start + placed.chunk.start_of(at),
                segment: placed.chunk.segment(at),
                tallies: &slot.chunk.segments[at].facts.tallies,
            }));
        }
        Gathered {
            analysis,
            rule,
            totals: &self.totals[rule],
            segments,
        }
    }
}

/// How many chunks two versions share at the start of the document, and how many at its end.
fn shared(known: &[Slot], now: &[PlacedChunk]) -> (usize, usize) {
    let same = |(known, now): &(&Slot, &PlacedChunk)| known.chunk.of.is(&now.chunk);
    let before = known.iter().zip(now).take_while(same).count();
    // What stands first is another thing there than further on.
    let rest = known.len().min(now.len()).saturating_sub(before.max(1));
    let behind = known.iter().rev().zip(now.iter().rev()).take(rest);
    (before, behind.take_while(same).count())
}

/// One look at all segments.
struct Pass<'a> {
    analysis: &'a Analysis,
    plan: &'a Plan,
    known: KnownSegments<'a>,
    /// How many segments rules looked at.
    checked: usize,
}

/// The segments of a chunk that are counted but not yet reported, with what was known of them before.
type Stage<'a> = Vec<(Arc<Facts>, Option<&'a CheckedSegment>)>;

impl From<CheckedChunk> for Slot {
    fn from(chunk: CheckedChunk) -> Self {
        Self {
            is_reporting: !chunk.reporting.is_empty(),
            is_directing: !chunk.directing.is_empty(),
            chunk: Arc::new(chunk),
        }
    }
}

impl CheckedChunk {
    fn stage(&self) -> Stage<'_> {
        let segments = self.segments.iter();
        segments
            .map(|known| (known.facts.clone(), Some(known)))
            .collect()
    }

    /// The segments in which a rule noted a place.
    fn noted_by(&self, rule: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self
            .noted
            .partition_point(|(of, _)| usize::from(*of) < rule);
        let own = self.noted[first..].iter();
        let own = own.take_while(move |(of, _)| usize::from(*of) == rule);
        own.map(|&(_, at)| at as usize)
    }

    fn notes(&self, rule: u8) -> bool {
        self.noted_by(usize::from(rule)).next().is_some()
    }
}

impl<'a> Pass<'a> {
    fn stage(&mut self, placed: &PlacedChunk) -> Stage<'a> {
        let (text, model) = (self.analysis.text(), self.analysis.model());
        // Where all is new, the text is put together once, and not for each segment.
        let whole = self.known.segments.is_empty();
        let whole = whole.then(|| text.slice(placed.start..placed.end()));
        let mut stage = Vec::with_capacity(placed.chunk.segments().len());
        for (at, own) in placed.segments().enumerate() {
            let known = self.known.get(placed.first + at, placed.chunk.segment(at));
            let facts = match (known, &whole) {
                (Some(known), _) => known.facts.clone(),
                (None, Some(whole)) => {
                    let start = own.start - placed.start;
                    let text = Cow::Borrowed(&whole[start..start + own.segment.len]);
                    Arc::new(self.facts(&SegmentText::with(text, model, own)))
                }
                (None, None) => Arc::new(self.facts(&SegmentText::at(text, model, own))),
            };
            stage.push((facts, known));
        }
        stage
    }

    fn facts(&mut self, text: &SegmentText<'_>) -> Facts {
        self.checked += 1;
        let view = text.view();
        let (mut found, mut prints) = (Vec::new(), Vec::new());
        let tallies = Tallies::of(&self.plan.local, |at, tally| {
            let (rule, severity) = self.plan.rules[at];
            match rule.check {
                Check::Segment(check) => {
                    let mut findings = Findings::new(rule, severity, 0);
                    check(&view, &mut findings);
                    found.extend(findings.into_diagnostics());
                }
                Check::Habit(Habit { collect, .. }) | Check::Places(Places { collect, .. }) => {
                    collect(&view, tally);
                }
                Check::Repeats(repeats) => {
                    let own = (repeats.prints)(&view).into_iter();
                    prints.extend(own.map(|print| Print::new(at, print)));
                }
                Check::Labels(_) | Check::Document(_) | Check::Directive(_) => {}
            }
        });
        let mut lines = view.segment.lines.iter();
        Facts {
            found: found.into(),
            tallies,
            prints: prints.into(),
            has_directive: lines.any(|line| matches!(line.kind, LineKind::Directive(_))),
        }
    }

    fn finish(
        &self,
        stage: Stage<'_>,
        placed: &PlacedChunk,
        verdicts: &[Verdict],
        changed: &[u8],
    ) -> CheckedChunk {
        let none: Arc<[Diagnostic]> = Arc::new([]);
        let mut chunk = CheckedChunk {
            of: placed.chunk.clone(),
            segments: Vec::with_capacity(stage.len()),
            noted: Vec::new(),
            reporting: Vec::new(),
            directing: Vec::new(),
        };
        for (at, (facts, known)) in stage.into_iter().enumerate() {
            let is_same = || facts.tallies.rules().all(|rule| !changed.contains(&rule));
            let found = match known.filter(|_| is_same()) {
                Some(known) => known.found.clone(),
                None => self
                    .found(&facts, placed.first + at, verdicts)
                    .unwrap_or_else(|| none.clone()),
            };
            if !found.is_empty() {
                chunk.reporting.push(at);
            }
            if facts.has_directive {
                chunk.directing.push(at);
            }
            chunk
                .noted
                .extend(facts.tallies.rules().map(|rule| (rule, at as u32)));
            chunk.segments.push(CheckedSegment { facts, found });
        }
        chunk.noted.sort_unstable();
        chunk
    }

    /// What is found in a segment, if anything.
    fn found(
        &self,
        facts: &Facts,
        index: usize,
        verdicts: &[Verdict],
    ) -> Option<Arc<[Diagnostic]>> {
        let mut found = facts.found.to_vec();
        let faulty = facts.tallies.rules().map(usize::from);
        for number in faulty.filter(|&number| verdicts[number] != 0) {
            let (rule, severity) = self.plan.rules[number];
            if let Check::Habit(Habit { report, .. }) = rule.check {
                let text = SegmentText::of(self.analysis.text(), self.analysis.model(), index);
                let mut findings = Findings::new(rule, severity, 0);
                for spot in facts.tallies.spots(number) {
                    report(&text.view(), &spot, verdicts[number], &mut findings);
                }
                found.extend(findings.into_diagnostics());
            }
        }
        (!found.is_empty()).then(|| found.into())
    }
}

/// What is known of the segments of an earlier version that may still be there, in other chunks.
struct KnownSegments<'a> {
    segments: BTreeMap<*const Segment, Known<'a>>,
    /// The first one of the document.
    first: Option<*const Segment>,
}

/// A segment of an earlier version, and whether it was found again.
struct Known<'a> {
    segment: &'a CheckedSegment,
    is_found: bool,
}

impl<'a> KnownSegments<'a> {
    fn of(gone: &'a [Slot], first: Option<&Slot>) -> Self {
        let known = |segment| Known {
            segment,
            is_found: false,
        };
        let segments = gone.iter().flat_map(|Slot { chunk, .. }| {
            let known = chunk.segments.iter().map(known);
            chunk.of.segments().map(Arc::as_ptr).zip(known)
        });
        let first = first.and_then(|slot| slot.chunk.of.segments().next());
        Self {
            segments: segments.collect(),
            first: first.map(Arc::as_ptr),
        }
    }

    fn get(&mut self, index: usize, segment: &Arc<Segment>) -> Option<&'a CheckedSegment> {
        let segment = Arc::as_ptr(segment);
        let known = self.segments.get_mut(&segment)?;
        // What stands first is another thing there than further on.
        let is_same = (self.first == Some(segment)) == (index == 0);
        known.is_found |= is_same;
        is_same.then_some(known.segment)
    }

    /// What was known of those that were not found again.
    fn lost(&self) -> impl Iterator<Item = &Facts> {
        let lost = self.segments.values().filter(|known| !known.is_found);
        lost.map(|known| &*known.segment.facts)
    }
}
