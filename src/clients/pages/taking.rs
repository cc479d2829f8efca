//! Taking the list of clients out of the house, with whatever filters or search are on: the same people in the same order. Without
//! names, unless she asks for them.

use super::list::BATCH;
use super::list_query::{self, Asked};
use super::texts::{ListTexts, TakeListTexts};
use crate::clients::finding;
use crate::clients::listing::{self, Line, List};
use crate::clients::{names, sight, store::ClientName};
use crate::db::{Conn, Database};
use crate::desk::searches;
use crate::documents::{Cell, Format, Table};
use crate::kernel::actor::Actor;
use crate::kernel::age::age_on;
use crate::kernel::codes::{Code, Country};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::takeout::{self, Answer, Extra, Offer, Order};
use crate::web::form::Posted;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use actix_web::web;
use chrono::NaiveDate;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/export", web::get().to(export_page)).route("/clients/export", web::post().to(export_post));
}

/// The list as it is asked for, on a thread that may wait.
struct Wanted {
    asked: Asked,
    session: i64,
}

/// Who is in the list, in its order.
fn ids(conn: &mut Conn, actor: &Actor, database: &Database, wanted: &Wanted) -> Result<Vec<i64>> {
    let (asked, today) = (&wanted.asked, database.clock().today());
    let sight = sight::of(conn, actor, database.clock().now_utc())?;
    let list = List::new(conn, actor, &sight, asked.filter, today)?;
    if asked.token.is_empty() {
        return list.page(conn, actor, (asked.sort, asked.is_descending), (0, usize::MAX));
    }
    let terms = searches::find(conn, actor, wanted.session, &asked.token)?;
    let query = names::query(terms.as_deref().unwrap_or_default());
    let hits = finding::search(conn, actor, &query)?;
    Ok(list.nearest(conn, actor, &hits)?.iter().map(|hit| hit.client_id).collect())
}

fn offer(asked: &Asked, count: usize, lang: Lang) -> Offer {
    let (t, d) = (ListTexts(lang), TakeListTexts(lang));
    Offer {
        action: "client.export",
        what: t.heading().to_owned(),
        address: asked.export_address(),
        back: (asked.address(asked.sort, asked.is_descending, 1), t.heading().to_owned()),
        heading: d.heading().to_owned(),
        lead: d.lead(count.to_string().as_str()),
        formats: takeout::list_formats(lang),
        format: Format::Xlsx,
        has_languages: false,
        extra: Some(Extra { label: d.with_names().to_owned(), hint: d.with_names_hint().to_owned(), only: None }),
    }
}

async fn wanted(state: &web::Data<State>, user: &SignedIn, params: list_query::Params) -> Result<(Wanted, usize)> {
    let (worker, asker) = (state.clone(), user.clone());
    web::block(move || {
        let wanted = Wanted { asked: Asked::of(&params, &worker, &asker), session: asker.session_id };
        let found = worker.database.read(|conn| ids(conn, &asker.actor, &worker.database, &wanted))?;
        Ok((wanted, found.len()))
    })
    .await
    .map_err(crate::kernel::error::Error::internal)?
}

async fn export_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    query: web::Query<list_query::Params>,
) -> Answer {
    let (wanted, count) = wanted(&state, &user, query.into_inner()).await?;
    let offer = offer(&wanted.asked, count, visitor.lang);
    takeout::page(state, visitor, user, offer).await
}

async fn export_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    query: web::Query<list_query::Params>,
    form: Posted,
) -> Answer {
    let (wanted, count) = wanted(&state, &user, query.into_inner()).await?;
    let offer = offer(&wanted.asked, count, visitor.lang);
    takeout::take(state, visitor, user, form, offer, move |database, actor, order| {
        let table = database.read(|conn| {
            let ids = ids(conn, actor, database, &wanted)?;
            table(conn, actor, &ids, database.clock().today(), order)
        })?;
        let name = format!("{}-{}", TakeListTexts(order.lang).file_name(), database.clock().today());
        table.write(order.format, &name, order.lang)
    })
    .await
}

/// The list as a table.
fn table(conn: &mut Conn, actor: &Actor, ids: &[i64], today: NaiveDate, order: &Order) -> Result<Table> {
    let (t, d) = (ListTexts(order.lang), TakeListTexts(order.lang));
    let mut head = vec![t.number()];
    if order.with_extra {
        head.extend([t.name(), d.alias()]);
    }
    head.extend([
        t.age(),
        t.country(),
        t.status(),
        d.valid_to(),
        t.place(),
        d.since(),
        d.nights(),
        t.caseworker(),
        t.latest_entry(),
        d.closed(),
        d.marks(),
    ]);
    let mut rows = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        let lines = listing::lines(conn, actor, batch, today)?;
        rows.extend(lines.into_iter().map(|line| row(line, today, order)));
    }
    Ok(Table {
        name: t.heading().to_owned(),
        head: head.into_iter().map(str::to_owned).collect(),
        rows,
        foot: Vec::new(),
    })
}

fn row(line: Line, today: NaiveDate, order: &Order) -> Vec<Cell> {
    let (t, lang) = (ListTexts(order.lang), order.lang);
    let fact = line.fact;
    let countries: Vec<&str> =
        line.countries.iter().filter_map(|code| Country::from_code(code)).map(|country| country.label(lang)).collect();
    let lives_there = line.place.is_some();
    let whole = |number: i64| Cell::whole(i32::try_from(number).unwrap_or(i32::MAX));
    let mut marks = Vec::new();
    if fact.is_protected {
        marks.push(t.protected());
    }
    if fact.locked_on.is_some() {
        marks.push(t.locked());
    }
    let mut cells = vec![Cell::text(fact.case_number.clone())];
    if order.with_extra {
        let is_named = fact.given_name.is_some() || fact.family_name.is_some();
        let name = ClientName {
            id: fact.id,
            case_number: fact.case_number,
            given_name: fact.given_name,
            family_name: fact.family_name,
            alias: fact.alias.clone(),
        };
        cells.push(if is_named { Cell::text(name.full()) } else { Cell::Blank });
        cells.push(Cell::text(fact.alias.unwrap_or_default()));
    }
    let age = fact.birth_date.and_then(|birth| age_on(birth, today));
    cells.extend([
        age.and_then(|age| age.to_string().parse().ok()).map_or(Cell::Blank, whole),
        Cell::text(countries.join(", ")),
        fact.status.map_or(Cell::Blank, |status| Cell::text(status.label(lang))),
        Cell::date(fact.valid_to),
        Cell::text(line.place.unwrap_or_default()),
        Cell::date(fact.stay_began_on.filter(|_| lives_there)),
        fact.stay_began_on
            .filter(|_| lives_there)
            .map_or(Cell::Blank, |began| whole((today - began).num_days().max(0))),
        Cell::text(line.caseworker.unwrap_or_default()),
        Cell::date(fact.latest_entry_on),
        Cell::date(fact.closed_on),
        Cell::text(marks.join(", ")),
    ]);
    cells
}
