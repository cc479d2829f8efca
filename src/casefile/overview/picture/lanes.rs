//! The lanes of the timeline: what each domain's rows are in the picture and in the table.

use super::{Line, Made, Maker, Rows, joined, nights};
use crate::activities::model::ActivityRow;
use crate::charts::{Dot, Event, Expiry, Lane, Span, SpanTone};
use crate::clients::tags::countdown;
use crate::db::RefKind;
use crate::kernel::codes::{Code, Country, JournalMode, PoliceEventKind, ResidenceStatus, ReturnDecision};
use crate::police::model::PoliceEventRow;
use crate::residence::model::StatusRow;
use crate::stays::model::StayRow;
use crate::web::show;
use chrono::NaiveDate;

impl Maker<'_> {
    /// A status lasts until the next one begins. The permit of the current one may run out without ending it.
    pub(super) fn residence(&self, rows: &Rows<'_>) -> Made {
        let mut statuses: Vec<&StatusRow> = rows.statuses.iter().collect();
        statuses.sort_by_key(|row| (row.began_on, row.id));
        let nexts = statuses.iter().skip(1).map(|next| Some(next.began_on)).chain([None]);
        let mut lane = Lane { label: self.t.residence().to_owned(), ..Lane::default() };
        let mut lines = Vec::new();
        for (row, next) in statuses.iter().zip(nexts) {
            let href = (self.address)(RefKind::Status, row.id);
            let expires = row.valid_to.filter(|_| next.is_none()).map(|on| Expiry {
                on,
                label: if on < self.today { self.t.ran_out(&self.short(on)) } else { self.t.runs_out(&self.short(on)) },
                sub: countdown(on, self.today, self.lang),
            });
            lane.spans.push(Span {
                from: row.began_on,
                to: next,
                label: row.status.label(self.lang).to_owned(),
                tone: SpanTone::Status,
                is_applied: is_applied(row.status),
                expires,
                href: Some(href.clone()),
            });
            let until = next.map(show::date);
            lines.push(Line {
                area: self.t.residence(),
                what: row.status.label(self.lang).to_owned(),
                from: row.began_on,
                to: until
                    .or_else(|| row.valid_to.map(|on| self.t.valid_to(&show::date(on))))
                    .unwrap_or_else(|| self.t.goes_on().to_owned()),
                note: joined([
                    row.decided_by.map(|by| by.label(self.lang).to_owned()),
                    row.legal_basis.clone(),
                    row.note.clone(),
                ]),
                href,
            });
        }
        (lane, lines)
    }

    pub(super) fn stays(&self, rows: &Rows<'_>) -> Made {
        let mut stays: Vec<&StayRow> = rows.stays.iter().collect();
        stays.sort_by_key(|row| (row.began_on, row.id));
        let mut lane = Lane { label: self.t.stays().to_owned(), ..Lane::default() };
        let mut lines = Vec::new();
        for row in stays {
            let href = (self.address)(RefKind::Stay, row.id);
            let place = rows.facilities.iter().find(|(id, _)| *id == row.facility_id).map_or("–", |(_, name)| name);
            let label = match nights(row.began_on, row.ended_on, self.today) {
                1 => self.t.one_night(place),
                n => self.t.nights(place, &n.to_string()),
            };
            lane.spans.push(Span {
                from: row.began_on,
                to: row.ended_on,
                label: label.clone(),
                tone: SpanTone::Housing,
                is_applied: false,
                expires: None,
                href: Some(href.clone()),
            });
            lines.push(Line {
                area: self.t.stays(),
                what: label,
                from: row.began_on,
                to: self.until(row.ended_on),
                note: joined([
                    row.arranged_by.map(|by| by.label(self.lang).to_owned()),
                    row.exit_reason.map(|reason| reason.label(self.lang).to_owned()),
                ]),
                href,
            });
        }
        (lane, lines)
    }

    pub(super) fn activities(&self, rows: &Rows<'_>) -> Made {
        let mut activities: Vec<&ActivityRow> = rows.activities.iter().collect();
        activities.sort_by_key(|row| (row.began_on, row.id));
        let mut lane = Lane { label: self.t.activities().to_owned(), ..Lane::default() };
        let mut lines = Vec::new();
        for row in activities {
            let href = (self.address)(RefKind::Activity, row.id);
            let kind = row.activity_type.label(self.lang).to_owned();
            let label = joined([Some(kind), row.provider.clone()]);
            lane.spans.push(Span {
                from: row.began_on,
                // Its last day belongs to it.
                to: row.ended_on.map(|last| last.succ_opt().unwrap_or(last)),
                label: label.clone(),
                tone: SpanTone::Activity,
                is_applied: false,
                expires: None,
                href: Some(href.clone()),
            });
            lines.push(Line {
                area: self.t.activities(),
                what: label,
                from: row.began_on,
                to: self.until(row.ended_on),
                note: String::new(),
                href,
            });
        }
        (lane, lines)
    }

    /// What happened are diamonds; an investigation lasts from its opening until the matter is dismissed, goes to court or is
    /// final.
    pub(super) fn police(&self, rows: &Rows<'_>) -> Made {
        let mut lane = Lane { label: self.t.police().to_owned(), ..Lane::default() };
        let mut lines = Vec::new();
        for matter in rows.matters {
            let mut events: Vec<&PoliceEventRow> =
                rows.events.iter().filter(|row| row.matter_id == matter.id).collect();
            events.sort_by_key(|row| (row.happened_on, row.id));
            let of_matter = (self.address)(RefKind::Matter, matter.id);
            let mut opened = None;
            for row in events {
                let href = (self.address)(RefKind::PoliceEvent, row.id);
                let label = row.event.label(self.lang).to_owned();
                match investigation(row.event) {
                    Some(true) if opened.is_none() => opened = Some(row.happened_on),
                    Some(false) => lane
                        .spans
                        .extend(opened.take().map(|from| self.investigated(&of_matter, from, Some(row.happened_on)))),
                    _ => {}
                }
                if row.event != PoliceEventKind::InvestigationOpened {
                    lane.events.push(Event {
                        on: row.happened_on,
                        label: label.clone(),
                        is_hollow: matches!(
                            row.event,
                            PoliceEventKind::Considered | PoliceEventKind::DecidedNotToReport
                        ),
                        href: Some(href.clone()),
                    });
                }
                lines.push(Line {
                    area: self.t.police(),
                    what: label,
                    from: row.happened_on,
                    to: String::new(),
                    note: joined([
                        Some(matter.offence.label(self.lang).to_owned()),
                        matter.district.map(|district| district.label(self.lang).to_owned()),
                        matter.case_number.clone(),
                        row.ground.map(|ground| ground.label(self.lang).to_owned()),
                        row.note.clone(),
                    ]),
                    href,
                });
            }
            lane.spans.extend(opened.map(|from| self.investigated(&of_matter, from, None)));
        }
        lane.events.sort_by_key(|event| event.on);
        lines.sort_by_key(|line| line.from);
        (lane, lines)
    }

    fn investigated(&self, href: &str, from: NaiveDate, to: Option<NaiveDate>) -> Span {
        Span {
            from,
            to,
            label: self.t.investigated().to_owned(),
            tone: SpanTone::Police,
            is_applied: false,
            expires: None,
            href: Some(href.to_owned()),
        }
    }

    pub(super) fn returns(&self, rows: &Rows<'_>) -> Made {
        let t = self.t;
        let mut happened: Vec<(NaiveDate, &'static str, bool, String, String)> = Vec::new();
        for row in rows.returns {
            let href = (self.address)(RefKind::Return, row.id);
            let country = row.country.as_deref().and_then(Country::from_code).map(|country| country.label(self.lang));
            let note = joined([Some(row.programme.label(self.lang).to_owned()), country.map(str::to_owned)]);
            let decision = match row.decision {
                Some(ReturnDecision::Refused) => t.return_refused(),
                Some(ReturnDecision::Granted) | None => t.return_granted(),
            };
            let all = [
                (row.applied_on, t.return_applied(), true),
                (row.decided_on, decision, row.decision == Some(ReturnDecision::Refused)),
                (row.withdrawn_on, t.return_withdrawn(), true),
                (row.returned_on, t.returned(), false),
            ];
            happened.extend(
                all.into_iter().filter_map(|(on, what, hollow)| Some((on?, what, hollow, note.clone(), href.clone()))),
            );
        }
        happened.sort_by_key(|(on, ..)| *on);
        let mut lane = Lane { label: t.returns().to_owned(), ..Lane::default() };
        let mut lines = Vec::new();
        for (on, what, is_hollow, note, href) in happened {
            lane.events.push(Event { on, label: what.to_owned(), is_hollow, href: Some(href.clone()) });
            lines.push(Line { area: t.returns(), what: what.to_owned(), from: on, to: String::new(), note, href });
        }
        (lane, lines)
    }

    pub(super) fn contacts(&self, rows: &Rows<'_>) -> Lane {
        let mut contacts = rows.contacts.to_vec();
        contacts.sort_by_key(|contact| contact.on);
        let dots = contacts.into_iter().map(|contact| {
            let how = contact.mode.map_or(self.t.restricted(), |mode| mode.label(self.lang));
            Dot {
                on: contact.on,
                is_hollow: contact.mode != Some(JournalMode::InPerson),
                label: format!("{how} {}", self.short(contact.on)),
                href: contact.entry.map(|entry| (self.address)(RefKind::Entry, entry)),
            }
        });
        Lane { label: self.t.conversations().to_owned(), dots: dots.collect(), ..Lane::default() }
    }
}

/// True for a status that waits for a decision.
const fn is_applied(status: ResidenceStatus) -> bool {
    matches!(
        status,
        ResidenceStatus::AsylumPending
            | ResidenceStatus::AsylumDublin
            | ResidenceStatus::ReflectionApplied
            | ResidenceStatus::LimitedApplied
    )
}

/// True where an investigation begins, false where it ends.
const fn investigation(event: PoliceEventKind) -> Option<bool> {
    use PoliceEventKind as E;
    match event {
        E::InvestigationOpened | E::Reopened => Some(true),
        E::Dismissed | E::Indicted | E::IndictedOtherProvision | E::Convicted | E::Acquitted | E::Final => Some(false),
        E::Considered | E::DecidedNotToReport | E::Reported | E::DismissalAppealed | E::Testified => None,
    }
}
