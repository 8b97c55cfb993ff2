//! What went wrong, as it is printed: each cause once, then what can be done about it.

use std::io::ErrorKind;

const HINT: &str = "\n  hint: ";

/// The message of an error with its causes, and its hints behind them, however deep they stood.
pub fn message(error: &anyhow::Error) -> String {
    let (mut said, mut hints): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for cause in error.chain() {
        let text = cause.to_string();
        let (text, hint) = text.split_once(HINT).map_or((text.as_str(), None), |(text, hint)| (text, Some(hint)));
        // Many an error says its cause itself.
        if !said.iter().any(|s| s.contains(text)) {
            said.push(text.to_string());
        }
        hints.extend(hint.map(str::to_string));
    }
    if hints.is_empty() {
        hints.extend(usual(error).map(str::to_string));
    }
    let hints: String = hints.iter().map(|hint| format!("{HINT}{hint}")).collect();
    format!("{}{hints}", said.join(": "))
}

/// What helps against a fault of the file system that nobody had more to say on.
fn usual(error: &anyhow::Error) -> Option<&'static str> {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>())?;
    match io.kind() {
        ErrorKind::NotFound => Some("is the name right? A relative path begins in the folder where you are"),
        ErrorKind::PermissionDenied => Some("you need the right to read it, or to write there"),
        ErrorKind::IsADirectory => Some("name a file; `blotter run` takes folders"),
        ErrorKind::StorageFull => Some("the disk is full: make room, then run again"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::message;

    #[test]
    fn a_cause_is_said_once_and_hints_stand_last() {
        let error = anyhow::anyhow!("a.db: cannot open: no file\n  hint: load first").context("no file");
        assert_eq!(message(&error), "no file: a.db: cannot open: no file\n  hint: load first");
        let io = std::io::Error::from(std::io::ErrorKind::NotFound);
        let error = anyhow::Error::from(io).context("b.txt");
        assert!(message(&error).contains("\n  hint: is the name right?"));
    }
}
