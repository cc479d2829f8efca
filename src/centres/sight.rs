//! What a contact person sees: one rule, as a function and as what the queries of this room select by (docs: who may see what). A
//! client is there for her while a stay at one of her facilities is open to it, from its first day through the fourteenth after it
//! ended; not when the client is locked, protected without her on the list, or blocked for her. Without a live consent to share
//! with shelters only the stay itself is shown: an alias and dates.

use super::store::{self, Own};
use crate::clients::sight::{self, Guarded, Sight};
use crate::clients::store::{self as clients, ClientName, whole_name};
use crate::consents::model::{Consent, live_scopes};
use crate::consents::store as consents;
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::ConsentScope;
use crate::kernel::error::{Error, Result};
use crate::stays::centre;
use crate::stays::model::Stay;
use crate::stays::store as stays;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How much a contact person sees of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// The stay itself: an alias and dates.
    Stay,
    /// What is shared with shelters.
    Shared,
}

/// The rule: what a contact person of these facilities sees of a client today. `shares` is true while a live consent shares with
/// shelters; `stays` are all stays of the client.
#[must_use]
pub fn depth<'s>(
    facilities: &[i64],
    stays: impl IntoIterator<Item = &'s Stay>,
    sight: &Sight,
    (client, is_merged): (Guarded, bool),
    shares: bool,
    today: NaiveDate,
) -> Option<Depth> {
    let is_here = |stay: &Stay| facilities.contains(&stay.facility_id) && centre::is_open(stay, today);
    let is_seen = stays.into_iter().any(is_here) && sight.sees(client) && !is_merged;
    is_seen.then_some(if shares { Depth::Shared } else { Depth::Stay })
}

/// A contact person today: her facilities, and whom she may see.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Her facilities, by name.
    pub own: Vec<Own>,
    /// What of clients is hers to see, stays apart.
    pub sight: Sight,
    /// Today.
    pub today: NaiveDate,
}

/// A client as a contact person may name her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The client.
    pub client_id: i64,
    /// Her name, alias or case number: as much as may be said.
    pub label: String,
    /// The case number beside a name; blank where it is not said.
    pub case_number: String,
    /// How much is seen of her.
    pub depth: Depth,
}

/// Reads what a contact person may see.
///
/// # Errors
/// [`Error::NotFound`] for whoever is none.
pub fn scope(conn: &mut Conn, actor: &Actor, today: NaiveDate) -> Result<Scope> {
    let sight = sight::of_centre(conn, actor)?;
    Ok(Scope { own: store::own_facilities(conn, actor)?, sight, today })
}

/// Which of these clients have a live consent to share with shelters. Whether they are locked is not asked here.
///
/// # Errors
/// When the database cannot be read.
pub fn sharing(conn: &mut Conn, actor: &Actor, clients: &[i64], today: NaiveDate) -> Result<Vec<i64>> {
    let mut all: BTreeMap<i64, Vec<Consent>> = BTreeMap::new();
    let scopes = consents::consent_scopes_of(conn, actor, clients)?;
    for row in consents::consents_of(conn, actor, clients)? {
        let of = scopes.iter().filter(|scope| scope.consent_id == row.id).map(|scope| scope.scope).collect();
        all.entry(row.client_id).or_default().push(Consent { scopes: of, row });
    }
    let shares = |consents: &Vec<Consent>| live_scopes(consents, today).contains(&ConsentScope::ShareShelter);
    Ok(all.into_iter().filter(|(_, consents)| shares(consents)).map(|(client, _)| client).collect())
}

impl Scope {
    /// The ids of her facilities.
    #[must_use]
    pub fn ids(&self) -> Vec<i64> {
        self.own.iter().map(|own| own.id).collect()
    }

