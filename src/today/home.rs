//! The first page: what needs her today. Deadlines of her clients, her half-written forms, and for the lead what waits for a
//! lead. Roles without clients see where they may go.

use super::texts::HomeTexts;
use crate::clients::{glass, own, sight, store};
use crate::consents::expiring::{self, next_expiry};
use crate::consents::model::Consent;
use crate::db::{Conn, RefKind};
use crate::desk::drafts;
use crate::kernel::access::Area;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::Code;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::Posted;
use crate::web::layout::{Flash, Layout};
use crate::web::respond::{ok, own_address, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use crate::{access, consents};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use std::collections::BTreeMap;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this room; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/", web::get().to(home_page)).route("/drafts/discard", web::post().to(discard_post));
}

/// How many deadlines are shown.
const SHOWN: usize = 40;
/// Of how many consents that have a last day it is asked whether a later one has taken their place.
const REMINDED: i64 = 500;
/// From how many days a deadline presses.
const NEAR_DAYS: i64 = crate::clients::tags::NEAR_DAYS;

/// A deadline of one of her clients, before it is put into words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Deadline {
    client: i64,
    on: NaiveDate,
    what: What,
}

/// What runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Status(&'static str),
    Consent,
}

/// A deadline, as the page shows it.
#[derive(Debug, PartialEq, Eq)]
struct Due {
    class: &'static str,
    number: String,
    unit: String,
    heading: String,
    date: String,
    iso: String,
    name: String,
    case_number: String,
    href: String,
    act: &'static str,
}

/// A half-written form.
struct DraftLine {
    what: &'static str,
    client: String,
    saved: String,
    address: String,
    is_open: bool,
}

/// An emergency opening that the lead has not seen.
struct OpeningLine {
    case_number: String,
    who: String,
    reason: String,
    seen_action: String,
}

/// Somebody who is to be a lead, for the lead to agree to.
struct Grant {
    name: String,
    username: String,
    action: String,
}

/// What there is for her today.
#[derive(Default)]
struct Day {
    dues: Vec<Due>,
    is_cut: bool,
    drafts: Vec<DraftLine>,
    openings: Vec<OpeningLine>,
    grants: Vec<Grant>,
}

#[derive(Template)]
#[template(path = "today/home.html")]
struct HomePage {
    l: Layout,
    t: HomeTexts,
    day: Day,
    date: String,
    has_clients: bool,
    lead: &'static str,
    last_time: String,
    kept_days: String,
    shown: String,
    clients_href: &'static str,
    discard_action: &'static str,
}

#[derive(Deserialize)]
struct Asked {
    said: Option<String>,
}

