//! The page of the person: who she is, how she can be reached and what is safe, who is around her and whether the consent lets
//! one share with them, other numbers, alerts, children. It shows; the forms are elsewhere.

use super::head::{self, File, Part};
use super::person_lines::{Fact, Section, Shower};
use super::person_texts::PersonTexts;
use crate::clients::around::{self, Alert, Child, Contact, ContactPoint, Identifier};
use crate::clients::identity::{self, WholeIdentity};
use crate::clients::store::facility_name;
use crate::db::Kept;
use crate::helpline::cards::{self, Card};
use crate::kernel::error::Error;
use crate::web::error::Failure;
use crate::web::layout::Layout;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{said, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}/person", web::get().to(show_page));
}

#[derive(Template)]
#[template(path = "casefile/person.html")]
struct PersonPage {
    l: Layout,
    t: PersonTexts,
    file: File,
    identity_href: String,
    facts: Vec<Fact>,
    left: Vec<Section>,
    right: Vec<Section>,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

/// What the page reads.
struct Found {
    whole: WholeIdentity,
    place: String,
    contacts: Vec<Kept<Contact>>,
    points: Vec<Kept<ContactPoint>>,
    numbers: Vec<Kept<Identifier>>,
    alerts: Vec<Kept<Alert>>,
    children: Vec<Kept<Child>>,
    cards: Vec<Kept<Card>>,
}

async fn show_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    query: web::Query<Said>,
) -> Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let actor = &user.actor;
        let (file, found) = head::open(&state, &visitor, &user, &path, Part::Person, |conn, file| {
            let (whole, _) = identity::whole(conn, actor, file.id)?;
            Ok(Found {
                place: match whole.client.identified_in_id {
                    Some(place) => facility_name(conn, actor, place)?,
                    None => String::new(),
                },
                whole,
                contacts: around::contacts(conn, actor, file.id)?,
                points: around::contact_points(conn, actor, file.id)?,
                numbers: around::identifiers(conn, actor, file.id)?,
                alerts: around::alerts(conn, actor, file.id)?,
                children: around::child_periods(conn, actor, file.id)?,
                cards: cards::all_of(conn, actor, file.id)?,
            })
        })?;
        Ok::<_, Error>(page_of(&state, &visitor, file, found, query.said.as_deref()))
    })
    .await??;
    Ok(ok(&template))
}

fn page_of(state: &State, visitor: &Visitor, file: File, found: Found, said: Option<&str>) -> PersonPage {
    let t = PersonTexts(visitor.lang);
    let path = urls::client_part(&file.client_ref, "person");
    let show = Shower {
        t,
        lang: visitor.lang,
        today: state.clock().today(),
        keyring: state.database.keyring(),
        client_ref: &file.client_ref,
        scopes: &file.scopes,
    };
    let (left, right) = (
        vec![show.numbers(found.numbers), show.children(found.children), show.cards(found.cards)],
        vec![show.points(found.points), show.contacts(found.contacts), show.alerts(found.alerts)],
    );
    PersonPage {
        l: Layout::new(visitor, state, t.heading(), &path)
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(said::flash(said, visitor.lang)),
        t,
        identity_href: urls::client_part(&file.client_ref, "identity"),
        facts: show.facts(&found.whole, &found.place),
        left,
        right,
        file,
    }
}
