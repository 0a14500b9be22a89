//! The minutes as canonical JSON (docs/formats/minutes.md): keys in order, no space, UTF-8. These bytes are inside the PDF,
//! and their SHA-256 is printed on it.

use domain::minutes::Minutes;
use serde_json::{Value, json};

use crate::failure::PaperFailure;

/// Name of the format, in its first member.
pub const RESULTS_FORMAT: &str = "delibere-minutes";
/// Version of the format.
pub const RESULTS_VERSION: u32 = 1;

/// `minutes` as canonical JSON.
///
/// # Errors
/// When the value can't be written as JSON.
pub fn results_json(minutes: &Minutes) -> Result<Vec<u8>, PaperFailure> {
    let wrong = |error: serde_json::Error| PaperFailure::Data(error.to_string());
    let value = serde_json::to_value(minutes).map_err(wrong)?;
    let mut text = String::new();
    write(&json!({ "format": RESULTS_FORMAT, "minutes": value, "version": RESULTS_VERSION }), &mut text)
        .map_err(wrong)?;
    Ok(text.into_bytes())
}

/// Writes `value` with its keys in the order of their bytes, whatever order the map keeps.
fn write(value: &Value, out: &mut String) -> Result<(), serde_json::Error> {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            let sorted: std::collections::BTreeMap<&String, &Value> = members.iter().collect();
            out.push('{');
            for (index, (key, item)) in sorted.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&serde_json::to_string(key)?);
                out.push(':');
                write(item, out)?;
            }
            out.push('}');
        }
        plain => out.push_str(&serde_json::to_string(plain)?),
    }
    Ok(())
}
