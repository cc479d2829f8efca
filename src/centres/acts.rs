//! What a contact person does with a stay at her own centre: departure, transfer, confirmation, the undoing of a departure, and the
//! correction of dates. What they come to is the domain's to say ([`crate::stays::acts`]). What is doubted of stays elsewhere is
//! not said here: it would tell where she was.

use super::form::{FormPage, Sheet, key_of};
use super::places::Places;
use super::sight::{self, Scope, Who};
use super::texts::CentreTexts;
use crate::db::{Conn, Kept, RefKind};
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, ExitReason};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::stays::acts::{self, Known, Outcome, Scene};
use crate::stays::model::Stay;
use crate::stays::rules::{Doubt, Wrong};
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::forms::Conflict;
use crate::web::inputs::{Input, Reader, codes_or};
use crate::web::record_form::Stopped;
use crate::web::record_texts::RecordTexts;
use crate::web::respond::{ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use crate::{deadlines, desk, stays};
use actix_web::http::StatusCode;
use actix_web::{Handler, HttpResponse, web};
use chrono::NaiveDate;

type Answer = std::result::Result<HttpResponse, Failure>;

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Departure,
    Transfer,
    Confirmation,
    Reopening,
    Correction,
}

impl Kind {
    /// The end of its address.
    const fn place(self) -> &'static str {
        match self {
            Self::Departure => "departure",
            Self::Transfer => "transfer",
            Self::Confirmation => "confirmation",
            Self::Reopening => "reopening",
            Self::Correction => "correction",
        }
    }

    /// The act in the log; the same as that of a client's file.
    const fn act(self) -> &'static str {
        match self {
            Self::Departure => "stay.depart",
            Self::Transfer => "stay.transfer",
            Self::Confirmation => "stay.confirm",
            Self::Reopening => "stay.reopen",
            Self::Correction => "stay.change",
        }
    }

    /// What the board says when it is done.
    const fn said(self) -> &'static str {
        match self {
            Self::Departure => "departed",
            Self::Transfer => "moved",
            Self::Confirmation => "confirmed",
            Self::Reopening => "reopened",
            Self::Correction => "corrected",
        }
    }

    const fn heading(self, t: CentreTexts) -> &'static str {
        match self {
            Self::Departure => t.departure(),
            Self::Transfer => t.transfer(),
            Self::Confirmation => t.confirmation(),
            Self::Reopening => t.reopening(),
            Self::Correction => t.correction(),
        }
    }

    const fn lead(self, t: CentreTexts) -> &'static str {
        match self {
            Self::Confirmation => t.confirmation_lead(),
            Self::Reopening => t.reopening_lead(),
            Self::Departure | Self::Transfer | Self::Correction => "",
        }
    }

    /// The field that a refusal is about; blank for the whole form.
    const fn field_of(self, wrong: Wrong) -> &'static str {
        match (self, wrong) {
            (Self::Confirmation | Self::Reopening, _) => "",
            (Self::Correction, Wrong::EndsBefore(_) | Wrong::LeftWithoutEnd) => "ended_on",
            (Self::Correction, _) => "began_on",
            (_, Wrong::Ended(_) | Wrong::GoesOn) => "",
            (Self::Departure, Wrong::NoPlace) => "destination",
            (Self::Transfer, Wrong::NoPlace | Wrong::SamePlace | Wrong::SharesNight(..)) => "to",
            (Self::Departure | Self::Transfer, _) => "on",
        }
    }
}

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/stays/{stay}/departure", web::get().to(shown(Kind::Departure)))
        .route("/stays/{stay}/departure", web::post().to(taken(Kind::Departure)))
        .route("/stays/{stay}/transfer", web::get().to(shown(Kind::Transfer)))
        .route("/stays/{stay}/transfer", web::post().to(taken(Kind::Transfer)))
        .route("/stays/{stay}/confirmation", web::get().to(shown(Kind::Confirmation)))
        .route("/stays/{stay}/confirmation", web::post().to(taken(Kind::Confirmation)))
        .route("/stays/{stay}/reopening", web::get().to(shown(Kind::Reopening)))
        .route("/stays/{stay}/reopening", web::post().to(taken(Kind::Reopening)))
        .route("/stays/{stay}/correction", web::get().to(shown(Kind::Correction)))
        .route("/stays/{stay}/correction", web::post().to(taken(Kind::Correction)));
}

