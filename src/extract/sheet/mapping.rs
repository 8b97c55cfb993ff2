//! Mapping files.

use super::inspect::Inspection;

/// A mapping file to start from.
pub fn draft(_seen: &Inspection) -> String {
    String::new()
}
