//! A session as its facts leave it.

pub mod facts;
