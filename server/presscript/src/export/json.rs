//! The model as JSON. `EXPORT.md` describes every field; a change of their meaning is a new [`VERSION`].

use presscript_analysis::Analysis;
use presscript_analysis::model::segment::{LineKind, Mark, MarkKind, Segment};
use presscript_analysis::model::vocabulary::NoteKind;
use presscript_analysis::model::{Exchange, Model, Placed, Speaker, note_kind};
use serde::Serialize;
use serde_json::{Map, Value};

use super::metadata::metadata;

/// The version of the format.
const VERSION: u32 = 1;

/// A whole transcript.
#[derive(Serialize)]
pub struct Transcript {
    version: u32,
    metadata: Map<String, Value>,
    speakers: Vec<JsonSpeaker>,
    turns: Vec<JsonTurn>,
    exchanges: Vec<JsonExchange>,
    opening: Option<JsonOpening>,
}

#[derive(Serialize)]
struct JsonSpeaker {
    id: usize,
    name: Option<String>,
    title: Option<String>,
    affiliation: Option<String>,
    role: &'static str,
    labels: Vec<String>,
    turns: usize,
    words: usize,
}

#[derive(Serialize)]
struct JsonTurn {
    line: usize,
    label: Option<String>,
    speaker: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    introduced: Option<JsonIntroduction>,
    kind: &'static str,
    words: usize,
    text: String,
    annotations: Vec<JsonAnnotation>,
}

/// Who says in a question that he asks it.
#[derive(Serialize)]
struct JsonIntroduction {
    name: Option<String>,
    outlet: Option<String>,
}

