//! The outline: an entry for the opening and for every exchange, with its turns below it and headings above.

pub(crate) mod kept;

use std::borrow::Cow;
use std::ops::Range;

pub use kept::{Kept, Part};

use crate::Analysis;
use crate::model::first_words::first_words;
use crate::model::segment::SegmentKind;
use crate::model::{Exchange, Model, Placed, Speaker, TurnKind};

/// One entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol<'a> {
    /// What the entry stands for.
    pub kind: SymbolKind,
    /// What it is called, such as `1. FBC, Anna Example` or a question's first words.
    pub name: Cow<'a, str>,
    /// More about it: the question's first words, or who speaks.
    pub detail: Option<Cow<'a, str>>,
    /// All that belongs to the entry, in bytes.
    pub range: Range<usize>,
    /// What an editor jumps to, within `range`, in bytes.
    pub selection: Range<usize>,
    /// The entries below it.
    pub children: Vec<Self>,
}

/// What an entry of the outline stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A heading of the transcript.
    Heading,
    /// Remarks before the first question.
    Opening,
    /// Remarks after the last answer.
    Closing,
    /// A hand-off, its questions and answers.
    Exchange,
    /// A question.
    Question,
    /// A further question of an exchange.
    FollowUp,
    /// An annotation that stands for a question nobody heard.
    UnheardQuestion,
    /// An answer.
    Answer,
    /// A turn of another kind.
    Remarks,
}

impl SymbolKind {
    /// The kind's name, as in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Opening => "opening",
            Self::Closing => "closing",
            Self::Exchange => "exchange",
            Self::Question => "question",
            Self::FollowUp => "follow-up",
            Self::UnheardQuestion => "unheard-question",
            Self::Answer => "answer",
            Self::Remarks => "remarks",
        }
    }
}

/// The outline of the document.
pub fn document_symbols(analysis: &Analysis) -> Vec<Symbol<'_>> {
    nest(Entries::of(analysis, 0..analysis.model().segments.len()))
}

/// A heading's level, or `None` for what stands below headings.
pub type Level = Option<usize>;

/// An entry of the outline, not yet put below a heading.
struct Entry<'a> {
    /// The first segment that belongs to it, as an index.
    segment: usize,
    level: Level,
    symbol: Symbol<'a>,
}

/// Whether the opening's entry begins with a segment, if it wasn't given before.
fn opens(placed: Placed<'_>) -> bool {
    let kind = &placed.segment.kind;
    matches!(kind, SegmentKind::Turn(_) | SegmentKind::Unattributed)
}

/// Headings and what stands below them, in the order of the document.
struct Entries<'a> {
    outline: Outline<'a>,
    /// The segments that are not looked at yet, as indexes.
    segments: Range<usize>,
    /// The first turn among them.
    turn: usize,
    /// The first exchange that begins among them.
    exchange: usize,
    /// Where the opening ends, in bytes; 0 where there is none.
    opening_end: usize,
    /// Whether the opening's entry was given.
    is_opened: bool,
}

impl<'a> Entries<'a> {
    /// The entries in a range of segments, which begins with one.
    fn of(analysis: &'a Analysis, segments: Range<usize>) -> Self {
        let model = analysis.model();
        let turn = model.turns_before(segments.start);
        Self {
            turn,
            exchange: model.exchanges.before(turn),
            opening_end: model
                .opening
                .as_ref()
                .map_or(0, |opening| opening.range.end),
            is_opened: model.segments.range(..segments.start).any(opens),
            outline: Outline { analysis, model },
            segments,
        }
    }

