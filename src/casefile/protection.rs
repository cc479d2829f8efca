//! The form that says who may open a client: protected or not, the access list, colleagues who are blocked; and who has opened the
//! client in an emergency.

use super::head::{self, File, Part};
use super::lifecycle::{Answer, case_address, must_stand, name_of};
use super::lifecycle_texts::{CaseTexts, ProtectionTexts};
use crate::clients::protection::{self, Opening, Protection};
use crate::clients::store::{Colleague, colleagues};
use crate::db::{Conn, Keyring, RefKind};
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, Role};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::forms::Conflict;
use crate::web::layout::Layout;
use crate::web::respond::{invalid, ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/protection", web::get().to(protection_page))
        .route("/clients/{client}/protection", web::post().to(protection_post));
}

/// The longest reason, in characters.
const REASON: usize = 200;

/// The answers of the form as they were given; users by their references, uncovered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Answers {
    protected: String,
    access: Vec<i64>,
    unblock: Vec<i64>,
    block: Option<i64>,
    /// True when something was chosen that is no user.
    is_foreign: bool,
    block_reason: String,
    is_confirmed: bool,
    version: i32,
}

impl Answers {
    fn posted(form: &Posted, keyring: &Keyring) -> Self {
        let mut is_foreign = false;
        let mut users = |name: &str| -> Vec<i64> {
            let refs: Vec<&str> = form.values(name).map(str::trim).filter(|text| !text.is_empty()).collect();
            let ids: Vec<i64> = refs.iter().filter_map(|text| keyring.uncover(RefKind::User, text).ok()).collect();
            is_foreign |= ids.len() != refs.len();
            ids
        };
        let (access, unblock, block) = (users("access"), users("unblock"), users("block").first().copied());
        Self {
            protected: form.trimmed("protected").to_owned(),
            access,
            unblock,
            block,
            is_foreign,
            block_reason: form.trimmed("block_reason").to_owned(),
            is_confirmed: form.value("confirm_self") == "yes",
            version: form.trimmed("version").parse().unwrap_or(0),
        }
    }

    fn of(stands: &Protection, version: i32) -> Self {
        Self {
            protected: if stands.is_protected { "yes" } else { "no" }.to_owned(),
            access: stands.allowed.clone(),
            version,
            ..Self::default()
        }
    }

    /// What these answers ask for, or what is wrong with them.
    fn validate(&self, case: &Case<'_>, t: ProtectionTexts) -> std::result::Result<Protection, Vec<FieldError>> {
        let mut errors = Vec::new();
        let is_protected = match self.protected.as_str() {
            "yes" => true,
            "no" => false,
            _ => {
                errors.push(FieldError::new("protected", t.protected_missing()));
                false
            }
        };
        let may_be_listed = |id: &i64| case.is_active(*id, &[Role::Caseworker, Role::ContactPerson]);
        if self.is_foreign || !self.access.iter().all(may_be_listed) {
            errors.push(FieldError::new("access", t.colleague_wrong()));
        }
        if self.block.is_some_and(|id| !case.is_active(id, &[Role::Caseworker, Role::ContactPerson, Role::Lead])) {
            errors.push(FieldError::new("block", t.colleague_wrong()));
        }
        match (self.block, self.block_reason.is_empty()) {
            (Some(_), true) => errors.push(FieldError::new("block_reason", t.reason_missing())),
            (None, false) => errors.push(FieldError::new("block", t.block_missing())),
            _ => {}
        }
        if self.block_reason.chars().count() > REASON {
            errors.push(FieldError::new("block_reason", t.reason_long()));
        } else if self.block_reason.chars().any(char::is_control) {
            errors.push(FieldError::new("block_reason", t.reason_control()));
        }
        let mut blocked = case.stands.blocked.clone();
        blocked.retain(|(id, _)| !self.unblock.contains(id) && Some(*id) != self.block);
        blocked.extend(self.block.map(|id| (id, self.block_reason.clone())));
        let wanted = Protection { is_protected, allowed: self.access.clone(), blocked };
        let wanted = wanted.settled(case.stands.is_protected, case.caseworker, &case.user.actor);
        let sees = |one: &&Colleague| wanted.lets_in(one, case.is_locked);
        if errors.is_empty() && !case.colleagues.iter().any(|one| sees(&one)) {
            let field = if self.block.is_some() { "block" } else { "access" };
            errors.push(FieldError::new(field, t.nobody_left()));
        }
        let herself = case.colleagues.iter().find(|one| one.id == case.user.user_id);
        if errors.is_empty() && !herself.is_some_and(|one| sees(&one)) && !self.is_confirmed {
            errors.push(FieldError::new("confirm_self", t.self_unconfirmed()));
        }
        if errors.is_empty() { Ok(wanted) } else { Err(errors) }
    }
}