#[derive(Serialize)]
struct JsonAnnotation {
    line: usize,
    text: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct JsonExchange {
    number: usize,
    outlet: Option<String>,
    askers: Vec<usize>,
    handoff: Option<usize>,
    questions: Vec<usize>,
    answers: Vec<usize>,
    unheard: Vec<usize>,
}

#[derive(Serialize)]
struct JsonOpening {
    lines: [usize; 2],
    speaker: Option<usize>,
}

/// The transcript, and what could not be exported.
pub fn transcript(analysis: &Analysis) -> (Transcript, Vec<String>) {
    let model = analysis.model();
    let (metadata, warnings) = match metadata(analysis) {
        Ok(metadata) => (metadata, Vec::new()),
        Err(warning) => (Map::new(), vec![warning]),
    };
    let speakers = model.speakers.iter();
    let numbers = Numbers(model.speakers.iter().map(|speaker| speaker.id).collect());
    let exchanges = model.exchanges.iter().enumerate();
    let transcript = Transcript {
        version: VERSION,
        metadata,
        speakers: speakers
            .map(|speaker| json_speaker(model, speaker, &numbers))
            .collect(),
        turns: (0..model.turns.len())
            .map(|at| json_turn(analysis, at, &numbers))
            .collect(),
        exchanges: exchanges
            .map(|(at, exchange)| json_exchange(analysis, at, exchange, &numbers))
            .collect(),
        opening: model.opening.as_ref().map(|opening| JsonOpening {
            lines: [opening.range.start, opening.range.end].map(|byte| line(analysis, byte)),
            speaker: opening.speaker.map(|id| numbers.of(id)),
        }),
    };
    (transcript, warnings)
}

/// The ids of all speakers, in order.
struct Numbers(Vec<usize>);

impl Numbers {
    /// A speaker's number outside, from 1.
    fn of(&self, id: usize) -> usize {
        self.0.partition_point(|&other| other < id) + 1
    }
}

/// The line of a byte, from 1.
fn line(analysis: &Analysis, byte: usize) -> usize {
    analysis.text().line_of(byte) + 1
}

fn json_speaker(model: &Model, speaker: &Speaker, numbers: &Numbers) -> JsonSpeaker {
    JsonSpeaker {
        id: numbers.of(speaker.id),
        name: speaker.name.clone(),
        title: speaker.title.clone(),
        affiliation: speaker.affiliation.clone(),
        role: speaker.role.name(),
        labels: speaker.labels.clone(),
        turns: speaker.turns.len(),
        words: model.words_of(speaker),
    }
}

fn json_turn(analysis: &Analysis, at: usize, numbers: &Numbers) -> JsonTurn {
    let number = |id: usize| numbers.of(id);
    let turn = &analysis.model().turns[at];
    let placed = analysis.model().turn_segment(at);
    let segment = &placed.segment;
    let text = analysis.slice(placed.start..placed.start + segment.len);
    JsonTurn {
        line: line(analysis, analysis.model().turn_range(at).start),
        label: segment.label().map(|label| label.text.clone()),
        speaker: turn.speaker.map(number),
        others: turn.others.iter().copied().map(number).collect(),
        introduced: analysis.model().introduction(at).map(|said| {
            let [name, outlet] =
                [&said.name, &said.outlet].map(|part| part.as_ref().map(|part| part.text.clone()));
            JsonIntroduction { name, outlet }
        }),
        kind: turn.kind.name(),
        words: segment.speech.words,
        text: speech(segment, &text),
        annotations: annotations(analysis, placed, &text),
    }
}

/// What was said: the rest of the speaker line and all lines of text, with the blank ones between them.
fn speech(segment: &Segment, text: &str) -> String {
    let body = segment.speaker_line().map_or(0, |line| line.body);
    let lines: Vec<&str> = segment
        .lines
        .iter()
        .filter_map(|line| match line.kind {
            LineKind::Speaker => text.get(body..line.range.end),
            LineKind::Text | LineKind::Blank => Some(&text[line.range.clone()]),
            _ => None,
        })
        .collect();
    lines.join("\n").trim().to_owned()
}

fn annotations(analysis: &Analysis, placed: Placed<'_>, text: &str) -> Vec<JsonAnnotation> {
    let segment = &placed.segment;
    let mut stages = segment
        .lines
        .iter()
        .filter(|line| line.kind == LineKind::Stage)
        .peekable();
    let mut annotations = Vec::new();
    for mark in &segment.marks {
        while stages
            .next_if(|line| line.range.end <= mark.range.start)
            .is_some()
        {}
        let alone = stages
            .peek()
            .is_some_and(|line| line.range.start <= mark.range.start);
        if let Some(kind) = annotation_kind(text, mark, alone) {
            annotations.push(JsonAnnotation {
                line: line(analysis, placed.start + mark.range.start),
                text: text[mark.range.clone()].to_owned(),
                kind,
            });
        }
    }
    annotations
}

/// The kind of a mark that is an annotation; `alone` when it is a line of its own.
fn annotation_kind(text: &str, mark: &Mark, alone: bool) -> Option<&'static str> {
    if !matches!(
        mark.kind,
        MarkKind::Annotation
            | MarkKind::UnclosedAnnotation
            | MarkKind::Parenthetical
            | MarkKind::UnclosedParenthetical
    ) {
        return None;
    }
    Some(match note_kind(text, mark, alone) {
        NoteKind::UnheardQuestion => "unheard-question",
        NoteKind::Inaudible => "inaudible",
        NoteKind::Laughter => "laughter",
        NoteKind::Applause => "applause",
        NoteKind::Crosstalk => "crosstalk",
        NoteKind::Pause => "pause",
        NoteKind::Interpreted => "interpreted",
        NoteKind::Phonetic => "phonetic",
        NoteKind::Sic => "sic",
        NoteKind::Direction => "direction",
        NoteKind::Insertion => "insertion",
        NoteKind::Spoken => return None,
    })
}

fn json_exchange(
    analysis: &Analysis,
    at: usize,
    exchange: &Exchange,
    numbers: &Numbers,
) -> JsonExchange {
    let askers = exchange.askers.iter().map(|&id| numbers.of(id));
    let model = analysis.model();
    let mut turns = exchange.unheard.clone();
    turns.dedup();
    let unheard = turns.into_iter().flat_map(|turn| {
        let placed = model.turn_segment(turn);
        let notes = placed.segment.speech.unheard.iter();
        notes.map(move |note| line(analysis, placed.start + note.start))
    });
    JsonExchange {
        number: at + 1,
        outlet: model.outlet(exchange).map(str::to_owned),
        askers: askers.collect(),
        handoff: exchange.handoff,
        questions: exchange.questions.clone(),
        answers: exchange.answers.clone(),
        unheard: unheard.collect(),
    }
}
