//! What the tools of this folder are asked on the command line: `FIRST COUNT`, the number of the first and how many. Not a tool
//! by itself.

/// The two numbers, or nothing, once told how to ask. From then on a panic says nothing: it is told with the number that gives
/// it again.
#[expect(clippy::print_stderr, reason = "a terminal tool speaks on the terminal")]
pub(crate) fn asked() -> Option<(u64, u64)> {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let [first, count] = numbers[..] else {
        eprintln!("FIRST COUNT");
        return None;
    };
    std::panic::set_hook(Box::new(|_| {}));
    Some((first, count))
}
