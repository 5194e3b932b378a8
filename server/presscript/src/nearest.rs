//! What somebody may have meant.

/// The candidate that is most like `written`; none when that would be a wild guess.
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let written = written.to_lowercase();
    let alike = |candidate: &str| {
        // Of `label/no-space` the name alone may have been written.
        let name = candidate.rsplit('/').next().unwrap_or(candidate);
        strsim::jaro_winkler(&written, candidate).max(strsim::jaro_winkler(&written, name))
    };
    let candidates = candidates
        .into_iter()
        .map(|candidate| (alike(candidate), candidate));
    let (alike, nearest) = candidates.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (alike >= ALIKE).then_some(nearest)
}

/// From 0, nothing in common, to 1, the same.
const ALIKE: f64 = 0.8;

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_understood_and_nothing_is_made_up() {
        let codes = ["label/no-space", "label/empty", "profile"];
        assert_eq!(nearest("nospace", codes), Some("label/no-space"));
        assert_eq!(nearest("lable/empty", codes), Some("label/empty"));
        assert_eq!(nearest("Profil", codes), Some("profile"));
        assert_eq!(nearest("warn", ["off", "on", "warning"]), Some("warning"));
        assert_eq!(nearest("notes", ["roster", "profile"]), None);
        assert_eq!(nearest("zzzzzzzz", codes), None);
        assert_eq!(nearest("something-else", ["label/missing-colon"]), None);
        assert_eq!(nearest("x", []), None);
    }
}
