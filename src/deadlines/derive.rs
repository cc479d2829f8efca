//! From records and rules to deadlines: one for each kind and record. Pure, and without a today. docs/deadlines.md says the same
//! in words.

use super::facts::{Appeal, Consent, Decision, Event, Facts, Status};
use super::rules::Rules;
use crate::kernel::calendar::{days_after, days_before, hours_after, months_after, months_before};
use crate::kernel::codes::{
    AppealKind, AppealOutcome, ConsentScope, DeadlineKind, DeadlineSource, DeadlineUnit, DecidedBy, DecisionKind,
    DecisionOutcome, MatterRole, PoliceEventKind, ResidenceStatus,
};
use chrono::{NaiveDate, NaiveTime, Timelike};

/// A deadline that follows from a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// What it is about.
    pub kind: DeadlineKind,
    /// What kind of record it follows from.
    pub source_kind: DeadlineSource,
    /// That record.
    pub source_id: i64,
    /// The rule by which it is counted.
    pub rule_id: i64,
    /// The day from which it runs.
    pub trigger_on: NaiveDate,
    /// The day the law or the record says.
    pub legal_on: NaiveDate,
    /// The minute of that day, of what is counted in hours.
    pub legal_minute: Option<i32>,
    /// The working day on which to act.
    pub act_on: NaiveDate,
}

/// All deadlines that follow from a client's records.
#[must_use]
pub fn derive(facts: &Facts, rules: &Rules) -> Vec<Wanted> {
    let mut all = Making { rules, made: Vec::new() };
    if let Some(status) = facts.status {
        all.of_status(status, facts);
    }
    // Whoever has left the country is not sent away any more.
    if facts.status.is_none_or(|status| status.status != ResidenceStatus::LeftNorway) {
        for decision in &facts.decisions {
            all.of_decision(decision, facts);
        }
    }
    all.of_police(&facts.events);
    if let Some(aid) = facts.aid.filter(|aid| aid.is_used_up) {
        all.add(DeadlineKind::LegalAidUsed, (DeadlineSource::LegalAid, aid.id), aid.granted_on, None);
    }
    all.of_consents(&facts.consents);
    for stay in &facts.stays {
        all.add(DeadlineKind::StayUnconfirmed, (DeadlineSource::Stay, stay.id), stay.confirmed_on, None);
    }
    all.made
}

/// A day later or earlier by the amount of a rule; the minute of what is counted in hours.
#[must_use]
pub fn counted(from: NaiveDate, minute: Option<i32>, amount: i32, unit: DeadlineUnit) -> (NaiveDate, Option<i32>) {
    let amount = u32::try_from(amount).unwrap_or(0);
    let day = match unit {
        DeadlineUnit::Days => days_after(from, amount),
        DeadlineUnit::Weeks => days_after(from, amount.saturating_mul(7)),
        DeadlineUnit::Months => months_after(from, amount),
        DeadlineUnit::Hours => {
            // Where nobody wrote the time, it may have been the first minute of the day.
            let seconds = u32::try_from(minute.unwrap_or(0)).unwrap_or(0) * 60;
            let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
            let ends = hours_after(from.and_time(time), amount);
            let minute = i32::try_from(ends.num_seconds_from_midnight() / 60).ok();
            return (ends.date(), minute);
        }
    };
    (day, None)
}

struct Making<'a> {
    rules: &'a Rules,
    made: Vec<Wanted>,
}

