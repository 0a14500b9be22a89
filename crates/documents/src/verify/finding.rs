//! What can be wrong with a signed file as a whole, by the name that the literature gives it: Mladenov and others (2019) for
//! signatures forged, wrapped or followed by unsigned revisions; Mladenov and others (2021) for shadow attacks; Rohlmann and
//! others (2021) for certified files. A closed list; the words for people are elsewhere.

/// Something wrong with the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Its kind.
    pub shape: Shape,
    /// Where, for whoever looks into the file.
    pub detail: String,
}

impl Finding {
    pub(super) fn new(shape: Shape, detail: impl Into<String>) -> Self {
        Self { shape, detail: detail.into() }
    }
}

/// The kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Bytes after the last signature that are no part of a PDF: another file glued behind.
    TrailingBytes,
    /// A revision that nobody signed (incremental saving attack).
    UnsignedRevision,
    /// A signature whose hole is not its own value: something else could stand there (signature wrapping).
    SignatureWrapped,
    /// A signature whose value or range is missing, empty or nonsense (universal signature forgery).
    SignatureForged,
    /// A signature that stands in the bytes, and that the form shows no more.
    SignatureRemoved,
    /// What was shown is shown no more (shadow attack, hide).
    ContentHidden,
    /// What is shown is something else (shadow attack, replace).
    ContentReplaced,
    /// Another document under the same signatures (shadow attack, hide and replace).
    DocumentReplaced,
    /// Notes, stamps or pictures laid over the pages (evil annotation attack).
    AnnotationAdded,
    /// A box added, moved or drawn again to lay something over the pages (sneaky signature attack).
    SneakySignature,
    /// The certification does not say what the first signer said, or is not obeyed.
    CertificationAbused,
    /// The tables that say where objects are contradict each other: two readers would show two papers.
    ObjectTable,
    /// A program that would start when the paper is opened.
    ActiveContent,
    /// The data inside is not the data that was signed.
    AttachmentReplaced,
    /// Another change.
    ForeignChange,
    /// The file is damaged.
    Damaged,
}

impl Shape {
    /// Every kind.
    pub const ALL: [Self; 16] = [
        Self::TrailingBytes,
        Self::UnsignedRevision,
        Self::SignatureWrapped,
        Self::SignatureForged,
        Self::SignatureRemoved,
        Self::ContentHidden,
        Self::ContentReplaced,
        Self::DocumentReplaced,
        Self::AnnotationAdded,
        Self::SneakySignature,
        Self::CertificationAbused,
        Self::ObjectTable,
        Self::ActiveContent,
        Self::AttachmentReplaced,
        Self::ForeignChange,
        Self::Damaged,
    ];

    /// The code its words are found by.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TrailingBytes => "trailing-bytes",
            Self::UnsignedRevision => "unsigned-revision",
            Self::SignatureWrapped => "signature-wrapped",
            Self::SignatureForged => "signature-forged",
            Self::SignatureRemoved => "signature-removed",
            Self::ContentHidden => "content-hidden",
            Self::ContentReplaced => "content-replaced",
            Self::DocumentReplaced => "document-replaced",
            Self::AnnotationAdded => "annotation-added",
            Self::SneakySignature => "sneaky-signature",
            Self::CertificationAbused => "certification-abused",
            Self::ObjectTable => "object-table",
            Self::ActiveContent => "active-content",
            Self::AttachmentReplaced => "attachment-replaced",
            Self::ForeignChange => "foreign-change",
            Self::Damaged => "damaged",
        }
    }
}
