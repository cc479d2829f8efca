//! What is unlikely about a matter's events, in words.

use super::texts::PoliceTexts;
use crate::kernel::codes::Code;
use crate::kernel::text::Lang;
use crate::police::order::Unlikely;
use crate::web::show::date;

/// Each in a sentence.
pub(super) fn told_doubts(found: &[Unlikely], lang: Lang) -> Vec<String> {
    let t = PoliceTexts(lang);
    let told = |one: &Unlikely| match *one {
        Unlikely::InvestigationUnreported(on) => t.unreported(&date(on)),
        Unlikely::InvestigationBeforeReport(on, report) => t.before_report(&date(on), &date(report)),
        Unlikely::AppealWithoutDismissal(on) => t.appeal_of_nothing(&date(on)),
        Unlikely::AppealLate(since, on) => t.appeal_late(&date(since), &date(on)),
        Unlikely::ReopenedWithoutDismissal(on) => t.reopened_nothing(&date(on)),
        Unlikely::AfterFinal(last, kind, on) => t.after_final(kind.label(lang), &date(on), &date(last)),
        Unlikely::Twice(on, kind) => t.twice(kind.label(lang), &date(on)),
    };
    found.iter().map(told).collect()
}
