//! Who has looked at a client or changed something, for those who may know: her own caseworker and the lead. For everybody else
//! the page does not exist.

use super::corrections;
use super::head::{self, File, Part};
use super::lifecycle::Answer;
use super::lifecycle_texts::LogTexts;
use super::record::{Change, RecordTexts};
use crate::audit::{self, Act};
use crate::clients::store::{Colleague, colleagues};
use crate::kernel::codes::{Code, Role};
use crate::kernel::error::Error;
use crate::kernel::text::{Lang, Text};
use crate::web::layout::Layout;
use crate::web::paging::{Pager, Window};
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use actix_web::web;
use askama::Template;
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}/log", web::get().to(log_page));
}

/// How many acts stand on a page.
const PAGE: usize = 50;

/// Which page.
#[derive(Deserialize)]
struct Asked {
    page: Option<usize>,
}

/// An act, as the table shows it.
struct Line {
    who: String,
    role: String,
    what: String,
    when: String,
    iso: String,
}

#[derive(Template)]
#[template(path = "casefile/log.html")]
struct LogPage {
    l: Layout,
    t: LogTexts,
    file: File,
    lines: Vec<Line>,
    pager: Pager,
    /// What stood before corrections; on the first page only.
    changes: Vec<Change>,
    words: RecordTexts,
}

async fn log_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client: web::Path<String>,
    query: web::Query<Asked>,
) -> Answer {
    let (worker, asking, page) = (state.clone(), visitor.clone(), query.page);
    let (file, (window, acts, colleagues, changes)) = web::block(move || {
        head::open(&worker, &asking, &user, &client, Part::Log, |conn, file| {
            if !file.is_trusted {
                return Err(Error::NotFound);
            }
            let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
            let all = audit::count_of_object(conn, &user.actor, "client", file.id)?;
            let window = Window::new(page, PAGE, usize::try_from(all).unwrap_or(0));
            let (skip, size) = (number(window.skip), number(window.size));
            let acts = audit::of_object(conn, &user.actor, "client", file.id, skip, size)?;
            let changes = match page.unwrap_or(1) {
                1 => corrections::of(conn, &worker, asking.lang, &user.actor, file.id)?,
                _ => Vec::new(),
            };
            Ok((window, acts, colleagues(conn, &user.actor)?, changes))
        })
    })
    .await??;
    let t = LogTexts(visitor.lang);
    let address = urls::client_part(&file.client_ref, "log");
    let lines = acts.iter().map(|act| {
        let at = state.clock().local(act.at);
        let what = words_of(&act.action, visitor.lang);
        Line {
            who: who(act, &colleagues, t),
            role: Role::from_code(&act.role).map_or("–", |role| role.label(visitor.lang)).to_owned(),
            what: if act.result == "refused" { t.refused(&what) } else { what },
            when: show::moment(at, visitor.lang),
            iso: at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        }
    });
    Ok(ok(&LogPage {
        lines: lines.collect(),
        changes,
        words: RecordTexts(visitor.lang),
        pager: window.pager(visitor.lang, |page| format!("{address}?page={page}")),
        l: Layout::new(&visitor, &state, t.title(), &address)
            .of_client(&visitor, &file.client_ref)
            .with_print_line(&visitor, state.clock().local(state.clock().now_utc())),
        t,
        file,
    }))
}

fn who(act: &Act, colleagues: &[Colleague], t: LogTexts) -> String {
    let system = match act.actor.as_str() {
        "system" => t.system(),
        "nobody" => t.nobody(),
        _ => t.unknown_user(),
    };
    let user = act.user().and_then(|id| colleagues.iter().find(|one| one.id == id));
    user.map_or_else(|| system.to_owned(), |one| one.name.clone())
}

