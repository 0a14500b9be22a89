//! Gaps between sealed ratings of one criterion.
