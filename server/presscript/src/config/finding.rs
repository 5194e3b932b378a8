//! What is wrong with a file of the configuration.

use std::ops::Range;
use std::path::PathBuf;

use presscript_analysis::Text;
use presscript_analysis::rules::{Diagnostic, Severity};

/// A kind of finding.
#[derive(Debug)]
pub struct Code {
    /// What reports call it.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What it means, in one sentence.
    pub summary: &'static str,
}

/// A key that means nothing.
pub static UNKNOWN_KEY: Code = Code {
    code: "config/unknown-key",
    severity: Severity::Warning,
    summary: "Finds keys in presscript.toml that mean nothing, and so do nothing.",
};

/// A value that means nothing.
pub static INVALID_VALUE: Code = Code {
    code: "config/invalid-value",
    severity: Severity::Error,
    summary: "Finds values in presscript.toml that are not among those that their key can have.",
};

/// Text that is no TOML.
pub static SYNTAX: Code = Code {
    code: "config/syntax",
    severity: Severity::Error,
    summary: "Finds what is no TOML in presscript.toml.",
};

/// An entry of the roster that declares nobody.
pub static INVALID_ROSTER: Code = Code {
    code: "config/invalid-roster",
    severity: Severity::Error,
    summary: "Finds entries of the roster that declare nobody.",
};

/// A file that cannot be read.
pub static UNREADABLE: Code = Code {
    code: "config/unreadable",
    severity: Severity::Error,
    summary: "Finds a presscript.toml that cannot be read.",
};

/// All kinds.
pub static CODES: &[&Code] = &[
    &INVALID_ROSTER,
    &INVALID_VALUE,
    &SYNTAX,
    &UNKNOWN_KEY,
    &UNREADABLE,
];

/// A file of the configuration, with what is wrong in it.
#[derive(Clone, Debug)]
pub struct FileFindings {
    /// The file, absolute.
    pub path: PathBuf,
    /// Its text.
    pub text: Text,
    /// What is wrong, in the order of the places.
    pub diagnostics: Vec<Diagnostic>,
}

impl Code {
    /// A finding of this kind.
    pub fn at(&self, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code: self.code,
            severity: self.severity,
            range,
            message: message.into(),
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }
}

/// The address of what is said about the configuration.
pub const DOC_URL: &str = concat!(
    env!("CARGO_PKG_REPOSITORY"),
    "/blob/main/server/presscript/CONFIG.md"
);

/// The address of what is said about these findings.
pub fn doc_url() -> String {
    format!("{DOC_URL}#findings")
}