async fn home_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Asked>) -> Answer {
    let (worker, asking, lang) = (state.clone(), user.clone(), visitor.lang);
    let day = web::block(move || worker.database.read(|conn| day_of(conn, &worker, &asking, lang))).await??;
    let t = HomeTexts(lang);
    let today = state.clock().today();
    let flash = (query.said.as_deref() == Some("discarded"))
        .then(|| Flash { color: "success", text: t.discarded().to_owned() });
    let l = Layout::new(&visitor, &state, t.title(), urls::HOME).with_flash(flash);
    let last_time = match user.previous_sign_in_at {
        Some(at) => t.last_time(&state.clock().local(at).format("%d.%m.%Y %H.%M").to_string()),
        None => t.first_time().to_owned(),
    };
    Ok(ok(&HomePage {
        t,
        date: capitalized(&t.date(show::weekday(today.weekday(), lang), &show::date(today))),
        has_clients: user.actor.may(Area::Clients),
        lead: if l.nav.len() > 1 { t.lead() } else { t.nothing() },
        last_time,
        kept_days: drafts::KEPT_DAYS.to_string(),
        shown: SHOWN.to_string(),
        clients_href: urls::CLIENTS,
        discard_action: urls::DISCARD_DRAFT,
        day,
        l,
    }))
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Reads what there is for her today: a fixed number of queries.
fn day_of(conn: &mut Conn, state: &State, user: &SignedIn, lang: Lang) -> Result<Day> {
    let mut day = Day { grants: grants(conn, user)?, ..Day::default() };
    if !user.actor.may(Area::Clients) {
        return Ok(day);
    }
    let (actor, now, today) = (&user.actor, state.clock().now_utc(), state.clock().today());
    let sight = sight::of(conn, actor, now)?;
    let all = deadlines(conn, user, &sight, today, lang)?;
    let written = drafts::all(conn, actor, now)?;
    let mut ids: Vec<i64> = all.iter().map(|deadline| deadline.client).collect();
    ids.extend(written.iter().filter_map(|draft| draft.client_id));
    let names = store::names_of(conn, actor, &sight, &ids)?;
    let keyring = state.database.keyring();
    let mut dues: Vec<Due> = all
        .into_iter()
        .filter_map(|deadline| {
            let name = names.iter().find(|name| name.id == deadline.client)?;
            Some(due(&deadline, name, &keyring.cover(RefKind::Client, name.id), today, lang))
        })
        .collect();
    day.is_cut = dues.len() > SHOWN;
    dues.truncate(SHOWN);
    day.dues = dues;
    let t = HomeTexts(lang);
    day.drafts = written
        .into_iter()
        .map(|draft| {
            let name = draft.client_id.map(|id| names.iter().find(|name| name.id == id));
            DraftLine {
                what: form_word(&draft.address, t),
                client: match name {
                    Some(Some(name)) => format!("{} {}", name.case_number, name.short()),
                    Some(None) => t.no_access().to_owned(),
                    None => String::new(),
                },
                is_open: !matches!(name, Some(None)),
                saved: t.draft_saved(&show::moment(state.clock().local(draft.saved_at), lang)),
                address: draft.address,
            }
        })
        .collect();
    if actor.may(Area::Oversight) {
        day.openings = glass::unseen(conn, &user.actor)?
            .into_iter()
            .map(|opening| OpeningLine {
                case_number: opening.case_number,
                who: t.opened(&opening.user, &show::moment(state.clock().local(opening.opened_at), lang)),
                reason: opening.reason,
                seen_action: format!("{}/{}/seen", urls::BREAK_GLASS, keyring.cover(RefKind::BreakGlass, opening.id)),
            })
            .collect();
    }
    Ok(day)
}

/// The deadlines of her own clients, the nearest first: permits that run out, and consents.
fn deadlines(
    conn: &mut Conn,
    user: &SignedIn,
    sight: &sight::Sight,
    today: NaiveDate,
    lang: Lang,
) -> Result<Vec<Deadline>> {
    let (actor, id) = (&user.actor, user.user_id);
    // One more than is shown tells that there are more.
    let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let statuses = own::deadlines(conn, actor, sight, id, today, limit)?;
    let mut all: Vec<Deadline> = statuses
        .into_iter()
        .filter_map(|row| {
            let what = What::Status(row.status?.label(lang));
            Some(Deadline { client: row.client_id, on: row.valid_to?, what })
        })
        .collect();
    let reminded = expiring::clients_to_remind_of(conn, actor, id, today, REMINDED)?;
    let rows = consents::store::consents_of(conn, actor, &reminded)?;
    let scopes = consents::store::consent_scopes_of(conn, actor, &reminded)?;
    let mut of_client: BTreeMap<i64, Vec<Consent>> = BTreeMap::new();
    for row in rows {
        let covered = scopes.iter().filter(|scope| scope.consent_id == row.id).map(|scope| scope.scope).collect();
        of_client.entry(row.client_id).or_default().push(Consent { scopes: covered, row });
    }
    for (client, consents) in of_client {
        let expiry = next_expiry(&consents, today);
        all.extend(expiry.map(|on| Deadline { client, on, what: What::Consent }));
    }
    all.sort_by_key(|deadline| (deadline.on, deadline.client));
    Ok(all)
}

fn due(deadline: &Deadline, name: &store::ClientName, client_ref: &str, today: NaiveDate, lang: Lang) -> Due {
    let t = HomeTexts(lang);
    let left = (deadline.on - today).num_days();
    let days = left.abs().to_string();
    let (number, unit) = match left {
        0 => (String::new(), t.today_last().to_owned()),
        left if left < 0 => (days.clone(), t.days_over(&days)),
        _ => (days.clone(), t.days_left(&days)),
    };
    Due {
        class: if left < 0 {
            "due over"
        } else if left <= NEAR_DAYS {
            "due soon"
        } else {
            "due"
        },
        number,
        unit,
        heading: match deadline.what {
            What::Status(status) if left < 0 => t.status_ran_out(status),
            What::Status(status) => t.status_runs_out(status),
            What::Consent if left < 0 => t.consent_ran_out().to_owned(),
            What::Consent => t.consent_runs_out().to_owned(),
        },
        date: show::date(deadline.on),
        iso: deadline.on.to_string(),
        name: name.short(),
        case_number: name.case_number.clone(),
        href: match deadline.what {
            What::Status(_) => urls::client(client_ref),
            What::Consent => urls::client_part(client_ref, "consents"),
        },
        act: match deadline.what {
            What::Status(_) => t.see_client(),
            What::Consent => t.see_consents(),
        },
    }
}

/// What form a draft belongs to, by the address of its page.
fn form_word(address: &str, t: HomeTexts) -> &'static str {
    match address.rsplit('/').next().unwrap_or_default() {
        _ if address == urls::NEW_CLIENT => t.new_client(),
        "identity" => t.identity(),
        "new" if address.ends_with("/journal/new") => t.new_entry(),
        "correction" => t.correction(),
        "amendment" => t.amendment(),
        _ => t.other_form(),
    }
}

