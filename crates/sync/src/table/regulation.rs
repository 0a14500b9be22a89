//! A règlement as a TOML file (docs/formats/regulation.md), read into the domain's values. Whether it makes sense is
//! `domain::regulation::check`'s.

use domain::regulation::Regulation;

/// Largest règlement, in bytes.
pub const MAX_REGULATION: usize = 1024 * 1024;

/// Codes of the examples that come with the product, the default first.
pub const BUILT_IN: [&str; 2] = ["exemple-niveaux", "exemple-notes"];

/// Why a text is no règlement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotARegulation {
    /// Larger than [`MAX_REGULATION`].
    #[error("The règlement has {bytes} bytes, more than {MAX_REGULATION}")]
    TooLarge {
        /// Size of the file.
        bytes: usize,
    },
    /// TOML files are UTF-8.
    #[error("The règlement is not written in UTF-8")]
    NotUtf8,
    /// A field is missing, unknown or of another kind.
    #[error("Line {line}: {message}")]
    Field {
        /// Line of the file, from 1; 1 when the whole file is at fault.
        line: usize,
        /// What the TOML reader says.
        message: String,
    },
    /// The product brings no example of that code.
    #[error("No built-in règlement is called {code}")]
    UnknownExample {
        /// The code asked for.
        code: String,
    },
}

/// The règlement of a TOML file.
///
/// # Errors
/// When the file is too large, is not UTF-8, or does not follow the format.
pub fn read(bytes: &[u8]) -> Result<Regulation, NotARegulation> {
    if bytes.len() > MAX_REGULATION {
        return Err(NotARegulation::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| NotARegulation::NotUtf8)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let before = text.bytes().take(start).filter(|byte| *byte == b'\n').count();
        NotARegulation::Field { line: before + 1, message: error.message().to_owned() }
    })
}

/// The example of that code, adopted by no certifier.
///
/// # Errors
/// When there is none of that code.
pub fn built_in(code: &str) -> Result<Regulation, NotARegulation> {
    match code {
        "exemple-niveaux" => read(include_bytes!("../../../../assets/regulations/exemple-niveaux.toml")),
        "exemple-notes" => read(include_bytes!("../../../../assets/regulations/exemple-notes.toml")),
        _ => Err(NotARegulation::UnknownExample { code: code.to_owned() }),
    }
}
