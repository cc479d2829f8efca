//! The administrator's pages of deadline rules: what holds now, and a change with its date. After a change everything is worked out
//! anew in the same transaction.

use super::admin_form::{Fields, RuleAnswers};
use super::admin_texts::RuleTexts;
use super::rules::{Rule, Rules};
use super::{rules_store, settle, texts};
use crate::audit::changes::{self, RecordChange};
use crate::clients::store::user_name;
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, DeadlineKind, FactKind};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::{FieldError, Posted};
use crate::web::layout::{Flash, Layout};
use crate::web::respond::{ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{show, urls};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/deadline-rules", web::get().to(list_page))
        .route("/deadline-rules/{record}", web::get().to(change_page))
        .route("/deadline-rules/{record}", web::post().to(change_post));
}

/// A rule in words.
struct RuleLine {
    since: String,
    rule: String,
    reminds: String,
    source: String,
    note: String,
    is_off: bool,
    is_now: bool,
    earlier: Vec<EarlierLine>,
}

/// What stood in a rule before it was corrected.
struct EarlierLine {
    said: String,
    stood: String,
}

/// A kind with the rule that holds now.
struct KindLine {
    href: String,
    kind: &'static str,
    now: RuleLine,
    coming: String,
}

#[derive(Template)]
#[template(path = "deadlines/rules.html")]
struct ListPage {
    l: Layout,
    t: RuleTexts,
    lines: Vec<KindLine>,
}

#[derive(Template)]
#[template(path = "deadlines/rule.html")]
struct ChangePage {
    l: Layout,
    t: RuleTexts,
    heading: String,
    action: String,
    back_href: &'static str,
    seen: String,
    fields: Fields,
    rules: Vec<RuleLine>,
    errors: Vec<FieldError>,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

fn address(kind: DeadlineKind) -> String {
    format!("{}/{}", urls::DEADLINE_RULES, kind.code())
}

async fn list_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Said>) -> Answer {
    let database = state.database.clone();
    let rules = web::block(move || database.read(|conn| rules_store::all(conn, &user.actor))).await??;
    let (t, lang, today) = (RuleTexts(visitor.lang), visitor.lang, state.clock().today());
    let lines = DeadlineKind::ALL.iter().filter_map(|kind| {
        let now = rules.on(*kind, today)?;
        let coming = rules.of_kind(*kind).find(|rule| rule.row.valid_from > today);
        Some(KindLine {
            href: address(*kind),
            kind: kind.label(lang),
            now: line(now, true, Vec::new(), lang),
            coming: coming.map_or_else(String::new, |rule| t.coming(&show::date(rule.row.valid_from))),
        })
    });
    let lines = lines.collect();
    let said = (query.said.as_deref() == Some("saved")).then(|| Flash { color: "success", text: t.saved().to_owned() });
    let l = Layout::new(&visitor, &state, t.heading(), urls::DEADLINE_RULES).with_flash(said);
    Ok(ok(&ListPage { l, t, lines }))
}

/// A rule in words.
fn line(rule: &Rule, is_now: bool, earlier: Vec<EarlierLine>, lang: Lang) -> RuleLine {
    let (t, row) = (RuleTexts(lang), &rule.row);
    RuleLine {
        since: since(row.valid_from, t),
        rule: said(rule, lang),
        reminds: reminds(rule, t),
        source: row.source.clone(),
        note: row.note.clone().unwrap_or_default(),
        is_off: !row.is_on,
        is_now,
        earlier,
    }
}

/// The rules that came with the program hold from a day long before any record.
fn since(day: NaiveDate, t: RuleTexts) -> String {
    if day.year() <= 1900 { t.always().to_owned() } else { t.from(&show::date(day)) }
}

fn said(rule: &Rule, lang: Lang) -> String {
    let (t, row) = (RuleTexts(lang), &rule.row);
    let amount = texts::amount(row.amount, row.unit, lang);
    match row.kind {
        _ if !row.is_on => t.off().to_owned(),
        kind if kind.has_own_date() && row.amount == 0 => t.own_date().to_owned(),
        kind if kind.has_own_date() => t.own_date_or(&amount),
        kind if kind.counts_back() => t.before(&amount),
        _ if row.amount == 0 => t.at_once().to_owned(),
        _ => t.after(&amount),
    }
}

fn reminds(rule: &Rule, t: RuleTexts) -> String {
    let days: Vec<String> = rule.leads.iter().map(ToString::to_string).collect();
    match rule.leads.as_slice() {
        _ if rule.row.kind.is_in_hours() => t.all_the_time().to_owned(),
        [0] | [] => t.on_the_day().to_owned(),
        _ => t.days_before(&days.join(", ")),
    }
}

/// What the page of a kind shows.
struct Seen {
    rules: Rules,
    corrected: Vec<(RecordChange, String)>,
}

fn seen(conn: &mut Conn, actor: &Actor, kind: DeadlineKind) -> Result<Seen> {
    let rules = rules_store::all(conn, actor)?;
    let mut corrected = Vec::new();
    for rule in rules.of_kind(kind) {
        for change in changes::of_record(conn, actor, FactKind::DeadlineRule, rule.row.id)? {
            let who = match change.changed_by_id {
                Some(id) => user_name(conn, actor, id)?,
                None => String::new(),
            };
            corrected.push((change, who));
        }
    }
    Ok(Seen { rules, corrected })
}

