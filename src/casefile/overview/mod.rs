//! A client's page: who she is and what matters now, the timeline, the latest of the journal, the key facts and whom to ring.

mod facts;
mod latest;
mod picture;
mod reach;
mod texts;

pub use picture::nights;

use self::facts::Fact;
use self::latest::Entry;
use self::picture::Line;
use self::reach::{Contact, Point};
use self::texts::{OverviewTexts, PictureTexts, SaidTexts};
use super::deadlines::{self, Brief};
use super::entry;
use super::head::{self, File, Part};
use super::tasks::{Next, next_of};
use crate::charts::{Frame, Svg, timeline, timeline_names};
use crate::clients::{self, sight};
use crate::db::{Conn, RefKind};
use crate::journal::model::may_read;
use crate::journal::store as journal_store;
use crate::kernel::codes::{Code, DeadlineKind};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::layout::{Flash, Layout};
use crate::web::respond::{ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use crate::{activities, police, residence, returns, stays, support};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}", web::get().to(page));
}

/// What may stand behind the address of a client's page.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// What was just done.
    pub(super) said: Option<String>,
    /// `1`: the merged record itself, not the one that took it in.
    pub(super) record: Option<String>,
}

/// What was just done, in words.
pub(super) fn said(code: Option<&str>, lang: Lang) -> Option<Flash> {
    let t = SaidTexts(lang);
    let (color, text) = match code? {
        "new" => ("success", t.new()),
        "saved" => ("success", t.saved()),
        "closed" => ("success", t.closed()),
        "reopened" => ("success", t.reopened()),
        "merged" => ("success", t.merged()),
        "unmerged" => ("success", t.unmerged()),
        "merged_record" => ("info", t.merged_record()),
        "protection" => ("success", t.protection()),
        "handed_over" => ("success", t.handed_over()),
        "distinct" => ("success", t.distinct()),
        "draft" => ("success", t.draft()),
        "discarded" => ("success", t.discarded()),
        "opened" => ("warning", t.opened()),
        "changed" => ("warning", t.changed()),
        _ => return None,
    };
    Some(Flash { color, text: text.to_owned() })
}

/// The record that took this one in, for a reader who sees both.
struct Survivor {
    href: String,
}

/// What the page is made of, besides the file.
struct Found {
    picture: picture::Picture,
    entries: Vec<Entry>,
    entry_count: usize,
    facts: Vec<Fact>,
    points: Vec<Point>,
    contacts: Vec<Contact>,
    due: Vec<Due>,
    next: Next,
    survivor: Option<Survivor>,
}

/// A deadline of hers, and what to do about it, or nothing.
struct Due {
    deadline: Brief,
    advice: &'static str,
}

impl Due {
    fn of(deadline: Brief, t: OverviewTexts) -> Self {
        use DeadlineKind as K;
        let advice = match deadline.kind {
            K::ReflectionEnds | K::LimitedEnds | K::PermitEnds | K::VisitEnds if deadline.is_over => t.advice_expired(),
            K::ReflectionEnds => t.advice_reflection(),
            K::LimitedEnds => t.advice_limited(),
            _ => "",
        };
        Self { deadline, advice }
    }
}

#[derive(Template)]
#[template(path = "casefile/overview.html")]
struct OverviewPage {
    l: Layout,
    t: OverviewTexts,
    file: File,
    found: Found,
    picture: Svg,
    names: Svg,
    lines: Vec<LineView>,
    deadlines_href: String,
    closed: Option<Closed>,
    locked_text: String,
    is_merged: bool,
    journal_href: String,
    person_href: String,
    case_href: String,
}

/// A row of the table beside the picture.
struct LineView {
    line: Line,
    from: String,
    iso: String,
}

/// What is said of a closed case.
struct Closed {
    text: String,
    aftercare: String,
}

async fn page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client: web::Path<String>,
    query: web::Query<Asked>,
) -> Answer {
    let (worker, asking) = (state.clone(), visitor.clone());
    let (file, found) = web::block(move || {
        head::open(&worker, &asking, &user, &client, Part::Overview, |conn, file| {
            read(conn, &worker, &user, file, asking.lang)
        })
    })
    .await??;
    if let Some(survivor) = found.survivor.as_ref().filter(|_| query.record.as_deref() != Some("1")) {
        return Ok(see_other(&format!("{}?said=merged_record", survivor.href)));
    }
    let flash = said(query.said.as_deref(), visitor.lang);
    Ok(ok(&OverviewPage::new(&visitor, &state, file, found, flash)))
}

