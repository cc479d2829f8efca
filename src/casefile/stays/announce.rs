//! The form that announces a client to a facility: she is expected there on a day. The centre answers whether she came; only then a
//! stay begins. Taken back as what was entered by mistake is.

use super::form::Places;
use super::texts::StayTexts;
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, Reader};
use crate::casefile::record::{Context, Record, told_date};
use crate::db::{Conn, Kept, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::FactKind;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::stays::announced::{self, Announcement};
use crate::web::form::{Field, FieldError, Posted};
use crate::web::show;
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// How far ahead somebody can be announced, in days.
const AHEAD: i64 = 366;

/// The answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncementForm {
    facility: String,
    expected_on: String,
}

impl Record for AnnouncementForm {
    type Fact = Announcement;
    type Lists = Places;
    const PART: Part = Part::Stays;
    const KIND: FactKind = FactKind::Announcement;
    const PLACE: &'static str = "announcements";
    const REF: RefKind = RefKind::Announcement;
    const ADD: &'static str = "announcement.add";
    const CHANGE: &'static str = "announcement.change";
    const REMOVE: Option<&'static str> = Some("announcement.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = StayTexts(lang);
        (t.announce(), t.announce_change())
    }

    fn blank(today: NaiveDate, asked: &Posted, _lists: &Places) -> Self {
        Self { facility: asked.line("facility"), expected_on: show::date(today) }
    }

    fn read(form: &Posted) -> Self {
        Self { facility: form.line("facility"), expected_on: form.line("expected_on") }
    }

    fn of(fact: &Announcement, lists: &Places) -> Self {
        Self { facility: lists.reference(fact.facility_id), expected_on: show::date(fact.expected_on) }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Announcement, Vec<String>), Vec<FieldError>> {
        let t = StayTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let facility = context.lists.id(&self.facility);
        if facility.is_none() {
            reader.wrong("facility", t.facility_missing());
        }
        let expected_on = reader.date("expected_on", &self.expected_on);
        reader.must_date("expected_on", &self.expected_on, expected_on);
        if expected_on.is_some_and(|on| on < context.today || on > context.today + TimeDelta::days(AHEAD)) {
            reader.wrong("expected_on", &t.announce_when(&show::date(context.today)));
        }
        let is_twice = |facility: i64| {
            context.all.iter().any(|one| Some(one.id) != context.own && one.fact.facility_id == facility)
        };
        if facility.is_some_and(is_twice) {
            reader.wrong("facility", t.announce_twice());
        }
        match (facility, expected_on) {
            (Some(facility_id), Some(expected_on)) if reader.errors.is_empty() => {
                Ok((Announcement { client_id: context.client, facility_id, expected_on }, Vec::new()))
            }
            _ => Err(reader.errors),
        }
    }

    fn inputs(&self, lists: &Places, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = StayTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![vec![
            Input::Select(
                field("facility", t.facility(), &self.facility).hinted(t.announce_hint()),
                lists.choices(t.choose(), &self.facility, lang),
            ),
            Input::Date(field("expected_on", t.expected_on(), &self.expected_on)),
        ]]
    }

    fn told(&self, lists: &Places, lang: Lang) -> Vec<(String, String)> {
        let t = StayTexts(lang);
        vec![
            (t.facility().to_owned(), lists.name(&self.facility)),
            (t.expected_on().to_owned(), told_date(&self.expected_on)),
        ]
    }

    /// Those that the centre has answered stand as they were answered.
    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Announcement>>> {
        announced::open_of(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Announcement) -> Result<i64> {
        announced::announce(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Announcement, version: i32) -> Result<()> {
        announced::change_announcement(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        announced::withdraw_announcement(conn, actor, client, id, version)
    }
}
