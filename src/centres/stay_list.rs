//! All stays one by one, for questions that no page of figures answers: of a period, at a place, going on or ended; and taking that very
//! list out. Whoever is hidden from the reader is in no line and no count.

use super::texts::{CentreTexts, StayListTexts};
use crate::clients::sight::{self, Sight};
use crate::clients::store as clients;
use crate::db::{Conn, Database, RefKind};
use crate::documents::{Cell, Format, Table};
use crate::facilities::model::FacilityRow;
use crate::facilities::store as facilities;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::Code;
use crate::kernel::error::{Error, Result};
use crate::kernel::period::Period;
use crate::kernel::text::Lang;
use crate::stays::listing::{self, Filter, List, State as StayState, within};
use crate::stays::model::Stay;
use crate::takeout::{self, Answer, Extra, Offer, Order};
use crate::web::form::{Choice, Field, Posted, read_date};
use crate::web::inputs::choice;
use crate::web::layout::Layout;
use crate::web::paging::{Pager, Window};
use crate::web::record_texts::RecordTexts;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{show, urls};
use actix_web::web;
use askama::Template;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use std::collections::HashMap;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/stays/list", web::get().to(list_page))
        .route("/stays/list/export", web::get().to(export_page))
        .route("/stays/list/export", web::post().to(export_post));
}

/// How many lines a page has.
const SIZE: usize = 50;
/// How many are read at once for a file.
const BATCH: usize = 500;

/// What the list is asked for. Without any of it, for this year.
#[derive(Deserialize, Default, Clone)]
struct Asked {
    from: Option<String>,
    to: Option<String>,
    place: Option<String>,
    of: Option<String>,
    page: Option<usize>,
}

/// What it was asked for, understood.
#[derive(Clone)]
struct Wanted {
    from: String,
    to: String,
    place: String,
    of: String,
    page: Option<usize>,
    filter: Filter,
    is_wrong: bool,
}

impl Asked {
    fn wanted(self, database: &Database) -> Wanted {
        let today = database.clock().today();
        let is_plain = self.from.is_none() && self.to.is_none() && self.place.is_none();
        let year = |month, day| NaiveDate::from_ymd_opt(today.year(), month, day).map(show::date).unwrap_or_default();
        let (from, to) = if is_plain && self.of.is_none() {
            (year(1, 1), year(12, 31))
        } else {
            (self.from.unwrap_or_default(), self.to.unwrap_or_default())
        };
        let (first, last) = (read_date(&from), read_date(&to));
        let is_unread = first.is_err() || last.is_err();
        let (first, last) = (first.ok().flatten(), last.ok().flatten());
        let is_turned = first.zip(last).is_some_and(|(first, last)| last < first);
        let (place, of) = (self.place.unwrap_or_default(), self.of.unwrap_or_default());
        let facility = database.keyring().uncover(RefKind::Facility, &place).ok();
        let state = match of.as_str() {
            "now" => StayState::GoingOn,
            "ended" => StayState::Ended,
            _ => StayState::All,
        };
        let filter = Filter { from: first.filter(|_| !is_turned), to: last.filter(|_| !is_turned), facility, state };
        Wanted { from, to, place, of, page: self.page, filter, is_wrong: is_unread || is_turned }
    }
}

impl Wanted {
    /// The days whose nights are counted: those asked for, where both ends are.
    fn days(&self) -> Option<Period> {
        self.filter.from.zip(self.filter.to).and_then(|(first, last)| Period::inclusive(first, last))
    }

    fn address(&self, path: &str, changed: &[(&str, &str)]) -> String {
        let mut pairs = vec![("from", self.from.as_str()), ("to", &self.to), ("place", &self.place), ("of", &self.of)];
        for (name, value) in changed {
            pairs.retain(|(known, _)| known != name);
            pairs.push((name, value));
        }
        // Blank dates stay: without them the list is of this year.
        pairs.retain(|(name, value)| !value.is_empty() || *name == "from" || *name == "to");
        format!("{path}?{}", serde_urlencoded::to_string(pairs).unwrap_or_default())
    }
}

struct Line {
    href: String,
    case_number: String,
    name: String,
    place: String,
    from: (String, String),
    /// Blank while she is there.
    to: (String, String),
    nights: String,
    why: String,
}

