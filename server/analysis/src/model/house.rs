//! Which house a transcript comes from, inferred from its labels when nothing names a profile.
//!
//! A house needs clear signs of its own, and more of them than any other house has; else the document is generic.

use std::collections::HashMap;
use std::sync::Arc;

use super::habits::Counts;
use super::label_form::{Generic, LabelForm};
use super::label_parts::label_parts;
use super::segment::{Label, SegmentKind};
use super::{Placed, Segment, Segments};
use crate::Text;
use crate::profile::{BeforeColon, LabelForms, PROFILES, Profile, Str, Template};

/// The house of a document, and why it is that one, in one sentence; `None` when it is of no house in particular.
///
/// `lang` is the language as far as it is stated.
pub fn infer(
    segments: &Segments,
    evidence: Evidence,
    lang: Option<&str>,
) -> Option<(Arc<Profile>, String)> {
    let seen = Seen::of(segments, evidence);
    if seen.turns < MIN_TURNS {
        return None;
    }
    let mut found: Vec<(usize, &Arc<Profile>, Vec<String>)> = PROFILES
        .iter()
        .filter_map(|profile| {
            let (score, reasons) = seen.score(profile, lang)?;
            Some((score, profile, reasons))
        })
        .collect();
    found.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    let rival = found.get(1).map_or(0, |(score, ..)| *score);
    let (score, profile, reasons) = found.into_iter().next()?;
    (score >= CLEAR && score > rival).then(|| (profile.clone(), sentence(&reasons)))
}

/// A document with fewer labelled turns shows no style.
const MIN_TURNS: usize = 3;
/// A house shows in the first so many turns.
pub const MAX_TURNS: usize = 1_000;
/// From this score on a house is clear: one thing that only few houses have ([`SIGN`]), and labels of its form ([`FORM`]).
const CLEAR: usize = SIGN + FORM;
const SIGN: usize = 3;
const FORM: usize = 2;
const DETAIL: usize = 1;

/// What a document shows of its house.
struct Seen {
    labels: Vec<SeenLabel>,
    /// Turns with a label that is no metadata.
    turns: usize,
    evidence: Evidence,
}

/// What a document shows of its house beside its labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    two_spaces: bool,
    spaced_colons: bool,
    first_line: String,
    last_line: String,
}

impl Evidence {
    /// What a document with these segments and habits shows.
    pub fn of(segments: &Segments, counts: Counts, text: &Text) -> Self {
        Self {
            two_spaces: counts.has_two_spaces(),
            spaced_colons: counts.has_spaced_colons(),
            first_line: edge_line(segments, text, false),
            last_line: edge_line(segments, text, true),
        }
    }
}

/// Whether two segments say the same of a house by their labels.
pub fn is_same_evidence(one: &Segment, other: &Segment) -> bool {
    let label = |segment: &Segment| {
        let line = segment.speaker_line();
        line.map(|line| (line.label.clone(), line.delimiter.is_some()))
    };
    label(one) == label(other)
}

/// A label, and how often it starts a turn.
struct SeenLabel {
    label: Label,
    form: LabelForm,
    colon: bool,
    turns: usize,
}

impl Seen {
    fn of(segments: &Segments, evidence: Evidence) -> Self {
        let mut by_text: HashMap<(&str, bool), usize> = HashMap::new();
        let mut labels: Vec<SeenLabel> = Vec::new();
        for line in segments
            .iter()
            .filter_map(|placed| placed.segment.speaker_line())
            .take(MAX_TURNS)
        {
            let Some(label) = &line.label else { continue };
            let colon = line.delimiter.is_some();
            let at = *by_text.entry((&label.text, colon)).or_insert_with(|| {
                labels.push(SeenLabel {
                    label: label.clone(),
                    form: LabelForm::of(label),
                    colon,
                    turns: 0,
                });
                labels.len() - 1
            });
            labels[at].turns += 1;
        }
        labels.retain(|seen| seen.form.generic != Some(Generic::Metadata));
        Self {
            turns: labels.iter().map(|seen| seen.turns).sum(),
            labels,
            evidence,
        }
    }