type Asked = (web::Data<State>, Visitor, SignedIn, web::Path<String>);
type Taken = (web::Data<State>, Visitor, SignedIn, web::Path<String>, Posted);

fn shown(kind: Kind) -> impl Handler<Asked, Output = Answer> {
    move |state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>| async move {
        let asking = Asking { kind, state, visitor, user, record: path.into_inner() };
        let template = web::block(move || asking.open()).await??;
        Ok(ok(&template))
    }
}

fn taken(kind: Kind) -> impl Handler<Taken, Output = Answer> {
    move |state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>, form: Posted| async move {
        let asking = Asking { kind, state, visitor, user, record: path.into_inner() };
        let again = web::block(move || match asking.carry_out(&form) {
            Ok(()) => Ok(None),
            Err(Stop::Failed(error)) => Err(error),
            Err(Stop::Again(given, status)) => Ok(Some((asking.again(*given)?, status))),
        })
        .await??;
        let there = format!("{}?said={}", urls::STAYS, kind.said());
        Ok(again.map_or_else(|| see_other(&there), |(template, status)| page(status, &template)))
    }
}

/// The answers of all of these forms; each has some of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Answers {
    on: String,
    to: String,
    exit_reason: String,
    began_on: String,
    ended_on: String,
}

impl Answers {
    fn blank(stay: &Stay, today: NaiveDate) -> Self {
        Self {
            on: show::date(stay.ended_on.unwrap_or(today)),
            to: String::new(),
            exit_reason: stay.exit_reason.map_or("", Code::code).to_owned(),
            began_on: show::date(stay.began_on),
            ended_on: show::maybe_date(stay.ended_on),
        }
    }

    fn read(form: &Posted, kind: Kind) -> Self {
        let to = if kind == Kind::Departure { "destination" } else { "to" };
        Self {
            on: form.line("on"),
            to: form.line(to),
            exit_reason: form.line("exit_reason"),
            began_on: form.line("began_on"),
            ended_on: form.line("ended_on"),
        }
    }

    /// What these answers make of a stay, before it is judged.
    fn wanted(
        &self,
        kind: Kind,
        stay: &Stay,
        places: &Places,
        today: NaiveDate,
        lang: Lang,
    ) -> std::result::Result<Wanted, Vec<FieldError>> {
        let t = CentreTexts(lang);
        let mut reader = Reader::new(lang, today);
        let wanted = match kind {
            Kind::Departure => {
                let on = reader.date("on", &self.on);
                reader.must_date("on", &self.on, on);
                let exit_reason = reader.code("exit_reason", &self.exit_reason);
                let destination = places.id(&self.to);
                if destination.is_none() && !self.to.is_empty() {
                    reader.wrong("destination", t.place_missing());
                }
                // Where she is to go is not shown here; what ROSA knows of it stays, unless something else is said.
                let destination = destination.or(stay.destination_id);
                on.map(|on| Wanted::Act(acts::Act::Departure { on, exit_reason, destination }))
            }
            Kind::Transfer => {
                let to = places.id(&self.to);
                if to.is_none() {
                    reader.wrong("to", t.place_missing());
                }
                let on = reader.past("on", &self.on);
                reader.must_date("on", &self.on, on);
                to.zip(on).map(|(to, on)| Wanted::Act(acts::Act::Transfer { to, on, arranged_by: None }))
            }
            Kind::Confirmation => Some(Wanted::Act(acts::Act::Confirmation)),
            Kind::Reopening => Some(Wanted::Act(acts::Act::Reopening)),
            Kind::Correction => {
                let began_on = reader.past("began_on", &self.began_on);
                reader.must_date("began_on", &self.began_on, began_on);
                let ended_on = reader.date("ended_on", &self.ended_on);
                let exit_reason = reader.code("exit_reason", &self.exit_reason);
                // Where she went is not shown here and stays as it is, unless she did not leave at all.
                let destination_id = ended_on.and(stay.destination_id);
                began_on.map(|began_on| {
                    Wanted::Correction(Stay { began_on, ended_on, exit_reason, destination_id, ..stay.clone() })
                })
            }
        };
        wanted.filter(|_| reader.errors.is_empty()).ok_or(reader.errors)
    }

