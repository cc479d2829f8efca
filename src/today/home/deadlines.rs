//! Deadlines of one's own clients: the picture of the days ahead and the list by days left. Where they come from is one function,
//! [`sources`]; whatever a deadline is, it arrives here as a plain [`Deadline`].

use super::{Client, Clients};
use crate::charts::{Frame, Mark, MarkTone, Strip, Svg, strip};
use crate::clients::{own, sight::Sight};
use crate::consents::expiring::{self, next_expiry};
use crate::consents::model::Consent;
use crate::db::Conn;
use crate::kernel::codes::Code;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::today::texts::HomeTexts;
use crate::web::session::SignedIn;
use crate::web::show;
use crate::{clients::tags, consents};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use std::collections::BTreeMap;

/// How many deadlines are read at most.
pub const MOST: usize = 40;
/// How many of them stand open; the rest unfold.
const OPEN: usize = 8;
/// Of how many consents that have a last day it is asked whether a later one has taken their place.
const REMINDED: i64 = 500;
/// From how many days a deadline presses.
const NEAR_DAYS: i64 = 14;
/// From how many days it presses hard, in the picture.
const HARD_DAYS: i64 = 3;
/// How far the picture reaches, in days.
const AHEAD: u16 = 30;
/// Up to how many hours before and after it a deadline of the hour is counted in hours.
const HOURS: i64 = 72;

/// A deadline, wherever it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The client.
    pub client: i64,
    /// By which day one must act: the deadline itself, or the working day it moves to.
    pub act_on: NaiveDate,
    /// The day the law says, where that is another.
    pub legal_on: NaiveDate,
    /// The minute of that day, 0 to 1439, for a deadline of the hour.
    pub minute: Option<i32>,
    /// What it is.
    pub heading: String,
    /// The same in a word or two, for the picture.
    pub short: String,
    /// What else is to be known.
    pub detail: String,
    /// The page of her file that it opens, for example `consents`; nothing for her page itself.
    pub part: &'static str,
    /// What one does there.
    pub act: &'static str,
    /// Where «seen» is posted, when it can be.
    pub seen: Option<Act>,
    /// Where «done» is posted, when it can be.
    pub done: Option<Act>,
}

/// A button of a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Where it is posted.
    pub action: String,
    /// The version of the deadline it is about.
    pub version: i32,
}

/// A deadline, as the page shows it.
#[derive(Debug, PartialEq, Eq)]
pub struct Due {
    pub class: &'static str,
    pub number: String,
    pub unit: String,
    pub heading: String,
    pub detail: String,
    pub date: String,
    pub iso: String,
    pub client: Client,
    pub href: String,
    pub act: &'static str,
    pub seen: Option<Act>,
    pub done: Option<Act>,
}

/// The section.
#[derive(Default)]
pub struct Deadlines {
    pub dues: Vec<Due>,
    pub more: Vec<Due>,
    pub more_words: String,
    pub is_cut: bool,
    /// How many there are, in words.
    pub count: String,
    pub picture: Option<Svg>,
    /// True when nothing of it lies in the days of the picture.
    pub shown: String,
}

