//! Returns: each as its dated steps, with how far it has come and what follows next. Whether an application with IOM is open is
//! the report's rule (annual-report rule 10), not another one.

pub mod form;
mod texts;

pub use form::ReturnForm;

use self::texts::ReturnTexts;
use super::head::{self, File, Part};
use super::record::{Record, routes_of};
use crate::db::Kept;
use crate::kernel::codes::{Code, Country, ResidenceStatus, ReturnDecision, ReturnProgramme};
use crate::kernel::error::Error;
use crate::kernel::text::Lang;
use crate::report::facts::ReturnFact;
use crate::report::rules::is_open_beside;
use crate::residence;
use crate::returns::model::Return;
use crate::returns::progress::{Progress, Step};
use crate::returns::store;
use crate::web::error::Failure;
use crate::web::layout::Layout;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::{said, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

/// The routes of this folder; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}/returns", web::get().to(show_page));
    routes_of::<ReturnForm>(config);
}

/// A return, as the page shows it.
struct Line {
    /// Its id on the page.
    id: String,
    title: String,
    state: Tag,
    details: String,
    steps: Vec<Dated>,
    /// What follows next, and what is to be known.
    hints: Vec<String>,
    /// What may remain when somebody has travelled.
    reminders: Vec<Reminder>,
    href: String,
}

/// A step, as the page shows it.
struct Dated {
    iso: String,
    on: String,
    what: &'static str,
}

/// Something that may remain, and where it is done.
struct Reminder {
    href: String,
    text: &'static str,
}

#[derive(Template)]
#[template(path = "casefile/returns.html")]
struct ReturnsPage {
    l: Layout,
    t: ReturnTexts,
    file: File,
    new_href: String,
    returns: Vec<Line>,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

/// The statuses of a client, in order.
type Statuses = Vec<(NaiveDate, ResidenceStatus)>;

async fn show_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    query: web::Query<Said>,
) -> Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let (file, (found, statuses)) = head::open(&state, &visitor, &user, &path, Part::Returns, |conn, file| {
            let statuses = residence::store::residence_statuses_of(conn, &user.actor, &[file.id])?;
            let mut statuses: Statuses = statuses.into_iter().map(|row| (row.began_on, row.status)).collect();
            statuses.sort_by_key(|(from, _)| *from);
            Ok((store::of_client(conn, &user.actor, file.id)?, statuses))
        })?;
        Ok::<_, Error>(page_of(&state, &visitor, file, found, &statuses, query.said.as_deref()))
    })
    .await??;
    Ok(ok(&template))
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    file: File,
    mut found: Vec<Kept<Return>>,
    statuses: &Statuses,
    said: Option<&str>,
) -> ReturnsPage {
    let t = ReturnTexts(visitor.lang);
    let path = urls::client_part(&file.client_ref, Part::Returns.place());
    let said = said::flash(said, visitor.lang);
    // The latest first; one without a date waits for it, and stands before them.
    found.sort_by_key(|kept| {
        let first = kept.fact.steps().first().map(|(on, _)| *on);
        std::cmp::Reverse((first.is_none(), first, kept.id))
    });
    let shower = Shower { t, lang: visitor.lang, today: state.clock().today(), file: &file, statuses };
    let lines = found.iter().map(|kept| {
        let reference = state.database.keyring().cover(ReturnForm::REF, kept.id);
        shower.line(kept, &reference, format!("{path}/{reference}"))
    });
    ReturnsPage {
        l: Layout::new(visitor, state, t.heading(), &path)
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(said),
        t,
        new_href: format!("{path}/new"),
        returns: lines.collect(),
        file,
    }
}

/// What it takes to show returns.
struct Shower<'a> {
    t: ReturnTexts,
    lang: Lang,
    today: NaiveDate,
    file: &'a File,
    statuses: &'a Statuses,
}

