//! `typo/invisible`: characters that nobody sees.

use std::cell::LazyCell;

use crate::model::segment::LineKind;
use crate::model::stops::{one_of, stops, within};
use crate::rules::{Check, Findings, FixKind, Rule, SegmentView, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "typo/invisible",
    severity: Severity::Information,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds characters that show nothing: zero-width spaces, soft hyphens, control characters, byte order marks inside
the file, and marks of the writing direction. Joiners stay in emoji and in the scripts that need them, such as
Persian and Hindi; zero-width spaces in Thai and the like; marks of direction on lines with Hebrew or Arabic.

## Why
They come from web pages and word processors. A search for the word that they stand in does not find it.

## Example
```presscript
Anna Example (FBC): Who decides about the fer\u{ad}ries?
```

## Use instead
```presscript
Anna Example (FBC): Who decides about the ferries?
```

## Fix
Safe: removes the character, or puts a space where it kept two words apart. For a control character that
stands for a dash or a quotation mark of Windows, another fix puts that mark.
",
    check: Check::Segment(check),
};

fn check(view: &SegmentView<'_>, findings: &mut Findings) {
    for line in &view.segment.lines {
        let text = view.slice(&line.range);
        if line.kind == LineKind::FrontMatter {
            continue;
        }
        let rtl = LazyCell::new(|| text.contains(is_right_to_left));
        for at in stops(text, begins_invisible) {
            let c = text[at..].chars().next();
            let Some((c, what)) = c.and_then(|c| Some((c, invisible(c)?))) else {
                continue;
            };
            let before = text[..at].chars().next_back();
            let after = text[at + c.len_utf8()..].chars().next();
            let first = line.range.start + at;
            let starts_document = view.is_first && first == 0;
            if !starts_document && !belongs(c, before, after, || *rtl) {
                report(c, what, first, [before, after], findings);
            }
        }
    }
}

/// Where invisible characters may begin: no control character is white space.
#[inline(always)]
fn begins_invisible(_: u8, byte: u8, _: u8) -> u8 {
    let is_control = within(byte, 0, 0x08) | within(byte, 0x0B, 0x0C) | within(byte, 0x0E, 0x1F);
    is_control | one_of(byte, b"\x7F\xC2\xD8\xE2\xEF")
}

fn report(c: char, what: &str, at: usize, around: [Option<char>; 2], findings: &mut Findings) {
    let range = at..at + c.len_utf8();
    let number = format!("U+{:04X}", u32::from(c));
    if let Some(mark) = windows_mark(c) {
        findings
            .report(
                range.clone(),
                format!("A control character ({number}) stands here where `{mark}` was meant."),
            )
            .unsafe_fix(format!("Put `{mark}`"), [(range, mark.to_owned())]);
        return;
    }
    let report = findings.report(
        range.clone(),
        format!("There is {what} ({number}) here, which nobody sees and no search expects."),
    );
    let apart = c.is_whitespace() && around.iter().flatten().all(|c| !c.is_whitespace());
    let (title, text) = if apart {
        ("Put a space", " ")
    } else {
        ("Remove it", "")
    };
    report.safe_fix(title, [(range, text.to_owned())]);
}

/// What an invisible character is called; `None` for all others.
fn invisible(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{ad}' => "a soft hyphen",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' | '\u{200d}' => "a joiner",
        '\u{2060}'..='\u{2064}' => "a joiner",
        '\u{feff}' => "a byte order mark",
        '\u{fffc}' => "the place of a lost picture",
        '\u{2028}' | '\u{2029}' => "a line separator",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a mark of the writing direction"
        }
        _ if is_control(c) => "a control character",
        _ => return None,
    })
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// Whether a character is right where it stands.
fn belongs(c: char, before: Option<char>, after: Option<char>, rtl: impl Fn() -> bool) -> bool {
    let beside = |is: fn(char) -> bool| before.is_some_and(is) || after.is_some_and(is);
    match c {
        '\u{200b}' => beside(is_without_spaces),
        '\u{200c}' => beside(is_joining),
        '\u{200d}' => beside(is_joining) || beside(is_emoji),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            rtl()
        }
        _ => false,
    }
}

/// Thai, Lao, Tibetan, Burmese and Khmer, which mark where a line may break; Han and kana as well.
fn is_without_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Scripts whose letters join: Arabic, Syriac, those of India, Burmese, Khmer and Mongolian.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{f00}'..='\u{109f}'
        | '\u{1780}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// What a control character says that was Windows-1252 before somebody took it for Latin-1; and the
