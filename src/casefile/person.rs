//! The page of the person: who she is, how she can be reached and what is safe, who is around her and whether the consent lets
//! one share with them, other numbers, alerts, children. It shows; the forms are elsewhere.

use super::around::Record;
use super::around_alerts::AlertForm;
use super::around_children::ChildForm;
use super::around_contacts::{ContactForm, PointForm, scope_for};
use super::around_numbers::{NumberForm, doubt_words, shown};
use super::head::{self, File, Part};
use super::person_texts::PersonTexts;
use crate::clients::around::{self, Alert, Child, Contact, ContactPoint, Identifier, Kept};
use crate::clients::identity::{self, WholeIdentity};
use crate::clients::store::facility_name;
use crate::db::Keyring;
use crate::kernel::age::age_on;
use crate::kernel::codes::{
    AlertLevel, Code, ConsentScope, ContactSafety, Country, IdentifierKind, Language, YesNoUnknown,
};
use crate::kernel::error::Error;
use crate::kernel::identity_number::show_duf;
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::layout::{Flash, Layout};
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}/person", web::get().to(show_page));
}

/// A fact of who she is.
struct Fact {
    label: &'static str,
    value: String,
    /// True when nobody has answered.
    is_blank: bool,
    /// What is doubted of it.
    doubt: &'static str,
}

/// A line of what is around her.
struct Line {
    title: String,
    details: String,
    tags: Vec<Tag>,
    note: String,
    href: String,
    /// True for what must not be used.
    is_danger: bool,
}

/// A part of the page: what stands, and what is over.
struct Section {
    id: &'static str,
    heading: &'static str,
    add_href: String,
    lines: Vec<Line>,
    earlier: Vec<Line>,
    empty: &'static str,
}

#[derive(Template)]
#[template(path = "casefile/person.html")]
struct PersonPage {
    l: Layout,
    t: PersonTexts,
    file: File,
    identity_href: String,
    facts: Vec<Fact>,
    left: Vec<Section>,
    right: Vec<Section>,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

/// What the page reads.
struct Found {
    whole: WholeIdentity,
    place: String,
    contacts: Vec<Kept<Contact>>,
    points: Vec<Kept<ContactPoint>>,
    numbers: Vec<Kept<Identifier>>,
    alerts: Vec<Kept<Alert>>,
    children: Vec<Kept<Child>>,
}

async fn show_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    query: web::Query<Said>,
) -> Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let actor = &user.actor;
        let (file, found) = head::open(&state, &visitor, &user, &path, Part::Person, |conn, file| {
            let (whole, _) = identity::whole(conn, actor, file.id)?;
            Ok(Found {
                place: match whole.client.identified_in_id {
                    Some(place) => facility_name(conn, actor, place)?,
                    None => String::new(),
                },
                whole,
                contacts: around::contacts(conn, actor, file.id)?,
                points: around::contact_points(conn, actor, file.id)?,
                numbers: around::identifiers(conn, actor, file.id)?,
                alerts: around::alerts(conn, actor, file.id)?,
                children: around::child_periods(conn, actor, file.id)?,
            })
        })?;
        Ok::<_, Error>(page_of(&state, &visitor, file, found, query.said.as_deref()))
    })
    .await??;
    Ok(ok(&template))
}

fn page_of(state: &State, visitor: &Visitor, file: File, found: Found, said: Option<&str>) -> PersonPage {
    let t = PersonTexts(visitor.lang);
    let path = urls::client_part(&file.client_ref, "person");
    let show = Shower {
        t,
        lang: visitor.lang,
        today: state.clock().today(),
        keyring: state.database.keyring(),
        client_ref: &file.client_ref,
        scopes: &file.scopes,
    };
    let (left, right) = (
        vec![show.numbers(found.numbers), show.children(found.children)],
        vec![show.points(found.points), show.contacts(found.contacts), show.alerts(found.alerts)],
    );
    PersonPage {
        l: Layout::new(visitor, state, t.heading(), &path)
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash((said == Some("saved")).then(|| Flash { color: "success", text: t.saved().to_owned() })),
        t,
        identity_href: urls::client_part(&file.client_ref, "identity"),
        facts: show.facts(&found.whole, &found.place),
        left,
        right,
        file,
    }
}

/// What it takes to show a file's rows.
struct Shower<'a> {
    t: PersonTexts,
    lang: Lang,
    today: NaiveDate,
    keyring: &'a Keyring,
    client_ref: &'a str,
    scopes: &'a [ConsentScope],
}

