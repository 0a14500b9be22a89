//! The digest that seals a sheet.
