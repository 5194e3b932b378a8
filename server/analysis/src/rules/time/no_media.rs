//! `time/no-media`: timestamps without a recording.

use crate::model::segment::SegmentKind;
use crate::rules::time::stamps::{self, stamps};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Reads, Rule, Severity,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "time/no-media",
    severity: Severity::Information,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds files with three timestamps or more whose front matter does not say which recording they belong to:
in `media`, or in another key that speaks of audio, video or a recording.

## Why
A time without its recording cannot be looked up.

## Example
```presscript
---
title: Press conference of the Council of Harbours
---
[00:00:05] Anna Example (FBC): Who decides?

[00:00:09] Minister Mustername: The council does.

[00:00:14] Anna Example (FBC): And when?
```

## Use instead
```presscript
---
title: Press conference of the Council of Harbours
media: audio/harbours.mp3
---
[00:00:05] Anna Example (FBC): Who decides?

[00:00:09] Minister Mustername: The council does.

[00:00:14] Anna Example (FBC): And when?
```

## Fix
Adds a `media` key, for you to fill in.
",
    check: Check::Places(Places {
        collect: stamps::note,
        concerns: stamps::concern,
        reads: Reads::Nothing,
        report,
    }),
};

/// Fewer timestamps than these are an editor's notes.
const MIN_STAMPS: usize = 3;

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let first = model.segments.first().map(|placed| &placed.segment.kind);
    let Some(SegmentKind::FrontMatter(yaml)) = first else {
        return;
    };
    let front_matter = &model.context.front_matter;
    let names_media = front_matter.keys.iter().any(|key| {
        let name = key.name.to_lowercase();
        MEDIA.iter().any(|word| name.contains(word))
    });
    if names_media || !front_matter.problems.is_empty() {
        return;
    }
    let stamps = stamps(noted);
    if stamps.len() < MIN_STAMPS {
        return;
    }
    let end = match yaml.end {
        0 => analysis.text().line_start(1),
        end => end,
    };
    let line = format!("media: {}", analysis.text().line_break(0));
    findings
        .report(
            stamps[0].range.clone(),
            "This file has timestamps, but its front matter does not say of which recording; `media` would.",
        )
        .choice("Add `media` to the front matter", [(end..end, line)]);
}

/// Parts of keys that name a recording.
const MEDIA: &[&str] = &[
    "media",
    "audio",
    "video",
    "recording",
    "youtube",
    "podcast",
    "mp3",
    "mp4",
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    const TURNS: &str = "[00:05] A: One.\n\n[00:09] B: Two [inaudible 00:12].\n";

    #[test]
    fn a_key_is_added() {
        check(
            "time/no-media",
            &format!("---\n---\n{TURNS}"),
            expect![[r#"
                3:2 "00:05": This file has timestamps, but its front matter does not say of which recording; `media` would.
                  choice: Add `media` to the front matter -> ["media: "]
            "#]],
        );
        check(
            "time/no-media",
            &format!("---\r\ntitle: X\r\n---\r\n{TURNS}"),
            expect![[r#"
                4:2 "00:05": This file has timestamps, but its front matter does not say of which recording; `media` would.
                  choice: Add `media` to the front matter -> ["media: "]
            "#]],
        );
    }

    #[test]
    fn no_front_matter_or_another_key_is_enough() {
        check("time/no-media", TURNS, expect![[""]]);
        check(
            "time/no-media",
            &format!("---\nvideo_url: x\n---\n{TURNS}"),
            expect![[""]],
        );
    }
}
