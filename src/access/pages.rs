//! The pages of signing in and of one's own account.

use super::guard::{LANGUAGE_COOKIE, no_cookie, own_cookie};
use super::password::Weakness;
use super::texts::AccessTexts;
use super::users::{self, Accepted};
use super::{sessions, sign_in, store};
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::Error;
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::layout::{Flash, Layout};
use crate::web::respond::{invalid, ok, own_address, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::cookie::time::Duration;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/sign-in", web::get().to(sign_in_page))
        .route("/sign-in", web::post().to(sign_in_post))
        .route("/invitation/{token}", web::get().to(invitation_page))
        .route("/invitation/{token}", web::post().to(invitation_post))
        .route("/language", web::post().to(language_post))
        .route("/account", web::get().to(account_page))
        .route("/account/sessions/{id}/end", web::post().to(end_session_post))
        .route("/confirm", web::get().to(confirm_page))
        .route("/confirm", web::post().to(confirm_post))
        .route("/sign-out", web::post().to(sign_out_post))
        .route("/sign-out-everywhere", web::post().to(sign_out_everywhere_post));
}

/// Where to go afterwards.
#[derive(Deserialize)]
struct Return {
    return_to: Option<String>,
    said: Option<String>,
}

#[derive(Template)]
#[template(path = "access/login.html")]
struct SignInPage {
    l: Layout,
    t: AccessTexts,
    action: &'static str,
    return_to: String,
    username: Field,
    password: Field,
    errors: Vec<FieldError>,
    idle_minutes: u32,
}

impl SignInPage {
    fn new(visitor: &Visitor, state: &State, return_to: &str, username: &str, errors: Vec<FieldError>) -> Self {
        let t = AccessTexts(visitor.lang);
        Self {
            l: Layout::new(visitor, state, t.sign_in(), urls::SIGN_IN).with_errors(!errors.is_empty()),
            t,
            action: urls::SIGN_IN,
            return_to: own_address(return_to).to_owned(),
            username: Field::new("username", t.username()).with(username).judged(&errors),
            password: Field::new("password", t.password()).judged(&errors),
            errors,
            idle_minutes: u32::try_from(sessions::IDLE_MINUTES).unwrap_or(0),
        }
    }
}

async fn sign_in_page(state: web::Data<State>, visitor: Visitor, query: web::Query<Return>) -> HttpResponse {
    let return_to = query.return_to.as_deref().unwrap_or("/");
    if visitor.signed_in.is_some() {
        return see_other(own_address(return_to));
    }
    let mut page = SignInPage::new(&visitor, &state, return_to, "", Vec::new());
    if query.said.as_deref() == Some("signed-out") {
        page.l.flash = Some(Flash { color: "success", text: page.t.signed_out().to_owned() });
    } else if query.said.as_deref() == Some("kept") {
        page.l.flash = Some(Flash { color: "info", text: page.t.draft_kept().to_owned() });
    }
    ok(&page)
}

async fn sign_in_post(request: HttpRequest, state: web::Data<State>, visitor: Visitor, form: Posted) -> Answer {
    let (username, given) = (form.trimmed("username").to_owned(), form.value("password").to_owned());
    let from = request.peer_addr().map(|address| address.ip());
    let worker = state.clone();
    let token = web::block(move || {
        let _permit = worker.hash_permit();
        sign_in::try_sign_in(&worker.database, &username, &given, from)
    })
    .await??;
    let return_to = form.value("return_to");
    let Some(token) = token else {
        let t = AccessTexts(visitor.lang);
        let errors = vec![FieldError::new("username", t.wrong())];
        return Ok(invalid(&SignInPage::new(&visitor, &state, return_to, form.trimmed("username"), errors)));
    };
    let mut response = see_other(own_address(return_to));
    add_session_cookie(&mut response, &token, &state)?;
    Ok(response)
}

fn add_session_cookie(response: &mut HttpResponse, token: &str, state: &State) -> Result<(), Error> {
    let cookie = own_cookie(state.settings.session_cookie(), token, state).finish();
    response.add_cookie(&cookie).map_err(Error::internal)
}

