//! What standard output is: how wide, and whether words on it may be styled.

use std::env;
use std::io::{self, IsTerminal};

/// How many columns a line may have: what COLUMNS says, else the terminal's width. None where nobody looks.
pub fn width() -> Option<usize> {
    let told = env::var("COLUMNS").ok().and_then(|c| c.trim().parse().ok()).filter(|c| *c > 0);
    told.or_else(|| comfy_table::Table::new().width().map(usize::from))
}

/// Bold and colours are for a terminal that shows them, and never against NO_COLOR (no-color.org).
pub fn styled() -> bool {
    let set = |name| env::var_os(name).is_some_and(|v: std::ffi::OsString| !v.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|t| t == "dumb");
    io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
}