/// hyphen of Word that does not break.
fn windows_mark(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{1e}' => "-",
        '\u{80}' => "€",
        '\u{82}' => "‚",
        '\u{84}' => "„",
        '\u{85}' => "…",
        '\u{8a}' => "Š",
        '\u{8c}' => "Œ",
        '\u{8e}' => "Ž",
        '\u{91}' => "‘",
        '\u{92}' => "’",
        '\u{93}' => "“",
        '\u{94}' => "”",
        '\u{95}' => "•",
        '\u{96}' => "–",
        '\u{97}' => "—",
        '\u{99}' => "™",
        '\u{9a}' => "š",
        '\u{9c}' => "œ",
        '\u{9e}' => "ž",
        '\u{9f}' => "Ÿ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn they_go_and_words_stay_apart() {
        check(
            "typo/invisible",
            "\u{feff}A B: Fer\u{ad}ries,\u{200b} har\u{c}bours \u{c}and\u{feff} \u{200e}so\u{2028}on \u{96} it\u{92}s EU\u{1e}wide.\n",
            expect![[r#"
                1:10 "\u{ad}": There is a soft hyphen (U+00AD) here, which nobody sees and no search expects.
                  safe fix: Remove it -> ["\u{feff}A B: Ferries,\u{200b} har\u{c}bours \u{c}and\u{feff} \u{200e}so\u{2028}on \u{96} it\u{92}s EU\u{1e}wide."]
                1:16 "\u{200b}": There is a zero-width space (U+200B) here, which nobody sees and no search expects.
                  safe fix: Remove it -> ["\u{feff}A B: Fer\u{ad}ries, har\u{c}bours \u{c}and\u{feff} \u{200e}so\u{2028}on \u{96} it\u{92}s EU\u{1e}wide."]
                1:21 "\u{c}": There is a control character (U+000C) here, which nobody sees and no search expects.
                  safe fix: Put a space -> ["\u{feff}A B: Fer\u{ad}ries,\u{200b} har bours \u{c}and\u{feff} \u{200e}so\u{2028}on \u{96} it\u{92}s EU\u{1e}wide."]
                1:28 "\u{c}": There is a control character (U+000C) here, which nobody sees and no search expects.
                  safe fix: Remove it -> ["\u{feff}A B: Fer\u{ad}ries,\u{200b} har\u{c}bours and\u{feff} \u{200e}so\u{2028}on \u{96} it\u{92}s EU\u{1e}wide."]
                1:32 "\u{feff}": There is a byte order mark (U+FEFF) here, which nobody sees and no search expects.
                  safe fix: Remove it -> ["\u{feff}A B: Fer\u{ad}ries,\u{200b} har\u{c}bours \u{c}and \u{200e}so\u{2028}on \u{96} it\u{92}s EU\u{1e}wide."]
                1:34 "\u{200e}": There is a mark of the writing direction (U+200E) here, which nobody sees and no search expects.
                  safe fix: Remove it -> ["\u{feff}A B: Fer\u{ad}ries,\u{200b} har\u{c}bours \u{c}and\u{feff} so\u{2028}on \u{96} it\u{92}s EU\u{1e}wide."]
                1:37 "\u{2028}": There is a line separator (U+2028) here, which nobody sees and no search expects.
                  safe fix: Put a space -> ["\u{feff}A B: Fer\u{ad}ries,\u{200b} har\u{c}bours \u{c}and\u{feff} \u{200e}so on \u{96} it\u{92}s EU\u{1e}wide."]
                1:41 "\u{96}": A control character (U+0096) stands here where `–` was meant.
                  fix: Put `–` -> ["\u{feff}A B: Fer\u{ad}ries,\u{200b} har\u{c}bours \u{c}and\u{feff} \u{200e}so\u{2028}on – it\u{92}s EU\u{1e}wide."]
                1:45 "\u{92}": A control character (U+0092) stands here where `’` was meant.
                  fix: Put `’` -> ["\u{feff}A B: Fer\u{ad}ries,\u{200b} har\u{c}bours \u{c}and\u{feff} \u{200e}so\u{2028}on \u{96} it’s EU\u{1e}wide."]
                1:50 "\u{1e}": A control character (U+001E) stands here where `-` was meant.
                  fix: Put `-` -> ["\u{feff}A B: Fer\u{ad}ries,\u{200b} har\u{c}bours \u{c}and\u{feff} \u{200e}so\u{2028}on \u{96} it\u{92}s EU-wide."]
            "#]],
        );
    }

    #[test]
    fn scripts_and_emoji_need_some() {
        check(
            "typo/invisible",
            "A B: می\u{200c}خواهم\u{200f}, क्\u{200d}ष, 👩\u{200d}🚀, ภาษา\u{200b}ไทย.\n\nA B: Tab\there.\n",
            expect![[""]],
        );
    }
}
