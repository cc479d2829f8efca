//! References in addresses: an id is covered by the keyring, so that an address tells neither how many records there are
//! nor which comes next, and nobody can make one up. Nothing is stored for it.

use super::keyring::Keyring;
use super::seal;
use crate::kernel::error::{Error, Result};

/// What a reference refers to. A reference of one kind is none of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefKind {
    /// A client.
    Client,
    /// A journal entry.
    Entry,
    /// A consent.
    Consent,
    /// Somebody around a client.
    Contact,
    /// A way to reach a client.
    ContactPoint,
    /// A number by which she is known.
    Identifier,
    /// An alert.
    Alert,
    /// A child's period.
    Child,
    /// An attached file.
    Attachment,
    /// A draft.
    Draft,
    /// An emergency opening.
    BreakGlass,
    /// A user, where a form chooses one.
    User,
    /// A facility, where a form chooses one.
    Facility,
    /// A residence status.
    Status,
    /// An application or decision on residence.
    Decision,
    /// An appeal.
    Appeal,
    /// A stay.
    Stay,
    /// An absence from a stay.
    Absence,
    /// An activity.
    Activity,
    /// A police matter.
    Matter,
    /// An event of a police matter.
    PoliceEvent,
    /// A return.
    Return,
    /// Hours with a lawyer.
    LegalAid,
    /// A benefit.
    Benefit,
    /// A rate of benefits.
    BenefitRate,
    /// A deadline.
    Deadline,
    /// A rule of deadlines.
    DeadlineRule,
    /// A task.
    Task,
    /// An appointment.
    Appointment,
    /// An outreach event.
    Outreach,
    /// A figure that was typed.
    YearlyFigure,
    /// Somebody who came to a centre unknown to ROSA.
    Arrival,
    /// An enquiry.
    Enquiry,
    /// A possible victim in an enquiry.
    Subject,
    /// A file kept with a frozen report.
    FrozenFile,
    /// A client whom ROSA announced to a centre.
    Announcement,
    /// A notice of an oral withdrawal.
    WithdrawalNotice,
    /// A card for the night.
    NightCard,
}

impl Keyring {
    /// The reference of a record: 32 hex digits that look random.
    #[must_use]
    pub fn cover(&self, kind: RefKind, id: i64) -> String {
        seal::cover(&self.refs, kind_tag(kind), id)
    }

    /// The id behind a reference.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whatever is no reference of this kind.
    pub fn uncover(&self, kind: RefKind, text: &str) -> Result<i64> {
        seal::uncover(&self.refs, kind_tag(kind), text).ok_or(Error::NotFound)
    }
}

const fn kind_tag(kind: RefKind) -> u8 {
    match kind {
        RefKind::Client => 1,
        RefKind::Entry => 2,
        RefKind::Consent => 3,
        RefKind::Contact => 4,
        RefKind::ContactPoint => 5,
        RefKind::Identifier => 6,
        RefKind::Alert => 7,
        RefKind::Child => 8,
        RefKind::Attachment => 9,
        RefKind::Draft => 10,
        RefKind::BreakGlass => 11,
        RefKind::User => 12,
        RefKind::Facility => 13,
        RefKind::Status => 14,
        RefKind::Decision => 15,
        RefKind::Appeal => 16,
        RefKind::Stay => 17,
        RefKind::Absence => 18,
        RefKind::Activity => 19,
        RefKind::Matter => 20,
        RefKind::PoliceEvent => 21,
        RefKind::Return => 22,
        RefKind::LegalAid => 23,
        RefKind::Benefit => 24,
        RefKind::BenefitRate => 25,
        RefKind::Deadline => 26,
        RefKind::DeadlineRule => 27,
        RefKind::Task => 28,
        RefKind::Appointment => 29,
        RefKind::Outreach => 30,
        RefKind::YearlyFigure => 31,
        RefKind::Arrival => 32,
        RefKind::Enquiry => 33,
        RefKind::Subject => 34,
        RefKind::FrozenFile => 50,
        RefKind::Announcement => 40,
        RefKind::WithdrawalNotice => 41,
        RefKind::NightCard => 42,
    }
}
