//! Taking the list of enquiries out of the house, with whatever filters are on: the same ones in the same order. Case numbers only, and
//! no notes, unless she asks for them.

use super::list::Asked;
use crate::db::Conn;
use crate::documents::{Cell, Format, Table};
use crate::helpline::board::Viewer;
use crate::helpline::calls;
use crate::helpline::form::when;
use crate::helpline::model::KeptCall;
use crate::helpline::reach::{self, Reach};
use crate::helpline::texts::{ListTexts, TakeEnquiryTexts};
use crate::kernel::codes::Code;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::takeout::{self, Answer, Extra, Offer, Order};
use crate::web::form::Posted;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use actix_web::web;
use std::collections::HashMap;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/enquiries/export", web::get().to(export_page))
        .route("/enquiries/export", web::post().to(export_post));
}

/// How many are read at once.
const BATCH: usize = 500;

fn offer(asked: &Asked, count: i64, lang: Lang) -> Offer {
    let (t, d) = (ListTexts(lang), TakeEnquiryTexts(lang));
    Offer {
        action: "enquiry.export",
        what: t.heading().to_owned(),
        address: asked.export_address(),
        back: (asked.address(&[]), t.heading().to_owned()),
        heading: d.heading().to_owned(),
        lead: d.lead(&show::whole(count, lang)),
        formats: takeout::list_formats(lang),
        format: Format::Xlsx,
        has_languages: false,
        extra: Some(Extra { label: d.with_notes().to_owned(), hint: d.with_notes_hint().to_owned(), only: None }),
    }
}

async fn offered(state: &web::Data<State>, user: &SignedIn, asked: &Asked, lang: Lang) -> Result<Offer> {
    let (worker, asker, filter) = (state.clone(), user.clone(), asked.filter(user).0);
    let counted = web::block(move || {
        worker.database.read(|conn| {
            let reach = reach::of(conn, &asker.actor, worker.clock().now_utc())?;
            calls::count(conn, &asker.actor, &reach, &filter)
        })
    });
    Ok(offer(asked, counted.await.map_err(Error::internal)??, lang))
}

async fn export_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Asked>) -> Answer {
    let asked = query.into_inner().within_reason(state.clock().today());
    let offer = offered(&state, &user, &asked, visitor.lang).await?;
    takeout::page(state, visitor, user, offer).await
}

async fn export_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    query: web::Query<Asked>,
    form: Posted,
) -> Answer {
    let asked = query.into_inner().within_reason(state.clock().today());
    let offer = offered(&state, &user, &asked, visitor.lang).await?;
    let (worker, asker) = (state.clone(), user.clone());
    takeout::take(state, visitor, user, form, offer, move |database, _, order| {
        let table = database.read(|conn| {
            let reach = reach::of(conn, &asker.actor, database.clock().now_utc())?;
            let ids = calls::ids(conn, &asker.actor, &reach, &asked.filter(&asker).0, (0, i64::MAX))?;
            takeout::must_fit(ids.len(), order.lang)?;
            table(conn, &worker, &asker, (&reach, &ids), order)
        })?;
        let name = format!("{}-{}", TakeEnquiryTexts(order.lang).file_name(), database.clock().today());
        table.write(order.format, &name, order.lang)
    })
    .await
}

fn table(
    conn: &mut Conn,
    state: &State,
    user: &SignedIn,
    (reach, ids): (&Reach, &[i64]),
    order: &Order,
) -> Result<Table> {
    let (t, d) = (ListTexts(order.lang), TakeEnquiryTexts(order.lang));
    let mut head = vec![
        t.key(),
        d.date(),
        d.time(),
        t.channel(),
        d.answered_by(),
        t.who(),
        t.topic(),
        d.facility(),
        d.client(),
        d.victims(),
        d.first_time(),
        d.minors(),
        d.told(),
    ];
    if order.with_extra {
        head.push(d.note());
    }
    let mut rows = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        let found = calls::of_ids(conn, &user.actor, reach, batch)?;
        let viewer = Viewer::of(conn, state, user, &found, order.lang)?;
        let by_id: HashMap<i64, &KeptCall> = found.iter().map(|call| (call.id, call)).collect();
        rows.extend(batch.iter().filter_map(|id| by_id.get(id)).map(|call| row(call, &viewer, order)));
    }
    Ok(Table {
        name: t.heading().to_owned(),
        head: head.into_iter().map(str::to_owned).collect(),
        rows,
        foot: Vec::new(),
    })
}

fn row(kept: &KeptCall, viewer: &Viewer<'_>, order: &Order) -> Vec<Cell> {
    let (call, lang) = (&kept.call, order.lang);
    let (_, time) = when(call.received_on, call.received_minute);
    let persons = |is_counted: &dyn Fn(bool) -> bool| -> Cell {
        let counted = kept.subjects.iter().filter(|row| is_counted(row.subject.first_time));
        Cell::whole(counted.map(|row| row.subject.persons).sum::<i32>())
    };
    let has_victims = !kept.subjects.is_empty();
    let known_minors: Vec<i32> = kept.subjects.iter().filter_map(|row| row.subject.minors_along).collect();
    let mut cells = vec![
        Cell::text(kept.key.clone()),
        Cell::date(Some(call.received_on)),
        Cell::text(time),
        Cell::text(call.channel.label(lang)),
        Cell::text(call.answered_by.label(lang)),
        Cell::text(call.caller.label(lang)),
        Cell::text(call.topic.label(lang)),
        Cell::text(viewer.place(call.facility_id)),
        Cell::text(viewer.client(call.client_id).map_or_else(String::new, |about| about.case_number)),
        if has_victims { persons(&|_| true) } else { Cell::Blank },
        if has_victims { persons(&|is_first| is_first) } else { Cell::Blank },
        if known_minors.is_empty() { Cell::Blank } else { Cell::whole(known_minors.iter().sum::<i32>()) },
        Cell::text(viewer.victims(kept)),
    ];
    if order.with_extra {
        cells.push(Cell::text(call.note.clone().unwrap_or_default()));
    }
    cells
}