impl Shower<'_> {
    fn line(&self, kept: &Kept<Return>, reference: &str, href: String) -> Line {
        let (t, fact) = (self.t, &kept.fact);
        let country = fact.country.as_deref().and_then(Country::from_code).map(|country| country.label(self.lang));
        let steps = fact.steps().into_iter().map(|(on, step)| Dated {
            iso: on.to_string(),
            on: show::date(on),
            what: match step {
                Step::Applied => t.step_applied(),
                Step::Decided(ReturnDecision::Granted) => t.step_granted(),
                Step::Decided(ReturnDecision::Refused) => t.step_refused(),
                Step::Withdrawn => t.step_withdrawn(),
                Step::Returned => t.step_returned(),
            },
        });
        Line {
            id: format!("r-{reference}"),
            title: fact.programme.label(self.lang).to_owned(),
            state: self.state(kept),
            details: country.map(|country| format!("{}: {country}", t.country())).unwrap_or_default(),
            steps: steps.collect(),
            hints: self.hints(kept),
            reminders: if self.file.may_write { self.reminders(fact) } else { Vec::new() },
            href,
        }
    }

    /// True when the report has the application open today.
    fn is_open(&self, kept: &Kept<Return>) -> bool {
        let fact = &kept.fact;
        let application = ReturnFact {
            id: kept.id,
            country: None,
            applied_on: fact.applied_on,
            decision: fact.decided_on.zip(fact.decision),
            withdrawn_on: fact.withdrawn_on,
            returned_on: fact.returned_on,
        };
        fact.programme == ReturnProgramme::Iom
            && is_open_beside(&application, self.statuses, self.file.client.closed_on, self.today)
    }

    fn state(&self, kept: &Kept<Return>) -> Tag {
        let t = self.t;
        match kept.fact.progress() {
            Progress::Unbegun => Tag::new("warning", "warning", t.unbegun()),
            Progress::Applied(on) if self.is_open(kept) => Tag::new("info", "clock", t.open_since(&show::date(on))),
            Progress::Applied(on) => Tag::new("info", "", t.applied_since(&show::date(on))).outline(),
            Progress::Granted(_) => Tag::new("info", "clock", t.granted()),
            Progress::Refused(_) => Tag::new("neutral", "", t.refused()),
            Progress::Withdrawn(_) => Tag::new("neutral", "", t.withdrawn()),
            Progress::Returned(_) => Tag::new("success", "departure", t.returned()),
        }
    }

    fn hints(&self, kept: &Kept<Return>) -> Vec<String> {
        let (t, fact) = (self.t, &kept.fact);
        let is_iom = fact.programme == ReturnProgramme::Iom;
        let mut hints = Vec::new();
        match fact.progress() {
            Progress::Unbegun => hints.push(t.next_unbegun().to_owned()),
            Progress::Applied(_) => hints.push(t.next_applied().to_owned()),
            Progress::Granted(_) => {
                hints.push(t.next_granted().to_owned());
                if is_iom {
                    hints.push(t.reclaim_ahead().to_owned());
                }
            }
            Progress::Refused(_) | Progress::Withdrawn(_) => hints.push(t.next_none().to_owned()),
            Progress::Returned(_) => {
                // Nobody needs to know it when the two years are over.
                let until = fact.reclaimed_until().filter(|until| is_iom && *until > self.today);
                hints.extend(until.map(|until| t.reclaim(&show::date(until))));
            }
        }
        if is_iom && matches!(fact.progress(), Progress::Applied(_) | Progress::Granted(_)) {
            hints.push(if self.is_open(kept) { t.counts_as_open() } else { t.ended_otherwise() }.to_owned());
        }
        hints
    }

    /// A journey is followed by a status and by the closing of the case, unless she has come back since.
    fn reminders(&self, fact: &Return) -> Vec<Reminder> {
        let Some(returned) = fact.returned_on else { return Vec::new() };
        let part = |place: &str| urls::client_part(&self.file.client_ref, place);
        let mut reminders = Vec::new();
        if !self.statuses.iter().any(|(from, status)| *from > returned || *status == ResidenceStatus::LeftNorway) {
            let href = part(Part::Residence.place());
            reminders.push(Reminder { href, text: self.t.remind_status() });
        }
        if self.file.client.closed_on.is_none() {
            reminders.push(Reminder { href: part("closure"), text: self.t.remind_closure() });
        }
        reminders
    }
}