    fn inputs(&self, kind: Kind, places: &Places, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = CentreTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let reasons = codes_or::<ExitReason>(t.not_stated(), &self.exit_reason, lang);
        match kind {
            Kind::Departure => vec![
                vec![Input::Date(field("on", t.left_on(), &self.on).hinted(t.left_hint()))],
                vec![Input::Chips(field("exit_reason", t.exit_reason(), &self.exit_reason).optional(), reasons)],
                vec![Input::Select(
                    field("destination", t.destination(), &self.to).hinted(t.destination_hint()).optional(),
                    places.choices(t.not_stated(), &self.to, lang),
                )],
            ],
            Kind::Transfer => vec![vec![
                Input::Select(field("to", t.new_place(), &self.to), places.choices(t.choose(), &self.to, lang)),
                Input::Date(field("on", t.moved_on(), &self.on).hinted(t.moved_hint())),
            ]],
            Kind::Confirmation | Kind::Reopening => Vec::new(),
            Kind::Correction => vec![
                vec![
                    Input::Date(field("began_on", t.moved_in(), &self.began_on).hinted(t.first_night())),
                    Input::Date(field("ended_on", t.left_on(), &self.ended_on).hinted(t.left_on_blank()).optional()),
                ],
                vec![Input::Select(field("exit_reason", t.exit_reason(), &self.exit_reason).optional(), reasons)],
            ],
        }
    }
}

/// What is to become of a stay.
enum Wanted {
    Act(acts::Act),
    Correction(Stay),
}

impl Wanted {
    fn outcome(&self, known: &Known, stay: &Kept<Stay>, today: NaiveDate) -> std::result::Result<Outcome, Vec<Wrong>> {
        match self {
            Self::Act(act) => known.outcome(stay, act, today),
            Self::Correction(corrected) => {
                let doubts = known.ground(today).judge(Some(stay.id), corrected)?;
                Ok(Outcome { becomes: Some(corrected.clone()), begins: None, withdraws: None, doubts })
            }
        }
    }
}

/// What a contact person is told of what is doubted: only what is about the facilities that the form names.
pub(super) fn told(doubts: &[Doubt], known: &Known, lang: Lang) -> Vec<String> {
    let name = |id: i64| known.places.iter().find(|place| place.id == id).map_or("", |place| place.name.as_str());
    let told = |doubt: &Doubt| match doubt {
        Doubt::OutOfUse(place) => Some(CentreTexts(lang).doubt_use(name(*place))),
        Doubt::Overlap(..) | Doubt::BeforeIntake(_) => None,
    };
    doubts.iter().filter_map(told).collect()
}

/// A form that came back, with what is said of it.
struct Given {
    answers: Answers,
    version: i32,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
    /// What stands now and what would become of it, after a lost race.
    race: Option<(Stay, Stay)>,
}

/// Why nothing was kept.
type Stop = Stopped<Box<Given>>;

/// Who asks for which stay.
struct Asking {
    kind: Kind,
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    record: String,
}

impl Asking {
    fn scope(&self, conn: &mut Conn) -> Result<(Scope, Kept<Stay>, Who)> {
        let scope = sight::scope(conn, &self.user.actor, self.state.clock().today())?;
        let (stay, who) = scope.stay(conn, &self.user.actor, self.state.database.keyring(), &self.record)?;
        Ok((scope, stay, who))
    }