impl Making<'_> {
    /// Adds a deadline that runs from `trigger`; `own` is the day the record says, from which some kinds count back.
    fn add(&mut self, kind: DeadlineKind, source: (DeadlineSource, i64), trigger: NaiveDate, own: Option<NaiveDate>) {
        self.add_timed(kind, source, (trigger, None), own);
    }

    fn add_timed(
        &mut self,
        kind: DeadlineKind,
        (source_kind, source_id): (DeadlineSource, i64),
        (trigger_on, minute): (NaiveDate, Option<i32>),
        own: Option<NaiveDate>,
    ) {
        let Some(rule) = self.rules.on(kind, trigger_on).map(|rule| &rule.row).filter(|rule| rule.is_on) else {
            return;
        };
        let (legal_on, legal_minute) = match own {
            Some(day) if kind.counts_back() => (back(day, rule.amount, rule.unit), None),
            Some(day) => (day, None),
            // A record that lacks its day, and a rule that does not know it either.
            None if kind.counts_back() || (kind.has_own_date() && rule.amount == 0) => return,
            None => counted(trigger_on, minute, rule.amount, rule.unit),
        };
        self.made.push(Wanted {
            kind,
            source_kind,
            source_id,
            rule_id: rule.id,
            trigger_on,
            legal_on,
            legal_minute,
            act_on: kind.act_on(legal_on),
        });
    }

    /// Only the status in force has deadlines.
    fn of_status(&mut self, status: Status, facts: &Facts) {
        use DeadlineKind as K;
        use ResidenceStatus as S;
        let source = (DeadlineSource::Status, status.id);
        let (began, valid_to) = (status.began_on, status.valid_to);
        match status.status {
            S::ReflectionGranted => self.add(K::ReflectionEnds, source, began, valid_to),
            S::LimitedGranted => {
                self.add(K::LimitedEnds, source, began, valid_to);
                let is_applied = facts.decisions.iter().any(|decision| {
                    matches!(decision.kind, DecisionKind::Limited | DecisionKind::LimitedRenewal)
                        && decision.applied_on.is_some_and(|applied| applied > began)
                });
                if valid_to.is_some() && !is_applied {
                    self.add(K::LimitedRenewal, source, began, valid_to);
                }
            }
            S::Protection | S::WitnessPermit | S::Humanitarian | S::PermitOther | S::FamilyImmigration => {
                self.add(K::PermitEnds, source, began, valid_to);
                let is_applied = facts.decisions.iter().any(|decision| {
                    decision.kind == DecisionKind::Family && decision.applied_on.is_some_and(|applied| applied >= began)
                });
                if status.status == S::Protection && !is_applied {
                    self.add(K::FamilyAfterProtection, source, began, None);
                }
            }
            S::TouristVisa => self.add(K::VisitEnds, source, began, valid_to),
            // Its application, where one is written down, says better since when an answer is waited for.
            S::ReflectionApplied | S::LimitedApplied if !facts.decisions.iter().any(is_waiting) => {
                self.add(K::ApplicationWaiting, source, began, None);
            }
            S::ReflectionApplied
            | S::LimitedApplied
            | S::NoPermit
            | S::AsylumPending
            | S::AsylumDublin
            | S::EeaRight
            | S::NorwegianCitizen
            | S::Expelled
            | S::LeftNorway
            | S::Unknown => {}
        }
    }

    fn of_decision(&mut self, decision: &Decision, facts: &Facts) {
        use DeadlineKind as K;
        use DecisionOutcome as O;
        let source = (DeadlineSource::Decision, decision.id);
        if let Some(applied) = decision.applied_on.filter(|_| is_waiting(decision)) {
            self.add(K::ApplicationWaiting, source, applied, None);
        }
        let appeals: Vec<&Appeal> = facts.appeals.iter().filter(|appeal| appeal.decision_id == decision.id).collect();
        let is_against = matches!(decision.outcome, Some(O::Refused | O::Dismissed | O::Decided));
        // A decision that was reversed or sent back does not stand; one that runs while she may stay does not send her away.
        let fell = appeals.iter().any(|appeal| {
            appeal.kind != AppealKind::StayRequest
                && matches!(appeal.outcome, Some(AppealOutcome::Reversed | AppealOutcome::SentBack))
        });
        if !is_against || fell {
            return;
        }
        let is_asked = |kind: AppealKind| appeals.iter().any(|appeal| appeal.kind == kind);
        let may_stay = appeals.iter().any(|appeal| {
            appeal.kind == AppealKind::StayRequest
                && matches!(appeal.outcome, Some(AppealOutcome::Reversed | AppealOutcome::PartlyReversed))
        });
        let is_dublin = decision.kind == DecisionKind::Dublin;
        if let Some(told) = decision.notified_on {
            // Nothing is above UNE but the courts.
            let has_above = !matches!(decision.body, Some(DecidedBy::Une | DecidedBy::Court));
            if has_above && !is_asked(AppealKind::Appeal) {
                self.add(K::Appeal, source, told, None);
            }
            if is_dublin && !is_asked(AppealKind::StayRequest) {
                self.add_timed(K::StayRequest, source, (told, decision.notified_minute), None);
            }
        }
        if let Some(decided) = decision.decided_on.filter(|_| is_dublin) {
            self.add(K::DublinTransfer, source, decided, None);
        }
        if let Some(leave) = decision.departure_by.filter(|_| !may_stay) {
            let runs = decision.notified_on.or(decision.decided_on).unwrap_or(leave);
            self.add(K::Departure, source, runs, Some(leave));
        }
    }

    /// Only the last word of a matter counts: a dismissal that nothing has followed.
    fn of_police(&mut self, events: &[Event]) {
        use PoliceEventKind as P;
        for matter in events.chunk_by(|one, other| one.matter == other.matter) {
            let Some(place) = matter.iter().rposition(|event| event.event == P::Dismissed) else { continue };
            let Some((dismissed, earlier)) = matter.get(..=place).and_then(<[Event]>::split_last) else { continue };
            let later = matter.get(place + 1..).unwrap_or_default();
            let source = (DeadlineSource::PoliceEvent, dismissed.id);
            // A witness has no appeal.
            let is_hers = dismissed.role != Some(MatterRole::Witness);
            let is_reversed = later.iter().any(|event| !matches!(event.event, P::Testified | P::DismissalAppealed));
            let is_appealed = later.iter().any(|event| event.event == P::DismissalAppealed);
            if is_reversed {
                continue;
            }
            if is_hers && !is_appealed {
                self.add(DeadlineKind::DismissalAppeal, source, dismissed.happened_on, None);
            }
            if earlier.iter().any(|event| matches!(event.event, P::Indicted | P::IndictedOtherProvision)) {
                self.add(DeadlineKind::DismissalReversal, source, dismissed.happened_on, None);
            }
        }
    }

    fn of_consents(&mut self, consents: &[Consent]) {
        for consent in consents {
            let Some(last) = consent.expires_on else { continue };
            let goes_on = |scope: &ConsentScope| {
                let mut others = consents.iter().filter(|other| other.id != consent.id);
                others.any(|other| other.scopes.contains(scope) && other.expires_on.is_none_or(|other| other > last))
            };
            if !consent.scopes.iter().all(goes_on) {
                self.add(
                    DeadlineKind::ConsentExpires,
                    (DeadlineSource::Consent, consent.id),
                    consent.given_on,
                    Some(last),
                );
            }
        }
        let journal = consents.iter().rfind(|consent| consent.scopes.contains(&ConsentScope::Journal));
        // One that expires is gone through when it does.
        if let Some(consent) = journal.filter(|consent| consent.expires_on.is_none()) {
            self.add(DeadlineKind::ConsentReview, (DeadlineSource::Consent, consent.id), consent.given_on, None);
        }
    }
}

/// True for an application that nobody has answered.
const fn is_waiting(decision: &Decision) -> bool {
    decision.applied_on.is_some() && decision.decided_on.is_none() && decision.outcome.is_none()
}

fn back(day: NaiveDate, amount: i32, unit: DeadlineUnit) -> NaiveDate {
    let amount = u32::try_from(amount).unwrap_or(0);
    match unit {
        DeadlineUnit::Hours => days_before(day, amount.div_ceil(24)),
        DeadlineUnit::Days => days_before(day, amount),
        DeadlineUnit::Weeks => days_before(day, amount.saturating_mul(7)),
        DeadlineUnit::Months => months_before(day, amount),
    }
}

#[cfg(test)]
mod tests;