/// What acts are called that are more than a verb and a thing.
const WHOLE: &[(&str, Text)] = &[
    ("client.read", Text { nb: "Åpnet saken", en: "Opened the case" }),
    ("client.add", Text { nb: "Opprettet saken", en: "Registered the client" }),
    (
        "client.close",
        Text { nb: "Avsluttet saken eller rettet avslutningen", en: "Closed the case or corrected its closing" },
    ),
    ("client.reopen", Text { nb: "Åpnet saken igjen", en: "Opened the case again" }),
    ("client.protect", Text { nb: "Endret tilgang eller beskyttelse", en: "Changed access or protection" }),
    ("client.merge", Text { nb: "Slo sammen med en annen sak", en: "Merged another case into this one" }),
    ("client.unmerge", Text { nb: "Opphevet en sammenslåing", en: "Undid a merge" }),
    (
        "client.distinct",
        Text { nb: "Lagret at en annen ikke er samme person", en: "Saved that another is not the same person" },
    ),
    ("client.handover", Text { nb: "Ga saken til en annen rådgiver", en: "Handed the case to another caseworker" }),
    ("client.lock", Text { nb: "Låste saken", en: "Locked the case" }),
    ("client.unlock", Text { nb: "Låste opp saken", en: "Unlocked the case" }),
    ("client.break_glass", Text { nb: "Åpnet saken i en nødssituasjon", en: "Opened the case in an emergency" }),
    (
        "client.see_glass",
        Text { nb: "Så at saken ble åpnet i en nødssituasjon", en: "Saw that the case was opened in an emergency" },
    ),
    ("consent.withdraw", Text { nb: "Trakk et samtykke", en: "Withdrew a consent" }),
    ("consent.add", Text { nb: "Registrerte et samtykke", en: "Registered a consent" }),
    ("journal.add", Text { nb: "Skrev i journalen", en: "Wrote in the journal" }),
    ("journal.search", Text { nb: "Søkte i journalen", en: "Searched the journal" }),
    ("report.export", Text { nb: "Tok ut årsrapporten", en: "Took the annual report out" }),
    ("client.export", Text { nb: "Tok ut en liste over brukere", en: "Took a list of clients out" }),
    ("entry.add", Text { nb: "Skrev i journalen", en: "Wrote in the journal" }),
    (
        "benefit.repeat",
        Text { nb: "Førte samme ytelser som måneden før", en: "Entered the same benefits as the month before" },
    ),
    ("benefit.pay", Text { nb: "Førte en utbetaling", en: "Entered a payment" }),
    ("benefit.refund", Text { nb: "Førte en refusjon fra UDI", en: "Entered a refund by UDI" }),
    (
        "benefit.unapprove",
        Text { nb: "Trakk tilbake godkjenningen av en ytelse", en: "Took back the approval of a benefit" },
    ),
    ("benefit.unpay", Text { nb: "Angret en utbetaling", en: "Undid a payment" }),
    ("benefit.unrefund", Text { nb: "Angret en refusjon fra UDI", en: "Undid a refund by UDI" }),
    ("deadline.handle", Text { nb: "Tok stilling til en frist", en: "Dealt with a deadline" }),
    ("deadline.see", Text { nb: "Så en påminnelse om en frist", en: "Saw a reminder of a deadline" }),
    ("stay.add", Text { nb: "Registrerte en innflytting", en: "Registered an arrival" }),
    ("stay.depart", Text { nb: "Registrerte en utflytting", en: "Registered a departure" }),
    ("stay.transfer", Text { nb: "Registrerte en flytting", en: "Registered a move" }),
    (
        "stay.confirm",
        Text { nb: "Bekreftet at brukeren bor der fortsatt", en: "Confirmed that the client still lives there" },
    ),
    ("stay.reopen", Text { nb: "Angret en utflytting", en: "Undid a departure" }),
    ("stay.change", Text { nb: "Rettet et opphold", en: "Corrected a stay" }),
    ("announcement.add", Text { nb: "Meldte innflytting til et botilbud", en: "Announced the client to a shelter" }),
    ("announcement.absent", Text { nb: "Meldte at brukeren ikke kom", en: "Said that the client did not come" }),
    ("notice.leave", Text { nb: "Ga beskjed om trukket samtykke", en: "Left a notice of a withdrawn consent" }),
    ("notice.read", Text { nb: "Leste en beskjed om trukket samtykke", en: "Read a notice of a withdrawn consent" }),
    (
        "notice.handle",
        Text { nb: "Behandlet en beskjed om trukket samtykke", en: "Handled a notice of a withdrawn consent" },
    ),
    ("draft.keep", Text { nb: "Begynte på et utkast", en: "Began a draft" }),
    ("draft.discard", Text { nb: "Forkastet et utkast", en: "Discarded a draft" }),
    ("enquiry.link", Text { nb: "Knyttet en henvendelse til saken", en: "Linked an enquiry to the case" }),
    ("enquiry.unlink", Text { nb: "Løste en henvendelse fra saken", en: "Took an enquiry off the case" }),
    ("subject.link", Text { nb: "Knyttet et mulig offer til saken", en: "Linked a possible victim to the case" }),
    ("subject.unlink", Text { nb: "Løste et mulig offer fra saken", en: "Took a possible victim off the case" }),
    ("night_card.look", Text { nb: "Slo opp nattkortet", en: "Looked up the night card" }),
    ("task.complete", Text { nb: "Gjorde en oppgave", en: "Completed a task" }),
    (
        "task.handover",
        Text {
            nb: "Ga oppgaver om brukeren til en annen rådgiver",
            en: "Handed tasks about the client to another caseworker",
        },
    ),
    ("task.dismiss", Text { nb: "Lagret en oppgave som ikke aktuell", en: "Saved a task as not relevant" }),
    ("task.reopen", Text { nb: "Åpnet en oppgave igjen", en: "Opened a task again" }),
    ("appointment.conclude", Text { nb: "Lagret hva en avtale ble til", en: "Saved what became of an appointment" }),
];