    /// The form as it begins.
    fn open(&self) -> Result<FormPage> {
        let today = self.state.clock().today();
        let (scope, stay, who, places) = self.state.database.read(|conn| {
            let (scope, stay, who) = self.scope(conn)?;
            Ok::<_, Error>((scope, stay, who, stays::store::places(conn, &self.user.actor)?))
        })?;
        let entry = AuditEntry::done_to("client.read", "client", stay.fact.client_id);
        self.state.database.log(&self.user.actor, entry)?;
        let places = Places::of(places, self.state.database.keyring(), today).without(stay.fact.facility_id);
        let given = Given {
            answers: Answers::blank(&stay.fact, today),
            version: stay.version,
            errors: Vec::new(),
            doubts: Vec::new(),
            race: None,
        };
        Ok(self.page(&scope, &stay, &who, &places, given))
    }

    /// The form again.
    fn again(&self, given: Given) -> Result<FormPage> {
        let (scope, stay, who, places) = self.state.database.read(|conn| {
            let (scope, stay, who) = self.scope(conn)?;
            Ok::<_, Error>((scope, stay, who, stays::store::places(conn, &self.user.actor)?))
        })?;
        let places = Places::of(places, self.state.database.keyring(), self.state.clock().today());
        let places = places.without(stay.fact.facility_id);
        Ok(self.page(&scope, &stay, &who, &places, given))
    }

    fn page(&self, scope: &Scope, stay: &Kept<Stay>, who: &Who, places: &Places, given: Given) -> FormPage {
        let (lang, t) = (self.visitor.lang, CentreTexts(self.visitor.lang));
        let resident = urls::resident(&self.state.database.keyring().cover(RefKind::Client, who.client_id));
        let back = if self.kind == Kind::Correction {
            (resident, t.the_resident())
        } else {
            (urls::STAYS.to_owned(), t.board())
        };
        let action = urls::stay_act(&self.record, self.kind.place());
        let since = show::date(stay.fact.began_on);
        let sheet = Sheet {
            of: t.act_of(&who.label, scope.name_of(stay.fact.facility_id), &since),
            lead: self.kind.lead(t).to_owned(),
            save: match self.kind {
                Kind::Confirmation => t.confirm(),
                Kind::Reopening => t.reopening(),
                Kind::Departure | Kind::Transfer | Kind::Correction => RecordTexts(lang).save(),
            },
            version: Some(given.version),
            inputs: given.answers.inputs(self.kind, places, lang, &given.errors),
            conflict: given.race.map_or_else(
                || Conflict::none(lang),
                |(now, would)| {
                    let pairs = said_of(&now, lang).into_iter().zip(said_of(&would, lang));
                    Conflict::all(lang, pairs.map(|((label, now), (_, would))| (label, now, would)))
                },
            ),
            errors: given.errors,
            doubts: given.doubts,
            ..Sheet::new(lang, self.kind.heading(t), &action, back)
        };
        FormPage::new(&self.visitor, &self.state, sheet)
    }

    /// Does it once, to a stay that nobody has changed meanwhile.
    fn carry_out(&self, form: &Posted) -> std::result::Result<(), Stop> {
        let (state, actor) = (&self.state, &self.user.actor);
        let version = form.version();
        let scene = Scene {
            actor,
            keyring: state.database.keyring(),
            now: state.clock().now_utc(),
            today: state.clock().today(),
        };
        state.database.write(actor, |conn| {
            let (_, stay, who) = self.scope(conn)?;
            // Before the version is compared: the second of two equal posts must not be told that it lost to the first.
            if !desk::use_once(conn, actor, form.value("once"), scene.now)? {
                return Ok(((), AuditEntry::refused(self.kind.act())));
            }
            self.checked(conn, &stay, version, form, &scene)?;
            deadlines::settle(conn, actor, Some(who.client_id))?;
            Ok(((), AuditEntry::done_to(self.kind.act(), "client", who.client_id)))
        })
    }

