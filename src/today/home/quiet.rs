//! One's own clients in whose journals nobody has written for long: to be followed up, or closed.

use super::{Client, Clients};
use crate::clients::own::{self, Quiet};
use crate::clients::sight::Sight;
use crate::db::Conn;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::today::texts::HomeTexts;
use crate::web::session::SignedIn;
use crate::web::show;
use chrono::{NaiveDate, TimeDelta};

/// After how many days without a note.
pub const DAYS: i64 = 60;
/// How many are shown, those of longest ago.
const SHOWN: usize = 5;

/// A client, as the page shows her.
pub struct QuietLine {
    pub client: Client,
    pub said: String,
}

/// Those of longest ago, and one more that tells that there are more.
///
/// # Errors
/// When the database cannot be read.
pub fn read(conn: &mut Conn, user: &SignedIn, sight: &Sight, today: NaiveDate) -> Result<Vec<Quiet>> {
    let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    own::quiet(conn, &user.actor, sight, user.user_id, today - TimeDelta::days(DAYS), limit)
}

/// The lines, and whether there are more.
pub fn lines(all: Vec<Quiet>, clients: &Clients<'_>, today: NaiveDate, lang: Lang) -> (Vec<QuietLine>, bool) {
    let t = HomeTexts(lang);
    let seen: Vec<(Quiet, Client)> =
        all.into_iter().filter_map(|one| clients.get(one.client_id).map(|client| (one, client))).collect();
    let is_cut = seen.len() > SHOWN;
    let lines = seen.into_iter().take(SHOWN).map(|(one, client)| {
        let days = (today - one.since()).num_days().to_string();
        let said = match one.latest_entry_on {
            Some(on) => t.last_note(&show::date(on), &days),
            None => t.no_note(&show::date(one.intake_date), &days),
        };
        QuietLine { client, said }
    });
    (lines.collect(), is_cut)
}
