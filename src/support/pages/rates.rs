//! The list of rates, for the administrator.

use super::super::rates;
use super::super::texts::RateTexts;
use super::rate_form::RateForm;
use crate::audit::told::Change;
use crate::db::RefKind;
use crate::kernel::error::Error;
use crate::office;
use crate::web::error::Failure;
use crate::web::layout::Layout;
use crate::web::record_texts::RecordTexts;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::{amounts, urls};
use actix_web::{HttpResponse, web};
use askama::Template;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/benefit-rates", web::get().to(list_page))
        .route("/benefit-rates/new", web::get().to(office::new_page::<RateForm>))
        .route("/benefit-rates/new", web::post().to(office::new_post::<RateForm>))
        .route("/benefit-rates/{record}", web::get().to(office::change_page::<RateForm>))
        .route("/benefit-rates/{record}", web::post().to(office::change_post::<RateForm>))
        .route("/benefit-rates/{record}/removal", web::post().to(office::removal_post::<RateForm>));
}

struct Line {
    href: String,
    again_href: String,
    category: String,
    amount: String,
    valid_from: String,
    valid_to: String,
    source: String,
    tag: Tag,
}

#[derive(Template)]
#[template(path = "support/rates.html")]
struct ListPage {
    l: Layout,
    t: RateTexts,
    forms: RecordTexts,
    new_href: String,
    lines: Vec<Line>,
    removed: Vec<Change>,
}

async fn list_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    query: web::Query<office::Said>,
) -> Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let (all, removed) = state.database.read(|conn| {
            let all = rates::all_rates(conn, &user.actor)?;
            Ok::<_, Error>((all, office::removed::<RateForm>(conn, &state, visitor.lang, &user.actor)?))
        })?;
        let (t, lang, today) = (RateTexts(visitor.lang), visitor.lang, state.clock().today());
        let lines = all
            .into_iter()
            .map(|kept| {
                let reference = state.database.keyring().cover(RefKind::BenefitRate, kept.id);
                Line {
                    href: format!("{}/{reference}", urls::BENEFIT_RATES),
                    again_href: format!("{}/new?like={reference}", urls::BENEFIT_RATES),
                    amount: amounts::kroner(kept.fact.amount_ore, lang),
                    valid_from: show::date(kept.fact.valid_from),
                    valid_to: kept.fact.valid_to.map_or_else(|| "–".to_owned(), show::date),
                    tag: if kept.fact.is_in_force(today) {
                        Tag::new("success", "check", t.in_force())
                    } else if kept.fact.valid_from > today {
                        Tag::new("info", "clock", t.to_come()).outline()
                    } else {
                        Tag::new("neutral", "", t.over())
                    },
                    source: kept.fact.source.unwrap_or_default(),
                    category: kept.fact.category,
                }
            })
            .collect();
        Ok::<_, Error>(ListPage {
            l: office::layout::<RateForm>(&visitor, &state, query.said.as_deref()),
            t,
            forms: RecordTexts(lang),
            new_href: format!("{}/new", urls::BENEFIT_RATES),
            lines,
            removed,
        })
    })
    .await??;
    Ok(ok(&template))
}