    /// Her facilities in one line.
    #[must_use]
    pub fn names(&self) -> String {
        self.own.iter().map(|own| own.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The name of one of her facilities.
    #[must_use]
    pub fn name_of(&self, facility: i64) -> &str {
        self.own.iter().find(|own| own.id == facility).map_or("", |own| own.name.as_str())
    }

    /// One of her facilities by its reference.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is none of hers.
    pub fn facility(&self, keyring: &Keyring, reference: &str) -> Result<&Own> {
        let id = keyring.uncover(RefKind::Facility, reference)?;
        self.own.iter().find(|own| own.id == id).ok_or(Error::NotFound)
    }

    /// The stays that are open to her, with whom they are of; the first first. Whoever is not there for her is not among them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stays(&self, conn: &mut Conn, actor: &Actor) -> Result<Vec<(Kept<Stay>, Who)>> {
        let found = centre::seen_at(conn, actor, &self.ids(), self.today)?;
        let mut ids: Vec<i64> = found.iter().map(|stay| stay.fact.client_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let whos = self.whos(conn, actor, &ids)?;
        let with_who = |stay: Kept<Stay>| {
            let who = whos.iter().find(|who| who.client_id == stay.fact.client_id)?.clone();
            Some((stay, who))
        };
        Ok(found.into_iter().filter_map(with_who).collect())
    }

    /// How these clients may be named, as far as they are hers to see; that a stay of each is open to her was asked before.
    fn whos(&self, conn: &mut Conn, actor: &Actor, ids: &[i64]) -> Result<Vec<Who>> {
        let names = clients::names_of(conn, actor, &self.sight, ids)?;
        let seen: Vec<i64> = names.iter().map(|name| name.id).collect();
        let sharing = sharing(conn, actor, &seen, self.today)?;
        let depth = |id: i64| if sharing.contains(&id) { Depth::Shared } else { Depth::Stay };
        Ok(names.iter().map(|name| who(name, depth(name.id))).collect())
    }

    /// How many of these clients only a block by name hides from her.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hidden(&self, conn: &mut Conn, actor: &Actor) -> Result<usize> {
        let stays = centre::seen_at(conn, actor, &self.ids(), self.today)?;
        let now = stays.iter().filter(|stay| crate::stays::rules::goes_on(&stay.fact, self.today));
        let mut ids: Vec<i64> = now.map(|stay| stay.fact.client_id).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(clients::hidden_by_name(conn, actor, &self.sight, &ids)?.len())
    }

    /// Clients who are announced to her, by no more than an alias: nothing opens before they come.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn announced(&self, conn: &mut Conn, actor: &Actor, ids: &[i64]) -> Result<Vec<Who>> {
        let names = clients::names_of(conn, actor, &self.sight, ids)?;
        Ok(names.iter().map(|name| who(name, Depth::Stay)).collect())
    }

    /// The stay of a reference, with whom it is of.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not there for her.
    pub fn stay(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        keyring: &Keyring,
        reference: &str,
    ) -> Result<(Kept<Stay>, Who)> {
        let stay = centre::one(conn, actor, keyring.uncover(RefKind::Stay, reference)?)?;
        let who = self.see(conn, actor, stay.fact.client_id, std::slice::from_ref(&stay))?;
        Ok((stay, who))
    }

    /// The client of a reference, with her stays that are open to her.
    ///
    /// # Errors
    /// [`Error::NotFound`] when she is not there for her.
    pub fn client(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        keyring: &Keyring,
        reference: &str,
    ) -> Result<(Who, Vec<Kept<Stay>>)> {
        let id = keyring.uncover(RefKind::Client, reference)?;
        let mut stays = stays::client_stays(conn, actor, id)?;
        let who = self.see(conn, actor, id, &stays)?;
        let own = self.ids();
        stays.retain(|stay| own.contains(&stay.fact.facility_id) && centre::is_open(&stay.fact, self.today));
        stays.sort_by_key(|stay| std::cmp::Reverse((stay.fact.began_on, stay.id)));
        Ok((who, stays))
    }

    /// The client, if one of these stays lets her be seen.
    fn see(&self, conn: &mut Conn, actor: &Actor, client: i64, stays: &[Kept<Stay>]) -> Result<Who> {
        let guarded = sight::guarded(conn, actor, client)?.ok_or(Error::NotFound)?;
        let shares = !sharing(conn, actor, &[client], self.today)?.is_empty();
        let facts = stays.iter().map(|stay| &stay.fact);
        let depth = depth(&self.ids(), facts, &self.sight, guarded, shares, self.today).ok_or(Error::NotFound)?;
        let names = clients::names_of(conn, actor, &self.sight, &[client])?;
        names.first().map(|name| who(name, depth)).ok_or(Error::NotFound)
    }
}

