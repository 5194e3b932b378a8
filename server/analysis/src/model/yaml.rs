//! YAML with places: events of the parser become keys and values that know their bytes.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScanError, Span};

use super::front_matter::{Key, Problem, Value, ValueKind};

/// The first document of a YAML text. Ranges count from `start` bytes before the text.
///
/// # Errors
/// A [`Problem`] where the text is no YAML. An alias (`*name`) of a list or mapping counts as empty, so that
/// a small text never becomes a large value.
pub fn parse(text: &str, start: usize) -> Result<Value, Problem> {
    let mut builder = Builder {
        start,
        len: text.len(),
        open: Vec::new(),
        scalars: HashMap::new(),
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| builder.problem(&error))?;
        if let Some(value) = builder.take(event, span) {
            return Ok(value);
        }
    }
    Ok(builder.nothing(0..0))
}

struct Builder {
    start: usize,
    len: usize,
    /// The lists and mappings that are not yet complete, outermost first.
    open: Vec<Open>,
    /// Values with anchors, for aliases of them.
    scalars: HashMap<usize, String>,
}

enum Open {
    List(usize, Vec<Value>),
    /// With a key that waits for its value.
    Mapping(usize, Vec<Key>, Option<(String, Range<usize>)>),
}

impl Builder {
    /// Takes the next event; gives the document's value when it is complete.
    fn take(&mut self, event: Event<'_>, span: Span) -> Option<Value> {
        let range = span.byte_range().unwrap_or(0..0);
        let range = range.start + self.start..range.end.min(self.len) + self.start;
        let value = match event {
            Event::Scalar(text, _, anchor, _) => {
                if anchor > 0 {
                    self.scalars.insert(anchor, text.clone().into_owned());
                }
                Value {
                    range,
                    kind: ValueKind::Scalar(text.into_owned()),
                }
            }
            Event::Alias(anchor) => Value {
                range,
                kind: ValueKind::Scalar(self.scalars.get(&anchor).cloned().unwrap_or_default()),
            },
            Event::SequenceStart(..) => {
                self.open.push(Open::List(range.start, Vec::new()));
                return None;
            }
            Event::MappingStart(..) => {
                self.open.push(Open::Mapping(range.start, Vec::new(), None));
                return None;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close()?,
            Event::DocumentEnd | Event::StreamEnd => return Some(self.nothing(range)),
            _ => return None,
        };
        self.add(value)
    }

    fn nothing(&self, range: Range<usize>) -> Value {
        Value {
            range,
            kind: ValueKind::Scalar(String::new()),
        }
    }

    /// Completes the innermost list or mapping. It ends where its last part does: the parser's own end is
    /// that of the white space behind it.
    fn close(&mut self) -> Option<Value> {
        Some(match self.open.pop()? {
            Open::List(start, values) => Value {
                range: start..values.last().map_or(start, |value| value.range.end),
                kind: ValueKind::List(values),
            },
            Open::Mapping(start, keys, _) => Value {
                range: start..keys.last().map_or(start, |key| key.value.range.end),
                kind: ValueKind::Mapping(keys),
            },
        })
    }

    /// Puts a complete value where it belongs; gives it back when nothing is open.
    fn add(&mut self, value: Value) -> Option<Value> {
        match self.open.last_mut() {
            None => return Some(value),
            Some(Open::List(_, values)) => values.push(value),
            Some(Open::Mapping(_, keys, waiting)) => match waiting.take() {
                Some((name, range)) => keys.push(Key { name, range, value }),
                None => {
                    let name = match value.kind {
                        ValueKind::Scalar(name) => name,
                        ValueKind::List(_) | ValueKind::Mapping(_) => String::new(),
                    };
                    *waiting = Some((name, value.range));
                }
            },
        }
        None
    }

    fn problem(&self, error: &ScanError) -> Problem {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.len) + self.start;
        Problem {
            range: at..at,
            message: error.info(),
        }
    }
}
