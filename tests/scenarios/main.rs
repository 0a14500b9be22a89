//! Stories of juries, told through the desk as people would live them: no window, no shortcut into the rooms below.
#![cfg(feature = "core")]

mod three_jurors_meet;
