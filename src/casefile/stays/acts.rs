//! Departure, transfer, confirmation and the undoing of a departure: small forms of one stay, each posted to the address that shows
//! it. What they come to is the domain's to say ([`crate::stays::acts`]).

use super::form::Places;
use super::texts::{StayTexts, name_of};
use crate::casefile::head::{self, File, Part};
use crate::casefile::record::inputs::{Input, Reader, codes_or};
use crate::casefile::record::{Record, RecordTexts, key_of};
use crate::db::{Conn, Kept, RefKind};
use crate::deadlines;
use crate::desk;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{ArrangedBy, ExitReason};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::stays::acts::{self, Known, Scene};
use crate::stays::answers::StayAnswers;
use crate::stays::model::Stay;
use crate::stays::rules::Wrong;
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted, once_key};
use crate::web::forms::Conflict;
use crate::web::layout::Layout;
use crate::web::record_form::Stopped;
use crate::web::respond::{ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::{Handler, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

type Answer = std::result::Result<HttpResponse, Failure>;

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Departure,
    Transfer,
    Confirmation,
    Reopening,
}

impl Kind {
    /// The end of its address.
    const fn place(self) -> &'static str {
        match self {
            Self::Departure => "departure",
            Self::Transfer => "transfer",
            Self::Confirmation => "confirmation",
            Self::Reopening => "reopening",
        }
    }

    /// The act in the log.
    const fn act(self) -> &'static str {
        match self {
            Self::Departure => "stay.depart",
            Self::Transfer => "stay.transfer",
            Self::Confirmation => "stay.confirm",
            Self::Reopening => "stay.reopen",
        }
    }

    /// What the page of stays says when it is done.
    const fn said(self) -> &'static str {
        match self {
            Self::Departure => "departed",
            Self::Transfer => "moved",
            Self::Confirmation => "confirmed",
            Self::Reopening => "reopened",
        }
    }

    /// The heading, and what is explained below it.
    const fn words(self, t: StayTexts) -> (&'static str, &'static str) {
        match self {
            Self::Departure => (t.departure_heading(), ""),
            Self::Transfer => (t.transfer_heading(), ""),
            Self::Confirmation => (t.confirmation_heading(), t.confirmation_lead()),
            Self::Reopening => (t.reopening_heading(), t.reopening_lead()),
        }
    }

    /// The field that a refusal is about; blank for the whole form.
    const fn field_of(self, wrong: Wrong) -> &'static str {
        match (self, wrong) {
            (Self::Confirmation | Self::Reopening, _) | (_, Wrong::Ended(_) | Wrong::GoesOn) => "",
            (Self::Departure, Wrong::NoPlace) => "destination",
            (Self::Transfer, Wrong::NoPlace | Wrong::SamePlace) => "to",
            (Self::Departure | Self::Transfer, _) => "on",
        }
    }
}

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/stays/{record}/departure", web::get().to(shown(Kind::Departure)))
        .route("/clients/{client}/stays/{record}/departure", web::post().to(taken(Kind::Departure)))
        .route("/clients/{client}/stays/{record}/transfer", web::get().to(shown(Kind::Transfer)))
        .route("/clients/{client}/stays/{record}/transfer", web::post().to(taken(Kind::Transfer)))
        .route("/clients/{client}/stays/{record}/confirmation", web::get().to(shown(Kind::Confirmation)))
        .route("/clients/{client}/stays/{record}/confirmation", web::post().to(taken(Kind::Confirmation)))
        .route("/clients/{client}/stays/{record}/reopening", web::get().to(shown(Kind::Reopening)))
        .route("/clients/{client}/stays/{record}/reopening", web::post().to(taken(Kind::Reopening)));
}

/// What every handler of this file is given.
type Asked = (web::Data<State>, Visitor, SignedIn, web::Path<(String, String)>);

/// The page of a kind's form.
fn shown(kind: Kind) -> impl Handler<Asked, Output = Answer> {
    move |state, visitor, user, path| show_form(kind, state, visitor, user, path)
}

/// What becomes of it.
fn taken(kind: Kind) -> impl Handler<Taken, Output = Answer> {
    move |state, visitor, user, path, form| post_form(kind, state, visitor, user, path, form)
}

/// The same with the form.
type Taken = (web::Data<State>, Visitor, SignedIn, web::Path<(String, String)>, Posted);

/// The answers of all of these forms; each has some of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Answers {
    on: String,
    to: String,
    exit_reason: String,
    arranged_by: String,
}

impl Answers {
    fn blank(today: NaiveDate) -> Self {
        Self { on: show::date(today), ..Self::default() }
    }

    fn read(form: &Posted, kind: Kind) -> Self {
        let to = if kind == Kind::Departure { "destination" } else { "to" };
        Self {
            on: form.line("on"),
            to: form.line(to),
            exit_reason: form.line("exit_reason"),
            arranged_by: form.line("arranged_by"),
        }
    }

