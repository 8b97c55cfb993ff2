//! The yardstick for workbooks: what a user would write instead, read with calamine and inserted as it stands, in one
//! transaction. In: a workbook and a database to make. Out: a table `t` with the cells of the first sheet, untyped.

use calamine::{Data, Reader, open_workbook_auto};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let [workbook, database] = arguments.as_slice() else {
        // `cargo bench` runs every bench without arguments: nothing to do then.
        eprintln!("usage: plain_xlsx WORKBOOK DATABASE");
        return Ok(());
    };
    let mut workbook = open_workbook_auto(workbook)?;
    let range = workbook.worksheet_range_at(0).ok_or("no sheet")??;
    let columns: Vec<String> = (0..range.width()).map(|n| format!("c{n}")).collect();
    let mut connection = Connection::open(database)?;
    connection.execute_batch(&format!("CREATE TABLE t ({})", columns.join(", ")))?;
    let transaction = connection.transaction()?;
    let marks = vec!["?"; range.width()].join(", ");
    let mut insert = transaction.prepare(&format!("INSERT INTO t VALUES ({marks})"))?;
    for row in range.rows() {
        insert.execute(params_from_iter(row.iter().map(value)))?;
    }
    drop(insert);
    transaction.commit()?;
    Ok(())
}

fn value(cell: &Data) -> Value {
    match cell {
        Data::Empty => Value::Null,
        Data::Int(n) => Value::Integer(*n),
        Data::Float(n) => Value::Real(*n),
        Data::Bool(b) => Value::Integer(i64::from(*b)),
        other => Value::Text(other.to_string()),
    }
}
