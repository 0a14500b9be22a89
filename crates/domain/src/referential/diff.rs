//! What changed between two référentiels, by code: added, removed, renumbered, moved, or one field rewritten. Values
//! with codes, no words. It compares; it never merges.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Block, BlockKind, Code, Criterion, Evaluation, Referential};
use crate::deliberation::THESIS;

/// The parent of the blocs, the mémoire and the title's rule.
const ROOT: &str = "";

/// One change, of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Difference {
    /// What the thing is.
    pub item: ItemKind,
    /// Its code (of the newer side when it was renumbered); of the référentiel itself, its code.
    pub code: Code,
    /// What happened to it.
    pub change: Change,
}

/// What a difference is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// The référentiel itself.
    Referential,
    /// A bloc.
    Block,
    /// An activity.
    Activity,
    /// A competence.
    Skill,
    /// A group of épreuves.
    Evaluation,
    /// An épreuve.
    Trial,
    /// A criterion.
    Criterion,
    /// The mémoire.
    Thesis,
    /// An expected element of the mémoire.
    Element,
    /// The rule of the title.
    TitleRule,
}

/// What happened to a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// Only the second référentiel has it.
    Added,
    /// Only the first one has it.
    Removed,
    /// Same words under another code.
    Renumbered {
        /// Its code in the first référentiel.
        from: Code,
    },
    /// It stands under another parent.
    Moved {
        /// Code of the parent in the first référentiel.
        from: Code,
        /// Code of the parent in the second.
        to: Code,
    },
    /// Same parent, another place among the brothers that both sides have.
    Reordered,
    /// A field has another content.
    Rewritten {
        /// Which field.
        field: Field,
        /// Content in the first référentiel.
        before: String,
        /// Content in the second.
        after: String,
    },
}

/// A field of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The official words: text of a criterion, a competence, an activity, the mémoire, a rule.
    Text,
    /// A title.
    Title,
    /// The consigne of an épreuve.
    Instruction,
    /// The certifier's note.
    Erratum,
    /// The competences a criterion covers.
    Skills,
    /// The short label of a bloc or of the mémoire.
    Short,
    /// Main or option, with the option's label; the kind of an épreuve.
    Kind,
    /// Conditions of the mission, numbers of the title's rule.
    Conditions,
    /// Version of the data.
    Version,
    /// Where the text was taken from.
    Source,
    /// RNCP number.
    Registration,
    /// The opening sentence.
    Preamble,
}

/// Every difference from `before` to `after`: by kind of thing, then by code.
#[must_use]
pub fn diff(before: &Referential, after: &Referential) -> Vec<Difference> {
    let (old, new) = (flatten(before), flatten(after));
    let mut found = Vec::new();
    for (key, item) in &old {
        match new.get(key) {
            Some(other) => compare(key, item, other, &mut found),
            None => found.push(difference(key, Change::Removed)),
        }
    }
    found.extend(new.keys().filter(|key| !old.contains_key(key)).map(|key| difference(key, Change::Added)));
    renumber(&old, &new, &mut found);
    reordered(&old, &new, &mut found);
    found.sort_by_cached_key(|one| (one.item, natural(&one.code)));
    found
}

type Key = (ItemKind, Code);
type Items = BTreeMap<Key, Item>;

/// One thing, ready to compare.
struct Item {
    parent: Code,
    place: usize,
    fields: Vec<(Field, String)>,
}

fn difference(key: &Key, change: Change) -> Difference {
    Difference { item: key.0, code: key.1.clone(), change }
}

fn compare(key: &Key, before: &Item, after: &Item, found: &mut Vec<Difference>) {
    if before.parent != after.parent {
        found.push(difference(key, Change::Moved { from: before.parent.clone(), to: after.parent.clone() }));
    }
    for ((field, old), (_, new)) in before.fields.iter().zip(&after.fields) {
        if old != new {
            let change = Change::Rewritten { field: *field, before: old.clone(), after: new.clone() };
            found.push(difference(key, change));
        }
    }
}

/// A thing that went and a thing that came with the same words are one thing with another code.
fn renumber(old: &Items, new: &Items, found: &mut Vec<Difference>) {
    let words =
        |items: &Items, key: &Key| items.get(key).and_then(|item| item.fields.first()).map(|(_, text)| text.clone());
    let mut gone: Vec<Key> = keys_with(found, &Change::Removed);
    for came in keys_with(found, &Change::Added) {
        let text = words(new, &came).filter(|text| !text.is_empty());
        let same = |went: &Key| went.0 == came.0 && text.is_some() && words(old, went) == text;
        let Some(place) = gone.iter().position(same) else { continue };
        let went = gone.remove(place);
        found.retain(|one| {
            let key = (one.item, one.code.clone());
            !(key == went && one.change == Change::Removed || key == came && one.change == Change::Added)
        });
        found.push(difference(&came, Change::Renumbered { from: went.1 }));
    }
}

fn keys_with(found: &[Difference], change: &Change) -> Vec<Key> {
    found.iter().filter(|one| one.change == *change).map(|one| (one.item, one.code.clone())).collect()
}

