//! Police matters: each a line of dated events, with its status today as the report works it out (annual-report rule 11). A
//! matter is removed only when it has no events left, so that each of them is kept with its own reason.

mod doubts;
pub mod event;
pub mod matter;
mod texts;

pub use event::EventForm;
pub use matter::MatterForm;

use self::event::matter_name;
use self::texts::PoliceTexts;
use super::head::{self, File, Part};
use super::record::{Record, routes_of};
use crate::db::{Kept, Keyring};
use crate::kernel::codes::{Code, MatterRole, MatterStatus, PoliceEventKind};
use crate::kernel::error::Error;
use crate::kernel::text::Lang;
use crate::police::model::{Matter, PoliceEvent};
use crate::police::store;
use crate::report::facts::{EventFact, MatterFact};
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
    config.route("/clients/{client}/police", web::get().to(show_page));
    routes_of::<MatterForm>(config);
    routes_of::<EventForm>(config);
}

/// A matter, as the page shows it.
struct Line {
    /// Its id on the page.
    id: String,
    title: String,
    /// What tells it apart, for those who hear the page.
    name: String,
    tags: Vec<Tag>,
    details: String,
    events: Vec<Event>,
    href: String,
    new_event_href: String,
}

/// An event, as the page shows it.
struct Event {
    iso: String,
    on: String,
    what: String,
    ground: String,
    note: String,
    href: String,
}

#[derive(Template)]
#[template(path = "casefile/police.html")]
struct PolicePage {
    l: Layout,
    t: PoliceTexts,
    file: File,
    new_href: String,
    matters: Vec<Line>,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

async fn show_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    query: web::Query<Said>,
) -> Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let (file, (matters, events)) = head::open(&state, &visitor, &user, &path, Part::Police, |conn, file| {
            Ok((store::matters(conn, &user.actor, file.id)?, store::events(conn, &user.actor, file.id)?))
        })?;
        Ok::<_, Error>(page_of(&state, &visitor, file, matters, &events, query.said.as_deref()))
    })
    .await??;
    Ok(ok(&template))
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    file: File,
    matters: Vec<Kept<Matter>>,
    events: &[Kept<PoliceEvent>],
    said: Option<&str>,
) -> PolicePage {
    let t = PoliceTexts(visitor.lang);
    let part = |place: &str| urls::client_part(&file.client_ref, place);
    let said = said::flash(said, visitor.lang);
    let shower = Shower {
        t,
        lang: visitor.lang,
        keyring: state.database.keyring(),
        matters: part(MatterForm::PLACE),
        events: part(EventForm::PLACE),
    };
    let mut lines: Vec<(Option<NaiveDate>, i64, Line)> = Vec::new();
    for kept in matters {
        let mut hers: Vec<&Kept<PoliceEvent>> = events.iter().filter(|event| event.fact.matter_id == kept.id).collect();
        hers.sort_by_key(|event| (event.fact.happened_on, event.id));
        let latest = hers.last().map(|event| event.fact.happened_on);
        lines.push((latest, kept.id, shower.line(&kept, &hers)));
    }
    // Where something happened last stands first, and before it what waits for its first event.
    lines.sort_by_key(|(latest, id, _)| std::cmp::Reverse((latest.is_none(), *latest, *id)));
    PolicePage {
        l: Layout::new(visitor, state, t.heading(), &part(Part::Police.place()))
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(said),
        t,
        new_href: format!("{}/new", shower.matters),
        matters: lines.into_iter().map(|(_, _, line)| line).collect(),
        file,
    }
}

/// What it takes to show matters.
struct Shower<'a> {
    t: PoliceTexts,
    lang: Lang,
    keyring: &'a Keyring,
    /// The address of matters.
    matters: String,
    /// The address of events.
    events: String,
}

impl Shower<'_> {
    fn line(&self, kept: &Kept<Matter>, events: &[&Kept<PoliceEvent>]) -> Line {
        let (t, lang, matter) = (self.t, self.lang, &kept.fact);
        let reference = self.keyring.cover(MatterForm::REF, kept.id);
        let role = matter.role.unwrap_or(MatterRole::Aggrieved);
        let details = [
            matter.district.map(|district| district.label(lang).to_owned()),
            matter.case_number.as_deref().map(|number| t.number(number)),
        ];
        let events_shown = events.iter().map(|event| {
            let fact = &event.fact;
            Event {
                iso: fact.happened_on.to_string(),
                on: show::date(fact.happened_on),
                what: fact.event.label(lang).to_owned(),
                ground: fact.ground.map_or("", |ground| ground.label(lang)).to_owned(),
                note: fact.note.clone().unwrap_or_default(),
                href: format!("{}/{}", self.events, self.keyring.cover(EventForm::REF, event.id)),
            }
        });
        Line {
            id: format!("m-{reference}"),
            title: matter.offence.label(lang).to_owned(),
            name: matter_name(matter, lang),
            tags: vec![self.status(kept.id, matter, role, events), Tag::new("neutral", "", role.label(lang)).outline()],
            details: details.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            events: events_shown.collect(),
            href: format!("{}/{reference}", self.matters),
            new_event_href: format!("{}/new?matter={reference}", self.events),
        }
    }

    /// Where the matter stands by the report's rule; where the rule says nothing, what happened last.
    fn status(&self, id: i64, matter: &Matter, role: MatterRole, events: &[&Kept<PoliceEvent>]) -> Tag {
        let facts = events.iter().map(|event| EventFact {
            on: event.fact.happened_on,
            kind: event.fact.event,
            ground: event.fact.ground,
        });
        let fact = MatterFact { id, offence: matter.offence, role, district: matter.district, events: facts.collect() };
        match (fact.status(), fact.events.last()) {
            (Some(status), _) => status_tag(status, self.lang),
            (None, None) => Tag::new("warning", "warning", self.t.no_events()),
            (None, Some(last)) if last.kind == PoliceEventKind::DecidedNotToReport => {
                Tag::new("neutral", "", self.t.status_none())
            }
            (None, Some(last)) => Tag::new("neutral", "", last.kind.label(self.lang)),
        }
    }
}

/// The status of a matter as a tag.
fn status_tag(status: MatterStatus, lang: Lang) -> Tag {
    let (color, icon) = match status {
        MatterStatus::Reported | MatterStatus::UnderInvestigation => ("info", "police"),
        MatterStatus::Indicted | MatterStatus::IndictedOtherProvision => ("accent", "police"),
        MatterStatus::Dismissed => ("warning", "police"),
        MatterStatus::Judged => ("success", "police"),
    };
    Tag::new(color, icon, status.label(lang))
}
