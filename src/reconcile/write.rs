//! Facts as rows. In: the facts and pairs of a block. Out: rows of `fact`, `fact_member` and `fact_pair` in the place of
//! those that the block had.

use std::collections::BTreeSet;

use rusqlite::{Connection, Statement, params};

use super::agreed::Agreed;
use super::block::Block;
use super::claim::Claim;
use super::dispute::Pair;
use super::group::Fact;
use crate::store::StoreError;

/// Takes away what the blocks had.
pub fn forget(connection: &Connection, blocks: &[Block]) -> Result<(), StoreError> {
    for table in ["fact", "fact_member", "fact_pair"] {
        let mut delete = connection.prepare(&format!("DELETE FROM {table} WHERE block = ?1"))?;
        for block in blocks {
            delete.execute([block.number()])?;
        }
    }
    Ok(())
}

pub struct Writer<'c> {
    fact: Statement<'c>,
    member: Statement<'c>,
    pair: Statement<'c>,
}

impl<'c> Writer<'c> {
    pub fn new(connection: &'c Connection) -> Result<Self, StoreError> {
        Ok(Writer {
            fact: connection
                .prepare("INSERT INTO fact VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)")?,
            member: connection.prepare("INSERT INTO fact_member VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?,
            pair: connection.prepare("INSERT INTO fact_pair VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?,
        })
    }

    pub fn write(&mut self, block: &Block, claims: &[Claim], facts: &[Fact], pairs: &[Pair]) -> Result<(), StoreError> {
        let number = block.number();
        for fact in facts.iter().filter(|fact| fact.members.len() > 1) {
            let Some(agreed) = Agreed::new(fact, claims, &block.series) else { continue };
            let (document, ordinal) = name(fact, claims);
            self.fact.execute(params![
                document,
                ordinal,
                number,
                agreed.best.low,
                agreed.best.high,
                &*agreed.best.qualifier,
                agreed.offence_codes(),
                agreed.country,
                agreed.place.place.name.as_str(),
                agreed.period_id,
                agreed.is_total,
                agreed.best.document.id,
                agreed.best.ordinal,
            ])?;
            let mut members: Vec<usize> = fact.members.clone();
            members.sort_unstable();
            let mut documents = BTreeSet::new();
            for claim in members.iter().filter_map(|at| claims.get(*at)) {
                let is_again = !documents.insert(claim.document.id);
                self.member.execute(params![claim.document.id, claim.ordinal, document, ordinal, is_again, number])?;
            }
        }
        let name = |at: usize| facts.get(at).map_or((0, 0), |fact| name(fact, claims));
        for pair in pairs {
            let (a, b, third) = (name(pair.fact), name(pair.other), pair.third.map(name));
            let reason = pair.reason.as_str();
            let (third_document, third_ordinal) = (third.map(|t| t.0), third.map(|t| t.1));
            self.pair.execute(params![
                reason,
                a.0,
                a.1,
                b.0,
                b.1,
                third_document,
                third_ordinal,
                pair.difference,
                number
            ])?;
        }
        Ok(())
    }
}

/// The member with the smallest observation id: claims are in that order.
fn name(fact: &Fact, claims: &[Claim]) -> (i64, i64) {
    let first = fact.members.iter().min().and_then(|at| claims.get(*at));
    first.map_or((0, 0), |claim| (claim.document.id, claim.ordinal))
}
