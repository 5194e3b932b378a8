//! Speaker labels: everybody who has one, in the form that is due where the label is to stand.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::LazyLock;

use crate::model::habits::Source;
use crate::model::house::templates;
use crate::model::label_form::LabelForm;
use crate::model::label_parts::{label_parts, name_parts};
use crate::model::segment::{Label, SpeakerLine};
use crate::model::{Model, Role, Speaker, segments};
use crate::profile::{Fields, LabelForms, LabelParts, Template};
use crate::{Analysis, Cancel, Text};

use super::next_speaker::{Candidate, Gap, people_near};

/// What due labels are made with.
pub struct Labels<'a> {
    analysis: &'a Analysis,
    gap: Gap,
    /// What follows is made when it is asked for.
    delimiter: OnceCell<String>,
    /// Those whose labels show how people are called here.
    examples: OnceCell<Vec<usize>>,
    people: Forms,
    press: Forms,
}

/// The forms of the labels of those who ask, or of all others, the usual one first.
#[derive(Default)]
struct Forms {
    first: OnceCell<Vec<Template>>,
    later: OnceCell<Vec<Template>>,
}

/// A label that is offered, and what is known of whoever has it.
#[derive(Debug)]
pub struct Offered<'a> {
    /// The label, without a delimiter.
    pub label: Cow<'a, str>,
    /// What stands between it and the text.
    pub delimiter: Cow<'a, str>,
    /// What else the person is called.
    pub names: Vec<&'a str>,
    /// What the person does here.
    pub role: Option<Role>,
}

/// How houses introduce people; a document that is of no house shows by its labels which of them is usual.
static FIRST: LazyLock<Vec<Template>> = LazyLock::new(|| {
    parsed(&[
        "{title} {name}",
        "{name} ({outlet})",
        "{name}, {outlet}",
        "{outlet}, {name}",
        "{outlet}, {SURNAME}",
        "{HONORIFIC}. {SURNAME}",
        "{HONORIFIC} {SURNAME}",
        "{honorific}. {surname}",
        "{honorific} {surname}",
        "{TITLE} {NAME}",
        "{TITLE} {SURNAME}",
        "{title} {surname}",
        "{NAME}",
        "{SURNAME}",
        "{surname}",
        "{initial}. {surname}",
        "{name}",
        "{outlet}",
        "{title}",
        "{TITLE}",
    ])
});

/// How people are introduced where neither the house nor the document shows it.
static PLAIN: LazyLock<Vec<Template>> = LazyLock::new(|| {
    parsed(&[
        "{title} {name}",
        "{name} ({outlet})",
        "{name}",
        "{outlet}",
        "{title}",
    ])
});

/// How they name people from then on.
static LATER: LazyLock<Vec<Template>> = LazyLock::new(|| {
    parsed(&[
        "{title}",
        "{TITLE}",
        "{honorific}. {surname}",
        "{honorific} {surname}",
        "{HONORIFIC}. {SURNAME}",
        "{HONORIFIC} {SURNAME}",
        "{title} {surname}",
        "{TITLE} {SURNAME}",
        "{initial}. {surname}",
        "{initial}.{surname}",
        "{surname}",
        "{SURNAME}",
        "{name}",
        "{NAME}",
        "{given}",
        "{GIVEN}",
    ])
});

impl<'a> Labels<'a> {
    /// The labels that are due at a place.
    pub fn at(analysis: &'a Analysis, gap: Gap) -> Self {
        Self {
            analysis,
            gap,
            delimiter: OnceCell::new(),
            examples: OnceCell::new(),
            people: Forms::default(),
            press: Forms::default(),
        }
    }

    /// The forms of those who ask, or of all others, and what the house wants of them.
    fn forms(&self, press: bool) -> (&Forms, &LabelForms) {
        let profile = &self.analysis.model().context.profile;
        match press {
            true => (&self.press, &profile.press),
            false => (&self.people, &profile.people),
        }
    }

