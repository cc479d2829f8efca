//! What the law and the house say of each kind of deadline that no administrator changes.

use crate::kernel::calendar::{working_day_from, working_day_until};
use crate::kernel::codes::{Code, DeadlineKind};
use chrono::NaiveDate;

impl DeadlineKind {
    /// True for what no law sets a day for: a reminder of ours. It is never lost by being late.
    #[must_use]
    pub const fn is_reminder(self) -> bool {
        use DeadlineKind as K;
        matches!(
            self,
            K::LegalAidUsed | K::ConsentReview | K::ApplicationWaiting | K::SilentJournal | K::StayUnconfirmed
        )
    }

    /// True for what can only be written by hand: no record of ours says it.
    #[must_use]
    pub const fn is_by_hand(self) -> bool {
        matches!(self, Self::Card | Self::Own)
    }

    /// True for a right that is lost when its day has passed. It stands in the file, but presses nobody for ever.
    #[must_use]
    pub const fn lapses(self) -> bool {
        use DeadlineKind as K;
        matches!(
            self,
            K::Appeal
                | K::StayRequest
                | K::DublinTransfer
                | K::Departure
                | K::DismissalAppeal
                | K::DismissalReversal
                | K::FamilyAfterProtection
        )
    }

    /// True when the record itself may say the day; then the amount of the rule is for records that do not.
    #[must_use]
    pub const fn has_own_date(self) -> bool {
        use DeadlineKind as K;
        matches!(
            self,
            K::ReflectionEnds
                | K::LimitedEnds
                | K::PermitEnds
                | K::VisitEnds
                | K::Departure
                | K::ConsentExpires
                | K::Card
                | K::Own
        )
    }

    /// True when the amount of the rule is counted back from the record's day.
    #[must_use]
    pub const fn counts_back(self) -> bool {
        matches!(self, Self::LimitedRenewal)
    }

    /// True for what is counted in hours, day and night, working day or not.
    #[must_use]
    pub const fn is_in_hours(self) -> bool {
        matches!(self, Self::StayRequest)
    }

    /// The working day on which to act on a deadline of this day. A deadline for an appeal that falls on a Saturday or a holiday
    /// moves to the next working day by law (forvaltningsloven § 30, domstolloven § 149, cf. straffeprosessloven § 14). No law
    /// moves the last day of a permit or of a stay: whoever waits until Monday is late, so there it is the working day before.
    #[must_use]
    pub fn act_on(self, legal: NaiveDate) -> NaiveDate {
        use DeadlineKind as K;
        match self {
            K::StayRequest => legal,
            K::Appeal | K::DismissalAppeal | K::DismissalReversal => working_day_from(legal),
            _ if self.is_reminder() => working_day_from(legal),
            _ => working_day_until(legal),
        }
    }

    /// All kinds of which this is true.
    #[must_use]
    pub fn such(is: impl Fn(Self) -> bool) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|kind| is(*kind)).collect()
    }
}
