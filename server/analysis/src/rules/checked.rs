//! What the rules know of a document, kept for its next version: what an edit does not touch is not checked again.
//!
//! A [`Check::Segment`] looks at one segment, so its findings stay with that. A [`Check::Habit`] counts in each
//! segment; while the sums decide the same, its findings stay as well. A [`Check::Document`] says what it reads of
//! each segment; it runs again where that changed, or where anything did in who speaks, asks and answers.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::kept::{Kept, moved};
use super::tally::{Tally, Totals};
use super::{
    Check, Diagnostic, DocumentView, Findings, Habit, RULES, Reads, Rule, SegmentView, Severity,
    Shown, Verdict,
};
use crate::analysis::Earlier;
use crate::model::segment::{LineKind, Segment, SegmentKind};
use crate::model::segments::{Chunk, PlacedChunk};
use crate::{Analysis, Cancel, Cancelled};

/// What the rules know of one version of a document.
#[derive(Debug)]
pub struct Checked {
    chunks: Vec<Arc<CheckedChunk>>,
    totals: Vec<Totals>,
    verdicts: Vec<Verdict>,
    documents: Vec<Kept>,
    work: Checking,
}

/// What it took to check a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checking {
    /// Segments that rules looked at.
    pub segments: usize,
    /// Rules that looked at the whole document.
    pub documents: usize,
}

/// What is known of the segments of a chunk.
#[derive(Debug)]
struct CheckedChunk {
    of: Arc<Chunk>,
    segments: Vec<CheckedSegment>,
    totals: Vec<Totals>,
    /// The fingerprints of all segments, sorted.
    prints: Vec<Print>,
    /// The segments with findings, by their place in the chunk.
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
    found: Vec<Diagnostic>,
    /// With the places of their rules among those that count.
    tallies: Vec<(usize, Tally)>,
    prints: Vec<Print>,
    has_directive: bool,
}

/// A fingerprint, with the rule that wants it.
type Print = (Slot, u64);

/// The place of a rule among those that are on.
type Slot = usize;

/// The rules that are on.
struct Plan {
    rules: Vec<(&'static Rule, Severity)>,
    /// Those that count, by their places among all.
    counting: Vec<Slot>,
}

impl Plan {
    fn of(analysis: &Analysis) -> Self {
        let on = RULES.iter().copied();
        let rules: Vec<_> = on
            .filter_map(|rule| Some((rule, rule.level(analysis.settings())?)))
            .collect();
        let counts = |slot: &Slot| {
            let check = rules[*slot].0.check;
            matches!(
                check,
                Check::Habit(_) | Check::Document(Reads::Counts { .. }, _)
            )
        };
        Self {
            counting: (0..rules.len()).filter(counts).collect(),
            rules,
        }
    }

    /// The place of a rule among those that count.
    fn counting(&self, slot: Slot) -> usize {
        self.counting.partition_point(|&other| other < slot)
    }
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
        let profile = &analysis.model().context.profile;
        let known = earlier.and_then(|earlier| Some((earlier, earlier.checked.downcast_ref()?)));
        let segments_known: Option<&Self> = known
            .filter(|(earlier, _)| earlier.model.context.profile == *profile)
            .map(|(_, checked)| checked);
        let mut pass = Pass {
            analysis,
            plan: &plan,
            checked: 0,
            known: Known::of(
                segments_known.map_or(&[], |checked| &checked.chunks),
                analysis.model().segments.chunks(),
            ),
        };
        let mut stages = Vec::new();
        for placed in analysis.model().segments.chunks() {
            cancel.check()?;
            stages.push(pass.stage(placed));
        }
        let mut totals = vec![Totals::default(); plan.counting.len()];
        for stage in &stages {
            for (sum, own) in totals.iter_mut().zip(stage.totals()) {
                sum.join(own);
            }
        }
        let verdicts: Vec<Verdict> = plan
            .counting
            .iter()
            .zip(&totals)
            .map(|(&slot, totals)| match plan.rules[slot].0.check {
                Check::Habit(Habit { decide, .. }) => decide(analysis, totals),
                _ => 0,
            })
            .collect();
        let same_verdicts = segments_known.is_some_and(|known| known.verdicts == verdicts);
        let mut chunks = Vec::with_capacity(stages.len());
        for (stage, placed) in stages.into_iter().zip(analysis.model().segments.chunks()) {
            cancel.check()?;
            chunks.push(pass.finish(stage, placed, &verdicts, same_verdicts));
        }
        let mut checked = Self {
            chunks,
            totals,
            verdicts,
            documents: Vec::with_capacity(plan.rules.len()),
            work: Checking {
                segments: pass.checked,
                documents: 0,
            },
        };
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
        for (checked, placed) in self.chunks.iter().zip(analysis.model().segments.chunks()) {
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
        chunks
            .flat_map(|(checked, placed)| checked.directing.iter().map(|at| placed.first + at))
            .collect()
    }

