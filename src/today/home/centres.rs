//! What centres and the night duty told ROSA: notices of withdrawn consents, which stand first until somebody has handled them, and
//! people who came to a centre without consent.

use crate::centres::notices;
use crate::clients::sight::Sight;
use crate::clients::store;
use crate::db::{Conn, RefKind};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::stays::arrivals;
use crate::today::texts::HomeTexts;
use crate::web::session::SignedIn;
use crate::web::show;
use crate::web::state::State;

/// How many people without consent stand here; the rest stand on the page of all facilities.
const SHOWN: i64 = 5;

/// A notice that somebody withdrew her consent.
pub struct NoticeLine {
    pub about: String,
    pub case_number: String,
    pub at: String,
    pub href: String,
}

/// Somebody who came without consent.
pub struct ArrivalLine {
    pub href: String,
    pub alias: String,
    pub said: String,
}

/// The notices that wait for her.
///
/// # Errors
/// When the database cannot be read.
pub fn notices(conn: &mut Conn, state: &State, user: &SignedIn, sight: &Sight, lang: Lang) -> Result<Vec<NoticeLine>> {
    let keyring = state.database.keyring();
    let lines = notices::waiting(conn, state, user, sight)?.into_iter().map(|waiting| NoticeLine {
        href: format!("/withdrawal-notices/{}", keyring.cover(RefKind::WithdrawalNotice, waiting.notice.id)),
        case_number: waiting.case.map_or_else(String::new, |(number, _)| number),
        at: show::moment(state.clock().local(waiting.notice.left_at), lang),
        about: waiting.notice.about,
    });
    Ok(lines.collect())
}

/// Those who came without consent, the first first.
///
/// # Errors
/// When the database cannot be read.
pub fn arrivals(conn: &mut Conn, state: &State, user: &SignedIn, lang: Lang) -> Result<Vec<ArrivalLine>> {
    let (t, actor, keyring) = (HomeTexts(lang), &user.actor, state.database.keyring());
    let mut lines = Vec::new();
    for (kept, _) in arrivals::open(conn, actor, SHOWN)? {
        let place = store::facility_name(conn, actor, kept.fact.facility_id)?;
        lines.push(ArrivalLine {
            href: format!("/arrivals/{}", keyring.cover(RefKind::Arrival, kept.id)),
            alias: format!("«{}»", kept.fact.alias),
            said: t.came_to(&place, &show::date(kept.fact.arrived_on)),
        });
    }
    Ok(lines)
}