    /// The opening's entry, unless it was given.
    fn opening(&mut self) -> Option<Symbol<'a>> {
        let is_opened = std::mem::replace(&mut self.is_opened, true);
        (!is_opened).then(|| self.outline.opening())
    }

    /// The next segment's entry, if one begins with it.
    fn next_of(&mut self, segment: usize) -> Option<(Level, Symbol<'a>)> {
        let model = self.outline.model;
        let placed = model.segments.at(segment);
        let is_in_opening = placed.start < self.opening_end;
        match &placed.segment.kind {
            SegmentKind::Heading(heading) => {
                Some((Some(heading.level), self.outline.heading(placed)))
            }
            SegmentKind::Turn(_) => {
                let turn = self.turn;
                self.turn += 1;
                if is_in_opening {
                    return Some((None, self.opening()?));
                }
                match model.exchanges.get(self.exchange) {
                    Some(next) if next.turns.first() == Some(&turn) => {
                        self.exchange += 1;
                        Some((None, self.outline.exchange(self.exchange, next)))
                    }
                    _ if model.exchanges.reach(self.exchange, turn) => None,
                    _ => Some((None, self.remarks(turn, placed))),
                }
            }
            SegmentKind::Unattributed if is_in_opening => Some((None, self.opening()?)),
            SegmentKind::Unattributed | SegmentKind::FrontMatter(_) => None,
        }
    }

    /// A turn outside of opening and exchanges; turns of the closing are one entry.
    fn remarks(&mut self, turn: usize, placed: Placed<'a>) -> Symbol<'a> {
        let symbol = self.outline.turn(turn, placed, SymbolKind::Remarks);
        if self.outline.model.turns[turn].kind != TurnKind::Closing {
            return symbol;
        }
        let mut closing = Symbol {
            kind: SymbolKind::Closing,
            name: "Closing".into(),
            detail: symbol.detail.clone(),
            range: symbol.range.clone(),
            selection: symbol.selection.clone(),
            children: vec![symbol],
        };
        while let Some(further) = self.further_closing() {
            closing.range.end = further.range.end;
            closing.children.push(further);
        }
        closing
    }

    /// The next turn, if nothing but further turns of the closing comes before it or is it.
    fn further_closing(&mut self) -> Option<Symbol<'a>> {
        let model = self.outline.model;
        let mut segments = self.segments.clone();
        let next = segments.find_map(|segment| {
            let placed = model.segments.at(segment);
            match &placed.segment.kind {
                SegmentKind::Turn(_) => Some(Some(placed)),
                SegmentKind::Heading(_) => Some(None),
                SegmentKind::Unattributed | SegmentKind::FrontMatter(_) => None,
            }
        });
        let placed = next.flatten()?;
        let turn = self.turn;
        (model.turns[turn].kind == TurnKind::Closing).then(|| {
            self.segments = segments;
            self.turn += 1;
            self.outline.turn(turn, placed, SymbolKind::Remarks)
        })
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        loop {
            let segment = self.segments.next()?;
            if let Some((level, symbol)) = self.next_of(segment) {
                return Some(Entry {
                    segment,
                    level,
                    symbol,
                });
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Outline<'a> {
    analysis: &'a Analysis,
    model: &'a Model,
}

impl<'a> Outline<'a> {
    fn heading(self, placed: Placed<'_>) -> Symbol<'a> {
        let end = placed.start + placed.segment.content_end();
        let title = match &placed.segment.kind {
            SegmentKind::Heading(heading) => heading.title.clone(),
            _ => 0..0,
        };
        let text = self
            .analysis
            .slice(placed.start + title.start..placed.start + title.end);
        Symbol {
            kind: SymbolKind::Heading,
            name: named(text.trim().to_owned(), "(no title)"),
            detail: None,
            range: placed.start..end,
            selection: placed.start..end,
            children: Vec::new(),
        }
    }

    fn opening(self) -> Symbol<'a> {
        let opening = self.model.opening.as_ref().expect("the caller has seen it");
        let turns = (0..self.model.turns.len()).map(|turn| (turn, self.model.turn_segment(turn)));
        let children: Vec<Symbol<'a>> = turns
            .take_while(|(_, placed)| placed.start < opening.range.end)
            .map(|(turn, placed)| self.turn(turn, placed, SymbolKind::Remarks))
            .collect();
        let who = opening
            .speaker
            .map(|id| self.model.speakers[id].display_name().into());
        let first = opening.range.start;
        let line = self
            .analysis
            .text()
            .line_range(self.analysis.text().line_of(first));
        Symbol {
            kind: SymbolKind::Opening,
            name: "Opening".into(),
            detail: Some(
                who.unwrap_or_else(|| first_words(&self.analysis.slice(first..line.end)).into()),
            ),
            range: opening.range.clone(),
            selection: first..line.end.min(opening.range.end),
            children,
        }
    }

    fn exchange(self, number: usize, exchange: &'a Exchange) -> Symbol<'a> {
        let (first, last) = (exchange.turns[0], exchange.turns[exchange.turns.len() - 1]);
        let question = exchange.questions.first().copied();
        let mut range = 0..0;
        let mut selection = 0..0;
        let mut detail = None;
        let mut children = Vec::new();
        for turn in first..=last {
            let of = self.model.turns[turn].exchange;
            // What somebody adds behind the hand-off to whoever asks next belongs to the exchange before.
            if of.is_some_and(|of| of + 1 != number) {
                continue;
            }
            let kind = match self.model.turns[turn].kind {
                TurnKind::HandOff => None,
                TurnKind::Question => Some(SymbolKind::Question),
                TurnKind::FollowUp => Some(SymbolKind::FollowUp),
                TurnKind::Answer => Some(SymbolKind::Answer),
                TurnKind::Remarks | TurnKind::Closing => Some(SymbolKind::Remarks),
            };
            let placed = self.model.turn_segment(turn);
            children.extend(kind.map(|kind| self.turn(turn, placed, kind)));
            self.unheard(placed, &mut children);
            if turn == first {
                range.start = placed.content_range().start;
            }
            if turn == last {
                range.end = placed.content_range().end;
            }
            if turn == question.unwrap_or(first) {
                selection = placed.label_range();
                detail = question.map(|_| placed.segment.first_words[..].into());
            }
        }
        let who: Cow<'a, str> = match (self.model.outlet(exchange), self.model.asker(exchange)) {
            (Some(outlet), Some(asker)) if outlet != asker => format!("{outlet}, {asker}").into(),
            (_, Some(who)) | (Some(who), None) => who.into(),
            (None, None) => "Question".into(),
        };
        Symbol {
            kind: SymbolKind::Exchange,
            name: format!("{number}. {who}").into(),
            detail,
            range,
            selection,
            children,
        }
    }

    /// The questions that nobody heard in a turn; the turn's own entry ends before them.
    fn unheard(self, placed: Placed<'a>, symbols: &mut Vec<Symbol<'a>>) {
        for mark in &placed.segment.speech.unheard {
            let range = placed.start + mark.start..placed.start + mark.end;
            if let Some(before) = symbols
                .last_mut()
                .filter(|symbol| symbol.range.end >= range.end)
            {
                let text = self.analysis.slice(before.range.start..range.start);
                before.range.end = before.range.start + text.trim_end().len();
            }
            symbols.push(Symbol {
                kind: SymbolKind::UnheardQuestion,
                name: self.analysis.slice(range.clone()),
                detail: None,
                selection: range.clone(),
                range,
                children: Vec::new(),
            });
        }
    }

    /// A turn: its first words, and who speaks.
    fn turn(self, turn: usize, placed: Placed<'a>, kind: SymbolKind) -> Symbol<'a> {
        let mut people = self.model.speakers_of(turn).map(Speaker::display_name);
        let who: Option<Cow<'a, str>> = people.next().map(|first| match people.next() {
            None => first.into(),
            Some(second) => {
                let all: Vec<&str> = [first, second].into_iter().chain(people).collect();
                all.join(" and ").into()
            }
        });
        let label = || Some(placed.segment.label()?.text.as_str().into());
        Symbol {
            kind,
            name: named(&*placed.segment.first_words, "(no text)"),
            detail: who.or_else(label),
            range: placed.content_range(),
            selection: placed.label_range(),
            children: Vec::new(),
        }
    }
}

/// The protocol allows no empty names.
fn named<'a>(name: impl Into<Cow<'a, str>>, otherwise: &'static str) -> Cow<'a, str> {
    Some(name.into())
        .filter(|name: &Cow<'a, str>| !name.is_empty())
        .unwrap_or(otherwise.into())
}

/// Puts every entry below the last heading before it, and headings below those of a higher level.
fn nest<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Vec<Symbol<'a>> {
    let mut roots: Vec<Symbol<'a>> = Vec::new();
    let mut open: Vec<(usize, Symbol<'a>)> = Vec::new();
    let close = |open: &mut Vec<(usize, Symbol<'a>)>, roots: &mut Vec<Symbol<'a>>| {
        let Some((_, heading)) = open.pop() else {
            return;
        };
        match open.last_mut() {
            Some((_, parent)) => adopt(parent, heading),
            None => roots.push(heading),
        }
    };
    for Entry { level, symbol, .. } in entries {
        match level {
            Some(level) => {
                while open.last().is_some_and(|(above, _)| *above >= level) {
                    close(&mut open, &mut roots);
                }
                open.push((level, symbol));
            }
            None => match open.last_mut() {
                Some((_, heading)) => adopt(heading, symbol),
                None => roots.push(symbol),
            },
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

fn adopt<'a>(parent: &mut Symbol<'a>, child: Symbol<'a>) {
    parent.range.end = parent.range.end.max(child.range.end);
    parent.children.push(child);
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expect: Expect) {
        let analysis = Analysis::of(text);
        let mut out = String::new();
        render(&analysis, &document_symbols(&analysis), 0, &mut out);
        expect.assert_eq(&out);
    }

    fn render(analysis: &Analysis, symbols: &[Symbol], depth: usize, out: &mut String) {
        for symbol in symbols {
            let lines = [symbol.range.start, symbol.range.end]
                .map(|byte| analysis.text().line_of(byte) + 1);
            let [first, last] = lines;
            let detail = symbol.detail.as_deref().unwrap_or("-");
            let selected = analysis.slice(symbol.selection.clone());
            let (kind, name) = (symbol.kind.name(), &symbol.name);
            writeln!(
                out,
                "{:depth$}{first}-{last} {kind}: {name} | {detail} @ {selected}",
                ""
            )
            .unwrap();
            assert!(
                symbol.range.start <= symbol.selection.start
                    && symbol.selection.end <= symbol.range.end
            );
            for child in &symbol.children {
                assert!(
                    symbol.range.start <= child.range.start && child.range.end <= symbol.range.end,
                    "{child:?}"
                );
            }
            for pair in symbol.children.windows(2) {
                assert!(pair[0].range.end <= pair[1].range.start, "{pair:?}");
            }
            render(analysis, &symbol.children, depth + 2, out);
        }
    }

    #[test]
    fn exchanges_are_numbered_and_hold_their_turns() {
        check(
            include_str!("../../../../tests/fixtures/briefing.presscript"),
            expect![[r#"
            1-15 opening: Opening | Storms have closed three of the four harbours of the Example… @ Storms have closed three of the four harbours of the Example Islands, and the ferries stand still.  
            17-23 exchange: 1. FBC, Anna Example | Thank you, Chair. Can you tell us how long the bread will… @ Anna Example (FBC)
              19-19 question: Thank you, Chair. Can you tell us how long the bread will… | Anna Example @ Anna Example (FBC)
              21-23 answer: The bread lasts until Thursday. I won't say more than that,… | Max Mustername @ Harbour Council Chair Max Mustername
            25-33 exchange: 2. Daily Sample, Peter Placeholder | You said that the northern harbour opens tomorrow. Is there… @ Peter Placeholder (Daily Sample)
              27-27 question: You said that the northern harbour opens tomorrow. Is there… | Peter Placeholder @ Peter Placeholder (Daily Sample)
              29-29 answer: The harbour master has been there today. He says that it is… | Max Mustername @ Harbour Council Chair
              31-31 follow-up: And what about the large ones? | Peter Placeholder @ Peter Placeholder (Daily Sample)
              33-33 answer: The large ones have to wait. That's a decision for next… | Max Mustername @ Harbour Council Chair
            35-40 exchange: 3. Radio Specimen, Dora Dummy | I have a follow-up to the question of my colleague from FBC.… @ Dora Dummy (Radio Specimen)
              37-37 question: I have a follow-up to the question of my colleague from FBC.… | Dora Dummy @ Dora Dummy (Radio Specimen)
              39-40 answer: It hangs in the town hall. And from tonight on, it is on our… | Max Mustername @ Harbour Council Chair
            44-53 exchange: 4. ITV9, Nils Noname | Let me go back to the hotels. There were reports that… @ Nils Noname (ITV9)
              46-46 question: Let me go back to the hotels. There were reports that… | Nils Noname @ Nils Noname (ITV9)
              48-50 answer: We pay what the room costs. We now [have] over 200 rooms,… | Max Mustername @ Harbour Council Chair
              52-52 unheard-question: [Follow-up question inaudible] | - @ [Follow-up question inaudible]
              53-53 answer: No, I haven’t seen that bill. If you send it to me, I will… | Max Mustername @ Harbour Council Chair
            55-63 exchange: 5. Fictional Gazette, Maria Muster | Chair, the fishermen say that they were not asked. Were… @ Maria Muster (Fictional Gazette)
              57-57 question: Chair, the fishermen say that they were not asked. Were… | Maria Muster @ Maria Muster (Fictional Gazette)
              59-59 answer: Not all of them. We asked the three who came to the meeting,… | Max Mustername @ Harbour Council Chair
              61-61 unheard-question: [Follow-up question inaudible] | - @ [Follow-up question inaudible]
              63-63 answer: On Friday, in the old customs house. | Max Mustername @ Harbour Council Chair
            65-69 exchange: 6. National News Agency of the Isles, Ivan Imaginary | How many people are still away from home? [inaudible] the… @ Ivan Imaginary (National News Agency of the Isles)
              67-67 question: How many people are still away from home? [inaudible] the… | Ivan Imaginary @ Ivan Imaginary (National News Agency of the Isles)
              69-69 answer: About 400, and 31 of them are school children. They are all… | Max Mustername @ Harbour Council Chair
            71-77 exchange: 7. Specimen Weekly, Olga Ohnename | Yes, sorry to come back to the bread. Who bakes it? @ Olga Ohnename (Specimen Weekly)
              73-73 question: Yes, sorry to come back to the bread. Who bakes it? | Olga Ohnename @ Olga Ohnename (Specimen Weekly)
              75-77 answer: We do. The kitchen of the town hall has been baking since… | Max Mustername @ Harbour Council Chair
        "#]],
        );
    }

    #[test]
    fn headings_hold_what_follows_them() {
        check(
            "# Opening remarks\nChair: Welcome.\n\n# Questions\n## Bread\nQ: Who bakes it?\nChair: We do.\n## Boats\nQ: When?\nChair: Soon.\nChair: Very soon.\n",
            expect![[r#"
                1-2 heading: Opening remarks | - @ # Opening remarks
                  2-2 opening: Opening | Chair @ Chair: Welcome.
                    2-2 remarks: Welcome. | Chair @ Chair
                4-11 heading: Questions | - @ # Questions
                  5-7 heading: Bread | - @ ## Bread
                    6-7 exchange: 1. Question | Who bakes it? @ Q
                      6-6 question: Who bakes it? | Q @ Q
                      7-7 answer: We do. | Chair @ Chair
                  8-11 heading: Boats | - @ ## Boats
                    9-11 exchange: 2. Question | When? @ Q
                      9-9 question: When? | Q @ Q
                      10-10 answer: Soon. | Chair @ Chair
                      11-11 answer: Very soon. | Chair @ Chair
            "#]],
        );
    }

    #[test]
    fn what_is_said_behind_a_hand_off_stands_in_one_exchange() {
        check(
            "Anna Example (FBC): Why?\nMinister Max: So.\nModerator: Anna Example.\nAnna Example (FBC): {follow-up} When?\nCarl Sample (TPB): Who?\nMinister Max: He.\n",
            expect![[r#"
                1-4 exchange: 1. FBC, Anna Example | Why? @ Anna Example (FBC)
                  1-1 question: Why? | Anna Example @ Anna Example (FBC)
                  2-2 answer: So. | Max @ Minister Max
                  4-4 follow-up: When? | Anna Example @ Anna Example (FBC)
                3-6 exchange: 2. TPB, Carl Sample | Who? @ Carl Sample (TPB)
                  5-5 question: Who? | Carl Sample @ Carl Sample (TPB)
                  6-6 answer: He. | Max @ Minister Max
            "#]],
        );
    }

    #[test]
    fn turns_without_questions_stand_alone() {
        check(
            "Anna: Hello.\n\nBen:\nHello to you.\n",
            expect![[r#"
            1-1 remarks: Hello. | Anna @ Anna
            3-4 remarks: Hello to you. | Ben @ Ben
        "#]],
        );
    }

    #[test]
    fn opening_and_closing_are_one_entry_each() {
        check(
            "Moderator: Welcome.\nMinister Mustername: We are glad.\nModerator: FBC.\nAnna Example (FBC): Why?\nMinister Mustername: So.\nModerator: Thank you.\nMinister Mustername: Bye.\n",
            expect![[r#"
                1-2 opening: Opening | Mustername @ Moderator: Welcome.
                  1-1 remarks: Welcome. | Moderator @ Moderator
                  2-2 remarks: We are glad. | Mustername @ Minister Mustername
                3-5 exchange: 1. FBC, Anna Example | Why? @ Anna Example (FBC)
                  4-4 question: Why? | Anna Example @ Anna Example (FBC)
                  5-5 answer: So. | Mustername @ Minister Mustername
                6-7 closing: Closing | Moderator @ Moderator
                  6-6 remarks: Thank you. | Moderator @ Moderator
                  7-7 remarks: Bye. | Mustername @ Minister Mustername
            "#]],
        );
    }
}
