//! `import/running-head`: heads and feet of pages inside the speech.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::digest::digest;
use crate::model::segment::LineKind;
use crate::model::vocabulary::{TITLES, fold, is_unspaced};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Prints, Repeats, Rule, SegmentView, Severity,
    each_segment,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "import/running-head",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds the heads and feet of printed pages inside the speech: lines such as `Page 3 of 12`; lines that come
back with a page number that counts up, even behind other words on their line; and lines that come back
unchanged in the middle of a sentence.

## Why
They came with the text of a PDF. They cut sentences in two, and nobody said them.

## Example
```presscript
Minister Mustername: The council decides, and it has decided to open three of the
Page 3 of 12
four harbours by Friday.
```

## Use instead
```presscript
Minister Mustername: The council decides, and it has decided to open three of the
four harbours by Friday.
```

## Fix
Removes the head, and the blank lines around it where it cuts a sentence in two.
",
    check: Check::Repeats(Repeats {
        prints: short_lines,
        times: MIN_TIMES,
        check,
    }),
};

/// Heads are not longer than this, in bytes.
const MAX_BYTES: usize = 160;

/// A head has to come back so often.
const MIN_TIMES: usize = 3;

/// Pages hold more text than this, in bytes: what comes back sooner is the number of a caption.
const MIN_PAGE: usize = 600;

/// Page numbers that need no second one, as [templates](template).
const PAGES: &[&str] = &[
    "page0of0",
    "page0/0",
    "pg.0of0",
    "p.0of0",
    "[page0]",
    "-page0-",
    "seite0von0",
    "seite0/0",
    "page0sur0",
    "página0de0",
    "pagina0di0",
    "pagina0van0",
    "strona0z0",
    "стр.0из0",
    "страница0из0",
    "第0页",
    "第0頁",
    "第0页共0页",
    "第0页,共0页",
    "第0页，共0页",
    "0ページ",
    "0/0ページ",
    "صفحة0من0",
];

fn check(document: &DocumentView<'_>, _: &Prints<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let mut rows = Vec::new();
    each_segment(analysis, |start, view| {
        for line in view.segment.content_lines() {
            rows.push(Row::of(
                view.slice(&line.range),
                start + line.range.start,
                &line.kind,
            ));
        }
    });
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut is_head: Vec<bool> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        is_head.push(row.is_short && is_page(&row.template));
        if row.is_short {
            groups.entry(&row.template).or_default().push(at);
        }
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    let often = groups.iter().filter(|group| group.len() >= MIN_TIMES);
    if is_head.contains(&true) || often.clone().any(|group| may_be_head(&rows[group[0]])) {
        findings.depend_on_all();
    }
    groups.retain(|group| is_far_apart(&rows, group));
    groups.sort_unstable();
    let counted: Vec<Counted<'_>> = groups
        .iter()
        .filter_map(|group| Counted::of(&rows, group))
        .collect();
    for head in &counted {
        let cuts = head.rows.iter().filter(|&&at| match head.is_numeric() {
            true => cuts(&rows, &is_head, at),
            false => rows.get(at + 1).is_some_and(|next| next.begins_within),
        });
        if cuts.count() * 3 >= head.rows.len() {
            head.rows.iter().for_each(|&at| is_head[at] = true);
        }
    }
    for group in &groups {
        let line = analysis.slice(rows[group[0]].range.clone());
        let is_label = document.labels().named(&line).is_some();
        if is_label || ends_title(&line) || !is_title(&rows, group) {
            continue;
        }
        let beside_head = |at: usize| is_head[at - 1] || is_head.get(at + 1) == Some(&true);
        let within = |at: usize| rows.get(at + 1).is_some_and(|next| next.begins_within);
        let heads = group.iter().filter(|&&at| {
            at > 0 && (beside_head(at) || (within(at) && cuts(&rows, &is_head, at)))
        });
        if heads.count() * 2 >= group.len() && !is_passage(&rows, &is_head, group) {
            group.iter().for_each(|&at| is_head[at] = true);
        }
    }
    let glued: Vec<&Counted<'_>> = counted
        .iter()
        .filter(|head| is_head[head.rows[0]] && head.numbers.len() > 1)
        .take(MAX_HEAD_LINES)
        .collect();
    for (at, row) in rows.iter().enumerate() {
        if is_head[at] {
            let text = analysis.text();
            let behind = |row: &Row| text.line_range_with_break(text.line_of(row.range.end)).end;
            let next = rows.get(at + 1).map_or(text.len(), |next| next.range.start);
            let above = at.checked_sub(1).map_or(0, |above| behind(&rows[above]));
            let removed = if cuts(&rows, &is_head, at) {
                above..next
            } else if above < row.range.start {
                row.range.start..next
            } else {
                row.range.start..behind(row)
            };
            report(row.range.clone(), removed, findings);
        } else if row.is_speech && !glued.is_empty() {
            let line = analysis.slice(row.range.clone());
            if let Some(head) = glued.iter().find_map(|head| head.glued(row, &line)) {
                report(head.clone(), head, findings);
            }
        }
    }
}

