//! The label rule on real archives: what it finds against each house's own convention.
//!
//! A convention here is strict and written from what the house does, not from what the rule finds: it
//! says what a speaker line looks like in that archive. Archives whose labels are bold, end in a full
//! stop or are missing are counted only, as are documents that are no transcripts.

use std::collections::BTreeMap;
use std::fs;

use presscript_tests::{corpus_files, say};
use regex::Regex;

use crate::support::{lines, parse, speaker_starts};

/// What precision and recall must be where the house sets a colon or `Q`.
const FLOOR: f64 = 0.97;

/// A house's convention: the archive, and what its speaker lines match. Lines such as `Subjects: …` and
/// `Beginn: …` are labels too, of metadata, and stand in the conventions of the houses that have them.
const CONVENTIONS: &[(&str, &str)] = &[
    (
        "nato",
        r"^(NATO (Secretary General|Spokesperson)[^:(]*|[^:(]+ \([^)]+\)):\s",
    ),
    ("wh_biden_briefing", WHITE_HOUSE),
    ("wh_biden_pressconf", WHITE_HOUSE),
    // A generic label, or a full name, with an office before it and a description after it.
    (
        "kremlin_en",
        r"^\s*((Question|Remark|Reply|Response|Answer|Voice|Moderator|From the audience)|(\p{Lu}[^:?!;.,“”]* )?\p{Lu}[\w’'.-]* ?\p{Lu}[\w’'-]+(, [^:?!“”]+)?)(\s*\([^)]*\))*\s*:(\s|$)",
    ),
    // Capitals, in which the recognition of old prints left up to two small letters or digits; `Q.` and
    // `A.` in the oldest; roles as words.
    (
        "au_pm_transcripts",
        r"^\s*((\p{Lu}[\p{Lu}.'’,/ -]*)([\p{Ll}\d][\p{Lu}.'’,/ -]*){0,2}(\([^)]*\)\s*)?:(\s|$)|(Q\.?|A\.)\s|(Prime Minister|Question|Answer|Journalist|Reporter|Interviewer|Compere|Caller|Host|Subjects)\s*:(\s|$))",
    ),
    (
        "congress_irancontra_1987",
        r"^((Mr|Mrs|Ms|Miss|Dr)\.|Attorney General|Secretary|Chairman|Senator|Colonel|General|Admiral) \p{Lu}[\p{Lu}\p{Ll}'’-]*\p{Lu}:\s",
    ),
    // The chair, a name with its group, a name with its office; a name that is quoted; each alone on its line. Agenda
    // items, the hour, the imprint.
    (
        "bundestag_de",
        r"^\s*((((Alters|Vize)?[Pp]räsident(in)?|Schriftführer(in)?) [^:]*|\p{Lu}[^:(]*(\([^)]*\)\s)?\((CDU/CSU|SPD|DIE LINKE|BÜNDNIS\s90/DIE\sGRÜNEN|FDP|fraktionslos)\)|\p{Lu}[^:,]*, (Parl\. |Staats|Bundes|Minister|Senator)[^:]*|(Zusatzt|T)agesordnungspunkt \d+|Überweisungsvorschlag|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+):\s*$|Alterspräsident [^:]*:|(Beginn|Vertrieb|Gesamtherstellung):)",
    ),
    // The name as the meeting's software has it, without the handles in small letters, which are labels
    // after an import only.
    ("ethereum_zoom_vtt", r"^\p{Lu}[^:]{0,60}:\s"),
    (
        "ex_state_gov",
        r"^((MR|MS|MRS|DR|UNDER SECRETARY) [A-Z’'-]+|QUESTION|STAFF):\s",
    ),
    ("ex_pentagon", r"^([A-Z][A-Z. ]+|Q):\s"),
];

/// Labels in capitals with a colon, and `Q` with white space.
const WHITE_HOUSE: &str = r"^\s*(Q(\s|$)|\p{Lu}[\p{Lu}.’'\s-]*\p{Lu}( \([^)]*\))?:(\s|$))";

/// One archive's counts of lines and of labels.
#[derive(Default)]
struct Count {
    lines: usize,
    expected: usize,
    found: usize,
    both: usize,
}

impl Count {
    fn precision(&self) -> f64 {
        self.both as f64 / self.found as f64
    }

    fn recall(&self) -> f64 {
        self.both as f64 / self.expected as f64
    }
}

#[test]
fn labels_of_real_archives() {
    let conventions: BTreeMap<_, _> = CONVENTIONS
        .iter()
        .map(|(source, pattern)| (*source, Regex::new(pattern).expect(source)))
        .collect();
    let show = std::env::var("PRESSCRIPT_SHOW").ok();
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for (source, path) in corpus_files() {
        let bytes = fs::read(&path).expect("the corpus can be read");
        let text = String::from_utf8_lossy(&bytes);
        let found = speaker_starts(&parse(text.as_ref()));
        let count = counts.entry(source.clone()).or_default();
        let convention = conventions.get(source.as_str());
        for (start, line) in lines(&text) {
            let indentation = line.len() - line.trim_start().len();
            let is_found = found.binary_search(&(start + indentation)).is_ok();
            let is_expected = convention.is_some_and(|convention| convention.is_match(line));
            count.lines += 1;
            count.found += usize::from(is_found);
            count.expected += usize::from(is_expected);
            count.both += usize::from(is_found && is_expected);
            if show.as_deref() == Some(&source) && is_found != is_expected {
                let sign = if is_found { '+' } else { '-' };
                println!("{sign} {}", line.chars().take(110).collect::<String>());
            }
        }
    }

    say("source                      lines expected  found precision recall");
    for (source, count) in &counts {
        let Count {
            lines,
            expected,
            found,
            ..
        } = count;
        if conventions.contains_key(source.as_str()) {
            let (precision, recall) = (count.precision(), count.recall());
            say(format!(
                "{source:26} {lines:6} {expected:8} {found:6} {precision:9.4} {recall:6.4}"
            ));
        } else {
            let rate = 1000.0 * *found as f64 / *lines as f64;
            say(format!(
                "{source:26} {lines:6}        - {found:6}  {rate:.1} in 1,000 lines"
            ));
        }
    }
    for (source, count) in &counts {
        if conventions.contains_key(source.as_str()) {
            assert!(count.precision() >= FLOOR, "precision in {source}");
            assert!(count.recall() >= FLOOR, "recall in {source}");
        }
    }
}