/// What somebody saw when she began to write: the kind's rules with their versions.
fn print_of(rules: &Rules, kind: DeadlineKind) -> String {
    let rows = rules.of_kind(kind).map(|rule| format!("{}.{}", rule.row.id, rule.row.version));
    rows.collect::<Vec<_>>().join("-")
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    kind: DeadlineKind,
    seen: &Seen,
    answers: &RuleAnswers,
    errors: Vec<FieldError>,
) -> ChangePage {
    let (t, lang) = (RuleTexts(visitor.lang), visitor.lang);
    let now = seen.rules.on(kind, state.clock().today()).map(|rule| rule.row.id);
    let rules = seen.rules.of_kind(kind).rev().map(|rule| {
        let corrections = seen.corrected.iter().filter(|(change, _)| change.record_id == rule.row.id);
        let earlier = corrections.map(|(change, who)| {
            let who = if who.is_empty() { t.unknown_user() } else { who.as_str() };
            let stood: RuleAnswers = serde_json::from_str(&change.before).unwrap_or_default();
            let stood = stood.check(kind, lang).map_or_else(
                |_| stood.source.clone(),
                |rule| {
                    let told = [said(&rule, lang), reminds(&rule, t), rule.row.source.clone()];
                    told.join(". ")
                },
            );
            let when = show::moment(state.clock().local(change.changed_at), lang);
            EarlierLine { said: t.corrected_of(&when, who), stood }
        });
        line(rule, now == Some(rule.row.id), earlier.collect(), lang)
    });
    let rules = rules.collect();
    let heading = t.change_heading(kind.label(lang));
    ChangePage {
        l: Layout::new(visitor, state, &heading, &address(kind)).with_errors(!errors.is_empty()),
        t,
        heading,
        action: address(kind),
        back_href: urls::DEADLINE_RULES,
        seen: print_of(&seen.rules, kind),
        fields: answers.fields(kind, lang, &errors),
        rules,
        errors,
    }
}

fn kind_of(path: &str) -> Result<DeadlineKind> {
    DeadlineKind::from_code(path).ok_or(Error::NotFound)
}

async fn change_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>) -> Answer {
    let kind = kind_of(&path)?;
    let database = state.database.clone();
    let seen = web::block(move || database.read(|conn| seen(conn, &user.actor, kind))).await??;
    let today = state.clock().today();
    let now = seen.rules.on(kind, today).map(RuleAnswers::of).unwrap_or_default();
    // A change begins today unless she says otherwise.
    let answers = RuleAnswers { valid_from: show::date(today), ..now };
    Ok(ok(&page_of(&state, &visitor, kind, &seen, &answers, Vec::new())))
}

async fn change_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    let kind = kind_of(&path)?;
    let (answers, seen_before) = (RuleAnswers::read(&form), form.line("seen"));
    let (worker, given, lang) = (state.clone(), answers.clone(), visitor.lang);
    let stopped = web::block(move || {
        let actor = &user.actor;
        let rule = match given.check(kind, lang) {
            Ok(rule) => rule,
            Err(errors) => {
                let seen = worker.database.read(|conn| seen(conn, actor, kind))?;
                return Ok(Some((seen, errors, StatusCode::UNPROCESSABLE_ENTITY)));
            }
        };
        worker.database.write(actor, |conn| {
            let seen = seen(conn, actor, kind)?;
            let is_first = !seen.rules.of_kind(kind).any(|stood| stood.row.valid_from == rule.row.valid_from);
            let act = if is_first { "deadline_rule.add" } else { "deadline_rule.change" };
            if print_of(&seen.rules, kind) != seen_before {
                // The same form sent twice has had its effect.
                if seen.rules.of_kind(kind).any(|stood| is_same(stood, &rule)) {
                    return Ok((None, AuditEntry::refused(act)));
                }
                let lost = vec![FieldError::new("valid_from", RuleTexts(lang).lost())];
                return Ok((Some((seen, lost, StatusCode::CONFLICT)), AuditEntry::refused(act)));
            }
            keep_rule(conn, &worker, actor, &seen.rules, rule)?;
            settle(conn, actor, None)?;
            Ok::<_, Error>((None, AuditEntry::done(act)))
        })
    })
    .await??;
    let Some((seen, errors, status)) = stopped else {
        return Ok(see_other(&format!("{}?said=saved", urls::DEADLINE_RULES)));
    };
    Ok(page(status, &page_of(&state, &visitor, kind, &seen, &answers, errors)))
}

fn is_same(stood: &Rule, rule: &Rule) -> bool {
    stood.row.valid_from == rule.row.valid_from && RuleAnswers::of(stood) == RuleAnswers::of(rule)
}

/// Adds a rule, or corrects the one that begins on the same day; what stood in it is kept.
fn keep_rule(conn: &mut Conn, state: &State, actor: &Actor, rules: &Rules, mut rule: Rule) -> Result<()> {
    let Some(stood) = rules.of_kind(rule.row.kind).find(|stood| stood.row.valid_from == rule.row.valid_from) else {
        return rules_store::add(conn, actor, &rule).map(|_| ());
    };
    if is_same(stood, &rule) {
        return Ok(());
    }
    let change = RecordChange {
        client_id: None,
        record_kind: FactKind::DeadlineRule,
        record_id: stood.row.id,
        is_removal: false,
        before: serde_json::to_string(&RuleAnswers::of(stood))
            .map_err(|_| Error::internal("answers that are no JSON"))?,
        reason: None,
        changed_by_id: actor.user_id(),
        changed_at: state.clock().now_utc(),
    };
    changes::add(conn, actor, &change)?;
    rule.row.id = stood.row.id;
    rule.row.version = stood.row.version;
    rules_store::correct(conn, actor, &rule)
}
