//! Gathers the declarations of the types that cross the doors.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};

use ts_rs::{Config, TS, TypeVisitor};

const HEADER: &str =
    "// Generated from Rust by `cargo xtask bindings`; never edited by hand. The contract of the doors.\n\n";

#[derive(Default)]
pub(super) struct Contract {
    config: Config,
    seen: BTreeSet<TypeId>,
    declarations: BTreeMap<String, String>,
    doors: Vec<String>,
}

impl Contract {
    pub(super) fn add<T: TS + 'static + ?Sized>(&mut self) {
        self.visit::<T>();
    }

    pub(super) fn door<Q: TS, A: TS>(&mut self, name: &str) {
        let (request, answer) = (Q::name(&self.config), A::name(&self.config));
        self.doors.push(format!("  {name}: {{ request: {request}; answer: {answer} }};\n"));
    }

    pub(super) fn finish(self) -> String {
        let types = self.declarations.values().map(|declaration| format!("export {declaration}\n\n"));
        let doors = format!("export type Doors = {{\n{}}};\n", self.doors.concat());
        [HEADER.to_owned(), types.collect(), doors].concat()
    }
}

impl TypeVisitor for Contract {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Types that ts-rs maps on one of TypeScript's own have no file of their own, hence no declaration.
        if T::output_path().is_some() {
            self.declarations.insert(T::ident(&self.config), T::decl(&self.config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}