    /// The act, or what is wrong with the answers by themselves.
    fn act(
        &self,
        kind: Kind,
        places: &Places,
        today: NaiveDate,
        lang: Lang,
    ) -> std::result::Result<acts::Act, Vec<FieldError>> {
        let t = StayTexts(lang);
        let mut reader = Reader::new(lang, today);
        let act = match kind {
            Kind::Departure => {
                let on = reader.date("on", &self.on);
                reader.must_date("on", &self.on, on);
                let exit_reason = reader.code("exit_reason", &self.exit_reason);
                let destination = places.id(&self.to);
                if destination.is_none() && !self.to.is_empty() {
                    reader.wrong("destination", t.facility_missing());
                }
                on.map(|on| acts::Act::Departure { on, exit_reason, destination })
            }
            Kind::Transfer => {
                let to = places.id(&self.to);
                if to.is_none() {
                    reader.wrong("to", t.facility_missing());
                }
                let on = reader.past("on", &self.on);
                reader.must_date("on", &self.on, on);
                let arranged_by = reader.code("arranged_by", &self.arranged_by);
                to.zip(on).map(|(to, on)| acts::Act::Transfer { to, on, arranged_by })
            }
            Kind::Confirmation => Some(acts::Act::Confirmation),
            Kind::Reopening => Some(acts::Act::Reopening),
        };
        act.filter(|_| reader.errors.is_empty()).ok_or(reader.errors)
    }

    fn inputs(&self, kind: Kind, places: &Places, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = StayTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        match kind {
            Kind::Departure => vec![
                vec![Input::Date(field("on", t.left_on(), &self.on).hinted(t.left_hint()))],
                vec![Input::Chips(
                    field("exit_reason", t.exit_reason(), &self.exit_reason).optional(),
                    codes_or::<ExitReason>(t.none_chosen(), &self.exit_reason, lang),
                )],
                vec![Input::Select(
                    field("destination", t.destination(), &self.to).optional(),
                    places.choices(t.none_chosen(), &self.to, lang),
                )],
            ],
            Kind::Transfer => vec![
                vec![
                    Input::Select(field("to", t.new_place(), &self.to), places.choices(t.choose(), &self.to, lang)),
                    Input::Date(field("on", t.moved_on(), &self.on).hinted(t.moved_hint())),
                ],
                vec![Input::Chips(
                    field("arranged_by", t.arranged_by(), &self.arranged_by).optional(),
                    codes_or::<ArrangedBy>(t.none_chosen(), &self.arranged_by, lang),
                )],
            ],
            Kind::Confirmation | Kind::Reopening => Vec::new(),
        }
    }
}

/// A form as it stands, and what is said of it.
struct Sheet {
    answers: Answers,
    version: i32,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
    /// What stands now and what would become of it, after a lost race.
    race: Option<(StayAnswers, StayAnswers)>,
}

impl Sheet {
    const fn new(answers: Answers, version: i32) -> Self {
        Self { answers, version, errors: Vec::new(), doubts: Vec::new(), race: None }
    }
}

/// Why nothing was kept.
type Stop = Stopped<Box<Sheet>>;

#[derive(Template)]
#[template(path = "casefile/stay_act.html")]
struct ActPage {
    l: Layout,
    r: RecordTexts,
    file: File,
    heading: &'static str,
    lead: &'static str,
    of: String,
    action: String,
    back_href: String,
    back: String,
    once: String,
    version: String,
    inputs: Vec<Vec<Input>>,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
    despite: String,
    save: &'static str,
    conflict: Conflict,
    correct_href: String,
    correct: &'static str,
}

/// Who asks for which stay.
struct Asking {
    kind: Kind,
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client_ref: String,
    record: String,
}

async fn show_form(
    kind: Kind,
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
) -> Answer {
    let (client_ref, record) = path.into_inner();
    let asking = Asking { kind, state, visitor, user, client_ref, record };
    let template = web::block(move || {
        let today = asking.state.clock().today();
        asking.show(|stay| Sheet::new(Answers::blank(today), stay.version))
    })
    .await??;
    Ok(ok(&template))
}

async fn post_form(
    kind: Kind,
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    form: Posted,
) -> Answer {
    let (client_ref, record) = path.into_inner();
    let asking = Asking { kind, state, visitor, user, client_ref, record };
    let there = format!("{}?said={}", urls::client_part(&asking.client_ref, Part::Stays.place()), kind.said());
    let again = web::block(move || match asking.carry_out(&form) {
        Ok(()) => Ok(None),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Again(sheet, status)) => Ok(Some((asking.show(|_| *sheet)?, status))),
    })
    .await??;
    Ok(again.map_or_else(|| see_other(&there), |(template, status)| page(status, &template)))
}

impl Asking {
    fn id(&self) -> Result<i64> {
        self.state.database.keyring().uncover(RefKind::Stay, &self.record)
    }