    /// Runs the rules on the whole document of which anything they read has changed.
    fn check_document(
        &mut self,
        analysis: &Analysis,
        plan: &Plan,
        known: Option<(&Earlier, &Self)>,
        cancel: &Cancel,
    ) -> Result<(), Cancelled> {
        let document = DocumentView::of(analysis);
        let edited = known.and_then(|(earlier, known)| Edited::of(earlier, known, analysis));
        for (slot, &(rule, severity)) in plan.rules.iter().enumerate() {
            cancel.check()?;
            let Check::Document(reads, check) = rule.check else {
                self.documents.push(Kept::default());
                continue;
            };
            let kept = edited
                .as_ref()
                .and_then(|edited| edited.keeps(slot, reads, plan.counting(slot), self));
            let kept = kept.cloned().unwrap_or_else(|| {
                self.work.documents += 1;
                let mut findings = Findings::new(rule, severity, 0);
                check(&document, &mut findings);
                Kept::new(findings, &analysis.model().segments)
            });
            self.documents.push(kept);
        }
        Ok(())
    }

    /// How many segments have a fingerprint; as many as asked for are enough.
    fn times(&self, print: Print, enough: usize) -> usize {
        let mut times = 0;
        for chunk in &self.chunks {
            let first = chunk.prints.partition_point(|own| *own < print);
            let same = chunk.prints[first..]
                .iter()
                .take_while(|own| **own == print);
            times += same.count();
            if times >= enough {
                break;
            }
        }
        times
    }
}

/// The segments that differ between two versions that have the same number of them, read with the same context.
struct Edited<'a> {
    known: &'a Checked,
    pairs: Vec<Pair<'a>>,
    /// Whether the same people speak in the same turns under the same labels.
    same_labels: bool,
}

/// A segment before and after.
struct Pair<'a> {
    index: usize,
    before: Shown<'a>,
    after: Shown<'a>,
}

impl<'a> Edited<'a> {
    /// `None` where anything else differs.
    fn of(earlier: &'a Earlier, known: &'a Checked, analysis: &'a Analysis) -> Option<Self> {
        let (old, new) = (&earlier.model, analysis.model());
        let same_break = earlier.text.line_break(0) == analysis.text().line_break(0);
        let (before, after) = old.segments.difference(&new.segments);
        let same_context = Arc::ptr_eq(&old.context, &new.context);
        if before.len() != after.len() || !same_context || !same_break {
            return None;
        }
        let differ = |index: &usize| {
            let [one, other] = [old, new].map(|model| model.segments.shared(*index));
            !Arc::ptr_eq(one, other)
        };
        let pairs: Vec<Pair<'_>> = before
            .filter(differ)
            .map(|index| Pair {
                index,
                before: Shown::of(&earlier.text, old, index),
                after: Shown::of(analysis.text(), new, index),
            })
            .collect();
        let same_labels = old.shares_structure(new)
            && old.habits == new.habits
            && pairs.iter().all(Pair::has_same_label);
        let same_kinds = pairs.iter().all(Pair::is_same_kind);
        same_kinds.then_some(Self {
            known,
            pairs,
            same_labels,
        })
    }