    /// How much speaks for a profile, and what; `None` when something speaks against it.
    fn score(&self, profile: &Profile, lang: Option<&str>) -> Option<(usize, Vec<String>)> {
        let mut tally = Tally::default();
        let forms = Forms::of(profile);
        if forms.people.is_empty() || !speaks(profile, lang) {
            return None;
        }
        for seen in &self.labels {
            tally.add(seen, profile, &forms);
        }
        let mut reasons = Vec::new();
        let mut score = 0;

        let clear = |part: usize, all: usize| part * 10 >= all * 8;
        if !clear(tally.explained, self.turns) || tally.people * 10 < tally.named * 6 {
            return None;
        }
        if let (Some(example), true) = (
            &tally.example,
            tally.people > 1 && clear(tally.people, tally.named),
        ) {
            score += FORM;
            reasons.push(format!(
                "{} of {} named labels have the form “{example}:”",
                tally.people, tally.named
            ));
        }
        if tally.questions > tally.house_questions && !clear(tally.house_questions, tally.questions)
        {
            return None;
        }
        if let Some(example) = &tally.question {
            score += SIGN;
            let colon = if profile.question_colon == Some(false) {
                ""
            } else {
                ":"
            };
            reasons.push(format!("questions begin with “{example}{colon}”"));
        }
        let named_press = tally.press_labels >= 3 && clear(tally.press_labels, tally.affiliated);
        if let (Some(example), true) = (&tally.asker, named_press) {
            score += SIGN;
            reasons.push(format!("askers are named like “{example}:”"));
        }
        if let Some(sign) = &tally.sign {
            score += SIGN;
            reasons.push(format!("there is a label “{sign}:”"));
        }
        let own_words = named_press && forms.telling.iter().any(Template::has_words);
        if !profile.signs.is_empty() && !tally.signed && !own_words {
            return None;
        }
        match (profile.before_colon, self.evidence.spaced_colons) {
            (Some(BeforeColon::Space), true) => {
                score += SIGN;
                reasons.push("a space stands before the colons".to_owned());
            }
            (Some(BeforeColon::Space), false) | (_, true) => return None,
            (_, false) => {}
        }
        if profile.spaces_after_colon == Some(2) && self.evidence.two_spaces {
            score += DETAIL;
            reasons.push("two spaces follow the colons".to_owned());
        }
        score += DETAIL
            * usize::from(
                profile
                    .start
                    .iter()
                    .any(|start| begins(&self.evidence.first_line, start)),
            );
        score += DETAIL
            * usize::from(
                profile
                    .end
                    .iter()
                    .any(|end| begins(&self.evidence.last_line, end)),
            );
        score += DETAIL * usize::from(lang.is_some() && profile.lang.is_some());
        Some((score, reasons))
    }
}

/// How the labels of a document look to one profile; in turns, where nothing else is said.
#[derive(Default)]
struct Tally {
    /// Turns whose labels the house would write.
    explained: usize,
    /// Turns of people who are named and are not the press.
    named: usize,
    people: usize,
    example: Option<String>,
    /// Turns of a question that names nobody.
    questions: usize,
    house_questions: usize,
    question: Option<String>,
    /// Different labels with an outlet, or with a word that says that somebody asks.
    affiliated: usize,
    press_labels: usize,
    asker: Option<String>,
    /// Whether one of the house's signs is among the labels, and that label unless it is that of a question.
    signed: bool,
    sign: Option<String>,
}

impl Tally {
    fn add(&mut self, seen: &SeenLabel, profile: &Profile, forms: &Forms) {
        let (text, parts) = label_parts(&seen.label, &seen.form, profile.outlet_first);
        if profile.signs.iter().any(|sign| begins(&text, sign)) {
            self.signed = true;
            if seen.form.generic.is_none() {
                self.sign.get_or_insert_with(|| text.clone());
            }
        }
        match seen.form.generic {
            Some(Generic::Question) => {
                self.questions += seen.turns;
                let colon = profile
                    .question_colon
                    .is_none_or(|colon| colon == seen.colon);
                if colon && profile.question.contains(&text.as_str().into()) {
                    self.house_questions += seen.turns;
                    self.explained += seen.turns;
                    self.question.get_or_insert_with(|| text.clone());
                }
                return;
            }
            Some(_) => {
                let answers = profile.answer.contains(&text.as_str().into());
                self.explained += seen.turns * usize::from(answers);
                return;
            }
            None => {}
        }
        let fits = |templates: &[Template]| {
            templates
                .iter()
                .any(|template| template.fits(&text, &parts))
        };
        let asks = seen.form.affiliation.is_some() || seen.form.asks;
        self.affiliated += usize::from(asks);
        if fits(&forms.telling) {
            self.press_labels += 1;
            self.explained += seen.turns;
            self.asker.get_or_insert(text);
        } else if fits(&forms.people) {
            self.named += seen.turns;
            self.people += seen.turns;
            self.explained += seen.turns;
            self.example.get_or_insert(text);
        } else if fits(&forms.press) {
            self.explained += seen.turns;
        } else if !asks {
            self.named += seen.turns;
        }
    }
}

