//! Looking for the few bytes of a text at which whoever reads it has to stop.

/// So many bytes are looked at together: as many as two registers of any processor hold.
const LANES: usize = 32;

/// Where a text has bytes for which `is` says 1, and not 0, given also the byte before and the one behind; 0 stands for
/// none.
///
/// It is quick where `is` is always inlined and made of [`one_of`] and [`within`], joined with `&` and `|`: then the
/// compiler has it look at many bytes in one step. With comparisons it does not always.
pub fn stops<F>(text: &str, is: F) -> Stops<'_, F>
where
    F: Fn(u8, u8, u8) -> u8,
{
    Stops {
        bytes: text.as_bytes(),
        is,
        start: 0,
        next: 0,
        found: 0,
    }
}

/// How many bytes there are for which `is` says 1, as [`stops`] has it.
pub fn count(text: &str, is: impl Fn(u8, u8, u8) -> u8) -> usize {
    let mut stops = stops(text, is);
    let mut count = 0;
    while stops.next < stops.bytes.len() {
        stops.look();
        count += stops.found.count_ones() as usize;
    }
    count
}

/// 1 for a byte that is one of these, 0 for all others.
#[inline(always)]
pub fn one_of(byte: u8, these: &[u8]) -> u8 {
    let nearest = these.iter().map(|this| byte ^ this).fold(u8::MAX, u8::min);
    1u8.saturating_sub(nearest)
}

/// 1 for a byte from `first` to `last`, 0 for all others.
#[inline(always)]
pub fn within(byte: u8, first: u8, last: u8) -> u8 {
    let beyond = byte.wrapping_sub(first).saturating_sub(last - first);
    1u8.saturating_sub(beyond)
}

/// Times eight bytes that are 0 or 1, this has their bits in its highest byte.
const BITS: u64 = 0x0102_0408_1020_4080;

/// See [`stops`].
pub struct Stops<'a, F> {
    bytes: &'a [u8],
    is: F,
    /// Where the bytes begin of which is known what was found.
    start: usize,
    /// Where they end.
    next: usize,
    /// One bit for each of them that was not given yet: 1 where it is wanted.
    found: u32,
}

impl<F: Fn(u8, u8, u8) -> u8> Stops<'_, F> {
    fn look(&mut self) {
        (self.start, self.next) = (self.next, self.next + LANES);
        let around = match self.start {
            0 => None,
            start => self.bytes.get(start - 1..=start + LANES),
        };
        self.found = match around.and_then(|around| around.try_into().ok()) {
            Some(around) => self.marks(around),
            None => {
                let mut around = [0; LANES + 2];
                let from = self.start.saturating_sub(1);
                let near = &self.bytes[from..self.bytes.len().min(self.next + 1)];
                around[usize::from(self.start == 0)..][..near.len()].copy_from_slice(near);
                let inside = self.bytes.len() - self.start;
                let all = self.marks(&around);
                if inside < LANES {
                    all & ((1 << inside) - 1)
                } else {
                    all
                }
            }
        };
    }

    #[inline(always)]
    fn marks(&self, around: &[u8; LANES + 2]) -> u32 {
        let mut marks = [0; LANES];
        for (at, mark) in marks.iter_mut().enumerate() {
            *mark = (self.is)(around[at], around[at + 1], around[at + 2]);
        }
        let (eights, _) = marks.as_chunks();
        let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(BITS) >> 56;
        let bits = eights.iter().map(bits).enumerate();
        bits.fold(0, |all, (at, bits)| all | (bits as u32) << (8 * at))
    }
}

impl<F: Fn(u8, u8, u8) -> u8> Iterator for Stops<'_, F> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            if self.next >= self.bytes.len() {
                return None;
            }
            self.look();
        }
        let lane = self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(self.start + lane)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bytes_are_told_apart() {
        for byte in 0..=u8::MAX {
            assert_eq!(
                one_of(byte, b"\0z\xFF") == 1,
                [0, b'z', 0xFF].contains(&byte)
            );
            assert_eq!(within(byte, b'a', b'z') == 1, byte.is_ascii_lowercase());
            assert_eq!(within(byte, 0x80, u8::MAX) == 1, !byte.is_ascii());
        }
    }

    proptest! {
        #![proptest_config(crate::at_least(2_000))]

        #[test]
        fn they_are_where_one_byte_after_the_other_finds_them(text in "[ab é]{0,70}") {
            let is = |before: u8, byte: u8, after: u8| {
                one_of(byte, b"a") & within(before, 0, b'a') | one_of(byte, b"\xC3 ") & one_of(after, b"\xA9\0")
            };
            let bytes = text.as_bytes();
            let at = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(0);
            let wanted = |&here: &usize| is(at(here.checked_sub(1)), bytes[here], at(Some(here + 1))) == 1;
            let expected: Vec<usize> = (0..bytes.len()).filter(wanted).collect();
            prop_assert_eq!(count(&text, is), expected.len());
            prop_assert_eq!(stops(&text, is).collect::<Vec<_>>(), expected);
        }
    }
}
