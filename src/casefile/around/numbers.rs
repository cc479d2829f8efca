//! The form of a number by which somebody knows a client. A number that cannot be right is doubted, never refused: many have
//! false papers, and what stands in them is a fact too.

use crate::casefile::head::Part;
use crate::casefile::person_texts::PersonTexts;
use crate::casefile::record::inputs::{Input, LINE, NOTE, Reader, choice, codes_or, of_text};
use crate::casefile::record::{Context, Record};
use crate::clients::around::{self, Identifier};
use crate::db::{Conn, Kept, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, FactKind, IdentifierKind};
use crate::kernel::error::Result;
use crate::kernel::identity_number::{NumberDoubt, NumberKind, bare, doubt_of, duf_doubt, show_duf, show_national};
use crate::kernel::text::Lang;
use crate::web::form::{Field, FieldError, Posted};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What speaks against a number of this kind, in words.
pub fn doubt_words(kind: IdentifierKind, value: &str, t: PersonTexts) -> Option<&'static str> {
    let doubt = match kind {
        IdentifierKind::Duf => duf_doubt(value),
        IdentifierKind::NationalIdentity => doubt_of(value, NumberKind::National),
        IdentifierKind::DNumber => doubt_of(value, NumberKind::D),
        IdentifierKind::Passport
        | IdentifierKind::IdentityCard
        | IdentifierKind::ResidenceCard
        | IdentifierKind::Other => None,
    };
    Some(match doubt? {
        NumberDoubt::Length if kind == IdentifierKind::Duf => t.doubt_length_12(),
        NumberDoubt::Length => t.doubt_length_11(),
        NumberDoubt::Date => t.doubt_date(),
        NumberDoubt::CheckDigits => t.doubt_digits(),
        NumberDoubt::Synthetic => t.doubt_synthetic(),
        NumberDoubt::OtherKind(NumberKind::National) => t.doubt_is_national(),
        NumberDoubt::OtherKind(NumberKind::D) => t.doubt_is_d(),
        NumberDoubt::OtherKind(NumberKind::Help) => t.doubt_is_help(),
    })
}

/// A number of this kind as people read it.
pub fn shown(kind: IdentifierKind, value: &str) -> String {
    match kind {
        IdentifierKind::Duf => show_duf(value),
        IdentifierKind::NationalIdentity | IdentifierKind::DNumber => show_national(value),
        IdentifierKind::Passport
        | IdentifierKind::IdentityCard
        | IdentifierKind::ResidenceCard
        | IdentifierKind::Other => value.to_owned(),
    }
}

/// The answers of the form of a number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberForm {
    kind: String,
    value: String,
    source: String,
    verified: String,
    note: String,
}

impl Record for NumberForm {
    type Fact = Identifier;
    type Lists = ();
    const PART: Part = Part::Person;
    const KIND: FactKind = FactKind::Identifier;
    const PLACE: &'static str = "identifiers";
    const REF: RefKind = RefKind::Identifier;
    const ADD: &'static str = "identifier.add";
    const CHANGE: &'static str = "identifier.change";

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = PersonTexts(lang);
        (t.number_new(), t.number_change())
    }

    fn blank(_today: NaiveDate, _asked: &Posted, _lists: &()) -> Self {
        Self::default()
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        let (kind, value, source, verified) = (line("kind"), line("value"), line("source"), line("verified"));
        Self { kind, value, source, verified, note: form.lines("note") }
    }

    fn of(fact: &Identifier, _lists: &()) -> Self {
        Self {
            kind: fact.kind.code().to_owned(),
            value: shown(fact.kind, &fact.value),
            source: of_text(fact.source.as_ref()),
            verified: if fact.is_verified { "yes" } else { "no" }.to_owned(),
            note: of_text(fact.note.as_ref()),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Identifier, Vec<String>), Vec<FieldError>> {
        use IdentifierKind as K;
        let t = PersonTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let kind = reader.must_code("kind", &self.kind, t.kind_missing());
        let value = reader.must("value", &self.value, LINE, t.number_missing());
        let source = reader.text("source", &self.source, LINE);
        if !matches!(self.verified.as_str(), "yes" | "no") {
            reader.wrong("verified", t.verified_missing());
        }
        let note = reader.text("note", &self.note, NOTE);
        let is_verified = self.verified == "yes";
        let client_id = context.client;
        match kind {
            Some(kind) if reader.errors.is_empty() => {
                let value =
                    if matches!(kind, K::Duf | K::NationalIdentity | K::DNumber) { bare(&value) } else { value };
                let doubts = doubt_words(kind, &value, t).map(str::to_owned).into_iter().collect();
                Ok((Identifier { client_id, kind, value, source, is_verified, note }, doubts))
            }
            _ => Err(reader.errors),
        }
    }

    fn inputs(&self, _lists: &(), lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = PersonTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let verified = vec![choice("yes", t.yes(), &self.verified), choice("no", t.no(), &self.verified)];
        vec![
            vec![
                Input::Select(
                    field("kind", t.kind(), &self.kind),
                    codes_or::<IdentifierKind>(t.choose(), &self.kind, lang),
                ),
                Input::Line(field("value", t.number(), &self.value), "text"),
            ],
            vec![Input::Line(field("source", t.source(), &self.source).hinted(t.source_hint()).optional(), "text")],
            vec![Input::Chips(field("verified", t.verified(), &self.verified), verified)],
            vec![Input::Area(field("note", t.note(), &self.note).optional(), 3)],
        ]
    }

    fn told(&self, _lists: &(), lang: Lang) -> Vec<(String, String)> {
        let t = PersonTexts(lang);
        let kind = IdentifierKind::from_code(&self.kind);
        let verified = if self.verified == "yes" { t.yes() } else { t.no() };
        vec![
            (t.kind().to_owned(), kind.map_or("", |kind| kind.label(lang)).to_owned()),
            (t.number().to_owned(), kind.map_or_else(|| self.value.clone(), |kind| shown(kind, &self.value))),
            (t.source().to_owned(), self.source.clone()),
            (t.verified().to_owned(), verified.to_owned()),
            (t.note().to_owned(), self.note.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Identifier>>> {
        around::identifiers(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Identifier) -> Result<i64> {
        around::add_identifier(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Identifier, version: i32) -> Result<()> {
        around::change_identifier(conn, actor, id, fact, version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: &str, value: &str) -> std::result::Result<(Identifier, Vec<String>), Vec<FieldError>> {
        let today = "2019-11-06".parse().unwrap();
        let context = Context { client: 1, own: None, today, lang: Lang::Nb, all: &[], lists: &() };
        NumberForm::read(&Posted::kept(&format!("kind={kind}&value={value}&verified=no"))).check(&context)
    }

    #[test]
    fn a_number_that_cannot_be_right_is_doubted_and_never_refused() {
        assert_eq!(of("national_identity", "020132+99997").unwrap(), {
            let (fact, _) = of("national_identity", "02013299997").unwrap();
            (fact, Vec::new())
        });
        assert_eq!(of("national_identity", "02013299998").unwrap().1, ["Kontrollsifrene stemmer ikke"]);
        assert_eq!(of("d_number", "02013299997").unwrap().1, ["Nummeret er et fødselsnummer"]);
        assert_eq!(of("duf", "1234").unwrap().1, ["Nummeret har ikke 12 siffer"]);
        assert_eq!(of("passport", "AB 12-3").unwrap().0.value, "AB 12-3");
    }

    #[test]
    fn kind_number_and_whether_it_was_checked_must_be_said() {
        assert_eq!(of("", "").unwrap_err().len(), 2);
    }
}