    /// The forms that introduce people: what a named house wants, what the document does, what an inferred house does,
    /// and what any house does.
    fn first_forms(&self, press: bool) -> &[Template] {
        let model = self.analysis.model();
        let (forms, house) = self.forms(press);
        forms.first.get_or_init(|| {
            let own = templates(&house.first).into_iter();
            let own = own.filter(|form| !form.is_fixed()).chain(PLAIN.clone());
            if model.context.named().is_some() {
                return own.collect();
            }
            let introduced = self
                .examples()
                .filter(|&(turn, _)| asks(model, turn) == press);
            let introduced = introduced.filter_map(|(turn, _)| {
                let label = squeezed(&self.label_of(turn)?.text);
                Some((self.parts(turn)?, label))
            });
            let usual = usual(&FIRST, introduced).into_iter();
            usual.map(|(form, _)| form).chain(own).collect()
        })
    }

    /// The forms that people are named in from then on: those of a named house, else those of the document, where most
    /// are not simply called the same again.
    fn later_forms(&self, press: bool) -> &[Template] {
        let model = self.analysis.model();
        let (forms, house) = self.forms(press);
        forms.later.get_or_init(|| {
            if model.context.named().is_some() {
                return templates(&house.later);
            }
            let mut kept = 0;
            let changed = self.examples().filter_map(|(turn, next)| {
                let next = next.filter(|_| asks(model, turn) == press)?;
                let next = squeezed(&self.label_of(next)?.text);
                let parts = self.parts(turn)?;
                let is_kept = squeezed(&self.label_of(turn)?.text) == next;
                kept += usize::from(is_kept);
                (!is_kept).then_some((parts, next))
            });
            let usual = usual(&LATER, changed);
            if usual.is_empty() && kept == 0 {
                return templates(&house.later);
            }
            let shown = usual.iter().map(|(_, times)| times);
            match shown.sum::<usize>() > kept {
                true => usual.into_iter().map(|(form, _)| form).collect(),
                false => Vec::new(),
            }
        })
    }

