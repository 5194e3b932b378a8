//! The words of a text: how they are compared, and how many there are. A text is read in bytes where it is ASCII, many in one step.

use memchr::{memchr, memchr_iter};
use unicode_segmentation::UnicodeSegmentation;

use super::digest::digest;
use super::stops::{count, one_of, stops, within};

/// Lower case, without punctuation, with single spaces: how names and notes are compared.
///
/// Apostrophes vanish (`Jane’s` is `janes`), every other mark separates words.
pub fn fold(text: &str) -> String {
    with_fold(text, str::to_owned)
}

/// The same for a text that is long, or not ASCII.
fn fold_long(text: &str) -> String {
    let mut folded = Vec::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut from = 0;
    for at in stops(text, is_no_part_of_a_fold) {
        // Within a character that is read already.
        if at < from {
            continue;
        }
        fold_run(&bytes[from..at], &mut folded);
        from = at + 1;
        if !bytes[at].is_ascii() {
            let c = text[at..].chars().next().unwrap_or_default();
            fold_char(c, &mut folded);
            from = at + c.len_utf8();
        }
    }
    fold_run(&bytes[from..], &mut folded);
    if folded.last() == Some(&b' ') {
        folded.pop();
    }
    String::from_utf8(folded).expect("whole characters")
}

/// Where bytes are that are not ASCII or vanish, such as the second of two that part words.
#[inline(always)]
fn is_no_part_of_a_fold(before: u8, byte: u8, _: u8) -> u8 {
    let other = |byte: u8| one_of(byte, b"'") | within(byte, 0x80, 0xFF);
    let parts = |byte: u8| 1 ^ (is_letter(byte) | other(byte));
    other(byte) | (parts(byte) & parts(before))
}

/// Folds a run of ASCII of which nothing vanishes, but for its first byte where another one parts words before it.
fn fold_run(run: &[u8], folded: &mut Vec<u8>) {
    let parted = folded.last().is_none_or(|&last| last == b' ');
    let skipped = parted && run.first().is_some_and(|&first| is_letter(first) == 0);
    let (blocks, rest) = run[usize::from(skipped)..].as_chunks::<16>();
    for block in blocks {
        folded.extend_from_slice(&block.map(folded_byte));
    }
    let table: &[u8; 256] = &FOLDED;
    folded.extend(rest.iter().map(|&byte| table[usize::from(byte)]));
}

/// What [`fold`] makes of a letter or of what parts words, reckoned so that the compiler takes many bytes in one step.
#[inline(always)]
fn folded_byte(byte: u8) -> u8 {
    let lower = byte | (within(byte, b'A', b'Z') << 5);
    let kept = 0u8.wrapping_sub(is_letter(byte));
    (lower & kept) | (b' ' & !kept)
}

/// 1 for letters, digits and `#`, 0 for all other ASCII.
#[inline(always)]
fn is_letter(byte: u8) -> u8 {
    is_alphanumeric(byte) | one_of(byte, b"#")
}

/// 1 for letters and digits, 0 for all other ASCII.
#[inline(always)]
fn is_alphanumeric(byte: u8) -> u8 {
    within(byte | 0x20, b'a', b'z') | within(byte, b'0', b'9')
}

/// What `then` makes of a text that is folded, which takes no memory where it is short and ASCII.
pub fn with_fold<T>(text: &str, then: impl FnOnce(&str) -> T) -> T {
    let mut short = [0; 32];
    if text.len() > short.len() || !text.is_ascii() {
        return then(&fold_long(text));
    }
    let len = fold_ascii(text.as_bytes(), &mut short);
    let folded = short[..len].strip_suffix(b" ").unwrap_or(&short[..len]);
    then(std::str::from_utf8(folded).expect("it is ASCII"))
}

/// Whether what [`fold`] makes of a text begins with `start`, which is folded. Most texts begin with another letter.
pub fn begins_folded(text: &str, start: &str) -> bool {
    let folded = |byte: u8| FOLDED[usize::from(byte)];
    let mut kept = text
        .bytes()
        .filter(|&byte| !byte.is_ascii() || folded(byte) > b' ');
    match (kept.next(), start.bytes().next()) {
        (_, None) => true,
        (Some(first), Some(due)) if first.is_ascii() && folded(first) != due => false,
        _ => with_fold(text, |text| text.starts_with(start)),
    }
}

/// Folds bytes that are ASCII into at least as many, and gives the length. A space at the end stays.
///
/// Every byte is written, and kept by not writing over it: no branch depends on what it is.
fn fold_ascii(bytes: &[u8], folded: &mut [u8]) -> usize {
    // Whether a word stands before.
    let mut open = false;
    let mut len = 0;
    for &byte in bytes {
        let byte = FOLDED[usize::from(byte)];
        folded[len] = byte;
        let (is_letter, parts) = (byte > b' ', byte == b' ');
        len += usize::from(is_letter | (parts & open));
        open = is_letter | (open & !parts);
    }
    len
}