/// Brothers that both sides have under the same parent, compared place by place.
fn reordered(old: &Items, new: &Items, found: &mut Vec<Difference>) {
    let common = |items: &Items, others: &Items| {
        let mut families: BTreeMap<(ItemKind, Code), Vec<(usize, Code)>> = BTreeMap::new();
        for (key, item) in items {
            if others.get(key).is_some_and(|other| other.parent == item.parent) {
                families.entry((key.0, item.parent.clone())).or_default().push((item.place, key.1.clone()));
            }
        }
        families.values_mut().for_each(|family| family.sort());
        families
    };
    let after = common(new, old);
    for (family, brothers) in common(old, new) {
        let now = after.get(&family).into_iter().flatten();
        let moved = brothers.iter().zip(now).filter(|((_, was), (_, is))| was != is).map(|((_, was), _)| was);
        found.extend(moved.map(|code| difference(&(family.0, code.clone()), Change::Reordered)));
    }
}

/// `A1.10` after `A1.9`: digits compare as numbers.
fn natural(code: &str) -> Vec<(String, u64)> {
    let part = |text: &str| (text.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned(), number(text));
    code.split('.').map(part).collect()
}

fn number(text: &str) -> u64 {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).collect();
    digits.parse().unwrap_or(0)
}

fn flatten(referential: &Referential) -> Items {
    let mut items = Items::new();
    let about = vec![
        (Field::Title, referential.title.clone()),
        (Field::Version, referential.version.clone()),
        (Field::Source, referential.source.clone()),
        (Field::Registration, referential.registration.clone().unwrap_or_default()),
        (Field::Preamble, referential.preamble.clone()),
    ];
    put(&mut items, (ItemKind::Referential, referential.code.clone()), ROOT, 0, about);
    for (place, block) in referential.blocks.iter().enumerate() {
        flatten_block(block, place, &mut items);
    }
    flatten_thesis(referential, &mut items);
    items
}

fn flatten_block(block: &Block, place: usize, items: &mut Items) {
    let kind = match &block.kind {
        BlockKind::Main => String::new(),
        BlockKind::Option { label } => label.clone(),
    };
    let fields = vec![(Field::Title, block.title.clone()), (Field::Short, block.short.clone()), (Field::Kind, kind)];
    put(items, (ItemKind::Block, block.code.clone()), ROOT, place, fields);
    for (place, activity) in block.activities.iter().enumerate() {
        let fields = vec![(Field::Text, activity.text.clone()), note(activity.erratum.as_ref())];
        put(items, (ItemKind::Activity, activity.code.clone()), &block.code, place, fields);
    }
    for (place, skill) in block.skills.iter().enumerate() {
        let fields = vec![(Field::Text, skill.text.clone()), note(skill.erratum.as_ref())];
        put(items, (ItemKind::Skill, skill.code.clone()), &block.code, place, fields);
    }
    for (place, evaluation) in block.evaluations.iter().enumerate() {
        put(items, (ItemKind::Evaluation, evaluation.code.clone()), &block.code, place, Vec::new());
        flatten_evaluation(evaluation, items);
    }
}

fn flatten_evaluation(evaluation: &Evaluation, items: &mut Items) {
    for (place, trial) in evaluation.trials.iter().enumerate() {
        let fields = vec![
            (Field::Instruction, trial.instruction.clone()),
            (Field::Title, trial.title.clone()),
            (Field::Kind, format!("{:?}", trial.kind)),
            note(trial.erratum.as_ref()),
        ];
        put(items, (ItemKind::Trial, trial.code.clone()), &evaluation.code, place, fields);
    }
    for (place, criterion) in evaluation.criteria.iter().enumerate() {
        put_criterion(items, ItemKind::Criterion, criterion, &evaluation.code, place);
    }
}

fn flatten_thesis(referential: &Referential, items: &mut Items) {
    let (thesis, rule) = (&referential.thesis, &referential.title_rule);
    let mission = format!("{} · {}", thesis.mission.internship_months, thesis.mission.apprenticeship);
    let fields = vec![
        (Field::Text, thesis.text.clone()),
        (Field::Title, thesis.title.clone()),
        (Field::Short, thesis.short.clone()),
        (Field::Conditions, mission),
        note(thesis.erratum.as_ref()),
    ];
    put(items, (ItemKind::Thesis, THESIS.to_owned()), ROOT, 0, fields);
    for (place, element) in thesis.elements.iter().enumerate() {
        put_criterion(items, ItemKind::Element, element, THESIS, place);
    }
    let conditions = format!("{} · {}", rule.options, rule.thesis);
    let fields = vec![(Field::Text, rule.text.clone()), (Field::Conditions, conditions), note(rule.erratum.as_ref())];
    put(items, (ItemKind::TitleRule, ROOT.to_owned()), ROOT, 0, fields);
}

fn put_criterion(items: &mut Items, kind: ItemKind, criterion: &Criterion, parent: &str, place: usize) {
    let skills: BTreeSet<&str> = criterion.skills.iter().map(String::as_str).collect();
    let skills = skills.into_iter().collect::<Vec<_>>().join(", ");
    let fields = vec![(Field::Text, criterion.text.clone()), (Field::Skills, skills), note(criterion.erratum.as_ref())];
    put(items, (kind, criterion.code.clone()), parent, place, fields);
}

fn note(erratum: Option<&String>) -> (Field, String) {
    (Field::Erratum, erratum.cloned().unwrap_or_default())
}

fn put(items: &mut Items, key: Key, parent: &str, place: usize, fields: Vec<(Field, String)>) {
    items.insert(key, Item { parent: parent.to_owned(), place, fields });
}
