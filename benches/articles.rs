//! What one article costs, in process: time, allocations, the slowest ones. In: a folder of articles (without one, those
//! of this project). Out: a line for each figure; `make bench-check` runs this under callgrind and counts instructions.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use blotter::extract::article::extract;
use blotter::model::Item;
use blotter::read::article;
use blotter::source::Limits;
use blotter::vocabulary::Vocabulary;

/// The system's allocator, counting.
struct Counting;

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);
static BYTES: AtomicU64 = AtomicU64::new(0);

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        BYTES.fetch_add(layout.size() as u64, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        BYTES.fetch_add(size as u64, Ordering::Relaxed);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// One article from its bytes to its items. Callgrind counts what happens in here.
#[inline(never)]
fn measured(bytes: &[u8], vocabulary: &Vocabulary) -> Vec<Item> {
    let read = article::read(black_box(bytes), "article.txt", &Limits::default());
    black_box(extract(&read.article, vocabulary))
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let rounds: usize = arguments.get(1).and_then(|n| n.parse().ok()).unwrap_or(1);
    let articles = read_all(Path::new(arguments.first().map_or("sample_data/articles", String::as_str)));
    let vocabulary = Vocabulary::builtin();
    // What is made once, at the first article, is no article's.
    let _ = measured(b"Phnom Penh police arrested 12 Chinese nationals on Monday, the BBC said.", vocabulary);
    let (allocations, allocated) = (ALLOCATIONS.load(Ordering::Relaxed), BYTES.load(Ordering::Relaxed));
    let mut times: Vec<Duration> = Vec::new();
    let mut items = 0;
    for _ in 0..rounds {
        for bytes in &articles {
            let began = Instant::now();
            items += measured(bytes, vocabulary).len();
            times.push(began.elapsed());
        }
    }
    let count = (articles.len() * rounds).max(1);
    let bytes: usize = articles.iter().map(Vec::len).sum::<usize>() * rounds;
    let total: Duration = times.iter().sum();
    times.sort_unstable();
    println!("articles {count}");
    println!("bytes {bytes}");
    println!("items {items}");
    println!("allocations_per_article {}", (ALLOCATIONS.load(Ordering::Relaxed) - allocations) / count as u64);
    println!("allocated_bytes_per_article {}", (BYTES.load(Ordering::Relaxed) - allocated) / count as u64);
    println!("megabytes_per_second {:.2}", bytes as f64 / 1e6 / total.as_secs_f64());
    let at = |share: usize| times.get((times.len() * share / 1000).min(times.len() - 1)).map_or(0.0, micros);
    println!("microseconds_median {:.0}\nmicroseconds_p99 {:.0}\nmicroseconds_p999 {:.0}", at(500), at(990), at(999));
}

fn micros(time: &Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn read_all(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of articles").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.extension().is_some_and(|e| e == "txt" || e == "md") => paths.push(path),
                _ => {}
            }
        }
    }
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("an article")).collect()
}
