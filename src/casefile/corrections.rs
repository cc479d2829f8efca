//! What stood before in everything that is kept of a client, for the page of her log. One line here for each kind of record.

use super::around::alerts::AlertForm;
use super::around::children::ChildForm;
use super::around::contacts::{ContactForm, PointForm};
use super::around::numbers::NumberForm;
use super::record::Change;
use super::record::history::of_client;
use super::{activities, economy, identity, police, residence, returns, stays, tasks};
use crate::audit;
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::codes::FactKind;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::state::State;

/// All changes of a client's records, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn of(conn: &mut Conn, state: &State, lang: Lang, actor: &Actor, client: i64) -> Result<Vec<Change>> {
    let mut all = Vec::new();
    for kind in audit::changes::kinds_of_client(conn, actor, client)? {
        let of_kind = match kind {
            FactKind::Identity => identity::changes(conn, state, lang, actor, client)?,
            FactKind::Contact => of_client::<ContactForm>(conn, state, lang, actor, client)?,
            FactKind::ContactPoint => of_client::<PointForm>(conn, state, lang, actor, client)?,
            FactKind::Identifier => of_client::<NumberForm>(conn, state, lang, actor, client)?,
            FactKind::Alert => of_client::<AlertForm>(conn, state, lang, actor, client)?,
            FactKind::Child => of_client::<ChildForm>(conn, state, lang, actor, client)?,
            FactKind::Status => of_client::<residence::statuses::StatusForm>(conn, state, lang, actor, client)?,
            FactKind::Decision => of_client::<residence::decisions::DecisionForm>(conn, state, lang, actor, client)?,
            FactKind::Appeal => of_client::<residence::appeals::AppealForm>(conn, state, lang, actor, client)?,
            FactKind::Stay => of_client::<crate::stays::answers::StayAnswers>(conn, state, lang, actor, client)?,
            FactKind::Absence => of_client::<stays::absence::AbsenceForm>(conn, state, lang, actor, client)?,
            FactKind::Announcement => of_client::<stays::announce::AnnouncementForm>(conn, state, lang, actor, client)?,
            FactKind::Activity => of_client::<activities::form::ActivityForm>(conn, state, lang, actor, client)?,
            FactKind::Matter => of_client::<police::matter::MatterForm>(conn, state, lang, actor, client)?,
            FactKind::PoliceEvent => of_client::<police::event::EventForm>(conn, state, lang, actor, client)?,
            FactKind::Return => of_client::<returns::form::ReturnForm>(conn, state, lang, actor, client)?,
            FactKind::LegalAid => of_client::<economy::aid::AidForm>(conn, state, lang, actor, client)?,
            FactKind::Benefit => of_client::<crate::support::benefits::BenefitForm>(conn, state, lang, actor, client)?,
            FactKind::Deadline => of_client::<crate::deadlines::answers::Answers>(conn, state, lang, actor, client)?,
            FactKind::Task => of_client::<tasks::form::TaskForm>(conn, state, lang, actor, client)?,
            FactKind::Appointment => {
                of_client::<tasks::appointment_form::AppointmentForm>(conn, state, lang, actor, client)?
            }
            FactKind::NightCard => of_client::<super::around::cards::CardForm>(conn, state, lang, actor, client)?,
            // These are about no client; what stood before in an enquiry stands on its own page.
            FactKind::Enquiry
            | FactKind::Outreach
            | FactKind::YearlyFigure
            | FactKind::BenefitRate
            | FactKind::DeadlineRule
            | FactKind::Export => Vec::new(),
        };
        all.extend(of_kind);
    }
    all.sort_by_key(|change| std::cmp::Reverse(change.at));
    Ok(all)
}
