//! The timeline of a client: from the rows of the domains to what the picture shows and what the table beside it says. Pure; it
//! draws nothing and reads nothing.

use super::overview_texts::PictureTexts;
use crate::activities::model::ActivityRow;
use crate::charts::{Dot, Event, Expiry, Lane, Span, SpanTone, Timeline};
use crate::clients::tags::countdown;
use crate::db::RefKind;
use crate::kernel::codes::{Code, Country, JournalMode, PoliceEventKind, ResidenceStatus, ReturnDecision};
use crate::kernel::text::Lang;
use crate::police::model::{MatterRow, PoliceEventRow};
use crate::residence::model::StatusRow;
use crate::returns::model::ReturnRow;
use crate::stays::model::StayRow;
use crate::web::show;
use chrono::{Datelike, NaiveDate};

/// How many items of a lane are said in the words of the picture; the table has all.
const SAID: usize = 6;

/// A contact with the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    /// Its entry; none where the reader may only know that there is one.
    pub entry: Option<i64>,
    /// The day.
    pub on: NaiveDate,
    /// How it was; none where the reader may only know that there is an entry.
    pub mode: Option<JournalMode>,
}

/// What the domains know of a client, in any order.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// Her residence statuses.
    pub statuses: &'a [StatusRow],
    /// Her stays.
    pub stays: &'a [StayRow],
    /// The names of facilities, by id.
    pub facilities: &'a [(i64, String)],
    /// What she takes part in.
    pub activities: &'a [ActivityRow],
    /// Her police matters.
    pub matters: &'a [MatterRow],
    /// Their events.
    pub events: &'a [PoliceEventRow],
    /// Her returns.
    pub returns: &'a [ReturnRow],
    /// Every entry of her journal.
    pub contacts: &'a [Contact],
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The lane.
    pub area: &'static str,
    /// What it is.
    pub what: String,
    /// Its first day, or the day.
    pub from: NaiveDate,
    /// Until when, in words, or nothing.
    pub to: String,
    /// What else is to be said.
    pub note: String,
    /// Its record.
    pub href: String,
}

/// The address of a record of a kind.
pub type Address<'a> = &'a dyn Fn(RefKind, i64) -> String;

/// The picture as data, in words, and as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What is drawn.
    pub data: Timeline,
    /// What one would say of it.
    pub words: String,
    /// The same as rows, conversations left out.
    pub lines: Vec<Line>,
}

/// Makes the picture of `today`; `address` says where a record is opened.
#[must_use]
pub fn picture(rows: &Rows<'_>, address: Address<'_>, today: NaiveDate, lang: Lang) -> Picture {
    let maker = Maker { today, lang, t: PictureTexts(lang), address };
    let made =
        [maker.residence(rows), maker.stays(rows), maker.activities(rows), maker.police(rows), maker.returns(rows)];
    let mut words: Vec<String> = made.iter().map(|(lane, lines)| maker.said(&lane.label, lines)).collect();
    let mut lanes = Vec::new();
    let mut lines = Vec::new();
    for (lane, mut of_lane) in made {
        of_lane.sort_by_key(|line| line.from);
        lanes.push(lane);
        lines.extend(of_lane);
    }
    let here = rows.contacts.iter().filter(|contact| contact.mode == Some(JournalMode::InPerson)).count();
    let met = maker.t.met(&here.to_string(), &(rows.contacts.len() - here).to_string());
    words.push(format!("{}: {met}.", maker.t.conversations()));
    words.push(maker.t.in_the_table().to_owned());
    lanes.push(maker.contacts(rows));
    let today_label = maker.t.today(&today.format("%d.%m").to_string());
    Picture { data: Timeline { today, today_label, lanes }, words: words.join(" "), lines }
}

type Made = (Lane, Vec<Line>);

struct Maker<'a> {
    today: NaiveDate,
    lang: Lang,
    t: PictureTexts,
    address: Address<'a>,
}

