//! What can go wrong while a paper is made, signed or read, and what a paper could not print. Not refusals of the rules:
//! those are `domain`'s.

/// Why a paper could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PaperFailure {
    /// A bundled font can't be read: the program itself is damaged.
    #[error("a font of the program is damaged ({0}); nothing was written: install the program again")]
    Font(String),
    /// The PDF could not be written.
    #[error("the PDF could not be written ({0}); nothing was kept of it")]
    Pdf(String),
    /// The paper is not about such a thing.
    #[error("the paper {0} is not about that; nothing was drawn")]
    Subject(&'static str),
    /// The content could not be written as data.
    #[error("the results could not be written as data ({0}); nothing was kept of them")]
    Data(String),
}

/// Why a paper was not signed. The file given is untouched.
#[derive(Debug, thiserror::Error)]
pub enum SignFailure {
    /// The bytes are no PDF that can be continued.
    #[error("this file is no paper that can be signed ({0}); it was left as it is")]
    NotAPaper(String),
    /// The paper has no signature field of that name.
    #[error("the paper has no signature box named {0}; it was left as it is")]
    UnknownField(String),
    /// The field is signed.
    #[error("the box {0} is already signed; it was left as it is")]
    AlreadySigned(String),
    /// The key or the certificate does not fit.
    #[error("the signing key can't be used ({0}); nothing was signed")]
    Key(String),
    /// The instant is outside what a certificate can hold.
    #[error("the date of the signature is outside 1970 to 2049; nothing was signed")]
    Date,
    /// The signature does not fit in its room.
    #[error("the certificates are too long to be held by the paper; nothing was signed")]
    TooLong,
}

/// Something of a text that the paper could not print as it was given: it is shown by a mark, and said here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// What became of the character.
    pub fate: Fate,
    /// The character.
    pub character: char,
    /// The text that holds it, such as a name; cut after forty characters.
    pub text: String,
}

impl Warning {
    /// A free font that draws the character, for who wants to install one; `None` when no font would change anything.
    #[must_use]
    pub fn font(&self) -> Option<&'static str> {
        let name = match u32::from(self.character) {
            _ if self.fate == Fate::LeftOut => return None,
            // Private use (Unicode, 23.5): a letter that only its inventor's font knows.
            0xE000..=0xF8FF | 0xF_0000.. => return None,
            0x1100..=0x11FF | 0x2E80..=0xA4CF | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F => "Noto Sans CJK",
            0xFF00..=0xFFEF | 0x1_B000..=0x1_B16F | 0x1_F200..=0x1_F2FF | 0x2_0000..=0x3_FFFF => "Noto Sans CJK",
            0x1_F000..=0x1_FAFF => "Noto Emoji",
            0x2190..=0x2BFF | 0x1_D400..=0x1_D7FF => "Noto Sans Math, Noto Sans Symbols",
            _ => "Noto Sans",
        };
        Some(name)
    }
}

/// What became of a character that could not be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// No font draws it, of the program or of the machine; a box with its code point stands in its place and the text stays in the
    /// file (copy, search, JSON).
    NotDrawn,
    /// A font of the machine draws it and can't be embedded, by its licence or as it is in colours: the same box stands there.
    NotEmbedded,
    /// A control or direction character: it was left out of the drawing.
    LeftOut,
}

/// Why a paper was not stamped. The file given is untouched.
#[derive(Debug, thiserror::Error)]
pub enum StampFailure {
    /// The paper can't be continued, or the stamp does not fit in it.
    #[error(transparent)]
    Paper(#[from] SignFailure),
    /// Nobody signed the paper, or it does not hold.
    #[error("nothing holds in this paper that a stamp could date; it was left as it is")]
    NotIntact,
    /// The file of that place (from 1) holds no validation data.
    #[error("file {0} of those to join is no certificate, no list of revoked ones and no answer about one")]
    NotValidation(usize),
    /// The file is no request of ours.
    #[error("this is no request for a stamp that this program wrote; nothing was stamped")]
    NotARequest,
    /// The request is about something else.
    #[error("the request is about another paper, or other files to join; nothing was stamped")]
    OtherPaper,
    /// The file is no answer of an authority.
    #[error("this is no answer of a time-stamping authority; nothing was stamped")]
    NotAnAnswer,
    /// The authority did not stamp.
    #[error("the authority did not stamp ({0}); nothing was stamped")]
    Declined(String),
    /// The answer is to another request.
    #[error("the answer is to another request; nothing was stamped")]
    OtherRequest,
    /// The file of the authority holds no certificate.
    #[error("the file of the authority holds no certificate; nothing was stamped")]
    NotAnAuthority,
    /// The authority that is trusted does not vouch for the stamp.
    #[error("the trusted authority does not vouch for this stamp; nothing was stamped")]
    NotTrusted,
    /// The stamp itself does not hold, by the code of the fault.
    #[error("the stamp does not hold ({0}); nothing was stamped")]
    NotBelieved(&'static str),
    /// A request or a stamp could not be written.
    #[error("the request could not be written ({0})")]
    Unwritable(String),
}