    /// What a rule found before, if it would find the same now.
    fn keeps(&self, slot: Slot, reads: Reads, counting: usize, now: &Checked) -> Option<&'a Kept> {
        let kept = &self.known.documents[slot];
        if self.pairs.is_empty() {
            return Some(kept);
        }
        // What is found in an edited segment may have moved; but not within a label that is the same.
        let from = |pair: &Pair<'_>| match reads {
            Reads::Labels => pair.body() + 1,
            Reads::Segments(_) => pair.body(),
            _ => 0,
        };
        let moves = |pair: &Pair<'_>| kept.reaches(pair.index, from(pair));
        if kept.is_sensitive || self.pairs.iter().any(moves) {
            return None;
        }
        let reads_the_same = |read: fn(&SegmentView<'_>) -> u64| {
            let mut pairs = self.pairs.iter();
            pairs.all(|pair| read(&pair.before.view()) == read(&pair.after.view()))
        };
        let same = match reads {
            Reads::Labels => self.same_labels,
            Reads::Segments(read) => self.same_labels && reads_the_same(read),
            Reads::Text(read) => reads_the_same(read),
            Reads::Counts { concerns, .. } => {
                !concerns(&self.known.totals[counting]) && !concerns(&now.totals[counting])
            }
            Reads::Prints { of, times } => {
                let rare = |shown: &Shown<'_>, checked: &Checked| {
                    let mut prints = of(&shown.view()).into_iter();
                    prints.all(|print| checked.times((slot, print), times) < times)
                };
                let mut pairs = self.pairs.iter();
                pairs.all(|pair| rare(&pair.before, self.known) && rare(&pair.after, now))
            }
            Reads::All => false,
        };
        same.then_some(kept)
    }
}

impl Pair<'_> {
    fn is_same_kind(&self) -> bool {
        let [one, other] = [&self.before, &self.after].map(|shown| &shown.segment.kind);
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
}

/// One look at all segments.
struct Pass<'a> {
    analysis: &'a Analysis,
    plan: &'a Plan,
    known: Known<'a>,
    /// How many segments rules looked at.
    checked: usize,
}

/// A chunk whose segments are counted, but not yet reported.
enum Stage<'a> {
    Known(&'a Arc<CheckedChunk>),
    New {
        segments: Vec<(Arc<Facts>, Option<&'a CheckedSegment>)>,
        totals: Vec<Totals>,
    },
}

impl Stage<'_> {
    fn totals(&self) -> &[Totals] {
        match self {
            Self::Known(chunk) => &chunk.totals,
            Self::New { totals, .. } => totals,
        }
    }
}

