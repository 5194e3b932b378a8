//! `workspace/executeCommand`: what any editor can bind to a key or a menu. `server/README.md` describes each command.

use std::ops::Range;

use presscript_analysis::Analysis;
use presscript_analysis::features::jump::{self, Direction};
use presscript_analysis::features::statistics::{self, Outlet, Person};
use presscript_analysis::features::status;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, Position};

use crate::export;
use crate::lsp::convert::View;

/// The commands, all of which read a document and change nothing.
pub const COMMANDS: &[&str] = &[
    "presscript.export",
    "presscript.nextQuestion",
    "presscript.nextTurn",
    "presscript.nextTurnOfSpeaker",
    "presscript.previousQuestion",
    "presscript.previousTurn",
    "presscript.previousTurnOfSpeaker",
    "presscript.statistics",
    "presscript.status",
];

/// A command with what it needs.
pub enum Command {
    /// The transcript in another format.
    Export(Format),
    /// A way from the position to another place.
    Jump(Jump, Position, Direction),
    /// The document in numbers.
    Statistics,
    /// Where in the transcript the position is.
    Status(Position),
}

/// Finds a place from a byte.
type Jump = fn(&Analysis, usize, Direction) -> Option<Range<usize>>;

/// The argument; the document in it was found before.
#[derive(Deserialize)]
struct Place {
    position: Position,
}

/// The argument of an export.
#[derive(Deserialize)]
struct Export {
    #[serde(default)]
    to: Format,
}

/// What a transcript is exported to.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Speakers, turns and exchanges.
    #[default]
    Json,
    /// A fragment of HTML.
    Html,
}

impl Command {
    /// The command that the client means.
    pub fn of(params: &ExecuteCommandParams) -> Result<Self> {
        let jump = |jump: Jump, direction| {
            let Place { position } = argument(params)?;
            Ok(Self::Jump(jump, position, direction))
        };
        match params.command.as_str() {
            "presscript.export" => Ok(Self::Export(argument::<Export>(params)?.to)),
            "presscript.nextQuestion" => jump(jump::question, Direction::Next),
            "presscript.nextTurn" => jump(jump::turn, Direction::Next),
            "presscript.nextTurnOfSpeaker" => jump(jump::turn_of_speaker, Direction::Next),
            "presscript.previousQuestion" => jump(jump::question, Direction::Previous),
            "presscript.previousTurn" => jump(jump::turn, Direction::Previous),
            "presscript.previousTurnOfSpeaker" => jump(jump::turn_of_speaker, Direction::Previous),
            "presscript.statistics" => Ok(Self::Statistics),
            "presscript.status" => Ok(Self::Status(argument::<Place>(params)?.position)),
            other => Err(Error::invalid_params(format!(
                "there is no command “{other}”"
            ))),
        }
    }

    /// Its result.
    pub fn run(&self, view: &View) -> Value {
        match *self {
            Self::Export(Format::Json) => json!(export::json::transcript(&view.analysis).0),
            Self::Export(Format::Html) => json!(export::html::fragment(&view.analysis)),
            Self::Jump(jump, position, direction) => {
                let found = jump(&view.analysis, view.offset(position), direction);
                json!(found.map(|place| view.range(&place)))
            }
            Self::Statistics => statistics(view),
            Self::Status(position) => status(view, position),
        }
    }
}

/// The one argument of a command.
fn argument<T: DeserializeOwned>(params: &ExecuteCommandParams) -> Result<T> {
    let argument = params.arguments.first().cloned().unwrap_or_default();
    serde_json::from_value(argument).map_err(|error| Error::invalid_params(error.to_string()))
}

fn status(view: &View, position: Position) -> Value {
    let model = view.analysis.model();
    let found = status::status(&view.analysis, view.offset(position));
    json!(found.map(|found| json!({
        "kind": found.kind.name(),
        "label": found.label.map(|label| view.range(&label)),
        "speaker": found.speaker.map(|speaker| person(&statistics::person(model, speaker))),
        "exchange": found.exchange.map(|(number, exchange)| json!({
            "number": number,
            "of": model.exchanges.len(),
            "outlet": model.outlet(exchange),
        })),
    })))
}

fn statistics(view: &View) -> Value {
    let found = statistics::statistics(&view.analysis);
    let outlet = |outlet: &Outlet| json!({"name": outlet.name, "questions": outlet.questions});
    json!({
        "words": found.words,
        "seconds": found.seconds,
        "turns": found.turns,
        "exchanges": found.exchanges,
        "questions": found.questions,
        "people": found.people.iter().map(person).collect::<Value>(),
        "outlets": found.outlets.iter().map(outlet).collect::<Value>(),
    })
}

fn person(person: &Person) -> Value {
    json!({
        "name": person.name,
        "affiliation": person.affiliation,
        "role": person.role,
        "turns": person.turns,
        "words": person.words,
        "seconds": person.seconds,
    })
}
