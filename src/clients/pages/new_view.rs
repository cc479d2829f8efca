//! What the form of a new client shows.

use super::new_form::{Answers, Choices, Listed, ROWS};
use super::texts::IntakeTexts;
use crate::clients::names;
use crate::clients::similar::Similar;
use crate::kernel::codes::{
    AddressProtection, BirthDateCertainty, Code, ConsentForm, ConsentScope, ContactSafety, Country, Exploitation,
    Gender, Language, ReferredBy, YesNoUnknown,
};
use crate::kernel::text::Lang;
use crate::web::form::{Choice, Field, FieldError, once_key};
use crate::web::forms::DraftView;
use crate::web::layout::{Flash, Layout};
use crate::web::session::Visitor;
use crate::web::state::State;
use crate::web::urls;
use askama::Template;
use chrono::NaiveDateTime;

/// Somebody who is alike, as the form shows her.
pub struct Shown {
    client_ref: String,
    href: String,
    name: String,
    case_number: String,
    reasons: Vec<String>,
    is_ticked: bool,
    not_same: String,
}

impl Shown {
    /// Somebody who is alike; `is_ticked` when she was told apart.
    #[must_use]
    pub fn new(similar: &Similar, client_ref: &str, is_ticked: bool, lang: Lang) -> Self {
        let who = if similar.name.is_empty() { similar.case_number.as_str() } else { similar.name.as_str() };
        Self {
            client_ref: client_ref.to_owned(),
            href: urls::client(client_ref),
            name: who.to_owned(),
            case_number: similar.case_number.clone(),
            reasons: similar.reasons.iter().map(|reason| reason.text(lang)).collect(),
            is_ticked,
            not_same: IntakeTexts(lang).not_same(who),
        }
    }
}

/// The part of the page that shows who is alike.
#[derive(Template)]
#[template(path = "clients/similar.html")]
pub struct SimilarPart {
    /// The texts.
    pub t: IntakeTexts,
    /// Who is alike.
    pub similar: Vec<Shown>,
}

/// Several answers of one kind, each in a select of its own.
pub struct Several {
    name: &'static str,
    legend: &'static str,
    hint: &'static str,
    error: String,
    rows: Vec<Row>,
}

/// One of them.
pub struct Row {
    id: String,
    label: String,
    choices: Vec<Choice>,
}

/// The page.
#[derive(Template)]
#[template(path = "clients/new.html")]
pub struct NewPage {
    l: Layout,
    t: IntakeTexts,
    action: &'static str,
    similar_action: &'static str,
    cancel_href: &'static str,
    once: String,
    from: String,
    d: DraftView,
    number: String,
    errors: Vec<FieldError>,
    consent_form: Field,
    consent_forms: Vec<Choice>,
    given_on: Field,
    scopes: Field,
    scope_choices: Vec<Choice>,
    expires_on: Field,
    consent_note: Field,
    given_name: Field,
    family_name: Field,
    alias: Field,
    birth_date: Field,
    certainty: Field,
    certainties: Vec<Choice>,
    gender: Field,
    genders: Vec<Choice>,
    duf: Field,
    is_duf_doubted: bool,
    is_duf_anyway: bool,
    phone: Field,
    safety: Field,
    safeties: Vec<Choice>,
    similar: Vec<Shown>,
    citizenships: Several,
    languages: Several,
    interpreter: Field,
    interpreters: Vec<Choice>,
    interpreter_note: Field,
    address_protection: Field,
    address_protections: Vec<Choice>,
    note: Field,
    intake_date: Field,
    referred_by: Field,
    referrers: Vec<Choice>,
    identified_in: Field,
    facilities: Vec<Choice>,
    pregnant: Field,
    pregnancies: Vec<Choice>,
    children_abroad: Field,
    children_choices: Vec<Choice>,
    children_count: Field,
    exploitations: Field,
    exploitation_choices: Vec<Choice>,
    exploitation_countries: Several,
    caseworker: Field,
    caseworkers: Vec<Choice>,
}

fn choice(value: &str, label: &str, selected: bool) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), selected }
}

fn one_of<C: Code>(chosen: &str, lang: Lang) -> Vec<Choice> {
    C::ALL.iter().map(|code| choice(code.code(), code.label(lang), code.code() == chosen)).collect()
}

