//! What the forms of residence choose from and are judged with: her children, her applications and decisions, their appeals.

use crate::casefile::record::Choices;
use crate::clients::around;
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::deadlines;
use crate::kernel::actor::Actor;
use crate::kernel::codes::Code;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::residence::model::{Appeal, Decision};
use crate::residence::store;
use crate::web::show;

use super::texts::ResidenceTexts;

/// What stands around a status, a decision or an appeal.
#[derive(Debug, Clone, Default)]
pub struct Background {
    /// The labels of her children, each once.
    pub children: Vec<String>,
    /// Her applications and decisions.
    pub decisions: Vec<Kept<Decision>>,
    /// Their references, in the same order.
    pub decision_refs: Vec<String>,
    /// Appeals.
    pub appeals: Vec<Kept<Appeal>>,
}

impl Choices for Background {
    fn load(conn: &mut Conn, keyring: &Keyring, actor: &Actor, client: i64) -> Result<Self> {
        let mut children: Vec<String> = Vec::new();
        for period in around::child_periods(conn, actor, client)? {
            if !children.contains(&period.fact.child_label) {
                children.push(period.fact.child_label);
            }
        }
        let decisions = store::decisions(conn, actor, client)?;
        Ok(Self {
            children,
            decision_refs: decisions.iter().map(|kept| keyring.cover(RefKind::Decision, kept.id)).collect(),
            decisions,
            appeals: store::appeals(conn, actor, client)?,
        })
    }
}

impl Background {
    /// The decision of a reference.
    pub fn decision(&self, reference: &str) -> Option<&Kept<Decision>> {
        let mut known = self.decision_refs.iter().zip(&self.decisions);
        known.find(|(known, _)| *known == reference).map(|(_, decision)| decision)
    }

    /// The reference of a decision; blank when it is not there any more.
    pub fn reference(&self, decision: i64) -> String {
        let mut known = self.decision_refs.iter().zip(&self.decisions);
        known.find(|(_, kept)| kept.id == decision).map_or_else(String::new, |(reference, _)| reference.clone())
    }

    /// The appeals about a decision.
    pub fn appeals_about(&self, decision: i64) -> impl Iterator<Item = &Appeal> {
        self.appeals.iter().map(|kept| &kept.fact).filter(move |appeal| appeal.decision_id == decision)
    }
}

/// A decision in a line: what it is about, how it ended, when.
pub fn named(decision: &Decision, lang: Lang) -> String {
    let t = ResidenceTexts(lang);
    let kind = decision.kind.label(lang);
    match (decision.outcome, decision.decided_on, decision.applied_on) {
        (Some(outcome), Some(on), _) => format!("{kind}, {} {}", outcome.label(lang).to_lowercase(), show::date(on)),
        (_, _, Some(on)) => format!("{kind}, {}", t.applied(&show::date(on)).to_lowercase()),
        _ => kind.to_owned(),
    }
}

/// What follows from any change of residence, in the same transaction: what lists show, and deadlines.
pub fn settle(conn: &mut Conn, actor: &Actor, client: i64) -> Result<()> {
    store::note_latest(conn, actor, &[client])?;
    deadlines::settle(conn, actor, Some(client))
}
