//! How a task and an appointment stand in a list.

use super::texts::TaskTexts;
use crate::casefile::record::Record;
use crate::clients::store::{ClientName, Colleague};
use crate::db::{Kept, Keyring, RefKind};
use crate::kernel::codes::{AppointmentState, Code, TaskState};
use crate::kernel::text::Lang;
use crate::tasks::model::{Appointment, TaskRow};
use crate::tasks::words;
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::urls;
use chrono::NaiveDate;

/// A task in a list.
#[derive(Debug)]
pub struct TaskLine {
    pub title: String,
    pub href: String,
    /// Where her page is, and what she is called; blank on her own page and for a task about nobody.
    pub client_href: String,
    pub client: String,
    pub case_number: String,
    pub due: Option<Tag>,
    /// Whose it is, and who made it.
    pub details: String,
    pub note: String,
    pub is_open: bool,
    /// True for one that may be changed: her record is about herself, and she has not withdrawn her consent.
    pub is_live: bool,
    pub complete_action: String,
    pub dismiss_href: String,
    pub reopen_action: String,
}

/// An appointment in a list.
#[derive(Debug)]
pub struct AppointmentLine {
    pub title: String,
    pub href: String,
    pub when: String,
    pub iso: String,
    pub details: String,
    pub tags: Vec<Tag>,
    pub note: String,
    /// Where what became of it is said; blank when that is known, or her day has not come.
    pub outcome_action: String,
    /// Where a note about it begins; blank unless it was held.
    pub note_href: String,
}

/// What it takes to show lines.
pub struct Shower<'a> {
    pub lang: Lang,
    pub today: NaiveDate,
    pub keyring: &'a Keyring,
    pub state: &'a State,
    pub colleagues: &'a [Colleague],
    /// Whose page it is; blank for the list of all tasks.
    pub back: &'static str,
    pub is_live: bool,
}

impl Shower<'_> {
    fn name(&self, user: Option<i64>) -> Option<&str> {
        let found = user.and_then(|user| self.colleagues.iter().find(|one| one.id == user));
        found.map(|one| one.name.as_str())
    }

    /// A task; `client` is whom it is about, where the page does not say so.
    pub fn task(&self, row: &TaskRow, client: Option<&ClientName>) -> TaskLine {
        let t = TaskTexts(self.lang);
        let task_ref = self.keyring.cover(RefKind::Task, row.id);
        let address = format!("{}/{task_ref}", urls::TASKS);
        let client_ref = row.task.client_id.map(|client| self.keyring.cover(RefKind::Client, client));
        let closed = row.closed_at.map(|at| {
            let who = self.name(row.closed_by_id).unwrap_or(t.unknown_user());
            let day = show::date(self.state.clock().local(at).date());
            t.closed_by(row.state.label(self.lang), &day, who)
        });
        let maker = match row.created_by_id {
            Some(_) if row.created_by_id == row.task.assignee_id => None,
            Some(user) => Some(t.by(self.name(Some(user)).unwrap_or(t.unknown_user()))),
            None => Some(t.by(t.system())),
        };
        let assignee = self.name(row.task.assignee_id).unwrap_or(t.nobody()).to_owned();
        let parts = match closed {
            Some(closed) => vec![Some(closed), row.reason.clone()],
            None => vec![Some(assignee), maker],
        };
        let is_open = row.state == TaskState::Open;
        TaskLine {
            title: row.task.title.clone(),
            href: match &client_ref {
                Some(client_ref) => {
                    urls::client_part(client_ref, &format!("{}/{task_ref}", super::form::TaskForm::PLACE))
                }
                None => address.clone(),
            },
            client_href: match (&client_ref, client) {
                (Some(client_ref), Some(_)) => urls::client(client_ref),
                _ => String::new(),
            },
            client: client.map_or_else(String::new, ClientName::short),
            case_number: client.map_or_else(String::new, |client| client.case_number.clone()),
            due: row.task.due_on.filter(|_| is_open).map(|on| words::due_tag(on, self.today, self.lang)),
            details: joined(parts),
            note: row.task.note.clone().unwrap_or_default(),
            is_open,
            is_live: self.is_live,
            complete_action: format!("{address}/completion"),
            dismiss_href: format!("{address}/dismissal?back={}", self.back),
            reopen_action: format!("{address}/reopening"),
        }
    }

    /// An appointment of the client of this reference.
    pub fn appointment(&self, kept: &Kept<Appointment>, client_ref: &str) -> AppointmentLine {
        let fact = &kept.fact;
        let place = super::appointment_form::AppointmentForm::PLACE;
        let reference = self.keyring.cover(RefKind::Appointment, kept.id);
        let href = urls::client_part(client_ref, &format!("{place}/{reference}"));
        let state = match fact.state {
            AppointmentState::Planned => None,
            AppointmentState::Held => Some(Tag::new("success", "check", fact.state.label(self.lang))),
            AppointmentState::NoShow => Some(Tag::new("warning", "warning", fact.state.label(self.lang))),
            AppointmentState::Cancelled => Some(Tag::new("neutral", "", fact.state.label(self.lang))),
        };
        let interpreter = words::interpreter_tag(fact, self.lang).filter(|_| fact.state == AppointmentState::Planned);
        let notes = [fact.interpreter_note.clone().filter(|_| interpreter.is_some()), fact.note.clone()];
        AppointmentLine {
            title: fact.title.clone(),
            when: words::when(fact, self.today, self.lang),
            iso: fact.held_on.to_string(),
            details: joined(vec![
                fact.with_whom.clone(),
                fact.place.clone(),
                self.name(fact.assignee_id).map(str::to_owned),
            ]),
            tags: [state, interpreter].into_iter().flatten().collect(),
            note: notes.into_iter().flatten().collect::<Vec<_>>().join("\n"),
            outcome_action: if fact.state == AppointmentState::Planned && fact.held_on <= self.today && self.is_live {
                format!("{href}/outcome")
            } else {
                String::new()
            },
            note_href: if fact.state == AppointmentState::Held && self.is_live {
                format!("{}?on={}", urls::new_entry(client_ref), fact.held_on)
            } else {
                String::new()
            },
            href,
        }
    }
}

fn joined(parts: Vec<Option<String>>) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
