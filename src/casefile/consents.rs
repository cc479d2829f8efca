//! The page of consents: all that were given, what is shared now and what not, and what each scope opens. An expired consent is
//! reminded of and shares no longer; it does not lock (protection.md).

use super::consent_texts::ConsentTexts;
use super::head::{self, File, Part};
use super::{consents_new, consents_withdrawal};
use crate::consents::forms::{NOTE, Wrong, Wrongs};
use crate::consents::model::{Consent, journal_stands};
use crate::db::RefKind;
use crate::kernel::codes::{Code, ConsentScope};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::FieldError;
use crate::web::layout::{Flash, Layout};
use crate::web::record_texts::RecordTexts;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Days, NaiveDate};
use serde::Deserialize;

/// How long a case is kept after the consent to its journal was withdrawn, in days (protection.md).
const KEPT_DAYS: u64 = 30;

/// The routes of this file and its parts; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}/consents", web::get().to(list_page));
    consents_new::routes(config);
    consents_withdrawal::routes(config);
}

/// A consent as the page shows it.
struct Line {
    heading: String,
    state: Tag,
    scopes: Vec<&'static str>,
    note: String,
    /// Where it is withdrawn; empty when it has been.
    withdraw_href: String,
    withdraw_more: String,
    is_past: bool,
}

/// What a scope opens, and whether it is open now.
struct Shared {
    is_open: bool,
    label: &'static str,
    opens: &'static str,
}

/// What must be done about the consents.
struct Reminder {
    color: &'static str,
    heading: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "casefile/consents.html")]
struct ListPage {
    l: Layout,
    t: ConsentTexts,
    file: File,
    new_href: String,
    lines: Vec<Line>,
    shared: Vec<Shared>,
    reminder: Option<Reminder>,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

async fn list_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    query: web::Query<Said>,
) -> Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let (file, ()) = head::open(&state, &visitor, &user, &path, Part::Consents, |_, _| Ok(()))?;
        Ok::<_, crate::kernel::error::Error>(page_of(&state, &visitor, file, query.said.as_deref()))
    })
    .await??;
    Ok(ok(&template))
}

fn page_of(state: &State, visitor: &Visitor, file: File, said: Option<&str>) -> ListPage {
    let (lang, t, today) = (visitor.lang, ConsentTexts(visitor.lang), state.clock().today());
    let path = urls::client_part(&file.client_ref, "consents");
    let said = match said {
        Some("saved") => Some(t.saved()),
        Some("unlocked") => Some(t.unlocked()),
        Some("withdrawn") => Some(t.withdrawn_done()),
        _ => None,
    };
    // The latest stands first, and what has been withdrawn after what stands.
    let mut consents: Vec<&Consent> = file.consents.iter().collect();
    consents.sort_by_key(|one| (one.row.withdrawn_on.is_some(), std::cmp::Reverse((one.row.given_on, one.row.id))));
    let lines = consents.iter().map(|consent| {
        let reference = state.database.keyring().cover(RefKind::Consent, consent.row.id);
        let href = urls::client_part(&file.client_ref, &format!("consents/{reference}/withdrawal"));
        line_of(consent, href, today, lang)
    });
    let is_open = |scope: ConsentScope| match scope {
        // Whoever withdrew her consent shares nothing, whatever was left standing.
        _ if file.case.locked_on.is_some() => false,
        // An expired consent no longer shares, but does not lock.
        ConsentScope::Journal => journal_stands(&file.consents, today),
        other => file.scopes.contains(&other),
    };
    let shared = ConsentScope::ALL.iter().map(|scope| Shared {
        is_open: is_open(*scope),
        label: scope.label(lang),
        opens: t.opens(*scope),
    });
    ListPage {
        l: Layout::new(visitor, state, t.heading(), &path)
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(said.map(|text| Flash { color: "success", text: text.to_owned() })),
        t,
        new_href: format!("{path}/new"),
        lines: lines.collect(),
        shared: shared.collect(),
        reminder: reminder(&file, today, t),
        file,
    }
}

