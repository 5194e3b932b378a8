//! The parts that a document is a sequence of: front matter, headings, turns, text without a speaker.
//!
//! All ranges are bytes **from the segment's own start**, so that moving a segment changes nothing in it.

use std::ops::Range;

/// One part of the document, with all that rules and features need to know of its syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Its length, up to the start of the next segment (blank lines after it included).
    pub len: usize,
    /// Its lines in order, blank ones included.
    pub lines: Box<[Line]>,
    /// Annotations, timestamps, links and the like, in order; nested ones follow the one that holds them.
    pub marks: Box<[Mark]>,
    /// Places that look as if a speaker label was meant.
    pub loose_labels: Box<[LooseLabel]>,
    /// What was said, in numbers and signs.
    pub speech: Speech,
    /// The first words of a turn, by which lists show it.
    pub first_words: Box<str>,
}

/// What a segment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SegmentKind {
    /// The YAML block at the start; the range is that of the YAML.
    FrontMatter(Range<usize>),
    /// A heading.
    Heading(Heading),
    /// Lines that no speaker line stands above.
    Unattributed,
    /// A speaker line and all that follows.
    Turn(Box<SpeakerLine>),
}

/// A heading line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 for `#`, up to 3.
    pub level: usize,
    /// Its text, without the marker.
    pub title: Range<usize>,
}

/// The line that starts a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerLine {
    /// `[00:12:31]` before the label.
    pub timestamp: Option<Range<usize>>,
    /// Who speaks; `None` for a colon without a label.
    pub label: Option<Label>,
    /// What stands between label and text; `None` for `Q   text`.
    pub delimiter: Option<Delimiter>,
    /// `{follow-up lang=es}` after the delimiter.
    pub attributes: Box<[Attribute]>,
    /// Where the text begins on the line, after white space.
    pub body: usize,
    /// How many plain spaces stand between a colon and the text; `None` where no colon or no text is,
    /// or other white space between them.
    pub spaces: Option<usize>,
}

impl SpeakerLine {
    /// The white space between label and delimiter, empty where there is none; `None` where one of the two is missing.
    pub fn before_delimiter(&self) -> Option<Range<usize>> {
        let (label, delimiter) = (self.label.as_ref()?, self.delimiter.as_ref()?);
        Some(label.range.end..delimiter.range.start)
    }
}

/// A speaker label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// All of it, without the delimiter.
    pub range: Range<usize>,
    /// As written, without the delimiter.
    pub text: String,
    /// The name part: title, honorific and name.
    pub name: Part,
    /// The outlet or institution.
    pub affiliation: Option<Part>,
    /// How it was said: `through interpreter`.
    pub manner: Option<Box<Part>>,
    /// A bracket of the affiliation never closes.
    pub unclosed: bool,
    /// Written with `@`.
    pub explicit: bool,
}

impl Label {
    /// All that it says is taken from. `@Anna` and `@@Anna` have the same text, but not the same name.
    pub fn written(&self) -> (&str, &str, Option<&str>) {
        let outlet = self.affiliation.as_ref().map(|part| part.text.as_str());
        (self.text.as_str(), self.name.text.as_str(), outlet)
    }
}

/// A piece of a label.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Part {
    /// Where it is.
    pub range: Range<usize>,
    /// What it says.
    pub text: String,
}

/// The mark between a label and the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delimiter {
    /// Its form.
    pub kind: DelimiterKind,
    /// Where it is, without white space.
    pub range: Range<usize>,
}

/// The forms of a delimiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DelimiterKind {
    /// `:` or `：`, or the full stop of `Q.`
    Regular,
    /// A colon with the text right behind it.
    Glued,
    /// A colon with white space before it.
    Spaced,
    /// A semicolon where a colon is meant.
    Wrong,
}

/// One attribute of a turn: `follow-up`, or `lang=es`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// All of it.
    pub range: Range<usize>,
    /// Its name.
    pub name: String,
    /// What stands behind the equals sign.
    pub value: Option<String>,
}

/// One line of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// The line without its line break.
    pub range: Range<usize>,
}

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Part of the front matter.
    FrontMatter,
    /// A heading.
    Heading,
    /// Starts a turn.
    Speaker,
    /// Speech.
    Text,
    /// One annotation that stands alone.
    Stage,
    /// An editor's note.
    Comment,
    /// A comment that instructs Presscript.
    Directive(Box<Directive>),
    /// `[^1]: text`.
    NoteDefinition,
    /// White space only.
    Blank,
}

