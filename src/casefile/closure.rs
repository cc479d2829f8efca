//! The form that closes a case, or corrects its closing. What is still open is said and stops nobody.

use super::head::{self, File, Part};
use super::lifecycle::{Answer, must_stand};
use super::lifecycle_texts::{CaseTexts, ClosureTexts};
use crate::clients::closures::{self, Closing, ClosureRow, WrongDay};
use crate::clients::store::facility_names;
use crate::db::Conn;
use crate::deadlines;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{ClosureReason, Code, PoliceEventKind};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::police;
use crate::stays;
use crate::web::form::{Choice, Field, FieldError, Posted, read_date};
use crate::web::forms::Conflict;
use crate::web::layout::Layout;
use crate::web::record_texts::RecordTexts;
use crate::web::respond::{invalid, ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;
use chrono::NaiveDate;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/closure", web::get().to(closure_page))
        .route("/clients/{client}/closure", web::post().to(closure_post));
}

/// The longest note, in characters.
const NOTE: usize = 4000;

/// The answers of the form as they were given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Answers {
    closed_on: String,
    reason: String,
    aftercare_until: String,
    note: String,
    version: i32,
}

impl Answers {
    fn posted(form: &Posted) -> Self {
        let text = |name: &str| form.trimmed(name).to_owned();
        Self {
            closed_on: text("closed_on"),
            reason: text("reason"),
            aftercare_until: text("aftercare_until"),
            note: text("note").replace("\r\n", "\n"),
            version: form.version(),
        }
    }

    /// What the form begins with: today, or the closing that stands.
    fn of(file: &File, standing: Option<&ClosureRow>, today: NaiveDate) -> Self {
        Self {
            closed_on: show::date(file.client.closed_on.unwrap_or(today)),
            reason: file.client.closure_reason.map_or_else(String::new, |reason| reason.code().to_owned()),
            aftercare_until: show::maybe_date(file.case.aftercare_until),
            note: standing.and_then(|row| row.note.clone()).unwrap_or_default(),
            version: file.case.version,
        }
    }

    fn validate(
        &self,
        intake: NaiveDate,
        today: NaiveDate,
        t: ClosureTexts,
    ) -> std::result::Result<Closing, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut date = |name: &'static str, text: &str| {
            read_date(text).unwrap_or_else(|_| {
                errors.push(FieldError::new(name, RecordTexts(t.0).date_wrong()));
                None
            })
        };
        let (closed_on, aftercare_until) =
            (date("closed_on", &self.closed_on), date("aftercare_until", &self.aftercare_until));
        if self.closed_on.is_empty() {
            errors.push(FieldError::new("closed_on", t.date_missing()));
        }
        let reason = ClosureReason::from_code(&self.reason);
        if reason.is_none() {
            errors.push(FieldError::new("reason", t.reason_missing()));
        }
        if self.note.chars().count() > NOTE {
            errors.push(FieldError::new("note", t.note_long()));
        } else if self.note.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            errors.push(FieldError::new("note", t.note_control()));
        }
        let note = (!self.note.is_empty()).then(|| self.note.clone());
        if let Some(closed_on) = closed_on {
            // The days are judged even without a reason, so that all that is wrong is said at once.
            let days = Closing { closed_on, reason: ClosureReason::Other, aftercare_until, note: None };
            errors.extend(days.wrong_days(intake, today).into_iter().map(|wrong| match wrong {
                WrongDay::Future => FieldError::new("closed_on", &t.future(&show::date(today))),
                WrongDay::BeforeIntake => FieldError::new("closed_on", &t.before_intake(&show::date(intake))),
                WrongDay::AftercareTooEarly => FieldError::new("aftercare_until", t.aftercare_early()),
            }));
        }
        match (closed_on, reason) {
            (Some(closed_on), Some(reason)) if errors.is_empty() => {
                Ok(Closing { closed_on, reason, aftercare_until, note })
            }
            _ => {
                errors.sort_by_key(|error| {
                    ["closed_on", "reason", "aftercare_until", "note"].iter().position(|name| *name == error.field)
                });
                Err(errors)
            }
        }
    }
}

/// What is still open in the case.
fn warnings(conn: &mut Conn, user: &SignedIn, client: i64, today: NaiveDate, lang: Lang) -> Result<Vec<String>> {
    let (actor, t) = (&user.actor, ClosureTexts(lang));
    let mut said = Vec::new();
    let mut open = stays::store::stays_of(conn, actor, &[client])?;
    open.retain(|stay| stay.ended_on.is_none_or(|end| end > today));
    if !open.is_empty() {
        let names = facility_names(conn, actor)?;
        said.extend(open.iter().map(|stay| {
            let place = names.iter().find(|(id, _)| *id == stay.facility_id).map_or("–", |(_, name)| name);
            t.open_stay(place, &show::date(stay.began_on))
        }));
    }
    let matters = police::store::police_matters_of(conn, actor, &[client])?;
    let ids: Vec<i64> = matters.iter().map(|matter| matter.id).collect();
    let mut events = police::store::police_events_of(conn, actor, &ids)?;
    events.sort_by_key(|event| (event.happened_on, event.id));
    let goes_on = matters.iter().filter(|matter| {
        let latest = events.iter().rev().find(|event| event.matter_id == matter.id);
        latest.is_some_and(|event| !is_end(event.event))
    });
    said.extend(goes_on.map(|matter| t.open_matter(matter.offence.label(lang))));
    Ok(said)
}

