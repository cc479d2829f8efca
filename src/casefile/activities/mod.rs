//! What a client takes part in: courses, work, exercise, and the support paid for it. What goes on stands first; an activity is
//! ended by its form, with today filled in.

pub mod form;
mod texts;

pub use form::ActivityForm;

use self::form::period;
use self::texts::ActivityTexts;
use super::head::{self, File, Part};
use super::record::{Record, routes_of};
use crate::activities::model::{Activity, support_by_year};
use crate::activities::store;
use crate::db::Kept;
use crate::kernel::codes::{Code, YesNoUnknown};
use crate::kernel::error::Error;
use crate::web::error::Failure;
use crate::web::layout::Layout;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::{said, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The routes of this folder; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}/activities", web::get().to(show_page));
    routes_of::<ActivityForm>(config);
}

/// An activity, as the page shows it.
struct Line {
    title: String,
    details: String,
    tags: Vec<Tag>,
    href: String,
    /// Where it is ended today; blank for what is over.
    end_href: String,
}

/// The support of a year.
struct Support {
    year: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "casefile/activities.html")]
struct ActivitiesPage {
    l: Layout,
    t: ActivityTexts,
    file: File,
    new_href: String,
    now: Vec<Line>,
    over: Vec<Line>,
    support: Vec<Support>,
    support_all: String,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

async fn show_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    query: web::Query<Said>,
) -> Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let (file, found) = head::open(&state, &visitor, &user, &path, Part::Activities, |conn, file| {
            store::of_client(conn, &user.actor, file.id)
        })?;
        Ok::<_, Error>(page_of(&state, &visitor, file, found, query.said.as_deref()))
    })
    .await??;
    Ok(ok(&template))
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    file: File,
    mut found: Vec<Kept<Activity>>,
    said: Option<&str>,
) -> ActivitiesPage {
    let (lang, today) = (visitor.lang, state.clock().today());
    let t = ActivityTexts(lang);
    let path = urls::client_part(&file.client_ref, "activities");
    let said = said::flash(said, lang);
    let years = support_by_year(found.iter().map(|kept| &kept.fact));
    let all = years.iter().fold(0_i64, |sum, (_, support)| sum.saturating_add(*support));
    // What has no end first, then the latest.
    found.sort_by_key(|kept| {
        let fact = &kept.fact;
        std::cmp::Reverse((fact.ended_on.is_none(), fact.ended_on, fact.began_on, kept.id))
    });
    let line = |kept: &Kept<Activity>| {
        let fact = &kept.fact;
        let href = format!("{path}/{}", state.database.keyring().cover(ActivityForm::REF, kept.id));
        let completed = fact.completed.map(|answer| {
            let text = format!("{}: {}", t.completed(), answer.label(lang).to_lowercase());
            let is_done = answer == YesNoUnknown::Yes;
            Tag::new(if is_done { "success" } else { "neutral" }, if is_done { "check" } else { "" }, text)
        });
        let support = fact.support_ore.filter(|ore| *ore > 0).map(|ore| show::kroner(ore, lang));
        let details = [fact.provider.clone(), Some(period(fact, t)), support].into_iter().flatten();
        Line {
            title: fact.activity_type.label(lang).to_owned(),
            details: details.collect::<Vec<_>>().join(" · "),
            tags: completed.into_iter().collect(),
            end_href: if fact.is_over(today) { String::new() } else { format!("{href}?end=today") },
            href,
        }
    };
    let (over, now): (Vec<_>, Vec<_>) = found.iter().partition(|kept| kept.fact.is_over(today));
    ActivitiesPage {
        l: Layout::new(visitor, state, t.heading(), &path)
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(said),
        t,
        new_href: format!("{path}/new"),
        now: now.into_iter().map(line).collect(),
        over: over.into_iter().map(line).collect(),
        support: years
            .into_iter()
            .map(|(year, support)| Support { year: year.to_string(), amount: show::kroner(support, lang) })
            .collect(),
        support_all: show::kroner(all, lang),
        file,
    }
}
