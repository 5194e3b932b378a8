//! YAML with places: events of the parser become keys and values that know their bytes.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span};

use super::front_matter::{Key, Problem, Value, ValueKind};

/// The first document of a YAML text, and what ends it early. Ranges count from `start` bytes before the text.
///
/// Where the text is no YAML, the value has what is complete up to there. An alias (`*name`) of a list or mapping
/// counts as empty, so that a small text never becomes a large value.
pub fn parse(text: &str, start: usize) -> (Value, Option<Problem>) {
    let mut builder = Builder {
        start,
        text,
        open: Vec::new(),
        scalars: HashMap::new(),
    };
    let mut complete = None;
    for event in Parser::new_from_str(text) {
        let problem = match event {
            Ok((Event::DocumentStart(..), _)) if complete.is_some() => break,
            Ok((event, span)) => match builder.take(event, span) {
                Ok(value) => {
                    complete = complete.or(value);
                    continue;
                }
                Err(problem) => problem,
            },
            Err(error) => builder.problem(&error),
        };
        return (complete.unwrap_or_else(|| builder.partial()), Some(problem));
    }
    (complete.unwrap_or_else(|| builder.nothing(start)), None)
}

/// A text as a scalar on one line: as it is where YAML reads it as this text, else in double quotes. `in_flow` where it
/// stands between brackets or braces.
pub fn scalar(text: &str, in_flow: bool) -> String {
    let plain = if in_flow {
        format!("[{text}]")
    } else {
        format!("- {text}")
    };
    let alone = |value: &Value| matches!(&value.kind, ValueKind::Scalar(read) if read == text && !text.is_empty());
    if let (
        Value {
            kind: ValueKind::List(values),
            ..
        },
        None,
    ) = parse(&plain, 0)
        && values.len() == 1
        && values.iter().all(alone)
    {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Lists and mappings inside one another: more than these are no front matter, but an attack on the stack.
const MAX_DEPTH: usize = 32;

struct Builder<'a> {
    start: usize,
    text: &'a str,
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

impl Builder<'_> {
    /// Takes the next event; gives the document's value when it is complete.
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<Option<Value>, Problem> {
        let range = self.range(&span);
        let value = match event {
            Event::Scalar(text, style, anchor, _) => {
                let is_null = style == ScalarStyle::Plain && matches!(&*text, "~" | "null");
                let text = if is_null {
                    String::new()
                } else {
                    text.into_owned()
                };
                if anchor > 0 {
                    self.scalars.insert(anchor, text.clone());
                }
                self.scalar(range, text)
            }
            Event::Alias(anchor) => Value {
                range,
                verbatim: None,
                kind: ValueKind::Scalar(self.scalars.get(&anchor).cloned().unwrap_or_default()),
            },
            Event::SequenceStart(..) | Event::MappingStart(..) if self.open.len() == MAX_DEPTH => {
                return Err(Problem {
                    range,
                    message: "Lists are nested too deep here.".to_owned(),
                });
            }
            Event::SequenceStart(..) => {
                let start = self.list_start(range.start);
                self.open.push(Open::List(start, Vec::new()));
                return Ok(None);
            }
            Event::MappingStart(..) => {
                self.open.push(Open::Mapping(range.start, Vec::new(), None));
                return Ok(None);
            }
            Event::SequenceEnd | Event::MappingEnd => match self.close(&range) {
                Some(value) => value,
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        Ok(self.add(value))
    }

    /// A span in bytes from the start, within the text.
    fn range(&self, span: &Span) -> Range<usize> {
        let range = span.byte_range().unwrap_or(0..0);
        let end = range.end.min(self.text.len());
        range.start.min(end) + self.start..end + self.start
    }

    /// Where a list starts. The parser takes one that is indented like its key to start behind its first hyphen.
    fn list_start(&self, start: usize) -> usize {
        let before = self.source(&(self.start..start)).trim_end();
        let is_value = matches!(self.open.last(), Some(Open::Mapping(..)));
        match before.strip_suffix('-') {
            Some(before) if is_value => self.start + before.len(),
            _ => start,
        }
    }

    fn source(&self, range: &Range<usize>) -> &str {
        let inside = range.start - self.start..range.end - self.start;
        self.text.get(inside).unwrap_or_default()
    }

    /// A scalar without the white space behind it, with the place of its text where that stands there as it is.
    fn scalar(&self, range: Range<usize>, text: String) -> Value {
        let source = self.source(&range);
        let range = range.start..range.start + source.trim_end().len();
        let source = self.source(&range);
        let bare = source.trim_matches(['"', '\'']);
        let verbatim = (bare == text).then(|| range.start + source.find(bare).unwrap_or(0));
        Value {
            range,
            verbatim,
            kind: ValueKind::Scalar(text),
        }
    }

    fn nothing(&self, at: usize) -> Value {
        Value {
            range: at..at,
            verbatim: Some(at),
            kind: ValueKind::Scalar(String::new()),
        }
    }

    /// What there is of the document, everything open closed.
    fn partial(&mut self) -> Value {
        while let Some(value) = self.close(&(0..0)) {
            if let Some(whole) = self.add(value) {
                return whole;
            }
        }
        self.nothing(self.start)
    }

    /// Completes the innermost list or mapping. It ends with its bracket, or else where its last part does: the
    /// parser's own end is that of the white space behind it.
    fn close(&mut self, bracket: &Range<usize>) -> Option<Value> {
        let (start, last, kind) = match self.open.pop()? {
            Open::List(start, values) => {
                let last = values.last().map(|value| value.range.end);
                (start, last, ValueKind::List(values))
            }
            Open::Mapping(start, mut keys, waiting) => {
                keys.extend(waiting.map(|(name, range)| Key {
                    name,
                    value: self.nothing(range.end),
                    range,
                }));
                let last = keys
                    .last()
                    .map(|key| key.value.range.end.max(key.range.end));
                (start, last, ValueKind::Mapping(keys))
            }
        };
        let end = if bracket.is_empty() {
            last.unwrap_or(start)
        } else {
            bracket.end
        };
        Some(Value {
            range: start..end.max(start),
            verbatim: None,
            kind,
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

    /// An error of the parser in plain words. It points at what stands there up to the line's end; at the last
    /// line where nothing does.
    fn problem(&self, error: &ScanError) -> Problem {
        let at = error
            .marker()
            .byte_offset()
            .unwrap_or(0)
            .min(self.text.len());
        let at = (0..=at)
            .rfind(|&at| self.text.is_char_boundary(at))
            .unwrap_or(0);
        let tab = match error.kind() {
            ErrorKind::TabInPlainScalar => self.text[at..].find('\t').unwrap_or(0),
            _ => 0,
        };
        let at = at + tab;
        let rest = self.text[at..]
            .split(['\n', '\r'])
            .next()
            .unwrap_or_default();
        let range = if rest.trim().is_empty() {
            let before = self.text[..at].trim_end();
            let line = before.rfind(['\n', '\r']).map_or(0, |found| found + 1);
            line + (before[line..].len() - before[line..].trim_start().len())..before.len()
        } else {
            let indent = rest.len() - rest.trim_start().len();
            at + indent..at + rest.trim_end().len()
        };
        Problem {
            range: range.start + self.start..range.end + self.start,
            message: plain_words(error),
        }
    }
}

/// What is wrong, and what would be right.
fn plain_words(error: &ScanError) -> String {
    match error.kind() {
        ErrorKind::MappingValueNotAllowed => {
            "A colon with a space behind it can’t stand in a value; put the value in quotation marks.".to_owned()
        }
        ErrorKind::TabInPlainScalar
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabAtBlockScalarStart => {
            "This line is indented with a tab; YAML wants spaces.".to_owned()
        }
        ErrorKind::UnclosedQuotedScalar => "This quotation mark is never closed.".to_owned(),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "Nothing can follow the closing quotation mark; put the whole value in quotation marks.".to_owned()
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            "A backslash between double quotation marks begins a code; write it twice where it is meant.".to_owned()
        }
        ErrorKind::UnexpectedCharacter { character } if !character.is_control() => {
            format!("A value can’t begin with “{character}”; put it in quotation marks.")
        }
        ErrorKind::UnknownAnchor => {
            "A value that begins with * refers to another one, and there is none of that name; put it in quotation marks.".to_owned()
        }
        ErrorKind::UnclosedFlowCollection { open } => format!("This {open} is never closed."),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidFlowScalarIndent => {
            "A comma or the closing ] of the list is missing here.".to_owned()
        }
        ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator => {
            "A comma or the closing } is missing here.".to_owned()
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::InvalidIndentation => {
            "This line doesn’t fit the ones above: a key such as `title:`, or `-` in a list, is expected, indented as they are.".to_owned()
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            "A colon is missing behind this key.".to_owned()
        }
        ErrorKind::RecursionLimitExceeded => "Lists are nested too deep here.".to_owned(),
        _ => format!("This is no YAML: {}.", error.info()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A value as text: `{key: value}`, each scalar with its source.
    fn shown(text: &str, value: &Value) -> String {
        match &value.kind {
            ValueKind::Scalar(read) => {
                let source = &text[value.range.clone()];
                let verbatim = value
                    .verbatim
                    .is_some_and(|at| text[at..].starts_with(read));
                match verbatim {
                    true if source == read => read.clone(),
                    true => format!("{read}<{source}>"),
                    false => format!("{read:?} from {source:?}"),
                }
            }
            ValueKind::List(values) => {
                let values: Vec<String> = values.iter().map(|value| shown(text, value)).collect();
                format!("[{}]", values.join("; "))
            }
            ValueKind::Mapping(keys) => {
                let keys: Vec<String> = keys
                    .iter()
                    .map(|key| format!("{}: {}", &text[key.range.clone()], shown(text, &key.value)))
                    .collect();
                format!("{{{}}}", keys.join("; "))
            }
        }
    }

    fn read(text: &str) -> String {
        let (value, problem) = parse(text, 0);
        let problem = problem.map_or(String::new(), |problem| {
            format!(" | {:?} {}", &text[problem.range], problem.message)
        });
        shown(text, &value) + &problem
    }

    #[test]
    fn values_know_their_places() {
        for (text, expected) in [
            (
                "title: Ä x\nn: ~\nm:\n",
                "{title: Ä x; n: \"\" from \"~\"; m: }",
            ),
            (
                "a:\r\n  - x y {z}\r\n  - 'it''s'\r\n",
                "{a: [x y {z}; \"it's\" from \"'it''s'\"]}",
            ),
            (
                "a:\r- \"x\"\r- y: 1\r  z: [b, c]\r",
                "{a: [x<\"x\">; {y: 1; z: [b; c]}]}",
            ),
            (
                "a: |\n  x\n  y\n\nb: &c 1\nd: *c\n",
                "{a: \"x\\ny\\n\" from \"x\\n  y\"; b: 1; d: \"1\" from \"*c\"}",
            ),
            ("a: b\n  c\n", "{a: \"b c\" from \"b\\n  c\"}"),
            ("", ""),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
        let (value, _) = parse("a: [b, c]", 10);
        let ValueKind::Mapping(keys) = value.kind else {
            panic!()
        };
        assert_eq!(keys[0].value.range, 13..19, "the bracket belongs to it");
        for text in ["a:\n- b\n", "a:\n- [b]\n", "a:\n- - b\n", "a:\n-\n  b: c\n"] {
            let ValueKind::Mapping(keys) = parse(text, 0).0.kind else {
                panic!()
            };
            assert_eq!(keys[0].value.range.start, 3, "the hyphen belongs to it");
        }
    }

    #[test]
    fn what_is_no_yaml_is_said_where_it_is() {
        for (text, expected) in [
            (
                "a: 1\ntitle: So: it is\ncast: x\n",
                "{a: 1; title: So} | \": it is\" A colon with a space behind it can’t stand in a value; put the value in quotation marks.",
            ),
            (
                "a:\n\t- b\n",
                "{a: } | \"- b\" This line is indented with a tab; YAML wants spaces.",
            ),
            (
                "a: \"b\nc: d\n",
                "{a: } | \"\\\"b\" This quotation mark is never closed.",
            ),
            (
                "é: `x\n",
                "{é: } | \"`x\" A value can’t begin with “`”; put it in quotation marks.",
            ),
            ("a: [b\n", "{a: []} | \"[b\" This [ is never closed."),
            (
                "a: b\n- c\n",
                "{a: b} | \"c\" This line doesn’t fit the ones above: a key such as `title:`, or `-` in a list, is expected, indented as they are.",
            ),
            (
                "  a: b\n c: d\n",
                "{a: b} | \"c: d\" This line doesn’t fit the ones above: a key such as `title:`, or `-` in a list, is expected, indented as they are.",
            ),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        for text in [
            "[".repeat(60_000),
            "- ".repeat(30_000),
            "{a: ".repeat(15_000),
        ] {
            assert!(parse(&text, 0).1.is_some());
        }
    }

    proptest! {
        #![proptest_config(crate::at_least(2_000))]

        #[test]
        fn no_text_makes_it_panic_and_ranges_are_inside(text in "(title|cast|- |: |\\n|\\n  |\\r\\n|\\r|\\t|\"|'|\\[|\\]|\\{|\\}|, |#| |~|&a |\\*a|\\||>|!!x |é|毛|\u{feff}|\u{85}|\u{2028}|\\PC){0,40}") {
            let (value, problem) = parse(&text, 0);
            let mut left = vec![&value];
            while let Some(value) = left.pop() {
                prop_assert!(text.get(value.range.clone()).is_some(), "{value:?}");
                match &value.kind {
                    ValueKind::Scalar(read) => if let Some(at) = value.verbatim {
                        prop_assert!(text[at..].starts_with(read.as_str()));
                    },
                    ValueKind::List(values) => left.extend(values),
                    ValueKind::Mapping(keys) => for key in keys {
                        prop_assert!(text.get(key.range.clone()).is_some(), "{key:?}");
                        left.push(&key.value);
                    },
                }
            }
            if let Some(problem) = problem {
                prop_assert!(text.get(problem.range.clone()).is_some(), "{problem:?}");
            }
        }

        #[test]
        fn a_written_scalar_is_read_again(text in "([A-Z][a-z]{1,4}|: |, |\\(x\\)|\\{y\\}|\"|'|#| #|- |@|\\\\|~|é|\\n|\\PC){1,12}", in_flow: bool) {
            let written = scalar(&text, in_flow);
            let list = if in_flow { format!("[{written}, x]") } else { format!("- {written}\n- x\n") };
            let (value, problem) = parse(&list, 0);
            prop_assert_eq!(problem, None);
            let ValueKind::List(values) = value.kind else { return Err(TestCaseError::fail("no list")) };
            prop_assert_eq!(values.len(), 2);
            prop_assert_eq!(&values[0].kind, &ValueKind::Scalar(text));
        }
    }
}