/// A client as she may be named: with what is shared her name, else the alias, else the case number.
fn who(name: &ClientName, depth: Depth) -> Who {
    let whole = whole_name(name.given_name.as_deref(), name.family_name.as_deref());
    let alias = name.alias.as_ref().filter(|alias| !alias.is_empty());
    let (label, case_number) = match (depth, whole.is_empty(), alias) {
        (Depth::Shared, false, _) => (whole, name.case_number.clone()),
        (Depth::Shared, true, Some(alias)) => (format!("«{alias}»"), name.case_number.clone()),
        (Depth::Stay, _, Some(alias)) => (format!("«{alias}»"), String::new()),
        _ => (name.case_number.clone(), String::new()),
    };
    Who { client_id: name.id, label, case_number, depth }
}

/// True when a user may see a client as a contact person; whatever cannot be read is not seen.
#[must_use]
pub fn sees(conn: &mut Conn, actor: &Actor, client: i64, today: NaiveDate) -> bool {
    let seen = scope(conn, actor, today).and_then(|scope| {
        let stays = stays::client_stays(conn, actor, client)?;
        scope.see(conn, actor, client, &stays)
    });
    seen.is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> NaiveDate {
        "2019-11-01".parse::<NaiveDate>().unwrap() + chrono::TimeDelta::days(n)
    }

    fn name(given: Option<&str>, alias: Option<&str>) -> ClientName {
        ClientName {
            id: 1,
            case_number: "2019-001".to_owned(),
            given_name: given.map(str::to_owned),
            family_name: None,
            alias: alias.map(str::to_owned),
        }
    }

    #[test]
    fn she_is_named_by_as_much_as_is_shared() {
        let of = |given, alias, depth| {
            let who = who(&name(given, alias), depth);
            (who.label, who.case_number)
        };
        let pair = |label: &str, number: &str| (label.to_owned(), number.to_owned());
        assert_eq!(of(Some("Ada"), Some("Rev"), Depth::Shared), pair("Ada", "2019-001"));
        assert_eq!(of(None, Some("Rev"), Depth::Shared), pair("«Rev»", "2019-001"));
        assert_eq!(of(Some("Ada"), Some("Rev"), Depth::Stay), pair("«Rev»", ""));
        assert_eq!(of(Some("Ada"), None, Depth::Stay), pair("2019-001", ""));
        assert_eq!(of(None, None, Depth::Shared), pair("2019-001", ""));
    }

    proptest! {
        /// The rule against the words of the page it comes from, said day by day.
        #[test]
        fn she_is_seen_as_the_table_says(
            stays in prop::collection::vec((1_i64..5, 0_i64..60, prop::option::of(0_i64..30)), 0..5),
            own in prop::collection::btree_set(1_i64..5, 0..3),
            (locked, protected, merged, listed, blocked, shares) in any::<(bool, bool, bool, bool, bool, bool)>(),
            today in 0_i64..90,
        ) {
            let rows: Vec<Stay> = stays.iter().map(|(facility_id, from, length)| Stay {
                client_id: 1,
                facility_id: *facility_id,
                began_on: day(*from),
                ended_on: length.map(|length| day(from + length)),
                arranged_by: None,
                exit_reason: None,
                destination_id: None,
            }).collect();
            let sight = Sight::named(if listed { vec![1] } else { vec![] }, if blocked { vec![1] } else { vec![] });
            let client = Guarded { id: 1, is_protected: protected, is_locked: locked };
            let own: Vec<i64> = own.into_iter().collect();
            // Every day on which one of her stays opens the door, counted up.
            let mut open = std::collections::BTreeSet::new();
            for (facility, from, length) in &stays {
                if own.contains(facility) {
                    let last = length.map_or(200, |length| from + length + 14);
                    open.extend(*from..=last);
                }
            }
            let may = open.contains(&today) && !locked && !merged && !blocked && (!protected || listed);
            let expected = if !may { None } else if shares { Some(Depth::Shared) } else { Some(Depth::Stay) };
            prop_assert_eq!(depth(&own, &rows, &sight, (client, merged), shares, day(today)), expected);
        }
    }
}