/// True for an event after which a matter is no longer under way.
const fn is_end(event: PoliceEventKind) -> bool {
    use PoliceEventKind as E;
    matches!(event, E::DecidedNotToReport | E::Dismissed | E::Convicted | E::Acquitted | E::Final)
}

#[derive(Template)]
#[template(path = "casefile/closure.html")]
struct ClosurePage {
    l: Layout,
    t: ClosureTexts,
    c: CaseTexts,
    file: File,
    heading: &'static str,
    action: String,
    back_href: String,
    save_word: &'static str,
    version: String,
    warnings: Vec<String>,
    closed_on: Field,
    reason: Field,
    reasons: Vec<Choice>,
    aftercare_until: Field,
    note: Field,
    conflict: Conflict,
    errors: Vec<FieldError>,
}

impl ClosurePage {
    fn new(
        visitor: &Visitor,
        state: &State,
        file: File,
        warnings: Vec<String>,
        answers: &Answers,
        errors: Vec<FieldError>,
    ) -> Self {
        let t = ClosureTexts(visitor.lang);
        let is_closed = file.client.closed_on.is_some();
        let action = urls::client_part(&file.client_ref, "closure");
        let reasons = ClosureReason::ALL.iter().map(|reason| Choice {
            value: reason.code().to_owned(),
            label: reason.label(visitor.lang).to_owned(),
            selected: reason.code() == answers.reason,
        });
        let choose = Choice { value: String::new(), label: t.choose().to_owned(), selected: answers.reason.is_empty() };
        Self {
            l: Layout::new(visitor, state, t.title(), &action)
                .of_client(visitor, &file.client_ref)
                .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
                .with_errors(!errors.is_empty()),
            t,
            c: CaseTexts(visitor.lang),
            heading: if is_closed { t.heading_again() } else { t.heading() },
            save_word: if is_closed { t.correct() } else { t.close() },
            back_href: urls::client_part(&file.client_ref, "case"),
            action,
            version: answers.version.to_string(),
            warnings,
            closed_on: Field::new("closed_on", t.closed_on())
                .hinted(t.date_hint())
                .with(&answers.closed_on)
                .judged(&errors),
            reason: Field::new("reason", t.reason()).judged(&errors),
            reasons: std::iter::once(choose).chain(reasons).collect(),
            aftercare_until: Field::new("aftercare_until", t.aftercare())
                .hinted(t.aftercare_hint())
                .with(&answers.aftercare_until)
                .optional()
                .judged(&errors),
            note: Field::new("note", t.note()).hinted(t.note_hint()).with(&answers.note).optional().judged(&errors),
            conflict: Conflict::none(visitor.lang),
            errors,
            file,
        }
    }
}

/// What the form needs of the case besides its file: what is open, and the closing that stands.
type Around = (Vec<String>, Option<ClosureRow>);

fn around(conn: &mut Conn, state: &State, user: &SignedIn, file: &File, lang: Lang) -> Result<Around> {
    let warnings = warnings(conn, user, file.id, state.clock().today(), lang)?;
    let closures = closures::closures_of(conn, &user.actor, file.id)?;
    Ok((warnings, closures.into_iter().find(|row| row.reopened_on.is_none())))
}

async fn closure_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, client: web::Path<String>) -> Answer {
    let (worker, asking) = (state.clone(), visitor.clone());
    let (file, (warnings, standing)) = web::block(move || {
        head::open(&worker, &asking, &user, &client, Part::Case, |conn, file| {
            must_stand(file)?;
            around(conn, &worker, &user, file, asking.lang)
        })
    })
    .await??;
    let answers = Answers::of(&file, standing.as_ref(), state.clock().today());
    Ok(ok(&ClosurePage::new(&visitor, &state, file, warnings, &answers, Vec::new())))
}

/// How closing ended, where it was not done: the page again.
enum Again {
    Wrong(Vec<FieldError>),
    Lost,
}

