//! Half-written forms, and what waits for a lead: emergency openings, somebody who is to be a lead, the report of last year.

use super::Clients;
use crate::access;
use crate::clients::glass;
use crate::db::{Conn, RefKind};
use crate::desk::drafts::Draft;
use crate::kernel::access::Area;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::report;
use crate::today::texts::HomeTexts;
use crate::web::session::SignedIn;
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use chrono::{Datelike, NaiveDate};

/// A half-written form.
pub struct DraftLine {
    pub what: &'static str,
    pub client: String,
    pub saved: String,
    pub address: String,
    pub is_open: bool,
}

/// An emergency opening that the lead has not seen.
pub struct OpeningLine {
    pub case_number: String,
    pub who: String,
    pub reason: String,
    pub seen_action: String,
}

/// Somebody who is to be a lead, for the lead to agree to.
pub struct Grant {
    pub name: String,
    pub username: String,
    pub action: String,
}

/// A year that is over and whose report nobody has frozen, for whoever may.
pub struct Unfrozen {
    pub heading: String,
    pub missing_href: String,
    pub report_href: String,
}

/// Last year, as long as its report is not frozen to the end and there was anything to report.
///
/// # Errors
/// When the database cannot be read.
pub fn unfrozen(conn: &mut Conn, user: &SignedIn, today: NaiveDate, lang: Lang) -> Result<Option<Unfrozen>> {
    let (actor, year) = (&user.actor, today.year() - 1);
    if !actor.may(Area::ReportFreeze)
        || report::store::first_call(conn, actor)?.is_none_or(|first| first.year() > year)
        || report::frozen::is_frozen(conn, actor, year)?
    {
        return Ok(None);
    }
    let report_href = urls::report(year);
    Ok(Some(Unfrozen {
        heading: HomeTexts(lang).unfrozen(&year.to_string()),
        missing_href: format!("{report_href}/missing"),
        report_href,
    }))
}

/// Her drafts. Of one about a client who is not there for her any more, only that it is one.
pub fn drafts(written: Vec<Draft>, clients: &Clients<'_>, state: &State, lang: Lang) -> Vec<DraftLine> {
    let t = HomeTexts(lang);
    let lines = written.into_iter().map(|draft| {
        let client = draft.client_id.map(|id| clients.get(id));
        DraftLine {
            what: form_word(&draft.address, t),
            is_open: !matches!(client, Some(None)),
            client: match client {
                Some(Some(client)) => format!("{} {}", client.case_number, client.name),
                Some(None) => t.no_access().to_owned(),
                None => String::new(),
            },
            saved: t.draft_saved(&show::moment(state.clock().local(draft.saved_at), lang)),
            address: draft.address,
        }
    });
    lines.collect()
}

/// What form a draft belongs to, by the address of its page.
fn form_word(address: &str, t: HomeTexts) -> &'static str {
    match address.rsplit('/').next().unwrap_or_default() {
        _ if address == urls::NEW_CLIENT => t.new_client(),
        _ if address == urls::NEW_ENQUIRY => t.new_enquiry(),
        "identity" => t.identity(),
        "new" if address.ends_with("/journal/new") => t.new_entry(),
        "correction" => t.correction(),
        "amendment" => t.amendment(),
        _ => t.other_form(),
    }
}

/// What a lead has not seen yet; nothing for other roles.
///
/// # Errors
/// When the database cannot be read.
pub fn openings(conn: &mut Conn, state: &State, user: &SignedIn, lang: Lang) -> Result<Vec<OpeningLine>> {
    if !user.actor.may(Area::Oversight) {
        return Ok(Vec::new());
    }
    let t = HomeTexts(lang);
    let keyring = state.database.keyring();
    let lines = glass::unseen(conn, &user.actor)?.into_iter().map(|opening| OpeningLine {
        case_number: opening.case_number,
        who: t.opened(&opening.user, &show::moment(state.clock().local(opening.opened_at), lang)),
        reason: opening.reason,
        seen_action: format!("{}/{}/seen", urls::BREAK_GLASS, keyring.cover(RefKind::BreakGlass, opening.id)),
    });
    Ok(lines.collect())
}

/// Whom the lead is asked to agree to; nobody for other roles.
///
/// # Errors
/// When the database cannot be read.
pub fn grants(conn: &mut Conn, user: &SignedIn) -> Result<Vec<Grant>> {
    if !user.actor.may(Area::LeadGrants) {
        return Ok(Vec::new());
    }
    let accounts = access::store::accounts(conn, &user.actor)?;
    let waiting = accounts.into_iter().filter(|account| account.awaits_approval);
    Ok(waiting
        .map(|account| Grant {
            action: format!("/lead-grants/{}/approval", account.id),
            name: account.name,
            username: account.username,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_named_by_its_form() {
        let t = HomeTexts(Lang::Nb);
        for (address, word) in [
            ("/clients/new", "Ny bruker"),
            ("/clients/ab/identity", "Personopplysninger"),
            ("/clients/ab/journal/new", "Nytt notat"),
            ("/clients/ab/journal/cd/correction", "Rettelse av et notat"),
            ("/clients/ab/journal/cd/amendment", "Tillegg til et notat"),
            ("/clients/ab/contacts/new", "Skjema"),
        ] {
            assert_eq!(form_word(address, t), word, "{address}");
        }
    }
}
