//! `.editorconfig`: how lines end, and whether the last one does. The rest of it is about indentation.

use std::path::{Path, PathBuf};

use ec4rs::property::{EndOfLine, FinalNewline};
use ec4rs::{ConfigParser, Properties, PropertiesSource, Section};
use presscript_analysis::settings;

use super::file::read_text;

/// What the file is called.
pub const FILE_NAME: &str = ".editorconfig";

/// A file that has been read, up to the first line that makes no sense.
pub struct EditorConfig {
    folder: PathBuf,
    /// Whether those in folders above don't matter.
    pub is_root: bool,
    sections: Vec<Section>,
}

/// What it says of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct LineEnds {
    end_of_line: Option<settings::EndOfLine>,
    final_newline: Option<bool>,
}

impl EditorConfig {
    /// The file of a folder.
    pub fn of(folder: &Path) -> Option<Self> {
        let text = read_text(&folder.join(FILE_NAME)).ok()?;
        let parser = ConfigParser::new_buffered(text.as_bytes()).ok()?;
        Some(Self {
            folder: folder.to_owned(),
            is_root: parser.is_root,
            sections: parser.map_while(Result::ok).collect(),
        })
    }
}

impl LineEnds {
    /// What these files say of a file at an absolute path, the outermost first.
    pub fn of<'a>(files: impl Iterator<Item = &'a EditorConfig>, path: &Path) -> Self {
        let mut properties = Properties::new();
        for file in files {
            let path = path.strip_prefix(&file.folder).unwrap_or(path);
            for section in &file.sections {
                // It cannot fail.
                let _ = section.apply_to(&mut properties, path);
            }
        }
        Self {
            end_of_line: properties.get().ok().map(|end| match end {
                EndOfLine::Lf => settings::EndOfLine::Lf,
                EndOfLine::CrLf => settings::EndOfLine::CrLf,
                EndOfLine::Cr => settings::EndOfLine::Cr,
            }),
            final_newline: match properties.get() {
                Ok(FinalNewline::Value(value)) => Some(value),
                Err(_) => None,
            },
        }
    }

    /// Puts it into what the formatter does.
    pub fn apply_to(self, format: &mut settings::FormatOptions) {
        format.end_of_line = self.end_of_line;
        format.final_newline = self.final_newline;
    }
}
