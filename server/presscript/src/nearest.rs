//! What somebody may have meant.

/// The candidate that is most like `written`; none when that would be a wild guess.
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let candidates = candidates.into_iter().filter_map(|candidate| {
        // Of `label/no-space` the name alone may have been written.
        let name = candidate.rsplit('/').next().unwrap_or(candidate);
        let distance = |meant: &str| {
            let distance = strsim::damerau_levenshtein(written, meant);
            (distance <= meant.chars().count() / 2).then_some(distance)
        };
        let distance = [candidate, name].into_iter().filter_map(distance).min();
        Some((distance?, candidate))
    });
    let nearest = candidates.min_by_key(|&(distance, _)| distance);
    nearest.map(|(_, candidate)| candidate)
}

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
        assert_eq!(nearest("zzzzzzzz", codes), None);
        assert_eq!(nearest("something-else", ["label/missing-colon"]), None);
        assert_eq!(nearest("x", []), None);
    }
}
