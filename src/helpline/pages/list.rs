//! The list of enquiries: by period, topic, caller and channel, what is open, what is hers; and a year at a glance.

use super::Answer;
use crate::audit::changes;
use crate::audit::told::Change;
use crate::charts::{Datum, Frame, Svg, columns};
use crate::db::{Conn, RefKind};
use crate::helpline::board::{About, Viewer};
use crate::helpline::calls::{self, Filter, Month};
use crate::helpline::form::when;
use crate::helpline::handovers;
use crate::helpline::lists::CALLERS;
use crate::helpline::model::{Handover, KeptCall};
use crate::helpline::reach::{self, Reach};
use crate::helpline::texts::{ListTexts, TakeEnquiryTexts};
use crate::kernel::access::Area;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Caller, Channel, Code, EnquiryTopic, FactKind, Role};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::form::{Choice, Field, read_date};
use crate::web::inputs::choice;
use crate::web::layout::{Flash, Layout};
use crate::web::paging::{Pager, Window};
use crate::web::record_texts::RecordTexts;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::Tag;
use crate::web::state::State;
use crate::web::{months, urls};
use actix_web::web;
use askama::Template;
use chrono::{Datelike, NaiveDate, TimeDelta};
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/enquiries", web::get().to(list_page));
}

/// How many lines a page has.
const SIZE: usize = 50;
/// For how long what was removed is listed, in days.
const REMOVED_DAYS: i64 = 30;

/// What the list is asked for.
#[derive(Deserialize, Default, Clone)]
pub(super) struct Asked {
    from: Option<String>,
    to: Option<String>,
    topic: Option<String>,
    caller: Option<String>,
    channel: Option<String>,
    of: Option<String>,
    year: Option<i32>,
    page: Option<usize>,
    said: Option<String>,
}

struct Line {
    href: String,
    key: String,
    iso: String,
    date: String,
    time: String,
    who: &'static str,
    channel: &'static str,
    topic: Tag,
    title: String,
    client: Option<About>,
    states: Vec<Tag>,
}

struct MonthLine {
    name: String,
    href: String,
    calls: String,
    victims: String,
    persons: String,
}

struct Quick {
    href: String,
    label: String,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "helpline/list.html")]
struct ListPage {
    l: Layout,
    t: ListTexts,
    forms: RecordTexts,
    lead: &'static str,
    new_href: &'static str,
    action: &'static str,
    of: String,
    from: Field,
    to: Field,
    topics: Vec<Choice>,
    callers: Vec<Choice>,
    channels: Vec<Choice>,
    date_error: &'static str,
    quick: Vec<Quick>,
    count: String,
    empty: &'static str,
    lines: Vec<Line>,
    pager: Pager,
    years: Vec<Quick>,
    month_heading: String,
    picture: Option<Svg>,
    months: Vec<MonthLine>,
    sum: MonthLine,
    removed: Vec<Change>,
    take: TakeEnquiryTexts,
    /// Blank for who may not take it out.
    take_href: String,
}

impl Asked {
    /// The same, where no period is asked for of this year and the last: nobody leafs through all calls that ever were. Blank dates ask
    /// for all of them; what is open is short, however old it is.
    pub(super) fn within_reason(mut self, today: NaiveDate) -> Self {
        if self.from.is_none() && self.to.is_none() && self.of.as_deref() != Some("open") {
            self.from = NaiveDate::from_ymd_opt(today.year() - 1, 1, 1).map(crate::web::show::date);
        }
        self
    }

    /// The filter, and true when a date of it cannot be read.
    pub(super) fn filter(&self, user: &SignedIn) -> (Filter, bool) {
        let read = |text: &Option<String>| read_date(text.as_deref().unwrap_or_default());
        let (from, to) = (read(&self.from), read(&self.to));
        let is_wrong = from.is_err() || to.is_err();
        let of = self.of.as_deref().unwrap_or_default();
        let may_link = user.actor.may(Area::Clients);
        let filter = Filter {
            from: from.ok().flatten(),
            to: to.ok().flatten(),
            topic: self.topic.as_deref().and_then(EnquiryTopic::from_code),
            caller: self.caller.as_deref().and_then(Caller::from_code),
            channel: self.channel.as_deref().and_then(Channel::from_code),
            author: (of == "mine").then_some(user.user_id),
            is_open: of == "open" && user.actor.may(Area::Handovers),
            is_unlinked: of == "unlinked" && may_link,
        };
        (filter, is_wrong)
    }

    /// The address of the same list with some of its pairs changed.
    pub(super) fn address(&self, changed: &[(&str, &str)]) -> String {
        self.address_at(urls::ENQUIRIES, changed)
    }

    /// The address where this very list is taken out.
    pub(super) fn export_address(&self) -> String {
        self.address_at(urls::ENQUIRY_EXPORT, &[("year", "")])
    }

