//! The parts of a form as data, so that one template shows many forms, and the reading of answers with what is wrong with them.
//! Knows no table and no client.

use super::texts::RecordTexts;
use crate::clients::names::sort_key;
use crate::kernel::codes::{Code, Country, Language};
use crate::kernel::money::Hundredths;
use crate::kernel::text::Lang;
use crate::web::form::{Choice, Field, FieldError, read_date};
use crate::web::show;
use chrono::NaiveDate;

/// The longest name, number or other single line, in characters.
pub const LINE: usize = 200;

/// The longest note, in characters.
pub const NOTE: usize = 4000;

/// One input of a form, as `casefile/inputs.html` shows it.
#[derive(Debug, Clone)]
pub enum Input {
    /// A line of text; the keyboard of a telephone: `text`, `tel`, `numeric` or `email`.
    Line(Field, &'static str),
    /// A date.
    Date(Field),
    /// Several lines; how many stand open.
    Area(Field, usize),
    /// One of many.
    Select(Field, Vec<Choice>),
    /// One of few.
    Chips(Field, Vec<Choice>),
    /// Several of few.
    Checks(Field, Vec<Choice>),
    /// Several of many, in an order, a row each.
    Rows(Field, Vec<Row>),
}

/// A row of [`Input::Rows`].
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id; the first has the field's name, so that the summary of errors finds it.
    pub id: String,
    /// What it is for those who hear the page.
    pub label: String,
    /// What may be chosen.
    pub choices: Vec<Choice>,
    /// True for the row that was just added.
    pub is_new: bool,
}

/// A text or blank as the answer of a form.
pub fn of_text(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

/// A code or none as the answer of a form.
pub fn of_code<C: Code>(code: Option<C>) -> String {
    code.map_or("", Code::code).to_owned()
}

/// All values of a code list to choose from.
pub fn codes<C: Code>(chosen: &str, lang: Lang) -> Vec<Choice> {
    C::ALL.iter().map(|value| choice(value.code(), value.label(lang), chosen)).collect()
}

/// The same with an answer before them that says nothing.
pub fn codes_or<C: Code>(none: &str, chosen: &str, lang: Lang) -> Vec<Choice> {
    let mut choices = vec![choice("", none, chosen)];
    choices.extend(codes::<C>(chosen, lang));
    choices
}

/// An answer to choose.
pub fn choice(value: &str, label: &str, chosen: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), selected: value == chosen }
}

/// All countries as (code, name), in the order of the alphabet.
pub fn countries(lang: Lang) -> Vec<(&'static str, &'static str)> {
    sorted(Country::all().map(|country| (country.code(), country.label(lang))).collect())
}

/// All languages as (code, name), in the order of the alphabet.
pub fn languages(lang: Lang) -> Vec<(&'static str, &'static str)> {
    sorted(Language::all().map(|language| (language.code(), language.label(lang))).collect())
}

fn sorted(mut named: Vec<(&'static str, &'static str)>) -> Vec<(&'static str, &'static str)> {
    named.sort_by_cached_key(|(_, name)| sort_key(name, ""));
    named
}

/// The rows of a set: those that are filled, or one that is blank; `is_more` adds another.
pub fn rows(field: Field, chosen: &[String], of: &[(&'static str, &'static str)], is_more: bool, lang: Lang) -> Input {
    let t = RecordTexts(lang);
    let mut values: Vec<&str> = chosen.iter().map(String::as_str).collect();
    if values.is_empty() || is_more {
        values.push("");
    }
    let last = values.len();
    let rows = (1_usize..).zip(values).map(|(n, value)| {
        let mut choices = vec![choice("", t.choose(), value)];
        choices.extend(of.iter().map(|(code, name)| choice(code, name, value)));
        Row {
            id: if n == 1 { field.name.to_owned() } else { format!("{}-{n}", field.name) },
            label: t.row_label(&field.label, &n),
            choices,
            is_new: is_more && n == last,
        }
    });
    let rows = rows.collect();
    Input::Rows(field, rows)
}

/// Reads the answers of a form and collects what is wrong with them.
#[derive(Debug)]
pub struct Reader {
    t: RecordTexts,
    today: NaiveDate,
    /// What is wrong so far.
    pub errors: Vec<FieldError>,
}

impl Reader {
    /// A reader that tells errors in this language.
    #[must_use]
    pub const fn new(lang: Lang, today: NaiveDate) -> Self {
        Self { t: RecordTexts(lang), today, errors: Vec::new() }
    }

    /// Says that a field is wrong.
    pub fn wrong(&mut self, field: &'static str, text: &str) {
        self.errors.push(FieldError::new(field, text));
    }

