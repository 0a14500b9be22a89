//! Tables of results for other programs: CSV, XLSX, JSON. They say what the minutes say; nothing is computed here.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod table;
pub(crate) mod xlsx;
