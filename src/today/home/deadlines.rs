//! Deadlines of one's own clients: the picture of the days ahead and the list by what is left. Which there are, and when they remind,
//! the room [`crate::deadlines`] says.

use super::{Client, Clients};
use crate::charts::{Frame, Mark, MarkTone, Strip, Svg, strip};
use crate::clients::sight::Sight;
use crate::db::{Conn, Keyring, RefKind};
use crate::deadlines::due::{self, DueMoment, Left};
use crate::deadlines::texts as words;
use crate::kernel::codes::DeadlineKind;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::today::texts::HomeTexts;
use crate::web::session::SignedIn;
use crate::web::show;
use chrono::{NaiveDate, TimeDelta};

/// How many deadlines are read at most.
pub const MOST: usize = 40;
/// How many of them stand open; the rest unfold.
const OPEN: usize = 8;
/// From how many days a deadline presses.
const NEAR_DAYS: i64 = 14;
/// From how many days it presses hard, in the picture.
const HARD_DAYS: i64 = 3;
/// How far the picture reaches, in days.
const AHEAD: u16 = 30;

/// A button of a deadline: where it is posted, and the version it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    pub action: String,
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
    /// Its day; nothing for a reminder of our own.
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

/// The deadlines of her own clients that remind now, at most one more than [`MOST`].
///
/// # Errors
/// When the database cannot be read.
pub fn read(conn: &mut Conn, user: &SignedIn, sight: &Sight, now: DueMoment) -> Result<Vec<due::Due>> {
    due::due(conn, &user.actor, sight, user.user_id, now, i64::try_from(MOST + 1).unwrap_or(i64::MAX))
}