    /// The people near the place: the turn of each that introduces him, and his next one.
    fn examples(&self) -> impl Iterator<Item = (usize, Option<usize>)> + '_ {
        let model = self.analysis.model();
        let people = || people_near(model, self.gap, EXAMPLES);
        let people = self.examples.get_or_init(people).iter();
        people.filter_map(move |&id| {
            let turns = model.speakers[id].turns.iter().copied();
            let here = self.gap.before..self.gap.after;
            let mut turns = turns.filter(|turn| !here.contains(turn));
            Some((turns.next()?, turns.next()))
        })
    }

    fn label_of(&self, turn: usize) -> Option<&'a Label> {
        self.analysis.model().turn_segment(turn).segment.label()
    }

    /// What the label of a turn says.
    fn parts(&self, turn: usize) -> Option<LabelParts> {
        let model = self.analysis.model();
        let form = model.turns[turn].form.as_ref()?;
        let outlet_first = model.context.profile.outlet_first;
        Some(label_parts(self.label_of(turn)?, form, outlet_first).1)
    }

    /// The label of a candidate; `None` when none can be made.
    pub fn of(&self, candidate: &Candidate) -> Option<Offered<'_>> {
        let model = self.analysis.model();
        match *candidate {
            Candidate::Person(id) => {
                let speaker = &model.speakers[id];
                let parts = speaker.name.iter().chain(&speaker.affiliation);
                Some(Offered {
                    label: self.person(speaker)?,
                    delimiter: self.delimiter().into(),
                    names: speaker
                        .labels
                        .iter()
                        .chain(parts)
                        .map(|one| &**one)
                        .collect(),
                    role: Some(speaker.role),
                })
            }
            Candidate::Unnamed(turn) => {
                let placed = model.turn_segment(turn);
                let line = placed.segment.speaker_line()?;
                let delimiter = match line.delimiter {
                    Some(_) => self.delimiter().into(),
                    None => {
                        let end = model.label_range(turn).end;
                        let gap = end..(placed.start + line.body).max(end);
                        match self.analysis.slice(gap) {
                            gap if gap.is_empty() => " ".into(),
                            gap => gap,
                        }
                    }
                };
                Some(Offered {
                    label: line.label.as_ref()?.text.as_str().into(),
                    delimiter,
                    names: Vec::new(),
                    role: None,
                })
            }
            Candidate::Silent(at) => {
                let entry = &model.context.cast.entries[at];
                let form = &*entry.form;
                let names = entry.aka.iter().map(|aka| &aka.text);
                let parts = [&form.name, &form.title, &form.affiliation];
                let names = names.chain(parts.into_iter().flatten());
                Some(Offered {
                    label: self.introduced(form, entry.role)?.into(),
                    delimiter: self.delimiter().into(),
                    names: names.map(|name| &**name).collect(),
                    role: entry.role,
                })
            }
        }
    }

    /// The labels of the house that name nobody, as far as the document doesn't have them: `QUESTION`.
    pub fn of_house(&self) -> impl Iterator<Item = Offered<'_>> {
        let profile = &self.analysis.model().context.profile;
        let labels = profile.question.iter().chain(&*profile.answer);
        labels.map(move |label| Offered {
            label: label.as_ref().into(),
            delimiter: match profile.question_colon {
                Some(false) => " ".repeat(GAP).into(),
                _ => self.delimiter().into(),
            },
            names: Vec::new(),
            role: None,
        })
    }

    /// What stands between a label and the text: as the house wants it, else as before the nearest text.
    pub fn delimiter(&self) -> &str {
        self.delimiter.get_or_init(|| self.due_delimiter())
    }

    fn due_delimiter(&self) -> String {
        let model = self.analysis.model();
        let habits = &model.habits;
        let before = self.gap.before.saturating_sub(NEAR)..self.gap.before;
        let behind = self.gap.after..model.turns.len().min(self.gap.after + NEAR);
        let lines = before.rev().chain(behind).filter_map(|turn| {
            let placed = model.turn_segment(turn);
            let line = placed.segment.speaker_line()?;
            let delimiter = line.delimiter.as_ref()?.range.clone();
            let written = placed.start + delimiter.start..placed.start + delimiter.end;
            let written = self.analysis.slice(written);
            matches!(&*written, ":" | "：").then(|| (placed.start, line, written))
        });
        let example = lines.into_iter().next();
        if let Some((_, line, colon)) = &example
            && colon == "："
        {
            return format!("{colon}{}", " ".repeat(line.spaces.unwrap_or_default()));
        }
        if example.is_none() && ["zh", "ja"].iter().any(|lang| model.context.is_in(lang)) {
            return "：".to_owned();
        }
        let as_written = |start: usize, line: &SpeakerLine| {
            let space = line.before_delimiter()?;
            Some(
                self.analysis
                    .slice(start + space.start..start + space.end)
                    .into_owned(),
            )
        };
        let written = example.and_then(|(start, line, _)| as_written(start, line));
        let space = match (
            habits.space_before_colon.from,
            habits.space_before_colon.due,
        ) {
            (Source::Default, _) if written.is_some() => written.unwrap_or_default(),
            (_, true) => written
                .filter(|space| !space.is_empty())
                .unwrap_or("\u{a0}".to_owned()),
            (_, false) => String::new(),
        };
        format!("{space}:{}", " ".repeat(habits.spaces_after_colon.due))
    }

    /// The label that a person has here: as in the turn before, as in the next one, or shortened after the first.
    fn person(&self, speaker: &'a Speaker) -> Option<Cow<'a, str>> {
        let turns = &speaker.turns;
        let before = turns.partition_point(|&turn| turn < self.gap.before);
        let behind = turns.partition_point(|&turn| turn < self.gap.after);
        let plain = |turn: &usize| self.plain(*turn);
        let later = turns[..before].iter().skip(1).rev().take(NEAR);
        let next = turns[behind..].iter().take(NEAR);
        if let Some(label) = later.chain(next).find_map(plain) {
            return Some(written(label));
        }
        let first = turns[..before].iter().chain(&turns[behind..]).next()?;
        match self.plain(*first) {
            Some(label) => Some(self.shortened(*first, label)),
            None => self.alone(speaker),
        }
    }

    /// The label of a turn, if it names one person and nothing else.
    fn plain(&self, turn: usize) -> Option<&'a Label> {
        let model = self.analysis.model();
        let form = model.turns[turn].form.as_ref()?;
        let label = self.label_of(turn)?;
        let plain = form.several.is_empty() && label.manner.is_none() && !label.unclosed;
        plain.then_some(label)
    }

    /// The label of a person who only speaks with others, or whose label says more.
    fn alone(&self, speaker: &'a Speaker) -> Option<Cow<'a, str>> {
        let name = speaker.display_name();
        (!name.is_empty()).then_some(name.into())
    }

    /// The label that follows the one of a first turn.
    fn shortened(&self, first: usize, label: &'a Label) -> Cow<'a, str> {
        let forms = self.later_forms(asks(self.analysis.model(), first));
        let parts = (!forms.is_empty()).then(|| self.parts(first)).flatten();
        let later = parts.and_then(|parts| forms.iter().find_map(|form| form.render(&parts)));
        later.map_or_else(|| written(label), Cow::from)
    }

    /// The label that introduces somebody who is declared.
    fn introduced(&self, form: &LabelForm, role: Option<Role>) -> Option<String> {
        let parts = LabelParts {
            title: form.title.clone(),
            outlet: form.affiliation.clone(),
            ..name_parts(
                form.name.as_deref().unwrap_or_default(),
                form.honorific.is_some(),
            )
        };
        let asks = role.map_or(form.affiliation.is_some(), |role| role == Role::Press);
        let mut forms = self.first_forms(asks).iter();
        let label = forms.find_map(|form| form.render(&parts))?;
        Some(match is_label(&label) {
            true => label,
            false => format!("@{label}"),
        })
    }
}

/// Spaces behind a `Q` without a colon.
const GAP: usize = 4;
/// So many turns of the same sort are looked at for an example.
const NEAR: usize = 8;
/// So many people show what labels are usual.
const EXAMPLES: usize = 25;

/// The forms that labels have, the most frequent first, and how many have each.
fn usual(
    forms: &[Template],
    labels: impl Iterator<Item = (LabelParts, String)>,
) -> Vec<(Template, usize)> {
    let mut times = vec![0; forms.len()];
    for (parts, label) in labels {
        let fields = Fields::of(&parts);
        let fitting = forms.iter().position(|form| form.gives(&label, &fields));
        if let Some(at) = fitting {
            times[at] += 1;
        }
    }
    let mut usual: Vec<(Template, usize)> = forms
        .iter()
        .zip(times)
        .filter(|(_, times)| *times > 0)
        .map(|(form, times)| (form.clone(), times))
        .collect();
    usual.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    usual
}

fn parsed(forms: &[&str]) -> Vec<Template> {
    forms
        .iter()
        .filter_map(|form| Template::parse(form).ok())
        .collect()
}

/// Whether the label of a turn is one of those who ask.
fn asks(model: &Model, turn: usize) -> bool {
    let form = model.turns[turn].form.as_ref();
    form.is_some_and(|form| form.asks || form.affiliation.is_some())
}

/// A label as it has to be written to be one.
fn written(label: &Label) -> Cow<'_, str> {
    match label.explicit && !label.text.starts_with('@') {
        true => format!("@{}", label.text).into(),
        false => label.text.as_str().into(),
    }
}

/// Whether a text with a colon behind it is a label as it is; `al-Jazeera` isn't.
fn is_label(text: &str) -> bool {
    if !text
        .split_whitespace()
        .any(|word| word.starts_with(char::is_lowercase))
    {
        return true;
    }
    let line = Text::new(&format!("{text}: A"));
    let read = segments(&line, 0..line.len(), &Cancel::default());
    let first = read.ok().and_then(|segments| segments.into_iter().next());
    first.is_some_and(|segment| segment.label().is_some_and(|label| label.text == text))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
