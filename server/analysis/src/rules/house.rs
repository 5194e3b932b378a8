//! How the house of a document writes its labels: what fits, and what is due instead.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use crate::model::Model;
use crate::model::house::templates;
use crate::model::label_form::Generic;
use crate::model::label_parts::label_parts;
use crate::model::vocabulary::fold;
use crate::profile::{Fields, LabelForms, LabelParts, Profile, Template};

/// The label forms of a document's profile, and what the document knows of its people.
#[derive(Debug)]
pub struct HouseLabels<'a> {
    model: &'a Model,
    profile: &'a Profile,
    people: Forms,
    press: Forms,
    /// What all labels of a speaker say together, as soon as it is needed.
    known: RefCell<HashMap<usize, Rc<LabelParts>>>,
}

/// Label forms, parsed.
#[derive(Debug)]
struct Forms {
    first: Vec<Template>,
    later: Vec<Template>,
}

/// A label as the forms see it.
#[derive(Debug)]
pub struct TurnLabel {
    /// Its text, with single spaces.
    pub text: String,
    /// What it says.
    pub parts: LabelParts,
    asks: bool,
    speaker: Option<usize>,
    first: bool,
}

/// A label in the form of the house.
#[derive(Debug)]
pub struct Conversion {
    /// The label, with a colon where one follows.
    pub name: String,
    /// What is replaced, in bytes.
    pub range: Range<usize>,
    /// What comes there instead.
    pub text: String,
}

impl<'a> HouseLabels<'a> {
    /// The forms of a document's profile; `None` when it has none for people.
    pub fn of(model: &'a Model) -> Option<Self> {
        let profile = &*model.context.profile;
        if profile.people.first.is_empty() {
            return None;
        }
        Some(Self {
            model,
            profile,
            people: Forms::of(&profile.people),
            press: Forms::of(&profile.press),
            known: RefCell::default(),
        })
    }

    /// The label of a turn; `None` when it is lost or names nobody.
    pub fn label(&self, turn: usize) -> Option<TurnLabel> {
        let label = self.model.turn_segment(turn).segment.label()?;
        let of = &self.model.turns[turn];
        let form = of.form.as_ref().filter(|form| form.generic.is_none())?;
        let (text, parts) = label_parts(label, form, self.profile.outlet_first);
        let first = of
            .speaker
            .is_none_or(|id| self.model.speakers[id].turns.first() == Some(&turn));
        Some(TurnLabel {
            asks: form.asks || parts.outlet.is_some(),
            speaker: of.speaker,
            text,
            parts,
            first,
        })
    }

    /// Whether the house writes such a label, at a first mention or later.
    pub fn fits(&self, label: &TurnLabel) -> bool {
        let fields = Fields::of(&label.parts);
        let mut all = [&self.people, &self.press].into_iter();
        all.any(|forms| {
            let mut forms = forms.first.iter().chain(&forms.later);
            forms.any(|form| form.fits(&label.text, &fields))
        })
    }

    /// Whether the house writes such a label at a first mention.
    pub fn fits_first(&self, label: &TurnLabel) -> bool {
        let fields = Fields::of(&label.parts);
        let mut forms = self.forms_of(label).first.iter();
        forms.any(|form| form.fits(&label.text, &fields))
    }

    /// Whether the house writes such a label after the first mention; `None` when it then has no forms of its own.
    pub fn fits_later(&self, label: &TurnLabel) -> Option<bool> {
        let forms = &self.forms_of(label).later;
        (!forms.is_empty()).then(|| {
            let fields = Fields::of(&label.parts);
            forms.iter().any(|form| form.fits(&label.text, &fields))
        })
    }

    /// The label that the house would write in its place, as far as that is known and another one.
    pub fn due(&self, label: &TurnLabel) -> Option<String> {
        self.due_form(label, label.first)
            .filter(|due| *due != label.text)
    }

    /// The label of a turn's speaker who goes on.
    pub fn resumed(&self, turn: usize) -> Option<String> {
        self.due_form(&self.label(turn)?, false)
    }

    fn due_form(&self, label: &TurnLabel, first: bool) -> Option<String> {
        let forms = self.forms_of(label);
        let forms = match first || forms.later.is_empty() {
            true => &forms.first,
            false => &forms.later,
        };
        let from = |parts: &LabelParts| {
            let mut named = forms.iter().filter(|form| !form.is_fixed());
            named.find_map(|form| form.render(parts))
        };
        let known = || from(&self.known(label.speaker?));
        from(&label.parts).or_else(known)
    }

