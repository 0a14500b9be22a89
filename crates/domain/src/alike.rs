//! When two typed texts name the same thing to people: case and spacing aside. Not a place for resemblance, which a person judges
//! (`session::likeness`).

/// Whether two texts name the same thing to people. Nothing is laid down to be compared.
pub(crate) fn alike(one: &str, other: &str) -> bool {
    folded(one).eq(folded(other))
}

/// The letters that are compared: texts that are alike have the same, in the same order.
pub(crate) fn folded(text: &str) -> impl Iterator<Item = char> {
    let lower =
        text.split_whitespace().flat_map(|word| std::iter::once(' ').chain(word.chars().flat_map(char::to_lowercase)));
    // The one letter that has two small forms, by its place in the word.
    lower.map(|letter| if letter == 'ς' { 'σ' } else { letter })
}
