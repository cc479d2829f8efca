//! Somebody whom ROSA announced: she came, on this day, or she did not.

use super::acts::told;
use super::form::{FormPage, Sheet, key_of};
use super::sight;
use super::texts::CentreTexts;
use crate::db::{Conn, Kept, RefKind};
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{AnnouncementOutcome, ArrangedBy};
use crate::kernel::error::{Error, Result};
use crate::stays::acts::{self, Known, Scene};
use crate::stays::announced::{self, Announcement};
use crate::stays::model::Stay;
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::inputs::{Input, Reader};
use crate::web::record_form::Stopped;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use crate::{deadlines, desk, stays};
use actix_web::{HttpResponse, web};

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/stays/announced/{announcement}/arrival", web::get().to(came_page))
        .route("/stays/announced/{announcement}/arrival", web::post().to(came_post))
        .route("/stays/announced/{announcement}/absence", web::get().to(absent_page))
        .route("/stays/announced/{announcement}/absence", web::post().to(absent_post));
}

/// An announcement as its centre sees it: nothing but what she is called, where and when.
struct Expected {
    kept: Kept<Announcement>,
    said: String,
}

fn find(conn: &mut Conn, state: &State, user: &SignedIn, reference: &str, t: CentreTexts) -> Result<Expected> {
    let scope = sight::scope(conn, &user.actor, state.clock().today())?;
    let id = state.database.keyring().uncover(RefKind::Announcement, reference)?;
    let kept = announced::one_open(conn, &user.actor, id)?;
    if !scope.ids().contains(&kept.fact.facility_id) {
        return Err(Error::NotFound);
    }
    let whos = scope.announced(conn, &user.actor, &[kept.fact.client_id])?;
    let who = whos.first().ok_or(Error::NotFound)?;
    let place = scope.name_of(kept.fact.facility_id);
    let said = t.announced_of(&who.label, place, &show::date(kept.fact.expected_on));
    Ok(Expected { kept, said })
}

fn address(reference: &str, act: &str) -> String {
    format!("{}/announced/{reference}/{act}", urls::STAYS)
}

/// A form that came back.
#[derive(Default)]
struct Given {
    on: String,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
}

fn came_form(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    reference: &str,
    given: Option<Given>,
) -> Result<FormPage> {
    let (lang, t) = (visitor.lang, CentreTexts(visitor.lang));
    let expected = state.database.read(|conn| find(conn, state, user, reference, t))?;
    let given = given.unwrap_or_else(|| Given { on: show::date(state.clock().today()), ..Given::default() });
    let on = Field::new("on", t.came_on()).hinted(t.first_night()).with(&given.on).judged(&given.errors);
    let back = (urls::STAYS.to_owned(), t.board());
    let sheet = Sheet {
        of: expected.said,
        lead: t.came_lead().to_owned(),
        version: Some(expected.kept.version),
        inputs: vec![vec![Input::Date(on)]],
        errors: given.errors,
        doubts: given.doubts,
        ..Sheet::new(lang, t.has_come(), &address(reference, "arrival"), back)
    };
    Ok(FormPage::new(visitor, state, sheet))
}

async fn came_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>) -> Answer {
    let template = web::block(move || came_form(&state, &visitor, &user, &path, None)).await??;
    Ok(ok(&template))
}

/// Why nothing was kept.
type Stop = Stopped<Given>;

async fn came_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    let again = web::block(move || match came(&state, &visitor, &user, &path, &form) {
        Ok(()) => Ok(None),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Again(given, _)) => came_form(&state, &visitor, &user, &path, Some(given)).map(Some),
    })
    .await??;
    Ok(again.map_or_else(|| see_other(&format!("{}?said=came", urls::STAYS)), |template| invalid(&template)))
}

/// Begins the stay on the day she came, and answers the announcement.
fn came(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    reference: &str,
    form: &Posted,
) -> std::result::Result<(), Stop> {
    let (actor, t, lang) = (&user.actor, CentreTexts(visitor.lang), visitor.lang);
    let (now, today) = (state.clock().now_utc(), state.clock().today());
    let scene = Scene { actor, keyring: state.database.keyring(), now, today };
    state.database.write(actor, |conn| {
        if !desk::use_once(conn, actor, form.value("once"), now)? {
            return Ok(((), AuditEntry::refused("stay.add")));
        }
        let expected = find(conn, state, user, reference, t)?.kept;
        let written = form.line("on");
        let again =
            |errors: Vec<FieldError>, doubts: Vec<String>| Stop::again(Given { on: written.clone(), errors, doubts });
        let mut reader = Reader::new(lang, today);
        let on = reader.past("on", &written);
        reader.must_date("on", &written, on);
        let Some(began_on) = on.filter(|_| reader.errors.is_empty()) else {
            return Err(again(reader.errors, Vec::new()));
        };
        let client_id = expected.fact.client_id;
        let stay = Stay {
            client_id,
            facility_id: expected.fact.facility_id,
            began_on,
            ended_on: None,
            arranged_by: Some(ArrangedBy::Rosa),
            exit_reason: None,
            destination_id: None,
        };
        let known = Known::load(conn, actor, client_id)?;
        let doubts = known.ground(today).judge(None, &stay).map_err(|all| {
            let errors = all.into_iter().map(|wrong| FieldError::new("on", &t.wrong(wrong, false, today)));
            again(errors.collect(), Vec::new())
        })?;
        let doubts = told(&doubts, &known, lang);
        if !doubts.is_empty() && form.value("despite") != key_of(&doubts) {
            return Err(again(Vec::new(), doubts));
        }
        let id = acts::arrive(conn, &scene, &stay)?;
        stays::store::confirm(conn, actor, client_id, id, today, 1)?;
        let version = form.version();
        announced::answer(conn, actor, expected.id, version, AnnouncementOutcome::Came, Some(id))?;
        deadlines::settle(conn, actor, Some(client_id))?;
        Ok(((), AuditEntry::done_to("stay.add", "client", client_id)))
    })
}

async fn absent_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>) -> Answer {
    let template = web::block(move || {
        let t = CentreTexts(visitor.lang);
        let expected = state.database.read(|conn| find(conn, &state, &user, &path, t))?;
        let back = (urls::STAYS.to_owned(), t.board());
        let sheet = Sheet {
            of: expected.said,
            lead: t.absent_lead().to_owned(),
            version: Some(expected.kept.version),
            save: t.did_not_come(),
            ..Sheet::new(visitor.lang, t.did_not_come(), &address(&path, "absence"), back)
        };
        Ok::<_, Error>(FormPage::new(&visitor, &state, sheet))
    })
    .await??;
    Ok(ok(&template))
}

async fn absent_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    web::block(move || {
        let (actor, t) = (&user.actor, CentreTexts(visitor.lang));
        state.database.write(actor, |conn| {
            if !desk::use_once(conn, actor, form.value("once"), state.clock().now_utc())? {
                return Ok(((), AuditEntry::refused("announcement.absent")));
            }
            let expected = find(conn, &state, &user, &path, t)?.kept;
            let version = form.version();
            announced::answer(conn, actor, expected.id, version, AnnouncementOutcome::Absent, None)?;
            Ok::<_, Error>(((), AuditEntry::done_to("announcement.absent", "client", expected.fact.client_id)))
        })
    })
    .await??;
    Ok(see_other(&format!("{}?said=absent", urls::STAYS)))
}
