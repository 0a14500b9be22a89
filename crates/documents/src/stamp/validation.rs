//! What a reader needs to check signatures long after: certificates, lists of revoked ones, answers about one. Given as files by
//! the office, put in the paper's `/DSS` (ETSI EN 319 142-1, 5.4.2). Whether they are good is whoever checks' to say.

use std::collections::BTreeSet;

use der::{Decode, Document as Der};
use lopdf::{Dictionary, Document, IncrementalDocument, Object, Stream};
use x509_cert::certificate::Certificate;
use x509_cert::crl::CertificateList;

use crate::failure::StampFailure;

/// Validation data, each once, in the order of its bytes: the order of the files changes nothing.
#[derive(Debug, Default)]
pub(super) struct Validation {
    certificates: BTreeSet<Vec<u8>>,
    lists: BTreeSet<Vec<u8>>,
    answers: BTreeSet<Vec<u8>>,
}

impl Validation {
    /// What `files` hold, PEM or DER.
    pub(super) fn read(files: &[Vec<u8>]) -> Result<Self, StampFailure> {
        let mut validation = Self::default();
        for (place, file) in (1..).zip(files) {
            let all = blocks(file).ok_or(StampFailure::NotValidation(place))?;
            for der in all {
                validation.take(der).ok_or(StampFailure::NotValidation(place))?;
            }
        }
        Ok(validation)
    }

    fn take(&mut self, der: Vec<u8>) -> Option<()> {
        let into = if Certificate::from_der(&der).is_ok() {
            &mut self.certificates
        } else if CertificateList::<x509_cert::certificate::Rfc5280>::from_der(&der).is_ok() {
            &mut self.lists
        } else if is_answer(&der) {
            &mut self.answers
        } else {
            return None;
        };
        into.insert(der);
        Some(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.certificates.is_empty() && self.lists.is_empty() && self.answers.is_empty()
    }

    /// The `/DSS` of the next revision: what the paper's holds, then these.
    pub(super) fn dictionary(&self, update: &mut IncrementalDocument) -> Dictionary {
        let mut dictionary = held(update.get_prev_documents());
        dictionary.set("Type", "DSS");
        for (key, all) in [("Certs", &self.certificates), ("CRLs", &self.lists), ("OCSPs", &self.answers)] {
            let mut list = of(update.get_prev_documents(), key.as_bytes());
            for der in all {
                list.push(update.new_document.add_object(Stream::new(Dictionary::new(), der.clone())).into());
            }
            if !list.is_empty() {
                dictionary.set(key, list);
            }
        }
        dictionary
    }
}

/// How many certificates, lists and answers `document` holds to check its signatures later.
pub(crate) fn count(document: &Document) -> [usize; 3] {
    [b"Certs".as_slice(), b"CRLs", b"OCSPs"].map(|key| of(document, key).len())
}

fn held(document: &Document) -> Dictionary {
    let held = document.catalog().and_then(|catalog| catalog.get(b"DSS"));
    let held = held.and_then(|object| document.dereference(object)).and_then(|(_, object)| object.as_dict());
    held.cloned().unwrap_or_default()
}

fn of(document: &Document, key: &[u8]) -> Vec<Object> {
    let held = held(document);
    let list = held.get(key).and_then(|list| document.dereference(list)).and_then(|(_, list)| list.as_array());
    list.cloned().unwrap_or_default()
}

/// `OCSPResponse`: a sequence that begins with a status.
fn is_answer(der: &[u8]) -> bool {
    der::asn1::Any::from_der(der)
        .is_ok_and(|any| der::Tagged::tag(&any) == der::Tag::Sequence && any.value().starts_with(&[0x0A, 0x01]))
}

/// The structures of a file: one of DER, or as many as PEM has.
fn blocks(file: &[u8]) -> Option<Vec<Vec<u8>>> {
    if file.first() == Some(&0x30) {
        return Some(vec![file.to_vec()]);
    }
    let (mut all, mut block) = (Vec::new(), String::new());
    for line in std::str::from_utf8(file).ok()?.lines() {
        if line.starts_with("-----BEGIN") || !block.is_empty() {
            block.push_str(line.trim_end());
            block.push('\n');
        }
        if line.starts_with("-----END") {
            all.push(Der::from_pem(&block).ok()?.1.as_bytes().to_vec());
            block.clear();
        }
    }
    (!all.is_empty() && block.is_empty()).then_some(all)
}
