//! The log of outreach: a year at a time, its events a page at a time, with how many of each type there are in all of it.

use super::forms::EventForm;
use super::store;
use super::texts::OutreachTexts;
use crate::audit::told::Change;
use crate::db::RefKind;
use crate::kernel::codes::{Code, OutreachType};
use crate::kernel::error::Error;
use crate::office::{self, Entry};
use crate::web::error::Failure;
use crate::web::layout::Layout;
use crate::web::paging::{Pager, Window};
use crate::web::record_texts::RecordTexts;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{show, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Datelike;
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/outreach", web::get().to(list_page))
        .route("/outreach/new", web::get().to(office::new_page::<EventForm>))
        .route("/outreach/new", web::post().to(office::new_post::<EventForm>))
        .route("/outreach/{record}", web::get().to(office::change_page::<EventForm>))
        .route("/outreach/{record}", web::post().to(office::change_post::<EventForm>))
        .route("/outreach/{record}/removal", web::post().to(office::removal_post::<EventForm>));
}

/// How many lines a page has.
const SIZE: usize = 25;

#[derive(Deserialize)]
struct Asked {
    year: Option<i32>,
    page: Option<String>,
    said: Option<String>,
}

struct Line {
    href: String,
    again_href: String,
    iso: String,
    held_on: String,
    kind: &'static str,
    title: String,
    place: String,
    audience: String,
    participants: String,
    abroad: &'static str,
}

struct Count {
    kind: &'static str,
    events: usize,
    participants: String,
}

struct YearLink {
    href: String,
    year: String,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "outreach/list.html")]
struct ListPage {
    l: Layout,
    t: OutreachTexts,
    forms: RecordTexts,
    year: String,
    years: Vec<YearLink>,
    new_href: String,
    last_href: String,
    lines: Vec<Line>,
    pager: Pager,
    counts: Vec<Count>,
    all: Count,
    removed: Vec<Change>,
}

async fn list_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    query: web::Query<Asked>,
) -> Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let (events, places, removed) = state.database.read(|conn| {
            let events = store::all_events(conn, &user.actor)?;
            let places = EventForm::lists(conn, state.database.keyring(), &user.actor)?;
            Ok::<_, Error>((events, places, office::removed::<EventForm>(conn, &state, visitor.lang, &user.actor)?))
        })?;
        let (t, lang) = (OutreachTexts(visitor.lang), visitor.lang);
        let mut known: Vec<i32> = events.iter().map(|kept| kept.fact.held_on.year()).collect();
        known.push(state.clock().today().year());
        known.sort_unstable();
        known.dedup();
        known.reverse();
        let latest = events.first().map_or_else(|| state.clock().today().year(), |kept| kept.fact.held_on.year());
        let year = query.year.unwrap_or(latest);
        let of_year: Vec<_> = events.iter().filter(|kept| kept.fact.held_on.year() == year).collect();
        let cover = |id| state.database.keyring().cover(RefKind::Outreach, id);
        let count = |kind: &'static str, of: &dyn Fn(OutreachType) -> bool| {
            let of: Vec<_> = of_year.iter().filter(|kept| of(kept.fact.outreach_type)).collect();
            let participants: i64 = of.iter().filter_map(|kept| kept.fact.participants).map(i64::from).sum();
            Count { kind, events: of.len(), participants: participants.to_string() }
        };
        let counts = OutreachType::ALL.iter().map(|kind| count(kind.label(lang), &|one| one == *kind));
        let counts = counts.filter(|count| count.events > 0).collect();
        let all = count(t.all(), &|_| true);
        let asked = query.page.as_deref().and_then(|page| page.parse().ok());
        let window = Window::new(asked, SIZE, of_year.len());
        let lines = of_year
            .iter()
            .skip(window.skip)
            .take(window.size)
            .map(|kept| {
                let fact = &kept.fact;
                let facility = fact.facility_id.and_then(|id| places.iter().find(|one| one.id == id));
                let whereabouts = [facility.map(|one| one.name.clone()), fact.place.clone()];
                Line {
                    href: format!("{}/{}", urls::OUTREACH, cover(kept.id)),
                    again_href: format!("{}/new?like={}", urls::OUTREACH, cover(kept.id)),
                    iso: fact.held_on.to_string(),
                    held_on: show::date(fact.held_on),
                    kind: fact.outreach_type.label(lang),
                    title: fact.title.clone(),
                    place: whereabouts.into_iter().flatten().collect::<Vec<_>>().join(", "),
                    audience: fact.audience.clone().unwrap_or_default(),
                    participants: fact.participants.map_or_else(|| "–".to_owned(), |number| number.to_string()),
                    abroad: fact.abroad.map_or("–", |abroad| if abroad { t.yes() } else { t.no() }),
                }
            })
            .collect();
        Ok::<_, Error>(ListPage {
            l: office::layout::<EventForm>(&visitor, &state, query.said.as_deref()),
            t,
            forms: RecordTexts(lang),
            year: year.to_string(),
            years: known
                .into_iter()
                .map(|one| YearLink {
                    href: format!("{}?year={one}", urls::OUTREACH),
                    year: one.to_string(),
                    is_current: one == year,
                })
                .collect(),
            new_href: format!("{}/new", urls::OUTREACH),
            last_href: events
                .first()
                .map_or_else(String::new, |kept| format!("{}/new?like={}", urls::OUTREACH, cover(kept.id))),
            lines,
            pager: window.pager(lang, |page| format!("{}?year={year}&page={page}", urls::OUTREACH)),
            counts,
            all,
            removed,
        })
    })
    .await??;
    Ok(ok(&template))
}
