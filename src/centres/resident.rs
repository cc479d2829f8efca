//! A contact person's page of one resident: the stay, and with a live consent to share what the table gives her: languages, children,
//! safe contact, that there is a permit deadline, and the notes that are shared with shelters. What she may not know is not read.

use super::board;
use super::figures::number;
use super::sight::{self, Depth, Who};
use super::store;
use super::texts::CentreTexts;
use crate::clients::around::{ContactPoint, contact_points};
use crate::clients::store::{self as clients, Colleague};
use crate::db::{Conn, Kept, RefKind};
use crate::deadlines;
use crate::journal::model::{AmendmentRow, Correction, Entry, Reader, TopicRow, correction, may_read};
use crate::journal::store as journal;
use crate::kernel::age::age_on;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, ContactPointKind, ContactSafety, DeadlineKind, DeadlineState, Language, Role};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::stays::centre::OPEN_DAYS;
use crate::stays::model::Stay;
use crate::stays::rules::goes_on;
use crate::web::error::Failure;
use crate::web::form::once_key;
use crate::web::layout::{Flash, Layout};
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate, TimeDelta};
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/stays/residents/{client}", web::get().to(show_page));
}

#[derive(Deserialize)]
struct Asked {
    said: Option<String>,
}

/// A stay at one of her facilities.
struct StayLine {
    place: String,
    period: String,
    nights: String,
    why: String,
    is_now: bool,
    has_left: bool,
    closes: String,
    version: String,
    once: String,
    confirm_action: String,
    departure_href: String,
    transfer_href: String,
    correction_href: String,
    reopening_href: String,
}

/// A way to reach her that is safe.
struct Point {
    kind: &'static str,
    value: String,
    safety: &'static str,
    note: String,
}

/// What is shared with shelters.
struct Shared {
    languages: String,
    interpreter: &'static str,
    children: Vec<String>,
    points: Vec<Point>,
    caseworker: String,
    permit: String,
    notes: Vec<Note>,
    new_note_href: String,
}

/// A note.
struct Note {
    iso: String,
    day: String,
    weekday: &'static str,
    time: String,
    mode: &'static str,
    author: String,
    text: String,
    topics: Vec<&'static str>,
    amendments: Vec<(String, String)>,
    correct_href: String,
    correct_label: String,
}

#[derive(Template)]
#[template(path = "centres/resident.html")]
struct ResidentPage {
    l: Layout,
    t: CentreTexts,
    back_href: &'static str,
    label: String,
    case_number: String,
    stays: Vec<StayLine>,
    shared: Option<Shared>,
}

/// What is read of somebody whose consent shares with shelters.
struct Read {
    languages: Vec<String>,
    interpreter: Option<bool>,
    children: Vec<clients::ChildSeen>,
    points: Vec<ContactPoint>,
    caseworker: String,
    permit: Option<NaiveDate>,
    entries: Vec<Entry>,
    topics: Vec<TopicRow>,
    amendments: Vec<AmendmentRow>,
    people: Vec<Colleague>,
    near: Vec<i64>,
}

async fn show_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    query: web::Query<Asked>,
) -> std::result::Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let (actor, today) = (&user.actor, state.clock().today());
        let (who, stays, read, names) = state.database.read(|conn| {
            let scope = sight::scope(conn, actor, today)?;
            let (who, stays) = scope.client(conn, actor, state.database.keyring(), &path)?;
            let read = match who.depth {
                Depth::Shared => Some(read(conn, &user, who.client_id, today)?),
                Depth::Stay => None,
            };
            let names: Vec<String> = stays.iter().map(|stay| scope.name_of(stay.fact.facility_id).to_owned()).collect();
            Ok::<_, Error>((who, stays, read, names))
        })?;
        state.database.log(actor, AuditEntry::done_to("client.read", "client", who.client_id))?;
        Ok::<_, Error>(page_of(&state, &visitor, &user, (&path, who), (stays, names), read, query.said.as_deref()))
    })
    .await??;
    Ok(ok(&template))
}

