//! What an edit did to labels, where it left the turns as they were.

use crate::model::label_form::LabelForm;
use crate::model::segment::Label;
use crate::model::{Model, Speaker};

/// The turns that have another label now.
#[derive(Debug)]
pub struct Relabelled<'a> {
    /// These turns, in order.
    pub turns: Vec<usize>,
    /// The two versions.
    pub models: [&'a Model; 2],
    /// Whether the same people do the same in the same turns.
    pub same_course: bool,
}

impl<'a> Relabelled<'a> {
    /// The labels of some segments; `None` where any of them heads no speech, before or after.
    pub(super) fn of(
        segments: impl Iterator<Item = usize>,
        models: [&'a Model; 2],
    ) -> Option<Self> {
        let heads_speech = |model: &Model, turn: usize| {
            let form = model.turns[turn].form.as_ref();
            form.is_some_and(|form| form.heads_speech())
        };
        let turn = |segment| {
            let turn = models[1].turn_of_segment(segment)?;
            let both = models.iter().all(|model| heads_speech(model, turn));
            both.then_some(turn)
        };
        Some(Self {
            turns: segments.map(turn).collect::<Option<_>>()?,
            models,
            same_course: models[0].runs_like(models[1]),
        })
    }

    /// Whether no label is another one.
    pub fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }

    /// The labels that were there and those that are, with what they say.
    pub fn labels(&self) -> impl Iterator<Item = (&'a Label, &'a LabelForm)> + '_ {
        self.versions().filter_map(|(model, turn)| {
            let label = model.turn_segment(turn).segment.label()?;
            Some((label, model.turns[turn].form.as_deref()?))
        })
    }

    /// Those who have them, as they were known and as they are.
    pub fn speakers(&self) -> impl Iterator<Item = &'a Speaker> + '_ {
        self.versions()
            .flat_map(|(model, turn)| model.speakers_of(turn))
    }

    fn versions(&self) -> impl Iterator<Item = (&'a Model, usize)> + '_ {
        let models = self.models.into_iter();
        models.flat_map(|model| self.turns.iter().map(move |&turn| (model, turn)))
    }
}
