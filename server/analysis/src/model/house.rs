//! Which house a transcript comes from, inferred from its labels when nothing names a profile.
//!
//! A house needs clear signs of its own, and more of them than any other house has; else the document is generic.

use std::ops::Range;
use std::sync::Arc;

use imbl::HashMap;

pub use self::forms::templates;
use self::forms::{Forms, HOUSES};
use self::marks::{Looks, Mark, Seen};
use super::digest::digest;
use super::habits::Counts;
use super::label_form::{Generic, LabelForm};
use super::segment::{Label, SegmentKind, SpeakerLine};
use super::{Placed, Segment, Segments};
use crate::Text;
use crate::profile::{BeforeColon, PROFILES, Profile, Str};

mod forms;
mod marks;

/// A document with fewer labelled turns shows no style.
const MIN_TURNS: usize = 3;
/// A house shows in the first so many turns.
const MAX_TURNS: usize = 100;
/// From this score on a house is clear: one thing that only few houses have ([`SIGN`]), and labels of its form ([`FORM`]).
const CLEAR: usize = SIGN + FORM;
const SIGN: usize = 3;
const FORM: usize = 2;
const DETAIL: usize = 1;

/// What the labels of a document show of each house. An edit takes out and puts in what its own labels show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signs {
    /// The labels that are no metadata, by a digest of the text and of whether there is a colon.
    labels: HashMap<u64, Shown>,
    /// Turns with a label that is no metadata.
    turns: usize,
    /// What they show of each profile.
    tallies: Vec<Tally>,
}

/// What one label shows, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    turns: usize,
    /// What it says.
    form: Arc<LabelForm>,
    /// What it shows of each profile.
    marks: Arc<[Mark]>,
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
fn is_same_evidence(one: &Segment, other: &Segment) -> bool {
    let label = |segment: &Segment| {
        let line = segment.speaker_line();
        line.map(|line| (line.label.clone(), line.delimiter.is_some()))
    };
    label(one) == label(other)
}

impl Signs {
    /// What the labels of these segments show.
    pub fn of(segments: &Segments) -> Self {
        let mut signs = Self {
            labels: HashMap::new(),
            turns: 0,
            tallies: vec![Tally::default(); PROFILES.len()],
        };
        let mut lines: Vec<(u64, &SpeakerLine, usize)> = Vec::new();
        let mut known: foldhash::HashMap<u64, usize> = foldhash::HashMap::default();
        for line in lines_of(segments) {
            let Some(key) = key_of(line) else { continue };
            let at = *known.entry(key).or_insert_with(|| {
                lines.push((key, line, 0));
                lines.len() - 1
            });
            lines[at].2 += 1;
        }
        for (key, line, turns) in lines {
            if let Some(shown) = Self::shown(line) {
                signs.change(key, shown, |sum| *sum += turns);
            }
        }
        signs
    }

    /// What the label of a line shows, in no turn yet; `None` where it is none or metadata.
    fn shown(line: &SpeakerLine) -> Option<Shown> {
        let seen = Seen::of(line.label.as_ref()?, line.delimiter.is_some());
        if seen.form.generic == Some(Generic::Metadata) {
            return None;
        }
        let profiles = PROFILES.iter().zip(&HOUSES.forms);
        let marks = profiles.map(|(profile, forms)| Mark::of(&seen, profile, forms));
        Some(Shown {
            turns: 0,
            marks: marks.collect(),
            form: Arc::new(seen.form),
        })
    }

    /// What the labels of a later version show, given where the two differ, and how many turns begin before that.
    pub fn edited(
        &self,
        (old, before): (&Segments, Range<usize>),
        (new, after): (&Segments, Range<usize>),
        turns: usize,
    ) -> Self {
        if turns >= MAX_TURNS {
            return self.clone();
        }
        let [before, after] = [(old, before), (new, after)].map(|(segments, range)| {
            let segments = segments.range(range).map(|placed| placed.segment);
            let turns = segments.filter(|segment| segment.speaker_line().is_some());
            turns.collect::<Vec<_>>()
        });
        if before.len() != after.len() {
            return Self::of(new);
        }
        let mut signs = self.clone();
        let pairs = before.into_iter().zip(after).take(MAX_TURNS - turns);
        for (old, new) in pairs {
            if is_same_evidence(old, new) {
                continue;
            }
            for (segment, change) in [(old, -1), (new, 1)] {
                if let Some(line) = segment.speaker_line()
                    && let Some(key) = key_of(line)
                {
                    let known = signs.labels.get(&key).cloned();
                    if let Some(shown) = known.or_else(|| Self::shown(line)) {
                        signs.change(key, shown, |sum| *sum = sum.wrapping_add_signed(change));
                    }
                }
            }
        }
        signs
    }

