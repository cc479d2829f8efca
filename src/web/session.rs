//! Who asks, as the access middleware found it. Handlers take [`SignedIn`]; it is there only where the route's area let her in.

use crate::kernel::actor::Actor;
use crate::kernel::codes::Role;
use crate::kernel::text::Lang;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::NaiveDateTime;
use std::future::{Ready, ready};

/// A signed-in user and her session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The user as an actor.
    pub actor: Actor,
    /// Her id.
    pub user_id: i64,
    /// Her role.
    pub role: Role,
    /// The name people see.
    pub name: String,
    /// The session's id.
    pub session_id: i64,
    /// The token that her forms carry.
    pub csrf: String,
    /// When she last showed her password (UTC).
    pub verified_at: NaiveDateTime,
    /// When she signed in before this time (UTC).
    pub previous_sign_in_at: Option<NaiveDateTime>,
}

/// What is known of every request: its language, and who asks when somebody has signed in.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The language of the answer.
    pub lang: Lang,
    /// Who has signed in.
    pub signed_in: Option<SignedIn>,
    /// The token that forms carry: the session's, or before signing in the browser's.
    pub csrf: String,
    /// What the rail shows of her work.
    pub rail: Rail,
}

/// What the rail shows of somebody's work, on every page.
#[derive(Debug, Clone, Default)]
pub struct Rail {
    /// The clients she opened last.
    pub recent: Vec<Recent>,
    /// How many active clients, or residents of her centre, there are for her, in words; blank where they are not counted.
    pub clients: String,
}

/// A client opened lately.
#[derive(Debug, Clone)]
pub struct Recent {
    /// Where it goes.
    pub href: String,
    /// What it says.
    pub label: String,
    /// The case number.
    pub case_no: String,
}

impl Visitor {
    /// The visitor of a request. Before the middleware has run nobody is known.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or(Self {
            lang: Lang::Nb,
            signed_in: None,
            csrf: String::new(),
            rail: Rail::default(),
        })
    }
}

impl FromRequest for Visitor {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

impl FromRequest for SignedIn {
    type Error = super::error::Failure;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Visitor::of(request).signed_in.ok_or_else(|| crate::kernel::error::Error::NotFound.into()))
    }
}