    fn address_at(&self, path: &str, changed: &[(&str, &str)]) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut pairs = vec![
            ("from", text(&self.from)),
            ("to", text(&self.to)),
            ("topic", text(&self.topic)),
            ("caller", text(&self.caller)),
            ("channel", text(&self.channel)),
            ("of", text(&self.of)),
            ("year", self.year.map_or_else(String::new, |year| year.to_string())),
        ];
        for (name, value) in changed {
            pairs.retain(|(known, _)| known != name);
            pairs.push((name, (*value).to_owned()));
        }
        // Blank dates stay where dates were asked for: without any, the list is not of all years.
        let has_period = self.from.is_some() || self.to.is_some();
        pairs.retain(|(name, value)| !value.is_empty() || (has_period && matches!(*name, "from" | "to")));
        let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// What the page reads.
struct Found {
    window: Window,
    calls: Vec<KeptCall>,
    handovers: Vec<Handover>,
    years: Vec<i32>,
    year: i32,
    months: [Month; 12],
    removed: Vec<Change>,
    is_all: bool,
}

fn find(conn: &mut Conn, state: &State, user: &SignedIn, asked: &Asked, lang: Lang) -> Result<Found> {
    let actor = &user.actor;
    let today = state.clock().today();
    let reach = reach::of(conn, actor, state.clock().now_utc())?;
    let (filter, _) = asked.filter(user);
    let all = calls::count(conn, actor, &reach, &filter)?;
    let window = Window::new(asked.page, SIZE, usize::try_from(all).unwrap_or(0));
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let calls = calls::page(conn, actor, &reach, &filter, (number(window.skip), number(window.size)))?;
    let ids: Vec<i64> = calls.iter().map(|call| call.id).collect();
    let mut years = calls::years(conn, actor, &reach)?;
    if !years.contains(&today.year()) {
        years.insert(0, today.year());
    }
    let latest =
        filter.from.filter(|_| filter.to.is_some()).map(|from| from.year()).filter(|year| years.contains(year));
    let year = asked.year.or(latest).unwrap_or_else(|| {
        // A year that has only begun says less than the one before.
        if today.month() == 1 && years.contains(&(today.year() - 1)) { today.year() - 1 } else { today.year() }
    });
    Ok(Found {
        handovers: if actor.may(Area::Handovers) { handovers::of_enquiries(conn, actor, &ids)? } else { Vec::new() },
        window,
        months: calls::months(conn, actor, &reach, year)?,
        years,
        year,
        calls,
        removed: if reach.is_all() { removed(conn, state, user, &reach, lang)? } else { Vec::new() },
        is_all: reach.is_all(),
    })
}

/// What was removed lately, as far as it is not about somebody hidden.
fn removed(conn: &mut Conn, state: &State, user: &SignedIn, reach: &Reach, lang: Lang) -> Result<Vec<Change>> {
    let since = state.clock().now_utc() - TimeDelta::days(REMOVED_DAYS);
    let rows = changes::removed_since(conn, &user.actor, FactKind::Enquiry, since)?;
    super::show::history(conn, state, user, (reach, None), &rows, lang)
}

async fn list_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Asked>) -> Answer {
    let template = web::block(move || {
        let asked = query.into_inner().within_reason(state.clock().today());
        let (found, lines) = state.database.read(|conn| {
            let found = find(conn, &state, &user, &asked, visitor.lang)?;
            let viewer = Viewer::of(conn, &state, &user, &found.calls, visitor.lang)?;
            let lines = found.calls.iter().map(|call| line(call, &found, &viewer, &state, visitor.lang)).collect();
            Ok::<_, Error>((found, lines))
        })?;
        state.database.log(&user.actor, AuditEntry::done("enquiry.list"))?;
        Ok::<_, Error>(page_of(&state, &visitor, &user, &asked, found, lines))
    })
    .await??;
    Ok(ok(&template))
}

fn line(call: &KeptCall, found: &Found, viewer: &Viewer<'_>, state: &State, lang: Lang) -> Line {
    let (date, time) = when(call.call.received_on, call.call.received_minute);
    let now = state.clock().local(state.clock().now_utc());
    let handover = found.handovers.iter().find(|one| one.enquiry_id == call.id);
    Line {
        href: urls::enquiry(&state.database.keyring().cover(RefKind::Enquiry, call.id)),
        key: call.key.clone(),
        iso: call.call.received_on.to_string(),
        date,
        time,
        who: call.call.caller.label(lang),
        channel: call.call.channel.label(lang),
        topic: viewer.topic(call.call.topic),
        title: viewer.title(call),
        client: viewer.client(call.call.client_id),
        states: handover.map_or_else(Vec::new, |handover| viewer.states(handover, now)),
    }
}

fn shown(number: i64, lang: Lang) -> String {
    crate::web::show::whole(number, lang)
}

