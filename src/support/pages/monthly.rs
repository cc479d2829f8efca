//! A month of benefits over all clients: what waits for approval, what is to be paid, what was, and what it comes to. Several at once
//! are approved, paid or marked as refunded; either all that were chosen or none.

use super::super::benefits;
use super::super::benefits::monthly::{self, Line, Month};
use super::super::benefits::steps::{self, Refusal, Step};
use super::super::texts::BenefitTexts;
use super::asked_month;
use crate::clients::store as client_store;
use crate::db::{Conn, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::BenefitStatus;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::inputs::Reader;
use crate::web::layout::{Flash, Layout};
use crate::web::respond::{ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{amounts, months, show, urls};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/benefits", web::get().to(month_page))
        .route("/benefits/approval", web::post().to(approval_post))
        .route("/benefits/payment", web::post().to(payment_post))
        .route("/benefits/refund", web::post().to(refund_post));
}

#[derive(Deserialize)]
struct Asked {
    month: Option<String>,
    said: Option<String>,
}

/// A benefit, as the page shows it.
struct Row {
    href: String,
    case_number: String,
    name: String,
    category: String,
    amount: String,
    paid_on: String,
    /// What is sent when it is chosen; blank where it cannot be.
    value: String,
    choose_label: String,
    is_chosen: bool,
    /// Why it cannot be chosen.
    note: &'static str,
}

/// What stands at one place on the way.
struct Group {
    id: &'static str,
    heading: &'static str,
    /// Where the chosen go; blank where nothing more follows.
    action: &'static str,
    button: &'static str,
    asks_date: bool,
    may_choose: bool,
    rows: Vec<Row>,
    sum: String,
}

struct SumRow {
    category: String,
    payments: usize,
    sum: String,
}

#[derive(Template)]
#[template(path = "support/month.html")]
struct MonthPage {
    l: Layout,
    t: BenefitTexts,
    heading: String,
    empty: String,
    month: String,
    month_field: Field,
    previous_href: String,
    next_href: String,
    export_href: String,
    groups: Vec<Group>,
    paid_on: Field,
    sums: Vec<SumRow>,
    all: SumRow,
    not_shown: String,
    errors: Vec<FieldError>,
}

fn address(month: NaiveDate) -> String {
    format!("{}?month={}", urls::BENEFITS, months::in_address(month))
}

async fn month_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Asked>) -> Answer {
    let template = web::block(move || {
        let (asked, now) = (query.month.clone().unwrap_or_default(), state.clock().now_utc());
        let (month, found) = state.database.read(|conn| {
            let month = asked_month(&asked, monthly::latest(conn, &user.actor)?, state.clock().today());
            Ok::<_, Error>((month, monthly::of_month(conn, &user.actor, month, now)?))
        })?;
        state.database.log(&user.actor, AuditEntry::done("benefit.list"))?;
        let page = page_of(&state, &visitor, &user, month, &found, &Tried::default());
        let t = BenefitTexts(visitor.lang);
        let said = match query.said.as_deref() {
            Some("approved") => Some(t.said_approved()),
            Some("paid") => Some(t.said_paid()),
            Some("refunded") => Some(t.said_refunded()),
            _ => None,
        };
        let l = page.l.with_flash(said.map(|text| Flash { color: "success", text: text.to_owned() }));
        Ok::<_, Error>(MonthPage { l, ..page })
    })
    .await??;
    Ok(ok(&template))
}

