//! What a file does as a rule: house styles differ, so only an exception from a file's own habit is an error.

use crate::Analysis;
use crate::model::segment::SegmentKind;

/// Whether a form that occurs `rare` times is an exception where the better form occurs `usual` times.
///
/// Once is never a habit. A short file shows its habit by a majority, a long one by far more than that.
pub fn is_exception(rare: usize, usual: usize) -> bool {
    match rare {
        0 => false,
        1 => true,
        _ if rare + usual < 10 => usual > rare,
        _ => usual >= 4 * rare,
    }
}

/// Whether the front matter declares French, which puts a space before colons.
pub fn is_french(analysis: &Analysis) -> bool {
    front_matter(analysis).is_some_and(|yaml| {
        yaml.lines()
            .filter_map(|line| line.strip_prefix("lang:"))
            .any(|lang| {
                lang.trim_matches([' ', '"', '\''])
                    .get(..2)
                    .is_some_and(|code| code.eq_ignore_ascii_case("fr"))
            })
    })
}

/// The YAML of the front matter.
pub fn front_matter(analysis: &Analysis) -> Option<String> {
    let placed = analysis.model().segments.first()?;
    let SegmentKind::FrontMatter(yaml) = &placed.segment.kind else {
        return None;
    };
    let range = placed.start + yaml.start..placed.start + yaml.end;
    Some(analysis.slice(range).into_owned())
}
