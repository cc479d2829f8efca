//! What the list of clients shows: the filters as choices, the lines as text.

use super::list_query::{Asked, address, begins_descending, quick_code};
use super::texts::{ListTexts, TakeListTexts};
use crate::clients::filter::{Cases, Caseworker, Filter, Place, Quick, SILENT_DAYS, Status};
use crate::clients::listing::{Line, Sort, Tallies};
use crate::clients::pressing::Pressing;
use crate::clients::store::ClientName;
use crate::clients::tags;
use crate::db::RefKind;
use crate::kernel::access::Area;
use crate::kernel::age::age_on;
use crate::kernel::codes::{Code, Country, DeadlineKind, FacilityType, ResidenceStatus};
use crate::kernel::text::Lang;
use crate::web::form::{Choice, Field};
use crate::web::layout::Layout;
use crate::web::paging::{Pager, Window};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::urls;
use askama::Template;
use chrono::{Datelike, NaiveDate};

/// A search, as far as it led.
#[derive(Debug, Clone)]
pub struct Search {
    /// What was typed; nothing when it is no longer kept.
    pub terms: Option<String>,
    /// True when everything that was typed leads to the first one.
    pub fits_all: bool,
    /// True when the first one is spelled as was typed.
    pub is_spelled_so: bool,
}

/// What the database answered.
#[derive(Debug)]
pub struct Found {
    /// The quick filters' counts.
    pub tallies: Tallies,
    /// How many active clients she may not open by name.
    pub hidden_active: i64,
    /// How many of those asked for she may not open by name.
    pub hidden: i64,
    /// Who can be a caseworker.
    pub colleagues: Vec<(i64, String)>,
    /// Which lines these are.
    pub window: Window,
    /// The lines.
    pub lines: Vec<Line>,
    /// The search, when it is one.
    pub search: Option<Search>,
    /// True for the list without filters.
    pub is_plain: bool,
}

/// A link to a list with something in common.
pub struct QuickLink {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
    /// How many are there.
    pub count: String,
    /// True for the list that is shown.
    pub is_current: bool,
}

/// The head of a column.
pub struct Column {
    /// What it says.
    pub label: &'static str,
    /// Where the order by it is; empty where there is none.
    pub href: String,
    /// `ascending`, `descending` or `none`; empty where it cannot be sorted by.
    pub sort: &'static str,
    /// The class of its cells.
    pub class: &'static str,
}

/// A line as text.
pub struct Shown {
    /// The case number.
    pub case_number: String,
    /// Where it leads.
    pub href: String,
    /// Her name.
    pub name: String,
    /// Her alias, where she has a name too.
    pub alias: String,
    /// Protected, locked, closed.
    pub marks: Vec<String>,
    /// Age in years, or empty.
    pub age: String,
    /// Countries, or empty.
    pub country: String,
    /// Her status.
    pub status: Option<Tag>,
    /// Her next deadline, where it presses and the status does not say it.
    pub deadline: String,
    /// Where she stays, or empty.
    pub place: String,
    /// How long.
    pub nights: String,
    /// Her caseworker, or empty.
    pub caseworker: String,
    /// The day of the latest entry, or empty.
    pub entry: String,
    /// True when that is long ago.
    pub is_silent: bool,
    /// Where a note is begun.
    pub note_href: String,
    /// What that says to those who hear it.
    pub note_label: String,
}

