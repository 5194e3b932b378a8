//! What a file does as a rule: house styles differ, so only an exception from a file's own habit is an error.

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