    /// What a label says, with an outlet that comes last; `None` where it was not among those that were looked at.
    pub fn form(&self, label: &Label) -> Option<Arc<LabelForm>> {
        let mut known = [true, false]
            .into_iter()
            .filter_map(|colon| self.labels.get(&key(label, colon)));
        Some(known.next()?.form.clone())
    }

    /// The house that a document with these labels comes from; `None` when it is of none in particular.
    ///
    /// `lang` is the language as far as it is stated.
    pub fn house(&self, evidence: &Evidence, lang: Option<&str>) -> Option<Arc<Profile>> {
        if self.turns < MIN_TURNS {
            return None;
        }
        let scored = PROFILES.iter().zip(&HOUSES.forms).zip(&self.tallies);
        let scored = scored.filter_map(|((profile, forms), tally)| {
            let reasons = tally.reasons(self.turns, profile, forms, evidence, lang)?;
            let score: usize = reasons.iter().map(Reason::score).sum();
            Some((score, profile))
        });
        let mut found: Vec<(usize, &Arc<Profile>)> = scored.collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let rival = found.get(1).map_or(0, |(score, _)| *score);
        let (score, profile) = found.into_iter().next()?;
        (score >= CLEAR && score > rival).then(|| profile.clone())
    }

    /// One turn, or several, more or less with a label that shows this.
    fn change(&mut self, key: u64, mut shown: Shown, change: impl Fn(&mut usize)) {
        let before = shown.turns;
        change(&mut shown.turns);
        change(&mut self.turns);
        for (mark, tally) in shown.marks.iter().zip(&mut self.tallies) {
            tally.add_turns(mark, &change);
            match (before > 0, shown.turns > 0) {
                (false, true) => tally.add_label(mark, |sum| *sum += 1),
                (true, false) => tally.add_label(mark, |sum| *sum -= 1),
                _ => {}
            }
        }
        match shown.turns {
            0 => self.labels.remove(&key),
            _ => self.labels.insert(key, shown),
        };
    }
}

/// Why a document with these segments seems to come from a house that is one of the [`PROFILES`], in one sentence.
pub fn why(
    segments: &Segments,
    evidence: &Evidence,
    lang: Option<&str>,
    house: &Profile,
) -> String {
    let Some(known) = PROFILES.iter().position(|profile| **profile == *house) else {
        return String::new();
    };
    let signs = Signs::of(segments);
    let forms = &HOUSES.forms[known];
    let reasons = signs.tallies[known].reasons(signs.turns, house, forms, evidence, lang);
    let example = |fits: fn(&Mark) -> bool| {
        let mut marks = lines_of(segments).filter_map(|line| {
            let seen = Seen::of(line.label.as_ref()?, line.delimiter.is_some());
            fits(&Mark::of(&seen, house, forms)).then(|| seen.parts(house).0.clone())
        });
        marks.next().unwrap_or_default()
    };
    let reasons = reasons.iter().flatten();
    let said: Vec<String> = reasons
        .filter_map(|reason| reason.said(house, example))
        .collect();
    sentence(&said)
}

/// The lines that begin the first turns.
fn lines_of(segments: &Segments) -> impl Iterator<Item = &SpeakerLine> {
    let lines = segments
        .iter()
        .filter_map(|placed| placed.segment.speaker_line());
    lines.take(MAX_TURNS)
}

fn key_of(line: &SpeakerLine) -> Option<u64> {
    Some(key(line.label.as_ref()?, line.delimiter.is_some()))
}

fn key(label: &Label, colon: bool) -> u64 {
    digest((label.written(), colon))
}

/// How the labels of a document look to one profile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    /// Turns whose labels the house would write.
    explained: usize,
    /// Turns of people who are named and are not the press.
    named: usize,
    people: usize,
    /// Turns of a question that names nobody.
    questions: usize,
    house_questions: usize,
    /// Different labels with an outlet, or with a word that says that somebody asks.
    affiliated: usize,
    press_labels: usize,
    /// Different labels that are the house's signs, and those of them that are not a question's.
    signs: usize,
    own_signs: usize,
}

/// Something that speaks for a house.
#[derive(Clone, Copy)]
enum Reason {
    /// So many turns of people have a label of its form, of so many.
    Form(usize, usize),
    Question,
    Askers,
    Sign,
    SpacedColons,
    TwoSpaces,
    /// Details of which nothing is said.
    Details(usize),
}

impl Tally {
    fn add_turns(&mut self, mark: &Mark, change: impl Fn(&mut usize)) {
        let looks = mark.looks;
        if !matches!(looks, Looks::Question | Looks::Answer | Looks::Strange) {
            change(&mut self.explained);
        }
        if looks == Looks::Person || (looks == Looks::Strange && !mark.asks) {
            change(&mut self.named);
        }
        if looks == Looks::Person {
            change(&mut self.people);
        }
        if matches!(looks, Looks::Question | Looks::HouseQuestion) {
            change(&mut self.questions);
        }
        if looks == Looks::HouseQuestion {
            change(&mut self.house_questions);
        }
    }