impl Maker<'_> {
    /// A day as a flag says it: without the year where it is this one.
    fn short(&self, day: NaiveDate) -> String {
        if day.year() == self.today.year() { day.format("%d.%m").to_string() } else { show::date(day) }
    }

    fn said(&self, area: &str, lines: &[Line]) -> String {
        if lines.is_empty() {
            return format!("{area}: {}.", self.t.none());
        }
        let mut said: Vec<String> = lines
            .iter()
            .rev()
            .take(SAID)
            .map(|line| [line.what.as_str(), &self.short(line.from), &line.to].join(" ").trim().to_owned())
            .collect();
        said.reverse();
        if lines.len() > SAID {
            said.push(self.t.and_more(&(lines.len() - SAID).to_string()));
        }
        format!("{area}: {}.", said.join("; "))
    }

    /// A status lasts until the next one begins. The permit of the current one may run out without ending it.
    fn residence(&self, rows: &Rows<'_>) -> Made {
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

    fn stays(&self, rows: &Rows<'_>) -> Made {
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

    fn activities(&self, rows: &Rows<'_>) -> Made {
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
    fn police(&self, rows: &Rows<'_>) -> Made {
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

    fn returns(&self, rows: &Rows<'_>) -> Made {
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

    fn contacts(&self, rows: &Rows<'_>) -> Lane {
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

    fn until(&self, day: Option<NaiveDate>) -> String {
        day.map_or_else(|| self.t.goes_on().to_owned(), show::date)
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

/// The nights from `began_on` up to `ended_on`, or so far (annual-report rule 1).
#[must_use]
pub fn nights(began_on: NaiveDate, ended_on: Option<NaiveDate>, today: NaiveDate) -> i64 {
    (ended_on.map_or(today, |end| end.min(today)) - began_on).num_days().max(0)
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::{ActivityType, DecidedBy, Offence, ReturnProgramme};

    const NOTHING: Rows<'static> = Rows {
        statuses: &[],
        stays: &[],
        facilities: &[],
        activities: &[],
        matters: &[],
        events: &[],
        returns: &[],
        contacts: &[],
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn made(rows: &Rows<'_>) -> Picture {
        picture(rows, &|kind, id| format!("/{kind:?}/{id}"), day("2019-11-06"), Lang::Nb)
    }

    fn status(id: i64, began_on: &str, status: ResidenceStatus, valid_to: Option<&str>) -> StatusRow {
        StatusRow {
            id,
            client_id: 1,
            began_on: day(began_on),
            status,
            valid_to: valid_to.map(day),
            legal_basis: None,
            decided_by: Some(DecidedBy::Udi),
            note: None,
        }
    }

    fn event(id: i64, matter_id: i64, on: &str, event: PoliceEventKind) -> PoliceEventRow {
        PoliceEventRow { id, matter_id, happened_on: day(on), event, ground: None, note: None }
    }

    #[test]
    fn a_status_lasts_until_the_next_and_only_the_current_one_has_a_flag() {
        let statuses = [
            status(2, "2019-05-20", ResidenceStatus::ReflectionGranted, Some("2019-11-20")),
            status(1, "2019-03-25", ResidenceStatus::ReflectionApplied, Some("2019-04-01")),
        ];
        let picture = made(&Rows { statuses: &statuses, ..NOTHING });
        let spans = &picture.data.lanes[0].spans;
        assert_eq!((spans[0].to, spans[0].is_applied), (Some(day("2019-05-20")), true));
        assert_eq!(spans[0].expires, None);
        assert_eq!((spans[1].to, spans[1].is_applied), (None, false));
        let flag = spans[1].expires.as_ref().unwrap();
        assert_eq!((flag.label.as_str(), flag.sub.as_str()), ("Går ut 20.11", "14 dager igjen"));
        assert_eq!(picture.lines[1].to, "gyldig til 20.11.2019");
        assert_eq!(picture.lines[1].note, "UDI");
    }

    #[test]
    fn nights_are_counted_up_to_today() {
        let nights = |began: &str, ended: Option<&str>| nights(day(began), ended.map(day), day("2019-11-06"));
        assert_eq!(nights("2019-05-02", None), 188);
        assert_eq!(nights("2019-04-27", Some("2019-05-02")), 5);
        assert_eq!(nights("2019-11-01", Some("2019-12-01")), 5);
        assert_eq!(nights("2019-11-20", None), 0);
        assert_eq!(nights("2019-05-02", Some("2019-05-02")), 0);
    }

    #[test]
    fn a_stay_says_where_and_how_long() {
        let stay = StayRow {
            id: 1,
            client_id: 1,
            facility_id: 3,
            began_on: day("2019-11-05"),
            ended_on: None,
            arranged_by: None,
            exit_reason: None,
            destination_id: None,
        };
        let facilities = [(3, "Lauras hus".to_owned())];
        let picture = made(&Rows { stays: &[stay], facilities: &facilities, ..NOTHING });
        assert_eq!(picture.data.lanes[1].spans[0].label, "Lauras hus, 1 natt");
        assert_eq!(picture.lines[0].to, "pågår");
        assert_eq!(picture.data.lanes[1].spans[0].href.as_deref(), Some("/Stay/1"));
        assert_eq!(picture.lines[0].href, "/Stay/1");
    }

    #[test]
    fn an_activity_ends_after_its_last_day() {
        let course = ActivityRow {
            id: 1,
            client_id: 1,
            activity_type: ActivityType::NorwegianCourse,
            provider: Some("Rosenhof".to_owned()),
            began_on: day("2019-06-03"),
            ended_on: Some(day("2019-09-30")),
            completed: None,
            support_ore: None,
        };
        let picture = made(&Rows { activities: &[course], ..NOTHING });
        let span = &picture.data.lanes[2].spans[0];
        assert_eq!((span.label.as_str(), span.to), ("Norskkurs, Rosenhof", Some(day("2019-10-01"))));
        assert_eq!(picture.lines[0].to, "30.09.2019");
    }

    #[test]
    fn an_investigation_lasts_until_it_is_dismissed_and_again_when_reopened() {
        use PoliceEventKind as E;
        let matter = MatterRow {
            id: 7,
            matter_key: "m".to_owned(),
            client_id: 1,
            offence: Offence::Trafficking,
            role: None,
            district: None,
            case_number: None,
        };
        let events = [
            event(1, 7, "2019-06-12", E::Considered),
            event(2, 7, "2019-08-23", E::Reported),
            event(3, 7, "2019-08-30", E::InvestigationOpened),
            event(4, 7, "2019-09-30", E::Dismissed),
            event(5, 7, "2019-10-10", E::Reopened),
            event(6, 8, "2019-10-11", E::Final),
        ];
        let picture = made(&Rows { matters: &[matter], events: &events, ..NOTHING });
        let lane = &picture.data.lanes[3];
        let spans: Vec<_> = lane.spans.iter().map(|span| (span.from, span.to)).collect();
        assert_eq!(spans, [(day("2019-08-30"), Some(day("2019-09-30"))), (day("2019-10-10"), None)]);
        let diamonds: Vec<_> = lane.events.iter().map(|event| (event.label.as_str(), event.is_hollow)).collect();
        let expected = [("Anmeldelse vurdert", true), ("Anmeldt", false), ("Henlagt", false), ("Gjenopptatt", false)];
        assert_eq!(diamonds, expected);
        assert_eq!(picture.lines.len(), 5, "the opening too has its row");
        assert!(lane.spans.iter().all(|span| span.href.as_deref() == Some("/Matter/7")));
        assert_eq!(lane.events[1].href.as_deref(), Some("/PoliceEvent/2"));
    }

    #[test]
    fn a_return_is_what_happened_of_it() {
        let row = ReturnRow {
            id: 1,
            client_id: 1,
            programme: ReturnProgramme::Iom,
            country: Some("RO".to_owned()),
            applied_on: Some(day("2019-09-01")),
            decided_on: Some(day("2019-10-01")),
            decision: Some(ReturnDecision::Refused),
            withdrawn_on: None,
            returned_on: None,
        };
        let picture = made(&Rows { returns: &[row], ..NOTHING });
        let said: Vec<_> = picture.lines.iter().map(|line| line.what.as_str()).collect();
        assert_eq!(said, ["Søkt retur", "Retur avslått"]);
        assert_eq!(picture.lines[0].note, "Assistert retur (IOM), Romania");
    }

    #[test]
    fn only_meetings_are_full_dots_and_what_is_restricted_says_no_more() {
        let contacts = [
            Contact { entry: Some(5), on: day("2019-11-05"), mode: Some(JournalMode::InPerson) },
            Contact { entry: Some(6), on: day("2018-11-05"), mode: Some(JournalMode::Phone) },
            Contact { entry: None, on: day("2019-11-04"), mode: None },
        ];
        let picture = made(&Rows { contacts: &contacts, ..NOTHING });
        let dots: Vec<_> = picture.data.lanes[5].dots.iter().map(|dot| (dot.label.as_str(), dot.is_hollow)).collect();
        assert_eq!(dots, [("Telefon 05.11.2018", true), ("Begrenset notat 04.11", true), ("Oppmøte 05.11", false)]);
        let hrefs: Vec<_> = picture.data.lanes[5].dots.iter().map(|dot| dot.href.as_deref()).collect();
        assert_eq!(hrefs, [Some("/Entry/6"), None, Some("/Entry/5")]);
        assert!(picture.lines.is_empty() && picture.words.contains("Samtaler: 1 ved oppmøte og 2 på annen måte."));
        assert!(picture.words.contains("Bosted: ingenting registrert."));
    }
}
