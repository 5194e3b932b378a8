//! Everything that Presscript knows about one transcript, as pure functions.
//!
//! The way of the data is the order of the modules below: text becomes a syntax tree, the tree a
//! model of turns, speakers and exchanges, and the model is what rules and features read. Nothing
//! here does I/O, knows the Language Server Protocol or looks at a clock; all ranges are bytes.

pub mod cancel;
mod parallel;
pub mod text;

pub mod changes;

pub mod syntax;

pub mod profile;

pub mod model;

mod diagnostic;

pub mod settings;

mod analysis;

pub mod rules;

pub mod features;

mod document;

pub use analysis::Analysis;
pub use cancel::{Cancel, Cancelled};
pub use document::Document;
pub use settings::Settings;
pub use text::{Edit, Encoding, Position, Positions, Text};

/// How often the property tests run: `PROPTEST_CASES` times where that is more than `cases`.
#[cfg(test)]
fn at_least(cases: u32) -> proptest::test_runner::Config {
    let default = proptest::test_runner::Config::default();
    proptest::test_runner::Config {
        cases: cases.max(default.cases),
        failure_persistence: None,
        ..default
    }
}
