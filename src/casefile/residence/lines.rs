//! The lines of the page of residence: what stands in the records, in words and tags. Pure.

use super::appeals::AppealForm;
use super::background::{Background, named};
use super::decisions::DecisionForm;
use super::statuses::{StatusFact, StatusForm};
use super::texts::ResidenceTexts;
use crate::casefile::head::Part;
use crate::casefile::record::Record;
use crate::clients::tags::{countdown, status_tag};
use crate::db::{Kept, Keyring};
use crate::kernel::codes::{AppealOutcome, Code, DecisionKind, DecisionOutcome, ResidenceStatus};
use crate::kernel::text::Lang;
use crate::residence::model::{Appeal, Decision, Status};
use crate::residence::transitions::{Consequence, consequence, is_asylum_track, is_reflection_track, next_steps};
use crate::web::show::{self, Tag};
use crate::web::urls;
use chrono::NaiveDate;

/// A status in the dated line.
pub(super) struct StatusLine {
    /// Its first day, for machines.
    pub iso: String,
    /// Its first day.
    pub from: String,
    /// Until when it lasted, or nothing.
    pub until: String,
    /// The status.
    pub label: &'static str,
    /// That it is in force and how long yet; none for those before it.
    pub now: Option<Tag>,
    /// To which day the permit is valid, or nothing.
    pub valid_to: String,
    /// That it ran out before the next began, or nothing.
    pub lapse: String,
    /// True when that is so today, false when another status has begun since.
    pub is_over: bool,
    /// The legal basis, or nothing.
    pub basis: String,
    /// Who decided, or nothing.
    pub by: &'static str,
    /// The children who follow it, or nothing.
    pub children: String,
    /// The note, or nothing.
    pub note: String,
    /// Where it is changed.
    pub href: String,
}

/// An application or decision.
pub(super) struct DecisionLine {
    pub title: &'static str,
    pub tag: Tag,
    pub details: String,
    pub note: String,
    pub href: String,
    /// What tells it from the others for those who hear the page.
    pub name: String,
    pub appeals: Vec<AppealLine>,
    /// Where an appeal is added; nothing where none is to be expected.
    pub appeal_href: String,
    /// The status that follows, when it is not entered yet.
    pub follows: Option<Step>,
}

/// An appeal, under its decision.
pub(super) struct AppealLine {
    pub title: &'static str,
    pub tag: Tag,
    pub details: String,
    pub note: String,
    pub href: String,
}

/// A step that is one press away.
pub(super) struct Step {
    pub label: String,
    pub href: String,
}

/// The children who follow the permit in force.
pub(super) struct Children {
    pub lead: String,
    pub names: Vec<String>,
}

/// What a new status means for where she lives and what she lives on.
pub(super) struct Housing {
    pub lead: String,
    pub text: &'static str,
    pub stays_href: String,
    pub economy_href: String,
}

/// How many days a status counts as new.
const NEW_DAYS: i64 = 30;

/// What it takes to show a file's rows.
pub(super) struct Shower<'a> {
    pub t: ResidenceTexts,
    pub lang: Lang,
    pub today: NaiveDate,
    pub keyring: &'a Keyring,
    pub client_ref: &'a str,
}

