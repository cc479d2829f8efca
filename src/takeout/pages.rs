//! The form of an offer, the page that looks in on a file while it is made, and the file.

use super::jobs::{self, Seen};
use super::texts::TakeTexts;
use super::{Answer, Offer, Order, delivered, store};
use crate::audit::changes::user_names;
use crate::documents::Format;
use crate::kernel::access::Area;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::form::{Choice, Field, FieldError};
use crate::web::inputs::choice;
use crate::web::layout::Layout;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use actix_web::web;
use askama::Template;
use std::time::Duration;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/exports/{job}", web::get().to(job_page)).route("/exports/{job}/file", web::get().to(file));
}

/// How many earlier exports the form shows.
const SHOWN: usize = 10;

/// How long the page waits for a file before it says that it is still being made.
const PATIENCE: Duration = Duration::from_secs(8);

/// A format to choose, with what is said of it.
struct FormatChoice {
    value: &'static str,
    name: &'static str,
    hint: String,
    is_chosen: bool,
}

/// What was taken out before.
struct TakenLine {
    at: String,
    who: String,
    what: String,
    format: &'static str,
    reason: String,
}

/// The form.
#[derive(Template)]
#[template(path = "takeout/form.html")]
pub(super) struct FormPage {
    l: Layout,
    t: TakeTexts,
    back_href: String,
    back_label: String,
    heading: String,
    lead: String,
    action: String,
    format: Field,
    formats: Vec<FormatChoice>,
    lang: Field,
    langs: Vec<Choice>,
    extra: Field,
    has_extra: bool,
    with_extra: bool,
    reason: Field,
    taken: Vec<TakenLine>,
    errors: Vec<FieldError>,
}

/// The form of an offer with an order in it.
pub(super) fn form(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    offer: Offer,
    order: &Order,
    errors: Vec<FieldError>,
) -> Result<FormPage> {
    let (t, lang) = (TakeTexts(visitor.lang), visitor.lang);
    // The lead sees what everybody took, the others see their own.
    let of = (!user.actor.may(Area::Oversight)).then_some(user.user_id);
    let (taken, names) = state.database.read(|conn| {
        let taken = store::latest(conn, &user.actor, offer.action, of, SHOWN)?;
        Ok::<_, Error>((taken, user_names(conn, &user.actor)?))
    })?;
    let extra_label = offer.extra.as_ref().map(|extra| extra.label.clone()).unwrap_or_default();
    let taken = taken.into_iter().map(|one| TakenLine {
        at: show::moment(state.clock().local(one.at), lang),
        who: names.iter().find(|(id, _)| Some(*id) == one.user).map_or_else(String::new, |(_, name)| name.clone()),
        format: Format::from_code(&one.format).map_or("", Format::name),
        what: if one.with_extra { t.with_extra(&one.what, &extra_label.to_lowercase()) } else { one.what },
        reason: one.reason,
    });
    let l = Layout::new(visitor, state, &offer.heading, &offer.address).with_errors(!errors.is_empty());
    let languages = [(Lang::Nb, t.bokmal()), (Lang::En, t.english())];
    let extra_hint = offer.extra.as_ref().map(|extra| extra.hint.clone()).unwrap_or_default();
    Ok(FormPage {
        l,
        t,
        back_href: offer.back.0,
        back_label: offer.back.1,
        heading: offer.heading,
        lead: offer.lead,
        action: offer.address,
        format: Field::new("format", t.format()).judged(&errors),
        formats: offer
            .formats
            .into_iter()
            .map(|(format, hint)| FormatChoice {
                value: format.code(),
                name: format.name(),
                hint,
                is_chosen: format == order.format,
            })
            .collect(),
        lang: Field::new("lang", t.language()),
        langs: if offer.has_languages {
            languages.into_iter().map(|(one, name)| choice(one.tag(), name, order.lang.tag())).collect()
        } else {
            Vec::new()
        },
        has_extra: offer.extra.is_some(),
        extra: Field::new("extra", &extra_label).hinted(&extra_hint).judged(&errors),
        with_extra: order.with_extra,
        reason: Field::new("reason", t.reason()).hinted(t.reason_hint()).with(&order.reason).judged(&errors),
        taken: taken.collect(),
        errors,
    })
}

/// The page of a file that takes its time.
#[derive(Template)]
#[template(path = "takeout/job.html")]
struct JobPage {
    l: Layout,
    t: TakeTexts,
    heading: &'static str,
    text: String,
    own_href: String,
    file_href: String,
    is_making: bool,
    is_ready: bool,
}

async fn job_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, job: web::Path<String>) -> Answer {
    jobs::wait_for(&job, PATIENCE).await;
    let t = TakeTexts(visitor.lang);
    let seen = jobs::look(&job, user.user_id)?;
    let own_href = urls::export_job(&job);
    let (heading, text) = match &seen {
        Seen::Making => (t.job_title(), t.making().to_owned()),
        Seen::Ready => (t.ready(), t.ready_more().to_owned()),
        Seen::Failed(why) => (t.failed(), why.clone().unwrap_or_else(|| t.failed_more().to_owned())),
    };
    Ok(ok(&JobPage {
        l: Layout::new(&visitor, &state, heading, &own_href),
        t,
        heading,
        text,
        file_href: format!("{own_href}/file"),
        own_href,
        is_making: matches!(seen, Seen::Making),
        is_ready: matches!(seen, Seen::Ready),
    }))
}

async fn file(user: SignedIn, job: web::Path<String>) -> Answer {
    Ok(delivered(jobs::copy(&job, user.user_id)?))
}
