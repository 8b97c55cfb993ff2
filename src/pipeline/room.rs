//! How much is under way at a time. In: the size of each document that is handed out. Out: a share of the room, which is free
//! again when the document is written.
//!
//! The writer stops for a while when it commits, and workers shouldn't: so many small documents may be under way, and few
//! large ones, since all of them stand in memory.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Bytes of input that may be under way: about as many as a transaction has.
const ROOM: u64 = 1 << 20;
/// What the smallest document counts as.
const LEAST: u64 = 1 << 11;
/// How many of the largest documents each worker may have under way: these are more than their bytes here say.
const LARGE: u64 = 4;

#[derive(Debug)]
pub struct Room {
    taken: Mutex<u64>,
    freed: Condvar,
    largest: u64,
}

impl Room {
    pub fn new(jobs: usize) -> Arc<Room> {
        let largest = (ROOM / (LARGE * jobs as u64)).max(LEAST);
        Arc::new(Room { taken: Mutex::new(0), freed: Condvar::new(), largest })
    }

    /// Waits until there is room for a document of so many bytes.
    pub fn share(self: &Arc<Room>, bytes: u64) -> Share {
        let bytes = bytes.clamp(LEAST, self.largest);
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |taken: &mut u64| *taken + bytes > ROOM;
        let mut taken = self.freed.wait_while(taken, full).unwrap_or_else(PoisonError::into_inner);
        *taken += bytes;
        Share { room: Arc::clone(self), bytes }
    }
}

/// A document's part of the room.
#[derive(Debug)]
pub struct Share {
    room: Arc<Room>,
    bytes: u64,
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut taken = self.room.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let before = *taken;
        *taken -= self.bytes;
        // Who hands out work is not woken for each document, but where there is work for a while.
        if before > ROOM / 2 && *taken <= ROOM / 2 {
            self.room.freed.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_small_documents_have_room_and_few_large_ones() {
        let room = Room::new(2);
        let under_way = |bytes: u64| {
            let mut shares = Vec::new();
            while *room.taken.lock().unwrap_or_else(PoisonError::into_inner) + bytes.clamp(LEAST, room.largest) <= ROOM
            {
                shares.push(room.share(bytes));
            }
            shares.len()
        };
        assert_eq!((under_way(100), under_way(10_000), under_way(u64::MAX)), (512, 104, 8));
    }

    #[test]
    fn a_document_waits_until_others_are_written() {
        let room = Room::new(1);
        let mut shares: Vec<Share> = (0..LARGE).map(|_| room.share(ROOM)).collect();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| room.share(ROOM).bytes);
            shares.clear();
            assert_eq!(waiting.join().ok(), Some(ROOM / LARGE));
        });
    }
}
