//! An immutable snapshot of a document: its text and all that was made of it.

use std::any::Any;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::changes::Changes;
use crate::diagnostic::Diagnostic;
use crate::model::context::Defaults;
use crate::model::context::stated_lang;
use crate::model::front_matter::FrontMatter;
use crate::model::habits::Counts;
use crate::model::house::{self, Evidence, Signs};
use crate::model::segment::SegmentKind;
use crate::model::{Context, Lowered, Model, ProfileReason, Segments, relower, segments};
use crate::profile::{Brackets, Quotes};
use crate::{Cancel, Cancelled, Settings, Text};

/// What is known of one version of a document.
#[derive(Debug)]
pub struct Analysis {
    text: Text,
    settings: Arc<Settings>,
    model: Model,
    /// What the labels show of the house, where nobody named it.
    signs: Option<Signs>,
    work: Work,
    /// Filled by the rules, which come later on the way of the data.
    pub(crate) diagnostics: OnceLock<Vec<Diagnostic>>,
    /// What the rules know beside that, for the next version.
    checked: OnceLock<Arc<dyn Any + Send + Sync>>,
    /// The last version before this one that was checked, until this one is.
    earlier: Mutex<Option<Earlier>>,
}

/// A version that was checked.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// Its text.
    pub text: Text,
    /// What it means.
    pub model: Model,
    /// What the rules know of it.
    pub checked: Arc<dyn Any + Send + Sync>,
}

/// What it took to make an analysis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Segments that were lowered.
    pub lowered: usize,
    /// Bytes that were parsed.
    pub parsed: usize,
    /// Turns whose speakers, roles or exchanges were found out.
    pub turns: usize,
}

