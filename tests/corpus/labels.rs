//! The label rule on real archives: what it finds against each house's own convention.
//!
//! A convention here is strict and written from what the house does, not from what the rule finds: it
//! says what a speaker line looks like in that archive. Archives whose labels are bold, end in a full
//! stop or are missing are counted only, as are documents that are no transcripts.

use std::collections::BTreeMap;

use presscript_analysis::Analysis;
use presscript_analysis::model::segment::LineKind;
use regex::Regex;

use crate::archive::archive;

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

/// One archive's counts of labels.
#[derive(Default)]
pub struct Count {
    /// Whether the house has a convention to compare with.
    pub has_convention: bool,
    /// Lines that the rule takes for speaker lines.
    pub found: usize,
    expected: usize,
    both: usize,
}

impl Count {
    /// The share of the found labels that are labels.
    pub fn precision(&self) -> f64 {
        self.both as f64 / self.found as f64
    }

    /// The share of the labels that are found.
    pub fn recall(&self) -> f64 {
        self.both as f64 / self.expected as f64
    }
}

/// Whether the labels of a source follow a convention.
pub fn has_convention(source: &str) -> bool {
    CONVENTIONS.iter().any(|(name, _)| *name == source)
}

/// The counts, by source. `PRESSCRIPT_SHOW=kremlin_en` prints where rule and convention differ.
pub fn measured() -> BTreeMap<&'static str, Count> {
    let conventions: BTreeMap<_, _> = CONVENTIONS
        .iter()
        .map(|(source, pattern)| (*source, Regex::new(pattern).expect(source)))
        .collect();
    let show = std::env::var("PRESSCRIPT_SHOW").ok();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for transcript in archive() {
        let found = speaker_lines(&transcript.analysis);
        let text = transcript.analysis.text();
        let count = counts.entry(&transcript.source).or_default();
        let convention = conventions.get(transcript.source.as_str());
        count.has_convention = convention.is_some();
        for number in 0..text.line_count() {
            let line = text.slice(text.line_range(number));
            let is_found = found.binary_search(&number).is_ok();
            let is_expected = convention.is_some_and(|convention| convention.is_match(&line));
            count.found += usize::from(is_found);
            count.expected += usize::from(is_expected);
            count.both += usize::from(is_found && is_expected);
            if show.as_ref() == Some(&transcript.source) && is_found != is_expected {
                let sign = if is_found { '+' } else { '-' };
                println!("{sign} {}", line.chars().take(110).collect::<String>());
            }
        }
    }
    counts
}

/// The numbers of the lines that start turns, from 0.
fn speaker_lines(analysis: &Analysis) -> Vec<usize> {
    let mut found = Vec::new();
    for placed in &analysis.model().segments {
        let lines = placed.segment.lines.iter();
        let speaker = lines.filter(|line| line.kind == LineKind::Speaker);
        found.extend(speaker.map(|line| analysis.text().line_of(placed.start + line.range.start)));
    }
    found
}

#[test]
fn labels_of_real_archives() {
    for (source, count) in measured() {
        if count.has_convention {
            assert!(count.precision() >= FLOOR, "precision in {source}");
            assert!(count.recall() >= FLOOR, "recall in {source}");
        }
    }
}
