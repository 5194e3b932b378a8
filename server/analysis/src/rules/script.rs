//! Writing systems: what is set in full width, and which letters look like those of another script.

use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

use super::SegmentView;
use crate::model::segment::SpeakerLine;

/// So much of what is said shows in which script it is.
const FIRST_CHARS: usize = 40;

/// Whether a turn is written in Chinese or Japanese, where full-width letters and colons belong.
pub fn is_full_width_turn(view: &SegmentView<'_>, line: &SpeakerLine) -> bool {
    let label = line
        .label
        .as_ref()
        .map_or("", |label| view.slice(&label.range));
    let said = view.text[line.body..].chars().take(FIRST_CHARS);
    let bytes = view.text.as_bytes();
    let first = &bytes[..bytes.len().min(line.body + 4 * FIRST_CHARS)];
    // No letter of these scripts has fewer bytes than the punctuation of others, nor lower ones.
    let may_begin = |pair: &[u8]| pair[0] > 0xE2 || (pair[0] == 0xE2 && pair[1] >= 0xBA);
    if first.is_ascii() || !first.windows(2).any(may_begin) {
        return false;
    }
    label.chars().chain(said).any(|c| {
        matches!(
            c.script(),
            Script::Han | Script::Hiragana | Script::Katakana
        )
    })
}

/// The letter of `script`, Latin, Cyrillic or Greek, that looks like `c` and has its case.
pub fn look_alike(c: char, script: Script) -> Option<char> {
    let alphabet = match script {
        Script::Latin => "AZaz",
        Script::Cyrillic => "ЀџЀџ",
        Script::Greek => "ΑΩαω",
        _ => return None,
    };
    let shape = |c: char| skeleton(c.encode_utf8(&mut [0; 4])).collect::<Vec<_>>();
    let wanted = shape(c);
    let ends: Vec<char> = alphabet.chars().collect();
    ends.chunks(2)
        .flat_map(|ends| ends[0]..=ends[1])
        .find(|x| x.is_uppercase() == c.is_uppercase() && shape(*x) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_look_alike_keep_their_case() {
        for (c, script, expected) in [
            ('С', Script::Latin, Some('C')),
            ('І', Script::Latin, Some('I')),
            ('о', Script::Latin, Some('o')),
            ('Ж', Script::Latin, None),
            ('Α', Script::Latin, Some('A')),
            ('C', Script::Cyrillic, Some('С')),
            ('o', Script::Cyrillic, Some('о')),
            ('R', Script::Cyrillic, None),
        ] {
            assert_eq!(look_alike(c, script), expected, "{c}");
        }
    }
}
