//! A mapping file to start from. In: what was understood of a table. Out: TOML that says the same.

use crate::extract::sheet::inspect::Inspection;

/// A mapping file that says what was understood, to be corrected where it is wrong.
pub fn draft(seen: &Inspection) -> String {
    let mut out = format!(
        "# What blotter understands of {0}. Correct what is wrong, delete what is right, and save it beside the table\n\
         # as NAME.blotter.toml, or name it with --mapping. See docs/tables.md.\nfiles = [{0:?}]\n",
        seen.source
    );
    for sheet in &seen.sheets {
        out.push_str("\n[[sheet]]\n");
        if !sheet.name.is_empty() {
            out.push_str(&format!("name = {:?}\n", sheet.name));
        }
        if !sheet.left_out.is_empty() {
            out.push_str(&format!("skip = true  # {}\n", sheet.left_out));
            continue;
        }
        let Some(block) = sheet.blocks.first() else { continue };
        out.push_str(&format!("# header = {:?}\n", block.header_rows));
        if sheet.blocks.len() > 1 {
            out.push_str(&format!("# the first of {} tables on this sheet\n", sheet.blocks.len()));
        }
        let says = |says: &[(String, String)]| {
            let parts = says.iter().map(|(name, value)| {
                let value =
                    if name == "period" { value.split(" to ").next().unwrap_or("").to_string() } else { value.clone() };
                if name == "times" { format!("{name} = {value}") } else { format!("{name} = {value:?}") }
            });
            parts.collect::<Vec<_>>()
        };
        if !block.constants.is_empty() {
            out.push_str("\n[sheet.constants]\n");
            for line in says(&block.constants) {
                out.push_str(&format!("# {line}\n"));
            }
        }
        out.push_str("\n[sheet.columns]\n");
        for label in &block.labels {
            let dimension = label.dimension.map_or("measure".to_string(), |d| {
                serde_json::to_value(d).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default()
            });
            out.push_str(&format!("{} = {dimension:?}  # {}\n", label.column, label.header.replace('\n', " ")));
        }
        for figures in &block.figures {
            let header = figures.header.replace('\n', " ");
            out.push_str(&format!(
                "{} = \"figures\"  # {header}: {}\n",
                figures.column,
                says(&figures.says).join(", ")
            ));
        }
        for left_out in &block.left_out {
            let header = left_out.header.replace('\n', " ");
            out.push_str(&format!("{} = \"skip\"  # {header}: {}\n", left_out.column, left_out.why));
        }
        let unknown: Vec<&str> = seen
            .problems
            .iter()
            .filter(|p| p.code == "unknown_nationality")
            .filter_map(|p| p.message.split('`').nth(1))
            .collect();
        if !unknown.is_empty() {
            out.push_str("\n[sheet.values.nationality]\n");
            for name in unknown {
                out.push_str(&format!("# {name:?} = \"\"\n"));
            }
        }
    }
    out
}
