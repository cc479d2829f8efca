//! What every page of a client's file needs: who may open it, its head, and the entry in the log that says it was opened.

mod shown;

pub use shown::{Head, shared_word};

use self::shown::{Alert, facts, head_tags, name_of, tabs};
use super::texts::HeadTexts;
use crate::clients::model::{CaseState, ClientRow, IdentityRow};
use crate::clients::{self, sight};
use crate::consents::model::{Consent, live_scopes};
use crate::db::{Conn, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{AlertLevel, Code, ConsentScope, Role};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use crate::{consents, journal, police};

/// The parts of a file, in the order of their tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Her page.
    Overview,
    /// The journal.
    Journal,
    /// Residence statuses, decisions and appeals, with their deadlines.
    Residence,
    /// Where she stays.
    Stays,
    /// What she takes part in.
    Activities,
    /// Police matters.
    Police,
    /// Returns.
    Returns,
    /// Benefits and hours with lawyers.
    Economy,
    /// Tasks and appointments.
    Tasks,
    /// Who she is and who is around her.
    Person,
    /// Her consents.
    Consents,
    /// Closing, protection, merging.
    Case,
    /// Who has looked.
    Log,
}

impl Part {
    /// Its part of the address; nothing for her page itself.
    #[must_use]
    pub const fn place(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Journal => "journal",
            Self::Residence => "residence",
            Self::Stays => "stays",
            Self::Activities => "activities",
            Self::Police => "police",
            Self::Returns => "returns",
            Self::Economy => "economy",
            Self::Tasks => "tasks",
            Self::Person => "person",
            Self::Consents => "consents",
            Self::Case => "case",
            Self::Log => "log",
        }
    }

    /// What its tab says.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        let t = HeadTexts(lang);
        match self {
            Self::Overview => t.overview(),
            Self::Journal => t.journal(),
            Self::Residence => t.residence(),
            Self::Stays => t.stays(),
            Self::Activities => t.activities(),
            Self::Police => t.police(),
            Self::Returns => t.returns(),
            Self::Economy => t.economy(),
            Self::Tasks => t.tasks(),
            Self::Person => t.person(),
            Self::Consents => t.consents(),
            Self::Case => t.the_case(),
            Self::Log => t.log(),
        }
    }
}

/// A client's file as it was opened: what the domains say of her, and the head of the page.
#[derive(Debug, Clone)]
pub struct File {
    /// The client.
    pub id: i64,
    /// Her reference in addresses.
    pub client_ref: String,
    /// The case.
    pub client: ClientRow,
    /// What the register format does not know of it.
    pub case: CaseState,
    /// Who she is.
    pub identity: IdentityRow,
    /// Her citizenships, the first is her nationality.
    pub citizenships: Vec<String>,
    /// Her languages.
    pub languages: Vec<String>,
    /// All her consents.
    pub consents: Vec<Consent>,
    /// What may be shared today.
    pub scopes: Vec<ConsentScope>,
    /// The name of her caseworker.
    pub caseworker: String,
    /// True when the one who asks is the lead, or her own caseworker: who may read restricted notes and the log.
    pub is_trusted: bool,
    /// True when something may be written in the file: the record is about herself, and she has not withdrawn her consent.
    pub may_write: bool,
    /// The head of the page.
    pub head: Head,
}

impl File {
    /// Refuses a form that would write where nothing may be written: it does not exist.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn must_take_notes(&self) -> Result<()> {
        if self.may_write { Ok(()) } else { Err(Error::NotFound) }
    }
}

/// Opens a client's file for a page: reads it with what the page itself needs, logs that it was read, then answers. Whom the
/// actor may not see is not there.
///
/// # Errors
/// [`Error::NotFound`] when there is no such client for her, and what `more` answers.
pub fn open<T>(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    client_ref: &str,
    part: Part,
    more: impl FnOnce(&mut Conn, &File) -> Result<T>,
) -> Result<(File, T)> {
    let (file, found) = state.database.read(|conn| {
        let file = load(conn, state, visitor.lang, user, client_ref, part)?;
        let found = more(conn, &file)?;
        Ok::<_, Error>((file, found))
    })?;
    state.database.log(&user.actor, AuditEntry::done_to("client.read", "client", file.id))?;
    Ok((file, found))
}

/// Finds the client of a reference for a change of her file: she must be there for the actor, have a record of her own, and not
/// have withdrawn her consent. Nothing is logged; the write is.
///
/// # Errors
/// [`Error::NotFound`] when there is no such client for her.
pub fn find(conn: &mut Conn, state: &State, actor: &Actor, client_ref: &str) -> Result<i64> {
    let id = find_locked_too(conn, state, actor, client_ref)?;
    if clients::store::is_locked(conn, actor, id)? { Err(Error::NotFound) } else { Ok(id) }
}