/// What was chosen and written, when that did not do.
#[derive(Default)]
struct Tried {
    chosen: Vec<String>,
    paid_on: String,
    errors: Vec<FieldError>,
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    month: NaiveDate,
    found: &Month,
    tried: &Tried,
) -> MonthPage {
    use BenefitStatus as S;
    let (t, lang) = (BenefitTexts(visitor.lang), visitor.lang);
    let named = months::named(month, lang);
    let heading = t.heading_of(&named);
    let group = |id, status, heading, action, button| {
        let lines = || found.lines.iter().filter(move |line| line.kept.fact.status == status);
        let rows: Vec<Row> = lines().map(|line| row(state, user, line, tried, t)).collect();
        let ore: i64 = lines().map(|line| line.kept.fact.amount_ore).sum();
        Group {
            id,
            heading,
            action,
            button,
            asks_date: status == S::Approved,
            may_choose: !action.is_empty() && rows.iter().any(|row| !row.value.is_empty()),
            rows,
            sum: amounts::kroner(ore, lang),
        }
    };
    let groups = [
        group("waiting", S::Calculated, t.waiting(), "/benefits/approval", t.approve_chosen()),
        group("approved", S::Approved, t.approved(), "/benefits/payment", t.pay_chosen()),
        group("paid", S::Paid, t.paid(), "/benefits/refund", t.refund_chosen()),
        group("refunded", S::Refunded, t.refunded(), "", ""),
    ];
    let sums = found.by_category();
    let (payments, ore) = sums.values().fold((0, 0), |(n, ore), sum| (n + sum.payments, ore + sum.ore));
    let today = show::date(state.clock().today());
    let paid_on = if tried.paid_on.is_empty() && tried.errors.is_empty() { today } else { tried.paid_on.clone() };
    MonthPage {
        l: Layout::new(visitor, state, &heading, &address(month))
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_errors(!tried.errors.is_empty()),
        t,
        empty: t.empty(&named),
        heading,
        month: months::in_address(month),
        month_field: Field::new("month", t.month()).with(&months::written(month)),
        previous_href: address(months::previous(month)),
        next_href: address(months::next(month)),
        export_href: format!("{}?month={}", urls::BENEFIT_EXPORT, months::in_address(month)),
        groups: groups.into_iter().filter(|group| !group.rows.is_empty()).collect(),
        paid_on: Field::new("paid_on", t.paid_on()).with(&paid_on).judged(&tried.errors),
        sums: sums
            .into_iter()
            .map(|(category, sum)| SumRow { category, payments: sum.payments, sum: amounts::kroner(sum.ore, lang) })
            .collect(),
        all: SumRow { category: t.all().to_owned(), payments, sum: amounts::kroner(ore, lang) },
        not_shown: if found.hidden_clients > 0 { t.not_shown(&found.hidden_clients) } else { String::new() },
        errors: tried.errors.clone(),
    }
}

fn row(state: &State, user: &SignedIn, line: &Line, tried: &Tried, t: BenefitTexts) -> Row {
    let (fact, keyring, lang) = (&line.kept.fact, state.database.keyring(), t.0);
    let client_ref = keyring.cover(RefKind::Client, fact.client_id);
    let is_own = fact.status == BenefitStatus::Calculated && !fact.may_be_approved_by(user.user_id);
    let may_choose = !line.is_locked && !is_own && fact.status != BenefitStatus::Refunded;
    let value = if may_choose {
        format!("{}:{}", keyring.cover(RefKind::Benefit, line.kept.id), line.kept.version)
    } else {
        String::new()
    };
    Row {
        href: urls::client_part(&client_ref, "economy"),
        name: line.name.clone(),
        category: fact.category.clone(),
        amount: amounts::kroner(fact.amount_ore, lang),
        paid_on: show::maybe_date(fact.paid_on),
        choose_label: t.choose_line(&line.case_number, &fact.category),
        case_number: line.case_number.clone(),
        is_chosen: tried.chosen.contains(&value),
        value,
        note: if is_own { t.waiting_own_short() } else { "" },
    }
}

async fn approval_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    step_post(state, visitor, user, form, "approved", |_, _| Some(Step::Approve)).await
}

async fn payment_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    step_post(state, visitor, user, form, "paid", |form, reader| read_payment(form, reader).map(Step::Pay)).await
}

async fn refund_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    step_post(state, visitor, user, form, "refunded", |_, _| Some(Step::Refund)).await
}

/// The day of a payment.
fn read_payment(form: &Posted, reader: &mut Reader) -> Option<NaiveDate> {
    let written = form.line("paid_on");
    let paid_on = reader.past("paid_on", &written);
    reader.must_date("paid_on", &written, paid_on);
    paid_on
}