    fn add_label(&mut self, mark: &Mark, change: impl Fn(&mut usize)) {
        let counted = [
            (mark.asks, &mut self.affiliated),
            (mark.looks == Looks::TellingPress, &mut self.press_labels),
            (mark.is_sign, &mut self.signs),
            (mark.is_own_sign, &mut self.own_signs),
        ];
        for (_, sum) in counted.into_iter().filter(|(is_one, _)| *is_one) {
            change(sum);
        }
    }

    /// What speaks for a profile; `None` when something speaks against it.
    fn reasons(
        &self,
        turns: usize,
        profile: &Profile,
        forms: &Forms,
        evidence: &Evidence,
        lang: Option<&str>,
    ) -> Option<Vec<Reason>> {
        let clear = |part: usize, all: usize| part * 10 >= all * 8;
        if forms.people == 0
            || !speaks(profile, lang)
            || !clear(self.explained, turns)
            || self.people * 10 < self.named * 6
            || (self.questions > self.house_questions
                && !clear(self.house_questions, self.questions))
        {
            return None;
        }
        let mut reasons = Vec::new();
        if self.people > 1 && clear(self.people, self.named) {
            reasons.push(Reason::Form(self.people, self.named));
        }
        if self.house_questions > 0 {
            reasons.push(Reason::Question);
        }
        let named_press = self.press_labels >= 3 && clear(self.press_labels, self.affiliated);
        if named_press {
            reasons.push(Reason::Askers);
        }
        if self.own_signs > 0 {
            reasons.push(Reason::Sign);
        }
        let own_words = || named_press && forms.has_words;
        if !profile.signs.is_empty() && self.signs == 0 && !own_words() {
            return None;
        }
        match (profile.before_colon, evidence.spaced_colons) {
            (Some(BeforeColon::Space), true) => reasons.push(Reason::SpacedColons),
            (Some(BeforeColon::Space), false) | (_, true) => return None,
            (_, false) => {}
        }
        if profile.spaces_after_colon == Some(2) && evidence.two_spaces {
            reasons.push(Reason::TwoSpaces);
        }
        let begins_with = |line: &str, with: &[Str]| with.iter().any(|with| begins(line, with));
        let details = [
            begins_with(&evidence.first_line, &profile.start),
            begins_with(&evidence.last_line, &profile.end),
            lang.is_some() && profile.lang.is_some(),
        ];
        let details = details.into_iter().filter(|is_one| *is_one).count();
        reasons.push(Reason::Details(details));
        Some(reasons)
    }
}

impl Reason {
    fn score(&self) -> usize {
        match self {
            Self::Form(..) => FORM,
            Self::Question | Self::Askers | Self::Sign | Self::SpacedColons => SIGN,
            Self::TwoSpaces => DETAIL,
            Self::Details(details) => DETAIL * details,
        }
    }

    /// The reason in words, given the first label that shows something.
    fn said(
        &self,
        house: &Profile,
        example: impl Fn(fn(&Mark) -> bool) -> String,
    ) -> Option<String> {
        Some(match self {
            Self::Form(people, named) => {
                let example = example(|mark| mark.looks == Looks::Person);
                format!("{people} of {named} named labels have the form “{example}:”")
            }
            Self::Question => {
                let example = example(|mark| mark.looks == Looks::HouseQuestion);
                let colon = if house.question_colon == Some(false) {
                    ""
                } else {
                    ":"
                };
                format!("questions begin with “{example}{colon}”")
            }
            Self::Askers => {
                let example = example(|mark| mark.looks == Looks::TellingPress);
                format!("askers are named like “{example}:”")
            }
            Self::Sign => {
                let sign = example(|mark| mark.is_own_sign);
                format!("there is a label “{sign}:”")
            }
            Self::SpacedColons => "a space stands before the colons".to_owned(),
            Self::TwoSpaces => "two spaces follow the colons".to_owned(),
            Self::Details(_) => return None,
        })
    }
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
    let first = |text: &str| text.as_bytes().first().copied();
    if first(start) == Some(b'{') && start == "{time}" {
        return is_time(text);
    }
    // Most texts begin with another byte.
    first(text) == first(start)
        && text
            .strip_prefix(start)
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
        let inferred = context.reason == ProfileReason::Inferred;
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
            analysis.why_this_house().as_deref(),
            Some("4 of 5 named labels have the form “MR. SAMPLE:” and questions begin with “Q”")
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
