//! The fonts of this machine, for names that the program's own fonts do not draw: those of the folder `fonts` beside the store,
//! then the system's, read only once a name needs one. Not a place for what is drawn with them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use documents::{Embeds, Found, FoundFont, Press, Presses, Shelf, embeds};
use fontdb::{Database, FaceInfo, ID, Source, Style};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::publish::paper_failure;

impl Desk {
    /// A press with the program's fonts and this machine's. Fonts put in the folder since the last one are seen.
    pub(crate) fn press(&self) -> Result<Press, Failure> {
        Press::beside(self.shelf()).map_err(paper_failure)
    }

    /// Presses for so many papers: one on each core, at most.
    pub(crate) fn presses(&self, papers: usize) -> Result<Presses, Failure> {
        Presses::for_papers(&self.shelf(), papers).map_err(paper_failure)
    }

    fn shelf(&self) -> Arc<dyn Shelf> {
        Arc::new(MachineFonts::new(self.places.fonts(), true))
    }
}

/// The fonts of a folder and of the system.
struct MachineFonts {
    folder: PathBuf,
    with_system: bool,
    listed: OnceLock<Listed>,
    read: Mutex<BTreeMap<u32, Arc<[u8]>>>,
}

/// Every font, the first to be asked first.
struct Listed {
    fonts: Database,
    order: Vec<ID>,
}

impl MachineFonts {
    fn new(folder: PathBuf, with_system: bool) -> Self {
        Self { folder, with_system, listed: OnceLock::new(), read: Mutex::default() }
    }

    fn list(&self) -> Listed {
        let mut fonts = Database::new();
        fonts.load_fonts_dir(&self.folder);
        if self.with_system {
            fonts.load_system_fonts();
        }
        let mut order: Vec<(Key, ID)> = fonts.faces().map(|face| (key(face, &self.folder), face.id)).collect();
        // Folders are listed by the system in any order: the same fonts must give the same papers.
        order.sort_by(|one, other| one.0.cmp(&other.0));
        order.dedup_by(|one, other| one.0 == other.0);
        Listed { order: order.into_iter().map(|(_, id)| id).collect(), fonts }
    }

    /// The font at `rank`, whole, read once.
    fn font(&self, listed: &Listed, rank: u32, id: ID) -> Option<FoundFont> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, index) = (read.get(&rank).cloned(), listed.fonts.face(id)?.index);
        let bytes: Arc<[u8]> = known.or_else(|| listed.fonts.with_face_data(id, |bytes, _| bytes.into()))?;
        read.insert(rank, Arc::clone(&bytes));
        let name = &listed.fonts.face(id)?.post_script_name;
        let name: String = name.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').take(63).collect();
        Some(FoundFont { rank, name: if name.is_empty() { "Font".to_owned() } else { name }, bytes, index })
    }
}

impl Shelf for MachineFonts {
    fn find(&self, character: char) -> Found {
        let listed = self.listed.get_or_init(|| self.list());
        let mut is_refused = false;
        for (rank, id) in (0..).zip(listed.order.iter().copied()) {
            let answer = listed.fonts.with_face_data(id, |bytes, index| embeds(bytes, index, character));
            match answer.unwrap_or(Embeds::Absent) {
                Embeds::Yes => return self.font(listed, rank, id).map_or(Found::Nowhere, Found::Font),
                Embeds::Refused => is_refused = true,
                Embeds::Absent => {}
            }
        }
        if is_refused { Found::NotEmbeddable } else { Found::Nowhere }
    }
}

/// What makes a font be asked before another: the folder's, then what looks like the program's own, then by name.
type Key = (bool, bool, bool, bool, u16, String, String, PathBuf, u32);

fn key(face: &FaceInfo, folder: &Path) -> Key {
    let path = match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => path.clone(),
        Source::Binary(_) => PathBuf::new(),
    };
    let own = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let is_own = path.starts_with(folder) || path.starts_with(own);
    let family = face.families.first().map(|(family, _)| family.clone()).unwrap_or_default();
    (
        !is_own,
        !family.starts_with("Noto Sans"),
        face.monospaced,
        face.style != Style::Normal,
        face.weight.0.abs_diff(400),
        family,
        face.post_script_name.clone(),
        path,
        face.index,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEBREW: &[u8] = include_bytes!("../../../assets/fonts/NotoSansHebrew-Regular.ttf");
    const ARABIC: &[u8] = include_bytes!("../../../assets/fonts/NotoSansArabic-Regular.ttf");

    fn folder() -> (tempfile::TempDir, MachineFonts) {
        let folder = tempfile::tempdir().unwrap();
        let fonts = MachineFonts::new(folder.path().to_owned(), false);
        (folder, fonts)
    }

    #[test]
    fn a_font_put_in_the_folder_draws_what_it_knows() {
        let (folder, fonts) = folder();
        std::fs::write(folder.path().join("b.ttf"), HEBREW).unwrap();
        std::fs::write(folder.path().join("a.ttf"), ARABIC).unwrap();
        std::fs::write(folder.path().join("c.ttf"), b"no font at all").unwrap();
        let found = |character| match fonts.find(character) {
            Found::Font(font) => (font.name, font.rank),
            other => panic!("{other:?}"),
        };
        assert_eq!(found('ש'), ("NotoSansHebrew-Regular".to_owned(), 1));
        assert_eq!(found('ع'), ("NotoSansArabic-Regular".to_owned(), 0));
        assert!(matches!(fonts.find('王'), Found::Nowhere));
    }

    #[test]
    fn without_a_folder_nothing_is_found_and_nothing_fails() {
        let fonts = MachineFonts::new(PathBuf::from("/nowhere/at/all"), false);
        assert!(matches!(fonts.find('王'), Found::Nowhere));
    }

    #[test]
    fn a_font_whose_licence_forbids_it_is_not_taken() {
        let (folder, fonts) = folder();
        let mut restricted = HEBREW.to_vec();
        let record = (12..).step_by(16).find(|at| &restricted[*at..at + 4] == b"OS/2").unwrap();
        let offset = u32::from_be_bytes(restricted[record + 8..record + 12].try_into().unwrap()) as usize;
        restricted[offset + 9] = 0x02;
        std::fs::write(folder.path().join("locked.ttf"), restricted).unwrap();
        assert!(matches!(fonts.find('ש'), Found::NotEmbeddable));
    }
}
