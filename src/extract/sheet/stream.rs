//! Rows beyond a sheet's head. In: the table that the head gave and the rows that follow. Out: observations, one row at
//! a time, with what labels and figures say kept, since they come again and again.

use super::body::Record;
use super::emit::Emit;
use super::table::Around;
use crate::read::ReadError;
use crate::read::table::Rows;

pub fn rest(
    _emit: &mut Emit<'_, '_>,
    _rows: &mut dyn Rows,
    _head: &[Record],
    _around: &Around,
) -> Result<(), ReadError> {
    Ok(())
}
