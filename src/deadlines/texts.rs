//! Deadlines in words, for every page that shows them.

use super::due::{Due, Left, Why};
use crate::kernel::codes::{Code, DeadlineKind, DeadlineSource, DeadlineUnit};
use crate::kernel::text::Lang;
use crate::web::show;
use crate::web::texts::texts;
use chrono::NaiveDate;

texts! {
    /// The words of deadlines.
    DueTexts {
        hours(n: &str) = "{n} timer", "{n} hours", one "1 time", "1 hour";
        days(n: &str) = "{n} dager", "{n} days", one "1 dag", "1 day";
        weeks(n: &str) = "{n} uker", "{n} weeks", one "1 uke", "1 week";
        months(n: &str) = "{n} måneder", "{n} months", one "1 måned", "1 month";
        status_from(date: &str) = "Status fra {date}", "Status from {date}";
        told_on(date: &str) = "Underrettet {date}", "Notified {date}";
        decided_on(date: &str) = "Vedtak {date}", "Decided {date}";
        applied_on(date: &str) = "Søkt {date}", "Applied {date}";
        dismissed_on(date: &str) = "Henlagt {date}", "Dismissed {date}";
        granted_on(date: &str) = "Innvilget {date}", "Granted {date}";
        given_on(date: &str) = "Samtykket {date}", "Consented {date}";
        stay_from(date: &str) = "Opphold fra {date}", "Stay from {date}";
        before = "før den går ut", "before it ends";
        hours_left(n: &str) = "{n} timer igjen", "{n} hours left", one "1 time igjen", "1 hour left";
        hours_over(n: &str) = "gikk ut for {n} timer siden", "passed {n} hours ago", one "gikk ut for 1 time siden", "passed 1 hour ago";
        last_hour = "mindre enn én time igjen", "less than an hour left";
        days_left(n: &str) = "{n} dager igjen", "{n} days left", one "1 dag igjen", "1 day left";
        days_over(n: &str) = "{n} dager over", "{n} days over", one "1 dag over", "1 day over";
        last_day = "siste dag", "last day";
        reminder = "påminnelse", "reminder";
        moved(legal: &str, act: &str) = "{legal}, første virkedag er {act}", "{legal}, the first working day is {act}";
        moved_back(legal: &str, act: &str) = "{legal}, siste virkedag før er {act}", "{legal}, the last working day before is {act}";
        at(date: &str, time: &str) = "{date} kl. {time}", "{date} at {time}";
    }
}

/// An amount of a rule, for example `3 uker`.
#[must_use]
pub fn amount(amount: i32, unit: DeadlineUnit, lang: Lang) -> String {
    let (t, n) = (DueTexts(lang), amount.to_string());
    match unit {
        DeadlineUnit::Hours => t.hours(&n),
        DeadlineUnit::Days => t.days(&n),
        DeadlineUnit::Weeks => t.weeks(&n),
        DeadlineUnit::Months => t.months(&n),
    }
}

/// What a deadline is about: its title when somebody wrote one, else its kind.
#[must_use]
pub fn title(due: &Due, lang: Lang) -> String {
    due.title.clone().unwrap_or_else(|| due.kind.label(lang).to_owned())
}

/// What a deadline follows from, for example «Underrettet 18.10.2019, 3 uker», and the note that somebody added; may be empty.
#[must_use]
pub fn why(due: &Due, lang: Lang) -> String {
    let t = DueTexts(lang);
    let (source, trigger, counted, note) = match &due.note {
        Why::Written(note) => return note.clone().unwrap_or_default(),
        Why::Follows { source, trigger_on, counted, note, .. } => (*source, *trigger_on, *counted, note),
    };
    let on = show::date(trigger);
    let from = match source {
        DeadlineSource::Status => t.status_from(&on),
        DeadlineSource::Decision if due.kind == DeadlineKind::ApplicationWaiting => t.applied_on(&on),
        DeadlineSource::Decision if due.kind == DeadlineKind::DublinTransfer => t.decided_on(&on),
        DeadlineSource::Decision => t.told_on(&on),
        DeadlineSource::PoliceEvent => t.dismissed_on(&on),
        DeadlineSource::LegalAid => t.granted_on(&on),
        DeadlineSource::Consent => t.given_on(&on),
        DeadlineSource::Stay => t.stay_from(&on),
    };
    let counted = counted.map(|(n, unit)| {
        let counted = amount(n, unit, lang);
        if due.kind.counts_back() { format!("{counted} {}", t.before()) } else { counted }
    });
    let parts: Vec<String> = [Some(from), counted].into_iter().flatten().collect();
    let said = parts.join(", ");
    match note {
        Some(note) => format!("{said}. {note}"),
        None => said,
    }
}