/// What the answers are judged by.
struct Case<'a> {
    stands: &'a Protection,
    colleagues: &'a [Colleague],
    caseworker: Option<i64>,
    is_locked: bool,
    user: &'a SignedIn,
}

impl Case<'_> {
    fn is_active(&self, id: i64, roles: &[Role]) -> bool {
        self.colleagues.iter().any(|one| one.id == id && one.is_active && roles.contains(&one.role))
    }
}

/// What the page shows besides the file.
struct Found {
    stands: Protection,
    colleagues: Vec<Colleague>,
    openings: Vec<Opening>,
}

fn read(conn: &mut Conn, user: &SignedIn, file: &File) -> Result<Found> {
    must_stand(file)?;
    Ok(Found {
        stands: protection::of(conn, &user.actor, file.id)?,
        colleagues: colleagues(conn, &user.actor)?,
        openings: protection::openings_of(conn, &user.actor, file.id)?,
    })
}

/// An emergency opening, as the page shows it.
struct OpeningLine {
    who: String,
    when: String,
    until: String,
    why: String,
}

#[derive(Template)]
#[template(path = "casefile/protection.html")]
struct ProtectionPage {
    l: Layout,
    t: ProtectionTexts,
    c: CaseTexts,
    file: File,
    action: String,
    back_href: String,
    version: String,
    protected: Field,
    protections: Vec<Choice>,
    access: Field,
    accesses: Vec<Choice>,
    unblock: Field,
    unblocks: Vec<Choice>,
    block: Field,
    blocks: Vec<Choice>,
    block_reason: Field,
    confirm: Field,
    confirms: Vec<Choice>,
    openings: Vec<OpeningLine>,
    conflict: Conflict,
    errors: Vec<FieldError>,
}

impl ProtectionPage {
    fn new(
        visitor: &Visitor,
        state: &State,
        file: File,
        found: &Found,
        answers: &Answers,
        errors: Vec<FieldError>,
    ) -> Self {
        let lang = visitor.lang;
        let t = ProtectionTexts(lang);
        let cover = |id: i64| state.database.keyring().cover(RefKind::User, id);
        let at = |utc| show::moment(state.clock().local(utc), lang);
        let is_blocked = |id: i64| found.stands.blocked.iter().any(|(blocked, _)| *blocked == id);
        let active = |one: &&Colleague| one.is_active && !is_blocked(one.id);
        let choice = |value: String, label: String, selected: bool| Choice { value, label, selected };
        // A contact person on the list sees her only while she stays at her centre (`centres/sight.rs`).
        let may_be_listed = |one: &&Colleague| matches!(one.role, Role::Caseworker | Role::ContactPerson);
        let accesses = found.colleagues.iter().filter(active).filter(may_be_listed);
        let may_be_blocked = |one: &&Colleague| may_be_listed(one) || one.role == Role::Lead;
        let blocks = found.colleagues.iter().filter(active).filter(may_be_blocked);
        let nobody = choice(String::new(), t.block_nobody().to_owned(), answers.block.is_none());
        let action = urls::client_part(&file.client_ref, "protection");
        Self {
            l: Layout::new(visitor, state, t.title(), &action)
                .of_client(visitor, &file.client_ref)
                .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
                .with_errors(!errors.is_empty()),
            t,
            c: CaseTexts(lang),
            back_href: urls::client_part(&file.client_ref, "case"),
            action,
            version: answers.version.to_string(),
            protected: Field::new("protected", t.protected()).hinted(t.protected_hint()).judged(&errors),
            protections: [("no", t.open_choice()), ("yes", t.protected_choice())]
                .into_iter()
                .map(|(value, label)| choice(value.to_owned(), label.to_owned(), answers.protected == value))
                .collect(),
            access: Field::new("access", t.access()).hinted(t.access_hint()).judged(&errors),
            accesses: accesses
                .map(|one| {
                    let label = match one.role {
                        Role::Caseworker => one.name.clone(),
                        _ => format!("{} ({})", one.name, one.role.label(lang).to_lowercase()),
                    };
                    choice(cover(one.id), label, answers.access.contains(&one.id))
                })
                .collect(),
            unblock: Field::new("unblock", t.unblock()).optional().judged(&errors),
            unblocks: found
                .stands
                .blocked
                .iter()
                .map(|(id, reason)| {
                    let label = t.blocked_line(&name_of(&found.colleagues, Some(*id)), reason);
                    choice(cover(*id), label, answers.unblock.contains(id))
                })
                .collect(),
            block: Field::new("block", t.block()).optional().judged(&errors),
            blocks: std::iter::once(nobody)
                .chain(blocks.map(|one| {
                    let label = format!("{} ({})", one.name, one.role.label(lang).to_lowercase());
                    choice(cover(one.id), label, answers.block == Some(one.id))
                }))
                .collect(),
            block_reason: Field::new("block_reason", t.block_reason())
                .hinted(t.block_reason_hint())
                .with(&answers.block_reason)
                .optional()
                .judged(&errors),
            confirm: Field::new("confirm_self", t.confirm()).hinted(t.confirm_hint()).optional().judged(&errors),
            confirms: vec![choice("yes".to_owned(), t.confirm_self().to_owned(), answers.is_confirmed)],
            openings: found
                .openings
                .iter()
                .map(|row| OpeningLine {
                    who: name_of(&found.colleagues, Some(row.user_id)),
                    when: at(row.opened_at),
                    until: at(row.ends_at),
                    why: row.reason.clone(),
                })
                .collect(),
            conflict: Conflict::none(lang),
            errors,
            file,
        }
    }
}