/// The short lines of a segment, as far as heads of pages can be told from others by them.
fn short_lines(view: &SegmentView<'_>) -> Vec<u64> {
    let lines = view.segment.content_lines();
    let short = lines.filter(|line| is_short(&line.kind, line.range.len()));
    short
        .flat_map(|line| {
            let (template, _) = template(view.slice(&line.range));
            // The number of a page needs no second one.
            let times = if is_page(&template) { MIN_TIMES } else { 1 };
            std::iter::repeat_n(digest(template), times)
        })
        .collect()
}

fn is_short(kind: &LineKind, len: usize) -> bool {
    matches!(kind, LineKind::Text | LineKind::Stage) && len <= MAX_BYTES
}

fn is_page(template: &str) -> bool {
    PAGES.contains(&template)
}

/// Whether a line that comes back could be a head, wherever the others stand.
fn may_be_head(row: &Row) -> bool {
    !row.numbers.is_empty() || reads_like_title(row)
}

fn report(head: Range<usize>, removed: Range<usize>, findings: &mut Findings) {
    findings
        .report(
            head,
            "This is the head or foot of a page, which came along with the text; nobody said it.",
        )
        .unsafe_fix("Remove it", [(removed, String::new())]);
}

/// A line that is not blank.
struct Row {
    /// Where it is, in bytes of the document.
    range: Range<usize>,
    /// Whether it is speech or a stage line, and short enough for a head.
    is_short: bool,
    /// Whether it is speech.
    is_speech: bool,
    /// What it says, as a [template]; empty unless it is short.
    template: String,
    /// The numbers in it.
    numbers: Vec<u32>,
    /// Whether it begins in the middle of a sentence.
    begins_within: bool,
    /// Whether it ends a sentence.
    ends_sentence: bool,
}

impl Row {
    fn of(text: &str, start: usize, kind: &LineKind) -> Self {
        let is_speech = matches!(kind, LineKind::Text | LineKind::Speaker);
        let is_short = is_short(kind, text.len());
        let (template, numbers) = if is_short {
            template(text)
        } else {
            Default::default()
        };
        let trimmed = text.trim();
        Self {
            range: start..start + text.len(),
            is_short,
            is_speech,
            template,
            numbers,
            begins_within: *kind == LineKind::Text && trimmed.starts_with(char::is_lowercase),
            ends_sentence: trimmed
                .trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', '」', '』', '*', '_'])
                .ends_with([
                    '.', '?', '!', '…', ':', ';', '—', '。', '？', '！', '：', '।', '؟',
                ]),
        }
    }
}

/// A text without white space, in lower case, each number as `0`; and the numbers.
fn template(text: &str) -> (String, Vec<u32>) {
    let mut template = String::with_capacity(text.len());
    let mut numbers: Vec<u32> = Vec::new();
    let mut in_number = false;
    for c in text.chars() {
        match c.to_digit(10) {
            Some(digit) if in_number => {
                if let Some(number) = numbers.last_mut() {
                    *number = number.saturating_mul(10).saturating_add(digit);
                }
            }
            Some(digit) => {
                numbers.push(digit);
                template.push('0');
            }
            None if !c.is_whitespace() => template.extend(c.to_lowercase()),
            None => {}
        }
        in_number = c.is_ascii_digit();
    }
    (template, numbers)
}

fn is_far_apart(rows: &[Row], group: &[usize]) -> bool {
    let start = |at: usize| rows[group[at]].range.start;
    group.len() >= MIN_TIMES && start(group.len() - 1) - start(0) >= MIN_PAGE * (group.len() - 1)
}

