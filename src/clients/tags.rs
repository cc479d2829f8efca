//! What a residence status looks like as a tag, in lists and on a client's page.

use crate::kernel::codes::{Code, ResidenceStatus};
use crate::kernel::text::Lang;
use crate::web::show::Tag;
use crate::web::texts::texts;
use chrono::NaiveDate;

texts! {
    /// What tags say.
    TagTexts {
        days_left(n: &str) = "{n} dager igjen", "{n} days left", one "1 dag igjen", "1 day left";
        last_day = "siste dag i dag", "last day today";
        expired(n: &str) = "gikk ut for {n} dager siden", "expired {n} days ago", one "gikk ut i går", "expired yesterday";
        short_reflection = "Refleksjon", "Reflection";
        short_limited = "Begrenset tillatelse", "Limited permit";
    }
}

/// From how many days a deadline presses.
pub const NEAR_DAYS: i64 = 30;

/// The tag of a status that is valid to a day.
#[must_use]
pub fn status_tag(status: ResidenceStatus, valid_to: Option<NaiveDate>, today: NaiveDate, lang: Lang) -> Tag {
    use ResidenceStatus as S;
    let t = TagTexts(lang);
    let left = valid_to.map(|last| (last - today).num_days());
    let text = match status {
        S::ReflectionGranted if left.is_some() => t.short_reflection(),
        S::LimitedGranted if left.is_some() => t.short_limited(),
        other => other.label(lang),
    };
    let tag = match status {
        S::AsylumPending | S::AsylumDublin | S::ReflectionApplied | S::LimitedApplied => {
            Tag::new("info", "", text).outline()
        }
        S::ReflectionGranted | S::LimitedGranted | S::TouristVisa => Tag::new("info", "", text),
        S::Protection | S::WitnessPermit | S::Humanitarian | S::PermitOther | S::FamilyImmigration => {
            Tag::new("success", "", text)
        }
        S::NoPermit | S::EeaRight | S::NorwegianCitizen | S::Expelled | S::LeftNorway | S::Unknown => {
            Tag::new("neutral", "", text)
        }
    };
    match left {
        None => tag,
        Some(left) => Tag {
            color: if left < 0 {
                "danger"
            } else if left <= NEAR_DAYS {
                "warning"
            } else {
                tag.color
            },
            icon: if left <= NEAR_DAYS { "clock" } else { tag.icon },
            ..tag
        }
        .strong(countdown(left, lang)),
    }
}

/// How many days there are to a day, in words.
#[must_use]
pub fn countdown(left: i64, lang: Lang) -> String {
    let t = TagTexts(lang);
    match left {
        0 => t.last_day().to_owned(),
        left if left < 0 => t.expired(&(-left).to_string()),
        left => t.days_left(&left.to_string()),
    }
}