async fn protection_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client: web::Path<String>,
) -> Answer {
    let (worker, asking) = (state.clone(), visitor.clone());
    let (file, found) = web::block(move || {
        head::open(&worker, &asking, &user, &client, Part::Case, |conn, file| read(conn, &user, file))
    })
    .await??;
    let answers = Answers::of(&found.stands, file.case.version);
    Ok(ok(&ProtectionPage::new(&visitor, &state, file, &found, &answers, Vec::new())))
}

/// How saving ended.
enum Ended {
    /// It is saved; true when she still sees the client.
    Done(bool),
    Wrong(Box<(File, Found)>, Vec<FieldError>),
    Lost(Box<(File, Found)>),
}

async fn protection_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client: web::Path<String>,
    form: Posted,
) -> Answer {
    let mut answers = Answers::posted(&form, state.database.keyring());
    let (worker, lang, client_ref, given) = (state.clone(), visitor.lang, client.clone(), answers.clone());
    let ended = web::block(move || {
        let database = worker.database.clone();
        database.write(&user.actor, |conn| save(conn, &worker, &user, &client_ref, &given, lang))
    })
    .await??;
    Ok(match ended {
        Ended::Done(true) => see_other(&case_address(&client, "protection")),
        Ended::Done(false) => see_other(urls::CLIENTS),
        Ended::Wrong(read, errors) => {
            let (file, found) = *read;
            invalid(&ProtectionPage::new(&visitor, &state, file, &found, &answers, errors))
        }
        Ended::Lost(read) => {
            let (file, found) = *read;
            answers.version = file.case.version;
            let rows = differing(&found, &answers, visitor.lang);
            let mut shown = ProtectionPage::new(&visitor, &state, file, &found, &answers, Vec::new());
            shown.conflict = Conflict::of(visitor.lang, rows);
            page(StatusCode::CONFLICT, &shown)
        }
    })
}

fn save(
    conn: &mut Conn,
    state: &State,
    user: &SignedIn,
    client_ref: &str,
    given: &Answers,
    lang: Lang,
) -> Result<(Ended, AuditEntry)> {
    head::find_to_govern(conn, state, &user.actor, client_ref)?;
    let file = head::load(conn, state, lang, user, client_ref, Part::Case)?;
    let found = read(conn, user, &file)?;
    let refused = AuditEntry::done_to("client.read", "client", file.id);
    let case = Case {
        stands: &found.stands,
        colleagues: &found.colleagues,
        caseworker: file.client.caseworker_id,
        is_locked: file.case.locked_on.is_some(),
        user,
    };
    let wanted = match given.validate(&case, ProtectionTexts(lang)) {
        Ok(wanted) => wanted,
        Err(errors) => return Ok((Ended::Wrong(Box::new((file, found)), errors), refused)),
    };
    if file.case.version != given.version {
        return Ok((Ended::Lost(Box::new((file, found))), refused));
    }
    protection::set(conn, &user.actor, file.id, given.version, &wanted, state.clock().now_utc())?;
    let still_sees = match head::find_locked_too(conn, state, &user.actor, client_ref) {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(error) => return Err(error),
    };
    Ok((Ended::Done(still_sees), AuditEntry::done_to("client.protect", "client", file.id)))
}