fn some_of<C: Code>(chosen: &[String], lang: Lang) -> Vec<Choice> {
    let is_chosen = |code: &C| chosen.iter().any(|one| one == code.code());
    C::ALL.iter().map(|code| choice(code.code(), code.label(lang), is_chosen(code))).collect()
}

/// One of a list, or nothing, which has a word of its own.
fn or_blank(blank: &str, chosen: &str, mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.insert(0, choice("", blank, chosen.is_empty()));
    choices
}

/// Yes, no, unknown, and nobody has asked: four different answers.
fn yes_no_unknown(chosen: &str, t: IntakeTexts, lang: Lang) -> Vec<Choice> {
    let mut choices = one_of::<YesNoUnknown>(chosen, lang);
    choices.push(choice("", t.not_stated(), chosen.is_empty()));
    choices
}

fn listed(rows: &[Listed], chosen: &str) -> Vec<Choice> {
    rows.iter().map(|row| choice(&row.reference, &row.label, row.reference == chosen)).collect()
}

/// Countries or languages as people look for them: by name, in Norwegian order.
fn sorted<'c>(codes: impl Iterator<Item = (&'c str, &'c str)>) -> Vec<(&'c str, &'c str)> {
    let mut sorted: Vec<(&str, &str)> = codes.collect();
    sorted.sort_by_cached_key(|(_, label)| names::sort_key(label, ""));
    sorted
}