/// How much is left, in words.
#[must_use]
pub fn left(left: Left, lang: Lang) -> String {
    let t = DueTexts(lang);
    match left {
        Left::Hours(0) => t.last_hour().to_owned(),
        Left::Hours(hours) if hours < 0 => t.hours_over(&(-hours).to_string()),
        Left::Hours(hours) => t.hours_left(&hours.to_string()),
        Left::Days(0) => t.last_day().to_owned(),
        Left::Days(days) if days < 0 => t.days_over(&(-days).to_string()),
        Left::Days(days) => t.days_left(&days.to_string()),
        Left::Reminder => t.reminder().to_owned(),
    }
}

/// How much is left as a number and what follows it, for lists that set the number large; some have no number.
#[must_use]
pub fn number_and_unit(of: Left, lang: Lang) -> (String, String) {
    let said = left(of, lang);
    match said.split_once(' ') {
        Some((number, unit)) if number.chars().all(|c| c.is_ascii_digit()) => (number.to_owned(), unit.to_owned()),
        _ => (String::new(), said),
    }
}

/// The colour of what is left: `danger` when it has passed or is a matter of hours, `warning` from 30 days, else `neutral`.
#[must_use]
pub fn color(left: Left) -> &'static str {
    match left {
        Left::Hours(_) => "danger",
        Left::Days(days) if days < 0 => "danger",
        Left::Days(days) if days <= crate::clients::tags::NEAR_DAYS => "warning",
        Left::Days(_) | Left::Reminder => "neutral",
    }
}

/// The day of a deadline, with its time, and the working day to which it moves.
#[must_use]
pub fn day(due: &Due, lang: Lang) -> String {
    let t = DueTexts(lang);
    let legal = match due.legal_minute {
        Some(minute) => t.at(&show::date(due.legal_on), &show::minute(minute)),
        None => show::date(due.legal_on),
    };
    let act = |day: NaiveDate| format!("{} {}", show::weekday(chrono::Datelike::weekday(&day), lang), show::date(day));
    match due.act_on.cmp(&due.legal_on) {
        std::cmp::Ordering::Equal => legal,
        std::cmp::Ordering::Greater => t.moved(&legal, &act(due.act_on)),
        std::cmp::Ordering::Less => t.moved_back(&legal, &act(due.act_on)),
    }
}

/// The part of the file where one acts on it, as a part of an address.
#[must_use]
pub const fn place(kind: DeadlineKind) -> &'static str {
    use DeadlineKind as K;
    match kind {
        K::DismissalAppeal | K::DismissalReversal => "police",
        K::LegalAidUsed => "economy",
        K::ConsentExpires | K::ConsentReview => "consents",
        K::StayUnconfirmed => "stays",
        K::SilentJournal => "journal",
        K::Card | K::Own => "deadlines",
        K::ReflectionEnds
        | K::LimitedEnds
        | K::LimitedRenewal
        | K::PermitEnds
        | K::VisitEnds
        | K::Appeal
        | K::StayRequest
        | K::DublinTransfer
        | K::Departure
        | K::FamilyAfterProtection
        | K::ApplicationWaiting => "residence",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(kind: DeadlineKind, legal: &str, counted: Option<(i32, DeadlineUnit)>) -> Due {
        let legal_on = legal.parse().unwrap();
        Due {
            id: 1,
            version: 1,
            client_id: 1,
            kind,
            title: None,
            note: Why::Follows {
                source: DeadlineSource::Decision,
                source_id: 1,
                trigger_on: "2019-10-18".parse().unwrap(),
                counted,
                note: None,
            },
            legal_on,
            legal_minute: None,
            act_on: kind.act_on(legal_on),
            lead: None,
            may_be_seen: false,
        }
    }

    #[test]
    fn why_is_said_in_few_words() {
        let appeal = due(DeadlineKind::Appeal, "2019-11-08", Some((3, DeadlineUnit::Weeks)));
        assert_eq!(why(&appeal, Lang::Nb), "Underrettet 18.10.2019, 3 uker");
        assert_eq!(why(&appeal, Lang::En), "Notified 18.10.2019, 3 weeks");
        assert_eq!(day(&appeal, Lang::Nb), "08.11.2019");
    }

    #[test]
    fn a_day_off_is_shown_with_the_working_day() {
        let appeal = due(DeadlineKind::Appeal, "2019-11-09", None);
        assert_eq!(day(&appeal, Lang::Nb), "09.11.2019, første virkedag er mandag 11.11.2019");
        let permit = due(DeadlineKind::PermitEnds, "2019-11-09", None);
        assert_eq!(day(&permit, Lang::Nb), "09.11.2019, siste virkedag før er fredag 08.11.2019");
    }

    #[test]
    fn what_is_left_is_said_in_hours_or_days() {
        assert_eq!(left(Left::Hours(31), Lang::Nb), "31 timer igjen");
        assert_eq!(left(Left::Days(1), Lang::Nb), "1 dag igjen");
        assert_eq!(left(Left::Days(-3), Lang::Nb), "3 dager over");
        assert_eq!(left(Left::Days(0), Lang::Nb), "siste dag");
    }
}