/// Whether a line cuts a sentence in two. Lines that are heads themselves are looked past.
fn cuts(rows: &[Row], is_head: &[bool], at: usize) -> bool {
    let near = |neighbour: usize| !is_head[neighbour] && neighbour.abs_diff(at) <= MAX_HEAD_LINES;
    let above = (at.saturating_sub(MAX_HEAD_LINES)..at).rfind(|&above| near(above));
    let below = (at + 1..rows.len().min(at + 1 + MAX_HEAD_LINES)).find(|&below| near(below));
    let (Some(above), Some(below)) = (above, below) else {
        return false;
    };
    rows[above].is_speech && !rows[above].ends_sentence && rows[below].is_speech
        || rows[below].begins_within
}

/// Head and foot of two pages together have no more lines than this.
const MAX_HEAD_LINES: usize = 6;

/// Whether rows say the same, numbers included, and could be the title of a publication.
fn is_title(rows: &[Row], group: &[usize]) -> bool {
    let first = &rows[group[0]];
    let same = group.iter().all(|&at| rows[at].numbers == first.numbers);
    same && reads_like_title(first) && !first.begins_within
}

fn reads_like_title(first: &Row) -> bool {
    let letters = first.template.chars().filter(|c| c.is_alphabetic());
    let enough = if first.template.contains(is_unspaced) {
        6
    } else {
        MIN_TITLE
    };
    letters.count() >= enough
        && !first.ends_sentence
        && !first
            .template
            .starts_with(['(', '[', '（', '<', '-', '–', '—', '>'])
}

/// Whether a line is the office of somebody: some archives put labels on a line of their own.
fn ends_title(line: &str) -> bool {
    let folded = fold(line);
    let last = folded.rsplit(' ').next().unwrap_or_default();
    TITLES.contains(last)
}

/// Whether the lines around come back as well: then a whole passage stands in the file twice.
fn is_passage(rows: &[Row], is_head: &[bool], group: &[usize]) -> bool {
    let same = |pair: &[usize], by: isize| {
        let [one, other] = [pair[0], pair[1]].map(|at| at.checked_add_signed(by));
        let is_speech = |at: usize| is_head.get(at) == Some(&false) && rows[at].is_short;
        match (one, other) {
            (Some(one), Some(other)) if is_speech(one) && is_speech(other) => {
                rows[one].template == rows[other].template
                    && rows[one].numbers == rows[other].numbers
            }
            _ => false,
        }
    };
    group.windows(2).any(|pair| same(pair, -1) || same(pair, 1))
}

/// Titles of publications have as many letters as this.
const MIN_TITLE: usize = 12;

/// Lines with a number that counts up, the other ones staying as they are.
struct Counted<'a> {
    template: &'a str,
    rows: &'a [usize],
    /// Its numbers; the page number, which changes, is that of the first row.
    numbers: &'a [u32],
    /// Which of them is the page number.
    page: usize,
    last: u32,
}

impl<'a> Counted<'a> {
    fn of(rows: &'a [Row], group: &'a [usize]) -> Option<Self> {
        let first = &rows[group[0]];
        let constant = |place: usize| {
            let same = |&&at: &&usize| rows[at].numbers[place] == first.numbers[place];
            group.iter().filter(same).count() * 4 >= group.len() * 3
        };
        let mut changing = (0..first.numbers.len()).filter(|&place| !constant(place));
        let page = changing.next().filter(|&place| {
            let step = |pair: &[usize]| {
                let [one, next] = [pair[0], pair[1]].map(|at| rows[at].numbers[place]);
                (1..=2).contains(&(i64::from(next) - i64::from(one)))
            };
            let steps = group.windows(2).filter(|pair| step(pair)).count();
            steps * 4 >= (group.len() - 1) * 3
        })?;
        if changing.next().is_some() {
            return None;
        }
        Some(Self {
            template: &first.template,
            rows: group,
            numbers: &first.numbers,
            page,
            last: rows[group[group.len() - 1]].numbers[page],
        })
    }

    /// Whether it has no words: `- 12 -`, `3/4/22 - 3 -`.
    fn is_numeric(&self) -> bool {
        !self.template.contains(char::is_alphabetic)
    }