/// The section of these deadlines; those of clients who are not there for the reader are left out.
pub fn section(all: Vec<due::Due>, clients: &Clients<'_>, keyring: &Keyring, now: DueMoment, lang: Lang) -> Deadlines {
    let t = HomeTexts(lang);
    let mut seen: Vec<(due::Due, Client)> =
        all.into_iter().filter_map(|one| clients.get(one.client_id).map(|client| (one, client))).collect();
    let is_cut = seen.len() > MOST;
    seen.truncate(MOST);
    let picture = picture(&seen, now.today(), lang);
    // What presses by law is counted apart from what we remind ourselves of.
    let reminders = seen.iter().filter(|(one, _)| one.kind.is_reminder()).count();
    let legal = seen.len() - reminders;
    let counted = [
        (legal > 0).then(|| t.deadline_count(&legal.to_string())),
        (reminders > 0).then(|| t.reminder_count(&reminders.to_string())),
    ];
    let counted: Vec<String> = counted.into_iter().flatten().collect();
    let mut dues: Vec<Due> = seen.into_iter().map(|(one, client)| line(&one, client, keyring, now, lang)).collect();
    let more = if dues.len() > OPEN + 2 { dues.split_off(OPEN) } else { Vec::new() };
    Deadlines {
        dues,
        more_words: t.more_deadlines(&more.len().to_string()),
        more,
        is_cut,
        count: if is_cut { t.deadline_count(&format!("{MOST}+")) } else { counted.join(", ") },
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
fn picture(seen: &[(due::Due, Client)], today: NaiveDate, lang: Lang) -> Option<Svg> {
    let t = HomeTexts(lang);
    let last = today + TimeDelta::days(i64::from(AHEAD));
    let within = || {
        let legal = seen.iter().map(|(one, _)| one).filter(|one| !one.kind.is_reminder());
        legal.filter(|one| one.act_on >= today && one.act_on <= last)
    };
    let marks: Vec<Mark> = within()
        .map(|one| Mark { on: one.act_on, label: short(one, lang), tone: tone_of((one.act_on - today).num_days()) })
        .collect();
    if marks.is_empty() {
        return None;
    }
    let days: Vec<String> =
        within().map(|one| format!("{} {}", short(one, lang), show::day(one.act_on, today, lang))).collect();
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

/// A deadline in a word or two, for the picture.
fn short(due: &due::Due, lang: Lang) -> String {
    use DeadlineKind as K;
    let t = HomeTexts(lang);
    match due.kind {
        K::ReflectionEnds => t.short_reflection(),
        K::LimitedEnds | K::PermitEnds => t.short_permit(),
        K::LimitedRenewal => t.short_renewal(),
        K::VisitEnds => t.short_visit(),
        K::Appeal | K::DismissalAppeal | K::DismissalReversal => t.short_appeal(),
        K::StayRequest => t.short_stay_request(),
        K::DublinTransfer => t.short_transfer(),
        K::Departure => t.short_departure(),
        K::FamilyAfterProtection => t.short_family(),
        K::ConsentExpires | K::ConsentReview => t.short_consent(),
        K::LegalAidUsed | K::ApplicationWaiting | K::SilentJournal | K::StayUnconfirmed | K::Card | K::Own => {
            return words::title(due, lang);
        }
    }
    .to_owned()
}

/// What one does about a deadline, where its line leads.
const fn act(kind: DeadlineKind, t: HomeTexts) -> &'static str {
    match words::place(kind).as_bytes() {
        b"police" => t.see_police(),
        b"economy" => t.see_economy(),
        b"consents" => t.see_consents(),
        b"stays" => t.see_stays(),
        b"deadlines" => t.see_deadline(),
        _ => t.see_residence(),
    }
}

/// A deadline by how much there is left.
fn line(due: &due::Due, client: Client, keyring: &Keyring, now: DueMoment, lang: Lang) -> Due {
    let t = HomeTexts(lang);
    let left = due.left(now);
    let (number, unit) = match left {
        Left::Days(0) => (String::new(), t.today_last().to_owned()),
        Left::Days(days) if days < 0 => ((-days).to_string(), t.days_over(&(-days).to_string())),
        Left::Days(days) => (days.to_string(), t.days_left(&days.to_string())),
        Left::Hours(0) => words::number_and_unit(left, lang),
        Left::Hours(hours) if hours < 0 => ((-hours).to_string(), t.hours_over(&(-hours).to_string())),
        Left::Hours(hours) => (hours.to_string(), t.hours_left(&hours.to_string())),
        Left::Reminder => words::number_and_unit(left, lang),
    };
    let record = keyring.cover(RefKind::Deadline, due.id);
    let post = |what: &str| Act { action: client.part(&format!("deadlines/{record}/{what}")), version: due.version };
    Due {
        class: match left {
            Left::Days(days) | Left::Hours(days) if days < 0 => "due over",
            Left::Hours(_) => "due soon",
            Left::Days(days) if days <= NEAR_DAYS => "due soon",
            Left::Days(_) | Left::Reminder => "due",
        },
        number,
        unit,
        heading: words::title(due, lang),
        detail: words::why(due, lang),
        date: if left == Left::Reminder { String::new() } else { words::day(due, lang) },
        iso: due.act_on.to_string(),
        href: client.part(words::place(due.kind)),
        act: act(due.kind, t),
        seen: due.may_be_seen.then(|| post("seen")),
        done: Some(post("handling")),
        client,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_presses_is_told_by_its_days() {
        assert_eq!(tone_of(3), MarkTone::Danger);
        assert_eq!(tone_of(14), MarkTone::Warn);
        assert_eq!(tone_of(15), MarkTone::Plain);
    }

    #[test]
    fn every_deadline_leads_somewhere_and_says_what_is_there() {
        let t = HomeTexts(Lang::Nb);
        assert_eq!(act(DeadlineKind::Appeal, t), t.see_residence());
        assert_eq!(act(DeadlineKind::DismissalAppeal, t), t.see_police());
        assert_eq!(act(DeadlineKind::ConsentReview, t), t.see_consents());
    }
}
