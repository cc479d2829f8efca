//! The forms of people around a client and of the ways to reach her.

use crate::casefile::head::Part;
use crate::casefile::person_texts::PersonTexts;
use crate::casefile::record::inputs::{Input, LINE, NOTE, Reader, codes, codes_or, of_text};
use crate::casefile::record::{Context, Record, told_date};
use crate::clients::around::{self, Contact, ContactPoint};
use crate::clients::identity;
use crate::db::{Conn, Kept, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, ConsentScope, ContactKind, ContactPointKind, ContactSafety, FactKind};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::show;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a consent must hold before anything is shared with somebody of this kind; nothing where no consent can say so and the
/// client is asked each time.
pub const fn scope_for(kind: ContactKind) -> Option<ConsentScope> {
    match kind {
        ContactKind::Lawyer => Some(ConsentScope::ShareLawyer),
        ContactKind::Investigator => Some(ConsentScope::SharePolice),
        ContactKind::ContactPerson => Some(ConsentScope::ShareShelter),
        ContactKind::Nav => Some(ConsentScope::ShareNav),
        ContactKind::Doctor => Some(ConsentScope::ShareHealth),
        ContactKind::Udi => Some(ConsentScope::ShareUdi),
        ContactKind::Iom => Some(ConsentScope::ShareIom),
        ContactKind::Ngo => Some(ConsentScope::ShareNgo),
        ContactKind::ChildWelfare | ContactKind::Interpreter | ContactKind::NextOfKin | ContactKind::Other => None,
    }
}

fn label_of<C: Code>(code: &str, lang: Lang) -> String {
    C::from_code(code).map_or("", |value| value.label(lang)).to_owned()
}

/// The answers of the form of somebody around a client.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactForm {
    kind: String,
    name: String,
    organisation: String,
    phone: String,
    email: String,
    note: String,
    ended_on: String,
}

/// True for something that can be an e-mail address.
fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    !text.contains(char::is_whitespace)
        && parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}

