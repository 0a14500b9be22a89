//! Layout: from the words of a paper to a tagged display list. Names no PDF library: what is drawn here could go to a
//! screen.

pub(crate) mod block;
pub(crate) mod boxes;
pub(crate) mod code;
pub(crate) mod codebox;
pub(crate) mod display;
pub(crate) mod flow;
#[cfg(test)]
mod flow_test;
pub(crate) mod font;
pub(crate) mod letterhead;
pub(crate) mod lift;
pub(crate) mod page;
pub(crate) mod shelf;
#[cfg(test)]
mod shelf_test;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod warnings;
