//! What a rule is given and where it reports.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use super::label_index::LabelIndex;
use super::labels::Labels;
use super::{Diagnostic, Fix, Place, Related, Rule, Safety, Severity};
use crate::model::cast::Cast;
use crate::model::digest::digest;
use crate::model::segment::{Directive, MarkKind, Segment};
use crate::profile::Profile;
use crate::{Analysis, Edit};

/// One segment with its text, for rules that need no more.
#[derive(Clone, Copy, Debug)]
pub struct SegmentView<'a> {
    /// The segment.
    pub segment: &'a Segment,
    /// Its text.
    pub text: &'a str,
    /// The house profile of the document.
    pub profile: &'a Profile,
    /// Whether the document starts with it.
    pub is_first: bool,
}

impl<'a> SegmentView<'a> {
    /// The text of a range of the segment.
    pub fn slice(&self, range: &Range<usize>) -> &'a str {
        &self.text[range.clone()]
    }

    /// Whether the byte `at` is part of a link.
    pub fn is_in_link(&self, at: usize) -> bool {
        let marks = &self.segment.marks;
        let behind = marks.partition_point(|mark| mark.range.start <= at);
        behind.checked_sub(1).is_some_and(|last| {
            marks[last].kind == MarkKind::Link && marks[last].range.contains(&at)
        })
    }
}

/// The whole document, with what several rules ask of it.
#[derive(Debug)]
pub struct DocumentView<'a> {
    /// The document.
    pub analysis: &'a Analysis,
    /// The labels of an earlier version.
    known: RefCell<Option<LabelIndex>>,
    /// The turns in which they may be others, if that is known.
    differing: Option<(Range<usize>, Range<usize>)>,
    labels: OnceCell<Labels<'a>>,
}

impl<'a> DocumentView<'a> {
    pub(super) fn of(
        analysis: &'a Analysis,
        known: Option<LabelIndex>,
        differing: Option<(Range<usize>, Range<usize>)>,
    ) -> Self {
        Self {
            analysis,
            known: RefCell::new(known),
            differing,
            labels: OnceCell::new(),
        }
    }

    /// Its labels, brought up to date on the first call.
    pub fn labels(&self) -> &Labels<'a> {
        self.labels.get_or_init(|| {
            let differing = self.differing.clone();
            Labels::after(self.known.take(), self.analysis.model(), differing)
        })
    }

    /// The labels, for a later version. That knows what differs from this one, so they are brought up to date in any case.
    pub(super) fn into_labels(self) -> Option<Labels<'a>> {
        if self.known.borrow().is_some() {
            self.labels();
        }
        self.labels.into_inner()
    }
}

/// A directive, and what became of it.
#[derive(Clone, Debug)]
pub struct DirectiveView<'a> {
    /// The directive.
    pub directive: &'a Directive,
    /// Its line, line break included.
    pub line: Range<usize>,
    /// For each of its codes, whether it suppressed anything.
    pub used: &'a [bool],
}

/// Where a rule reports what it found.
#[derive(Debug)]
pub struct Findings {
    rule: &'static Rule,
    severity: Severity,
    start: usize,
    diagnostics: Vec<Diagnostic>,
    depends: Depends,
}

/// What an edit must not touch for the same to be found again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Depends {
    /// These segments, by index, in order.
    pub segments: Vec<usize>,
    /// Whether these labels are written, by the [`digest`] of each, in order.
    pub labels: Vec<u64>,
    /// How many fingerprints there are.
    pub order: bool,
    /// Anything.
    pub all: bool,
}

impl Findings {
    /// An empty list for `rule`, whose ranges count from `start`.
    pub(super) fn new(rule: &'static Rule, severity: Severity, start: usize) -> Self {
        Self {
            rule,
            severity,
            start,
            diagnostics: Vec::new(),
            depends: Depends::default(),
        }
    }

    /// Says that any edit may change what is found, be it where nothing was found yet.
    pub fn depend_on_all(&mut self) {
        self.depends.all = true;
    }

    /// Says that an edit of a segment may change what is found.
    pub fn depend_on(&mut self, segment: usize) {
        self.depends.segments.push(segment);
    }

    /// Says that it matters whether a label is written anywhere.
    pub fn depend_on_label(&mut self, label: &str) {
        self.depends.labels.push(digest(label));
    }

    /// Says that it matters what stands next to what: more or fewer fingerprints of a [`Repeats`](super::Repeats) may
    /// change what is found.
    pub fn depend_on_order(&mut self) {
        self.depends.order = true;
    }

    /// Reports a finding; fixes and related places are added to what this returns.
    pub fn report(&mut self, range: Range<usize>, message: impl Into<String>) -> Report<'_> {
        self.diagnostics.push(Diagnostic {
            code: self.rule.code,
            severity: self.severity,
            range: shift(range, self.start),
            message: message.into(),
            related: Vec::new(),
            fixes: Vec::new(),
        });
        let start = self.start;
        let diagnostic = self
            .diagnostics
            .last_mut()
            .expect("one was pushed just now");
        Report { diagnostic, start }
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    pub(super) fn into_parts(mut self) -> (Vec<Diagnostic>, Depends) {
        self.depends.segments.sort_unstable();
        self.depends.segments.dedup();
        self.depends.labels.sort_unstable();
        self.depends.labels.dedup();
        (self.diagnostics, self.depends)
    }
}

/// A finding that is being reported.
#[derive(Debug)]
pub struct Report<'a> {
    diagnostic: &'a mut Diagnostic,
    start: usize,
}

impl Report<'_> {
    /// Adds a fix that changes no word.
    pub fn safe_fix(
        self,
        title: impl Into<String>,
        edits: impl IntoIterator<Item = (Range<usize>, String)>,
    ) -> Self {
        self.fix(Safety::Safe, title, edits)
    }

    /// Adds a fix that somebody has to look at, but the only one there is.
    pub fn unsafe_fix(
        self,
        title: impl Into<String>,
        edits: impl IntoIterator<Item = (Range<usize>, String)>,
    ) -> Self {
        self.fix(Safety::Unsafe, title, edits)
    }

    /// Points at another place that matters.
    pub fn related(self, range: Range<usize>, note: impl Into<String>) -> Self {
        self.diagnostic.related.push(Related {
            place: Place::Document(shift(range, self.start)),
            note: note.into(),
        });
        self
    }

    /// Points at a declared person: in the front matter, or in the roster.
    pub fn related_entry(self, cast: &Cast, entry: usize, note: impl Into<String>) -> Self {
        let range = cast.entries[entry].range.clone();
        self.diagnostic.related.push(Related {
            place: if entry < cast.own {
                Place::Document(range)
            } else {
                Place::Roster(range)
            },
            note: note.into(),
        });
        self
    }

    /// Adds one of several fixes between which somebody has to choose.
    pub fn choice(
        self,
        title: impl Into<String>,
        edits: impl IntoIterator<Item = (Range<usize>, String)>,
    ) -> Self {
        self.fix(Safety::Choice, title, edits)
    }

    fn fix(
        self,
        safety: Safety,
        title: impl Into<String>,
        edits: impl IntoIterator<Item = (Range<usize>, String)>,
    ) -> Self {
        let edits = edits
            .into_iter()
            .map(|(range, text)| Edit {
                range: shift(range, self.start),
                text,
            })
            .collect();
        self.diagnostic.fixes.push(Fix {
            title: title.into(),
            safety,
            edits,
        });
        self
    }
}

fn shift(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
