//! What may be written of a stay, and what becomes of one by an act. Pure: dates and rows in, rows or what is wrong out. What is
//! refused and what is only doubted is that of the register format, so that a stay that a form takes can be imported again.

use super::model::{Place, Stay};
use crate::db::Kept;
use crate::kernel::codes::{ArrangedBy, ExitReason};
use crate::kernel::period::Period;
use chrono::NaiveDate;

/// What is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such facility.
    NoPlace,
    /// It ends before it begins, on this day.
    EndsBefore(NaiveDate),
    /// It begins after today.
    Ahead,
    /// A reason or a destination of a stay that has no end.
    LeftWithoutEnd,
    /// It shares a night with another stay of hers at the same facility, with these dates.
    SharesNight(NaiveDate, Option<NaiveDate>),
    /// The act is one of a stay that goes on, and it ended on this day.
    Ended(NaiveDate),
    /// The act undoes a departure, and there was none.
    GoesOn,
    /// She is moved to where she is.
    SamePlace,
}

/// What may be right all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It shares a night with a stay at this other facility, with these dates: both are kept, the night counts once.
    Overlap(i64, NaiveDate, Option<NaiveDate>),
    /// It begins before the day of intake.
    BeforeIntake(NaiveDate),
    /// A day of it lies outside the days on which this facility is in use.
    OutOfUse(i64),
}

/// What a stay is judged against.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Today's local date.
    pub today: NaiveDate,
    /// The day of the client's intake.
    pub intake: NaiveDate,
    /// All facilities.
    pub places: &'a [Place],
    /// All stays of the client.
    pub stays: &'a [Kept<Stay>],
}

/// A client's stay at a facility and the one that follows it on the same day.
pub type Moved = (Stay, Stay);

/// True for a stay that is not over today: it has no end, or one ahead.
#[must_use]
pub fn goes_on(stay: &Stay, today: NaiveDate) -> bool {
    stay.ended_on.is_none_or(|end| end > today)
}

/// The nights of a stay; none for one that ends before it begins.
#[must_use]
pub fn nights(stay: &Stay) -> Option<Period> {
    Period::new(stay.began_on, stay.ended_on)
}

/// True when two stays have a night in common (annual-report rule 1: to leave and to arrive on one day is none).
#[must_use]
pub fn share_a_night(one: &Stay, other: &Stay) -> bool {
    nights(one).zip(nights(other)).is_some_and(|(one, other)| one.overlaps(&other))
}