struct Quick {
    href: String,
    label: &'static str,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "centres/stay_list.html")]
struct ListPage {
    l: Layout,
    t: StayListTexts,
    date_hint: &'static str,
    lead: String,
    back: String,
    back_href: &'static str,
    action: &'static str,
    of: String,
    from: Field,
    to: Field,
    places: Vec<Choice>,
    date_error: &'static str,
    quick: Vec<Quick>,
    count: String,
    nights_head: &'static str,
    lines: Vec<Line>,
    pager: Pager,
    take_href: String,
}

/// What the page reads.
struct Found {
    window: Window,
    counted: Option<(i64, i64)>,
    stays: Vec<Stay>,
    names: HashMap<i64, clients::ClientName>,
    facilities: Vec<FacilityRow>,
}

/// The clients of these stays as the reader knows them.
fn names_of(
    conn: &mut Conn,
    actor: &Actor,
    sight: &Sight,
    stays: &[Stay],
) -> Result<HashMap<i64, clients::ClientName>> {
    let mut ids: Vec<i64> = stays.iter().map(|stay| stay.client_id).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(clients::names_of(conn, actor, sight, &ids)?.into_iter().map(|name| (name.id, name)).collect())
}

fn find(conn: &mut Conn, database: &Database, actor: &Actor, wanted: &Wanted) -> Result<Found> {
    let today = database.clock().today();
    let sight = sight::of(conn, actor, database.clock().now_utc())?;
    let list = List::new(conn, actor, &sight, wanted.filter, today)?;
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (window, counted, stays) = if let Some(days) = wanted.days() {
        let all = list.all(conn, actor)?;
        let window = Window::new(wanted.page, SIZE, all.len());
        let ids: Vec<i64> = all.iter().skip(window.skip).take(SIZE).map(|stay| stay.id).collect();
        let counted = listing::nights(&all, days, today);
        (window, Some(counted), list.of_ids(conn, actor, &ids)?)
    } else {
        let all = usize::try_from(list.count(conn, actor)?).unwrap_or(0);
        let window = Window::new(wanted.page, SIZE, all);
        (window, None, list.page(conn, actor, (number(window.skip), number(window.size)))?)
    };
    Ok(Found {
        window,
        counted,
        names: names_of(conn, actor, &sight, &stays)?,
        stays,
        facilities: facilities::all_facilities(conn, actor)?,
    })
}

fn place_name(facilities: &[FacilityRow], id: Option<i64>) -> String {
    let found = id.and_then(|id| facilities.iter().find(|row| row.id == id));
    found.map_or_else(String::new, |row| row.name.clone())
}

/// The nights of a stay: in the days asked for, else all so far.
fn nights(stay: &Stay, wanted: &Wanted, today: NaiveDate) -> i64 {
    let days = wanted.days().or_else(|| Period::new(stay.began_on, None));
    let nights = days.and_then(|days| within(stay.began_on, stay.ended_on, days, today));
    nights.and_then(|nights| nights.days()).unwrap_or(0)
}

async fn list_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Asked>) -> Answer {
    let template = web::block(move || {
        let wanted = query.into_inner().wanted(&state.database);
        let found = state.database.read(|conn| find(conn, &state.database, &user.actor, &wanted))?;
        state.database.log(&user.actor, AuditEntry::done("stays.list"))?;
        Ok::<_, Error>(page_of(&state, &visitor, &wanted, found))
    })
    .await??;
    Ok(ok(&template))
}

fn line(stay: &Stay, found: &Found, wanted: &Wanted, state: &State, lang: Lang) -> Option<Line> {
    let name = found.names.get(&stay.client_id)?;
    let client = state.database.keyring().cover(RefKind::Client, stay.client_id);
    Some(Line {
        href: urls::client_part(&client, "stays"),
        case_number: name.case_number.clone(),
        name: name.full(),
        place: place_name(&found.facilities, Some(stay.facility_id)),
        from: (show::date(stay.began_on), stay.began_on.to_string()),
        to: stay.ended_on.map_or_else(Default::default, |on| (show::date(on), on.to_string())),
        nights: show::whole(nights(stay, wanted, state.clock().today()), lang),
        why: stay.exit_reason.map_or_else(String::new, |reason| reason.label(lang).to_owned()),
    })
}

fn page_of(state: &State, visitor: &Visitor, wanted: &Wanted, found: Found) -> ListPage {
    let (lang, t, today) = (visitor.lang, StayListTexts(visitor.lang), state.clock().today());
    let keyring = state.database.keyring();
    let mut places = vec![choice("", t.every_place(), &wanted.place)];
    places.extend(
        found.facilities.iter().map(|row| choice(&keyring.cover(RefKind::Facility, row.id), &row.name, &wanted.place)),
    );
    let quick = |code: &str, label| Quick {
        href: wanted.address(urls::STAY_LIST, &[("of", code)]),
        label,
        is_current: wanted.of == code,
    };
    let all = i64::try_from(found.window.all).unwrap_or(i64::MAX);
    let mut count = vec![t.count(&show::whole(all, lang))];
    if let Some((clients, nights)) = found.counted {
        count.extend([t.clients(&show::whole(clients, lang)), t.nights_sum(&show::whole(nights, lang))]);
    }
    ListPage {
        l: Layout::new(visitor, state, t.heading(), urls::STAYS)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc())),
        date_hint: RecordTexts(lang).date_hint(),
        lead: t.lead(&show::date(today)),
        back: RecordTexts(lang).back(CentreTexts(lang).overview()),
        back_href: urls::STAYS,
        action: urls::STAY_LIST,
        of: wanted.of.clone(),
        from: Field::new("from", t.from()).with(&wanted.from),
        to: Field::new("to", t.to()).with(&wanted.to),
        places,
        date_error: if wanted.is_wrong { t.date_wrong() } else { "" },
        quick: vec![quick("", t.everything()), quick("now", t.going_on()), quick("ended", t.ended())],
        count: count.join(", "),
        nights_head: if wanted.days().is_some() { t.nights_in_period() } else { t.nights() },
        lines: found.stays.iter().filter_map(|stay| line(stay, &found, wanted, state, lang)).collect(),
        pager: found.window.pager(lang, |page| wanted.address(urls::STAY_LIST, &[("page", &page.to_string())])),
        take_href: wanted.address(urls::STAY_LIST_EXPORT, &[]),
        t,
    }
}

