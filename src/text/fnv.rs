//! FNV-1a. In: bytes or numbers. Out: a hash that is the same in every build, for what a database keeps.

pub fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    fnv_from(0xcbf2_9ce4_8422_2325, bytes)
}

/// Goes on from the hash of what stands before.
fn fnv_from(hash: u64, bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The hash of numbers, by their bytes.
pub fn fnv_of(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.fold(fnv([].into_iter()), |hash, number| fnv_from(hash, number.to_le_bytes().into_iter()))
}