impl Record for ContactForm {
    type Fact = Contact;
    type Lists = ();
    const PART: Part = Part::Person;
    const KIND: FactKind = FactKind::Contact;
    const PLACE: &'static str = "contacts";
    const REF: RefKind = RefKind::Contact;
    const ADD: &'static str = "contact.add";
    const CHANGE: &'static str = "contact.change";

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = PersonTexts(lang);
        (t.contact_new(), t.contact_change())
    }

    fn blank(_today: NaiveDate, _asked: &Posted, _lists: &()) -> Self {
        Self::default()
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self {
            kind: line("kind"),
            name: line("name"),
            organisation: line("organisation"),
            phone: line("phone"),
            email: line("email"),
            note: form.lines("note"),
            ended_on: line("ended_on"),
        }
    }

    fn of(fact: &Contact, _lists: &()) -> Self {
        Self {
            kind: fact.kind.code().to_owned(),
            name: fact.name.clone(),
            organisation: of_text(fact.organisation.as_ref()),
            phone: of_text(fact.phone.as_ref()),
            email: of_text(fact.email.as_ref()),
            note: of_text(fact.note.as_ref()),
            ended_on: show::maybe_date(fact.ended_on),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Contact, Vec<String>), Vec<FieldError>> {
        let t = PersonTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let kind = reader.must_code("kind", &self.kind, t.kind_missing());
        let name = reader.must("name", &self.name, LINE, t.name_missing());
        let organisation = reader.text("organisation", &self.organisation, LINE);
        let phone = reader.text("phone", &self.phone, LINE);
        let email = reader.text("email", &self.email, LINE);
        if email.as_ref().is_some_and(|email| !is_email(email)) {
            reader.wrong("email", t.email_wrong());
        }
        let note = reader.text("note", &self.note, NOTE);
        let ended_on = reader.past("ended_on", &self.ended_on);
        let client_id = context.client;
        match kind {
            Some(kind) if reader.errors.is_empty() => {
                Ok((Contact { client_id, kind, name, organisation, phone, email, note, ended_on }, Vec::new()))
            }
            _ => Err(reader.errors),
        }
    }

    fn inputs(&self, _lists: &(), lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = PersonTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![
            vec![
                Input::Select(
                    field("kind", t.kind(), &self.kind),
                    codes_or::<ContactKind>(t.choose(), &self.kind, lang),
                ),
                Input::Line(field("name", t.name(), &self.name), "text"),
            ],
            vec![Input::Line(field("organisation", t.organisation(), &self.organisation).optional(), "text")],
            vec![
                Input::Line(field("phone", t.phone(), &self.phone).optional(), "tel"),
                Input::Line(field("email", t.email(), &self.email).optional(), "email"),
            ],
            vec![Input::Area(field("note", t.note(), &self.note).optional(), 4)],
            vec![Input::Date(field("ended_on", t.ended_on(), &self.ended_on).hinted(t.ended_hint()).optional())],
        ]
    }

    fn told(&self, _lists: &(), lang: Lang) -> Vec<(String, String)> {
        let t = PersonTexts(lang);
        vec![
            (t.kind().to_owned(), label_of::<ContactKind>(&self.kind, lang)),
            (t.name().to_owned(), self.name.clone()),
            (t.organisation().to_owned(), self.organisation.clone()),
            (t.phone().to_owned(), self.phone.clone()),
            (t.email().to_owned(), self.email.clone()),
            (t.note().to_owned(), self.note.clone()),
            (t.ended_on().to_owned(), told_date(&self.ended_on)),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Contact>>> {
        around::contacts(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Contact) -> Result<i64> {
        around::add_contact(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Contact, version: i32) -> Result<()> {
        around::change_contact(conn, actor, id, fact, version)
    }
}

/// The answers of the form of a way to reach a client.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointForm {
    kind: String,
    value: String,
    safety: String,
    note: String,
    ended_on: String,
}

impl Record for PointForm {
    type Fact = ContactPoint;
    type Lists = ();
    const PART: Part = Part::Person;
    const KIND: FactKind = FactKind::ContactPoint;
    const PLACE: &'static str = "contact-points";
    const REF: RefKind = RefKind::ContactPoint;
    const ADD: &'static str = "contact_point.add";
    const CHANGE: &'static str = "contact_point.change";

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = PersonTexts(lang);
        (t.reach_new(), t.reach_change())
    }

    /// Nothing is preset: what is safe must be asked.
    fn blank(_today: NaiveDate, _asked: &Posted, _lists: &()) -> Self {
        Self { kind: ContactPointKind::Phone.code().to_owned(), ..Self::default() }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        let (kind, value, safety) = (line("kind"), line("value"), line("safety"));
        Self { kind, value, safety, note: form.lines("note"), ended_on: line("ended_on") }
    }

    fn of(fact: &ContactPoint, _lists: &()) -> Self {
        Self {
            kind: fact.kind.code().to_owned(),
            value: fact.value.clone(),
            safety: fact.safety.code().to_owned(),
            note: of_text(fact.note.as_ref()),
            ended_on: show::maybe_date(fact.ended_on),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(ContactPoint, Vec<String>), Vec<FieldError>> {
        let t = PersonTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let kind = reader.must_code("kind", &self.kind, t.kind_missing());
        let value = reader.must("value", &self.value, LINE, t.value_phone_missing());
        if kind == Some(ContactPointKind::Email) && !value.is_empty() && !is_email(&value) {
            reader.wrong("value", t.email_wrong());
        }
        let safety = reader.must_code("safety", &self.safety, t.safety_missing());
        let note = reader.text("note", &self.note, NOTE);
        if safety == Some(ContactSafety::ThroughOthers) && note.is_none() {
            reader.wrong("note", t.through_missing());
        }
        let ended_on = reader.past("ended_on", &self.ended_on);
        let client_id = context.client;
        match (kind, safety) {
            (Some(kind), Some(safety)) if reader.errors.is_empty() => {
                Ok((ContactPoint { client_id, kind, value, safety, note, ended_on }, Vec::new()))
            }
            _ => Err(reader.errors),
        }
    }

    fn inputs(&self, _lists: &(), lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = PersonTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![
            vec![Input::Chips(field("kind", t.kind(), &self.kind), codes::<ContactPointKind>(&self.kind, lang))],
            vec![Input::Line(field("value", t.value_phone(), &self.value), "text")],
            vec![Input::Chips(field("safety", t.safety(), &self.safety), codes::<ContactSafety>(&self.safety, lang))],
            vec![Input::Area(field("note", t.note(), &self.note).hinted(t.point_note_hint()).optional(), 4)],
            vec![Input::Date(field("ended_on", t.ended_on(), &self.ended_on).hinted(t.ended_hint()).optional())],
        ]
    }

    fn told(&self, _lists: &(), lang: Lang) -> Vec<(String, String)> {
        let t = PersonTexts(lang);
        vec![
            (t.kind().to_owned(), label_of::<ContactPointKind>(&self.kind, lang)),
            (t.value_phone().to_owned(), self.value.clone()),
            (t.safety().to_owned(), label_of::<ContactSafety>(&self.safety, lang)),
            (t.note().to_owned(), self.note.clone()),
            (t.ended_on().to_owned(), told_date(&self.ended_on)),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<ContactPoint>>> {
        around::contact_points(conn, actor, client)
    }

    /// She is found by her telephones.
    fn add(conn: &mut Conn, actor: &Actor, fact: &ContactPoint) -> Result<i64> {
        let id = around::add_contact_point(conn, actor, fact)?;
        identity::reindex(conn, actor, fact.client_id)?;
        Ok(id)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &ContactPoint, version: i32) -> Result<()> {
        around::change_contact_point(conn, actor, id, fact, version)?;
        identity::reindex(conn, actor, fact.client_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context<R: Record<Lists = ()>>(all: &[Kept<R::Fact>]) -> Context<'_, R> {
        Context { client: 1, own: None, today: "2019-11-06".parse().unwrap(), lang: Lang::Nb, all, lists: &() }
    }

    fn point(safety: &str, note: &str) -> PointForm {
        let answers = format!("kind=phone&value=22+00+00+14&safety={safety}&note={note}");
        PointForm::read(&Posted::kept(&answers))
    }

    #[test]
    fn what_is_safe_must_be_said_and_through_whom() {
        assert!(point("", "").check(&context(&[])).is_err());
        assert_eq!(point("through_others", "").check(&context(&[])).unwrap_err()[0].field, "note");
        assert!(point("through_others", "Advokaten").check(&context(&[])).is_ok());
        assert!(point("never", "").check(&context(&[])).is_ok());
    }

    #[test]
    fn a_contact_has_a_kind_a_name_and_an_address_that_can_be_one() {
        let of = |answers: &str| ContactForm::read(&Posted::kept(answers)).check(&context(&[]));
        assert!(of("kind=lawyer&name=Advokat+C&email=c%40example.org").is_ok());
        for wrong in
            ["kind=lawyer&name=", "kind=&name=C", "kind=lawyer&name=C&email=c", "kind=lawyer&name=C&ended_on=071119"]
        {
            assert_eq!(of(wrong).unwrap_err().len(), 1, "{wrong}");
        }
    }

    #[test]
    fn answers_come_back_as_they_were() {
        let fact = point("safe", "x").check(&context(&[])).unwrap().0;
        assert_eq!(PointForm::of(&fact, &()).check(&context(&[])).unwrap().0, fact);
    }

    #[test]
    fn nobody_without_a_scope_is_shared_with_by_a_consent() {
        assert_eq!(scope_for(ContactKind::Lawyer), Some(ConsentScope::ShareLawyer));
        assert_eq!(scope_for(ContactKind::NextOfKin), None);
        let scopes: Vec<_> = ContactKind::ALL.iter().filter_map(|kind| scope_for(*kind)).collect();
        assert_eq!(scopes.len(), 8);
    }
}
