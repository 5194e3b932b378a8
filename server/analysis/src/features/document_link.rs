//! What can be opened from the text: its web addresses, the recording that the front matter names, and the roster that
//! its cast is a part of.

use std::ops::Range;

use super::target::shifted;
use crate::Analysis;
use crate::model::front_matter::ValueKind;
use crate::model::segment::MarkKind;

/// A place that leads out of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What it leads to: a web address, or a file, which is relative to the document or absolute.
    pub target: String,
    /// What happens, in a few words.
    pub tooltip: &'static str,
}

/// All links, in order.
pub fn document_links(analysis: &Analysis) -> Vec<DocumentLink> {
    let model = analysis.model();
    let front_matter = &model.context.front_matter;
    let media = front_matter.get("media");
    let media = media.and_then(|value| match &value.kind {
        ValueKind::Scalar(target) if !target.trim().is_empty() => Some(DocumentLink {
            range: value.range.clone(),
            target: target.trim().to_owned(),
            tooltip: "Open the recording",
        }),
        _ => None,
    });
    let roster = analysis.settings().roster.as_deref();
    let roster = roster.zip(front_matter.key("cast"));
    let roster = roster.map(|(roster, cast)| DocumentLink {
        range: cast.range.clone(),
        target: roster.name.clone(),
        tooltip: "Open the roster, which adds to this cast",
    });
    let addresses = model.segments.iter().flat_map(|placed| {
        let links = placed.segment.marks.iter();
        links
            .filter(|mark| mark.kind == MarkKind::Link)
            .map(move |mark| shifted(&mark.range, placed.start))
            .map(|range| DocumentLink {
                target: analysis.slice(range.clone()).into_owned(),
                range,
                tooltip: "Open the page",
            })
    });
    let mut links: Vec<_> = media.into_iter().chain(roster).collect();
    links.sort_by_key(|link| link.range.start);
    links.extend(addresses);
    links
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use expect_test::{Expect, expect};

    use super::*;
    use crate::Settings;
    use crate::model::cast::Roster;

    fn check(text: &str, expect: Expect) {
        check_with(text, Settings::default(), expect);
    }

    fn check_with(text: &str, settings: Settings, expect: Expect) {
        let analysis = Analysis::with(text, settings);
        let links = document_links(&analysis).into_iter().map(|link| {
            let written = analysis.slice(link.range.clone()).into_owned();
            format!("{written} -> {} ({})\n", link.target, link.tooltip)
        });
        expect.assert_eq(&links.collect::<String>());
    }

    #[test]
    fn addresses_are_links_wherever_they_stand() {
        check(
            "See https://example.org/a.\n\nAnna: 😀 It is on https://example.org/b?c=d, I think (https://example.org/e).\n[^1]: https://example.org/f\n",
            expect![[r#"
                https://example.org/a -> https://example.org/a (Open the page)
                https://example.org/b?c=d -> https://example.org/b?c=d (Open the page)
                https://example.org/e -> https://example.org/e (Open the page)
                https://example.org/f -> https://example.org/f (Open the page)
            "#]],
        );
    }

    #[test]
    fn the_recording_is_a_link() {
        check(
            "---\ntitle: A\nmedia: audio/day one.mp3\n---\nAnna: Hello.\n",
            expect![[r#"
                audio/day one.mp3 -> audio/day one.mp3 (Open the recording)
            "#]],
        );
        check("---\nmedia:\n---\n", expect![""]);
        check("---\nmedia: [a, b]\n---\n", expect![""]);
    }

    #[test]
    fn a_cast_leads_to_the_roster_that_adds_to_it() {
        let (roster, _) = Roster::parse("/press/people.yaml", "- Anna Example (FBC)\n");
        let settings = Settings {
            roster: Some(Arc::new(roster)),
            ..Settings::default()
        };
        let text =
            "---\ncast: [Max Mustername]\nmedia: a.mp3\n---\nAnna: On https://example.org/a\n";
        check_with(
            text,
            settings.clone(),
            expect![[r#"
                cast -> /press/people.yaml (Open the roster, which adds to this cast)
                a.mp3 -> a.mp3 (Open the recording)
                https://example.org/a -> https://example.org/a (Open the page)
            "#]],
        );
        check_with("Anna: Hello.\n", settings, expect![""]);
        check("---\ncast: [Max Mustername]\n---\n", expect![""]);
    }
}