/// Whom the lead is asked to agree to; nobody for other roles.
fn grants(conn: &mut Conn, user: &SignedIn) -> Result<Vec<Grant>> {
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

/// Takes one of her drafts away, then back to where she came from, or to the form without it.
async fn discard_post(state: web::Data<State>, user: SignedIn, form: Posted) -> Answer {
    let address = form.trimmed("address").to_owned();
    let (database, discarded) = (state.database.clone(), address.clone());
    web::block(move || {
        let now = database.clock().now_utc();
        database.write(&user.actor, |conn| {
            let Some(draft) = drafts::find(conn, &user.actor, &discarded, now)? else {
                return Ok(((), AuditEntry::refused("draft.discard")));
            };
            drafts::discard(conn, &user.actor, &discarded)?;
            let of_client = draft.client_id.map(|id| AuditEntry::done_to("draft.discard", "client", id));
            Ok::<_, Error>(((), of_client.unwrap_or(AuditEntry::done("draft.discard"))))
        })
    })
    .await??;
    Ok(match form.trimmed("back") {
        "/" => see_other(&format!("{}?said=discarded", urls::HOME)),
        _ => see_other(own_address(&address)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn made(on: &str, what: What) -> Due {
        let name = store::ClientName {
            id: 1,
            case_number: "2019-010".to_owned(),
            given_name: Some("Irina".to_owned()),
            family_name: Some("Florea".to_owned()),
            alias: None,
        };
        due(&Deadline { client: 1, on: day(on), what }, &name, "ref", day("2019-11-06"), Lang::Nb)
    }

    #[test]
    fn days_are_counted_to_the_deadline_and_past_it() {
        let shown = |due: Due| (due.class, due.number, due.unit);
        let of = |on: &str| shown(made(on, What::Consent));
        assert_eq!(of("2019-11-20"), ("due soon", "14".to_owned(), "dager".to_owned()));
        assert_eq!(of("2019-11-07"), ("due soon", "1".to_owned(), "dag".to_owned()));
        assert_eq!(of("2019-11-06"), ("due soon", String::new(), "siste dag".to_owned()));
        assert_eq!(of("2019-11-02"), ("due over", "4".to_owned(), "dager over".to_owned()));
        assert_eq!(of("2020-01-06"), ("due", "61".to_owned(), "dager".to_owned()));
    }

    #[test]
    fn each_line_opens_the_right_place() {
        let status = made("2019-11-20", What::Status("Refleksjonsperiode"));
        assert_eq!((status.heading.as_str(), status.href.as_str()), ("Refleksjonsperiode går ut", "/clients/ref"));
        assert_eq!(made("2019-11-01", What::Consent).href, "/clients/ref/consents");
        assert_eq!(status.name, "Irina F.");
    }

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

    #[test]
    fn the_day_begins_with_a_capital() {
        assert_eq!(capitalized("onsdag 06.11.2019"), "Onsdag 06.11.2019");
        assert_eq!(capitalized(""), "");
    }
}
