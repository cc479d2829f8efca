//! Taking out a list of payments: for whom, and why. The password must have been shown within the last minutes (web/routes.rs).

use super::super::benefits::export::{self, Export, Receiver};
use super::super::benefits::monthly;
use super::super::texts::BenefitTexts;
use super::asked_month;
use crate::audit::changes::user_names;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::Error;
use crate::web::error::Failure;
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::inputs::{LINE, Reader, choice};
use crate::web::layout::Layout;
use crate::web::record_texts::RecordTexts;
use crate::web::respond::{invalid, ok};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{months, show, urls};
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/benefits/export", web::get().to(export_page)).route("/benefits/export", web::post().to(export_post));
}

/// How many earlier lists the page shows.
const SHOWN: i64 = 20;

#[derive(Deserialize)]
struct Asked {
    month: Option<String>,
}

/// A list that was taken out.
struct Taken {
    at: String,
    who: String,
    receiver: &'static str,
    month: String,
    lines: i32,
    reason: String,
}

#[derive(Template)]
#[template(path = "support/export.html")]
struct ExportPage {
    l: Layout,
    t: BenefitTexts,
    back: String,
    month: Field,
    receiver: Field,
    receivers: Vec<Choice>,
    reason: Field,
    taken: Vec<Taken>,
    /// True when she may take the list without those who have no DUF number.
    may_do_without: bool,
    errors: Vec<FieldError>,
}

/// The answers of the form as they were given.
#[derive(Default)]
struct Answers {
    month: String,
    receiver: String,
    reason: String,
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    answers: &Answers,
    errors: Vec<FieldError>,
) -> Result<ExportPage, Error> {
    let (t, lang) = (BenefitTexts(visitor.lang), visitor.lang);
    let (latest, names) = state
        .database
        .read(|conn| Ok::<_, Error>((export::latest(conn, &user.actor, SHOWN)?, user_names(conn, &user.actor)?)))?;
    let receivers = [(Receiver::Accounts, t.to_accounts()), (Receiver::Udi, t.to_udi())];
    let month = Field::new("month", t.month()).hinted(RecordTexts(lang).month_hint()).with(&answers.month);
    Ok(ExportPage {
        l: Layout::new(visitor, state, t.export_heading(), urls::BENEFIT_EXPORT).with_errors(!errors.is_empty()),
        back: RecordTexts(lang).back(t.heading()),
        month: month.judged(&errors),
        receiver: Field::new("receiver", t.receiver()).with(&answers.receiver).judged(&errors),
        receivers: receivers
            .into_iter()
            .map(|(receiver, label)| choice(receiver.code(), label, &answers.receiver))
            .collect(),
        reason: Field::new("reason", t.reason()).hinted(t.reason_hint()).with(&answers.reason).judged(&errors),
        taken: latest
            .into_iter()
            .map(|one| Taken {
                at: show::moment(state.clock().local(one.exported_at), lang),
                who: names
                    .iter()
                    .find(|(id, _)| *id == one.exported_by_id)
                    .map_or_else(String::new, |(_, name)| name.clone()),
                receiver: match Receiver::from_code(&one.receiver) {
                    Some(Receiver::Udi) => t.udi(),
                    _ => t.accounts(),
                },
                month: months::named(one.period, lang),
                lines: one.lines,
                reason: one.reason,
            })
            .collect(),
        may_do_without: false,
        errors,
        t,
    })
}

async fn export_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Asked>) -> Answer {
    let template = web::block(move || {
        let asked = query.month.clone().unwrap_or_default();
        let latest = state.database.read(|conn| monthly::latest(conn, &user.actor))?;
        let month = asked_month(&asked, latest, state.clock().today());
        let answers = Answers { month: months::written(month), ..Answers::default() };
        page_of(&state, &visitor, &user, &answers, Vec::new())
    })
    .await??;
    Ok(ok(&template))
}

/// A list, or the form with what is wrong with it.
enum Outcome {
    File(String, String),
    Again(Box<ExportPage>),
}

async fn export_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let outcome = web::block(move || {
        let t = BenefitTexts(visitor.lang);
        let answers =
            Answers { month: form.line("month"), receiver: form.line("receiver"), reason: form.line("reason") };
        let mut may_do_without = false;
        let mut reader = Reader::new(visitor.lang, state.clock().today());
        let month = reader.must_month("month", &answers.month);
        let receiver = Receiver::from_code(&answers.receiver);
        if receiver.is_none() {
            reader.wrong("receiver", t.receiver_missing());
        }
        let reason = reader.must("reason", &answers.reason, LINE, t.reason_missing());
        if let (Some(month), Some(receiver)) = (month, receiver)
            && reader.errors.is_empty()
        {
            match taken(&state, &visitor, &user, (month, receiver), reason, form.value("despite") == "yes") {
                Ok(file) => {
                    let name = format!("{}-{}-{}.csv", t.file_name(), months::in_address(month), receiver.code());
                    return Ok(Outcome::File(name, file));
                }
                Err(Stop::Wrong(field, text)) => reader.wrong(field, &text),
                Err(Stop::Without(text)) => {
                    reader.wrong("receiver", &text);
                    may_do_without = true;
                }
                Err(Stop::Failed(error)) => return Err(error),
            }
        }
        let page = page_of(&state, &visitor, &user, &answers, reader.errors)?;
        Ok(Outcome::Again(Box::new(ExportPage { may_do_without, ..page })))
    })
    .await??;
    Ok(match outcome {
        Outcome::Again(template) => invalid(&*template),
        Outcome::File(name, text) => HttpResponse::Ok()
            .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
            .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
            .body(text),
    })
}

/// Why there is no list.
enum Stop {
    Wrong(&'static str, String),
    /// Some would not be in it; she may take it without them.
    Without(String),
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Makes a list and remembers it in one transaction: what is not in the log has not left the house.
fn taken(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    (month, receiver): (NaiveDate, Receiver),
    reason: String,
    despite: bool,
) -> Result<String, Stop> {
    let (t, actor, now) = (BenefitTexts(visitor.lang), &user.actor, state.clock().now_utc());
    state.database.write(actor, |conn| {
        let found = monthly::of_month(conn, actor, month, now)?;
        if receiver == Receiver::Udi {
            let missing = export::without_duf(&found);
            if !missing.is_empty() && !despite {
                return Err(Stop::Without(t.without_duf(&missing.len(), &missing.join(", "))));
            }
        }
        let lines = export::lines(&found, receiver).count();
        if lines == 0 {
            return Err(Stop::Wrong("month", t.nothing_to_take(&months::named(month, visitor.lang))));
        }
        let export = Export {
            period: month,
            receiver: receiver.code().to_owned(),
            reason,
            lines: i32::try_from(lines).unwrap_or(i32::MAX),
            exported_by_id: user.user_id,
            exported_at: now,
        };
        let id = export::remember(conn, actor, &export)?;
        let file = export::csv(&found, month, receiver, visitor.lang);
        Ok((file, AuditEntry::done_to("benefit.export", "benefit_export", id)))
    })
}
