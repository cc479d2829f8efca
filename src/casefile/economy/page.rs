//! The page of economy and legal aid.

use super::aid::AidForm;
use super::texts::EconomyTexts;
use crate::casefile::head::{self, File, Part};
use crate::casefile::record::history::{self, Change};
use crate::casefile::record::{Record, RecordTexts};
use crate::clients::store::{Colleague, colleagues};
use crate::db::{Kept, RefKind};
use crate::kernel::codes::{BenefitStatus, Code};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::support::benefits::{self, Benefit, BenefitForm};
use crate::support::legal_aid::{self, LegalAid};
use crate::support::rates::all_rates;
use crate::support::texts::BenefitTexts;
use crate::web::error::Failure;
use crate::web::form::{FieldError, once_key};
use crate::web::layout::{Flash, Layout};
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::{amounts, months, said, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}/economy", web::get().to(show_page));
}

#[derive(Deserialize)]
struct Asked {
    said: Option<String>,
}

/// What the page says of what was just done, or why it was not.
#[derive(Default)]
pub(super) struct Said {
    /// What was done.
    pub done: String,
    /// Why a step was not taken.
    pub wrong: String,
    /// The benefit that it was about, as its reference.
    pub record: String,
    /// The day of payment that was written for it.
    pub paid_on: String,
}

/// Hours with a lawyer, as the page shows them.
struct AidLine {
    href: String,
    lawyer: String,
    details: String,
    tag: Tag,
    is_used_up: bool,
}

/// A benefit, as the page shows it.
struct Line {
    href: String,
    /// The address under which its steps are posted; the same as that of its form.
    action: String,
    month: String,
    category: String,
    amount: String,
    tag: Tag,
    /// Who calculated it, who approved it, when it was paid.
    facts: Vec<String>,
    version: String,
    step: Next,
    undo: &'static str,
    undo_place: &'static str,
    paid_on: String,
    is_open: bool,
}

/// What follows on the way of a benefit.
#[derive(PartialEq, Eq)]
enum Next {
    Approve,
    Wait,
    Pay,
    Refund,
    Nothing,
}

/// The button that does the same again.
struct Again {
    action: String,
    from: String,
    to: String,
    word: String,
    once: String,
}

#[derive(Template)]
#[template(path = "casefile/economy.html")]
pub(super) struct EconomyPage {
    l: Layout,
    t: EconomyTexts,
    b: BenefitTexts,
    forms: RecordTexts,
    file: File,
    benefits_href: String,
    aid_href: String,
    month_href: String,
    again: Option<Again>,
    lines: Vec<Line>,
    aid: Vec<AidLine>,
    aid_told: String,
    errors: Vec<FieldError>,
    removed: Vec<Change>,
}

async fn show_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client: web::Path<String>,
    query: web::Query<Asked>,
) -> std::result::Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let said = Said { done: query.said.clone().unwrap_or_default(), ..Said::default() };
        open(&state, &visitor, &user, &client, &said)
    })
    .await??;
    Ok(ok(&template))
}

/// Opens the page.
///
/// # Errors
/// Not found when there is no such client for her.
pub(super) fn open(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    client_ref: &str,
    asked: &Said,
) -> Result<EconomyPage> {
    let (actor, lang, today) = (&user.actor, visitor.lang, state.clock().today());
    let (file, (benefits, aid, rates, people, removed)) =
        head::open(state, visitor, user, client_ref, Part::Economy, |conn, file| {
            let mut removed = history::of_client::<BenefitForm>(conn, state, lang, actor, file.id)?;
            removed.extend(history::of_client::<AidForm>(conn, state, lang, actor, file.id)?);
            removed.retain(|change| change.is_removal);
            removed.sort_by_key(|change| std::cmp::Reverse(change.at));
            Ok((
                benefits::all(conn, actor, file.id)?,
                AidForm::all(conn, actor, file.id)?,
                all_rates(conn, actor)?,
                colleagues(conn, actor)?,
                removed,
            ))
        })?;
    let (t, b) = (EconomyTexts(lang), BenefitTexts(lang));
    let again = benefits::again(&benefits, &rates, today).filter(|_| file.may_write).map(|again| Again {
        action: urls::client_part(client_ref, "benefits/repetition"),
        from: months::in_address(again.from),
        to: months::in_address(again.to),
        word: t.same_again(&months::named(again.from, lang), &months::named(again.to, lang)),
        once: once_key(),
    });
    let shower = Shower { state, user, people: &people, lang, client_ref, said: asked };
    let mut benefits = benefits;
    benefits.sort_by_key(|one| std::cmp::Reverse((one.fact.period, one.id)));
    let mut aid = aid;
    aid.sort_by_key(|kept| std::cmp::Reverse((kept.fact.granted_on, kept.id)));
    let flash = match asked.done.as_str() {
        "approved" => Some(b.said_approved().to_owned()),
        "paid" => Some(b.said_paid().to_owned()),
        "refunded" => Some(b.said_refunded().to_owned()),
        "repeated" => Some(t.repeated().to_owned()),
        other => said::words(other, lang),
    };
    let errors = if asked.wrong.is_empty() { Vec::new() } else { vec![FieldError::new("", &asked.wrong)] };
    Ok(EconomyPage {
        l: Layout::new(visitor, state, t.heading(), &urls::client_part(client_ref, "economy"))
            .of_client(visitor, client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_errors(!errors.is_empty())
            .with_flash(flash.map(|text| Flash { color: "success", text })),
        aid_told: legal_aid::told(&aid.iter().map(|kept| &kept.fact).collect::<Vec<_>>(), lang),
        lines: benefits.iter().map(|kept| shower.benefit(kept, file.may_write)).collect(),
        aid: aid.iter().map(|kept| shower.aid(kept)).collect(),
        benefits_href: urls::client_part(client_ref, "benefits/new"),
        aid_href: urls::client_part(client_ref, "legal-aid/new"),
        month_href: urls::BENEFITS.to_owned(),
        t,
        b,
        forms: RecordTexts(lang),
        file,
        again,
        errors,
        removed,
    })
}

/// What it takes to show the rows of a file.
struct Shower<'a> {
    state: &'a State,
    user: &'a SignedIn,
    people: &'a [Colleague],
    lang: Lang,
    client_ref: &'a str,
    said: &'a Said,
}