impl Analysis {
    /// Analyses `text` as `settings` want it.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn new(text: Text, settings: Arc<Settings>, cancel: &Cancel) -> Result<Self, Cancelled> {
        let segments = segments(&text, 0..text.len(), cancel)?;
        cancel.check()?;
        let segments = Segments::new(segments);
        let (context, signs) = context(&segments, Counts::of(&segments), &text, &settings);
        let model = Model::new(segments, context, signs.as_ref());
        let work = Work {
            lowered: model.segments.len(),
            parsed: text.len(),
            turns: model.turns.len(),
        };
        Ok(Self {
            model,
            signs,
            settings,
            text,
            work,
            diagnostics: OnceLock::new(),
            checked: OnceLock::new(),
            earlier: Mutex::new(None),
        })
    }

    /// Analyses `text`, which is this one's text after some changes. What they don't touch is shared; the result is the
    /// same as that of [`Analysis::new`].
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn edited(
        &self,
        text: Text,
        changes: &Changes,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let Lowered {
            segments,
            lowered,
            parsed,
        } = relower(&self.model.segments, changes, &text, cancel)?;
        cancel.check()?;
        let counts = self.model.counts().changed(&self.model.segments, &segments);
        let (context, signs) = self.later_context(&segments, counts, &text, cancel)?;
        let (model, turns) = self.model.edited(segments, context, counts, cancel)?;
        Ok(Self {
            model,
            signs,
            settings: self.settings.clone(),
            text,
            work: Work {
                lowered,
                parsed,
                turns,
            },
            diagnostics: OnceLock::new(),
            checked: OnceLock::new(),
            earlier: Mutex::new(self.checked_version()),
        })
    }

    /// This version if it was checked, else the last one before it that was.
    fn checked_version(&self) -> Option<Earlier> {
        let this = self.checked.get().map(|checked| Earlier {
            text: self.text.clone(),
            model: self.model.clone(),
            checked: checked.clone(),
        });
        this.or_else(|| self.earlier())
    }

    /// The last version before this one that was checked.
    pub(crate) fn earlier(&self) -> Option<Earlier> {
        let earlier = self.earlier.lock().unwrap_or_else(PoisonError::into_inner);
        earlier.clone()
    }

    /// Keeps what the rules know of this version.
    pub(crate) fn keep(&self, checked: Arc<dyn Any + Send + Sync>) {
        self.checked.get_or_init(|| checked);
        *self.earlier.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// What the rules know of this version.
    pub(crate) fn kept(&self) -> Option<&(dyn Any + Send + Sync)> {
        self.checked.get().map(|checked| &**checked)
    }

    /// What the turns of a later version are read with: this one's where that is the same.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` leaves no time to read all turns for it.
    fn later_context(
        &self,
        segments: &Segments,
        counts: Counts,
        text: &Text,
        cancel: &Cancel,
    ) -> Result<(Arc<Context>, Option<Signs>), Cancelled> {
        let model = &self.model;
        let (old, new) = model.segments.difference(segments);
        let has_front_matter = |segments: &Segments| yaml(segments).is_some();
        let same_front_matter =
            new.start > 0 || !(has_front_matter(&model.segments) || has_front_matter(segments));
        let anew = || {
            cancel.check_length(text.len())?;
            let (context, signs) = context(segments, counts, text, &self.settings);
            Ok((Arc::new(context), signs))
        };
        if !same_front_matter {
            return anew();
        }
        let Some(signs) = &self.signs else {
            return Ok((model.context.clone(), None));
        };
        let turns = model.turns_before(new.start);
        let signs = signs.edited((&model.segments, old), (segments, new), turns);
        let evidence = Evidence::of(segments, counts, text);
        let lang = stated_lang(&model.context.front_matter, self.settings.lang.as_deref());
        let house = signs.house(&evidence, lang.as_deref());
        let known = Some(&model.context.profile);
        let known = known.filter(|_| model.context.reason == ProfileReason::Inferred);
        match house.as_ref() == known {
            true => Ok((model.context.clone(), Some(signs))),
            false => anew(),
        }
    }

    /// Why the document seems to come from the house that it does, in one sentence; `None` where that was not inferred.
    pub fn why_this_house(&self) -> Option<String> {
        let Context {
            profile,
            reason,
            front_matter,
            ..
        } = &*self.model.context;
        let lang = stated_lang(front_matter, self.settings.lang.as_deref());
        let segments = &self.model.segments;
        (*reason == ProfileReason::Inferred).then(|| {
            let evidence = Evidence::of(segments, self.model.counts(), &self.text);
            house::why(segments, &evidence, lang.as_deref(), profile)
        })
    }

    /// The text that was analysed.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Its turns, speakers and exchanges.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What it took to make it.
    pub fn work(&self) -> Work {
        self.work
    }

    /// The settings that it was made with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The spaces between two sentences that the format options or the named house ask for.
    pub fn sentence_spaces(&self) -> Option<usize> {
        let option = self.settings.format.sentence_spaces;
        option.or_else(|| self.model.context.named()?.sentence_spaces)
    }

    /// The brackets of notes that the format options or the named house ask for.
    pub fn brackets(&self) -> Option<Brackets> {
        let option = self.settings.format.brackets;
        option.or_else(|| self.model.context.named()?.brackets)
    }

    /// The quotation marks that the format options or the named house ask for.
    pub fn quotes(&self) -> Option<Quotes> {
        let option = self.settings.format.quotes;
        option.or_else(|| self.model.context.named()?.quotes)
    }

    /// The analysis of another text with the same settings.
    pub(crate) fn of_text(&self, text: Text) -> Self {
        let analysis = Self::new(text, self.settings.clone(), &Cancel::default());
        analysis.expect("nobody else holds the flag")
    }

    /// The YAML of the front matter.
    pub fn front_matter(&self) -> Option<Cow<'_, str>> {
        Some(self.slice(yaml(&self.model.segments)?))
    }

    /// The text of a byte range.
    pub fn slice(&self, range: Range<usize>) -> Cow<'_, str> {
        self.text.slice(range)
    }
}

/// What a document's turns are read with, and what the labels show of the house where nobody named it.
fn context(
    segments: &Segments,
    counts: Counts,
    text: &Text,
    settings: &Settings,
) -> (Context, Option<Signs>) {
    let front_matter = yaml(segments).map_or_else(FrontMatter::default, |range| {
        FrontMatter::of(&text.slice(range.clone()), range.start)
    });
    let defaults = Defaults {
        profile: settings.profile.as_deref(),
        lang: settings.lang.as_deref(),
        roster: settings.roster.as_deref(),
    };
    let mut signs = None;
    let context = Context::new(
        front_matter,
        defaults,
        |name| settings.profile_named(name),
        |lang| {
            let found = signs.insert(Signs::of(segments));
            found.house(&Evidence::of(segments, counts, text), lang)
        },
    );
    (context, signs)
}