/// The page.
#[derive(Template)]
#[template(path = "clients/list.html")]
pub struct ListPage {
    l: Layout,
    t: ListTexts,
    lead: String,
    new_href: &'static str,
    handover_href: &'static str,
    search_action: &'static str,
    terms: String,
    action: &'static str,
    token: String,
    kept: Vec<(&'static str, String)>,
    quick_code: &'static str,
    scope: Field,
    scopes: Vec<Choice>,
    status: Field,
    statuses: Vec<Choice>,
    place: Field,
    places: Vec<Choice>,
    cases: Field,
    case_choices: Vec<Choice>,
    quick: Vec<QuickLink>,
    is_search: bool,
    notice: &'static str,
    empty_heading: &'static str,
    empty_text: &'static str,
    reset_href: String,
    reset_word: &'static str,
    caption: String,
    hidden: String,
    columns: Vec<Column>,
    lines: Vec<Shown>,
    pager: Pager,
    glass_href: &'static str,
    take: TakeListTexts,
    take_href: String,
}

impl ListPage {
    /// The page of what was found.
    #[must_use]
    pub fn new(visitor: &Visitor, state: &State, user: &SignedIn, asked: &Asked, found: Found) -> Self {
        let lang = visitor.lang;
        let t = ListTexts(lang);
        let clock = state.clock();
        let today = clock.today();
        let cover = |kind, id| state.database.keyring().cover(kind, id);
        let is_search = found.search.is_some();
        let pager = found.window.pager(lang, |page| asked.address(asked.sort, asked.is_descending, page));
        let order = if is_search { t.by_nearness() } else { order_words(asked, t) };
        let lines: Vec<Shown> = found
            .lines
            .into_iter()
            .map(|line| {
                let client_ref = cover(RefKind::Client, line.fact.id);
                shown(line, &client_ref, today, lang)
            })
            .collect();
        let colleagues: Vec<(String, String)> =
            found.colleagues.into_iter().map(|(id, name)| (cover(RefKind::User, id), name)).collect();
        let (empty_heading, empty_text) = if !lines.is_empty() {
            ("", "")
        } else if is_search {
            (t.no_hits(), t.no_hits_more())
        } else if found.is_plain && found.hidden == 0 {
            (t.none(), t.none_yet())
        } else {
            (t.none(), t.none_more())
        };
        let search = found.search.as_ref();
        let notice = match search {
            Some(Search { terms: None, .. }) => t.search_gone(),
            Some(_) if lines.is_empty() && is_narrowed(&asked.filter) => t.no_hits_filtered(),
            Some(Search { fits_all: false, .. }) if !lines.is_empty() => t.nearest_terms(),
            Some(Search { is_spelled_so: false, .. }) if !lines.is_empty() => t.nearest_spelling(),
            _ => "",
        };
        let active = found.tallies.active + found.hidden_active;
        let l = Layout::new(visitor, state, t.heading(), urls::CLIENTS)
            .with_print_line(visitor, clock.local(clock.now_utc()));
        Self {
            lead: if is_search {
                t.results(found.window.all.to_string().as_str())
            } else {
                t.active(&active.to_string())
            },
            new_href: urls::NEW_CLIENT,
            handover_href: urls::HANDOVER,
            search_action: urls::CLIENT_SEARCH,
            terms: search.and_then(|search| search.terms.clone()).unwrap_or_default(),
            action: urls::CLIENTS,
            token: asked.token.clone(),
            quick_code: asked.filter.quick.map_or("", quick_code),
            scope: Field::new("scope", t.caseworker()),
            scopes: scopes(asked, user, &colleagues, t, &cover(RefKind::User, user.user_id)),
            status: Field::new("status", t.status()),
            statuses: statuses(asked, t, lang),
            place: Field::new("place", t.place()),
            places: places(asked, t, lang),
            cases: Field::new("state", t.case_state()),
            case_choices: case_choices(asked, t),
            quick: quick(asked, found.tallies, today, t),
            is_search,
            notice,
            empty_heading,
            empty_text,
            reset_href: if is_search && !is_narrowed(&asked.filter) {
                urls::CLIENTS.to_owned()
            } else {
                address(&asked.token, &[])
            },
            reset_word: if is_search && !is_narrowed(&asked.filter) { t.reset_search() } else { t.reset() },
            caption: t.sorted(&pager.summary, order),
            hidden: if found.hidden > 0 { t.hidden(found.hidden.to_string().as_str()) } else { String::new() },
            columns: columns(asked, is_search, t),
            lines,
            pager,
            glass_href: if user.actor.may(Area::BreakGlass) { urls::BREAK_GLASS } else { "" },
            take: TakeListTexts(lang),
            take_href: asked.export_address(),
            kept: asked.kept(),
            l,
            t,
        }
    }
}

/// True when a search is not among everybody.
fn is_narrowed(filter: &Filter) -> bool {
    *filter != Filter { cases: Cases::All, ..Filter::default() }
}

fn order_words(asked: &Asked, t: ListTexts) -> &'static str {
    match (asked.sort, asked.is_descending) {
        (Sort::Case, true) => t.by_case_down(),
        (Sort::Case, false) => t.by_case_up(),
        (Sort::Name, true) => t.by_name_down(),
        (Sort::Name, false) => t.by_name_up(),
        (Sort::Entry, true) => t.by_entry_down(),
        (Sort::Entry, false) => t.by_entry_up(),
        (Sort::Status, _) => t.by_status(),
        (Sort::Place, _) => t.by_place(),
        (Sort::Caseworker, _) => t.by_caseworker(),
    }
}

