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
        long_expired(date: &str) = "gikk ut {date}", "expired {date}";
        no_permit = "Uten opphold", "No permit";
        tourist_visa = "Turistvisum", "Tourist visa";
        reflection_applied = "Søkt refleksjon", "Reflection applied for";
        reflection = "Refleksjon", "Reflection";
        limited_applied = "Søkt begrenset", "Limited permit applied for";
        limited = "Begrenset tillatelse", "Limited permit";
        eea = "EØS-borger", "EEA citizen";
        protection = "Beskyttelse", "Protection";
        humanitarian = "Humanitært grunnlag", "Humanitarian grounds";
    }
}

/// From how many days a deadline presses.
pub const NEAR_DAYS: i64 = 30;

/// Beyond so many days an end that has passed is told by its date.
const LONG_AGO_DAYS: i64 = 60;

/// A status in the fewest words, for tags.
#[must_use]
pub fn short(status: ResidenceStatus, lang: Lang) -> &'static str {
    use ResidenceStatus as S;
    let t = TagTexts(lang);
    match status {
        S::NoPermit => t.no_permit(),
        S::TouristVisa => t.tourist_visa(),
        S::ReflectionApplied => t.reflection_applied(),
        S::ReflectionGranted => t.reflection(),
        S::LimitedApplied => t.limited_applied(),
        S::LimitedGranted => t.limited(),
        S::EeaRight => t.eea(),
        S::Protection => t.protection(),
        S::Humanitarian => t.humanitarian(),
        other => other.label(lang),
    }
}

/// The tag of a status that is valid to a day.
#[must_use]
pub fn status_tag(status: ResidenceStatus, valid_to: Option<NaiveDate>, today: NaiveDate, lang: Lang) -> Tag {
    use ResidenceStatus as S;
    let text = short(status, lang);
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
    let Some(last) = valid_to else { return tag };
    let left = (last - today).num_days();
    let color = match left {
        left if left < 0 => "danger",
        left if left <= NEAR_DAYS => "warning",
        _ => tag.color,
    };
    Tag { color, icon: if left <= NEAR_DAYS { "clock" } else { tag.icon }, ..tag }.strong(countdown(last, today, lang))
}

/// How many days there are to a day, in words; of what ended long ago the day itself.
#[must_use]
pub fn countdown(last: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let t = TagTexts(lang);
    match (last - today).num_days() {
        0 => t.last_day().to_owned(),
        left if left < -LONG_AGO_DAYS => t.long_expired(&crate::web::show::date(last)),
        left if left < 0 => t.expired(&(-left).to_string()),
        left => t.days_left(&left.to_string()),
    }
}
