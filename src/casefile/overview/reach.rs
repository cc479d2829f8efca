//! How a client is reached safely, and who is around her, for her page.

use crate::clients::around;
use crate::db::Conn;
use crate::kernel::codes::{Code, ContactSafety};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::session::SignedIn;
use crate::web::show::Tag;
use chrono::NaiveDate;

/// A way to reach her.
pub struct Point {
    pub kind: &'static str,
    pub value: String,
    pub tag: Tag,
    pub note: String,
    pub is_never: bool,
}

/// Somebody around her.
pub struct Contact {
    pub name: String,
    pub line: String,
    pub note: String,
}

pub fn points(conn: &mut Conn, user: &SignedIn, client: i64, today: NaiveDate, lang: Lang) -> Result<Vec<Point>> {
    let mut rows: Vec<around::ContactPoint> =
        around::contact_points(conn, &user.actor, client)?.into_iter().map(|kept| kept.fact).collect();
    rows.retain(|row| row.ended_on.is_none_or(|last| last >= today));
    rows.sort_by_key(|row| row.safety);
    let points = rows.into_iter().map(|row| Point {
        kind: row.kind.label(lang),
        value: row.value,
        tag: match row.safety {
            ContactSafety::Safe => Tag::new("success", "check", row.safety.label(lang)),
            ContactSafety::Never => Tag::new("danger", "warning", row.safety.label(lang)),
            ContactSafety::MessageOnly | ContactSafety::AgreedTimes | ContactSafety::ThroughOthers => {
                Tag::new("warning", "warning", row.safety.label(lang))
            }
        },
        note: row.note.unwrap_or_default(),
        is_never: row.safety == ContactSafety::Never,
    });
    Ok(points.collect())
}

pub fn contacts(conn: &mut Conn, user: &SignedIn, client: i64, today: NaiveDate, lang: Lang) -> Result<Vec<Contact>> {
    let kept = around::contacts(conn, &user.actor, client)?.into_iter().map(|kept| kept.fact);
    let contacts = kept.filter(|row| row.ended_on.is_none_or(|last| last >= today)).map(|row| {
        let parts = [Some(row.kind.label(lang).to_owned()), row.organisation, row.phone];
        Contact {
            name: row.name,
            line: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            note: row.note.unwrap_or_default(),
        }
    });
    Ok(contacts.collect())
}
