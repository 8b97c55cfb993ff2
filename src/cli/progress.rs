//! What a watcher sees of a run: a bar on a terminal, a log line every few seconds anywhere else.

use std::cell::RefCell;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

use blotter::pipeline::Event;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

const EVERY: Duration = Duration::from_secs(5);

/// Follows one run.
pub struct Progress {
    bar: Option<ProgressBar>,
    bars: MultiProgress,
    state: RefCell<State>,
}

struct State {
    last: Instant,
    documents: u64,
    of: u64,
    items: u64,
}

impl Progress {
    pub fn new(quiet: bool, bars: MultiProgress) -> Self {
        let on_terminal = std::io::stderr().is_terminal() && !quiet;
        let bar = on_terminal.then(|| bars.add(ProgressBar::new(0)));
        if let Some(bar) = &bar {
            let template = "{bar:32} {bytes}/{total_bytes} {eta} {wide_msg}";
            bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        }
        let state = State { last: Instant::now(), documents: 0, of: 0, items: 0 };
        Progress { bar, bars, state: RefCell::new(state) }
    }

    pub fn watch(&self, event: Event<'_>) {
        let mut state = self.state.borrow_mut();
        match event {
            Event::Planned { documents, bytes } => {
                state.of = documents;
                self.with_bar(|bar| bar.set_length(bytes));
            }
            Event::Begun { source } => {
                log::debug!("{source}");
                self.with_bar(|bar| bar.set_message(source.to_string()));
            }
            Event::Items(items) => state.items += items,
            Event::Ended { bytes, .. } => {
                state.documents += 1;
                self.with_bar(|bar| bar.inc(bytes));
            }
            Event::Rejected { source, error } => log::warn!("{source} {error}; {}", error.hint()),
        }
        if self.bar.is_none() && state.last.elapsed() >= EVERY {
            state.last = Instant::now();
            log::info!("{} of {} inputs, {} items", state.documents, state.of, state.items);
        }
    }

    fn with_bar(&self, act: impl Fn(&ProgressBar)) {
        if let Some(bar) = &self.bar {
            act(bar);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
            self.bars.remove(bar);
        }
    }
}
