//! The words of a text: how they are compared, and how many there are. A text is read byte by byte where it is ASCII.

use unicode_segmentation::UnicodeSegmentation;

/// Lower case, without punctuation, with single spaces: how names and notes are compared.
///
/// Apostrophes vanish (`Jane’s` is `janes`), every other mark separates words.
pub fn fold(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut folded = Vec::with_capacity(text.len());
    let part = |folded: &mut Vec<u8>| {
        if folded.last().is_some_and(|&last| last != b' ') {
            folded.push(b' ');
        }
    };
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match FOLDED[usize::from(byte)] {
            SILENT => {}
            b' ' => part(&mut folded),
            NOT_ASCII => {
                let c = text[at - 1..].chars().next().unwrap_or_default();
                at += c.len_utf8() - 1;
                if c.is_alphanumeric() {
                    for c in c.to_lowercase() {
                        folded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                    }
                } else if !matches!(
                    c,
                    '’' | '‘' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
                ) {
                    part(&mut folded);
                }
            }
            letter => folded.push(letter),
        }
    }
    if folded.last() == Some(&b' ') {
        folded.pop();
    }
    String::from_utf8(folded).expect("whole characters")
}

/// What [`fold`] makes of a byte.
static FOLDED: [u8; 256] = {
    let mut folded = [b' '; 256];
    let mut byte: u8 = 0;
    loop {
        folded[byte as usize] = match byte {
            b'\'' => SILENT,
            b'#' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => byte.to_ascii_lowercase(),
            0x80.. => NOT_ASCII,
            _ => b' ',
        };
        if byte == u8::MAX {
            break folded;
        }
        byte += 1;
    }
};
const SILENT: u8 = 0;
const NOT_ASCII: u8 = 1;

/// The same as [`count_words`] for a text that is folded.
pub fn count_folded_words(folded: &str) -> usize {
    let numbered = folded.contains('#');
    if folded.is_empty() || numbered || !folded.is_ascii() && folded.chars().any(is_unspaced) {
        return count_words(folded);
    }
    folded.bytes().filter(|&byte| byte == b' ').count() + 1
}

/// How many words a text has: those between spaces and the dashes of a sentence, and in scripts without spaces those of
/// UAX #29.
pub fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut words, mut at) = (0, 0);
    // Where the word that is being read starts, and whether it has been counted.
    let (mut start, mut counted) = (0, false);
    while let Some(&byte) = bytes.get(at) {
        if FOLDED[usize::from(byte)] > b'#' {
            words += usize::from(!counted);
            counted = true;
            at += 1;
            continue;
        }
        if byte == b' ' {
            at += 1;
            (start, counted) = (at, false);
            continue;
        }
        let c = match byte.is_ascii() {
            true => char::from(byte),
            false => text[at..].chars().next().unwrap_or_default(),
        };
        if is_unspaced(c) {
            let rest = &text[at..];
            let end = rest.find(parts_words).unwrap_or(rest.len());
            let end = at + rest[..end].find("--").unwrap_or(end);
            words -= usize::from(counted);
            words += text[start..end].unicode_words().count();
            (start, at, counted) = (end, end, false);
            continue;
        }
        at += c.len_utf8();
        let dashes = c == '-' && bytes.get(at) == Some(&b'-');
        if dashes || parts_words(c) {
            at += usize::from(dashes);
            (start, counted) = (at, false);
        } else if !counted && c.is_alphanumeric() {
            words += 1;
            counted = true;
        }
    }
    words
}

fn parts_words(c: char) -> bool {
    c.is_whitespace() || c == '—'
}

/// Where the words of a text start, in bytes; in scripts without spaces any character may begin one.
pub fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut before = None;
    text.char_indices().filter_map(move |(at, c)| {
        let after_word = before.replace(c).is_some_and(char::is_alphanumeric);
        (c.is_alphanumeric() && (!after_word || is_unspaced(c))).then_some(at)
    })
}

/// Scripts that put no spaces between words: Han, kana, Thai, Lao, Khmer, Burmese.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::at_least(2_000))]

        #[test]
        fn words_and_folds_are_those_of_their_definition(text in "([A-Za-z]{1,3}|[#0-9’'éÉ中日の\u{307}İß\u{a0}\u{2028}😀—–-]|--| |\\PC){0,24}") {
            let words = text
                .split(parts_words)
                .flat_map(|words| words.split("--"))
                .map(|word| match word.chars().any(is_unspaced) {
                    true => word.unicode_words().count(),
                    false => usize::from(word.chars().any(char::is_alphanumeric)),
                });
            prop_assert_eq!(count_words(&text), words.sum::<usize>());

            let silent = |c: &char| "'’‘\u{ad}\u{2060}\u{feff}".contains(*c) || ('\u{200b}'..='\u{200f}').contains(c);
            let lower: String = text.chars().filter(|c| !silent(c)).map(|c| match c.is_alphanumeric() || c == '#' {
                true => c.to_lowercase().collect(),
                false => " ".to_owned(),
            }).collect();
            let parts: Vec<&str> = lower.split(' ').filter(|part| !part.is_empty()).collect();
            let folded = fold(&text);
            prop_assert_eq!(&folded, &parts.join(" "));
            prop_assert_eq!(count_folded_words(&folded), count_words(&folded));
        }
    }

    #[test]
    fn folding_drops_what_does_not_tell_names_apart() {
        assert_eq!(
            fold("  Jane’s Defence\u{a0}Weekly. "),
            "janes defence weekly"
        );
        assert_eq!(fold("В. ПРИМЕРОВ"), "в примеров");
    }

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(count_words("It’s a full-scale – well, test."), 5);
        assert_eq!(count_words("中方"), 2);
        assert_eq!(count_words(" \n -- "), 0);
        assert_eq!(count_words("No--well—yes -- in 1914–18."), 5);
    }
}
