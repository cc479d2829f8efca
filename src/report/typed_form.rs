//! The form of a figure typed by hand. What may be typed is the same as in a register (`may_be_typed`).

use super::catalogue::CATALOGUE;
use super::model::TypedFigure;
use super::texts::ReportTexts;
use super::typed_texts::TypedTexts;
use super::{figure, is_free_key, may_be_typed, numbers, store};
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::FactKind;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::office::{Context, Entry, Headings};
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::inputs::{Input, LINE, Reader, choice, of_text};
use crate::web::urls;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The answers of the form of a typed figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedForm {
    year: String,
    figure: String,
    key: String,
    value: String,
    source: String,
}

/// What a figure is called: its title in the report; a free key as the report names it.
pub fn name_of(id: &str, lang: Lang) -> String {
    figure(id).map_or_else(|| ReportTexts(lang).manual(id), |figure| figure.title.get(lang).to_owned())
}

/// A number as people write it: spaces between thousands, comma or point before decimals.
fn read_number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace(',', ".");
    let plain = plain.replace('−', "-");
    let is_plain = plain.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let number = if is_plain { plain.parse::<f64>().ok() } else { None };
    // The same bounds as in a register.
    number
        .filter(|number| number.is_finite() && number.abs() < 1e15)
        .map(|number| if number == 0.0 { 0.0 } else { number })
}

/// True where a comma or point may have been meant to part thousands.
fn may_be_thousands(text: &str) -> bool {
    let decimals = text.trim().rsplit_once([',', '.']).map(|(_, decimals)| decimals);
    decimals.is_some_and(|decimals| decimals.len() == 3 && decimals.bytes().all(|byte| byte.is_ascii_digit()))
}

impl TypedForm {
    /// The figure, whichever way it was given.
    fn id(&self) -> &str {
        if self.figure.is_empty() { &self.key } else { &self.figure }
    }
}

impl Entry for TypedForm {
    type Fact = TypedFigure;
    type Lists = ();
    const PLACE: &'static str = urls::YEARLY_FIGURES;
    const REF: RefKind = RefKind::YearlyFigure;
    const KIND: FactKind = FactKind::YearlyFigure;
    const OBJECT: &'static str = "yearly_figure";
    const ADD: &'static str = "yearly_figure.add";
    const CHANGE: &'static str = "yearly_figure.change";
    const REMOVE: &'static str = "yearly_figure.remove";

    fn headings(lang: Lang) -> Headings {
        let t = TypedTexts(lang);
        Headings { list: t.heading(), new: t.new_heading(), change: t.change_heading() }
    }

    fn lists(_conn: &mut Conn, _keyring: &Keyring, _actor: &Actor) -> Result<()> {
        Ok(())
    }

    fn blank(today: NaiveDate, asked: &Posted) -> Self {
        let year = asked.line("year");
        Self { year: if year.is_empty() { (today.year() - 1).to_string() } else { year }, ..Self::default() }
    }

    /// The same figure for another year.
    fn again(self, _today: NaiveDate) -> Self {
        Self { year: String::new(), value: String::new(), ..self }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        let (year, figure, key) = (line("year"), line("figure"), line("key"));
        Self { year, figure, key, value: line("value"), source: line("source") }
    }

