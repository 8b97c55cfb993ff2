//! Reading: one folder or file a format. In: a source's bytes. Out: an article's text, or a table's rows.

pub mod table;