/// The deadlines of her own clients, the nearest first, at most one more than [`MOST`].
///
/// # Errors
/// When the database cannot be read.
pub fn sources(conn: &mut Conn, user: &SignedIn, sight: &Sight, today: NaiveDate, lang: Lang) -> Result<Vec<Deadline>> {
    let t = HomeTexts(lang);
    let (actor, id) = (&user.actor, user.user_id);
    let on_day =
        |client: i64, on: NaiveDate, words: (String, String), part: &'static str, act: &'static str| Deadline {
            client,
            act_on: on,
            legal_on: on,
            minute: None,
            heading: words.0,
            short: words.1,
            detail: String::new(),
            part,
            act,
            seen: None,
            done: None,
        };
    let limit = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
    let statuses = own::deadlines(conn, actor, sight, id, today, limit)?;
    let mut all: Vec<Deadline> = statuses
        .into_iter()
        .filter_map(|row| {
            let (status, on) = row.status.zip(row.valid_to)?;
            let label = status.label(lang);
            let heading = if on < today { t.status_ran_out(label) } else { t.status_runs_out(label) };
            let short = tags::status_tag(status, None, today, lang).text;
            Some(on_day(row.client_id, on, (heading, short), "", t.see_client()))
        })
        .collect();
    let reminded = expiring::clients_to_remind_of(conn, actor, id, today, REMINDED)?;
    let rows = consents::store::consents_of(conn, actor, &reminded)?;
    let scopes = consents::store::consent_scopes_of(conn, actor, &reminded)?;
    let mut of_client: BTreeMap<i64, Vec<Consent>> = BTreeMap::new();
    for row in rows {
        let covered = scopes.iter().filter(|scope| scope.consent_id == row.id).map(|scope| scope.scope).collect();
        of_client.entry(row.client_id).or_default().push(Consent { scopes: covered, row });
    }
    for (client, consents) in of_client {
        let Some(on) = next_expiry(&consents, today) else { continue };
        let heading = if on < today { t.consent_ran_out() } else { t.consent_runs_out() };
        let words = (heading.to_owned(), t.consent_short().to_owned());
        all.push(on_day(client, on, words, "consents", t.see_consents()));
    }
    all.sort_by_key(|deadline| (deadline.act_on, deadline.minute.unwrap_or(i32::MAX), deadline.client));
    Ok(all)
}

/// The section of these deadlines; those of clients who are not there for the reader are left out. `now` is local.
pub fn section(all: Vec<Deadline>, clients: &Clients<'_>, now: NaiveDateTime, lang: Lang) -> Deadlines {
    let t = HomeTexts(lang);
    let today = now.date();
    let mut seen: Vec<(Deadline, Client)> =
        all.into_iter().filter_map(|one| clients.get(one.client).map(|client| (one, client))).collect();
    let is_cut = seen.len() > MOST;
    seen.truncate(MOST);
    let picture = picture(&seen, today, lang);
    let count = seen.len();
    let mut dues: Vec<Due> = seen.into_iter().map(|(one, client)| due(one, client, now, lang)).collect();
    let more = if dues.len() > OPEN + 2 { dues.split_off(OPEN) } else { Vec::new() };
    Deadlines {
        dues,
        more_words: t.more_deadlines(&more.len().to_string()),
        more,
        is_cut,
        count: if is_cut { t.deadline_count(&format!("{MOST}+")) } else { t.deadline_count(&count.to_string()) },
        picture,
        shown: t.deadlines_more(&MOST.to_string()),
    }
}

/// How much a deadline presses that is so many days ahead.
const fn tone_of(days: i64) -> MarkTone {
    if days <= HARD_DAYS {
        MarkTone::Danger
    } else if days <= NEAR_DAYS {
        MarkTone::Warn
    } else {
        MarkTone::Plain
    }
}

/// The picture of the days ahead; none when nothing stands on them.
fn picture(seen: &[(Deadline, Client)], today: NaiveDate, lang: Lang) -> Option<Svg> {
    let t = HomeTexts(lang);
    let last = today + TimeDelta::days(i64::from(AHEAD));
    let within = || seen.iter().map(|(one, _)| one).filter(|one| one.act_on >= today && one.act_on <= last);
    let marks: Vec<Mark> = within()
        .map(|one| Mark { on: one.act_on, label: one.short.clone(), tone: tone_of((one.act_on - today).num_days()) })
        .collect();
    if marks.is_empty() {
        return None;
    }
    let days: Vec<String> =
        within().map(|one| format!("{} {}", one.short, show::day(one.act_on, today, lang))).collect();
    let title = t.strip_title(&AHEAD);
    let desc = t.strip_words(&marks.len().to_string(), &days.join(", "));
    let frame = Frame { id: "strip", title: &title, desc: &desc, lang };
    let data = Strip {
        today,
        today_label: t.today_word().to_owned(),
        days: AHEAD,
        week_word: t.week_word().to_owned(),
        marks,
    };
    Some(strip(&frame, &data))
}