/// Where the YAML of the front matter is.
fn yaml(segments: &Segments) -> Option<Range<usize>> {
    let placed = segments.first()?;
    match &placed.segment.kind {
        SegmentKind::FrontMatter(yaml) => Some(placed.start + yaml.start..placed.start + yaml.end),
        _ => None,
    }
}

#[cfg(test)]
impl Analysis {
    /// The analysis of a test's text.
    pub fn of(text: &str) -> Self {
        Self::with(text, Settings::default())
    }

    /// The same, with settings.
    pub fn with(text: &str, settings: Settings) -> Self {
        let analysis = Self::new(Text::new(text), Arc::new(settings), &Cancel::default());
        analysis.expect("nobody cancels")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::features;

    proptest! {
        #![proptest_config(crate::at_least(1_000))]
        #[test]
        fn no_text_makes_anything_panic(text in "([A-Z][a-z’é]{0,6}[ .:;()\\[\\]\u{a0}]|Q |毛宁：|: |\\n|\\r\\n|\\r|---\\n|# |%% presscript-ignore|\u{2028}|😀|\\PC){0,60}") {
            let analysis = Analysis::of(&text);
            let segments = &analysis.model().segments;
            let mut end = 0;
            for placed in segments {
                prop_assert_eq!(placed.start, end, "segments leave no gap");
                end += placed.segment.len;
            }
            prop_assert_eq!(end, text.len());
            for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
                features::hover::hover(&analysis, offset);
                features::definition::definition(&analysis, offset);
                features::definition::declaration(&analysis, offset);
                features::document_highlight::document_highlights(&analysis, offset);
                features::call_hierarchy::prepare(&analysis, offset);
                for pair in features::selection_range::selection_ranges(&analysis, &[offset])[0].windows(2) {
                    prop_assert!(pair[1].start <= pair[0].start && pair[0].end <= pair[1].end);
                }
                features::linked_editing_range::linked_editing_ranges(&analysis, offset);
                // Within a line break is as good as before it.
                let at = offset.min(analysis.text().line_range(analysis.text().line_of(offset)).end);
                for found in features::completion::completions(&analysis, offset, None).all {
                    prop_assert!(found.replace.start <= at && at <= found.insert.end, "{found:?}");
                    prop_assert!(found.insert.end <= found.replace.end, "{found:?}");
                    prop_assert!(!text[found.replace.clone()].contains(['\n', '\r']), "{found:?}");
                }
                let _ = features::rename::prepare(&analysis, offset);
            }
            for found in analysis.diagnostics() {
                prop_assert!(text.get(found.range.clone()).is_some(), "{found:?}");
            }
            features::workspace_symbol::symbols(&analysis);
            features::document_link::document_links(&analysis);
            for speaker in &analysis.model().speakers {
                features::call_hierarchy::incoming(&analysis, speaker.id);
                features::call_hierarchy::outgoing(&analysis, speaker.id);
            }
            features::document_symbol::document_symbols(&analysis);
            features::folding_range::folding_ranges(&analysis, 3);
            let tokens = features::semantic_tokens::semantic_tokens(&analysis, 0..text.len());
            for pair in tokens.windows(2) {
                prop_assert!(pair[0].range.end <= pair[1].range.start, "{pair:?}");
            }
            for token in tokens {
                let written = &text[token.range.clone()];
                prop_assert!(!written.is_empty() && !written.contains(['\n', '\r']), "{token:?}");
            }
            features::inlay_hint::inlay_hints(&analysis, 0..text.len());
            features::code_lens::code_lenses(&analysis);
            features::statistics::statistics(&analysis);
            features::formatting::format(&analysis);
            features::code_action::code_actions(&analysis, &[0..text.len(), 0..0], |_| true);
        }
    }
}