/// What things are called.
const NOUNS: &[(&str, Text)] = &[
    ("client", Text { nb: "saken", en: "the case" }),
    ("identity", Text { nb: "personopplysningene", en: "who the person is" }),
    ("contact", Text { nb: "en kontakt", en: "a contact" }),
    ("contact_point", Text { nb: "en måte å nå brukeren på", en: "a way to reach the client" }),
    ("identifier", Text { nb: "et nummer", en: "a number" }),
    ("alert", Text { nb: "et varsel", en: "an alert" }),
    ("child", Text { nb: "et barn", en: "a child" }),
    ("status", Text { nb: "en oppholdsstatus", en: "a residence status" }),
    ("decision", Text { nb: "en søknad eller et vedtak", en: "an application or decision" }),
    ("appeal", Text { nb: "en klage", en: "an appeal" }),
    ("consent", Text { nb: "et samtykke", en: "a consent" }),
    ("journal", Text { nb: "journalen", en: "the journal" }),
    ("entry", Text { nb: "et notat", en: "a note" }),
    ("note", Text { nb: "et notat", en: "a note" }),
    ("legal_aid", Text { nb: "rettshjelp", en: "legal aid" }),
    ("benefit", Text { nb: "en ytelse", en: "a benefit" }),
    ("attachment", Text { nb: "et vedlegg", en: "an attachment" }),
    ("deadline", Text { nb: "en frist", en: "a deadline" }),
    ("stay", Text { nb: "et opphold", en: "a stay" }),
    ("announcement", Text { nb: "en meldt innflytting", en: "an announced arrival" }),
    ("absence", Text { nb: "et fravær", en: "an absence" }),
    ("draft", Text { nb: "et utkast", en: "a draft" }),
    ("activity", Text { nb: "en aktivitet", en: "an activity" }),
    ("matter", Text { nb: "en politisak", en: "a police matter" }),
    ("police_event", Text { nb: "en hendelse i en politisak", en: "an event of a police matter" }),
    ("return", Text { nb: "en retur", en: "a return" }),
    ("night_card", Text { nb: "nattkortet", en: "the night card" }),
    ("task", Text { nb: "en oppgave", en: "a task" }),
    ("appointment", Text { nb: "en avtale", en: "an appointment" }),
];

/// What is done with them.
const VERBS: &[(&str, Text)] = &[
    ("read", Text { nb: "Leste", en: "Read" }),
    ("open", Text { nb: "Åpnet", en: "Opened" }),
    ("add", Text { nb: "La til", en: "Added" }),
    ("change", Text { nb: "Endret", en: "Changed" }),
    ("end", Text { nb: "Avsluttet", en: "Ended" }),
    ("remove", Text { nb: "Fjernet", en: "Removed" }),
    ("correct", Text { nb: "Rettet", en: "Corrected" }),
    ("amend", Text { nb: "Skrev et tillegg til", en: "Added an amendment to" }),
    ("download", Text { nb: "Lastet ned", en: "Downloaded" }),
    ("print", Text { nb: "Skrev ut", en: "Printed" }),
    ("search", Text { nb: "Søkte i", en: "Searched" }),
    ("approve", Text { nb: "Godkjente", en: "Approved" }),
    ("withdraw", Text { nb: "Trakk", en: "Withdrew" }),
];

/// An act in plain words; one that has none is named as the log has it.
fn words_of(action: &str, lang: Lang) -> String {
    let find = |list: &[(&str, Text)], name: &str| {
        list.iter().find(|(known, _)| *known == name).map(|(_, text)| text.get(lang))
    };
    if let Some(whole) = find(WHOLE, action) {
        return whole.to_owned();
    }
    let (noun, verb) = action.split_once('.').unwrap_or((action, ""));
    match (find(VERBS, verb), find(NOUNS, noun)) {
        (Some(verb), Some(noun)) => format!("{verb} {noun}"),
        _ => LogTexts(lang).other(action),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_are_said_in_plain_words() {
        for (action, nb, en) in [
            ("client.read", "Åpnet saken", "Opened the case"),
            ("contact_point.change", "Endret en måte å nå brukeren på", "Changed a way to reach the client"),
            ("entry.amend", "Skrev et tillegg til et notat", "Added an amendment to a note"),
            ("status.remove", "Fjernet en oppholdsstatus", "Removed a residence status"),
            ("thing.do", "Annen handling (thing.do)", "Other act (thing.do)"),
            ("odd", "Annen handling (odd)", "Other act (odd)"),
        ] {
            assert_eq!(words_of(action, Lang::Nb), nb);
            assert_eq!(words_of(action, Lang::En), en);
        }
    }

    #[test]
    fn every_act_of_these_pages_has_its_words() {
        for action in ["close", "reopen", "protect", "merge", "unmerge", "distinct", "handover", "read"] {
            assert!(!words_of(&format!("client.{action}"), Lang::Nb).contains("client."), "{action}");
        }
    }
}