/// True for a deadline that the permit itself sets: all that a centre is told of her residence.
const fn is_permit(kind: DeadlineKind) -> bool {
    matches!(
        kind,
        DeadlineKind::ReflectionEnds
            | DeadlineKind::LimitedEnds
            | DeadlineKind::LimitedRenewal
            | DeadlineKind::PermitEnds
    )
}

/// Reads what is shared of a client who was found, and nothing else.
fn read(conn: &mut Conn, user: &SignedIn, client: i64, today: NaiveDate) -> Result<Read> {
    let actor = &user.actor;
    let with_her = |from: NaiveDate, to: Option<NaiveDate>| from <= today && to.is_none_or(|last| last >= today);
    let mut children = clients::children_seen(conn, actor, client)?;
    children.retain(|child| with_her(child.accompanying_from, child.accompanying_to));
    let mut points: Vec<ContactPoint> =
        contact_points(conn, actor, client)?.into_iter().map(|kept| kept.fact).collect();
    // Where she lives is not among the ways to reach her, and what is never to be used is not safe.
    points.retain(|point| {
        point.kind != ContactPointKind::Address
            && point.safety != ContactSafety::Never
            && point.ended_on.is_none_or(|last| last >= today)
    });
    let permits = deadlines::store::kept(conn, actor, client)?.into_iter().map(|kept| kept.fact);
    let permit = permits
        .filter(|one| is_permit(one.kind) && one.state == DeadlineState::Open && one.legal_on >= today)
        .map(|one| one.legal_on)
        .min();
    let reader = Reader { user_id: user.user_id, role: user.role, is_own_caseworker: false };
    let heads = journal::heads_of(conn, actor, client)?;
    let ids: Vec<i64> = heads.iter().filter(|head| may_read(head, reader)).map(|head| head.id).collect();
    let mut entries = journal::entries(conn, actor, &ids)?;
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.head.place()));
    let (interpreter, caseworker) = clients::interpreter_and_caseworker(conn, actor, client)?;
    let languages = clients::client_languages_of(conn, actor, &[client])?.into_iter().map(|row| row.language);
    Ok(Read {
        languages: languages.collect(),
        interpreter,
        children,
        points,
        caseworker: match caseworker {
            Some(id) => clients::user_name(conn, actor, id)?,
            None => String::new(),
        },
        permit,
        topics: journal::topics(conn, actor, &ids)?,
        amendments: journal::amendments(conn, actor, &ids)?,
        entries,
        people: clients::colleagues(conn, actor)?,
        near: store::colleagues_at(conn, actor)?,
    })
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    (client_ref, who): (&str, Who),
    (stays, names): (Vec<Kept<Stay>>, Vec<String>),
    read: Option<Read>,
    asked: Option<&str>,
) -> ResidentPage {
    let (lang, t) = (visitor.lang, CentreTexts(visitor.lang));
    let shower = Shower { state, lang, t, today: state.clock().today(), client_ref };
    let address = urls::resident(client_ref);
    let flash = match asked {
        Some("note") => Some(Flash { color: "success", text: t.note_said().to_owned() }),
        _ => None,
    };
    ResidentPage {
        l: Layout::new(visitor, state, t.resident(), &address)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(flash),
        back_href: urls::STAYS,
        label: who.label,
        case_number: who.case_number,
        stays: stays.iter().zip(names).map(|(stay, name)| shower.stay(stay, name)).collect(),
        shared: read.map(|read| shower.shared(&read, user)),
        t,
    }
}

/// What it takes to show a resident.
struct Shower<'a> {
    state: &'a State,
    lang: Lang,
    t: CentreTexts,
    today: NaiveDate,
    client_ref: &'a str,
}

