//! The way of a benefit: calculated, approved by somebody else, paid, refunded; and each step back, for what was done by mistake.
//! What stood before a step is kept as before any change.

use super::{Benefit, BenefitForm};
use crate::audit::changes::{self, RecordChange};
use crate::db::{Conn, Kept};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{BenefitStatus, FactKind};
use crate::kernel::error::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime};

/// A step on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is approved.
    Approve,
    /// It was paid on this day.
    Pay(NaiveDate),
    /// UDI has refunded it.
    Refund,
    /// The approval is taken back.
    Unapprove,
    /// It was not paid.
    Unpay,
    /// It was not refunded.
    Unrefund,
}

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Who calculated a benefit does not approve it.
    Own,
    /// It is not where the step begins.
    NotThere,
}

impl Step {
    /// Where the step begins.
    #[must_use]
    pub const fn from(self) -> BenefitStatus {
        match self {
            Self::Approve => BenefitStatus::Calculated,
            Self::Pay(_) | Self::Unapprove => BenefitStatus::Approved,
            Self::Refund | Self::Unpay => BenefitStatus::Paid,
            Self::Unrefund => BenefitStatus::Refunded,
        }
    }

    /// The act, in the log.
    #[must_use]
    pub const fn act(self) -> &'static str {
        match self {
            Self::Approve => "benefit.approve",
            Self::Pay(_) => "benefit.pay",
            Self::Refund => "benefit.refund",
            Self::Unapprove => "benefit.unapprove",
            Self::Unpay => "benefit.unpay",
            Self::Unrefund => "benefit.unrefund",
        }
    }

    /// What a benefit becomes by this step, taken by a user at a moment (UTC).
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn of(self, stood: &Benefit, user: i64, now: NaiveDateTime) -> std::result::Result<Benefit, Refusal> {
        if stood.status != self.from() {
            return Err(Refusal::NotThere);
        }
        let stood = stood.clone();
        Ok(match self {
            Self::Approve if stood.calculated_by_id == Some(user) => return Err(Refusal::Own),
            Self::Approve => {
                Benefit { status: BenefitStatus::Approved, approved_by_id: Some(user), approved_at: Some(now), ..stood }
            }
            Self::Pay(on) => Benefit { status: BenefitStatus::Paid, paid_on: Some(on), ..stood },
            Self::Refund => Benefit { status: BenefitStatus::Refunded, ..stood },
            Self::Unapprove => {
                Benefit { status: BenefitStatus::Calculated, approved_by_id: None, approved_at: None, ..stood }
            }
            Self::Unpay => Benefit { status: BenefitStatus::Approved, paid_on: None, ..stood },
            Self::Unrefund => Benefit { status: BenefitStatus::Paid, ..stood },
        })
    }
}

/// Takes a step with a benefit that is still at its version, and keeps what stood before. Answers the entry for the log, or why
/// the step is not taken; then nothing was changed.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first; [`Error::NotFound`] for whoever is no user.
pub fn take(
    conn: &mut Conn,
    actor: &Actor,
    kept: &Kept<Benefit>,
    step: Step,
    now: NaiveDateTime,
) -> Result<std::result::Result<AuditEntry, Refusal>> {
    let user = actor.must_be_user()?;
    let becomes = match step.of(&kept.fact, user, now) {
        Ok(becomes) => becomes,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let client = kept.fact.client_id;
    let before = RecordChange {
        client_id: Some(client),
        record_kind: FactKind::Benefit,
        record_id: kept.id,
        is_removal: false,
        before: serde_json::to_string(&BenefitForm::of(&kept.fact))
            .map_err(|_| Error::internal("answers that are no JSON"))?,
        reason: None,
        changed_by_id: Some(user),
        changed_at: now,
    };
    changes::add(conn, actor, &before)?;
    super::write(conn, actor, kept.id, &becomes, kept.version)?;
    Ok(Ok(AuditEntry::done_to(step.act(), "client", client)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::Code;
    use BenefitStatus as S;

    fn benefit(status: BenefitStatus) -> Benefit {
        let january = "2020-01-01".parse().unwrap();
        Benefit { status, calculated_by_id: Some(1), ..Benefit::calculated(1, january, "basis".to_owned(), 100) }
    }

    fn now() -> NaiveDateTime {
        "2020-01-08T12:00:00".parse().unwrap()
    }

    const STEPS: [Step; 6] =
        [Step::Approve, Step::Pay(NaiveDate::MIN), Step::Refund, Step::Unapprove, Step::Unpay, Step::Unrefund];

    #[test]
    fn two_people_are_needed() {
        assert_eq!(Step::Approve.of(&benefit(S::Calculated), 1, now()), Err(Refusal::Own));
        let approved = Step::Approve.of(&benefit(S::Calculated), 2, now()).unwrap();
        assert_eq!(
            (approved.status, approved.approved_by_id, approved.calculated_by_id),
            (S::Approved, Some(2), Some(1))
        );
        let imported = Benefit { calculated_by_id: None, ..benefit(S::Calculated) };
        assert!(Step::Approve.of(&imported, 1, now()).is_ok(), "nobody here calculated what was imported");
        // Taking an approval back and giving it again is no way around.
        let back = Step::Unapprove.of(&approved, 1, now()).unwrap();
        assert_eq!(Step::Approve.of(&back, 1, now()), Err(Refusal::Own));
    }

    #[test]
    fn every_step_begins_where_it_must_and_has_its_way_back() {
        for step in STEPS {
            for status in <S as Code>::ALL {
                let result = step.of(&benefit(*status), 2, now());
                assert_eq!(result.is_ok(), *status == step.from(), "{step:?} {status:?}");
            }
        }
        for (step, back) in
            [(Step::Approve, Step::Unapprove), (Step::Pay(NaiveDate::MIN), Step::Unpay), (Step::Refund, Step::Unrefund)]
        {
            let stood = benefit(step.from());
            let there = step.of(&stood, 2, now()).unwrap();
            assert_eq!(back.of(&there, 2, now()), Ok(stood), "{step:?}");
        }
    }
}