#[derive(Template)]
#[template(path = "access/invitation.html")]
struct InvitationPage {
    l: Layout,
    t: AccessTexts,
    action: String,
    lead: String,
    password: Field,
    again: Field,
    errors: Vec<FieldError>,
}

impl InvitationPage {
    fn new(visitor: &Visitor, state: &State, token: &str, username: &str, errors: Vec<FieldError>) -> Self {
        let t = AccessTexts(visitor.lang);
        Self {
            l: Layout::new(visitor, state, t.invitation_heading(), urls::SIGN_IN).with_errors(!errors.is_empty()),
            t,
            action: urls::invitation(token),
            lead: t.invitation_lead(username),
            password: Field::new("password", t.new_password()).hinted(t.password_hint()).judged(&errors),
            again: Field::new("again", t.password_again()).judged(&errors),
            errors,
        }
    }
}

async fn invitation_page(state: web::Data<State>, visitor: Visitor, token: web::Path<String>) -> Answer {
    let (database, looked_up) = (state.database.clone(), token.clone());
    let account = web::block(move || users::invited(&database, &looked_up)).await??;
    Ok(ok(&InvitationPage::new(&visitor, &state, &token, &account.username, Vec::new())))
}

async fn invitation_post(state: web::Data<State>, visitor: Visitor, token: web::Path<String>, form: Posted) -> Answer {
    let t = AccessTexts(visitor.lang);
    let chosen = form.value("password").to_owned();
    let differs = chosen != form.value("again");
    let (worker, taken) = (state.clone(), token.clone());
    let (account, accepted) = web::block(move || {
        let account = users::invited(&worker.database, &taken)?;
        if differs {
            return Ok((account, None));
        }
        let _permit = worker.hash_permit();
        users::accept(&worker.database, &taken, &chosen).map(|accepted| (account, Some(accepted)))
    })
    .await??;
    let error = match accepted {
        Some(Accepted::SignedIn(session)) => {
            let mut response = see_other(urls::HOME);
            add_session_cookie(&mut response, &session, &state)?;
            return Ok(response);
        }
        Some(Accepted::Weak(Weakness::Length)) => FieldError::new("password", t.password_length()),
        Some(Accepted::Weak(Weakness::Guessable)) => FieldError::new("password", t.password_guessable()),
        None => FieldError::new("again", t.password_differs()),
    };
    Ok(invalid(&InvitationPage::new(&visitor, &state, &token, &account.username, vec![error])))
}

async fn language_post(state: web::Data<State>, visitor: Visitor, form: Posted) -> Answer {
    let lang = if form.value("lang") == "en" { "en" } else { "nb" };
    if let Some(user) = visitor.signed_in {
        let database = state.database.clone();
        web::block(move || {
            database.write(&user.actor, |conn| {
                store::set_language(conn, &user.actor, user.user_id, lang)?;
                Ok::<_, Error>(((), AuditEntry::done("account.language")))
            })
        })
        .await??;
    }
    let mut response = see_other(own_address(form.value("return_to")));
    let cookie = own_cookie(LANGUAGE_COOKIE, lang, &state).max_age(Duration::days(365)).finish();
    response.add_cookie(&cookie).map_err(Error::internal)?;
    Ok(response)
}

struct SessionLine {
    began: String,
    last_seen: String,
    is_this: bool,
    end_action: String,
}

#[derive(Template)]
#[template(path = "access/account.html")]
struct AccountPage {
    l: Layout,
    t: AccessTexts,
    name: String,
    role: &'static str,
    sessions: Vec<SessionLine>,
    everywhere_action: &'static str,
}