impl Shower<'_> {
    fn stay(&self, stay: &Kept<Stay>, place: String) -> StayLine {
        let (t, fact) = (self.t, &stay.fact);
        let reference = self.state.database.keyring().cover(RefKind::Stay, stay.id);
        let act = |act: &str| urls::stay_act(&reference, act);
        let from = show::date(fact.began_on);
        StayLine {
            place,
            period: fact.ended_on.map_or_else(|| format!("{from}–"), |end| format!("{from}–{}", show::date(end))),
            nights: {
                let nights = number(board::nights(fact, self.today), self.lang);
                if goes_on(fact, self.today) { t.spent_so_far(&nights) } else { t.spent(&nights) }
            },
            why: fact.exit_reason.map_or("", |reason| reason.label(self.lang)).to_owned(),
            is_now: goes_on(fact, self.today),
            has_left: fact.ended_on.is_some(),
            closes: fact
                .ended_on
                .map_or_else(String::new, |end| t.closes(&show::date(end + TimeDelta::days(OPEN_DAYS)))),
            version: stay.version.to_string(),
            once: once_key(),
            confirm_action: act("confirmation"),
            departure_href: act("departure"),
            transfer_href: act("transfer"),
            correction_href: act("correction"),
            reopening_href: act("reopening"),
        }
    }

    fn shared(&self, read: &Read, user: &SignedIn) -> Shared {
        let (t, lang) = (self.t, self.lang);
        let languages = read.languages.iter().filter_map(|code| Language::from_code(code));
        let languages: Vec<&str> = languages.map(|language| language.label(lang)).collect();
        let child = |child: &clients::ChildSeen| {
            let age = child.birth_date.and_then(|birth| age_on(birth, self.today));
            age.map_or_else(
                || child.child_label.clone(),
                |age| format!("{}, {}", child.child_label, t.child_age(&age.to_string())),
            )
        };
        Shared {
            languages: if languages.is_empty() { t.not_stated().to_owned() } else { languages.join(", ") },
            interpreter: match read.interpreter {
                Some(true) => t.interpreter_yes(),
                Some(false) => t.interpreter_no(),
                None => t.not_stated(),
            },
            children: read.children.iter().map(child).collect(),
            points: read
                .points
                .iter()
                .map(|point| Point {
                    kind: point.kind.label(lang),
                    value: point.value.clone(),
                    safety: point.safety.label(lang),
                    note: point.note.clone().unwrap_or_default(),
                })
                .collect(),
            caseworker: if read.caseworker.is_empty() { t.no_caseworker().to_owned() } else { read.caseworker.clone() },
            permit: read.permit.map_or_else(String::new, |on| t.permit_until(&show::date(on))),
            notes: read.entries.iter().map(|entry| self.note(entry, read, user)).collect(),
            new_note_href: format!("{}/notes/new", urls::resident(self.client_ref)),
        }
    }

    /// Who wrote something: a contact person of another place by no more than what she is, as her name would tell the place.
    fn author(&self, read: &Read, id: i64) -> String {
        match read.people.iter().find(|person| person.id == id) {
            Some(person) if person.role == Role::ContactPerson && !read.near.contains(&id) => {
                self.t.contact_person().to_owned()
            }
            Some(person) => person.name.clone(),
            None => String::new(),
        }
    }

    fn note(&self, entry: &Entry, read: &Read, user: &SignedIn) -> Note {
        let (t, lang, head) = (self.t, self.lang, &entry.head);
        let now = self.state.clock().now_utc();
        let may_correct = correction(entry, user.user_id, now) == Correction::Open;
        let reference = self.state.database.keyring().cover(RefKind::Entry, head.id);
        let day = show::day(head.occurred_on, self.today, lang);
        let topics = read.topics.iter().filter(|row| row.entry_id == head.id).map(|row| row.topic.label(lang));
        let amendments = read.amendments.iter().filter(|row| row.entry_id == head.id).map(|row| {
            let at = show::moment(self.state.clock().local(row.written_at), lang);
            (t.amended(&self.author(read, row.author_id), &at), row.text.clone())
        });
        Note {
            iso: head.occurred_on.to_string(),
            weekday: show::weekday(head.occurred_on.weekday(), lang),
            time: head.occurred_minute.map_or_else(String::new, |minute| t.at_time(&show::minute(minute))),
            mode: head.mode.label(lang),
            author: self.author(read, head.author_id),
            text: entry.text.clone(),
            topics: topics.collect(),
            amendments: amendments.collect(),
            correct_href: if may_correct {
                format!("{}/notes/{reference}", urls::resident(self.client_ref))
            } else {
                String::new()
            },
            correct_label: t.correct_note_of(&day),
            day,
        }
    }
}
