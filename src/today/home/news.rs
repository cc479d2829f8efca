//! What centres did with one's own clients lately: notes they wrote for the team, and stays they changed.

use super::{Client, Clients};
use crate::audit::{self, Act};
use crate::clients::store::Colleague;
use crate::clients::{own, sight::Sight};
use crate::db::{Conn, Keyring, RefKind};
use crate::journal::model::{EntryHead, Reader, may_read};
use crate::journal::store::shared_since;
use crate::kernel::codes::Role;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::tasks::words;
use crate::today::texts::HomeTexts;
use crate::web::session::SignedIn;
use crate::web::show;
use crate::web::state::State;
use chrono::{NaiveDateTime, TimeDelta};

/// For how many days something is news.
const DAYS: i64 = 14;
/// How many pieces of news are shown.
const SHOWN: usize = 10;
/// Of how many notes and acts of all centres it is asked whether they are about her own clients.
const ASKED: i64 = 500;
/// What a contact person does with stays, as the log names it.
const ACTS: &[&str] =
    &["stay.add", "stay.change", "stay.depart", "stay.transfer", "stay.reopen", "stay.confirm", "announcement.absent"];

/// Something a centre did.
#[derive(Debug)]
pub struct Happening {
    client: i64,
    at: NaiveDateTime,
    by: Option<i64>,
    what: What,
}

#[derive(Debug)]
enum What {
    Note(EntryHead),
    Stay(Act),
}

impl Happening {
    /// Whom it is about.
    pub const fn client(&self) -> i64 {
        self.client
    }
}

/// A piece of news, as the page shows it.
pub struct NewsLine {
    pub icon: &'static str,
    pub client: Client,
    pub what: &'static str,
    pub href: String,
    pub by: String,
    pub at: String,
    pub iso: String,
}

/// What contact persons did with her own clients in the last days, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn read(
    conn: &mut Conn,
    user: &SignedIn,
    sight: &Sight,
    colleagues: &[Colleague],
    now: NaiveDateTime,
) -> Result<Vec<Happening>> {
    let actor = &user.actor;
    let since = now - TimeDelta::days(DAYS);
    let persons: Vec<i64> = colleagues.iter().filter(|one| one.role == Role::ContactPerson).map(|one| one.id).collect();
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let reader = Reader { user_id: user.user_id, role: user.role, is_own_caseworker: true };
    let notes = shared_since(conn, actor, &persons, since, ASKED)?;
    let mut all: Vec<Happening> = notes
        .into_iter()
        .filter(|(head, _)| may_read(head, reader))
        .filter_map(|(head, at)| {
            Some(Happening { client: head.client_id, at: at?, by: Some(head.author_id), what: What::Note(head) })
        })
        .collect();
    for action in ACTS {
        let acts = audit::of_role(conn, actor, Role::ContactPerson, action, since, ASKED)?;
        all.extend(acts.into_iter().map(|(client, act)| Happening {
            client,
            at: act.at,
            by: act.user(),
            what: What::Stay(act),
        }));
    }
    let ids: Vec<i64> = all.iter().map(Happening::client).collect();
    let own = own::among(conn, actor, sight, user.user_id, &ids)?;
    all.retain(|one| own.contains(&one.client));
    all.sort_by_key(|one| std::cmp::Reverse(one.at));
    all.truncate(SHOWN);
    Ok(all)
}

/// The news about clients who are there for the reader.
pub fn lines(
    all: Vec<Happening>,
    clients: &Clients<'_>,
    colleagues: &[Colleague],
    (state, keyring): (&State, &Keyring),
    lang: Lang,
) -> Vec<NewsLine> {
    let t = HomeTexts(lang);
    let today = state.clock().today();
    let seen = all.into_iter().filter_map(|one| clients.get(one.client).map(|client| (one, client)));
    seen.map(|(one, client)| {
        let at = state.clock().local(one.at);
        let by = one.by.and_then(|id| colleagues.iter().find(|other| other.id == id));
        let (icon, what, href) = match &one.what {
            What::Note(head) => {
                let entry = keyring.cover(RefKind::Entry, head.id);
                ("note", t.news_note(), client.part(&format!("journal/{entry}")))
            }
            What::Stay(act) => {
                let (icon, what) = match act.action.as_str() {
                    "stay.add" => ("arrival", t.news_stay_added()),
                    "stay.depart" => ("departure", t.news_stay_ended()),
                    "stay.transfer" => ("departure", t.news_stay_moved()),
                    "stay.reopen" => ("stays", t.news_stay_reopened()),
                    "announcement.absent" => ("warning", t.news_absent()),
                    "stay.confirm" => ("stays", t.news_stay_confirmed()),
                    _ => ("stays", t.news_stay_changed()),
                };
                (icon, what, client.part("stays"))
            }
        };
        NewsLine {
            icon,
            what,
            href,
            by: by.map_or_else(String::new, |one| one.name.clone()),
            at: t.at(&words::day(at.date(), today, lang), &show::minute(minute_of(at))),
            iso: at.format("%Y-%m-%dT%H:%M").to_string(),
            client,
        }
    })
    .collect()
}

fn minute_of(at: NaiveDateTime) -> i32 {
    use chrono::Timelike;
    i32::try_from(at.hour() * 60 + at.minute()).unwrap_or(0)
}