    /// The same head behind other words of a line, with the white space before it.
    fn glued(&self, row: &Row, line: &str) -> Option<Range<usize>> {
        let from = (line.len().saturating_sub(MAX_BYTES)..line.len())
            .find(|&at| line.is_char_boundary(at))?;
        let (tail, numbers) = template(&line[from..]);
        let first = numbers.len().checked_sub(self.numbers.len())?;
        if !tail.ends_with(self.template) || !self.is_next(&numbers[first..]) {
            return None;
        }
        let marks = self.template.chars().count();
        let begins = |&(at, _): &(usize, char)| {
            let (template, numbers) = template(&line[from + at..]);
            template == self.template && self.is_next(&numbers)
        };
        let starts = line[from..].char_indices().rev();
        let (at, _) = starts.skip(marks - 1).find(begins)?;
        let end = row.range.start + line.trim_end().len();
        Some(row.range.start + line[..from + at].trim_end().len()..end)
    }

    /// Whether these are its numbers on another page.
    fn is_next(&self, numbers: &[u32]) -> bool {
        let pages = self.numbers[self.page].saturating_sub(2)..=self.last.saturating_add(2);
        numbers
            .iter()
            .zip(self.numbers)
            .enumerate()
            .all(|(place, (one, other))| {
                one == other || (place == self.page && pages.contains(one))
            })
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    /// Pages of six lines, with a head behind each; sentences run on over it.
    fn pages(head: impl Fn(usize) -> String) -> String {
        let line = "and the council says that the ferries stand still in three of the four harbours of the islands, so that\n";
        let page = |number| format!("{}{}", line.repeat(7), head(number));
        (1..=4)
            .map(page)
            .fold("Chair: Well,\n".to_owned(), |text, page| text + &page)
    }

    #[test]
    fn a_head_counts_pages() {
        check(
            "import/running-head",
            &pages(|number| match number {
                3 => "which is why 3/4/22 - 3 -\n".to_owned(),
                _ => format!("\n3/4/22  - {number} -\n\n"),
            }),
            expect![[r#"
                10:1 "3/4/22  - 1 -": This is the head or foot of a page, which came along with the text; nobody said it.
                  fix: Remove it -> []
                20:1 "3/4/22  - 2 -": This is the head or foot of a page, which came along with the text; nobody said it.
                  fix: Remove it -> []
                29:13 " 3/4/22 - 3 -": This is the head or foot of a page, which came along with the text; nobody said it.
                  fix: Remove it -> ["which is why"]
                38:1 "3/4/22  - 4 -": This is the head or foot of a page, which came along with the text; nobody said it.
                  fix: Remove it -> []
            "#]],
        );
    }

    #[test]
    fn a_head_stays_as_it_is() {
        check(
            "import/running-head",
            &pages(|number| {
                format!(
                    "Page {number} of 12\nMarch 4, 2022  Chair Example’s Press Conference  FINAL\n"
                )
            }),
            expect![[r#"
                9:1 "Page 1 of 12": This is the head or foot of a page, which came along with the text; nobody said it.
                  fix: Remove it -> []
                18:1 "Page 2 of 12": This is the head or foot of a page, which came along with the text; nobody said it.
                  fix: Remove it -> []
                27:1 "Page 3 of 12": This is the head or foot of a page, which came along with the text; nobody said it.
                  fix: Remove it -> []
                36:1 "Page 4 of 12": This is the head or foot of a page, which came along with the text; nobody said it.
                  fix: Remove it -> []
            "#]],
        );
        check(
            "import/running-head",
            &pages(|_| "Press room of the Council\n".to_owned()),
            expect![""],
        );
    }

    #[test]
    fn captions_topics_and_refrains_are_no_heads() {
        let caption = |number| {
            format!("{number}\n00:00:0{number}.000 --> 00:00:0{number}.900\nAnna: and so\n\n")
        };
        let captions: String = (1..9).map(caption).collect();
        check("import/running-head", &captions, expect![[""]]);
        let topic = |number| {
            format!(
                "{}Topic {number}\nThe next one.\n",
                "It is so.\n".repeat(70)
            )
        };
        let topics: String = (1..9).map(topic).collect();
        check("import/running-head", &topics, expect![[""]]);
        check(
            "import/running-head",
            &pages(|_| "(Applause.)\n".to_owned()),
            expect![[""]],
        );
    }
}