impl<'a> Pass<'a> {
    fn stage(&mut self, placed: &PlacedChunk) -> Stage<'a> {
        if let Some(known) = self.known.chunk(placed) {
            return Stage::Known(known);
        }
        let mut totals = vec![Totals::default(); self.plan.counting.len()];
        let mut segments = Vec::with_capacity(placed.chunk.segments().len());
        for (at, segment) in placed.chunk.segments().enumerate() {
            let known = self.known.segment(placed.first + at, segment);
            let facts = match known {
                Some(known) => known.facts.clone(),
                None => Arc::new(self.facts(placed.first + at)),
            };
            for (slot, tally) in &facts.tallies {
                totals[*slot].add(tally);
            }
            segments.push((facts, known));
        }
        Stage::New { segments, totals }
    }

    fn facts(&mut self, index: usize) -> Facts {
        self.checked += 1;
        let shown = Shown::of(self.analysis.text(), self.analysis.model(), index);
        let view = shown.view();
        let mut facts = Facts::default();
        for (slot, &(rule, severity)) in self.plan.rules.iter().enumerate() {
            let mut tally = Tally::default();
            match rule.check {
                Check::Segment(check) => {
                    let mut findings = Findings::new(rule, severity, 0);
                    check(&view, &mut findings);
                    facts.found.extend(findings.into_diagnostics());
                }
                Check::Habit(Habit { collect, .. })
                | Check::Document(Reads::Counts { collect, .. }, _) => collect(&view, &mut tally),
                Check::Document(Reads::Prints { of, .. }, _) => {
                    facts
                        .prints
                        .extend(of(&view).into_iter().map(|print| (slot, print)));
                }
                Check::Document(..) | Check::Directive(_) => {}
            }
            if !tally.is_empty() {
                facts.tallies.push((self.plan.counting(slot), tally));
            }
        }
        let mut lines = view.segment.lines.iter();
        facts.has_directive = lines.any(|line| matches!(line.kind, LineKind::Directive(_)));
        facts
    }

    fn finish(
        &self,
        stage: Stage<'a>,
        placed: &PlacedChunk,
        verdicts: &[Verdict],
        same_verdicts: bool,
    ) -> Arc<CheckedChunk> {
        let (segments, totals): (Vec<_>, _) = match stage {
            Stage::Known(known) if same_verdicts => return known.clone(),
            Stage::Known(known) => {
                let segments = known.segments.iter();
                let segments = segments.map(|known| (known.facts.clone(), Some(known)));
                (segments.collect(), known.totals.clone())
            }
            Stage::New { segments, totals } => (segments, totals),
        };
        let none: Arc<[Diagnostic]> = Arc::new([]);
        let mut chunk = CheckedChunk {
            of: placed.chunk.clone(),
            segments: Vec::with_capacity(segments.len()),
            totals,
            prints: Vec::new(),
            reporting: Vec::new(),
            directing: Vec::new(),
        };
        for (at, (facts, known)) in segments.into_iter().enumerate() {
            let found = match known.filter(|_| same_verdicts) {
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
            chunk.prints.extend(&facts.prints);
            chunk.segments.push(CheckedSegment { facts, found });
        }
        chunk.prints.sort_unstable();
        Arc::new(chunk)
    }

    /// What is found in a segment, if anything.
    fn found(
        &self,
        facts: &Facts,
        index: usize,
        verdicts: &[Verdict],
    ) -> Option<Arc<[Diagnostic]>> {
        let mut found = facts.found.clone();
        let tallies = facts
            .tallies
            .iter()
            .filter(|(slot, tally)| verdicts[*slot] != 0 && !tally.spots().is_empty());
        for (slot, tally) in tallies {
            let (rule, severity) = self.plan.rules[self.plan.counting[*slot]];
            if let Check::Habit(Habit { report, .. }) = rule.check {
                let shown = Shown::of(self.analysis.text(), self.analysis.model(), index);
                let mut findings = Findings::new(rule, severity, 0);
                for spot in tally.spots() {
                    report(&shown.view(), spot, verdicts[*slot], &mut findings);
                }
                found.extend(findings.into_diagnostics());
            }
        }
        (!found.is_empty()).then(|| found.into())
    }
}

/// What is known of an earlier version, by the chunks and segments that may still be there.
struct Known<'a> {
    chunks: HashMap<*const Chunk, &'a Arc<CheckedChunk>>,
    /// The segments of chunks that are not there any more.
    segments: HashMap<*const Segment, &'a CheckedSegment>,
    /// The first chunk and its first segment: rules may look at the start of a document in another way.
    first: Option<(*const Chunk, *const Segment)>,
}

impl<'a> Known<'a> {
    fn of(known: &'a [Arc<CheckedChunk>], now: &[PlacedChunk]) -> Self {
        let kept: HashSet<*const Chunk> = now.iter().map(|now| Arc::as_ptr(&now.chunk)).collect();
        let gone = known
            .iter()
            .filter(|known| !kept.contains(&Arc::as_ptr(&known.of)));
        let segments =
            gone.flat_map(|known| known.of.segments().map(Arc::as_ptr).zip(&known.segments));
        let first = known.first().and_then(|known| {
            let segment = known.of.segments().next()?;
            Some((Arc::as_ptr(&known.of), Arc::as_ptr(segment)))
        });
        Self {
            segments: segments.collect(),
            chunks: known
                .iter()
                .map(|known| (Arc::as_ptr(&known.of), known))
                .collect(),
            first,
        }
    }

    fn chunk(&self, placed: &PlacedChunk) -> Option<&'a Arc<CheckedChunk>> {
        let chunk = Arc::as_ptr(&placed.chunk);
        let was_first = self.first.is_some_and(|(first, _)| first == chunk);
        let known = self.chunks.get(&chunk).copied();
        known.filter(|_| was_first == (placed.first == 0))
    }

    fn segment(&self, index: usize, segment: &Arc<Segment>) -> Option<&'a CheckedSegment> {
        let segment = Arc::as_ptr(segment);
        let was_first = self.first.is_some_and(|(_, first)| first == segment);
        let known = self.segments.get(&segment).copied();
        known.filter(|_| was_first == (index == 0))
    }
}
