//! The few bytes of a text that matter, found without looking at each of the others alone.
//!
//! In: bytes, and the question that tells some from the rest. Out: where they are. Never: what they mean.

/// How many bytes are looked at together: enough for a compiler to make a few wide instructions of them.
const WIDTH: usize = 32;

/// The places of the bytes that `tells` holds for. It is asked of many bytes at once, so it had better compare and
/// add up (`|`, [`is_among`]) than branch (`||`, `match`). A space tells nothing.
pub fn seek<F: Fn(u8) -> bool>(bytes: &[u8], tells: F) -> Seek<'_, F> {
    Seek { bytes, tells, end: 0, hits: 0 }
}

pub struct Seek<'a, F> {
    bytes: &'a [u8],
    tells: F,
    /// Where the bytes looked at end.
    end: usize,
    /// Those found and not yet told among the last looked at, a bit each.
    hits: u32,
}

impl<F: Fn(u8) -> bool> Iterator for Seek<'_, F> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.hits == 0 {
            let rest = self.bytes.get(self.end..).filter(|rest| !rest.is_empty())?;
            self.hits = if let Some(chunk) = rest.first_chunk() {
                hits(chunk, &self.tells)
            } else {
                let mut chunk = [b' '; WIDTH];
                chunk[..rest.len()].copy_from_slice(rest);
                hits(&chunk, &self.tells)
            };
            self.end += WIDTH;
        }
        let first = self.hits.trailing_zeros() as usize;
        self.hits &= self.hits - 1;
        Some(self.end - WIDTH + first)
    }
}

/// One bit of each byte that tells something.
#[inline]
fn hits(chunk: &[u8; WIDTH], tells: impl Fn(u8) -> bool) -> u32 {
    let mut told = [0; WIDTH];
    told.iter_mut().zip(chunk).for_each(|(told, byte)| *told = u8::from(tells(*byte)));
    // Eight bytes that are 0 or 1, each moved to its bit of the highest byte.
    let eight = |told: &[u8; 8]| {
        let [.., bits] = u64::from_le_bytes(*told).wrapping_mul(0x0102_0408_1020_4080).to_le_bytes();
        u32::from(bits)
    };
    let (eights, _) = told.as_chunks();
    eights.iter().rev().fold(0, |bits, told| bits << 8 | eight(told))
}

/// Whether a byte is one of a few signs.
#[inline]
#[allow(clippy::needless_bitwise_bool)] // a branch would look at each byte alone
#[must_use]
pub fn is_among(byte: u8, signs: &[u8]) -> bool {
    signs.iter().fold(false, |any, sign| any | (byte == *sign))
}

#[cfg(test)]
mod tests {
    use super::seek;

    #[test]
    fn every_byte_that_matters_is_found_once_in_order() {
        for length in 0..140 {
            for step in 1..20 {
                let bytes: Vec<u8> = (0..length).map(|at| if at % step == 0 { b'!' } else { b'a' }).collect();
                let found: Vec<usize> = seek(&bytes, |byte| byte == b'!').collect();
                assert_eq!(found, (0..length).step_by(step).collect::<Vec<_>>(), "{length} {step}");
            }
        }
    }
}
