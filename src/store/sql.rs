//! The files of `sql/`, built in: views, ready queries and checks, each with the comment that says what it answers.

use rusqlite::types::ValueRef;

/// One file of `sql/`.
#[derive(Debug, Clone, Copy)]
pub struct SqlFile {
    pub name: &'static str,
    pub text: &'static str,
}

impl SqlFile {
    /// The first comment, in one line.
    pub fn about(&self) -> String {
        let lines = self.text.lines().map_while(|l| l.strip_prefix("--")).map(str::trim);
        lines.collect::<Vec<_>>().join(" ")
    }

    /// The comment's first sentence.
    pub fn title(&self) -> String {
        let about = self.about();
        let end = about.find(['.', '?', ':']).map_or(about.len(), |i| i + 1);
        about.get(..end).unwrap_or(&about).trim_end_matches([':', '.']).to_string()
    }

    /// The statement without its comments, as SQLite keeps it.
    pub fn statement(&self) -> &'static str {
        let mut text = self.text;
        while text.starts_with("--") {
            text = text.split_once('\n').map_or("", |(_, rest)| rest);
        }
        text.trim().trim_end_matches(';')
    }
}

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(SqlFile { name: $name, text: include_str!(concat!("../../sql/", $folder, "/", $name, ".sql")) }),+]
    };
}

/// Append only: a database's `user_version` is how many of them it has.
pub const SCHEMA: &[SqlFile] = files!("schema":
    "0001_init", "0002_facts", "0003_unattended", "0004_containers", "0005_copies", "0006_objects",
    "0007_weights",
    "0008_wider_blocks",
);

pub const VIEWS: &[SqlFile] = files!("views":
    "observations", "refusals", "problems", "persons", "statements", "documents", "runs",
    "observation_facts", "agreed_figures", "facts", "fact_observations", "fact_wholes", "conflicts", "superseded",
    "countable", "countable_parts", "counted",
    "summary_by_nationality", "summary_by_offence", "summary_by_year", "summary_change_by_year", "summary_seizures",
    "summary_by_place", "summary_top_nationalities", "summary_trend", "summary_offence_matrix", "summary_ladder",
    "summary_speakers", "summary_coverage", "summary_data_quality", "summary_sources", "summary_problems",
    "search", "facts_sdmx", "columns",
);

pub const QUERIES: &[SqlFile] = files!("queries":
    "by_year", "trend", "ladder", "arrests_by_nationality", "arrests_by_nationality_and_offence", "change_by_year",
    "cases_and_arrests", "deportations_since", "documents_seized", "nationality_profile", "single_offences",
    "who_said_what", "figures_of_a_speaker", "borne_out", "one_source_only", "disagreements", "told_again", "copies",
    "evidence", "find_articles", "missing_years", "quality", "rejected", "figures_with_evidence", "refused_numbers",
    "unknown_names",
);

/// What the page asks.
pub const REPORT: &[SqlFile] = files!("report":
    "figures", "statements", "members", "documents", "conflicts", "problems", "by_year", "by_nationality", "by_offence", "by_object",
    "by_country", "matrix", "names", "runs",
);

pub const CHECKS: &[SqlFile] = files!("checks":
    "parts_have_their_whole", "spans_lie_in_their_text", "text_figures_have_their_text",
    "only_loaded_documents_have_figures", "one_content_is_loaded_once", "joint_codes_have_their_members",
    "rejected_documents_have_a_problem", "items_have_their_container",
);

/// A value as text; null is empty.
pub fn cell_text(value: rusqlite::Result<ValueRef<'_>>) -> String {
    match value {
        Ok(ValueRef::Null) | Err(_) => String::new(),
        Ok(ValueRef::Integer(i)) => i.to_string(),
        Ok(ValueRef::Real(r)) => r.to_string(),
        Ok(ValueRef::Text(t)) => String::from_utf8_lossy(t).into_owned(),
        Ok(ValueRef::Blob(b)) => b.iter().map(|b| format!("{b:02x}")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_sql_is_built_in_and_says_what_it_answers() -> std::io::Result<()> {
        for (folder, files) in
            [("schema", SCHEMA), ("views", VIEWS), ("queries", QUERIES), ("report", REPORT), ("checks", CHECKS)]
        {
            let on_disk = std::fs::read_dir(format!("{}/sql/{folder}", env!("CARGO_MANIFEST_DIR")))?.count();
            assert_eq!(on_disk, files.len(), "sql/{folder}");
            for file in files {
                assert!(!file.title().is_empty(), "{} has no comment", file.name);
            }
        }
        Ok(())
    }
}
