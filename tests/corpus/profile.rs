//! Which house profile is inferred for each source.

use std::collections::BTreeMap;

use presscript_tests::corpus_files;

use crate::analysis;

/// Sources with the profile that at least so many per cent of their files have. Files of all others are generic.
///
/// Some of a house's files show nothing of it: excerpts without a question, interviews, minutes, scans.
const HOUSES: &[(&str, &str, usize)] = &[
    ("au_pm_transcripts", "australia-pm", 60),
    ("ex_pentagon", "pentagon", 30),
    ("ex_state_gov", "state", 70),
    ("kremlin_en", "kremlin", 90),
    ("nato", "nato", 100),
    ("wh_biden_briefing", "white-house", 100),
    ("wh_biden_pressconf", "white-house", 90),
];

#[test]
fn houses_are_recognised() {
    let mut counts: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let wanted = std::env::var("PRESSCRIPT_SAMPLES").unwrap_or_default();
    for (source, path) in corpus_files() {
        let analysis = analysis(&path);
        let context = &analysis.model().context;
        let name = context.profile.name.to_string();
        if wanted == "profile" {
            println!("{} {name} {:?}", path.display(), context.reason);
        }
        *counts.entry(source).or_default().entry(name).or_default() += 1;
    }
    for (source, counts) in &counts {
        println!("{source:26} {counts:?}");
        let files: usize = counts.values().sum();
        let house = HOUSES.iter().find(|(name, ..)| name == source);
        let (_, profile, at_least) = house.unwrap_or(&("", "generic", 100));
        let of_it = counts.get(*profile).copied().unwrap_or_default();
        assert!(of_it * 100 >= files * at_least, "{source}: {counts:?}");
    }
}