async fn account_page(state: web::Data<State>, visitor: Visitor, user: SignedIn) -> Answer {
    use crate::kernel::codes::Code;
    let (database, actor, id) = (state.database.clone(), user.actor.clone(), user.user_id);
    let rows = web::block(move || database.read(|conn| store::sessions_of(conn, &actor, id))).await??;
    let shown = |at| state.clock().local(at).format("%d.%m.%Y %H.%M").to_string();
    let now = state.clock().now_utc();
    let sessions = rows
        .into_iter()
        .filter(|row| sessions::is_live(row, user.role, now))
        .map(|row| SessionLine {
            began: shown(row.created_at),
            last_seen: shown(row.last_seen_at),
            is_this: row.id == user.session_id,
            end_action: format!("{}/sessions/{}/end", urls::ACCOUNT, row.id),
        })
        .collect();
    let t = AccessTexts(visitor.lang);
    Ok(ok(&AccountPage {
        l: Layout::new(&visitor, &state, t.account(), urls::ACCOUNT),
        t,
        name: user.name,
        role: user.role.label(visitor.lang),
        sessions,
        everywhere_action: urls::SIGN_OUT_EVERYWHERE,
    }))
}

#[derive(Template)]
#[template(path = "access/confirm.html")]
struct ConfirmPage {
    l: Layout,
    t: AccessTexts,
    action: &'static str,
    return_to: String,
    password: Field,
    errors: Vec<FieldError>,
}

impl ConfirmPage {
    fn new(visitor: &Visitor, state: &State, return_to: &str, errors: Vec<FieldError>) -> Self {
        let t = AccessTexts(visitor.lang);
        Self {
            l: Layout::new(visitor, state, t.confirm_heading(), urls::CONFIRM).with_errors(!errors.is_empty()),
            t,
            action: urls::CONFIRM,
            return_to: own_address(return_to).to_owned(),
            password: Field::new("password", t.password()).judged(&errors),
            errors,
        }
    }
}

async fn confirm_page(state: web::Data<State>, visitor: Visitor, query: web::Query<Return>) -> HttpResponse {
    ok(&ConfirmPage::new(&visitor, &state, query.return_to.as_deref().unwrap_or("/"), Vec::new()))
}

async fn confirm_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let given = form.value("password").to_owned();
    let worker = state.clone();
    let is_right = web::block(move || {
        let _permit = worker.hash_permit();
        sign_in::confirm(&worker.database, &user.actor, user.user_id, user.session_id, &given)
    })
    .await??;
    if is_right {
        return Ok(see_other(own_address(form.value("return_to"))));
    }
    let errors = vec![FieldError::new("password", AccessTexts(visitor.lang).confirm_wrong())];
    Ok(invalid(&ConfirmPage::new(&visitor, &state, form.value("return_to"), errors)))
}

async fn sign_out_post(state: web::Data<State>, user: SignedIn, _form: Posted) -> Answer {
    let database = state.database.clone();
    web::block(move || {
        database.write(&user.actor, |conn| {
            store::end_session(conn, &user.actor, user.session_id)?;
            Ok::<_, Error>(((), AuditEntry::done("session.end")))
        })
    })
    .await??;
    signed_out(&state)
}

async fn end_session_post(state: web::Data<State>, user: SignedIn, session: web::Path<i64>, _form: Posted) -> Answer {
    let (database, session) = (state.database.clone(), session.into_inner());
    web::block(move || {
        database.write(&user.actor, |conn| {
            store::end_own_session(conn, &user.actor, user.user_id, session)?;
            Ok::<_, Error>(((), AuditEntry::done("session.end_other")))
        })
    })
    .await??;
    Ok(see_other(urls::ACCOUNT))
}

async fn sign_out_everywhere_post(state: web::Data<State>, user: SignedIn, _form: Posted) -> Answer {
    let database = state.database.clone();
    web::block(move || {
        database.write(&user.actor, |conn| {
            store::end_sessions(conn, &user.actor, user.user_id)?;
            Ok::<_, Error>(((), AuditEntry::done("session.end_all")))
        })
    })
    .await??;
    signed_out(&state)
}

fn signed_out(state: &State) -> Answer {
    let mut response = see_other(&format!("{}?said=signed-out", urls::SIGN_IN));
    response.add_cookie(&no_cookie(state.settings.session_cookie(), state)).map_err(Error::internal)?;
    Ok(response)
}