fn fold_char(c: char, folded: &mut Vec<u8>) {
    if c.is_alphanumeric() {
        for c in c.to_lowercase() {
            folded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
    } else if !matches!(
        c,
        '’' | '‘' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    ) && folded.last().is_some_and(|&last| last != b' ')
    {
        folded.push(b' ');
    }
}

/// A [`digest`] of the letters of a text, and of nothing else: texts have the same one that [`fold`] to the same words.
pub fn digest_letters(text: &str) -> u64 {
    let is_plain = stops(text, is_in_no_plain_char).next().is_none();
    match is_plain {
        true => digest(letters(text.bytes().map(|byte| FOLDED[usize::from(byte)]))),
        false => digest(letters(fold_long(text).into_bytes().into_iter())),
    }
}

/// The second byte of a character that is neither ASCII nor one of the punctuation from U+2000 to U+203F.
#[inline(always)]
fn is_in_no_plain_char(lead: u8, byte: u8, _: u8) -> u8 {
    let is_punctuation = one_of(lead, b"\xE2") & one_of(byte, b"\x80");
    within(lead, 0xC2, 0xF4) & (1 ^ is_punctuation)
}

/// A folded text without its spaces. No branch depends on what a byte is: each is written, and kept by not writing over it.
#[inline(always)]
fn letters(folded: impl ExactSizeIterator<Item = u8>) -> Vec<u8> {
    let mut letters = vec![0; folded.len()];
    let mut len = 0;
    for byte in folded {
        letters[len] = byte;
        len += usize::from(byte > b' ');
    }
    letters.truncate(len);
    letters
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
    let bytes = folded.as_bytes();
    let numbered = memchr(b'#', bytes).is_some();
    if folded.is_empty() || numbered || !folded.is_ascii() && folded.chars().any(is_unspaced) {
        return count_words(folded);
    }
    memchr_iter(b' ', bytes).count() + 1
}

/// How many words a text has: those between spaces and the dashes of a sentence, and in scripts without spaces those of
/// UAX #29.
pub fn count_words(text: &str) -> usize {
    if memchr(0, text.as_bytes()).is_some() {
        return count_words_of_any_script(text);
    }
    let mut words = count(text, is_word_start);
    // Behind the last sign that parts words, where it is no space.
    let mut parted = 0;
    for at in stops(text, may_part_words) {
        if at < parted {
            continue;
        }
        let rest = &text[at..];
        let c = rest.chars().next().unwrap_or_default();
        if is_unspaced(c) {
            return count_words_of_any_script(text);
        }
        if rest.starts_with("--") || (!c.is_ascii() && parts_words(c)) {
            parted = at + if c == '-' { 2 } else { c.len_utf8() };
            words += usize::from(begins_word(&text[parted..]));
        } else if at != parted || at == 0 {
            let above = at.checked_sub(1).map(|before| text.as_bytes()[before]);
            let begins = above.is_none_or(|before| is_space(before) == 1);
            words += usize::from(begins && begins_word(rest));
        }
    }
    words
}

/// Where a word begins with an ASCII letter behind an ASCII space.
#[inline(always)]
fn is_word_start(before: u8, byte: u8, _: u8) -> u8 {
    is_boundary(before) & is_alphanumeric(byte)
}

/// Where words may be parted by anything but an ASCII space, or begin with anything but an ASCII letter.
#[inline(always)]
fn may_part_words(before: u8, byte: u8, after: u8) -> u8 {
    let begins = is_boundary(before) & (1 ^ (is_alphanumeric(byte) | is_space(byte)));
    let dashes = one_of(byte, b"-") & one_of(after, b"-");
    let is_lead = one_of(byte, b"\xC2") | within(byte, 0xE0, 0xEF);
    begins | dashes | is_lead
}

/// 1 for ASCII white space, and for what stands before the text.
#[inline(always)]
fn is_boundary(before: u8) -> u8 {
    is_space(before) | one_of(before, b"\0")
}

/// 1 for ASCII white space.
#[inline(always)]
fn is_space(byte: u8) -> u8 {
    within(byte, b'\t', b'\r') | one_of(byte, b" ")
}

/// Whether a text begins with a word: whether there is a letter before anything that parts words.
fn begins_word(text: &str) -> bool {
    let mut chars = text.char_indices();
    let ends = |at: usize, c: char| parts_words(c) || text[at..].starts_with("--");
    let found = chars.find(|&(at, c)| c.is_alphanumeric() || ends(at, c));
    found.is_some_and(|(_, c)| c.is_alphanumeric())
}

/// The same for a text in which words may begin without a space.
fn count_words_of_any_script(text: &str) -> usize {
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

/// The words of a text that is folded.
pub fn folded_words(folded: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = memchr_iter(b' ', folded.as_bytes()).chain([folded.len()]);
    ends.map(move |end| &folded[std::mem::replace(&mut start, end + 1)..end])
}

/// Where the words of a text start, in bytes; in scripts without spaces any character may begin one.
pub fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut after_word = false;
    text.char_indices().filter_map(move |(at, c)| {
        let in_word = c.is_alphanumeric();
        let starts = in_word && (!after_word || is_unspaced(c));
        after_word = in_word;
        starts.then_some(at)
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
        fn words_and_folds_are_those_of_their_definition(text in "([A-Za-z]{1,3}|[#0-9’'éÉ中日の\u{307}İß\u{a0}\u{2028}😀—–-]|--| |\\PC){0,24}|([A-Za-z]{1,3}|[#0-9’',.;()éİß\u{a0}\u{2028}\u{0}😀—–-]|--|[ \t\n]){0,40}") {
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
            let letters = folded.replace(' ', "").into_bytes();
            prop_assert_eq!(digest_letters(&text), digest(letters));
            prop_assert_eq!(fold_long(&text), folded.as_str());
            let starts = folded.char_indices().map(|(at, _)| &folded[..at]);
            for start in starts.chain(["a", "b c", "#", "é", "中"]) {
                prop_assert_eq!(begins_folded(&text, start), folded.starts_with(start), "{:?}", start);
            }
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