impl Shower<'_> {
    fn href<R: Record>(&self, id: i64) -> String {
        urls::client_part(self.client_ref, &format!("{}/{}", R::PLACE, self.keyring.cover(R::REF, id)))
    }

    /// A section of the lines with whether each is over.
    fn section<R: Record>(&self, heading: &'static str, empty: &'static str, lines: Vec<(bool, Line)>) -> Section {
        let (earlier, lines): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(is_over, _)| *is_over);
        let only = |lines: Vec<(bool, Line)>| lines.into_iter().map(|(_, line)| line).collect();
        let add_href = urls::client_part(self.client_ref, &format!("{}/new", R::PLACE));
        Section { id: R::PLACE, heading, add_href, lines: only(lines), earlier: only(earlier), empty }
    }

    /// What has an end is over on the day after it.
    fn is_over(&self, last: Option<NaiveDate>) -> bool {
        last.is_some_and(|last| last < self.today)
    }

    fn facts(&self, whole: &WholeIdentity, place: &str) -> Vec<Fact> {
        let (t, lang, case, person) = (self.t, self.lang, &whole.client, &whole.identity);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let born = person.birth_date.map(|birth| {
            let certainty = person.birth_date_certainty.map(|one| one.label(lang).to_lowercase());
            let age = age_on(birth, self.today).map(|age| t.age(&age.to_string()));
            let more: Vec<String> = [age, certainty].into_iter().flatten().collect();
            if more.is_empty() { show::date(birth) } else { format!("{} ({})", show::date(birth), more.join(", ")) }
        });
        let countries = |codes: &[String]| {
            let named = codes.iter().filter_map(|code| Country::from_code(code)).map(|country| country.label(lang));
            named.collect::<Vec<_>>().join(", ")
        };
        let spoken = whole.languages.iter().filter_map(|code| Language::from_code(code)).map(|one| one.label(lang));
        let exploited = whole.exploitations.iter().map(|one| one.label(lang)).collect::<Vec<_>>().join(", ");
        let abroad = match (case.children_abroad, case.children_abroad_count) {
            (answer, Some(count)) => [answer.map(|answer| answer.label(lang).to_owned()), Some(count.to_string())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", "),
            (answer, None) => named(answer, lang),
        };
        let duf = text(&person.duf_number);
        let duf_doubt = if duf.is_empty() { None } else { doubt_words(IdentifierKind::Duf, &duf, t) };
        let fact = |label: &'static str, value: String| self.fact(label, value);
        vec![
            fact(t.given_name(), text(&person.given_name)),
            fact(t.family_name(), text(&person.family_name)),
            fact(t.alias(), text(&person.alias)),
            fact(t.birth_date(), born.unwrap_or_default()),
            fact(t.gender(), person.gender.label(lang).to_owned()),
            fact(t.citizenships(), countries(&whole.citizenships)),
            fact(t.languages(), spoken.collect::<Vec<_>>().join(", ")),
            fact(
                t.interpreter(),
                person.interpreter.map_or("", |needed| if needed { t.yes() } else { t.no() }).to_owned(),
            ),
            fact(t.interpreter_note(), text(&person.interpreter_note)),
            Fact { doubt: duf_doubt.unwrap_or_default(), ..fact(t.duf(), show_duf(&duf)) },
            fact(t.address_protection(), named(person.address_protection, lang)),
            fact(t.intake_date(), show::date(case.intake_date)),
            fact(t.referred_by(), named(case.referred_by, lang)),
            fact(t.identified_in(), place.to_owned()),
            fact(t.exploitation(), exploited),
            fact(t.exploitation_countries(), countries(&whole.exploitation_countries)),
            fact(t.pregnant(), named(case.pregnant_at_intake, lang)),
            fact(t.children_abroad(), abroad),
            fact(t.other_note(), text(&person.note)),
        ]
    }

    fn fact(&self, label: &'static str, value: String) -> Fact {
        let is_blank = value.is_empty();
        Fact { label, value: if is_blank { self.t.not_stated().to_owned() } else { value }, is_blank, doubt: "" }
    }

    fn points(&self, kept: Vec<Kept<ContactPoint>>) -> Section {
        let t = self.t;
        let lines = kept.into_iter().map(|Kept { id, fact, .. }| {
            let line = Line {
                title: fact.value,
                details: joined([Some(fact.kind.label(self.lang).to_owned()), self.ended(fact.ended_on)]),
                tags: vec![safety_tag(fact.safety, self.lang)],
                note: fact.note.unwrap_or_default(),
                href: self.href::<PointForm>(id),
                is_danger: fact.safety == ContactSafety::Never,
            };
            (fact.ended_on.is_some(), line)
        });
        self.section::<PointForm>(t.reach(), t.reach_empty(), lines.collect())
    }

    fn contacts(&self, kept: Vec<Kept<Contact>>) -> Section {
        let t = self.t;
        let lines = kept.into_iter().map(|Kept { id, fact, .. }| {
            let kind = fact.kind.label(self.lang).to_owned();
            let is_over = fact.ended_on.is_some();
            let line = Line {
                title: fact.name,
                details: joined([Some(kind), fact.organisation, fact.phone, fact.email, self.ended(fact.ended_on)]),
                // Nothing is shared with somebody who is not around her any more.
                tags: if is_over { Vec::new() } else { vec![share_tag(scope_for(fact.kind), self.scopes, t)] },
                note: fact.note.unwrap_or_default(),
                href: self.href::<ContactForm>(id),
                is_danger: false,
            };
            (is_over, line)
        });
        self.section::<ContactForm>(t.contacts(), t.contacts_empty(), lines.collect())
    }

    fn numbers(&self, kept: Vec<Kept<Identifier>>) -> Section {
        let t = self.t;
        let lines = kept.into_iter().map(|Kept { id, fact, .. }| {
            let mut tags = vec![if fact.is_verified {
                Tag::new("success", "check", t.verified_short())
            } else {
                Tag::new("neutral", "", t.unverified_short()).outline()
            }];
            tags.extend(doubt_words(fact.kind, &fact.value, t).map(|doubt| Tag::new("warning", "warning", doubt)));
            let line = Line {
                title: shown(fact.kind, &fact.value),
                details: joined([Some(fact.kind.label(self.lang).to_owned()), fact.source]),
                tags,
                note: fact.note.unwrap_or_default(),
                href: self.href::<NumberForm>(id),
                is_danger: false,
            };
            (false, line)
        });
        self.section::<NumberForm>(t.numbers(), t.numbers_empty(), lines.collect())
    }

    fn alerts(&self, mut kept: Vec<Kept<Alert>>) -> Section {
        let t = self.t;
        kept.sort_by_key(|alert| (alert.fact.level, alert.id));
        let lines = kept.into_iter().map(|Kept { id, fact, .. }| {
            let (color, icon) = match fact.level {
                AlertLevel::Danger => ("danger", "warning"),
                AlertLevel::Warning => ("warning", "warning"),
                AlertLevel::Info => ("info", ""),
            };
            let until = fact.ends_on.map(|last| t.until(&show::date(last)));
            let line = Line {
                title: fact.text,
                details: joined([Some(t.since(&show::date(fact.began_on))), until]),
                tags: vec![Tag::new(color, icon, fact.level.label(self.lang))],
                note: String::new(),
                href: self.href::<AlertForm>(id),
                is_danger: false,
            };
            (self.is_over(fact.ends_on), line)
        });
        self.section::<AlertForm>(t.alerts(), t.alerts_empty(), lines.collect())
    }

    fn children(&self, kept: Vec<Kept<Child>>) -> Section {
        let t = self.t;
        let lines = kept.into_iter().map(|Kept { id, fact, .. }| {
            let age = fact.birth_date.and_then(|birth| age_on(birth, self.today));
            let period = match fact.accompanying_to {
                Some(last) => format!("{}–{}", show::date(fact.accompanying_from), show::date(last)),
                None => t.since(&show::date(fact.accompanying_from)),
            };
            let line = Line {
                title: t.child(&fact.child_label),
                details: joined([
                    fact.birth_date.map(|birth| t.born(&show::date(birth))),
                    age.map(|age| t.age(&age.to_string())),
                    fact.gender.map(|gender| gender.label(self.lang).to_lowercase()),
                    (fact.born_in_norway == Some(YesNoUnknown::Yes)).then(|| t.was_born_in_norway().to_owned()),
                    Some(period),
                ]),
                tags: Vec::new(),
                note: String::new(),
                href: self.href::<ChildForm>(id),
                is_danger: false,
            };
            (self.is_over(fact.accompanying_to), line)
        });
        self.section::<ChildForm>(t.children(), t.children_empty(), lines.collect())
    }

    fn ended(&self, on: Option<NaiveDate>) -> Option<String> {
        on.map(|day| self.t.ended(&show::date(day)))
    }
}

