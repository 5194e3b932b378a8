//! Writes `grammar/src/unicode.h`: what the label rule wants to know of a character.

use std::fmt::Write as _;

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, Script};

/// The classes, in the order of their numbers.
const CLASSES: [&str; 8] = [
    "OTHER", "UPPER", "LOWER", "CASELESS", "HAN", "HIRAGANA", "NUMBER", "FORMAT",
];

/// The whole header.
pub fn header() -> String {
    let mut header = String::from(
        "// Generated from the Unicode Character Database by tests/grammar/unicode.rs. Do not edit.\n\
         \n\
         #ifndef PRESSCRIPT_UNICODE_H\n\
         #define PRESSCRIPT_UNICODE_H\n\
         \n\
         #include <stdint.h>\n\
         \n\
         // Letters are UPPER to HIRAGANA; HAN and HIRAGANA are caseless.\n",
    );
    let _ = writeln!(header, "enum {{ {} }};\n", CLASSES.join(", "));
    header.push_str(
        "// Runs of characters of one class: the first character shifted by four, and the class.\n\
         static const uint32_t RUNS[] = {",
    );
    let mut count = 0;
    let mut previous = None;
    for character in 0..=0x0010_FFFF {
        let class = class(character);
        if previous.replace(class) == Some(class) {
            continue;
        }
        header.push_str(if count % 8 == 0 { "\n    " } else { " " });
        let _ = write!(header, "0x{:06x},", character << 4 | class);
        count += 1;
    }
    header.push_str("\n};\n\n#endif\n");
    header
}

fn class(character: u32) -> u32 {
    use GeneralCategory as Category;
    let category = CodePointMapData::<Category>::new().get32(character);
    let script = CodePointMapData::<Script>::new().get32(character);
    let name = match category {
        Category::UppercaseLetter | Category::TitlecaseLetter => "UPPER",
        Category::LowercaseLetter => "LOWER",
        Category::OtherLetter | Category::ModifierLetter | Category::LetterNumber
            if script == Script::Han =>
        {
            "HAN"
        }
        Category::OtherLetter | Category::ModifierLetter if script == Script::Hiragana => {
            "HIRAGANA"
        }
        Category::OtherLetter | Category::ModifierLetter => "CASELESS",
        Category::DecimalNumber | Category::LetterNumber | Category::OtherNumber => "NUMBER",
        Category::Format => "FORMAT",
        _ => "OTHER",
    };
    CLASSES
        .iter()
        .position(|class| *class == name)
        .map_or(0, |class| class as u32)
}