impl Shower<'_> {
    fn href<R: Record>(&self, id: i64) -> String {
        urls::client_part(self.client_ref, &format!("{}/{}", R::PLACE, self.keyring.cover(R::REF, id)))
    }

    /// Where one is added; `begun` is what begins its form.
    pub(super) fn new_href<R: Record>(&self, begun: &str) -> String {
        let page = urls::client_part(self.client_ref, &format!("{}/new", R::PLACE));
        if begun.is_empty() { page } else { format!("{page}?{begun}") }
    }

    /// The statuses; `kept` has the newest first.
    pub(super) fn statuses(&self, kept: &[Kept<StatusFact>]) -> Vec<StatusLine> {
        let later = std::iter::once(None).chain(kept.iter().map(|kept| Some(&kept.fact.status)));
        kept.iter().zip(later).map(|(kept, later)| self.status(kept, later)).collect()
    }

    fn status(&self, kept: &Kept<StatusFact>, later: Option<&Status>) -> StatusLine {
        let (t, status) = (self.t, &kept.fact.status);
        let label = status.status.label(self.lang);
        let lapse = match (status.valid_to, later) {
            (Some(last), None) if last < self.today => t.ran_out(&show::date(last)),
            (Some(last), Some(next)) if last.succ_opt().is_some_and(|day| day < next.began_on) => {
                t.gap(&show::date(last), &show::date(next.began_on))
            }
            _ => String::new(),
        };
        let now = later.is_none().then(|| {
            let color = status_tag(status.status, status.valid_to, self.today, self.lang);
            let tag = Tag { text: t.now().to_owned(), strong: String::new(), ..color };
            match status.valid_to {
                Some(last) => tag.strong(countdown(last, self.today, self.lang)),
                None => tag,
            }
        });
        StatusLine {
            iso: status.began_on.to_string(),
            from: show::date(status.began_on),
            until: later.map_or_else(String::new, |next| t.until(&show::date(next.began_on))),
            label,
            now,
            valid_to: show::maybe_date(status.valid_to),
            is_over: later.is_none() && !lapse.is_empty(),
            lapse,
            basis: status.legal_basis.clone().unwrap_or_default(),
            by: status.decided_by.map_or("", |by| by.label(self.lang)),
            children: if kept.fact.children.is_empty() { String::new() } else { t.follow_it(&self.names(&kept.fact)) },
            note: status.note.clone().unwrap_or_default(),
            href: self.href::<StatusForm>(kept.id),
        }
    }

    fn names(&self, fact: &StatusFact) -> String {
        fact.children.iter().map(|label| self.t.child(label)).collect::<Vec<_>>().join(", ")
    }

    /// Applications and decisions, the newest first, each with its appeals.
    pub(super) fn decisions(&self, background: &Background, current: Option<&StatusFact>) -> Vec<DecisionLine> {
        let mut kept: Vec<(&Kept<Decision>, &String)> =
            background.decisions.iter().zip(&background.decision_refs).collect();
        kept.sort_by_key(|(kept, _)| std::cmp::Reverse((kept.fact.decided_on.or(kept.fact.applied_on), kept.id)));
        kept.into_iter().map(|(kept, reference)| self.decision(kept, reference, background, current)).collect()
    }

    fn decision(
        &self,
        kept: &Kept<Decision>,
        reference: &str,
        background: &Background,
        current: Option<&StatusFact>,
    ) -> DecisionLine {
        let (t, fact) = (self.t, &kept.fact);
        let by = fact.body.map(|by| by.label(self.lang).to_owned());
        let decided = fact.decided_on.map(|on| match fact.outcome {
            Some(DecisionOutcome::Withdrawn) => t.withdrawn(&show::date(on)),
            _ => t.decided(&show::date(on)),
        });
        let notified = fact.notified_on.map(|on| match fact.notified_minute {
            Some(minute) => t.notified_at(&show::date(on), &show::minute(minute)),
            None => t.notified(&show::date(on)),
        });
        let details = [
            fact.applied_on.map(|on| t.applied(&show::date(on))),
            decided,
            by,
            fact.legal_basis.clone(),
            notified,
            fact.departure_by.map(|on| t.departure(&show::date(on))),
        ];
        let mut appeals: Vec<&Kept<Appeal>> =
            background.appeals.iter().filter(|appeal| appeal.fact.decision_id == kept.id).collect();
        appeals.sort_by_key(|appeal| (appeal.fact.sent_on, appeal.id));
        let can_be_appealed = matches!(
            fact.outcome,
            Some(DecisionOutcome::Refused | DecisionOutcome::Dismissed | DecisionOutcome::Decided)
        );
        let follows = consequence(fact, background.appeals_about(kept.id))
            .filter(|found| is_news(*found, current.map(|fact| &fact.status)));
        DecisionLine {
            title: fact.kind.label(self.lang),
            tag: self.outcome_tag(fact.outcome),
            details: details.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            note: fact.note.clone().unwrap_or_default(),
            href: self.href::<DecisionForm>(kept.id),
            name: named(fact, self.lang),
            appeals: appeals.into_iter().map(|appeal| self.appeal(appeal)).collect(),
            appeal_href: if can_be_appealed {
                self.new_href::<AppealForm>(&format!("decision={reference}"))
            } else {
                String::new()
            },
            follows: follows.map(|found| Step {
                label: t.register_status(found.status.label(self.lang), &show::date(found.on)),
                href: self.new_href::<StatusForm>(&format!("decision={reference}")),
            }),
        }
    }

    fn outcome_tag(&self, outcome: Option<DecisionOutcome>) -> Tag {
        let Some(outcome) = outcome else { return Tag::new("info", "clock", self.t.waiting()).outline() };
        match outcome {
            DecisionOutcome::Granted => Tag::new("success", "check", outcome.label(self.lang)),
            DecisionOutcome::Refused | DecisionOutcome::Dismissed | DecisionOutcome::Decided => {
                Tag::new("danger", "", outcome.label(self.lang))
            }
            DecisionOutcome::Withdrawn => Tag::new("neutral", "", outcome.label(self.lang)),
        }
    }

    fn appeal(&self, kept: &Kept<Appeal>) -> AppealLine {
        let (t, fact) = (self.t, &kept.fact);
        let tag = match fact.outcome {
            None => Tag::new("info", "clock", t.appeal_waiting()).outline(),
            Some(outcome) => {
                let color = match outcome {
                    AppealOutcome::Reversed | AppealOutcome::PartlyReversed => "success",
                    AppealOutcome::Upheld | AppealOutcome::Dismissed => "danger",
                    AppealOutcome::SentBack => "info",
                    AppealOutcome::Withdrawn => "neutral",
                };
                Tag::new(color, "", outcome.label(self.lang))
            }
        };
        let decided = fact.decided_on.map(|on| match fact.outcome {
            Some(AppealOutcome::Withdrawn) => t.withdrawn(&show::date(on)),
            _ => t.decided(&show::date(on)),
        });
        let by = fact.body.map(|by| by.label(self.lang).to_owned());
        AppealLine {
            title: fact.kind.label(self.lang),
            tag,
            details: [Some(t.sent(&show::date(fact.sent_on))), decided, by]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
            note: fact.note.clone().unwrap_or_default(),
            href: self.href::<AppealForm>(kept.id),
        }
    }

    /// The likely next steps; a renewal is applied for beside the permit that stands.
    pub(super) fn steps(&self, current: Option<&StatusFact>) -> Vec<Step> {
        let (t, status) = (self.t, current.map(|fact| fact.status.status));
        let mut steps = Vec::new();
        if status == Some(ResidenceStatus::LimitedGranted) {
            let kind = DecisionKind::LimitedRenewal.code();
            let href = self.new_href::<DecisionForm>(&format!("kind={kind}"));
            steps.push(Step { label: t.apply_renewal().to_owned(), href });
        }
        steps.extend(next_steps(status).iter().map(|next| {
            let is_renewal = Some(*next) == status;
            let label = if is_renewal { t.renewed() } else { next.label(self.lang) };
            Step { label: label.to_owned(), href: self.new_href::<StatusForm>(&format!("status={}", next.code())) }
        }));
        steps
    }

    /// The children who follow the permit in force.
    pub(super) fn children(&self, current: Option<&StatusFact>) -> Option<Children> {
        let fact = current.filter(|fact| !fact.children.is_empty())?;
        Some(Children {
            lead: self.t.followers_of(fact.status.status.label(self.lang)),
            names: fact.children.iter().map(|label| self.t.child(label)).collect(),
        })
    }

    /// A change of status touches where she lives and what she lives on (KOM's report for 2018, 6.2).
    pub(super) fn housing(&self, current: Option<&StatusFact>) -> Option<Housing> {
        use ResidenceStatus as S;
        let t = self.t;
        let status = &current.filter(|fact| (self.today - fact.status.began_on).num_days() <= NEW_DAYS)?.status;
        let text = match status.status {
            code if is_asylum_track(code) => t.housing_asylum(),
            code if is_reflection_track(code) => t.housing_reflection(),
            S::NoPermit | S::Expelled => t.housing_refused(),
            S::Protection | S::WitnessPermit | S::Humanitarian | S::PermitOther | S::FamilyImmigration => {
                t.housing_permit()
            }
            S::LeftNorway => t.housing_left(),
            _ => return None,
        };
        Some(Housing {
            lead: t.housing_lead(status.status.label(self.lang), &show::date(status.began_on)),
            text,
            stays_href: urls::client_part(self.client_ref, Part::Stays.place()),
            economy_href: urls::client_part(self.client_ref, Part::Economy.place()),
        })
    }
}