async fn offered(state: &web::Data<State>, user: &SignedIn, wanted: &Wanted, lang: Lang) -> Result<Offer> {
    let (worker, asker, list) = (state.clone(), user.clone(), wanted.clone());
    let counted = web::block(move || {
        let (actor, clock) = (&asker.actor, worker.clock());
        worker.database.read(|conn| {
            let sight = sight::of(conn, actor, clock.now_utc())?;
            List::new(conn, actor, &sight, list.filter, clock.today())?.count(conn, actor)
        })
    });
    let count = counted.await.map_err(Error::internal)??;
    let t = StayListTexts(lang);
    Ok(Offer {
        action: "stays.export",
        what: t.heading().to_owned(),
        address: wanted.address(urls::STAY_LIST_EXPORT, &[]),
        back: (wanted.address(urls::STAY_LIST, &[]), t.heading().to_owned()),
        heading: t.take_heading().to_owned(),
        lead: t.take_lead(&show::whole(count, lang)),
        formats: takeout::list_formats(lang),
        format: Format::Xlsx,
        has_languages: false,
        extra: Some(Extra { label: t.with_names().to_owned(), hint: t.with_names_hint().to_owned(), only: None }),
    })
}

async fn export_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Asked>) -> Answer {
    let wanted = query.into_inner().wanted(&state.database);
    let offer = offered(&state, &user, &wanted, visitor.lang).await?;
    takeout::page(state, visitor, user, offer).await
}

async fn export_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    query: web::Query<Asked>,
    form: Posted,
) -> Answer {
    let wanted = query.into_inner().wanted(&state.database);
    let offer = offered(&state, &user, &wanted, visitor.lang).await?;
    takeout::take(state, visitor, user, form, offer, move |database, actor, order| {
        let table = database.read(|conn| table(conn, database, actor, &wanted, order))?;
        let name = format!("{}-{}", StayListTexts(order.lang).file_name(), database.clock().today());
        table.write(order.format, &name, order.lang)
    })
    .await
}

fn table(conn: &mut Conn, database: &Database, actor: &Actor, wanted: &Wanted, order: &Order) -> Result<Table> {
    let (t, today) = (StayListTexts(order.lang), database.clock().today());
    let mut head = vec![t.client()];
    if order.with_extra {
        head.push(t.name());
    }
    let nights_head = if wanted.days().is_some() { t.nights_in_period() } else { t.nights() };
    head.extend([
        t.place(),
        t.kind(),
        t.moved_in(),
        t.moved_out(),
        nights_head,
        t.arranged_by(),
        t.why(),
        t.destination(),
    ]);
    let sight = sight::of(conn, actor, database.clock().now_utc())?;
    let list = List::new(conn, actor, &sight, wanted.filter, today)?;
    let count = usize::try_from(list.count(conn, actor)?).unwrap_or(usize::MAX);
    takeout::must_fit(count, order.lang)?;
    let places = facilities::all_facilities(conn, actor)?;
    let mut rows = Vec::with_capacity(count);
    for batch in list.page(conn, actor, (0, i64::MAX))?.chunks(BATCH) {
        let names = names_of(conn, actor, &sight, batch)?;
        rows.extend(batch.iter().filter_map(|stay| {
            let name = names.get(&stay.client_id)?;
            let place = places.iter().find(|row| row.id == stay.facility_id);
            let mut cells = vec![Cell::text(name.case_number.clone())];
            if order.with_extra {
                cells.push(Cell::text(name.full()));
            }
            cells.extend([
                Cell::text(place.map_or_else(String::new, |row| row.name.clone())),
                Cell::text(place.map_or("", |row| row.facility_type.label(order.lang))),
                Cell::date(Some(stay.began_on)),
                Cell::date(stay.ended_on),
                Cell::whole(i32::try_from(nights(stay, wanted, today)).unwrap_or(i32::MAX)),
                Cell::text(stay.arranged_by.map_or("", |by| by.label(order.lang))),
                Cell::text(stay.exit_reason.map_or("", |reason| reason.label(order.lang))),
                Cell::text(place_name(&places, stay.destination_id)),
            ]);
            Some(cells)
        }));
    }
    Ok(Table {
        name: t.heading().to_owned(),
        head: head.into_iter().map(str::to_owned).collect(),
        rows,
        foot: Vec::new(),
    })
}