impl Shower<'_> {
    fn name(&self, user: i64) -> String {
        self.people.iter().find(|one| one.id == user).map_or_else(String::new, |one| one.name.clone())
    }

    fn aid(&self, kept: &Kept<LegalAid>) -> AidLine {
        let (t, fact) = (EconomyTexts(self.lang), &kept.fact);
        let hours = |hundredths| amounts::hours(hundredths, self.lang);
        let left = fact.left();
        let used = hours(fact.hours_used_hundredths.unwrap_or(0));
        let details = [
            fact.kind.map(|kind| kind.label(self.lang).to_owned()),
            Some(show::date(fact.granted_on)),
            Some(t.hours_of(&used, &hours(fact.hours_granted_hundredths))),
        ];
        let reference = self.state.database.keyring().cover(RefKind::LegalAid, kept.id);
        AidLine {
            href: urls::client_part(self.client_ref, &format!("{}/{reference}", AidForm::PLACE)),
            lawyer: fact.lawyer.clone(),
            details: details.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            tag: match left {
                0 => Tag::new("warning", "warning", t.used_up()),
                left if left < 0 => Tag::new("danger", "warning", t.over(&hours(-left))),
                left => Tag::new("success", "clock", t.left(&hours(left))),
            },
            is_used_up: left <= 0,
        }
    }

    fn benefit(&self, kept: &Kept<Benefit>, may_write: bool) -> Line {
        use BenefitStatus as S;
        let (t, b, fact) = (EconomyTexts(self.lang), BenefitTexts(self.lang), &kept.fact);
        let reference = self.state.database.keyring().cover(RefKind::Benefit, kept.id);
        let mut facts = Vec::new();
        facts.extend(fact.calculated_by_id.map(|user| t.calculated_by(&self.name(user))));
        facts.extend(
            fact.approved_by_id
                .zip(fact.approved_at)
                .map(|(user, at)| t.approved_by(&self.name(user), &show::date(self.state.clock().local(at).date()))),
        );
        facts.extend(fact.paid_on.map(|day| t.paid_on(&show::date(day))));
        let label = fact.status.label(self.lang);
        let (tag, step, undo, undo_place) = match fact.status {
            S::Calculated if fact.may_be_approved_by(self.user.user_id) => {
                (Tag::new("warning", "clock", b.waiting()).outline(), Next::Approve, "", "")
            }
            S::Calculated => (Tag::new("warning", "clock", b.waiting()).outline(), Next::Wait, "", ""),
            S::Approved => (Tag::new("info", "check", label), Next::Pay, b.unapprove(), "approval"),
            S::Paid => (Tag::new("success", "check", label), Next::Refund, b.unpay(), "payment"),
            S::Refunded => (Tag::new("success", "check", label), Next::Nothing, b.unrefund(), "refund"),
        };
        let href = urls::client_part(self.client_ref, &format!("{}/{reference}", BenefitForm::PLACE));
        let is_asked = self.said.record == reference;
        let today = show::date(self.state.clock().today());
        Line {
            action: href.clone(),
            href,
            month: months::named(fact.period, self.lang),
            category: fact.category.clone(),
            amount: amounts::kroner(fact.amount_ore, self.lang),
            tag,
            facts,
            version: kept.version.to_string(),
            step: if may_write { step } else { Next::Nothing },
            undo: if may_write { undo } else { "" },
            undo_place,
            paid_on: if is_asked { self.said.paid_on.clone() } else { today },
            is_open: is_asked,
        }
    }
}
