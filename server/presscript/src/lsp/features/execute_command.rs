//! `workspace/executeCommand`: what any editor can bind to a key or a menu. `server/README.md` describes each command.

use presscript_analysis::features::statistics::{self, Outlet, Person};
use presscript_analysis::features::turn_of_person::{Direction, turn_of_person};
use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, Position};

use crate::export;
use crate::lsp::convert::View;

/// The commands, all of which read a document and change nothing.
pub const COMMANDS: &[&str] = &[
    "presscript.export",
    "presscript.nextTurn",
    "presscript.previousTurn",
    "presscript.statistics",
];

/// A command with what it needs.
pub enum Command {
    /// The model as JSON.
    Export,
    /// Another turn of the person who speaks at the position.
    Turn(Position, Direction),
    /// The document in numbers.
    Statistics,
}

/// The argument; the document in it was found before.
#[derive(Deserialize)]
struct Place {
    position: Position,
}

impl Command {
    /// The command that the client means.
    pub fn of(params: &ExecuteCommandParams) -> Result<Self> {
        let position = || {
            let place = params.arguments.first().cloned().unwrap_or_default();
            let place = serde_json::from_value(place);
            place
                .map(|Place { position }| position)
                .map_err(|error| Error::invalid_params(error.to_string()))
        };
        match params.command.as_str() {
            "presscript.export" => Ok(Self::Export),
            "presscript.nextTurn" => Ok(Self::Turn(position()?, Direction::Next)),
            "presscript.previousTurn" => Ok(Self::Turn(position()?, Direction::Previous)),
            "presscript.statistics" => Ok(Self::Statistics),
            other => Err(Error::invalid_params(format!(
                "there is no command “{other}”"
            ))),
        }
    }

    /// Its result.
    pub fn run(&self, view: &View) -> Value {
        match *self {
            Self::Export => json!(export::json::transcript(&view.analysis).0),
            Self::Turn(position, direction) => {
                let found = turn_of_person(&view.analysis, view.offset(position), direction);
                json!(found.map(|label| view.range(&label)))
            }
            Self::Statistics => statistics(view),
        }
    }
}

fn statistics(view: &View) -> Value {
    let found = statistics::statistics(&view.analysis);
    let person = |person: &Person| {
        json!({
            "name": person.name,
            "affiliation": person.affiliation,
            "role": person.role,
            "turns": person.turns,
            "words": person.words,
            "seconds": person.seconds,
        })
    };
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
