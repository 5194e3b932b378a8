//! `label/mixed-script`: a letter of another script that looks like the right one.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use crate::rules::script::{is_full_width_turn, look_alike};
use crate::rules::{Check, Findings, FixKind, Rule, SegmentView, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/mixed-script",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds words of labels in which Latin, Cyrillic or Greek letters are mixed that look alike, initials of
another script than the rest of the label, and full-width letters outside of Chinese and Japanese.

## Why
Nobody sees the difference, but searches and tables take the label for somebody else's.

## Example
```presscript
MR. \u{421}AMPLE: The first letter of this name is Cyrillic.
```

## Use instead
```presscript
MR. CAMPLE: The first letter of this name is Latin.
```

## Fix
Replaces the letters by those of the right script.
",
    check: Check::Segment(check),
};

fn check(view: &SegmentView<'_>, findings: &mut Findings) {
    let Some(line) = view.segment.speaker_line() else {
        return;
    };
    let Some(label) = &line.label else { return };
    let text = view.slice(&label.range);
    // Before this all letters are Latin.
    if text.chars().all(|c| c < '\u{250}') {
        return;
    }
    let narrow = !is_full_width_turn(view, line);
    for word in words(text) {
        let written = &text[word.clone()];
        let rest = text[..word.start].chars().chain(text[word.end..].chars());
        let Some((right, what)) = respelt(written, script_of(rest), narrow) else {
            continue;
        };
        let place = label.range.start + word.start..label.range.start + word.end;
        findings
            .report(
                place.clone(),
                format!(
                    "“{written}” has {what}, so that a search for “{right}” misses this label."
                ),
            )
            .unsafe_fix(
                format!("Write “{right}” in letters of one script"),
                [(place, right)],
            );
    }
}

/// The runs of letters, as ranges of `text`.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let pieces = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    pieces.map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        start..start + word.len()
    })
}

/// A word in letters of one script, and what is wrong with it as it is written.
fn respelt(word: &str, around: Option<Script>, narrow: bool) -> Option<(String, String)> {
    if word.contains(is_full_width_letter)
        && (narrow || word.contains(|c: char| c.is_ascii_alphabetic()))
    {
        let right = word.chars().map(|c| {
            if is_full_width_letter(c) {
                half_width(c)
            } else {
                c
            }
        });
        return Some((right.collect(), "full-width letters".to_owned()));
    }
    let scripts = scripts_of(word);
    let initial =
        word.chars().nth(1).is_none() && around.is_some_and(|around| !scripts.contains(&around));
    if scripts.len() < 2 && !initial {
        return None;
    }
    let own = if initial { Vec::new() } else { scripts.clone() };
    let wanted = around.into_iter().chain(own);
    wanted.into_iter().find_map(|script| {
        let foreign: Vec<char> = word.chars().filter(|c| c.script() != script).collect();
        let right = word.chars().map(|c| {
            if c.script() == script {
                Some(c)
            } else {
                look_alike(c, script)
            }
        });
        let right: String = right.collect::<Option<_>>()?;
        let other = foreign.first()?;
        Some((
            right,
            format!("the {} letter “{other}”", other.script().full_name()),
        ))
    })
}

/// Which of the three scripts with letters that look alike a word has, the most frequent one first.
fn scripts_of(word: &str) -> Vec<Script> {
    let count = |script: Script| word.chars().filter(|c| c.script() == script).count();
    let mut scripts = vec![Script::Latin, Script::Cyrillic, Script::Greek];
    scripts.retain(|&script| count(script) > 0);
    scripts.sort_by_key(|&script| std::cmp::Reverse(count(script)));
    scripts
}

/// The one script of the letters around a word; none when there are several, or none at all.
fn script_of(around: impl Iterator<Item = char>) -> Option<Script> {
    let letters: String = around.filter(|c| c.is_alphabetic()).collect();
    match scripts_of(&letters)[..] {
        [script] => Some(script),
        _ => None,
    }
}

fn is_full_width_letter(c: char) -> bool {
    matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// The letter that a full-width one stands for: both alphabets are in the same order.
fn half_width(c: char) -> char {
    const DISTANCE: u32 = 'Ａ' as u32 - 'A' as u32;
    char::from_u32(c as u32 - DISTANCE).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn letters_of_another_script_are_replaced() {
        let text = "MR. S\u{410}MPLE: One.\n\nВ. Примеpов: Два.\n\nB. Примеров: Три.\n\nMS. EXＡMPLE: Four.\n\n\u{421}HAIR EXAMPLE: Five.\n\nΑnna Example: Six.\n";
        check(
            "label/mixed-script",
            text,
            expect![[r#"
            1:5 "SАMPLE": “SАMPLE” has the Cyrillic letter “А”, so that a search for “SAMPLE” misses this label.
              fix: Write “SAMPLE” in letters of one script -> ["MR. SAMPLE: One."]
            3:4 "Примеpов": “Примеpов” has the Latin letter “p”, so that a search for “Примеров” misses this label.
              fix: Write “Примеров” in letters of one script -> ["В. Примеров: Два."]
            5:1 "B": “B” has the Latin letter “B”, so that a search for “В” misses this label.
              fix: Write “В” in letters of one script -> ["В. Примеров: Три."]
            7:5 "EXＡMPLE": “EXＡMPLE” has full-width letters, so that a search for “EXAMPLE” misses this label.
              fix: Write “EXAMPLE” in letters of one script -> ["MS. EXAMPLE: Four."]
            9:1 "СHAIR": “СHAIR” has the Cyrillic letter “С”, so that a search for “CHAIR” misses this label.
              fix: Write “CHAIR” in letters of one script -> ["CHAIR EXAMPLE: Five."]
            11:1 "Αnna": “Αnna” has the Greek letter “Α”, so that a search for “Anna” misses this label.
              fix: Write “Anna” in letters of one script -> ["Anna Example: Six."]
        "#]],
        );
    }

    #[test]
    fn words_of_two_scripts_beside_each_other_stay() {
        let text = "Вопрос (BBC): Как?\n\nBBC记者：中方\n\nＮＨＫ記者：質問\n\nМосква-City: Да.\n\nMIKE Ω: No.\n\nЖурналист RT: Да.\n\nRTова: Да.\n\nÉmile Modèle: Oui.\n";
        check("label/mixed-script", text, expect![[""]]);
    }
}