    fn known(&self, speaker: usize) -> Rc<LabelParts> {
        if let Some(known) = self.known.borrow().get(&speaker) {
            return known.clone();
        }
        let mut known = LabelParts::default();
        let mut seen = HashSet::new();
        for &turn in &self.model.speakers[speaker].turns {
            let label = self.model.turn_segment(turn).segment.label();
            if self.model.turns[turn].speaker == Some(speaker)
                && label.is_some_and(|label| seen.insert(&label.text))
                && let Some(label) = self.label(turn)
            {
                learn(&mut known, label.parts);
            }
        }
        let known = Rc::new(known);
        self.known.borrow_mut().insert(speaker, known.clone());
        known
    }

    /// The house's label for a turn that has one in another form, as far as it is known.
    pub fn converted(&self, turn: usize) -> Option<Conversion> {
        let form = self.model.turns[turn].form.as_ref()?;
        let range = self.model.label_range(turn);
        match self.label(turn) {
            Some(label) if self.fits(&label) => None,
            Some(label) => {
                let due = self.due(&label)?;
                Some(Conversion {
                    name: format!("{due}:"),
                    range,
                    text: due,
                })
            }
            None if form.generic == Some(Generic::Question) => {
                let due = self.due_question(turn)?;
                let colon = self.profile.question_colon != Some(false);
                let mark = if colon { ":" } else { "" };
                let (end, gap) = self.question_end(turn, colon)?;
                Some(Conversion {
                    name: format!("{due}{mark}"),
                    range: range.start..end,
                    text: format!("{due}{mark}{gap}"),
                })
            }
            None => None,
        }
    }

    /// The house's label of a question that has another one; `None` when the label says more than that somebody asks.
    fn due_question(&self, turn: usize) -> Option<String> {
        let line = self.model.turn_segment(turn).segment.speaker_line()?;
        let label = line.label.as_ref()?;
        let has_colon = line.delimiter.is_some();
        let house_colon = self.profile.question_colon;
        let house_colon = house_colon.is_none_or(|colon| colon == has_colon);
        let own = &self.profile.question;
        let written = own.iter().any(|own| *own == label.text);
        let plain = PLAIN.contains(&fold(&label.text).as_str()) && label.affiliation.is_none();
        let same = own.iter().find(|own| fold(own) == fold(&label.text));
        let due = same.or(own.first())?;
        (plain && !(written && house_colon)).then(|| due.to_string())
    }

    /// Where a question's label ends with all that the house may write in another way, and the space that is due there.
    fn question_end(&self, turn: usize, colon: bool) -> Option<(usize, String)> {
        let placed = self.model.turn_segment(turn);
        let line = placed.segment.speaker_line()?;
        let label = line.label.as_ref()?.range.end;
        if !line.attributes.is_empty() {
            let end = line.delimiter.as_ref().map_or(label, |mark| mark.range.end);
            return Some((placed.start + end, String::new()));
        }
        let spaces = self.model.habits.spaces_after_colon.due;
        let gap = " ".repeat(if colon { spaces } else { 4 });
        Some((placed.start + line.body.max(label), gap))
    }

    fn forms_of(&self, label: &TurnLabel) -> &Forms {
        if label.asks {
            &self.press
        } else {
            &self.people
        }
    }
}

impl Forms {
    fn of(forms: &LabelForms) -> Self {
        Self {
            first: templates(&forms.first),
            later: templates(&forms.later),
        }
    }
}

/// Adds what a further label says of a speaker.
fn learn(known: &mut LabelParts, more: LabelParts) {
    let fuller = more.given.is_some() && known.given.is_none();
    if known.surname.is_none() || fuller {
        known.surname = more.surname.or(known.surname.take());
        known.given = more.given.or(known.given.take());
    }
    known.honorific = known.honorific.take().or(more.honorific);
    known.title = known.title.take().or(more.title);
    known.outlet = known.outlet.take().or(more.outlet);
}

/// Labels that say nothing but that somebody asks, [folded](fold).
const PLAIN: &[&str] = &[
    "q",
    "question",
    "questioner",
    "reporter",
    "journalist",
    "correspondent",
    "frage",
    "pregunta",
    "periodista",
    "вопрос",
    "journaliste",
    "问",
    "記者",
    "记者",
];
