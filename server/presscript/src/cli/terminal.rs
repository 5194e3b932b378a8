//! What the terminal can show, and messages on standard error.

use std::fmt::Display;
use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use console::Term;

/// Whether standard output shows colours: it is a terminal and `NO_COLOR` is not set.
pub fn has_colours() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// The width of standard output in columns, if it is a terminal.
pub fn width() -> Option<usize> {
    let (_, columns) = Term::stdout().size_checked()?;
    Some(usize::from(columns))
}

/// Says on standard error that something could not be done.
pub fn complain(message: impl Display) {
    say(format_args!("presscript: {message}"));
}

/// Says something on standard error. That nobody listens is no reason to stop.
pub fn say(message: impl Display) {
    let _ = writeln!(io::stderr(), "{message}");
}