fn month_line(name: String, href: String, month: Month, lang: Lang) -> MonthLine {
    MonthLine {
        name,
        href,
        calls: shown(month.calls, lang),
        victims: shown(month.about_victims, lang),
        persons: shown(month.first_time, lang),
    }
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    asked: &Asked,
    found: Found,
    lines: Vec<Line>,
) -> ListPage {
    let (lang, t) = (visitor.lang, ListTexts(visitor.lang));
    let (filter, is_wrong) = asked.filter(user);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let of = text(&asked.of);
    let selection = |code: &str, label: &'static str| Quick {
        href: asked.address(&[("of", code)]),
        label: label.to_owned(),
        is_current: of == code,
    };
    let mut quick = vec![selection("", t.everything()), selection("mine", t.mine())];
    if user.actor.may(Area::Handovers) {
        let open = asked.address(&[("of", "open"), ("from", ""), ("to", ""), ("page", "")]);
        quick.push(Quick { href: open, ..selection("open", t.open()) });
    }
    if user.actor.may(Area::Clients) {
        quick.push(selection("unlinked", t.unlinked()));
    }
    let mut callers = vec![choice("", t.all(), &text(&asked.caller))];
    callers.extend(CALLERS.iter().map(|one| choice(one.code(), one.label(lang), &text(&asked.caller))));
    let year = found.year;
    let month_of = |month: u32| NaiveDate::from_ymd_opt(year, month, 1);
    let bounds = |month: NaiveDate| {
        let last = months::next(month).pred_opt().unwrap_or(month);
        asked.address(&[
            ("from", &crate::web::show::date(month)),
            ("to", &crate::web::show::date(last)),
            ("year", &year.to_string()),
        ])
    };
    let by_month: Vec<(NaiveDate, Month)> =
        (1..=12).zip(found.months).filter_map(|(n, month)| Some((month_of(n)?, month))).collect();
    let sum = found.months.iter().fold(Month::default(), |sum, month| Month {
        calls: sum.calls + month.calls,
        about_victims: sum.about_victims + month.about_victims,
        first_time: sum.first_time + month.first_time,
    });
    let heading = t.by_month(&year.to_string());
    let desc = t.by_month_desc(&shown(sum.calls, lang));
    let frame = Frame { id: "months", title: &heading, desc: &desc, lang };
    let data: Vec<Datum> = by_month
        .iter()
        .map(|(month, count)| {
            let value = i32::try_from(count.calls).map_or(0.0, f64::from);
            Datum::new(crate::web::show::month_short(*month, lang), value, shown(count.calls, lang))
        })
        .collect();
    let is_filtered = filter != Asked::default().within_reason(state.clock().today()).filter(user).0;
    let said = match asked.said.as_deref() {
        Some("removed") => Some(t.removed_said()),
        _ => None,
    };
    let number = i64::try_from(found.window.all).unwrap_or(i64::MAX);
    ListPage {
        l: Layout::new(visitor, state, t.heading(), urls::ENQUIRIES)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(said.map(|text| Flash { color: "success", text: text.to_owned() })),
        t,
        forms: RecordTexts(lang),
        lead: match user.role {
            Role::Helpline => t.lead_night(),
            Role::ContactPerson => t.lead_own(),
            Role::Caseworker | Role::Lead | Role::Admin => t.lead_all(),
        },
        new_href: urls::NEW_ENQUIRY,
        action: urls::ENQUIRIES,
        from: Field::new("from", t.from()).with(&text(&asked.from)),
        to: Field::new("to", t.to()).with(&text(&asked.to)),
        topics: crate::web::inputs::codes_or::<EnquiryTopic>(t.all(), &text(&asked.topic), lang),
        callers,
        channels: crate::web::inputs::codes_or::<Channel>(t.all(), &text(&asked.channel), lang),
        date_error: if is_wrong { t.date_wrong() } else { "" },
        quick,
        count: t.count(&shown(number, lang)),
        empty: if is_filtered { t.empty_all() } else { t.empty_none() },
        pager: found.window.pager(lang, |page| asked.address(&[("page", &page.to_string())])),
        lines,
        years: found
            .years
            .iter()
            .map(|one| Quick {
                href: asked.address(&[
                    ("from", &format!("01.01.{one}")),
                    ("to", &format!("31.12.{one}")),
                    ("year", &one.to_string()),
                ]),
                label: one.to_string(),
                is_current: *one == year,
            })
            .collect(),
        months: by_month
            .iter()
            .map(|(month, count)| month_line(crate::web::show::month_short(*month, lang), bounds(*month), *count, lang))
            .collect(),
        sum: month_line(t.sum().to_owned(), String::new(), sum, lang),
        picture: if found.is_all && sum.calls > 0 { columns(&frame, &data) } else { None },
        month_heading: heading,
        removed: found.removed,
        take: TakeEnquiryTexts(lang),
        take_href: if user.actor.may(Area::Clients) { asked.export_address() } else { String::new() },
        of,
    }
}