/// The label forms of a profile, parsed.
struct Forms {
    people: Vec<Template>,
    press: Vec<Template>,
    /// Those of the press that few labels fit by chance.
    telling: Vec<Template>,
}

impl Forms {
    fn of(profile: &Profile) -> Self {
        let all = |forms: &LabelForms| [templates(&forms.first), templates(&forms.later)].concat();
        let press = all(&profile.press);
        Self {
            people: all(&profile.people),
            telling: press
                .iter()
                .filter(|template| template.is_telling())
                .cloned()
                .collect(),
            press,
        }
    }
}

/// The templates of a list; what is none, in a user's profile, is left out.
pub fn templates(list: &[Str]) -> Vec<Template> {
    let parsed = list.iter().map(|template| Template::parse(template));
    parsed.filter_map(Result::ok).collect()
}

/// Whether a profile is of the stated language, as far as both are known.
fn speaks(profile: &Profile, lang: Option<&str>) -> bool {
    let primary = |tag: &str| {
        tag.split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_lowercase()
    };
    match (&profile.lang, lang) {
        (Some(own), Some(stated)) => primary(own) == primary(stated),
        _ => true,
    }
}

/// Whether a line or label begins with these whole words; `{time}` stands for a time of day.
fn begins(text: &str, start: &str) -> bool {
    if start == "{time}" {
        return is_time(text);
    }
    text.strip_prefix(start)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a line is a time of day: `1:05 P.M. EST`.
fn is_time(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let hours = line.len() - digits.len();
    let minutes = digits.strip_prefix(':').unwrap_or_default();
    (1..=2).contains(&hours)
        && line.len() < 24
        && minutes.len() > 2
        && minutes.bytes().take(2).all(|digit| digit.is_ascii_digit())
}

/// The last line above the first turn, or the last line of all; shortened.
fn edge_line(segments: &Segments, text: &Text, last: bool) -> String {
    let is_turn = |placed: Placed<'_>| matches!(placed.segment.kind, SegmentKind::Turn(_));
    let placed = match last {
        true => segments.last(),
        false => segments
            .iter()
            .position(is_turn)
            .and_then(|first| segments.get(first.checked_sub(1)?)),
    };
    let line =
        placed.and_then(|placed| Some((placed.start, placed.segment.content_lines().next_back()?)));
    line.map_or_else(String::new, |(start, line)| {
        let line = text.slice(start + line.range.start..start + line.range.end);
        line.trim().chars().take(MAX_EDGE).collect()
    })
}

/// An edge line is compared up to here, in characters.
const MAX_EDGE: usize = 40;

fn sentence(reasons: &[String]) -> String {
    match reasons {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use crate::Analysis;
    use crate::model::ProfileReason;

    /// A transcript of these labels, each with a turn: what stands behind `|` is a label of its own.
    fn transcript(labels: &str) -> String {
        let turn = |label: &str| match label.ends_with([':', '：', ' ']) {
            true => format!("{label} So it is said.\n\n"),
            false => format!("{label}: So it is said.\n\n"),
        };
        labels.split('|').map(turn).collect()
    }

    #[track_caller]
    fn check(house: &str, labels: &str) {
        let analysis = Analysis::of(&transcript(labels));
        let context = &analysis.model().context;
        assert_eq!(context.profile.name, house, "{:?}", context.reason);
        let inferred = matches!(context.reason, ProfileReason::Inferred(_));
        assert_eq!(inferred, house != "generic");
    }

    #[test]
    fn each_house_is_known_by_its_labels() {
        check(
            "nato",
            "NATO Spokesperson Dora Dummy|NATO Secretary General Max Mustername|NATO Spokesperson|Anna Example (FBC)\
             |NATO Secretary General|Ben Sample (Radio Specimen)|NATO Secretary General|Carl Fictitious (Island TV)",
        );
        check(
            "white-house",
            "MS. SAMPLE|Q    |MS. SAMPLE|Q    |THE PRESIDENT|AIDE|MS. SAMPLE",
        );
        check(
            "public-papers",
            "The President|Q|The President|Q|Prime Minister Sample|Mr. Dummy",
        );
        check(
            "state",
            "MR SAMPLE|QUESTION|MR SAMPLE|QUESTION|UNDER SECRETARY DUMMY",
        );
        check(
            "pentagon",
            "REAR ADM. MAX SAMPLE|Q|REAR ADM. SAMPLE|Q|REAR ADM. SAMPLE",
        );
        check(
            "imf",
            "MR. SAMPLE|QUESTIONER|MR. SAMPLE|QUESTIONER|MS. DUMMY",
        );
        check(
            "fed",
            "CHAIR SAMPLE|ANNA EXAMPLE|CHAIR SAMPLE|BEN DUMMY|CHAIR SAMPLE",
        );
        check(
            "un-noon",
            "Spokesman|Question|Spokesman|Question|Deputy Spokesman",
        );
        check(
            "kremlin",
            "President of Russia Max Mustername|Question|Max Mustername|Dora Dummy|Max Mustername",
        );
        check("kremlin", "В.Примеров|Вопрос|В.Примеров|Вопрос|А.Образцова");
        check(
            "bank-of-england",
            "Max Sample|Anna Example, Daily Sample|Max Sample|Ben Dummy, ITX News|Carl Specimen, The Example",
        );
        check(
            "china-mfa",
            "Mao Example|CCTV|Mao Example|Follow-up|Mao Example|Kyoto Sample",
        );
        check(
            "china-mfa",
            "毛例：|总台央视记者：|毛例：|例社记者：|毛例：|样报记者：",
        );
        check(
            "japan-mofa",
            "Minister Mustername|Kyoto Sample, TANAKA|Minister Mustername|Tokyo Specimen, SUZUKI|Minister Mustername|Daily Dummy, SATO",
        );
        check(
            "australia-pm",
            "PRIME MINISTER|JOURNALIST|PRIME MINISTER|JOURNALIST|ANNA EXAMPLE",
        );
        check(
            "germany-regpk",
            "VORS. MUSTER|STS BEISPIEL|FRAGE EXEMPEL|STS BEISPIEL|ZUSATZFRAGE EXEMPEL|STS BEISPIEL",
        );
        check(
            "france",
            "Anna EXEMPLE :|Jean FICTIF :|Anna EXEMPLE :|Jean FICTIF :",
        );
        check(
            "france",
            "Anna Exemple\u{a0}:|Question\u{a0}:|Anna Exemple\u{a0}:|Question\u{a0}:",
        );
        check(
            "mexico-presidencia",
            "PRESIDENTE JUAN EJEMPLO MUESTRA|PREGUNTA|PRESIDENTE JUAN EJEMPLO MUESTRA|INTERLOCUTORA|PREGUNTA",
        );
    }

    #[test]
    fn what_shows_no_house_is_generic() {
        check("generic", "Anna Example|Ben Sample|Anna Example|Ben Sample");
        check("generic", "Speaker 1|Speaker 2|Speaker 1");
        check("generic", "Q|A|Q|A|Q|A");
        check("generic", "Anna Example|Question|Anna Example|Question");
        check("generic", "ANNA EXAMPLE|BEN SAMPLE|ANNA EXAMPLE");
        check(
            "generic",
            "Anna Example (FBC)|Ben Sample (Dummy Labs)|Carl Specimen (Island TV)",
        );
        check("generic", "MR. SAMPLE|MS. DUMMY|MR. SAMPLE|MS. DUMMY");
        check("generic", "MR. SAMPLE|Q    ");
        check(
            "generic",
            "Harbour Council Chair Max Mustername|Anna Example (FBC)|Harbour Council Chair|Ben Sample (Radio Specimen)|Carl Fictitious (Island TV)|Harbour Council Chair",
        );
    }

    #[test]
    fn the_reason_is_said() {
        let analysis = Analysis::of(&transcript(
            "MR. SAMPLE|Q    |MR. SAMPLE|Q    |DR. DUMMY|DR. DUMMY|Anna",
        ));
        assert_eq!(
            analysis.model().context.reason,
            ProfileReason::Inferred(
                "4 of 5 named labels have the form “MR. SAMPLE:” and questions begin with “Q”"
                    .to_owned()
            )
        );
    }

    #[test]
    fn what_is_stated_goes_first() {
        let labels = transcript("MR. SAMPLE|Q    |MR. SAMPLE|Q    ");
        let stated = Analysis::of(&format!("---\nprofile: state\n---\n{labels}"));
        assert_eq!(stated.model().context.profile.name, "state");
        let german = Analysis::of(&format!("---\nlang: de\n---\n{labels}"));
        assert_eq!(german.model().context.profile.name, "generic");
    }
}