/// True when a status that follows is not entered yet: nothing newer stands, and it is another or a renewal.
fn is_news(found: Consequence, current: Option<&Status>) -> bool {
    current.is_none_or(|status| {
        status.began_on < found.on && (status.status != found.status || found.status == ResidenceStatus::LimitedGranted)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(code: ResidenceStatus, from: &str) -> Status {
        Status {
            client_id: 1,
            began_on: from.parse().unwrap(),
            status: code,
            valid_to: None,
            legal_basis: None,
            decided_by: None,
            note: None,
        }
    }

    #[test]
    fn a_status_that_follows_is_offered_until_it_stands() {
        use ResidenceStatus as S;
        let found = |status| Consequence { status, on: "2019-05-01".parse().unwrap(), by: None };
        assert!(is_news(found(S::Protection), None));
        assert!(is_news(found(S::Protection), Some(&status(S::AsylumPending, "2019-01-01"))));
        assert!(!is_news(found(S::Protection), Some(&status(S::Protection, "2019-05-01"))));
        assert!(!is_news(found(S::Protection), Some(&status(S::Protection, "2019-04-01"))));
        assert!(
            !is_news(found(S::AsylumPending), Some(&status(S::Protection, "2019-06-01"))),
            "something newer stands"
        );
        assert!(is_news(found(S::LimitedGranted), Some(&status(S::LimitedGranted, "2018-05-01"))), "renewed");
    }
}
