//! What a laptop asks to join a session with (docs/formats/request.md): its keys, a name, the seat its person expects, signed
//! by the laptop. A few hundred bytes in one form. Nobody is believed here: whoever accepts compares words first.

use domain::id::{DeviceKey, Digest, ReceiverKey, Signature};
use domain::person::Role;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::device::{self, SigningKey};
use crate::frame::Cursor;
use crate::refused::{Limit, Refused};

/// First bytes of a request.
pub const MAGIC: &[u8; 8] = b"DELIBREQ";
/// Version of the format.
pub const VERSION: u8 = 1;
/// Longest name, in bytes of UTF-8.
pub const NAME: usize = 200;
/// Longest request, in bytes.
pub const LONGEST: usize = FIXED + NAME;

/// Length of everything but the name.
const FIXED: usize = 8 + 1 + 1 + 32 + 32 + 16 + 1 + 64;
const DOMAIN: &[u8] = b"delibere-request-v1";

/// What a laptop asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The laptop's signing key.
    pub device: DeviceKey,
    /// The key that files for it are closed with.
    pub receiver: ReceiverKey,
    /// The seat that its person expects. For people: who accepts says as whom the laptop writes.
    pub role: Role,
    /// The name that its person gives. For people too.
    pub name: String,
    /// Makes two requests of one laptop differ.
    pub nonce: [u8; 16],
}

impl Request {
    /// Its bytes, signed by `key`, which must be its device's.
    ///
    /// # Errors
    /// When the name is empty, too long or not plain, the seat can't be asked for, or `key` is another device's.
    pub fn write(&self, key: &SigningKey) -> Result<Vec<u8>, Refused> {
        let role = number_of(self.role).ok_or(Refused::Malformed { part: "request" })?;
        let length = u8::try_from(self.name.len()).map_err(|_| Refused::TooLarge { limit: Limit::Request })?;
        if !is_plain(&self.name) || key.public() != self.device {
            return Err(Refused::Malformed { part: "request" });
        }
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&[VERSION, role]);
        out.extend_from_slice(&self.device.0);
        out.extend_from_slice(&self.receiver.0);
        out.extend_from_slice(&self.nonce);
        out.push(length);
        out.extend_from_slice(self.name.as_bytes());
        let signature = key.sign(&message(&out));
        out.extend_from_slice(&signature.0);
        Ok(out)
    }

    /// The request written in `bytes`, and the digest that names it for ever (`DeviceAdmitted.request`).
    ///
    /// # Errors
    /// When it is no request, of a later format, too long, cut, or not what its device signed.
    pub fn read(bytes: &[u8]) -> Result<(Self, Digest), Refused> {
        let mut cursor = Cursor::new(check_beginning(bytes)?, "request");
        if bytes.len() < FIXED {
            return Err(Refused::CutShort);
        }
        let role = role_of(cursor.u8()?).ok_or(cursor.malformed())?;
        let (device, receiver) = (DeviceKey(cursor.array()?), ReceiverKey(cursor.array()?));
        let nonce = cursor.array()?;
        let length = usize::from(cursor.u8()?);
        match bytes.len().cmp(&(FIXED + length)) {
            std::cmp::Ordering::Less => return Err(Refused::CutShort),
            std::cmp::Ordering::Greater => return Err(cursor.malformed()),
            std::cmp::Ordering::Equal => {}
        }
        let name = std::str::from_utf8(cursor.take(length)?).map_err(|_| cursor.malformed())?.to_owned();
        let signed = bytes.get(..bytes.len() - 64).unwrap_or_default();
        if !device::verify(device, &message(signed), &Signature(cursor.array()?)) {
            return Err(Refused::Altered);
        }
        if !is_plain(&name) {
            return Err(cursor.malformed());
        }
        Ok((Self { device, receiver, role, name, nonce }, crate::digest(bytes)))
    }
}

/// Whether a file begins as a request does: whoever offers it wants to be let in, and brings nothing to take in.
#[must_use]
pub fn begins(file: &[u8]) -> bool {
    file.starts_with(MAGIC)
}

/// A name for the file, without anybody's: `delibere-<device>.demande`.
#[must_use]
pub fn file_name(device: DeviceKey) -> String {
    format!("delibere-{}.demande", device.to_string().chars().take(8).collect::<String>())
}

/// A name in the one form that a request allows: no control or hidden character, in NFC, cut where it would be too long.
#[must_use]
pub fn plain_name(name: &str) -> String {
    let mut plain = String::new();
    for character in name.trim().nfc().filter(|character| !hides(*character)) {
        if plain.len() + character.len_utf8() > NAME {
            break;
        }
        plain.push(character);
    }
    plain.trim().to_owned()
}

/// What follows the magic and the version.
fn check_beginning(bytes: &[u8]) -> Result<&[u8], Refused> {
    let Some(rest) = bytes.strip_prefix(MAGIC.as_slice()) else {
        let cut = !bytes.is_empty() && MAGIC.starts_with(bytes);
        return Err(if cut { Refused::CutShort } else { Refused::NotARequest });
    };
    if bytes.len() > LONGEST {
        return Err(Refused::TooLarge { limit: Limit::Request });
    }
    match rest.split_first() {
        None => Err(Refused::CutShort),
        Some((&VERSION, body)) => Ok(body),
        Some((&version, _)) if version > VERSION => Err(Refused::NewerVersion { version }),
        Some(_) => Err(Refused::NotARequest),
    }
}

fn message(signed: &[u8]) -> Vec<u8> {
    [DOMAIN, signed].concat()
}

fn is_plain(name: &str) -> bool {
    let bounded = !name.is_empty() && name.len() <= NAME && name.trim() == name;
    bounded && is_nfc(name) && !name.chars().any(hides)
}

/// Controls, and what reorders or hides the text around it.
fn hides(character: char) -> bool {
    let invisible = matches!(
        character,
        '\u{00ad}' | '\u{061c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    );
    character.is_control() || invisible
}

/// The office's seat is not asked for: it is who opened the session, or is delegated.
fn number_of(role: Role) -> Option<u8> {
    match role {
        Role::Member => Some(1),
        Role::President => Some(2),
        Role::Representative => Some(3),
        Role::Office => None,
    }
}

fn role_of(number: u8) -> Option<Role> {
    [Role::Member, Role::President, Role::Representative].into_iter().find(|role| number_of(*role) == Some(number))
}
