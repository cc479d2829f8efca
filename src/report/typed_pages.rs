//! The list of figures typed by hand, for the lead.

use super::typed_form::{TypedForm, name_of};
use super::typed_texts::TypedTexts;
use super::{numbers, store};
use crate::audit::told::Change;
use crate::db::RefKind;
use crate::kernel::error::Error;
use crate::office;
use crate::web::error::Failure;
use crate::web::layout::Layout;
use crate::web::record_texts::RecordTexts;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/yearly-figures", web::get().to(list_page))
        .route("/yearly-figures/new", web::get().to(office::new_page::<TypedForm>))
        .route("/yearly-figures/new", web::post().to(office::new_post::<TypedForm>))
        .route("/yearly-figures/{record}", web::get().to(office::change_page::<TypedForm>))
        .route("/yearly-figures/{record}", web::post().to(office::change_post::<TypedForm>))
        .route("/yearly-figures/{record}/removal", web::post().to(office::removal_post::<TypedForm>));
}

struct Line {
    href: String,
    again_href: String,
    report_href: String,
    year: String,
    name: String,
    id: String,
    value: String,
    source: String,
}

#[derive(Template)]
#[template(path = "report/typed.html")]
struct ListPage {
    l: Layout,
    t: TypedTexts,
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
        let (figures, removed) = state.database.read(|conn| {
            let figures = store::typed_figures(conn, &user.actor)?;
            Ok::<_, Error>((figures, office::removed::<TypedForm>(conn, &state, visitor.lang, &user.actor)?))
        })?;
        let (t, lang) = (TypedTexts(visitor.lang), visitor.lang);
        let lines = figures
            .into_iter()
            .map(|kept| {
                let reference = state.database.keyring().cover(RefKind::YearlyFigure, kept.id);
                Line {
                    href: format!("{}/{reference}", urls::YEARLY_FIGURES),
                    again_href: format!("{}/new?like={reference}", urls::YEARLY_FIGURES),
                    report_href: urls::report(kept.fact.year),
                    year: kept.fact.year.to_string(),
                    name: name_of(&kept.fact.figure, lang),
                    value: numbers::written(kept.fact.value, lang).replace(' ', "\u{a0}"),
                    id: kept.fact.figure,
                    source: kept.fact.source.unwrap_or_default(),
                }
            })
            .collect();
        Ok::<_, Error>(ListPage {
            l: office::layout::<TypedForm>(&visitor, &state, query.said.as_deref()),
            t,
            forms: RecordTexts(lang),
            new_href: format!("{}/new", urls::YEARLY_FIGURES),
            lines,
            removed,
        })
    })
    .await??;
    Ok(ok(&template))
}
