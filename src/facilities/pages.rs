//! The administrator's pages of facilities: the list, a new one, a change.

use super::model::FacilityRow;
use super::store;
use super::texts::FacilityTexts;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, FacilityType};
use crate::kernel::error::Error;
use crate::web::error::Failure;
use crate::web::form::{Choice, Field, FieldError, NoDate, Posted, read_date};
use crate::web::layout::{Flash, Layout};
use crate::web::record_texts::RecordTexts;
use crate::web::respond::{invalid, ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

type Answer = Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/facilities", web::get().to(list_page))
        .route("/facilities", web::post().to(add_post))
        .route("/facilities/new", web::get().to(new_page))
        .route("/facilities/{key}", web::get().to(edit_page))
        .route("/facilities/{key}", web::post().to(edit_post));
}

struct Line {
    href: String,
    name: String,
    kind: &'static str,
    municipality: String,
    in_use: String,
}

#[derive(Template)]
#[template(path = "facilities/list.html")]
struct ListPage {
    l: Layout,
    t: FacilityTexts,
    lines: Vec<Line>,
    new_href: String,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

fn address(key: &str) -> String {
    format!("{}/{}", urls::FACILITIES, urls::encoded(key).replace('+', "%20"))
}

fn shown(date: Option<NaiveDate>) -> String {
    date.map_or_else(String::new, |date| date.format("%d.%m.%Y").to_string())
}

async fn list_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Said>) -> Answer {
    let database = state.database.clone();
    let mut rows = web::block(move || database.read(|conn| store::all_facilities(conn, &user.actor))).await??;
    rows.sort_by(|one, other| one.name.cmp(&other.name));
    let t = FacilityTexts(visitor.lang);
    let lines = rows
        .into_iter()
        .map(|row| Line {
            href: address(&row.facility_key),
            kind: row.facility_type.label(visitor.lang),
            in_use: match (row.valid_from, row.valid_to) {
                (None, None) => String::new(),
                (from, to) => format!("{}–{}", shown(from), shown(to)),
            },
            name: row.name,
            municipality: row.municipality.unwrap_or_default(),
        })
        .collect();
    let said = (query.said.as_deref() == Some("saved")).then(|| Flash { color: "success", text: t.saved().to_owned() });
    let l = Layout::new(&visitor, &state, t.heading(), urls::FACILITIES).with_flash(said);
    Ok(ok(&ListPage { l, t, lines, new_href: format!("{}/new", urls::FACILITIES) }))
}

/// The answers of the form as they were given.
#[derive(Default)]
struct Draft {
    key: String,
    name: String,
    kind: String,
    municipality: String,
    secret: String,
    valid_from: String,
    valid_to: String,
    version: i32,
}

impl Draft {
    fn of(form: &Posted) -> Self {
        let text = |name: &str| form.trimmed(name).to_owned();
        Self {
            key: text("key"),
            name: text("name"),
            kind: text("kind"),
            municipality: text("municipality"),
            secret: text("secret"),
            valid_from: text("valid_from"),
            valid_to: text("valid_to"),
            version: form.version(),
        }
    }

    fn of_row(row: &FacilityRow, version: i32) -> Self {
        Self {
            key: row.facility_key.clone(),
            name: row.name.clone(),
            kind: row.facility_type.code().to_owned(),
            municipality: row.municipality.clone().unwrap_or_default(),
            secret: row.secret_address.map_or("", |secret| if secret { "yes" } else { "no" }).to_owned(),
            valid_from: shown(row.valid_from),
            valid_to: shown(row.valid_to),
            version,
        }
    }

    fn validate(&self, t: FacilityTexts) -> Result<FacilityRow, Vec<FieldError>> {
        let mut errors = Vec::new();
        if self.key.is_empty() || self.key.chars().count() > 64 || self.key.contains([';', '/']) {
            errors.push(FieldError::new("key", t.key_wrong()));
        }
        if self.name.is_empty() || self.name.chars().count() > 200 {
            errors.push(FieldError::new("name", t.name_wrong()));
        }
        let facility_type = FacilityType::from_code(&self.kind);
        if facility_type.is_none() {
            errors.push(FieldError::new("kind", t.kind_wrong()));
        }
        let mut date = |name: &'static str, text: &str| match read_date(text) {
            Ok(date) => date,
            Err(NoDate) => {
                errors.push(FieldError::new(name, RecordTexts(t.0).date_wrong()));
                None
            }
        };
        let (valid_from, valid_to) = (date("valid_from", &self.valid_from), date("valid_to", &self.valid_to));
        if valid_from.zip(valid_to).is_some_and(|(from, to)| to < from) {
            errors.push(FieldError::new("valid_to", t.order_wrong()));
        }
        match facility_type {
            Some(facility_type) if errors.is_empty() => Ok(FacilityRow {
                id: 0,
                facility_key: self.key.clone(),
                name: self.name.clone(),
                facility_type,
                municipality: (!self.municipality.is_empty()).then(|| self.municipality.clone()),
                secret_address: match self.secret.as_str() {
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => None,
                },
                valid_from,
                valid_to,
            }),
            _ => Err(errors),
        }
    }
}