impl Ground<'_> {
    /// What is doubted of a stay, or what is wrong with it. `own` is the stay that it takes the place of.
    ///
    /// # Errors
    /// All that is refused.
    pub fn judge(&self, own: Option<i64>, stay: &Stay) -> Result<Vec<Doubt>, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let place = self.places.iter().find(|place| place.id == stay.facility_id);
        let is_known = |id: i64| self.places.iter().any(|place| place.id == id);
        if place.is_none() || !stay.destination_id.is_none_or(is_known) {
            wrong.push(Wrong::NoPlace);
        }
        if stay.began_on > self.today {
            wrong.push(Wrong::Ahead);
        }
        if stay.ended_on.is_some_and(|end| end < stay.began_on) {
            wrong.push(Wrong::EndsBefore(stay.began_on));
        }
        if stay.ended_on.is_none() && (stay.exit_reason.is_some() || stay.destination_id.is_some()) {
            wrong.push(Wrong::LeftWithoutEnd);
        }
        let others = self.stays.iter().filter(|other| Some(other.id) != own).map(|other| &other.fact);
        let (same, elsewhere): (Vec<&Stay>, Vec<&Stay>) =
            others.filter(|other| share_a_night(other, stay)).partition(|other| other.facility_id == stay.facility_id);
        wrong.extend(same.first().map(|other| Wrong::SharesNight(other.began_on, other.ended_on)));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mut doubts: Vec<Doubt> =
            elsewhere.iter().map(|other| Doubt::Overlap(other.facility_id, other.began_on, other.ended_on)).collect();
        if stay.began_on < self.intake {
            doubts.push(Doubt::BeforeIntake(self.intake));
        }
        // An open stay is judged as far as today; the day of leaving needs no bed any more.
        let last = stay.ended_on.map_or(self.today, |end| end.pred_opt().unwrap_or(end)).max(stay.began_on);
        doubts.extend(
            place
                .filter(|place| {
                    place.valid_from.is_some_and(|first| stay.began_on < first)
                        || place.valid_to.is_some_and(|until| last > until)
                })
                .map(|place| Doubt::OutOfUse(place.id)),
        );
        Ok(doubts)
    }

    /// The stay after she left on `on`; the day may be ahead.
    ///
    /// # Errors
    /// [`Wrong::Ended`] for a stay that is over, and what [`Ground::judge`] refuses.
    pub fn departed(
        &self,
        stay: &Kept<Stay>,
        on: NaiveDate,
        exit_reason: Option<ExitReason>,
        destination_id: Option<i64>,
    ) -> Result<(Stay, Vec<Doubt>), Vec<Wrong>> {
        self.must_go_on(&stay.fact)?;
        let left = Stay { ended_on: Some(on), exit_reason, destination_id, ..stay.fact.clone() };
        let doubts = self.judge(Some(stay.id), &left)?;
        // What was said when she moved in is not said again when she moves out.
        let known = self.judge(Some(stay.id), &stay.fact).unwrap_or_default();
        Ok((left, doubts.into_iter().filter(|doubt| !known.contains(doubt)).collect()))
    }

    /// The stay she moved from on `on`, and the one that begins on that day: no night is lost, and none is there twice.
    ///
    /// # Errors
    /// [`Wrong::Ended`], [`Wrong::SamePlace`], and what [`Ground::judge`] refuses of either.
    pub fn moved(
        &self,
        stay: &Kept<Stay>,
        to: i64,
        on: NaiveDate,
        arranged_by: Option<ArrangedBy>,
    ) -> Result<(Moved, Vec<Doubt>), Vec<Wrong>> {
        if to == stay.fact.facility_id {
            return Err(vec![Wrong::SamePlace]);
        }
        let (left, mut doubts) = self.departed(stay, on, Some(ExitReason::MovedFacility), Some(to))?;
        let next = Stay {
            facility_id: to,
            began_on: on,
            ended_on: None,
            arranged_by,
            exit_reason: None,
            destination_id: None,
            client_id: left.client_id,
        };
        let stays: Vec<Kept<Stay>> = self
            .stays
            .iter()
            .map(|known| if known.id == stay.id { Kept { fact: left.clone(), ..known.clone() } } else { known.clone() })
            .collect();
        for doubt in (Ground { stays: &stays, ..*self }).judge(None, &next)? {
            if !doubts.contains(&doubt) {
                doubts.push(doubt);
            }
        }
        Ok(((left, next), doubts))
    }

    /// The stay after its departure is undone: it goes on. `along` is the stay that goes with the departure, if one does.
    ///
    /// # Errors
    /// [`Wrong::GoesOn`] when there was none, and what [`Ground::judge`] refuses.
    pub fn reopened(&self, stay: &Kept<Stay>, along: Option<i64>) -> Result<(Stay, Vec<Doubt>), Vec<Wrong>> {
        if stay.fact.ended_on.is_none() {
            return Err(vec![Wrong::GoesOn]);
        }
        let open = Stay { ended_on: None, exit_reason: None, destination_id: None, ..stay.fact.clone() };
        let stays: Vec<Kept<Stay>> = self.stays.iter().filter(|other| Some(other.id) != along).cloned().collect();
        let doubts = (Ground { stays: &stays, ..*self }).judge(Some(stay.id), &open)?;
        Ok((open, doubts))
    }

    /// Whether somebody may say today that she still lives there.
    ///
    /// # Errors
    /// [`Wrong::Ended`] for a stay that is over.
    pub fn must_go_on(&self, stay: &Stay) -> Result<(), Vec<Wrong>> {
        match stay.ended_on.filter(|end| *end <= self.today) {
            Some(end) => Err(vec![Wrong::Ended(end)]),
            None => Ok(()),
        }
    }
}

/// True when `next` is the stay that moving from `left` began, and nobody has written anything of it since: it was entered later,
/// begins where and when she was moved, goes on, and is as it was entered.
#[must_use]
pub fn was_begun_by(next: &Kept<Stay>, left: &Kept<Stay>) -> bool {
    let (from, to) = (&left.fact, &next.fact);
    from.exit_reason == Some(ExitReason::MovedFacility)
        && from.destination_id == Some(to.facility_id)
        && from.ended_on == Some(to.began_on)
        && to.ended_on.is_none()
        && next.version == 1
        && next.id > left.id
}

