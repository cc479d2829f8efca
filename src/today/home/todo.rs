//! One's own open tasks, and the appointments of the days around today.

use super::{Client, Clients};
use crate::clients::{own, sight::Sight};
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::tasks::model::{Appointment, TaskRow};
use crate::tasks::{appointments, store, words};
use crate::today::texts::HomeTexts;
use crate::web::session::SignedIn;
use crate::web::show::Tag;
use crate::web::urls;
use chrono::{NaiveDate, TimeDelta};

/// How many tasks are read at most.
const MOST: usize = 100;
/// How many of them are shown.
const SHOWN: usize = 8;
/// How many appointments are shown.
const APPOINTMENTS: usize = 10;
/// For how many days an appointment that nobody has said anything of is shown, and how far ahead one looks.
const BEHIND_DAYS: i64 = 14;
const AHEAD_DAYS: i64 = 7;
/// How many of her own are read at most.
const GOES_ALONG: i64 = 50;
/// Of how many appointments that nobody goes along to it is asked whether they are about her own clients.
const OPEN_TO_ALL: i64 = 300;

/// A task, as the page shows it.
pub struct TaskLine {
    pub value: String,
    pub id: String,
    pub title: String,
    pub who: String,
    pub due: String,
    pub is_over: bool,
    pub href: String,
}

/// Her tasks.
#[derive(Default)]
pub struct Tasks {
    pub lines: Vec<TaskLine>,
    /// How many there are, in words; blank for none.
    pub count: String,
    /// The link to all of them.
    pub all: String,
}

/// An appointment, as the page shows it.
pub struct AppointmentLine {
    pub title: String,
    pub when: String,
    pub iso: String,
    pub details: String,
    pub client: Client,
    pub href: String,
    pub tag: Option<Tag>,
}

/// Her open tasks, what is due first.
///
/// # Errors
/// When the database cannot be read.
pub fn tasks_of(conn: &mut Conn, user: &SignedIn) -> Result<Vec<TaskRow>> {
    store::open_of_user(conn, &user.actor, user.user_id, i64::try_from(MOST).unwrap_or(i64::MAX))
}

/// The planned appointments she goes along to, and those of her own clients that nobody goes along to.
///
/// # Errors
/// When the database cannot be read.
pub fn appointments_of(
    conn: &mut Conn,
    user: &SignedIn,
    sight: &Sight,
    today: NaiveDate,
) -> Result<Vec<Kept<Appointment>>> {
    let actor = &user.actor;
    let days = (today - TimeDelta::days(BEHIND_DAYS), today + TimeDelta::days(AHEAD_DAYS));
    let mut hers = appointments::planned(conn, actor, Some(user.user_id), days, GOES_ALONG)?;
    let unassigned = appointments::planned(conn, actor, None, days, OPEN_TO_ALL)?;
    let ids: Vec<i64> = unassigned.iter().map(|kept| kept.fact.client_id).collect();
    let own = own::among(conn, actor, sight, user.user_id, &ids)?;
    hers.extend(unassigned.into_iter().filter(|kept| own.contains(&kept.fact.client_id)));
    hers.sort_by_key(|kept| (kept.fact.place_in_time(), kept.id));
    Ok(hers)
}

/// The tasks that are there for the reader.
pub fn tasks(rows: Vec<TaskRow>, clients: &Clients<'_>, keyring: &Keyring, today: NaiveDate, lang: Lang) -> Tasks {
    let t = HomeTexts(lang);
    let is_full = rows.len() >= MOST;
    let seen: Vec<(TaskRow, Option<Client>)> = rows
        .into_iter()
        .filter_map(|row| match row.task.client_id {
            None => Some((row, None)),
            Some(id) => clients.get(id).map(|client| (row, Some(client))),
        })
        .collect();
    let count = seen.len();
    let number = if is_full { format!("{count}+") } else { count.to_string() };
    let lines = seen.into_iter().take(SHOWN).map(|(row, client)| {
        let value = keyring.cover(RefKind::Task, row.id);
        TaskLine {
            id: format!("task-{value}"),
            href: match &client {
                Some(client) => client.part(&format!("task/{value}")),
                None => format!("{}/{value}", urls::TASKS),
            },
            value,
            who: client.map_or_else(String::new, |client| format!("{} {}", client.case_number, client.name)),
            due: row.task.due_on.map_or_else(String::new, |on| words::due(on, today, lang)),
            is_over: row.task.due_on.is_some_and(|on| on < today),
            title: row.task.title,
        }
    });
    Tasks {
        lines: lines.collect(),
        count: if count == 0 { String::new() } else { t.task_count(&number) },
        all: if count > SHOWN { t.all_my_tasks(&number) } else { t.all_tasks().to_owned() },
    }
}

/// The appointments that are there for the reader.
pub fn lines(
    kept: Vec<Kept<Appointment>>,
    clients: &Clients<'_>,
    today: NaiveDate,
    lang: Lang,
) -> Vec<AppointmentLine> {
    let t = HomeTexts(lang);
    let seen = kept.into_iter().filter_map(|kept| clients.get(kept.fact.client_id).map(|client| (kept.fact, client)));
    seen.take(APPOINTMENTS)
        .map(|(fact, client)| AppointmentLine {
            when: words::when(&fact, today, lang),
            iso: fact.held_on.to_string(),
            tag: if fact.waits(today) {
                Some(Tag::new("warning", "clock", t.what_became()))
            } else {
                words::interpreter_tag(&fact, lang)
            },
            details: [fact.with_whom, fact.place].into_iter().flatten().collect::<Vec<_>>().join(", "),
            title: fact.title,
            href: client.part("tasks"),
            client,
        })
        .collect()
}
