//! Looking for the few bytes of a text at which a rule has to stop.

/// Some bytes.
pub struct ByteSet([bool; 256]);

impl ByteSet {
    /// These bytes.
    pub const fn of(bytes: &[u8]) -> Self {
        let mut set = [false; 256];
        let mut at = 0;
        while at < bytes.len() {
            set[bytes[at] as usize] = true;
            at += 1;
        }
        Self(set)
    }

    /// The same and all ASCII control characters but those of white space.
    pub const fn with_controls(mut self) -> Self {
        let mut byte = 0;
        while byte < 0x20 {
            self.0[byte] |= !matches!(byte as u8, b'\t' | b'\n' | b'\r');
            byte += 1;
        }
        self.0[0x7F] = true;
        self
    }

    /// Where any of them stands in a text.
    pub fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let bytes = text.bytes().enumerate();
        bytes
            .filter(|(_, byte)| self.0[usize::from(*byte)])
            .map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_bytes() {
        const SET: ByteSet = ByteSet::of(b":[").with_controls();
        let places: Vec<usize> = SET.places("a: b\t[é]\u{1}\n\u{7f}").collect();
        assert_eq!(places, [1, 5, 9, 11]);
    }
}