    fn of(fact: &TypedFigure, _lists: &()) -> Self {
        let is_free = is_free_key(&fact.figure);
        let id = |wanted: bool| if wanted { fact.figure.clone() } else { String::new() };
        Self {
            year: fact.year.to_string(),
            figure: id(!is_free),
            key: id(is_free),
            value: fact.value.to_string().replace('.', ","),
            source: of_text(fact.source.as_ref()),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(TypedFigure, Vec<String>), Vec<FieldError>> {
        let t = TypedTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let year = self.year.parse().ok().filter(|year| self.year.len() == 4 && (1900..=2200).contains(year));
        if year.is_none() {
            reader.wrong("year", t.year_wrong());
        }
        match (self.figure.is_empty(), self.key.is_empty()) {
            (false, false) => reader.wrong("figure", t.figure_both()),
            (true, true) => reader.wrong("figure", t.figure_wrong()),
            (false, true) if !may_be_typed(&self.figure) => reader.wrong("figure", t.figure_wrong()),
            (true, false) if !is_free_key(&self.key) => reader.wrong("key", t.key_wrong()),
            _ => {}
        }
        reader.text("key", &self.key, LINE);
        let value = read_number(&self.value);
        if value.is_none() {
            reader.wrong("value", t.value_wrong());
        }
        let source = reader.text("source", &self.source, LINE);
        let is_other = |kept: &&Kept<TypedFigure>| Some(kept.id) != context.own;
        if let Some(year) = year
            && context.all.iter().filter(is_other).any(|kept| kept.fact.year == year && kept.fact.figure == self.id())
        {
            reader.wrong("year", &t.taken(&self.year, &name_of(self.id(), context.lang)));
        }
        match (year, value) {
            (Some(year), Some(value)) if reader.errors.is_empty() => {
                let read = numbers::written(value, context.lang);
                let doubts = if may_be_thousands(&self.value) { vec![t.thousands(&read)] } else { Vec::new() };
                Ok((TypedFigure { year, figure: self.id().to_owned(), value, source }, doubts))
            }
            _ => Err(reader.errors),
        }
    }

    fn inputs(&self, _lists: &(), lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = TypedTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let mut figures: Vec<Choice> = vec![choice("", t.figure_own(), &self.figure)];
        figures.extend(
            CATALOGUE
                .iter()
                .filter(|figure| figure.shape.is_number())
                .map(|figure| choice(figure.id, &format!("{} ({})", figure.title.get(lang), figure.id), &self.figure)),
        );
        vec![
            vec![Input::Line(field("year", t.year(), &self.year), "numeric")],
            vec![Input::Select(field("figure", t.figure(), &self.figure), figures)],
            vec![Input::Line(field("key", t.key(), &self.key).hinted(t.key_hint()).optional(), "text")],
            vec![Input::Line(field("value", t.value(), &self.value).hinted(t.value_hint()), "text")],
            vec![Input::Line(field("source", t.source(), &self.source).hinted(t.source_hint()).optional(), "text")],
        ]
    }

    fn told(&self, _lists: &(), lang: Lang) -> Vec<(String, String)> {
        let t = TypedTexts(lang);
        let value = read_number(&self.value).map_or_else(|| self.value.clone(), |value| numbers::written(value, lang));
        vec![
            (t.year().to_owned(), self.year.clone()),
            (t.figure().to_owned(), name_of(self.id(), lang)),
            (t.value().to_owned(), value),
            (t.source().to_owned(), self.source.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor) -> Result<Vec<Kept<TypedFigure>>> {
        store::typed_figures(conn, actor)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &TypedFigure) -> Result<i64> {
        store::add_typed_figure(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &TypedFigure, version: i32) -> Result<()> {
        store::change_typed_figure(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, id: i64, version: i32) -> Result<()> {
        store::remove_typed_figure(conn, actor, id, version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(
        answers: &str,
        all: &[Kept<TypedFigure>],
    ) -> std::result::Result<(TypedFigure, Vec<String>), Vec<FieldError>> {
        let today = "2020-01-08".parse().unwrap();
        let context = Context { own: None, today, lang: Lang::Nb, all, lists: &() };
        TypedForm::read(&Posted::kept(answers)).check(&context)
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in [("1 912", 1912.0), ("31,6", 31.6), ("31.6", 31.6), ("−2", -2.0), ("69\u{a0}525", 69525.0)]
        {
            assert_eq!(read_number(text), Some(value), "{text}");
        }
        for wrong in ["", "1e5", "ca. 30", "1,9,2", "1e400"] {
            assert_eq!(read_number(wrong), None, "{wrong}");
        }
        assert!(
            may_be_thousands("1,912")
                && may_be_thousands("1.912")
                && !may_be_thousands("1 912")
                && !may_be_thousands("1,5")
        );
    }

    #[test]
    fn what_a_register_refuses_is_refused_here() {
        for wrong in [
            "figure=clients.by_gender",
            "figure=nothing",
            "key=manual.",
            "key=web_hits",
            "",
            "figure=clients.assisted&key=manual.x",
        ] {
            assert_eq!(of(&format!("year=2018&value=1&{wrong}"), &[]).unwrap_err().len(), 1, "{wrong}");
        }
        for right in ["figure=clients.assisted", "key=manual.web_hits"] {
            assert!(of(&format!("year=2018&value=1&{right}"), &[]).is_ok(), "{right}");
        }
        assert_eq!(of("year=18&value=x&key=manual.a", &[]).unwrap_err().len(), 2);
    }

    #[test]
    fn a_year_has_a_figure_once() {
        let (fact, _) = of("year=2018&value=1&key=manual.a", &[]).unwrap();
        let all = [Kept { id: 1, version: 1, fact }];
        assert_eq!(of("year=2018&value=2&key=manual.a", &all).unwrap_err()[0].field, "year");
        assert!(of("year=2017&value=2&key=manual.a", &all).is_ok());
    }
}