fn several(
    (name, legend, hint): (&'static str, &'static str, &'static str),
    row_label: impl Fn(&str) -> String,
    given: &[String],
    codes: &[(&str, &str)],
    blank: &str,
    errors: &[FieldError],
) -> Several {
    let error = errors.iter().find(|error| error.field == name).map_or_else(String::new, |error| error.text.clone());
    let rows = (0..given.len().max(ROWS)).map(|place| {
        let chosen = given.get(place).map_or("", String::as_str);
        let choices = codes.iter().map(|(code, label)| choice(code, label, *code == chosen)).collect();
        let number = (place + 1).to_string();
        Row {
            id: if place == 0 { name.to_owned() } else { format!("{name}-{number}") },
            label: row_label(&number),
            choices: or_blank(blank, chosen, choices),
        }
    });
    Several { name, legend, hint, error, rows: rows.collect() }
}

impl NewPage {
    /// The form with these answers, what is wrong with them, and who is alike.
    #[must_use]
    pub fn new(
        visitor: &Visitor,
        state: &State,
        answers: &Answers,
        choices: &Choices,
        errors: Vec<FieldError>,
        similar: Vec<Shown>,
    ) -> Self {
        let lang = visitor.lang;
        let t = IntakeTexts(lang);
        let blank = t.not_stated();
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(&errors);
        let countries = sorted(Country::all().map(|country| (country.code(), country.label(lang))));
        let languages = sorted(Language::all().map(|language| (language.code(), language.label(lang))));
        let interpreters = [("yes", t.yes()), ("no", t.no()), ("", blank)];
        Self {
            l: Layout::new(visitor, state, t.intake_heading(), urls::NEW_CLIENT)
                .with_errors(!errors.is_empty())
                .with_script(),
            action: urls::NEW_CLIENT,
            similar_action: urls::SIMILAR_CLIENTS,
            cancel_href: urls::CLIENTS,
            once: once_key(),
            from: answers.from.clone(),
            d: DraftView::new(lang, urls::NEW_CLIENT, None),
            number: String::new(),
            consent_form: field("consent_form", t.consent_form(), ""),
            consent_forms: one_of::<ConsentForm>(&answers.consent_form, lang),
            given_on: field("given_on", t.given_on(), &answers.given_on).hinted(t.date_hint()),
            scopes: field("scopes", t.scopes(), ""),
            scope_choices: some_of::<ConsentScope>(&answers.scopes, lang),
            expires_on: field("expires_on", t.expires_on(), &answers.expires_on).hinted(t.expires_hint()).optional(),
            consent_note: field("consent_note", t.consent_note(), &answers.consent_note).optional(),
            given_name: field("given_name", t.given_name(), &answers.given_name).optional(),
            family_name: field("family_name", t.family_name(), &answers.family_name).optional(),
            alias: field("alias", t.alias(), &answers.alias).hinted(t.alias_hint()).optional(),
            birth_date: field("birth_date", t.birth_date(), &answers.birth_date).hinted(t.date_hint()).optional(),
            certainty: field("certainty", t.certainty(), ""),
            certainties: or_blank(blank, &answers.certainty, one_of::<BirthDateCertainty>(&answers.certainty, lang)),
            gender: field("gender", t.gender(), ""),
            genders: one_of::<Gender>(&answers.gender, lang),
            duf: field("duf_number", t.duf(), &answers.duf).hinted(t.duf_hint()).optional(),
            is_duf_doubted: answers.is_duf_doubted(),
            is_duf_anyway: answers.is_duf_anyway,
            phone: field("phone", t.phone(), &answers.phone).optional(),
            safety: field("safety", t.safety(), ""),
            safeties: or_blank(blank, &answers.safety, one_of::<ContactSafety>(&answers.safety, lang)),
            similar,
            citizenships: several(
                ("citizenships", t.citizenships(), t.citizenships_hint()),
                |number| t.citizenship(number),
                &answers.citizenships,
                &countries,
                blank,
                &errors,
            ),
            languages: several(
                ("languages", t.languages(), ""),
                |number| t.language(number),
                &answers.languages,
                &languages,
                blank,
                &errors,
            ),
            interpreter: field("interpreter", t.interpreter(), ""),
            interpreters: interpreters
                .into_iter()
                .map(|(code, label)| choice(code, label, code == answers.interpreter))
                .collect(),
            interpreter_note: field("interpreter_note", t.interpreter_note(), &answers.interpreter_note)
                .hinted(t.interpreter_hint())
                .optional(),
            address_protection: field("address_protection", t.address_protection(), ""),
            address_protections: {
                let mut choices = one_of::<AddressProtection>(&answers.address_protection, lang);
                choices.push(choice("", blank, answers.address_protection.is_empty()));
                choices
            },
            note: field("note", t.note(), &answers.note).optional(),
            intake_date: field("intake_date", t.intake_date(), &answers.intake_date).hinted(t.date_hint()),
            referred_by: field("referred_by", t.referred_by(), ""),
            referrers: or_blank(blank, &answers.referred_by, one_of::<ReferredBy>(&answers.referred_by, lang)),
            identified_in: field("identified_in", t.identified_in(), ""),
            facilities: or_blank(blank, &answers.identified_in, listed(&choices.facilities, &answers.identified_in)),
            pregnant: field("pregnant", t.pregnant(), ""),
            pregnancies: yes_no_unknown(&answers.pregnant, t, lang),
            children_abroad: field("children_abroad", t.children_abroad(), ""),
            children_choices: yes_no_unknown(&answers.children_abroad, t, lang),
            children_count: field("children_count", t.children_count(), &answers.children_count).optional(),
            exploitations: field("exploitations", t.exploitations(), "").optional(),
            exploitation_choices: some_of::<Exploitation>(&answers.exploitations, lang),
            exploitation_countries: several(
                ("exploitation_countries", t.exploitation_countries(), ""),
                |number| t.country(number),
                &answers.exploitation_countries,
                &countries,
                blank,
                &errors,
            ),
            caseworker: field("caseworker", t.caseworker(), ""),
            caseworkers: or_blank(
                t.no_caseworker(),
                &answers.caseworker,
                listed(&choices.caseworkers, &answers.caseworker),
            ),
            errors,
            t,
        }
    }

    /// The same page, saying which number she will probably get.
    #[must_use]
    pub fn numbered(mut self, number: &str) -> Self {
        self.number = self.t.number_to_come(number);
        self
    }

    /// The same page with a draft that was brought back.
    #[must_use]
    pub fn drafted(mut self, lang: Lang, saved_at: Option<NaiveDateTime>) -> Self {
        self.d = DraftView::new(lang, urls::NEW_CLIENT, saved_at);
        self
    }

    /// The same page, saying what was just done.
    #[must_use]
    pub fn saying(mut self, flash: Flash) -> Self {
        self.l = self.l.with_flash(Some(flash));
        self
    }
}