async fn closure_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client: web::Path<String>,
    form: Posted,
) -> Answer {
    let mut answers = Answers::posted(&form);
    let (worker, lang, client_ref, given) = (state.clone(), visitor.lang, client.clone(), answers.clone());
    let again = web::block(move || {
        let database = worker.database.clone();
        database.write(&user.actor, |conn| {
            head::find_to_govern(conn, &worker, &user.actor, &client_ref)?;
            let file = head::load(conn, &worker, lang, &user, &client_ref, Part::Case)?;
            must_stand(&file)?;
            let around = around(conn, &worker, &user, &file, lang)?;
            let refused = AuditEntry::done_to("client.read", "client", file.id);
            let closing = match given.validate(file.client.intake_date, worker.clock().today(), ClosureTexts(lang)) {
                Ok(closing) => closing,
                Err(errors) => return Ok((Some((file, around, Again::Wrong(errors))), refused)),
            };
            if file.case.version != given.version {
                return Ok((Some((file, around, Again::Lost)), refused));
            }
            closures::close(conn, &user.actor, file.id, given.version, &closing)?;
            deadlines::settle(conn, &user.actor, Some(file.id))?;
            Ok::<_, Error>((None, AuditEntry::done_to("client.close", "client", file.id)))
        })
    })
    .await??;
    let Some((file, (warnings, standing), again)) = again else {
        return Ok(see_other(&format!("{}?said=closed", urls::client(&client))));
    };
    match again {
        Again::Wrong(errors) => Ok(invalid(&ClosurePage::new(&visitor, &state, file, warnings, &answers, errors))),
        Again::Lost => {
            answers.version = file.case.version;
            let rows = differing(&file, standing.as_ref(), &answers, visitor.lang);
            let mut shown = ClosurePage::new(&visitor, &state, file, warnings, &answers, Vec::new());
            shown.conflict = Conflict::of(visitor.lang, rows);
            Ok(page(StatusCode::CONFLICT, &shown))
        }
    }
}

/// What stands now beside what she wrote: the state of the case always, so that a race lost to another change is told too.
fn differing(
    file: &File,
    standing: Option<&ClosureRow>,
    answers: &Answers,
    lang: Lang,
) -> Vec<(String, String, String)> {
    let t = ClosureTexts(lang);
    let shown = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
    let reason = |code: &str| ClosureReason::from_code(code).map_or("–", |reason| reason.label(lang)).to_owned();
    let given_date = |text: &str| read_date(text).ok().flatten().map_or_else(|| shown(text), show::date);
    vec![
        (
            t.closed_on().to_owned(),
            file.client.closed_on.map_or_else(|| "–".to_owned(), show::date),
            given_date(&answers.closed_on),
        ),
        (
            t.reason().to_owned(),
            file.client.closure_reason.map_or("–", |reason| reason.label(lang)).to_owned(),
            reason(&answers.reason),
        ),
        (
            t.aftercare().to_owned(),
            file.case.aftercare_until.map_or_else(|| "–".to_owned(), show::date),
            given_date(&answers.aftercare_until),
        ),
        (
            t.note().to_owned(),
            shown(standing.and_then(|row| row.note.as_deref()).unwrap_or_default()),
            shown(&answers.note),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn answers() -> Answers {
        Answers { closed_on: "06.11.2019".to_owned(), reason: "settled".to_owned(), ..Answers::default() }
    }

    fn wrong(answers: &Answers) -> Vec<&'static str> {
        let judged = answers.validate(day("2019-04-24"), day("2019-11-06"), ClosureTexts(Lang::Nb));
        judged.err().unwrap_or_default().iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_whole_form_is_a_closing() {
        let given =
            Answers { aftercare_until: "060520".to_owned(), note: "Flyttet til Bergen.".to_owned(), ..answers() };
        let closing = given.validate(day("2019-04-24"), day("2019-11-06"), ClosureTexts(Lang::Nb)).unwrap();
        assert_eq!((closing.closed_on, closing.reason), (day("2019-11-06"), ClosureReason::Settled));
        assert_eq!(closing.aftercare_until, Some(day("2020-05-06")));
        assert_eq!(closing.note.as_deref(), Some("Flyttet til Bergen."));
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once_in_the_order_of_the_form() {
        let none = Answers { aftercare_until: "i vår".to_owned(), note: "x".repeat(NOTE + 1), ..Answers::default() };
        assert_eq!(wrong(&none), ["closed_on", "reason", "aftercare_until", "note"]);
        let early =
            Answers { closed_on: "23.04.2019".to_owned(), aftercare_until: "23.04.2019".to_owned(), ..answers() };
        assert_eq!(wrong(&early), ["closed_on", "aftercare_until"]);
        assert_eq!(wrong(&Answers { closed_on: "07.11.2019".to_owned(), ..answers() }), ["closed_on"]);
        assert_eq!(wrong(&Answers { reason: "bored".to_owned(), ..answers() }), ["reason"]);
        assert_eq!(wrong(&Answers { note: "a\u{0}b".to_owned(), ..answers() }), ["note"]);
        assert!(wrong(&Answers { note: "to\nlinjer".to_owned(), ..answers() }).is_empty());
    }
}
