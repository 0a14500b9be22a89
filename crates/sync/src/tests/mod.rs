//! The post's tests: a small jury whose laptops write real entries, the laws of the exchange, hostile files, and what is
//! believed of a bundle. No product code.

mod belief;
mod format;
mod fuzz;
mod histories;
mod hostile;
mod jury;
mod laws;
mod named;
mod preview;
mod qr;
mod request;
mod table;