fn choice(value: &str, label: &str, selected: bool) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), selected }
}

fn scopes(asked: &Asked, user: &SignedIn, colleagues: &[(String, String)], t: ListTexts, own_ref: &str) -> Vec<Choice> {
    let own = asked.filter.caseworker == Caseworker::Is(user.user_id);
    let chosen = asked.filters.iter().find(|(name, _)| *name == "scope").map_or("", |(_, value)| value.as_str());
    let fixed = [
        choice("", t.all(), asked.filter.caseworker == Caseworker::Any),
        choice("mine", t.mine(), own),
        choice("none", t.no_caseworker(), asked.filter.caseworker == Caseworker::Nobody),
    ];
    let others = colleagues.iter().filter(|(key, _)| key != own_ref);
    fixed.into_iter().chain(others.map(|(key, name)| choice(key, name, key == chosen))).collect()
}

fn statuses(asked: &Asked, t: ListTexts, lang: Lang) -> Vec<Choice> {
    let chosen = asked.filter.status;
    let fixed = [
        choice("", t.all(), chosen == Status::Any),
        choice("ending", t.ending(), chosen == Status::Ending),
        choice("none", t.missing(), chosen == Status::Missing),
    ];
    let codes = ResidenceStatus::ALL
        .iter()
        .map(|status| choice(status.code(), status.label(lang), chosen == Status::Is(*status)));
    fixed.into_iter().chain(codes).collect()
}

fn places(asked: &Asked, t: ListTexts, lang: Lang) -> Vec<Choice> {
    let chosen = asked.filter.place;
    let fixed = [choice("", t.all(), chosen == Place::Any), choice("none", t.missing(), chosen == Place::Missing)];
    let codes =
        FacilityType::ALL.iter().map(|kind| choice(kind.code(), kind.label(lang), chosen == Place::Kind(*kind)));
    fixed.into_iter().chain(codes).collect()
}

fn case_choices(asked: &Asked, t: ListTexts) -> Vec<Choice> {
    let chosen = asked.filter.cases;
    [
        ("active", t.active_cases(), Cases::Active),
        ("closed", t.closed_cases(), Cases::Closed),
        ("all", t.all(), Cases::All),
    ]
    .into_iter()
    .map(|(code, label, cases)| choice(code, label, chosen == cases))
    .collect()
}

/// The quick filters: each leads to the list it counts, so that number and list agree.
fn quick(asked: &Asked, tallies: Tallies, today: NaiveDate, t: ListTexts) -> Vec<QuickLink> {
    let year = today.year().to_string();
    [
        (t.mine().to_owned(), ("scope", "mine"), tallies.mine),
        (t.quick_deadline().to_owned(), ("quick", quick_code(Quick::Deadline)), tallies.pressing),
        (t.quick_new(&year), ("quick", quick_code(Quick::New)), tallies.new),
        (t.quick_silent().to_owned(), ("quick", quick_code(Quick::Silent)), tallies.silent),
        (t.quick_gaps().to_owned(), ("quick", quick_code(Quick::Gaps)), tallies.gaps),
    ]
    .into_iter()
    .map(|(label, (name, value), count)| {
        let own = [(name, value.to_owned()), ("state", "active".to_owned())];
        let is_current = asked.token.is_empty()
            && asked.filters.len() == own.len()
            && own.iter().all(|filter| asked.filters.contains(filter));
        QuickLink { href: address("", &own), label, count: count.to_string(), is_current }
    })
    .collect()
}