#[derive(Template)]
#[template(path = "facilities/form.html")]
struct FormPage {
    l: Layout,
    t: FacilityTexts,
    heading: &'static str,
    action: String,
    is_new: bool,
    version: String,
    key: Field,
    name: Field,
    kind: Field,
    kinds: Vec<Choice>,
    municipality: Field,
    secret: Field,
    secrets: Vec<Choice>,
    valid_from: Field,
    valid_to: Field,
    errors: Vec<FieldError>,
}

impl FormPage {
    fn new(visitor: &Visitor, state: &State, draft: &Draft, is_new: bool, errors: Vec<FieldError>) -> Self {
        let t = FacilityTexts(visitor.lang);
        let heading = if is_new { t.new_heading() } else { t.edit_heading() };
        let choice = |value: &str, label: &str, chosen: &str| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            selected: value == chosen,
        };
        let kinds = FacilityType::ALL.iter().map(|kind| choice(kind.code(), kind.label(visitor.lang), &draft.kind));
        let secrets = [("yes", t.secret_yes()), ("no", t.secret_no()), ("", t.secret_none())];
        Self {
            l: Layout::new(visitor, state, heading, urls::FACILITIES).with_errors(!errors.is_empty()),
            t,
            heading,
            action: if is_new { urls::FACILITIES.to_owned() } else { address(&draft.key) },
            is_new,
            version: draft.version.to_string(),
            key: Field::new("key", t.key()).hinted(t.key_hint()).with(&draft.key).judged(&errors),
            name: Field::new("name", t.name()).with(&draft.name).judged(&errors),
            kind: Field::new("kind", t.kind()).judged(&errors),
            kinds: kinds.collect(),
            municipality: Field::new("municipality", t.municipality()).with(&draft.municipality).optional(),
            secret: Field::new("secret", t.secret()),
            secrets: secrets.into_iter().map(|(value, label)| choice(value, label, &draft.secret)).collect(),
            valid_from: Field::new("valid_from", t.valid_from())
                .hinted(t.date_hint())
                .with(&draft.valid_from)
                .optional()
                .judged(&errors),
            valid_to: Field::new("valid_to", t.valid_to())
                .hinted(t.date_hint())
                .with(&draft.valid_to)
                .optional()
                .judged(&errors),
            errors,
        }
    }
}

async fn new_page(state: web::Data<State>, visitor: Visitor) -> HttpResponse {
    ok(&FormPage::new(&visitor, &state, &Draft::default(), true, Vec::new()))
}

async fn add_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let t = FacilityTexts(visitor.lang);
    let draft = Draft::of(&form);
    let row = match draft.validate(t) {
        Ok(row) => row,
        Err(errors) => return Ok(invalid(&FormPage::new(&visitor, &state, &draft, true, errors))),
    };
    let database = state.database.clone();
    // The key is unique, so a form sent twice adds one facility.
    let added = web::block(move || {
        database.write(&user.actor, |conn| {
            let id = store::add_facility(conn, &user.actor, &row)?;
            Ok::<_, Error>(((), AuditEntry::done_to("facility.add", "facility", id)))
        })
    })
    .await?;
    match added {
        Ok(()) => Ok(see_other(&format!("{}?said=saved", urls::FACILITIES))),
        Err(Error::Conflict(_)) => {
            let errors = vec![FieldError::new("key", t.key_taken())];
            Ok(invalid(&FormPage::new(&visitor, &state, &draft, true, errors)))
        }
        Err(error) => Err(error.into()),
    }
}

async fn edit_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, key: web::Path<String>) -> Answer {
    let database = state.database.clone();
    let found = web::block(move || database.read(|conn| store::facility_by_key(conn, &user.actor, &key))).await??;
    let (row, version) = found.ok_or(Error::NotFound)?;
    Ok(ok(&FormPage::new(&visitor, &state, &Draft::of_row(&row, version), false, Vec::new())))
}

async fn edit_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    key: web::Path<String>,
    form: Posted,
) -> Answer {
    let t = FacilityTexts(visitor.lang);
    let mut draft = Draft { key: key.clone(), ..Draft::of(&form) };
    let row = match draft.validate(t) {
        Ok(row) => row,
        Err(errors) => return Ok(invalid(&FormPage::new(&visitor, &state, &draft, false, errors))),
    };
    let (database, version) = (state.database.clone(), draft.version);
    let changed = web::block(move || {
        database.write(&user.actor, |conn| {
            let (now, at) = store::facility_by_key(conn, &user.actor, &key)?.ok_or(Error::NotFound)?;
            if at != version {
                return Ok((Some((now, at)), AuditEntry::refused("facility.change")));
            }
            let id = now.id;
            store::change_facility(conn, &user.actor, &FacilityRow { id, ..row }, version)?;
            Ok::<_, Error>((None, AuditEntry::done_to("facility.change", "facility", id)))
        })
    })
    .await??;
    let Some((now, at)) = changed else { return Ok(see_other(&format!("{}?said=saved", urls::FACILITIES))) };
    // A lost race: both texts are shown, and saving again is a choice.
    draft.version = at;
    let place = now.municipality.unwrap_or_default();
    let stands = [now.name.as_str(), now.facility_type.label(visitor.lang), place.as_str()];
    let stands = stands.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let errors = vec![FieldError::new("name", &t.lost(&stands))];
    Ok(page(StatusCode::CONFLICT, &FormPage::new(&visitor, &state, &draft, false, errors)))
}
