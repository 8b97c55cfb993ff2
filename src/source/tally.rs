//! What comes out of packed bytes beside what went in, so that no file grows without end. In: a reader of packed bytes, and
//! one of what is unpacked from them. Out: the same, counted; the second fails where it gives more than the limits allow.

use std::cell::Cell;
use std::error::Error;
use std::io::{self, Read};
use std::rc::Rc;

use super::{Exceeded, Limits};

/// The counts of one file, over all its members.
#[derive(Debug, Clone)]
pub struct Tally {
    limits: Limits,
    packed: Rc<Cell<u64>>,
    unpacked: Rc<Cell<u64>>,
}

impl Tally {
    pub fn new(limits: &Limits) -> Self {
        Tally::of(0, limits)
    }

    /// Of a file that has so many bytes, whatever its members say of themselves.
    pub fn of(packed: u64, limits: &Limits) -> Self {
        Tally { limits: *limits, packed: Rc::new(Cell::new(packed)), unpacked: Rc::default() }
    }

    pub fn packed<R>(&self, input: R) -> Packed<R> {
        Packed { input, count: Rc::clone(&self.packed) }
    }

    pub fn unpacked<R>(&self, input: R) -> Unpacked<R> {
        Unpacked { input, tally: self.clone() }
    }

    /// What was unpacked so far.
    pub fn count(&self) -> u64 {
        self.unpacked.get()
    }

    /// So much of it counts no more, since it was refused for a reason of its own.
    pub fn take_back(&self, unpacked: u64) {
        self.unpacked.set(self.unpacked.get().saturating_sub(unpacked));
    }

    pub fn check(&self) -> Result<(), Exceeded> {
        self.limits.check_unpacked(self.unpacked.get(), self.packed.get())
    }
}

/// Counts what goes in.
#[derive(Debug)]
pub struct Packed<R> {
    input: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// Counts what comes out, and ends in an [`Exceeded`] where it is too much.
#[derive(Debug)]
pub struct Unpacked<R> {
    input: R,
    tally: Tally,
}

impl<R> Unpacked<R> {
    pub fn into_inner(self) -> R {
        self.input
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.tally.unpacked.set(self.tally.unpacked.get() + read as u64);
        self.tally.check().map_err(io::Error::other)?;
        Ok(read)
    }
}

/// The limit that a reader met, however other readers wrapped it.
pub fn exceeded(error: &io::Error) -> Option<Exceeded> {
    let mut cause: Option<&(dyn Error + 'static)> = error.get_ref().map(|e| e as &(dyn Error + 'static));
    while let Some(error) = cause {
        if let Some(exceeded) = error.downcast_ref::<Exceeded>() {
            return Some(*exceeded);
        }
        cause = match error.downcast_ref::<io::Error>() {
            Some(error) => error.get_ref().map(|e| e as &(dyn Error + 'static)),
            None => error.source(),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Limit;
    use crate::source::limits::RATIO_FROM;

    fn read(packed: u64, unpacked: u64) -> Option<Limit> {
        let tally = Tally::of(packed, &Limits::DEFAULT);
        let error = io::copy(&mut tally.unpacked(io::repeat(0).take(unpacked)), &mut io::sink()).err()?;
        let wrapped = io::Error::new(error.kind(), io::Error::new(error.kind(), error));
        exceeded(&wrapped).map(|e| e.limit)
    }

    #[test]
    fn what_grows_out_of_proportion_ends_in_its_limit() {
        assert_eq!(read(1, RATIO_FROM - 1), None, "what is small does no harm");
        assert_eq!(read(1, RATIO_FROM), Some(Limit::Ratio));
        assert_eq!(read(RATIO_FROM / 100, RATIO_FROM), None);
        assert_eq!(exceeded(&io::Error::other("something else")), None);
    }
}