    fn checked(
        &self,
        conn: &mut Conn,
        stay: &Kept<Stay>,
        version: i32,
        form: &Posted,
        scene: &Scene<'_>,
    ) -> std::result::Result<(), Stop> {
        let (lang, t, kind) = (self.visitor.lang, CentreTexts(self.visitor.lang), self.kind);
        let known = Known::load(conn, scene.actor, stay.fact.client_id)?;
        let places = Places::of(known.places.clone(), scene.keyring, scene.today);
        let answers = Answers::read(form, kind);
        let again = |errors: Vec<FieldError>, doubts: Vec<String>| {
            let given = Given { answers: answers.clone(), version, errors, doubts, race: None };
            Stop::Again(Box::new(given), StatusCode::UNPROCESSABLE_ENTITY)
        };
        let wanted =
            answers.wanted(kind, &stay.fact, &places, scene.today, lang).map_err(|errors| again(errors, Vec::new()))?;
        let outcome = wanted.outcome(&known, stay, scene.today);
        if stay.version != version {
            let would = outcome.ok().and_then(|outcome| outcome.becomes).unwrap_or_else(|| stay.fact.clone());
            let race = Some((stay.fact.clone(), would));
            let given = Given { answers: answers.clone(), version: stay.version, errors: vec![], doubts: vec![], race };
            return Err(Stop::Again(Box::new(given), StatusCode::CONFLICT));
        }
        let outcome = outcome.map_err(|all| {
            let said = |wrong: Wrong| {
                FieldError::new(kind.field_of(wrong), &t.wrong(wrong, kind == Kind::Transfer, scene.today))
            };
            again(all.into_iter().map(said).collect(), Vec::new())
        })?;
        let doubts = told(&outcome.doubts, &known, lang);
        if !doubts.is_empty() && form.value("despite") != key_of(&doubts) {
            return Err(again(Vec::new(), doubts));
        }
        Ok(acts::carry_out(conn, scene, stay, &outcome)?)
    }
}

/// What a contact person sees of a stay, each with its label.
fn said_of(stay: &Stay, lang: Lang) -> Vec<(String, String)> {
    let t = CentreTexts(lang);
    let blank = |text: String| if text.is_empty() { RecordTexts(lang).blank().to_owned() } else { text };
    vec![
        (t.moved_in().to_owned(), show::date(stay.began_on)),
        (t.left_on().to_owned(), blank(show::maybe_date(stay.ended_on))),
        (t.exit_reason().to_owned(), blank(stay.exit_reason.map_or("", |reason| reason.label(lang)).to_owned())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_told_of_stays_elsewhere() {
        let day: NaiveDate = "2019-11-06".parse().unwrap();
        let known = Known { client: 1, intake: day, places: Vec::new(), stays: Vec::new(), touched: Vec::new() };
        let doubts = [Doubt::Overlap(7, day, None), Doubt::BeforeIntake(day)];
        assert!(told(&doubts, &known, Lang::Nb).is_empty());
        assert_eq!(told(&[Doubt::OutOfUse(7)], &known, Lang::Nb).len(), 1);
    }

    #[test]
    fn a_correction_keeps_where_she_went_until_she_did_not_leave() {
        let day: NaiveDate = "2019-11-06".parse().unwrap();
        let stay = Stay {
            client_id: 1,
            facility_id: 1,
            began_on: day,
            ended_on: Some(day),
            arranged_by: None,
            exit_reason: Some(ExitReason::OwnWish),
            destination_id: Some(9),
        };
        let places = Places::of(Vec::new(), &crate::db::Keyring::generate(true).unwrap(), day);
        let corrected = |ended: &str| {
            let answers = Answers { ended_on: ended.to_owned(), ..Answers::blank(&stay, day) };
            match answers.wanted(Kind::Correction, &stay, &places, day, Lang::Nb) {
                Ok(Wanted::Correction(stay)) => stay.destination_id,
                _ => panic!("a correction"),
            }
        };
        assert_eq!((corrected("06.11.2019"), corrected("")), (Some(9), None));
    }
}