fn line_of(consent: &Consent, href: String, today: NaiveDate, lang: Lang) -> Line {
    let t = ConsentTexts(lang);
    let row = &consent.row;
    let given = show::date(row.given_on);
    let state = match (row.withdrawn_on, row.expires_on) {
        (Some(day), _) => Tag::new("neutral", "hidden", t.was_withdrawn(&show::date(day))),
        (None, Some(last)) if last < today => Tag::new("warning", "clock", t.expired(&show::date(last))),
        (None, Some(last)) => Tag::new("success", "check", t.expires(&show::date(last))),
        (None, None) => Tag::new("success", "check", t.stands()),
    };
    let is_past = row.withdrawn_on.is_some();
    Line {
        heading: t.given(row.form.label(lang), &given),
        state,
        scopes: consent.scopes.iter().map(|scope| scope.label(lang)).collect(),
        note: row.note.clone().unwrap_or_default(),
        withdraw_href: if is_past { String::new() } else { href },
        withdraw_more: t.withdraw_named(&given),
        is_past,
    }
}

/// The most pressing of what must be done, if anything.
fn reminder(file: &File, today: NaiveDate, t: ConsentTexts) -> Option<Reminder> {
    if let Some(on) = file.case.locked_on {
        let until = on.checked_add_days(Days::new(KEPT_DAYS)).unwrap_or(on);
        let text = t.locked(&show::date(on), &show::date(until));
        return Some(Reminder { color: "danger", heading: t.locked_heading(), text });
    }
    if !journal_stands(&file.consents, today) {
        let text = t.no_journal().to_owned();
        return Some(Reminder { color: "danger", heading: t.ask_again_heading(), text });
    }
    is_lapsed(&file.consents, today).then(|| Reminder {
        color: "warning",
        heading: t.ask_again_heading(),
        text: t.ask_again().to_owned(),
    })
}

/// True when something that an expired consent covered is covered by no other.
fn is_lapsed(consents: &[Consent], today: NaiveDate) -> bool {
    let lapsed = consents.iter().filter(|one| one.stands(today) && !one.is_live(today));
    let live: Vec<&Consent> = consents.iter().filter(|one| one.is_live(today)).collect();
    lapsed.flat_map(|one| one.scopes.iter()).any(|scope| !live.iter().any(|one| one.scopes.contains(scope)))
}

/// What is wrong with a form, in words.
pub(super) fn errors_of(wrongs: Wrongs, today: NaiveDate, t: ConsentTexts) -> Vec<FieldError> {
    let words = |wrong: Wrong| match wrong {
        Wrong::NoForm => t.form_missing().to_owned(),
        Wrong::NoDate => t.date_missing().to_owned(),
        Wrong::NotADate => RecordTexts(t.0).date_wrong().to_owned(),
        Wrong::Ahead => t.date_ahead(&show::date(today)),
        Wrong::NoScope => t.scopes_missing().to_owned(),
        Wrong::NotOffered => t.choice_wrong().to_owned(),
        Wrong::ExpiresBefore => t.expires_wrong().to_owned(),
        Wrong::TooLong => t.too_long(&NOTE),
        Wrong::BeforeWithdrawal(day) => t.before_withdrawal(&show::date(day)),
        Wrong::BeforeGiven(day) => t.before_given(&show::date(day)),
    };
    wrongs.into_iter().map(|(field, wrong)| FieldError::new(field, &words(wrong))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consents::model::ConsentRow;
    use crate::kernel::codes::ConsentForm;

    fn consent(expires: Option<&str>, scopes: &[ConsentScope]) -> Consent {
        let row = ConsentRow {
            id: 1,
            client_id: 1,
            given_on: "2019-01-01".parse().unwrap(),
            form: ConsentForm::Oral,
            expires_on: expires.map(|day| day.parse().unwrap()),
            withdrawn_on: None,
            note: None,
        };
        Consent { row, scopes: scopes.to_vec() }
    }

    #[test]
    fn one_is_reminded_of_what_lapsed_and_nothing_renewed() {
        let today = "2019-11-06".parse().unwrap();
        let both = [ConsentScope::Journal, ConsentScope::SharePolice];
        let old = consent(Some("2019-11-05"), &both);
        assert!(is_lapsed(std::slice::from_ref(&old), today));
        assert!(!is_lapsed(&[consent(Some("2019-11-06"), &both)], today));
        assert!(!is_lapsed(&[old.clone(), consent(None, &both)], today));
        assert!(is_lapsed(&[old, consent(None, &[ConsentScope::Journal])], today));
    }

    #[test]
    fn an_expired_consent_says_that_it_shares_no_longer() {
        let today = "2019-11-06".parse().unwrap();
        let line = line_of(&consent(Some("2019-11-05"), &[]), "x".to_owned(), today, Lang::Nb);
        assert_eq!(line.state.text, "Gikk ut 05.11.2019, deler ikke lenger");
        assert!(!line.is_past && line.withdraw_href == "x");
    }
}
