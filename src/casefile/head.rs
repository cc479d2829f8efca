//! What every page of a client's file needs: who may open it, its head, and the entry in the log that says it was opened.

use super::texts::HeadTexts;
use crate::clients::model::{CaseState, ClientRow, IdentityRow};
use crate::clients::parts::PartCounts;
use crate::clients::{self, sight, tags};
use crate::consents::model::{Consent, journal_stands, live_scopes};
use crate::db::{Conn, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::age::age_on;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{AddressProtection, AlertLevel, Code, ConsentScope, Country, Language, Role};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::urls;
use crate::{consents, journal, police};
use chrono::NaiveDate;

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

/// The head of a page, as `parts/case.html` shows it.
#[derive(Debug, Clone)]
pub struct Head {
    /// The word for a case.
    pub case_word: &'static str,
    /// The case number.
    pub case_number: String,
    /// Since when it is active, or that it is closed.
    pub since: String,
    /// Her page.
    pub href: String,
    /// Her name, or what is said where there is none.
    pub name: String,
    /// Her alias.
    pub alias: String,
    /// Age, country, languages, caseworker.
    pub facts: Vec<String>,
    /// The word above the tags, for those who hear the page.
    pub status_word: &'static str,
    /// What matters now: safety, deadline, housing, police, consent.
    pub tags: Vec<Tag>,
    /// Alerts that stand.
    pub alerts: Vec<Alert>,
    /// The word above the tabs, for those who hear the page.
    pub parts_word: &'static str,
    /// The parts of the file.
    pub tabs: Vec<Tab>,
    /// True when a note may be begun.
    pub may_write: bool,
    /// Where a note is begun.
    pub new_entry_href: String,
    /// What that says.
    pub new_entry_word: &'static str,
}

/// An alert, as the head shows it.
#[derive(Debug, Clone)]
pub struct Alert {
    /// The colour of its level.
    pub color: &'static str,
    /// Its level in words.
    pub level: &'static str,
    /// What it says.
    pub text: String,
}

/// A tab.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: &'static str,
    /// How many there are, or nothing.
    pub count: String,
    /// True for the page that is shown.
    pub is_current: bool,
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

fn name_of(identity: &IdentityRow, t: HeadTexts) -> String {
    let name = clients::store::whole_name(identity.given_name.as_deref(), identity.family_name.as_deref());
    if name.is_empty() { t.nameless().to_owned() } else { name }
}

fn facts(file: &File, lang: Lang, today: NaiveDate) -> Vec<String> {
    let t = HeadTexts(lang);
    let mut facts = Vec::new();
    if let Some(age) = file.identity.birth_date.and_then(|birth| age_on(birth, today)) {
        facts.push(t.age(&age.to_string()));
    }
    let countries: Vec<&str> = file
        .citizenships
        .iter()
        .filter_map(|code| Country::from_code(code))
        .map(|country| country.label(lang))
        .collect();
    if !countries.is_empty() {
        facts.push(countries.join(", "));
    }
    let languages: Vec<&str> = file
        .languages
        .iter()
        .filter_map(|code| Language::from_code(code))
        .map(|language| language.label(lang))
        .collect();
    match (languages.is_empty(), file.identity.interpreter == Some(true)) {
        (true, true) => facts.push(t.needs_interpreter().to_owned()),
        (true, false) => {}
        (false, true) => facts.push(t.interpreter(&languages.join(", "))),
        (false, false) => facts.push(languages.join(", ")),
    }
    facts.push(if file.caseworker.is_empty() { t.no_caseworker().to_owned() } else { t.caseworker(&file.caseworker) });
    facts
}

/// In the order of what matters: safety, deadline, housing, police, consent.
fn head_tags(
    file: &File,
    facility: &str,
    police: Option<crate::kernel::codes::PoliceEventKind>,
    lang: Lang,
    today: NaiveDate,
) -> Vec<Tag> {
    let t = HeadTexts(lang);
    let mut tags = Vec::new();
    if file.case.locked_on.is_some() {
        tags.push(Tag::new("danger", "hidden", t.locked()));
    }
    if file.case.merged_into_id.is_some() {
        tags.push(Tag::new("warning", "warning", t.merged()));
    }
    if file.client.closed_on.is_some() {
        tags.push(Tag::new("neutral", "", t.closed()));
    }
    if file.case.is_protected {
        tags.push(Tag::new("danger", "hidden", t.protected()));
    }
    match file.identity.address_protection {
        Some(AddressProtection::StrictlyConfidential) => tags.push(Tag::new("danger", "shield", t.code_6())),
        Some(AddressProtection::Confidential) => tags.push(Tag::new("danger", "shield", t.code_7())),
        Some(AddressProtection::None) | None => {}
    }
    if let Some(status) = file.client.latest_status {
        tags.push(tags::status_tag(status, file.client.latest_status_valid_to, today, lang));
    }
    if let Some(began) = file.client.latest_stay_began_on
        && file.client.latest_stay_ended_on.is_none_or(|end| end > today)
    {
        let nights = (today - began).num_days().max(0);
        tags.push(Tag::new("accent", "stays", t.nights(facility, &nights.to_string())));
    }
    if let Some(event) = police {
        tags.push(Tag::new("info", "police", event.label(lang)));
    }
    let shared: Vec<String> = file.scopes.iter().filter_map(|scope| shared_word(*scope, lang)).collect();
    // That a locked client shares nothing is said by the lock.
    if file.case.locked_on.is_none() {
        tags.push(if !journal_stands(&file.consents, today) {
            Tag::new("danger", "warning", t.no_consent())
        } else if shared.is_empty() {
            Tag::new("neutral", "hidden", t.shares_nothing())
        } else {
            Tag::new("success", "check", t.shares(&shared.join(", ")))
        });
    }
    if let Some(until) = file.case.aftercare_until.filter(|until| *until >= today) {
        tags.push(Tag::new("info", "clock", t.aftercare(&show::date(until))));
    }
    tags
}

/// With whom a scope lets one share, in a word; nothing for the journal itself.
#[must_use]
pub fn shared_word(scope: ConsentScope, lang: Lang) -> Option<String> {
    if matches!(scope, ConsentScope::Journal | ConsentScope::Research) {
        return None;
    }
    let label = scope.label(lang);
    let word = label.strip_prefix("Deling med ").or_else(|| label.strip_prefix("Sharing with the "));
    Some(word.or_else(|| label.strip_prefix("Sharing with ")).unwrap_or(label).to_owned())
}

fn tabs(file: &File, current: Part, entries: i64, counts: PartCounts, lang: Lang) -> Vec<Tab> {
    let consents = i64::try_from(file.consents.len()).unwrap_or(0);
    let tabs = [
        (Part::Overview, 0),
        (Part::Journal, entries),
        (Part::Residence, counts.statuses),
        (Part::Stays, counts.stays),
        (Part::Activities, counts.activities),
        (Part::Police, counts.matters),
        (Part::Returns, counts.returns),
        (Part::Economy, counts.benefits + counts.legal_aid),
        (Part::Tasks, 0),
        (Part::Person, 0),
        (Part::Consents, consents),
        (Part::Case, 0),
        (Part::Log, 0),
    ];
    tabs.into_iter()
        .filter(|(part, _)| *part != Part::Log || file.is_trusted)
        .map(|(part, count)| Tab {
            href: match part {
                Part::Overview => urls::client(&file.client_ref),
                _ => urls::client_part(&file.client_ref, part.place()),
            },
            label: part.label(lang),
            count: if count > 0 { count.to_string() } else { String::new() },
            is_current: part == current,
        })
        .collect()
}