    /// A text that may be blank.
    pub fn text(&mut self, field: &'static str, value: &str, most: usize) -> Option<String> {
        if value.chars().count() > most {
            self.wrong(field, &self.t.too_long(&most));
        }
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// A text that must be there; blank after an error.
    pub fn must(&mut self, field: &'static str, value: &str, most: usize, missing: &str) -> String {
        if value.is_empty() {
            self.wrong(field, missing);
        }
        self.text(field, value, most).unwrap_or_default()
    }

    /// A date that may be blank.
    pub fn date(&mut self, field: &'static str, value: &str) -> Option<NaiveDate> {
        read_date(value).unwrap_or_else(|_| {
            self.wrong(field, self.t.date_wrong());
            None
        })
    }

    /// A date of what has happened; it may be blank.
    pub fn past(&mut self, field: &'static str, value: &str) -> Option<NaiveDate> {
        let date = self.date(field, value);
        if date.is_some_and(|date| date > self.today) {
            self.wrong(field, &self.t.date_ahead(&show::date(self.today)));
        }
        date
    }

    /// Says that a date must be there, when nothing was written.
    pub fn must_date(&mut self, field: &'static str, value: &str, date: Option<NaiveDate>) {
        if value.is_empty() && date.is_none() {
            self.wrong(field, self.t.date_missing());
        }
    }

    /// Says that a period must not end before it begins.
    pub fn order(&mut self, field: &'static str, from: Option<NaiveDate>, to: Option<NaiveDate>) {
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.wrong(field, self.t.order_wrong());
        }
    }

    /// A code that may be blank.
    pub fn code<C: Code>(&mut self, field: &'static str, value: &str) -> Option<C> {
        let code = C::from_code(value);
        if code.is_none() && !value.is_empty() {
            self.wrong(field, self.t.choice_wrong());
        }
        code
    }

    /// A code that must be there.
    pub fn must_code<C: Code>(&mut self, field: &'static str, value: &str, missing: &str) -> Option<C> {
        let code = C::from_code(value);
        if code.is_none() {
            self.wrong(field, missing);
        }
        code
    }

    /// An amount with at most two decimals, comma or point, that may be blank and is not below zero.
    pub fn amount(&mut self, field: &'static str, value: &str) -> Option<i64> {
        let written: String = value.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace(',', ".");
        if written.is_empty() {
            return None;
        }
        let amount = Hundredths::parse(&written).ok().map(Hundredths::stored).filter(|amount| *amount >= 0);
        if amount.is_none() {
            self.wrong(field, self.t.amount_wrong());
        }
        amount
    }

    /// A whole number from `least` to `most` that may be blank.
    pub fn whole(&mut self, field: &'static str, value: &str, least: i32, most: i32) -> Option<i32> {
        let written: String = value.chars().filter(|c| !c.is_whitespace()).collect();
        if written.is_empty() {
            return None;
        }
        let number = written.parse().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.wrong(field, &self.t.whole_wrong(&least, &most));
        }
        number
    }

    /// A set of which each value stands once; `name` answers what people read, and nothing for a value that is not allowed.
    pub fn set(&mut self, field: &'static str, values: &[String], name: impl Fn(&str) -> Option<&'static str>) {
        let mut seen: Vec<&str> = Vec::new();
        for value in values {
            match name(value) {
                None => self.wrong(field, self.t.choice_wrong()),
                Some(name) if seen.contains(&value.as_str()) => self.wrong(field, &self.t.twice(name)),
                Some(_) => {}
            }
            seen.push(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::Gender;

    fn reader() -> Reader {
        Reader::new(Lang::Nb, "2019-11-06".parse().unwrap())
    }

    #[test]
    fn a_date_ahead_is_told_with_today() {
        let mut reader = reader();
        assert_eq!(reader.past("on", "06.11.2019"), "2019-11-06".parse().ok());
        assert!(reader.errors.is_empty());
        reader.past("on", "07.11.2019");
        assert_eq!(reader.errors[0].text, "Datoen er fram i tid. Skriv i dag, 06.11.2019, eller tidligere.");
    }

    #[test]
    fn texts_that_are_too_long_and_codes_that_are_none_are_refused() {
        let mut reader = reader();
        assert_eq!(reader.text("note", "", 3), None);
        reader.text("note", "æøå", 3);
        assert!(reader.errors.is_empty());
        reader.text("note", "æøåa", 3);
        assert_eq!(reader.code::<Gender>("gender", ""), None);
        assert_eq!(reader.errors.len(), 1);
        reader.code::<Gender>("gender", "woman");
        reader.must("name", "", LINE, "x");
        assert_eq!(reader.errors.len(), 3);
    }

    #[test]
    fn a_value_stands_once_in_a_set() {
        let mut reader = reader();
        let name = |code: &str| Country::from_code(code).map(|country| country.label(Lang::Nb));
        reader.set("citizenships", &["RO".to_owned(), "BR".to_owned()], name);
        assert!(reader.errors.is_empty());
        reader.set("citizenships", &["RO".to_owned(), "RO".to_owned(), "??".to_owned()], name);
        assert_eq!(reader.errors.len(), 2);
    }

    #[test]
    fn a_set_has_always_a_row_to_fill() {
        let count = |chosen: &[String], more: bool| match rows(
            Field::new("languages", "Språk"),
            chosen,
            &languages(Lang::Nb),
            more,
            Lang::Nb,
        ) {
            Input::Rows(_, rows) => rows.len(),
            _ => 0,
        };
        assert_eq!((count(&[], false), count(&[], true)), (1, 1));
        assert_eq!((count(&["pt".to_owned()], false), count(&["pt".to_owned()], true)), (1, 2));
    }

    #[test]
    fn what_nobody_types_is_left_out() {
        let form = crate::web::form::Posted::kept("note=a%00b%0D%0Ac&name=a%0Ab");
        assert_eq!((form.lines("note").as_str(), form.line("name").as_str()), ("ab\nc", "ab"));
    }
}