/// Why nothing was done.
enum Stop {
    Wrong(String),
    Lost(String),
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

async fn step_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    form: Posted,
    said: &'static str,
    step: impl Fn(&Posted, &mut Reader) -> Option<Step> + Send + 'static,
) -> Answer {
    let shown = web::block(move || {
        let (t, lang) = (BenefitTexts(visitor.lang), visitor.lang);
        let chosen: Vec<String> = form.values("benefit").map(str::to_owned).collect();
        let mut reader = Reader::new(lang, state.clock().today());
        let step = step(&form, &mut reader);
        if chosen.is_empty() {
            reader.errors.push(FieldError::new("", t.none_chosen()));
        }
        let month = asked_month(form.trimmed("month"), None, state.clock().today());
        let done = match step {
            Some(step) if reader.errors.is_empty() => take_all(&state, lang, &user.actor, &chosen, step),
            _ => Err(Stop::Wrong(String::new())),
        };
        let status = match done {
            Ok(()) => return Ok(Err(format!("{}&said={said}", address(month)))),
            Err(Stop::Failed(error)) => return Err(error),
            Err(Stop::Lost(text)) => {
                reader.errors.push(FieldError::new("", &text));
                StatusCode::CONFLICT
            }
            Err(Stop::Wrong(text)) => {
                if !text.is_empty() {
                    reader.errors.push(FieldError::new("", &text));
                }
                StatusCode::UNPROCESSABLE_ENTITY
            }
        };
        let now = state.clock().now_utc();
        let found = state.database.read(|conn| monthly::of_month(conn, &user.actor, month, now))?;
        let tried = Tried { chosen, paid_on: form.line("paid_on"), errors: reader.errors };
        Ok::<_, Error>(Ok((Box::new(page_of(&state, &visitor, &user, month, &found, &tried)), status)))
    })
    .await??;
    Ok(match shown {
        Ok((template, status)) => page(status, &*template),
        Err(address) => see_other(&address),
    })
}

/// Takes a step with all that were chosen, or with none.
fn take_all(state: &State, lang: Lang, actor: &Actor, chosen: &[String], step: Step) -> std::result::Result<(), Stop> {
    let t = BenefitTexts(lang);
    let keyring = state.database.keyring();
    let mut wanted: Vec<(i64, i32)> = Vec::with_capacity(chosen.len());
    for one in chosen {
        let (reference, version) = one.split_once(':').ok_or(Error::NotFound)?;
        let id = keyring.uncover(RefKind::Benefit, reference)?;
        let version = version.parse().map_err(|_| Error::NotFound)?;
        if !wanted.iter().any(|(known, _)| *known == id) {
            wanted.push((id, version));
        }
    }
    let ids: Vec<i64> = wanted.iter().map(|(id, _)| *id).collect();
    let now = state.clock().now_utc();
    state.database.write(actor, |conn| {
        let all = benefits::of_ids(conn, actor, &ids)?;
        let mut entries = Vec::new();
        for (id, version) in wanted {
            let kept = all.iter().find(|kept| kept.id == id);
            let Some(kept) = kept else { return Err(Stop::Lost(t.stale("–"))) };
            let case = case_of(conn, actor, kept.fact.client_id, now)?;
            if client_store::is_locked(conn, actor, kept.fact.client_id)? {
                return Err(Stop::Wrong(t.locked(&case)));
            }
            if kept.version != version {
                return Err(Stop::Lost(t.stale(&case)));
            }
            match steps::take(conn, actor, kept, step, now)? {
                Ok(entry) => entries.push(entry),
                Err(Refusal::Own) => return Err(Stop::Wrong(t.own_refused(&case))),
                Err(Refusal::NotThere) => return Err(Stop::Wrong(t.not_there(&case))),
            }
        }
        Ok(((), entries))
    })
}

/// The case number of somebody whom the actor sees, and who is not a merged record.
fn case_of(conn: &mut Conn, actor: &Actor, client: i64, now: chrono::NaiveDateTime) -> Result<String> {
    let sight = crate::clients::sight::of(conn, actor, now)?;
    let names = client_store::names_of(conn, actor, &sight, &[client])?;
    names.into_iter().next().map(|name| name.case_number).ok_or(Error::NotFound)
}
