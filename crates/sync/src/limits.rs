//! How much a bundle may hold. Every number is checked while reading, before anything is believed (docs/formats/bundle.md §7).
//! Not a place for limits that people set.

/// Longest file, in bytes, as it travels.
pub const FILE: usize = 64 << 20;
/// Longest beginning of a file, where its recipients are named, in bytes.
pub const ENVELOPE: usize = 64 << 10;
/// Most recipients of a file.
pub const RECIPIENTS: usize = 256;
/// Longest content once decompressed, in bytes.
pub const RAW: usize = 256 << 20;
/// Most entries.
pub const ENTRIES: u32 = 5_000_000;
/// Most logs.
pub const LOGS: usize = 4_096;
/// Most runs of entries; a log has one, and one more for each fork or gap.
pub const RUNS: usize = 65_536;
/// Most heads.
pub const HEADS: usize = 65_536;
/// Most persons whose secret travels.
pub const SECRETS: usize = 100_000;
/// Most documents.
pub const BLOBS: usize = 10_000;
/// Longest document, in bytes.
pub const BLOB: usize = 50 << 20;
/// Longest payload of an entry, in bytes.
pub const PAYLOAD: usize = 64 << 10;
/// Longest payload of the entry that opens a session: it carries the référentiel and the règlement.
pub const OPENING_PAYLOAD: usize = domain::log::PAYLOAD_LIMIT;
/// Most entries in a segment.
pub const SEGMENT_ENTRIES: u32 = 4_096;
/// Longest segment once decompressed, in bytes; an entry longer than that stands alone in its own.
pub const SEGMENT: usize = 1 << 20;
/// Most work an invitation code may demand of whoever opens the file: 2 to this power, and as many KiB of memory.
pub const WORK: u8 = 18;

/// Longest payload of an entry of that kind, in bytes.
#[must_use]
pub fn payload(kind: u16) -> usize {
    if kind == 2 { OPENING_PAYLOAD } else { PAYLOAD }
}
