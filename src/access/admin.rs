//! The administrator's page of user accounts: who there is, inviting, closing.

use super::admin_texts::UserTexts;
use super::users::{self, Added, NewUser};
use super::{model, store};
use crate::kernel::codes::{Code, Role};
use crate::kernel::error::Error;
use crate::web::error::Failure;
use crate::web::form::{Choice, Field, FieldError, Posted, once_key};
use crate::web::layout::{Flash, Layout};
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

type Answer = Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/users", web::get().to(list_page))
        .route("/users", web::post().to(add_post))
        .route("/users/new", web::get().to(new_page))
        .route("/users/{id}/invitation", web::post().to(invite_post))
        .route("/users/{id}/deactivation", web::post().to(deactivate_post))
        .route("/lead-grants/{id}/approval", web::post().to(approve_post));
}

struct UserLine {
    username: String,
    name: String,
    role: &'static str,
    status: &'static str,
    last_sign_in: String,
    invite_action: String,
    deactivate_action: String,
    is_self: bool,
    is_active: bool,
    may_be_invited: bool,
}

#[derive(Template)]
#[template(path = "access/users.html")]
struct UsersPage {
    l: Layout,
    t: UserTexts,
    users: Vec<UserLine>,
    new_href: String,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

async fn list_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Said>) -> Answer {
    let (database, actor, now) = (state.database.clone(), user.actor.clone(), state.clock().now_utc());
    let (accounts, invited) = web::block(move || {
        database.read(|conn| Ok::<_, Error>((store::accounts(conn, &actor)?, store::invited_users(conn, &actor, now)?)))
    })
    .await??;
    let invited: HashSet<i64> = invited.into_iter().collect();
    let t = UserTexts(visitor.lang);
    let users = accounts
        .into_iter()
        .map(|account| UserLine {
            status: status(&account, &invited, t),
            role: account.role.label(visitor.lang),
            last_sign_in: account
                .last_sign_in_at
                .map_or_else(|| "–".to_owned(), |at| state.clock().local(at).format("%d.%m.%Y %H.%M").to_string()),
            invite_action: format!("{}/{}/invitation", urls::USERS, account.id),
            deactivate_action: format!("{}/{}/deactivation", urls::USERS, account.id),
            is_self: account.id == user.user_id,
            is_active: account.deactivated_at.is_none(),
            may_be_invited: !account.awaits_approval,
            username: account.username,
            name: account.name,
        })
        .collect();
    let said = match query.said.as_deref() {
        Some("closed") => Some(Flash { color: "success", text: t.closed().to_owned() }),
        Some("awaits") => Some(Flash { color: "info", text: t.awaits().to_owned() }),
        _ => None,
    };
    let l = Layout::new(&visitor, &state, t.heading(), urls::USERS).with_flash(said);
    Ok(ok(&UsersPage { l, t, users, new_href: format!("{}/new", urls::USERS) }))
}

fn status(account: &model::Account, invited: &HashSet<i64>, t: UserTexts) -> &'static str {
    if account.awaits_approval {
        t.status_awaits()
    } else if account.deactivated_at.is_some() {
        t.status_closed()
    } else if account.password_hash.is_some() {
        t.status_active()
    } else if invited.contains(&account.id) {
        t.status_invited()
    } else {
        t.status_not_invited()
    }
}

#[derive(Template)]
#[template(path = "access/user_new.html")]
struct NewPage {
    l: Layout,
    t: UserTexts,
    action: &'static str,
    once: String,
    username: Field,
    name: Field,
    role: Field,
    roles: Vec<Choice>,
    facilities: Field,
    facility_choices: Vec<Choice>,
    errors: Vec<FieldError>,
}

/// What the form holds so far.
#[derive(Default)]
struct Draft {
    username: String,
    name: String,
    role: String,
    facilities: Vec<String>,
    once: String,
}

impl NewPage {
    fn new(
        visitor: &Visitor,
        state: &State,
        draft: Draft,
        places: &[(String, String)],
        errors: Vec<FieldError>,
    ) -> Self {
        let t = UserTexts(visitor.lang);
        let roles = Role::ALL.iter().map(|role| Choice {
            value: role.code().to_owned(),
            label: role.label(visitor.lang).to_owned(),
            selected: role.code() == draft.role,
        });
        let facility_choices = places.iter().map(|(key, name)| Choice {
            value: key.clone(),
            label: name.clone(),
            selected: draft.facilities.contains(key),
        });
        Self {
            l: Layout::new(visitor, state, t.new_heading(), urls::USERS).with_errors(!errors.is_empty()),
            t,
            action: urls::USERS,
            once: if draft.once.is_empty() { once_key() } else { draft.once },
            username: Field::new("username", t.username())
                .hinted(t.username_hint())
                .with(&draft.username)
                .judged(&errors),
            name: Field::new("name", t.name()).with(&draft.name).judged(&errors),
            role: Field::new("role", t.role()).judged(&errors),
            roles: roles.collect(),
            facilities: Field::new("facilities", t.facilities()).hinted(t.facilities_hint()).optional().judged(&errors),
            facility_choices: facility_choices.collect(),
            errors,
        }
    }
}

/// The facilities to choose from: key and name.
fn places(database: &crate::db::Database, user: &SignedIn) -> Result<Vec<(String, String, i64)>, Error> {
    database.read(|conn| store::facility_names(conn, &user.actor))
}

