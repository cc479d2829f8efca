//! The head of a page as it is shown: who she is, what matters now, the parts of her file.

use super::{File, Part};
use crate::casefile::texts::HeadTexts;
use crate::clients;
use crate::clients::model::IdentityRow;
use crate::clients::parts::PartCounts;
use crate::clients::tags;
use crate::consents::model::journal_stands;
use crate::kernel::age::age_on;
use crate::kernel::codes::{AddressProtection, Code, ConsentScope, Country, Language, PoliceEventKind};
use crate::kernel::text::Lang;
use crate::web::show::{self, Tag};
use crate::web::urls;
use chrono::NaiveDate;

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

/// Her name, or what is said where there is none.
pub(super) fn name_of(identity: &IdentityRow, t: HeadTexts) -> String {
    let name = clients::store::whole_name(identity.given_name.as_deref(), identity.family_name.as_deref());
    if name.is_empty() { t.nameless().to_owned() } else { name }
}

/// Age, country, languages, caseworker.
pub(super) fn facts(file: &File, lang: Lang, today: NaiveDate) -> Vec<String> {
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
pub(super) fn head_tags(
    file: &File,
    facility: &str,
    police: Option<PoliceEventKind>,
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

/// The parts of the file, as tabs.
pub(super) fn tabs(file: &File, current: Part, entries: i64, counts: PartCounts, lang: Lang) -> Vec<Tab> {
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