/// What stands now beside what she chose.
fn differing(found: &Found, answers: &Answers, lang: Lang) -> Vec<(String, String, String)> {
    let t = ProtectionTexts(lang);
    let names = |ids: &[i64]| {
        let names: Vec<String> = ids.iter().map(|id| name_of(&found.colleagues, Some(*id))).collect();
        if names.is_empty() { "–".to_owned() } else { names.join(", ") }
    };
    let who = |is_protected: bool| if is_protected { t.protected_choice() } else { t.open_choice() }.to_owned();
    let stands: Vec<i64> = found.stands.blocked.iter().map(|(id, _)| *id).collect();
    let mut blocked = stands.clone();
    blocked.retain(|id| !answers.unblock.contains(id));
    blocked.extend(answers.block);
    vec![
        (t.protected().to_owned(), who(found.stands.is_protected), who(answers.protected == "yes")),
        (t.access().to_owned(), names(&found.stands.allowed), names(&answers.access)),
        (t.blocked().to_owned(), names(&stands), names(&blocked)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::actor::Actor;

    fn user(id: i64, role: Role) -> SignedIn {
        SignedIn {
            actor: Actor::User { id, role },
            user_id: id,
            role,
            name: String::new(),
            session_id: 1,
            csrf: String::new(),
            verified_at: chrono::NaiveDateTime::MIN,
            previous_sign_in_at: None,
        }
    }

    fn colleague(id: i64, role: Role) -> Colleague {
        Colleague { id, name: format!("K{id}"), role, is_active: id != 4 }
    }

    fn judged(answers: &Answers, stands: &Protection, by: i64) -> std::result::Result<Protection, Vec<&'static str>> {
        let colleagues = [
            colleague(1, Role::Caseworker),
            colleague(2, Role::Caseworker),
            colleague(4, Role::Caseworker),
            colleague(9, Role::Lead),
        ];
        let role = if by == 9 { Role::Lead } else { Role::Caseworker };
        let user = user(by, role);
        let case = Case { stands, colleagues: &colleagues, caseworker: Some(1), is_locked: false, user: &user };
        let of = |errors: Vec<FieldError>| errors.iter().map(|error| error.field).collect();
        answers.validate(&case, ProtectionTexts(Lang::Nb)).map_err(of)
    }

    fn answers(protected: &str) -> Answers {
        Answers { protected: protected.to_owned(), ..Answers::default() }
    }

    #[test]
    fn protecting_puts_her_own_on_the_list() {
        let made = judged(&answers("yes"), &Protection::default(), 2).unwrap();
        assert_eq!((made.is_protected, made.allowed), (true, vec![1, 2]));
    }

    #[test]
    fn nobody_shuts_herself_out_by_mistake() {
        let stands = Protection { is_protected: true, allowed: vec![1, 2], blocked: Vec::new() };
        let without = Answers { access: vec![1], ..answers("yes") };
        assert_eq!(judged(&without, &stands, 2), Err(vec!["confirm_self"]));
        assert!(judged(&Answers { is_confirmed: true, ..without }, &stands, 2).is_ok());
        let block = Answers { block: Some(9), block_reason: "Søster".to_owned(), ..answers("no") };
        assert_eq!(judged(&block, &Protection::default(), 9), Err(vec!["confirm_self"]));
        assert!(judged(&block, &Protection::default(), 2).is_ok(), "the lead can be blocked by another");
    }

    #[test]
    fn somebody_must_be_left() {
        let stands = Protection { is_protected: true, allowed: vec![1], blocked: vec![(9, "Bror".to_owned())] };
        let none = Answers { is_confirmed: true, ..answers("yes") };
        assert_eq!(judged(&none, &stands, 1), Err(vec!["access"]));
        let own = Answers {
            access: vec![1],
            block: Some(1),
            block_reason: "x".to_owned(),
            is_confirmed: true,
            ..answers("yes")
        };
        assert_eq!(judged(&own, &stands, 1), Err(vec!["block"]));
        let lifted = Answers { unblock: vec![9], ..none };
        assert!(judged(&lifted, &stands, 1).unwrap().blocked.is_empty());
    }

    #[test]
    fn a_block_needs_its_reason_and_a_colleague() {
        let open = Protection::default();
        assert_eq!(judged(&answers(""), &open, 1), Err(vec!["protected"]));
        assert_eq!(judged(&Answers { block: Some(2), ..answers("no") }, &open, 1), Err(vec!["block_reason"]));
        let alone = Answers { block_reason: "x".to_owned(), ..answers("no") };
        assert_eq!(judged(&alone, &open, 1), Err(vec!["block"]));
        let gone = Answers { block: Some(4), block_reason: "x".to_owned(), ..answers("no") };
        assert_eq!(judged(&gone, &open, 1), Err(vec!["block"]), "whoever has left needs no block");
        assert_eq!(judged(&Answers { access: vec![9], ..answers("yes") }, &open, 1), Err(vec!["access"]));
        assert_eq!(judged(&Answers { is_foreign: true, ..answers("no") }, &open, 1), Err(vec!["access"]));
    }
}
