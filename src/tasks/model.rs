//! The rows of this domain, and what they say of themselves. Pure; must not know pages or queries.

use crate::kernel::codes::{AppointmentState, InterpreterState, TaskState};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// A task, as its form gives it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::tasks, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Task {
    /// The client it is about; none for what is about no client.
    pub client_id: Option<i64>,
    /// What is to be done.
    pub title: String,
    /// What whoever does it must know.
    pub note: Option<String>,
    /// By which day.
    pub due_on: Option<NaiveDate>,
    /// Whose task it is; none until somebody takes it.
    pub assignee_id: Option<i64>,
    /// Since which day it waits.
    pub created_on: NaiveDate,
}

/// A task with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = crate::db::schema::tasks)]
pub struct TaskRow {
    /// The id in the database.
    pub id: i64,
    /// Raised by every change.
    pub version: i32,
    /// What its form says.
    #[diesel(embed)]
    pub task: Task,
    /// Who wrote it; none for the system.
    pub created_by_id: Option<i64>,
    /// What became of it.
    pub state: TaskState,
    /// Why it is not relevant.
    pub reason: Option<String>,
    /// Who closed it.
    pub closed_by_id: Option<i64>,
    /// When it was closed (UTC).
    pub closed_at: Option<NaiveDateTime>,
}

/// An appointment with a client.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::appointments, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Appointment {
    /// The client.
    pub client_id: i64,
    /// What it is.
    pub title: String,
    /// The local date.
    pub held_on: NaiveDate,
    /// The minute of that day at which it begins, 0 to 1439, when known.
    pub begins_minute: Option<i32>,
    /// The minute at which it ends; after `begins_minute`.
    pub ends_minute: Option<i32>,
    /// Where to meet.
    pub place: Option<String>,
    /// Whom she meets.
    pub with_whom: Option<String>,
    /// Who goes with her.
    pub assignee_id: Option<i64>,
    /// For which language an interpreter is needed (ISO 639-1 or -3).
    pub interpreter_language: Option<String>,
    /// How far the interpreter has been arranged.
    pub interpreter_state: InterpreterState,
    /// Whom was ordered, and whom she does not want.
    pub interpreter_note: Option<String>,
    /// What became of it.
    pub state: AppointmentState,
    /// What else is to be known.
    pub note: Option<String>,
}

impl Appointment {
    /// True when it is still planned and nobody has ordered the interpreter.
    #[must_use]
    pub fn lacks_interpreter(&self) -> bool {
        self.state == AppointmentState::Planned && self.interpreter_state == InterpreterState::ToOrder
    }

    /// True when its day has passed and nobody has said what became of it.
    #[must_use]
    pub fn waits(&self, today: NaiveDate) -> bool {
        self.state == AppointmentState::Planned && self.held_on < today
    }

    /// Its place in time.
    #[must_use]
    pub fn place_in_time(&self) -> (NaiveDate, i32) {
        (self.held_on, self.begins_minute.unwrap_or(-1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appointment(state: AppointmentState) -> Appointment {
        Appointment {
            client_id: 1,
            title: "Samtale".to_owned(),
            held_on: "2020-01-08".parse().unwrap(),
            begins_minute: None,
            ends_minute: None,
            place: None,
            with_whom: None,
            assignee_id: None,
            interpreter_language: None,
            interpreter_state: InterpreterState::ToOrder,
            interpreter_note: None,
            state,
            note: None,
        }
    }

    #[test]
    fn an_appointment_waits_from_the_day_after_it() {
        let day = |text: &str| text.parse().unwrap();
        let planned = appointment(AppointmentState::Planned);
        assert!(!planned.waits(day("2020-01-08")));
        assert!(planned.waits(day("2020-01-09")));
        assert!(!appointment(AppointmentState::Held).waits(day("2020-01-09")));
    }

    #[test]
    fn only_a_planned_appointment_lacks_its_interpreter() {
        assert!(appointment(AppointmentState::Planned).lacks_interpreter());
        assert!(!appointment(AppointmentState::Cancelled).lacks_interpreter());
        let ordered =
            Appointment { interpreter_state: InterpreterState::Ordered, ..appointment(AppointmentState::Planned) };
        assert!(!ordered.lacks_interpreter());
    }
}
