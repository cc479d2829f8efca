//! A possible victim who becomes a client: what the form of a new client begins with, and the row that follows her. Rooms below reach
//! this through [`crate::web::state::Work`], as clients know no enquiries.

use super::form::CallForm;
use super::lists::places;
use super::model::{KeptCall, KeptSubject};
use super::pages::keep;
use super::{calls, reach};
use crate::db::schema::enquiry_subjects;
use crate::db::{Conn, RefKind};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Caller, Code, ReferredBy};
use crate::kernel::error::{Error, Result};
use crate::web::state::{Origin, State};
use diesel::prelude::*;

/// The enquiry of a row and the row, if it stands for one person who has not become a client, and is hers to read.
fn find(state: &State, conn: &mut Conn, actor: &Actor, subject: &str) -> Result<(KeptCall, KeptSubject)> {
    actor.must(Area::Clients)?;
    let id = state.database.keyring().uncover(RefKind::Subject, subject)?;
    let enquiry: Option<i64> =
        enquiry_subjects::table.find(id).select(enquiry_subjects::enquiry_id).first(conn).optional()?;
    let reach = reach::of(conn, actor, state.clock().now_utc())?;
    let call = calls::find(conn, actor, &reach, enquiry.ok_or(Error::NotFound)?)?;
    let kept = call.subjects.iter().find(|kept| kept.id == Some(id)).cloned().ok_or(Error::NotFound)?;
    let is_one = kept.subject.persons == 1 && kept.subject.client_id.is_none();
    if is_one { Ok((call, kept)) } else { Err(Error::NotFound) }
}

/// What the form of a new client begins with.
///
/// # Errors
/// [`Error::NotFound`] when there is no such row for her.
pub fn origin(state: &State, conn: &mut Conn, actor: &Actor, subject: &str) -> Result<Origin> {
    let (call, kept) = find(state, conn, actor, subject)?;
    Ok(Origin {
        enquiry: call.key,
        gender: kept.subject.gender.code().to_owned(),
        nationality: kept.subject.nationality.unwrap_or_default(),
        exploitations: kept.exploitations.iter().map(|form| form.code().to_owned()).collect(),
        referred_by: referred_by(call.call.caller).map_or("", Code::code).to_owned(),
        ..Origin::default()
    })
}

/// Notes which client a row became, in the transaction that takes her in. When the row is hers no more, because somebody else has
/// linked it meanwhile, she is a client all the same and the row stays as it is.
///
/// # Errors
/// When the database refuses.
pub fn took_in(state: &State, conn: &mut Conn, actor: &Actor, subject: &str, client: i64) -> Result<bool> {
    let (call, kept) = match find(state, conn, actor, subject) {
        Err(Error::NotFound) => return Ok(false),
        found => found?,
    };
    let stood = CallForm::of(&call, &places(conn, actor)?, state.database.keyring());
    keep(conn, state, actor, call.id, &stood, None)?;
    let subject = kept.id.ok_or(Error::NotFound)?;
    calls::link_subject(conn, actor, (call.id, subject), Some(client), call.version)?;
    Ok(true)
}

/// Who brought her, where the caller says so.
const fn referred_by(caller: Caller) -> Option<ReferredBy> {
    Some(match caller {
        Caller::Police => ReferredBy::Police,
        Caller::Reception => ReferredBy::Reception,
        Caller::ChildWelfare => ReferredBy::ChildWelfare,
        Caller::Health => ReferredBy::Health,
        Caller::Nav => ReferredBy::Nav,
        Caller::ProSentret | Caller::Nadheim | Caller::Ngo => ReferredBy::Ngo,
        Caller::CrisisCentre => ReferredBy::CrisisCentre,
        Caller::OtherHousing => ReferredBy::SupportedHousing,
        Caller::Lawyer => ReferredBy::Lawyer,
        Caller::Prison => ReferredBy::Prison,
        Caller::PrivatePerson => ReferredBy::PrivatePerson,
        Caller::PersonConcerned => ReferredBy::SelfReferred,
        Caller::PublicAuthority | Caller::QualifyingMeasure | Caller::Media | Caller::Research | Caller::Other => {
            return None;
        }
    })
}
