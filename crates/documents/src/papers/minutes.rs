//! The procès-verbal: the order of its parts, its signature boxes and its margins. Each part has its own file; the content
//! is `domain::minutes::Minutes` and nothing else.

use domain::id::PersonId;
use domain::minutes::{Edition, Minutes, PanelLine};

use super::parts::certifier;
use super::{annexes, decisions, opening, reasons};
use crate::layout::block::Blocks;
use crate::layout::boxes::{SignatureBox, WIDE};
use crate::layout::display::DisplayList;
use crate::layout::flow::{Margins, lay};
use crate::layout::letterhead::Look;
use crate::layout::page;
use crate::layout::text::{Typesetter, plain};
use crate::words;
use crate::words::voice::Voice;

/// The field kept for the certifier. No member's has that name: theirs end with a role.
pub(crate) const CERTIFIER_FIELD: &str = "certificateur";

/// The signature fields of a paper, made before anybody signs: one for each member who deliberates, one for the certifier.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields {
    members: Vec<(PersonId, String)>,
    certifier: Option<String>,
}

impl Fields {
    /// No field: a paper to be signed by hand only.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The fields of `minutes`, named by the person and the role: `awa-diallo-presidence`.
    #[must_use]
    pub fn of(minutes: &Minutes) -> Self {
        let mut members: Vec<(PersonId, String)> = Vec::new();
        for member in minutes.panel.iter().filter(|member| member.role.deliberates()) {
            let base = format!("{}-{}", slug(&member.name), slug(words::role(member.role)));
            let taken = |name: &str| members.iter().any(|(_, other)| other == name);
            let mut name = base.clone();
            let mut number = 2;
            while taken(&name) {
                name = format!("{base}-{number}");
                number += 1;
            }
            members.push((member.person, name));
        }
        Self { members, certifier: Some(CERTIFIER_FIELD.to_owned()) }
    }

    /// The field of a member.
    #[must_use]
    pub fn of_person(&self, person: PersonId) -> Option<&str> {
        self.members.iter().find(|(id, _)| *id == person).map(|(_, name)| name.as_str())
    }

    /// The field kept for the certifier's own signature or seal.
    #[must_use]
    pub fn of_certifier(&self) -> Option<&str> {
        self.certifier.as_deref()
    }
}

/// Lays out `minutes`.
pub(crate) fn lay_out(
    minutes: &Minutes,
    results_digest: &str,
    fields: &Fields,
    setter: &mut Typesetter,
) -> DisplayList {
    let mut blocks = Blocks::default();
    opening::draw(&mut blocks, minutes);
    decisions::draw(&mut blocks, minutes);
    reasons::draw(&mut blocks, minutes, results_digest);
    signatures(&mut blocks, minutes, fields);
    annexes::draw(&mut blocks, minutes);
    lay(setter, &blocks, &margins(minutes), &Look::of(&minutes.certification.letterhead))
}

/// Title of the paper.
pub(crate) fn title(minutes: &Minutes) -> &'static str {
    match minutes.edition {
        Edition::Original if minutes.sitting.closed_at.is_none() => "Projet de procès-verbal",
        Edition::Original => "Procès-verbal de jury",
        Edition::Amendment { .. } => "Procès-verbal rectificatif",
    }
}

fn margins(minutes: &Minutes) -> Margins {
    Margins {
        header: format!("{} {} · {}", title(minutes), words::number(&minutes.number), minutes.sitting.name),
        left: format!("Procès-verbal {}", words::number(&minutes.number)),
        middle: format!("Empreinte : {}", minutes.proof.words.join(" ")),
        count: Voice::FRENCH.count_of_pages(),
    }
}

fn signatures(blocks: &mut Blocks, minutes: &Minutes, fields: &Fields) {
    blocks.section("11. Signatures");
    let closed = minutes.sitting.closed_at.map_or_else(
        || "Projet : la session n’est pas close.".to_owned(),
        |time| format!("Fait {}, {}.", words::moment(time), minutes.sitting.place),
    );
    blocks.paragraph([plain(format!(
        "{closed} Chaque membre ayant délibéré signe dans son cadre, à la main sur papier ou électroniquement dans ce \
         fichier."
    ))]);
    blocks.styled(
        page::SMALL,
        [plain(
            "Signature électronique au sens du règlement (UE) n° 910/2014, de niveau simple ou avancé selon la tenue des \
             clés, non qualifiée ; l’heure est celle de l’appareil qui a signé. Un procès-verbal signé ne se modifie pas : \
             une erreur donne lieu à un procès-verbal rectificatif.",
        )],
    );
    let members = minutes.panel.iter().filter(|member| member.role.deliberates());
    let mut boxes: Vec<SignatureBox> = members.map(|member| member_box(member, fields)).collect();
    boxes.push(SignatureBox {
        field: fields.of_certifier().map(|name| (name.to_owned(), "Signature ou cachet du certificateur".to_owned())),
        ..certifier(&minutes.certification, Voice::FRENCH)
    });
    blocks.space(4.0);
    blocks.signatures(boxes, WIDE);
}

fn member_box(member: &PanelLine, fields: &Fields) -> SignatureBox {
    let role = words::quality(member.role);
    let left = if member.left.is_some() { " (a quitté le jury avant la fin)" } else { "" };
    SignatureBox {
        name: member.name.clone(),
        role: format!("{role}{left}"),
        field: fields
            .of_person(member.person)
            .map(|name| (name.to_owned(), format!("Signature de {}, {}", member.name, role.to_lowercase()))),
    }
}

/// `text` in lower-case ASCII letters, digits and hyphens; letters of other scripts give `x`.
fn slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for character in text.nfd().filter(|character| !unicode_normalization::char::is_combining_mark(*character)) {
        match character {
            _ if character.is_ascii_alphanumeric() => slug.push(character.to_ascii_lowercase()),
            _ if character.is_alphabetic() => slug.push('x'),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(48);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "x".to_owned() } else { slug.to_owned() }
}