    /// Does it once, to a stay that nobody has changed meanwhile.
    fn carry_out(&self, form: &Posted) -> std::result::Result<(), Stop> {
        let (id, state, actor) = (self.id()?, &self.state, &self.user.actor);
        let version = form.version();
        let scene = Scene {
            actor,
            keyring: state.database.keyring(),
            now: state.clock().now_utc(),
            today: state.clock().today(),
        };
        state.database.write(actor, |conn| {
            let client = head::find(conn, state, actor, &self.client_ref)?;
            // Before the version is compared: the second of two equal posts must not be told that it lost to the first.
            if !desk::use_once(conn, actor, form.value("once"), scene.now)? {
                return Ok(((), AuditEntry::refused(self.kind.act())));
            }
            self.checked(conn, client, id, version, form, &scene)?;
            deadlines::settle(conn, actor, Some(client))?;
            Ok(((), AuditEntry::done_to(self.kind.act(), "client", client)))
        })
    }

    fn checked(
        &self,
        conn: &mut Conn,
        client: i64,
        id: i64,
        version: i32,
        form: &Posted,
        scene: &Scene<'_>,
    ) -> std::result::Result<(), Stop> {
        let (lang, t) = (self.visitor.lang, StayTexts(self.visitor.lang));
        let known = Known::load(conn, scene.actor, client)?;
        let stay = known.stay(id)?;
        let places = Places::of(known.places.clone(), known.intake, scene.keyring);
        let answers = Answers::read(form, self.kind);
        let again = |errors: Vec<FieldError>, doubts: Vec<String>| {
            let sheet = Sheet { errors, doubts, ..Sheet::new(answers.clone(), version) };
            Stop::Again(Box::new(sheet), StatusCode::UNPROCESSABLE_ENTITY)
        };
        let act = answers.act(self.kind, &places, scene.today, lang).map_err(|errors| again(errors, Vec::new()))?;
        let outcome = known.outcome(stay, &act, scene.today);
        if stay.version != version {
            let now = StayAnswers::of(&stay.fact, scene.keyring);
            let would = outcome.ok().and_then(|outcome| outcome.becomes);
            let would = would.map_or_else(|| now.clone(), |stay| StayAnswers::of(&stay, scene.keyring));
            let sheet = Sheet { race: Some((now, would)), ..Sheet::new(answers.clone(), stay.version) };
            return Err(Stop::Again(Box::new(sheet), StatusCode::CONFLICT));
        }
        let outcome = outcome.map_err(|all| {
            let said = |wrong: Wrong| FieldError::new(self.kind.field_of(wrong), &t.wrong(wrong, scene.today));
            again(all.into_iter().map(said).collect(), Vec::new())
        })?;
        let doubts: Vec<String> = outcome.doubts.iter().map(|doubt| t.doubt(*doubt, &known.places)).collect();
        if !doubts.is_empty() && form.value("despite") != key_of(&doubts) {
            return Err(again(Vec::new(), doubts));
        }
        Ok(acts::carry_out(conn, scene, stay, &outcome)?)
    }

    /// The page with a form.
    fn show(&self, sheet: impl FnOnce(&Kept<Stay>) -> Sheet) -> Result<ActPage> {
        let (id, state, visitor) = (self.id()?, &self.state, &self.visitor);
        let (file, known) = head::open(state, visitor, &self.user, &self.client_ref, Part::Stays, |conn, file| {
            file.must_take_notes()?;
            let known = Known::load(conn, &self.user.actor, file.id)?;
            known.stay(id)?;
            Ok(known)
        })?;
        let (lang, t) = (visitor.lang, StayTexts(visitor.lang));
        let stay = known.stay(id)?;
        let sheet = sheet(stay);
        let of = t.act_of(&name_of(stay.fact.facility_id, &known.places), &show::date(stay.fact.began_on));
        let lists = Places::of(known.places.clone(), known.intake, state.database.keyring());
        let (heading, lead) = self.kind.words(t);
        let own = urls::client_part(&self.client_ref, &format!("stays/{}", self.record));
        let action = format!("{own}/{}", self.kind.place());
        let conflict = sheet.race.map_or_else(
            || Conflict::none(lang),
            |(now, would)| {
                let pairs = now.told(&lists, lang).into_iter().zip(would.told(&lists, lang));
                // What stands now is shown even where the act changes nothing of it: somebody else did.
                Conflict::all(lang, pairs.map(|((label, now), (_, would))| (label, now, would)))
            },
        );
        Ok(ActPage {
            l: Layout::new(visitor, state, heading, &action)
                .of_client(visitor, &file.client_ref)
                .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
                .with_errors(!sheet.errors.is_empty()),
            r: RecordTexts(lang),
            back_href: urls::client_part(&file.client_ref, Part::Stays.place()),
            back: RecordTexts(lang).back(Part::Stays.label(lang)),
            file,
            heading,
            lead,
            of,
            action,
            once: once_key(),
            version: sheet.version.to_string(),
            inputs: sheet.answers.inputs(self.kind, &lists, lang, &sheet.errors),
            errors: sheet.errors,
            despite: key_of(&sheet.doubts),
            save: match self.kind {
                Kind::Confirmation => t.confirmation_heading(),
                Kind::Reopening => t.reopening(),
                Kind::Departure | Kind::Transfer => RecordTexts(lang).save(),
            },
            doubts: sheet.doubts,
            conflict,
            correct_href: own,
            correct: t.to_correct(),
        })
    }
}