fn named<C: Code>(code: Option<C>, lang: Lang) -> String {
    code.map_or("", |code| code.label(lang)).to_owned()
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What is safe, as a tag: never by colour alone.
fn safety_tag(safety: ContactSafety, lang: Lang) -> Tag {
    let (color, icon) = match safety {
        ContactSafety::Safe => ("success", "check"),
        ContactSafety::MessageOnly => ("warning", "message"),
        ContactSafety::AgreedTimes => ("warning", "clock"),
        ContactSafety::ThroughOthers => ("warning", "clients"),
        ContactSafety::Never => ("danger", "hidden"),
    };
    Tag::new(color, icon, safety.label(lang))
}

/// Whether a consent lets one share with somebody.
fn share_tag(scope: Option<ConsentScope>, live: &[ConsentScope], t: PersonTexts) -> Tag {
    match scope {
        Some(scope) if live.contains(&scope) => Tag::new("success", "check", t.may_share()),
        Some(_) => Tag::new("warning", "hidden", t.may_not_share()),
        None => Tag::new("neutral", "hidden", t.ask_first()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_shares_only_within_a_live_scope() {
        let t = PersonTexts(Lang::Nb);
        let live = [ConsentScope::Journal, ConsentScope::ShareLawyer];
        assert_eq!(share_tag(Some(ConsentScope::ShareLawyer), &live, t).text, t.may_share());
        assert_eq!(share_tag(Some(ConsentScope::SharePolice), &live, t).text, t.may_not_share());
        assert_eq!(share_tag(None, &live, t).text, t.ask_first());
    }

    #[test]
    fn what_is_never_to_be_used_says_so_in_words() {
        let tag = safety_tag(ContactSafety::Never, Lang::Nb);
        assert_eq!((tag.color, tag.text.as_str()), ("danger", "Skal ikke brukes"));
    }
}
