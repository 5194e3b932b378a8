//! When two names mean the same outlet: `the Jane’s` and `Jane’s Weekly`, `Example Broadcasting Corporation` and `EBC`.

use super::vocabulary::fold;

/// Whether `called` can be meant where the label says `written`: equal after folding, all of one's
/// words in the other, or one the acronym of the other.
pub fn same_outlet(called: &str, written: &str) -> bool {
    let (called, written) = (fold(called), fold(written));
    let called: Vec<&str> = significant(&called);
    let written: Vec<&str> = significant(&written);
    if called.is_empty() || written.is_empty() {
        return true;
    }
    let within = |some: &[&str], all: &[&str]| some.iter().all(|word| all.contains(word));
    within(&called, &written)
        || within(&written, &called)
        || called.concat() == written.concat()
        || is_acronym(&called, &written)
        || is_acronym(&written, &called)
}

fn significant(folded: &str) -> Vec<&str> {
    folded
        .split(' ')
        .filter(|word| {
            !matches!(
                *word,
                "" | "the" | "of" | "and" | "for" | "from" | "a" | "an" | "at"
            )
        })
        .collect()
}

/// Whether one of the `short` words is made of the first letters of `long`.
fn is_acronym(short: &[&str], long: &[&str]) -> bool {
    let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
    long.len() > 1 && short.iter().any(|word| *word == initials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_compared_by_what_they_mean() {
        for (called, written, same) in [
            ("FBC", "FBC", true),
            ("the Jane’s", "Jane's Sample Weekly", true),
            ("Fictional Broadcasting Corporation", "FBC", true),
            ("FBC", "Fictional Broadcasting Corporation", true),
            ("DailySample", "Daily Sample", true),
            ("Island TV", "ITV9", false),
            (
                "Invented News Agency of the Isles",
                "Isles’ Invented News",
                true,
            ),
            (
                "Fictional National News Agency",
                "National News Agency of Fiction",
                false,
            ),
        ] {
            assert_eq!(same_outlet(called, written), same, "{called} / {written}");
        }
    }
}