impl OverviewPage {
    fn new(visitor: &Visitor, state: &State, file: File, mut found: Found, flash: Option<Flash>) -> Self {
        let lang = visitor.lang;
        let t = OverviewTexts(lang);
        let title = PictureTexts(lang).title();
        let frame = Frame { id: "tl", title, desc: &found.picture.words, lang };
        let lines = std::mem::take(&mut found.picture.lines);
        let closed = file.client.closed_on.map(|day| Closed {
            text: t
                .closed_text(&show::date(day), file.client.closure_reason.map_or(t.not_given(), |why| why.label(lang))),
            aftercare: file.case.aftercare_until.map_or_else(String::new, |until| t.aftercare(&show::date(until))),
        });
        Self {
            l: Layout::new(visitor, state, t.title(), &urls::client(&file.client_ref))
                .of_client(visitor, &file.client_ref)
                .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
                .with_flash(flash),
            t,
            picture: timeline(&frame, &found.picture.data),
            names: timeline_names(&found.picture.data),
            lines: lines
                .into_iter()
                .map(|line| LineView { from: show::date(line.from), iso: line.from.to_string(), line })
                .collect(),
            deadlines_href: urls::client_part(&file.client_ref, "deadlines"),
            closed,
            locked_text: file.case.locked_on.map_or_else(String::new, |day| t.locked_text(&show::date(day))),
            is_merged: file.case.merged_into_id.is_some(),
            journal_href: urls::client_part(&file.client_ref, "journal"),
            person_href: urls::client_part(&file.client_ref, "person"),
            case_href: urls::client_part(&file.client_ref, "case"),
            file,
            found,
        }
    }
}

/// Reads what the page shows: a fixed number of queries, each of one client.
fn read(conn: &mut Conn, state: &State, user: &SignedIn, file: &File, lang: Lang) -> Result<Found> {
    let (actor, id, today) = (&user.actor, file.id, state.clock().today());
    let journal = journal_store::heads_of(conn, actor, id)?;
    let reader = entry::reader(user, file);
    let of_journal: Vec<picture::Contact> = journal
        .iter()
        .map(|entry| {
            let is_readable = may_read(entry, reader);
            picture::Contact {
                entry: is_readable.then_some(entry.id),
                on: entry.occurred_on,
                mode: is_readable.then_some(entry.mode),
            }
        })
        .collect();
    let matters = police::store::police_matters_of(conn, actor, &[id])?;
    let of_matters: Vec<i64> = matters.iter().map(|matter| matter.id).collect();
    let rows = picture::Rows {
        statuses: &residence::store::residence_statuses_of(conn, actor, &[id])?,
        stays: &stays::store::stays_of(conn, actor, &[id])?,
        facilities: &clients::store::facility_names(conn, actor)?,
        activities: &activities::store::activities_of(conn, actor, &[id])?,
        matters: &matters,
        events: &police::store::police_events_of(conn, actor, &of_matters)?,
        returns: &returns::store::returns_of(conn, actor, &[id])?,
        contacts: &of_journal,
    };
    let keyring = state.database.keyring();
    let address = |kind, id| record(&file.client_ref, kind, &keyring.cover(kind, id));
    let picture = picture::picture(&rows, &address, today, lang);
    let of_facts = facts::Rows {
        children: clients::store::children_of(conn, actor, &[id])?,
        exploitations: clients::store::client_exploitations_of(conn, actor, &[id])?
            .into_iter()
            .map(|row| row.exploitation)
            .collect(),
        countries: clients::store::client_exploitation_countries_of(conn, actor, &[id])?
            .into_iter()
            .map(|row| row.country)
            .collect(),
        benefits: support::store::benefits_of(conn, actor, &[id])?,
        legal_aid: support::legal_aid::all(conn, actor, id)?.into_iter().map(|kept| kept.fact).collect(),
    };
    let survivor = match file.case.merged_into_id {
        Some(survivor) if sees(conn, state, user, survivor)? => {
            Some(Survivor { href: urls::client(&state.database.keyring().cover(RefKind::Client, survivor)) })
        }
        _ => None,
    };
    let due = deadlines::next(state, lang, file, deadlines::found(conn, state, actor, id)?);
    Ok(Found {
        picture,
        entries: latest::latest(conn, state, user, file, &journal, lang)?,
        entry_count: journal.len(),
        facts: facts::facts(file, &of_facts, today, lang),
        points: reach::points(conn, user, id, today, lang)?,
        contacts: reach::contacts(conn, user, id, today, lang)?,
        due: due.into_iter().map(|one| Due::of(one, OverviewTexts(lang))).collect(),
        next: next_of(conn, actor, file, today, lang)?,
        survivor,
    })
}

/// Where a record of a client is opened.
fn record(client_ref: &str, kind: RefKind, reference: &str) -> String {
    let place = match kind {
        RefKind::Status => "statuses",
        RefKind::Stay => "stays",
        RefKind::Activity => "activities",
        RefKind::Matter => "police-matters",
        RefKind::PoliceEvent => "police-events",
        RefKind::Return => "returns",
        RefKind::Entry => "journal",
        // The picture shows no other kind.
        _ => return urls::client(client_ref),
    };
    urls::client_part(client_ref, &format!("{place}/{reference}"))
}

fn sees(conn: &mut Conn, state: &State, user: &SignedIn, client: i64) -> Result<bool> {
    match sight::must_see(conn, &user.actor, client, state.clock().now_utc()) {
        Ok(()) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_codes_say_something() {
        assert!(said(Some("closed"), Lang::Nb).is_some());
        assert!(said(Some("<b>"), Lang::Nb).is_none() && said(None, Lang::En).is_none());
    }
}