fn columns(asked: &Asked, is_search: bool, t: ListTexts) -> Vec<Column> {
    let column = |label, sort: Option<Sort>, class| match sort.filter(|_| !is_search) {
        None => Column { label, href: String::new(), sort: "", class },
        Some(sort) => {
            let is_current = sort == asked.sort;
            let next = if is_current { !asked.is_descending } else { begins_descending(sort) };
            Column {
                label,
                href: asked.address(sort, next, 1),
                sort: match (is_current, asked.is_descending) {
                    (false, _) => "none",
                    (true, true) => "descending",
                    (true, false) => "ascending",
                },
                class,
            }
        }
    };
    vec![
        column(t.number(), Some(Sort::Case), ""),
        column(t.name(), Some(Sort::Name), ""),
        column(t.age(), None, "n"),
        column(t.country(), None, ""),
        column(t.status(), Some(Sort::Status), ""),
        column(t.place(), Some(Sort::Place), ""),
        column(t.caseworker(), Some(Sort::Caseworker), ""),
        column(t.latest_entry(), Some(Sort::Entry), "n"),
    ]
}

/// A deadline in the line of its client; nothing for the end of a permit, which her status says already.
fn deadline(next: Pressing, today: NaiveDate, lang: Lang) -> Option<String> {
    use DeadlineKind as K;
    if matches!(next.kind, K::ReflectionEnds | K::LimitedEnds | K::PermitEnds | K::VisitEnds) {
        return None;
    }
    let what = next.title.unwrap_or_else(|| next.kind.label(lang).to_owned());
    Some(format!("{what}: {}", tags::countdown(next.act_on, today, lang)))
}

fn shown(line: Line, client_ref: &str, today: NaiveDate, lang: Lang) -> Shown {
    let t = ListTexts(lang);
    let fact = line.fact;
    let name = ClientName {
        id: fact.id,
        case_number: fact.case_number.clone(),
        given_name: fact.given_name,
        family_name: fact.family_name,
        alias: fact.alias.clone(),
    };
    let is_named = name.given_name.is_some() || name.family_name.is_some();
    let full = name.full();
    let mut marks = Vec::new();
    if fact.is_protected {
        marks.push(t.protected().to_owned());
    }
    if fact.locked_on.is_some() {
        marks.push(t.locked().to_owned());
    }
    if let Some(day) = fact.closed_on {
        marks.push(t.closed_on(&show::date(day)));
    }
    let countries: Vec<&str> =
        line.countries.iter().filter_map(|code| Country::from_code(code)).map(|country| country.label(lang)).collect();
    let nights = fact.stay_began_on.filter(|_| line.place.is_some()).map(|began| (today - began).num_days().max(0));
    Shown {
        case_number: fact.case_number,
        href: urls::client(client_ref),
        note_label: t.new_note_about(&full),
        name: full,
        alias: fact.alias.filter(|_| is_named).unwrap_or_default(),
        marks,
        age: fact.birth_date.and_then(|birth| age_on(birth, today)).map_or_else(String::new, |age| age.to_string()),
        country: countries.join(", "),
        status: fact.status.map(|status| tags::status_tag(status, fact.valid_to, today, lang)),
        deadline: line.deadline.and_then(|next| deadline(next, today, lang)).unwrap_or_default(),
        place: line.place.unwrap_or_default(),
        nights: nights.map_or_else(String::new, |nights| t.nights(nights.to_string().as_str())),
        caseworker: line.caseworker.unwrap_or_default(),
        entry: show::maybe_date(fact.latest_entry_on),
        is_silent: fact.closed_on.is_none()
            && fact.latest_entry_on.is_some_and(|day| (today - day).num_days() > SILENT_DAYS),
        note_href: urls::new_entry(client_ref),
    }
}