fn named(places: &[(String, String, i64)]) -> Vec<(String, String)> {
    places.iter().map(|(key, name, _)| (key.clone(), name.clone())).collect()
}

async fn new_page(state: web::Data<State>, visitor: Visitor, user: SignedIn) -> Answer {
    let database = state.database.clone();
    let places = web::block(move || places(&database, &user)).await??;
    Ok(ok(&NewPage::new(&visitor, &state, Draft::default(), &named(&places), Vec::new())))
}

#[derive(Template)]
#[template(path = "access/invited.html")]
struct InvitedPage {
    l: Layout,
    t: UserTexts,
    username: String,
    link: String,
    back_href: &'static str,
}

/// Shows the link once: it is not kept, only its hash is.
fn invited_page(visitor: &Visitor, state: &State, username: &str, token: &str) -> HttpResponse {
    let t = UserTexts(visitor.lang);
    ok(&InvitedPage {
        l: Layout::new(visitor, state, t.invited_heading(), urls::USERS),
        t,
        username: username.to_owned(),
        link: format!("{}{}", state.settings.public_url, urls::invitation(token)),
        back_href: urls::USERS,
    })
}

async fn add_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let t = UserTexts(visitor.lang);
    let (database, asking) = (state.database.clone(), user.clone());
    let places = web::block(move || places(&database, &asking)).await??;
    let draft = Draft {
        username: form.trimmed("username").to_owned(),
        name: form.trimmed("name").to_owned(),
        role: form.value("role").to_owned(),
        facilities: form.values("facilities").map(str::to_owned).collect(),
        once: form.value("once").to_owned(),
    };
    let new = match validate(&draft, &places, t) {
        Ok(new) => new,
        Err(errors) => return Ok(invalid(&NewPage::new(&visitor, &state, draft, &named(&places), errors))),
    };
    let (database, once, username) = (state.database.clone(), draft.once.clone(), new.username.clone());
    let added = web::block(move || users::add(&database, &user.actor, &new, Some(&once))).await?;
    match added {
        Ok(Added::Invited(token)) => Ok(invited_page(&visitor, &state, &username, &token)),
        Ok(Added::AwaitsApproval) => Ok(see_other(&format!("{}?said=awaits", urls::USERS))),
        // The same form sent twice: it has had its effect.
        Ok(Added::Before) => Ok(see_other(urls::USERS)),
        Err(Error::Conflict(_)) => {
            let errors = vec![FieldError::new("username", t.username_taken())];
            Ok(invalid(&NewPage::new(&visitor, &state, draft, &named(&places), errors)))
        }
        Err(error) => Err(error.into()),
    }
}

fn validate(draft: &Draft, places: &[(String, String, i64)], t: UserTexts) -> Result<NewUser, Vec<FieldError>> {
    let mut errors = Vec::new();
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    if draft.username.chars().count() < 2 || draft.username.len() > 64 || !draft.username.chars().all(is_plain) {
        errors.push(FieldError::new("username", t.username_wrong()));
    }
    if draft.name.is_empty() || draft.name.chars().count() > 200 {
        errors.push(FieldError::new("name", t.name_wrong()));
    }
    let role = Role::from_code(&draft.role);
    if role.is_none() {
        errors.push(FieldError::new("role", t.role_wrong()));
    }
    let ids: HashMap<&str, i64> = places.iter().map(|(key, _, id)| (key.as_str(), *id)).collect();
    let facilities: Vec<i64> = draft.facilities.iter().filter_map(|key| ids.get(key.as_str()).copied()).collect();
    if role == Some(Role::ContactPerson) && facilities.is_empty() {
        errors.push(FieldError::new("facilities", t.facilities_wrong()));
    }
    match role {
        Some(role) if errors.is_empty() => {
            Ok(NewUser { username: draft.username.clone(), name: draft.name.clone(), role, facilities })
        }
        _ => Err(errors),
    }
}

async fn invite_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    id: web::Path<i64>,
    _form: Posted,
) -> Answer {
    let (database, id) = (state.database.clone(), id.into_inner());
    let (username, token) = web::block(move || {
        let account = database.read(|conn| store::account(conn, &user.actor, id))?;
        let token = users::invite(&database, &user.actor, &account.username)?;
        Ok::<_, Error>((account.username, token))
    })
    .await??;
    Ok(invited_page(&visitor, &state, &username, &token))
}

async fn approve_post(state: web::Data<State>, user: SignedIn, id: web::Path<i64>, _form: Posted) -> Answer {
    let (database, id) = (state.database.clone(), id.into_inner());
    web::block(move || users::approve(&database, &user.actor, id)).await??;
    Ok(see_other(urls::HOME))
}

async fn deactivate_post(state: web::Data<State>, user: SignedIn, id: web::Path<i64>, _form: Posted) -> Answer {
    let (database, id) = (state.database.clone(), id.into_inner());
    if id == user.user_id {
        // Whoever closes her own account could leave nobody who can open one.
        return Err(Error::Conflict("own account".to_owned()).into());
    }
    web::block(move || users::deactivate(&database, &user.actor, id)).await??;
    Ok(see_other(&format!("{}?said=closed", urls::USERS)))
}
