//! The paper as it was drawn, inside a file that members signed since: signatures are appended, so that its bytes stand at the
//! beginning. Not a check: `verify_pdf` says whether the file is sound.

use super::scan;

const END: &[u8] = b"%%EOF";

/// The bytes of `pdf` before its first signature was appended; all of it when nobody signed.
#[must_use]
pub fn as_drawn(pdf: &[u8]) -> &[u8] {
    let (signatures, _) = scan::signatures(pdf);
    let Some(first) = signatures.iter().map(|signature| signature.at).min() else { return pdf };
    let before = pdf.get(..first).unwrap_or_default();
    let end = before.windows(END.len()).rposition(|window| window == END);
    end.and_then(|end| pdf.get(..end + END.len())).unwrap_or(pdf)
}