/// The same for what may be done when she has withdrawn her consent: a new consent, what becomes of the case.
///
/// # Errors
/// [`Error::NotFound`] when there is no such client for her.
pub fn find_locked_too(conn: &mut Conn, state: &State, actor: &Actor, client_ref: &str) -> Result<i64> {
    let id = seen(conn, state, actor, client_ref)?;
    // A merged record takes no more: what is written belongs to the client it turned out to be about.
    if clients::store::is_merged(conn, actor, id)? { Err(Error::NotFound) } else { Ok(id) }
}

/// The same for who may see her and whose client she is: not for somebody whom only an emergency lets in.
///
/// # Errors
/// [`Error::NotFound`] when there is no such client for her.
pub fn find_to_govern(conn: &mut Conn, state: &State, actor: &Actor, client_ref: &str) -> Result<i64> {
    let id = find_locked_too(conn, state, actor, client_ref)?;
    if sight::is_emergency(conn, actor, id)? { Err(Error::NotFound) } else { Ok(id) }
}

fn seen(conn: &mut Conn, state: &State, actor: &Actor, client_ref: &str) -> Result<i64> {
    let id = state.database.keyring().uncover(RefKind::Client, client_ref)?;
    sight::must_see(conn, actor, id, state.clock().now_utc())?;
    Ok(id)
}

/// Reads a file with its head. For a write that shows the page again, inside its transaction.
///
/// # Errors
/// [`Error::NotFound`] when there is no such client for her.
pub fn load(conn: &mut Conn, state: &State, lang: Lang, user: &SignedIn, client_ref: &str, part: Part) -> Result<File> {
    let actor = &user.actor;
    let id = seen(conn, state, actor, client_ref)?;
    let today = state.clock().today();
    let (client, case, identity) = clients::store::file_of(conn, actor, id)?;
    let citizenships: Vec<String> =
        clients::store::client_citizenships_of(conn, actor, &[id])?.into_iter().map(|row| row.country).collect();
    let languages: Vec<String> =
        clients::store::client_languages_of(conn, actor, &[id])?.into_iter().map(|row| row.language).collect();
    let consents = consents::store::consents_with_scopes(conn, actor, id)?;
    // Whoever withdrew her consent to the journal shares nothing, whatever was left standing.
    let scopes = if case.locked_on.is_some() { Vec::new() } else { live_scopes(&consents, today) };
    let caseworker = match client.caseworker_id {
        Some(user) => clients::store::user_name(conn, actor, user)?,
        None => String::new(),
    };
    let is_trusted = user.role == Role::Lead || client.caseworker_id == Some(user.user_id);
    let may_write = case.locked_on.is_none() && case.merged_into_id.is_none();
    let facility = match client.latest_facility_id {
        Some(facility) => clients::store::facility_name(conn, actor, facility)?,
        None => String::new(),
    };
    let mut alerts = clients::around::alerts(conn, actor, id)?;
    alerts.sort_by_key(|alert| alert.fact.level);
    let entries = journal::store::count_of(conn, actor, id)?;
    let counts = clients::parts::counts(conn, actor, id)?;
    let police = police::store::latest_event_of(conn, actor, id)?;
    let t = HeadTexts(lang);
    let mut file = File {
        head: Head {
            case_word: t.case(),
            case_number: client.case_number.clone(),
            since: client
                .closed_on
                .map_or_else(|| t.active_since(&show::date(client.intake_date)), |day| t.closed_on(&show::date(day))),
            href: urls::client(client_ref),
            name: name_of(&identity, t),
            alias: identity.alias.clone().unwrap_or_default(),
            facts: Vec::new(),
            status_word: t.status(),
            tags: Vec::new(),
            alerts: alerts
                .into_iter()
                .map(|kept| kept.fact)
                .filter(|alert| alert.began_on <= today && alert.ends_on.is_none_or(|last| last >= today))
                .map(|alert| Alert {
                    color: match alert.level {
                        AlertLevel::Danger => "danger",
                        AlertLevel::Warning => "warning",
                        AlertLevel::Info => "info",
                    },
                    level: alert.level.label(lang),
                    text: alert.text,
                })
                .collect(),
            parts_word: t.parts(),
            tabs: Vec::new(),
            may_write,
            new_entry_href: urls::new_entry(client_ref),
            new_entry_word: t.new_note(),
        },
        id,
        client_ref: client_ref.to_owned(),
        client,
        case,
        identity,
        citizenships,
        languages,
        consents,
        scopes,
        caseworker,
        is_trusted,
        may_write,
    };
    file.head.facts = facts(&file, lang, today);
    file.head.tags = head_tags(&file, &facility, police, lang, today);
    file.head.tabs = tabs(&file, part, entries, counts, lang);
    Ok(file)
}
