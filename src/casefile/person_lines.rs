//! The lines of the page of the person: what stands around her, in words and tags.

use super::around::alerts::AlertForm;
use super::around::cards::CardForm;
use super::around::children::ChildForm;
use super::around::contacts::{ContactForm, PointForm, scope_for};
use super::around::numbers::{NumberForm, doubt_words, shown};
use super::person_texts::{CardTexts, PersonTexts};
use super::record::Record;
use crate::clients::around::{Alert, Child, Contact, ContactPoint, Identifier};
use crate::clients::identity::WholeIdentity;
use crate::db::{Kept, Keyring};
use crate::helpline::cards::Card;
use crate::kernel::age::age_on;
use crate::kernel::codes::{
    AlertLevel, Code, ConsentScope, ContactSafety, Country, IdentifierKind, Language, YesNoUnknown,
};
use crate::kernel::identity_number::show_duf;
use crate::kernel::text::Lang;
use crate::web::show::{self, Tag};
use crate::web::urls;
use chrono::NaiveDate;

/// A fact of who she is.
pub(super) struct Fact {
    pub label: &'static str,
    pub value: String,
    /// True when nobody has answered.
    pub is_blank: bool,
    /// What is doubted of it.
    pub doubt: &'static str,
}

/// A line of what is around her.
pub(super) struct Line {
    pub title: String,
    pub details: String,
    pub tags: Vec<Tag>,
    pub note: String,
    pub href: String,
    /// True for what must not be used.
    pub is_danger: bool,
}

/// A part of the page: what stands, and what is over.
pub(super) struct Section {
    pub id: &'static str,
    pub heading: &'static str,
    pub add_href: String,
    pub lines: Vec<Line>,
    pub earlier: Vec<Line>,
    pub empty: &'static str,
}

/// What it takes to show a file's rows.
pub(super) struct Shower<'a> {
    pub t: PersonTexts,
    pub lang: Lang,
    pub today: NaiveDate,
    pub keyring: &'a Keyring,
    pub client_ref: &'a str,
    pub scopes: &'a [ConsentScope],
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

    /// Who she is.
    pub(super) fn facts(&self, whole: &WholeIdentity, place: &str) -> Vec<Fact> {
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

    /// How she can be reached, and what is safe.
    pub(super) fn points(&self, kept: Vec<Kept<ContactPoint>>) -> Section {
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

    /// What the night duty may find.
    pub(super) fn cards(&self, kept: Vec<Kept<Card>>) -> Section {
        let t = CardTexts(self.lang);
        let lines = kept.into_iter().map(|Kept { id, fact, .. }| {
            let line = Line {
                title: format!("«{}»", fact.alias),
                details: joined([Some(t.shown_to(&show::date(fact.valid_to))), fact.ring, fact.safe_number]),
                tags: Vec::new(),
                note: fact.instructions.unwrap_or_default(),
                href: self.href::<CardForm>(id),
                is_danger: false,
            };
            (self.is_over(Some(fact.valid_to)), line)
        });
        self.section::<CardForm>(t.cards(), t.cards_empty(), lines.collect())
    }

    /// Who is around her, and whether the consent lets one share.
    pub(super) fn contacts(&self, kept: Vec<Kept<Contact>>) -> Section {
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

    /// Other numbers, with what is doubted of them.
    pub(super) fn numbers(&self, kept: Vec<Kept<Identifier>>) -> Section {
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

    /// Alerts, those that press most first.
    pub(super) fn alerts(&self, mut kept: Vec<Kept<Alert>>) -> Section {
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

    /// The periods of children.
    pub(super) fn children(&self, kept: Vec<Kept<Child>>) -> Section {
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