/// A deadline by how long there is left: in hours where it is a matter of hours, else in days.
fn due(one: Deadline, client: Client, now: NaiveDateTime, lang: Lang) -> Due {
    let t = HomeTexts(lang);
    let days = (one.act_on - now.date()).num_days();
    let hours = one.minute.map(|minute| {
        let at = one.act_on.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute));
        (at - now).num_minutes()
    });
    let (is_over, number, unit) = match hours {
        Some(minutes) if minutes.abs() <= HOURS * 60 => {
            // The hour that has begun counts: a deadline in 40 minutes has one hour left, never none.
            let number = ((minutes.abs() + 59) / 60).max(1).to_string();
            let unit = if minutes < 0 { t.hours_over(&number) } else { t.hours_left(&number) };
            (minutes < 0, number, unit)
        }
        _ => {
            let number = days.abs().to_string();
            match days {
                0 => (false, String::new(), t.today_last().to_owned()),
                ..0 => (true, number.clone(), t.days_over(&number)),
                _ => (false, number.clone(), t.days_left(&number)),
            }
        }
    };
    let mut detail = one.detail;
    if one.legal_on != one.act_on {
        detail = [detail, t.legal_day(&show::date(one.legal_on))]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
    }
    let date = match one.minute {
        Some(minute) => t.at_minute(&show::date(one.act_on), &show::minute(minute)),
        None => show::date(one.act_on),
    };
    Due {
        class: match days {
            _ if is_over => "due over",
            ..=NEAR_DAYS => "due soon",
            _ => "due",
        },
        number,
        unit,
        heading: one.heading,
        detail,
        date,
        iso: one.act_on.to_string(),
        href: client.part(one.part),
        client,
        act: one.act,
        seen: one.seen,
        done: one.done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(on: &str, minute: Option<i32>, now: &str) -> Due {
        let on: NaiveDate = on.parse().unwrap();
        let one = Deadline {
            client: 1,
            act_on: on,
            legal_on: on,
            minute,
            heading: "Frist".to_owned(),
            short: "Frist".to_owned(),
            detail: String::new(),
            part: "consents",
            act: "Se",
            seen: None,
            done: None,
        };
        let client =
            Client { href: "/clients/ref".to_owned(), name: "Irina F.".to_owned(), case_number: "2019-010".to_owned() };
        due(one, client, now.parse().unwrap(), Lang::Nb)
    }

    #[test]
    fn days_are_counted_to_the_deadline_and_past_it() {
        let of = |on: &str| {
            let due = made(on, None, "2019-11-06T13:00:00");
            (due.class, due.number, due.unit)
        };
        assert_eq!(of("2019-11-20"), ("due soon", "14".to_owned(), "dager".to_owned()));
        assert_eq!(of("2019-11-21"), ("due", "15".to_owned(), "dager".to_owned()));
        assert_eq!(of("2019-11-07"), ("due soon", "1".to_owned(), "dag".to_owned()));
        assert_eq!(of("2019-11-06"), ("due soon", String::new(), "siste dag".to_owned()));
        assert_eq!(of("2019-11-02"), ("due over", "4".to_owned(), "dager over".to_owned()));
    }

    #[test]
    fn a_deadline_of_the_hour_is_counted_in_hours() {
        let of = |now: &str| {
            let due = made("2019-11-08", Some(10 * 60), now);
            (due.class, due.number, due.unit)
        };
        assert_eq!(of("2019-11-06T10:00:00"), ("due soon", "48".to_owned(), "timer".to_owned()));
        assert_eq!(of("2019-11-08T09:20:00"), ("due soon", "1".to_owned(), "time".to_owned()));
        assert_eq!(of("2019-11-08T12:00:00"), ("due over", "2".to_owned(), "timer over".to_owned()));
        assert_eq!(of("2019-11-01T12:00:00"), ("due soon", "7".to_owned(), "dager".to_owned()));
        assert_eq!(made("2019-11-08", Some(600), "2019-11-06T10:00:00").date, "08.11.2019 kl. 10.00");
    }

    #[test]
    fn a_deadline_opens_its_page() {
        assert_eq!(made("2019-11-20", None, "2019-11-06T13:00:00").href, "/clients/ref/consents");
    }
}