/// `%% presscript-ignore label/unconfirmed: quoted headline`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// From the name to the end of the reason.
    pub range: Range<usize>,
    /// Whether it covers the whole file.
    pub whole_file: bool,
    /// The rules it silences.
    pub codes: Vec<Part>,
    /// Why.
    pub reason: Option<Part>,
}

/// Something within a line that is more than text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// All of it, brackets included.
    pub range: Range<usize>,
}

/// The kinds of [`Mark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// `[inaudible]`.
    Annotation,
    /// `[inaudible and so on` up to the line's end.
    UnclosedAnnotation,
    /// `(Laughter.)`, or a parenthesis that was spoken.
    Parenthetical,
    /// A parenthesis that does not close on its line.
    UnclosedParenthetical,
    /// `[00:12:31]`.
    Timestamp,
    /// `{-20-}`.
    Deletion,
    /// `{+11+}`.
    Insertion,
    /// `[^1]`.
    NoteReference,
    /// `https://example.org`.
    Link,
    /// `\:`.
    Escape,
}

/// A place in running text that looks as if a label was meant there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooseLabel {
    /// How it differs from a label.
    pub kind: LooseLabelKind,
    /// What would be the label, without a delimiter.
    pub range: Range<usize>,
    /// What it says.
    pub text: String,
    /// What stands where the colon belongs; empty where nothing does.
    pub delimiter: Range<usize>,
}

/// How a loose label differs from a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LooseLabelKind {
    /// It stands in a paragraph: `… this? MR. SAMPLE: Well`.
    Embedded,
    /// It begins a line but has no colon: `Anna Example (FBC) Can you`.
    MissingColon,
    /// The words with capitals that begin a paragraph: `Anna Example Well`, of which the first may be a label
    /// without its colon.
    Opening,
    /// It begins a line but has another mark: `Anna Example (FBC) - Can you`.
    WrongDelimiter,
}

/// What was said in a segment, as far as the document needs to know it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Speech {
    /// Words spoken, without label, annotations and comments.
    pub words: usize,
    /// Whether there is a question mark among them.
    pub asks: bool,
    /// Whether its last sentence has one.
    pub ends_asking: bool,
    /// Whom a short turn calls, and nothing else: `We will go to Radio Specimen.`
    pub calls: Option<Box<Part>>,
    /// The names beside the word for a question in a turn that may announce one, folded: `Our next question
    /// comes from Anna Example.`
    pub announced: Box<str>,
    /// How the speaker names himself, if he does.
    pub introduction: Option<Box<Introduction>>,
    /// Annotations that stand for a question nobody heard.
    pub unheard: Box<[Range<usize>]>,
}

/// How a speaker names himself: `Anna Example, Daily Sample.` in the first sentence, or in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    /// The name; without one an outlet is known.
    pub name: Option<Part>,
    /// The outlet or institution.
    pub outlet: Option<Part>,
}

impl Segment {
    /// Its speaker line, if it is a turn.
    pub fn speaker_line(&self) -> Option<&SpeakerLine> {
        match &self.kind {
            SegmentKind::Turn(line) => Some(line),
            _ => None,
        }
    }

    /// Its label, if it is a turn that has one.
    pub fn label(&self) -> Option<&Label> {
        self.speaker_line()?.label.as_ref()
    }

    /// A line without the label that it begins with.
    pub fn body(&self, line: &Line) -> Range<usize> {
        let end = line.range.end;
        match (&line.kind, self.speaker_line()) {
            (LineKind::Speaker, Some(speaker)) => speaker.body.min(end)..end,
            _ => line.range.clone(),
        }
    }

    /// Its lines that are not blank.
    pub fn content_lines(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines
            .iter()
            .filter(|line| line.kind != LineKind::Blank)
    }

    /// Its lines that are neither blank nor comments.
    pub fn published_lines(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.content_lines()
            .filter(|line| !matches!(line.kind, LineKind::Comment | LineKind::Directive(_)))
    }

    /// What stands above a line, comments left out, which nobody publishes; `None` above the first.
    pub fn kind_above(&self, line: usize) -> Option<&LineKind> {
        let mut above = self.lines[..line].iter().rev().map(|line| &line.kind);
        above.find(|kind| !matches!(kind, LineKind::Comment | LineKind::Directive(_)))
    }

    /// Where its first line starts, blank lines and comments left out.
    pub fn content_start(&self) -> usize {
        self.published_lines()
            .next()
            .map_or(0, |line| line.range.start)
    }

    /// Where its last line ends. Blank lines and comments behind it belong to what follows.
    pub fn content_end(&self) -> usize {
        self.published_lines()
            .next_back()
            .map_or(0, |line| line.range.end)
    }
}
