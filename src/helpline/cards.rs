//! Cards for the night: what a client has agreed that the night duty may find, by exact case number or alias and never by search. All
//! its SQL. A card is shown only while her journal consent is live and she is neither protected, locked, closed nor merged.

use crate::audit;
use crate::consents::model::{Consent, live_scopes};
use crate::consents::store::consents_with_scopes;
use crate::db::schema::{clients, night_cards};
use crate::db::{Conn, kept};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::codes::ConsentScope;
use crate::kernel::error::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::prelude::*;

/// How many look-ups one user has in an hour: a night has few, trying all numbers takes many.
pub const MOST_PER_HOUR: i64 = 20;

/// The act of looking up, in the log.
pub const LOOK: &str = "night_card.look";

/// A card.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = night_cards, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Card {
    /// The client.
    pub client_id: i64,
    /// What she calls herself when she rings at night.
    pub alias: String,
    /// Where she may safely be called back.
    pub safe_number: Option<String>,
    /// What is safe to say and do.
    pub instructions: Option<String>,
    /// Whom the night duty rings.
    pub ring: Option<String>,
    /// The day she agreed to it.
    pub agreed_on: NaiveDate,
    /// The last day on which it is shown.
    pub valid_to: NaiveDate,
}

kept!(Card, night_cards, "cards": all_of, add, change, remove);

/// How a look-up ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    /// There is one.
    Found(Card),
    /// There is none, whatever the reason.
    None,
    /// She has looked up too often.
    TooOften,
}

/// What was typed and what stands are the same when only capitals, signs and spaces differ.
fn bare(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Looks up a card by exact case number or alias. An alias that two cards have leads to neither.
///
/// # Errors
/// When it is not hers to look up, or the database cannot be read.
pub fn look(conn: &mut Conn, actor: &Actor, asked: &str, now: NaiveDateTime, today: NaiveDate) -> Result<Looked> {
    actor.must(Area::NightCards)?;
    if audit::count_since(conn, actor, LOOK, now - TimeDelta::hours(1))? >= MOST_PER_HOUR {
        return Ok(Looked::TooOften);
    }
    let open = clients::is_protected
        .eq(false)
        .and(clients::locked_on.is_null())
        .and(clients::closed_on.is_null())
        .and(clients::merged_into_id.is_null());
    let cards: Vec<(String, Card)> = night_cards::table
        .inner_join(clients::table.on(clients::id.eq(night_cards::client_id)))
        .filter(open)
        .filter(night_cards::agreed_on.le(today).and(night_cards::valid_to.ge(today)))
        .order(night_cards::id)
        .select((clients::case_number, Card::as_select()))
        .load(conn)?;
    let asked = bare(asked);
    let fits = |(number, card): &(String, Card)| bare(number) == asked || bare(&card.alias) == asked;
    let mut found: Vec<(String, Card)> = cards.into_iter().filter(fits).collect();
    // A client's newest card is the one that counts; two clients are told apart by the number only.
    let mut owners: Vec<i64> = found.iter().map(|(_, card)| card.client_id).collect();
    owners.sort_unstable();
    owners.dedup();
    let Some((_, card)) = found.pop().filter(|_| owners.len() == 1) else { return Ok(Looked::None) };
    let consents: Vec<Consent> = consents_with_scopes(conn, actor, card.client_id)?;
    let is_live = live_scopes(&consents, today).contains(&ConsentScope::Journal);
    Ok(if is_live { Looked::Found(card) } else { Looked::None })
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn only_signs_and_capitals_are_forgiven() {
        assert_eq!(bare("2019-010"), bare("2019 / 010"));
        assert_eq!(bare("«Måke»"), bare("måke"));
        assert_ne!(bare("Måke"), bare("Make"));
    }
}
