//! The deadlines that stand in the records themselves: when the permit expires, and the day by which she must leave. Pure. What
//! the rules of deadlines add belongs in the same part of the page.

use super::texts::ResidenceTexts;
use crate::clients::tags::{NEAR_DAYS, countdown};
use crate::db::Kept;
use crate::kernel::codes::Code;
use crate::kernel::text::Lang;
use crate::residence::model::{Decision, Status};
use crate::web::show::{self, Tag};
use chrono::NaiveDate;

/// A deadline, as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What it is about.
    pub what: String,
    /// The day, for machines.
    pub iso: String,
    /// The day.
    pub day: String,
    /// How far it is.
    pub tag: Tag,
}

/// The deadlines, the first to come on top. A departure deadline counts until a newer status or decision says otherwise.
pub fn due(current: Option<&Status>, decisions: &[Kept<Decision>], today: NaiveDate, lang: Lang) -> Vec<Due> {
    let t = ResidenceTexts(lang);
    let permit =
        current.and_then(|status| status.valid_to.map(|last| (last, t.permit_ends(status.status.label(lang)))));
    let latest = decisions.iter().filter_map(|kept| kept.fact.decided_on).max();
    let departure = decisions
        .iter()
        .filter(|kept| kept.fact.decided_on == latest)
        .filter(|kept| current.is_none_or(|status| Some(status.began_on) <= kept.fact.departure_by))
        .filter_map(|kept| kept.fact.departure_by)
        .max()
        .map(|last| (last, t.must_leave().to_owned()));
    let mut all: Vec<(NaiveDate, String)> = permit.into_iter().chain(departure).collect();
    all.sort();
    let one = |(last, what): (NaiveDate, String)| {
        let (color, icon) = match (last - today).num_days() {
            left if left < 0 => ("danger", "warning"),
            left if left <= NEAR_DAYS => ("warning", "clock"),
            _ => ("neutral", ""),
        };
        let tag = Tag::new(color, icon, countdown(last, today, lang));
        Due { what, iso: last.to_string(), day: show::date(last), tag }
    };
    all.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::{DecisionKind, DecisionOutcome, ResidenceStatus};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn status(from: &str, to: &str) -> Status {
        Status {
            client_id: 1,
            began_on: day(from),
            status: ResidenceStatus::ReflectionGranted,
            valid_to: to.parse().ok(),
            legal_basis: None,
            decided_by: None,
            note: None,
        }
    }

    fn refused(decided: &str, departure: &str) -> Kept<Decision> {
        let decision = Decision {
            client_id: 1,
            kind: DecisionKind::Asylum,
            body: None,
            applied_on: None,
            decided_on: decided.parse().ok(),
            outcome: Some(DecisionOutcome::Refused),
            legal_basis: None,
            notified_on: None,
            notified_minute: None,
            departure_by: departure.parse().ok(),
            note: None,
        };
        Kept { id: 1, version: 1, fact: decision }
    }

    #[test]
    fn what_comes_first_stands_first() {
        let current = status("2019-06-01", "2019-12-01");
        let found = due(Some(&current), &[refused("2019-10-20", "2019-11-10")], day("2019-11-06"), Lang::Nb);
        let told: Vec<_> = found.iter().map(|due| (due.day.as_str(), due.tag.color, due.tag.text.as_str())).collect();
        assert_eq!(told, [("10.11.2019", "warning", "4 dager igjen"), ("01.12.2019", "warning", "25 dager igjen")]);
    }

    #[test]
    fn a_newer_status_or_decision_takes_an_old_departure_deadline_away() {
        let today = day("2019-11-06");
        let old = refused("2018-10-20", "2018-11-10");
        assert_eq!(due(Some(&status("2019-06-01", "")), std::slice::from_ref(&old), today, Lang::Nb), []);
        assert_eq!(due(None, std::slice::from_ref(&old), today, Lang::Nb).len(), 1);
        assert_eq!(due(None, &[old, refused("2019-01-01", "")], today, Lang::Nb), []);
    }
}