/// After how many days a stay that goes on wants to be confirmed again.
pub const CONFIRMED_FOR: i64 = 30;

/// True for a stay that goes on and of which nobody has said so for more than [`CONFIRMED_FOR`] days: since it began, or was
/// confirmed.
#[must_use]
pub fn is_unconfirmed(stay: &Stay, confirmed_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    let known = confirmed_on.map_or(stay.began_on, |on| on.max(stay.began_on));
    goes_on(stay, today) && (today - known).num_days() > CONFIRMED_FOR
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::FacilityType;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn stay(facility_id: i64, began: &str, ended: Option<&str>) -> Stay {
        Stay {
            client_id: 1,
            facility_id,
            began_on: day(began),
            ended_on: ended.map(day),
            arranged_by: None,
            exit_reason: None,
            destination_id: None,
        }
    }

    fn kept(id: i64, fact: Stay) -> Kept<Stay> {
        Kept { id, version: 1, fact }
    }

    fn places() -> Vec<Place> {
        let place = |id, from: Option<&str>, to: Option<&str>| Place {
            id,
            name: format!("Sted {id}"),
            kind: FacilityType::CrisisCentre,
            valid_from: from.map(day),
            valid_to: to.map(day),
        };
        vec![place(1, None, None), place(2, None, None), place(3, Some("2019-02-01"), Some("2019-03-31"))]
    }

    fn judged(stays: &[Kept<Stay>], own: Option<i64>, stay: &Stay) -> Result<Vec<Doubt>, Vec<Wrong>> {
        Ground { today: day("2019-11-06"), intake: day("2019-01-10"), places: &places(), stays }.judge(own, stay)
    }

    #[test]
    fn two_stays_at_one_facility_share_no_night() {
        let there = [kept(7, stay(1, "2019-02-01", Some("2019-02-10")))];
        for (began, ended, is_wrong) in [
            ("2019-02-10", None, false),
            ("2019-01-20", Some("2019-02-01"), false),
            ("2019-02-09", Some("2019-02-12"), true),
            ("2019-01-20", Some("2019-02-02"), true),
            ("2019-02-05", Some("2019-02-05"), false),
        ] {
            let result = judged(&there, None, &stay(1, began, ended));
            assert_eq!(result.is_err(), is_wrong, "{began} {ended:?}: {result:?}");
        }
        assert!(judged(&there, Some(7), &stay(1, "2019-02-02", None)).is_ok(), "it does not collide with itself");
    }

    #[test]
    fn elsewhere_an_overlap_is_doubted_and_kept() {
        let there = [kept(7, stay(2, "2019-02-01", None))];
        let doubts = judged(&there, None, &stay(1, "2019-03-01", Some("2019-03-02"))).unwrap();
        assert_eq!(doubts, [Doubt::Overlap(2, day("2019-02-01"), None)]);
    }

    #[test]
    fn what_begins_ahead_or_ends_before_it_begins_is_refused_and_an_end_ahead_is_not() {
        assert_eq!(judged(&[], None, &stay(1, "2019-11-07", None)), Err(vec![Wrong::Ahead]));
        let before = judged(&[], None, &stay(1, "2019-11-05", Some("2019-11-04")));
        assert_eq!(before, Err(vec![Wrong::EndsBefore(day("2019-11-05"))]));
        assert_eq!(judged(&[], None, &stay(1, "2019-11-05", Some("2020-11-04"))), Ok(vec![]));
        assert_eq!(judged(&[], None, &stay(9, "2019-11-05", None)), Err(vec![Wrong::NoPlace]));
    }

    #[test]
    fn before_the_intake_and_out_of_use_are_doubted() {
        let doubts = |facility, began, ended| judged(&[], None, &stay(facility, began, ended)).unwrap();
        assert_eq!(doubts(1, "2019-01-09", None), [Doubt::BeforeIntake(day("2019-01-10"))]);
        assert_eq!(doubts(3, "2019-01-31", Some("2019-02-02")), [Doubt::OutOfUse(3)]);
        assert_eq!(doubts(3, "2019-02-01", Some("2019-04-01")), [], "the last night begins on the last day");
        assert_eq!(doubts(3, "2019-02-01", Some("2019-04-02")), [Doubt::OutOfUse(3)]);
        assert_eq!(doubts(3, "2019-03-01", None), [Doubt::OutOfUse(3)], "she cannot be there any more");
    }

    #[test]
    fn a_transfer_closes_one_and_opens_the_other_on_the_same_day() {
        let there = [kept(7, stay(1, "2019-02-01", None))];
        let places = places();
        let ground = Ground { today: day("2019-11-06"), intake: day("2019-01-10"), places: &places, stays: &there };
        let ((left, next), doubts) = ground.moved(&there[0], 2, day("2019-05-02"), Some(ArrangedBy::Rosa)).unwrap();
        assert_eq!((left.ended_on, left.exit_reason), (Some(day("2019-05-02")), Some(ExitReason::MovedFacility)));
        assert_eq!((left.destination_id, next.facility_id), (Some(2), 2));
        assert_eq!((next.began_on, next.ended_on), (day("2019-05-02"), None));
        assert!(doubts.is_empty() && !share_a_night(&left, &next));
        let refused = |to, on| ground.moved(&there[0], to, day(on), None).unwrap_err();
        assert_eq!(refused(1, "2019-05-02"), [Wrong::SamePlace]);
        assert_eq!(refused(2, "2019-01-31"), [Wrong::EndsBefore(day("2019-02-01"))]);
        assert_eq!(refused(2, "2019-11-07"), [Wrong::Ahead]);
    }

    #[test]
    fn undoing_a_departure_may_collide_with_what_came_after() {
        let there =
            [kept(7, stay(1, "2019-02-01", Some("2019-03-01"))), kept(8, stay(1, "2019-05-01", Some("2019-05-03")))];
        let places = places();
        let ground = Ground { today: day("2019-11-06"), intake: day("2019-01-10"), places: &places, stays: &there };
        assert!(matches!(ground.reopened(&there[0], None).unwrap_err()[..], [Wrong::SharesNight(..)]));
        assert_eq!(ground.reopened(&there[1], None).unwrap().0.ended_on, None);
        assert_eq!(
            ground.departed(&there[0], day("2019-04-01"), None, None),
            Err(vec![Wrong::Ended(day("2019-03-01"))])
        );
    }

    #[test]
    fn a_move_that_is_undone_takes_the_untouched_stay_it_began_along() {
        let left = Stay {
            exit_reason: Some(ExitReason::MovedFacility),
            destination_id: Some(2),
            ..stay(1, "2019-02-01", Some("2019-05-02"))
        };
        let (left, next) = (kept(7, left), kept(8, stay(2, "2019-05-02", None)));
        assert!(was_begun_by(&next, &left));
        for other in [
            kept(6, next.fact.clone()),
            Kept { version: 2, ..next.clone() },
            kept(8, stay(2, "2019-05-03", None)),
            kept(8, stay(2, "2019-05-02", Some("2019-05-09"))),
            kept(8, stay(3, "2019-05-02", None)),
        ] {
            assert!(!was_begun_by(&other, &left), "{other:?}");
        }
        let (places, there) = (places(), [left.clone(), next.clone()]);
        let ground = Ground { today: day("2019-11-06"), intake: day("2019-01-10"), places: &places, stays: &there };
        let (open, doubts) = ground.reopened(&left, Some(8)).unwrap();
        assert_eq!((open.ended_on, open.exit_reason, open.destination_id), (None, None, None));
        assert!(doubts.is_empty(), "{doubts:?}");
        let (_, doubts) = ground.reopened(&left, None).unwrap();
        assert_eq!(doubts, [Doubt::Overlap(2, day("2019-05-02"), None)]);
    }

    #[test]
    fn after_thirty_days_a_stay_wants_to_be_confirmed() {
        let today = day("2019-11-06");
        let open = stay(1, "2019-10-07", None);
        assert!(!is_unconfirmed(&open, None, today), "30 days");
        assert!(is_unconfirmed(&stay(1, "2019-10-06", None), None, today), "31 days");
        assert!(!is_unconfirmed(&stay(1, "2019-01-06", None), Some(day("2019-10-07")), today));
        assert!(!is_unconfirmed(&stay(1, "2019-01-06", Some("2019-11-06")), None, today), "it is over");
    }
}
