//! Closes a bundle for those who may open it, and opens it: the age format, version 1 (age-encryption.org/v1). Age hides the
//! content and detects damage; it says nothing of who wrote it, which the signatures inside do.

use std::io::{ErrorKind, Read, Write};

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, Identity};
use zeroize::Zeroizing;

use crate::invitation::normalise_code;
use crate::limits;
use crate::refused::{Limit, Refused};
use crate::session_key::{Recipient, SessionKey};
use crate::write::Plaintext;

/// Work an invitation code demands: scrypt with N = 2^15, 32 MiB of memory, some tenths of a second.
const WORK: u8 = 15;
const FIRST_LINE: &[u8] = b"age-encryption.org/v1\n";

/// For whom a bundle is closed.
#[derive(Debug, Clone)]
pub enum Recipients {
    /// Whoever holds one of these keys: the session's, and others if need be.
    Keys(Vec<Recipient>),
    /// Whoever knows the invitation code.
    Code(String),
}

/// What opens a bundle.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// One of these session keys.
    Sessions(&'a [SessionKey]),
    /// An invitation code, as it was typed.
    Code(&'a str),
}

/// What a closed bundle asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// A session key.
    Key,
    /// An invitation code.
    Code,
}

/// Why a bundle can't be closed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Closing a bundle: {0}")]
pub struct NotSealed(String);

/// The file that only `recipients` can open. Two files of the same content differ: encryption draws its own random.
///
/// # Errors
/// When there is no recipient or more than [`limits::RECIPIENTS`], or the library fails.
pub fn seal(plaintext: &[u8], recipients: &Recipients) -> Result<Vec<u8>, NotSealed> {
    let encryptor = match recipients {
        Recipients::Keys(keys) if keys.len() > limits::RECIPIENTS => {
            return Err(NotSealed(format!("more than {} recipients", limits::RECIPIENTS)));
        }
        Recipients::Keys(keys) => Encryptor::with_recipients(keys.iter().map(|key| &key.0 as &dyn age::Recipient)),
        Recipients::Code(code) => {
            let mut recipient = age::scrypt::Recipient::new(SecretString::from(normalise_code(code)));
            recipient.set_work_factor(WORK);
            Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        }
    };
    let encryptor = encryptor.map_err(|failure| NotSealed(failure.to_string()))?;
    let io = |failure: std::io::Error| NotSealed(failure.to_string());
    let mut file = Vec::with_capacity(plaintext.len() + (1 << 10));
    let mut writer = encryptor.wrap_output(&mut file).map_err(io)?;
    writer.write_all(plaintext).map_err(io)?;
    writer.finish().map_err(io)?;
    Ok(file)
}

/// What `file` asks for, without opening it.
///
/// # Errors
/// When it is no bundle, or its beginning is damaged.
pub fn lock(file: &[u8]) -> Result<Lock, Refused> {
    Ok(if decryptor(file)?.is_scrypt() { Lock::Code } else { Lock::Key })
}

/// The content of `file`.
///
/// # Errors
/// When it is no bundle, is damaged or too long, or `key` does not open it.
pub fn open(file: &[u8], key: Key<'_>) -> Result<Plaintext, Refused> {
    let decryptor = decryptor(file)?;
    let reader = match (key, decryptor.is_scrypt()) {
        (Key::Sessions(_), true) => return Err(Refused::NeedsCode),
        (Key::Sessions(keys), false) => {
            let identities: Vec<age::x25519::Identity> = keys.iter().map(SessionKey::identity).collect();
            decryptor.decrypt(identities.iter().map(|identity| identity as &dyn Identity))
        }
        (Key::Code(_), false) => return Err(Refused::NotForYou),
        (Key::Code(code), true) => {
            let mut identity = age::scrypt::Identity::new(SecretString::from(normalise_code(code)));
            identity.set_max_work_factor(limits::WORK);
            decryptor.decrypt(std::iter::once(&identity as &dyn Identity))
        }
    };
    let mut plaintext = Zeroizing::new(Vec::with_capacity(file.len()));
    reader.map_err(refused)?.read_to_end(&mut plaintext).map_err(|failure| cut_or_altered(failure.kind()))?;
    Ok(plaintext)
}

fn decryptor(file: &[u8]) -> Result<Decryptor<&[u8]>, Refused> {
    if file.len() > limits::FILE {
        return Err(Refused::TooLarge { limit: Limit::File });
    }
    if !file.starts_with(FIRST_LINE) {
        let cut = !file.is_empty() && FIRST_LINE.starts_with(file);
        return Err(if cut { Refused::CutShort } else { Refused::NotABundle });
    }
    // Each recipient costs a computation to whoever opens the file: a hostile one could name half a million.
    let beginning = file.get(..limits::ENVELOPE).unwrap_or_default();
    if file.len() > limits::ENVELOPE && !beginning.windows(5).any(|bytes| bytes == b"\n--- ") {
        return Err(Refused::TooLarge { limit: Limit::Work });
    }
    Decryptor::new_buffered(file).map_err(refused)
}

fn refused(failure: DecryptError) -> Refused {
    match failure {
        DecryptError::NoMatchingKeys => Refused::NotForYou,
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => Refused::WrongCode,
        DecryptError::ExcessiveWork { .. } => Refused::TooLarge { limit: Limit::Work },
        DecryptError::Io(failure) => cut_or_altered(failure.kind()),
        _ => Refused::Altered,
    }
}

/// A file cut inside a block can't be told from an altered one: both are copied again.
fn cut_or_altered(kind: ErrorKind) -> Refused {
    if kind == ErrorKind::UnexpectedEof { Refused::CutShort } else { Refused::Altered }
}
