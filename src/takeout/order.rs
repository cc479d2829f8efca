//! What may be taken out at an address, and what somebody ordered of it.

use super::texts::TakeTexts;
use crate::documents::Format;
use crate::kernel::text::Lang;
use crate::web::form::{FieldError, Posted};
use crate::web::inputs::{LINE, Reader};
use chrono::NaiveDate;

/// Something that goes along where she asks for it.
#[derive(Debug, Clone)]
pub struct Extra {
    /// What it is.
    pub label: String,
    /// What she should know of it.
    pub hint: String,
    /// The formats that can take it along; what is said for the others.
    pub only: Option<(Vec<Format>, String)>,
}

/// What may be taken out at an address.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The act in the log, `noun.export`.
    pub action: &'static str,
    /// What it is called among what was taken; no name of a person.
    pub what: String,
    /// Where the form is shown and posted, with its query.
    pub address: String,
    /// The page it belongs to: address and name.
    pub back: (String, String),
    /// The heading.
    pub heading: String,
    /// What the file holds, and how many lines.
    pub lead: String,
    /// The formats with what is said of each, the first is the default.
    pub formats: Vec<(Format, String)>,
    /// The format that stands chosen.
    pub format: Format,
    /// True where the language may be chosen.
    pub has_languages: bool,
    /// What may go along.
    pub extra: Option<Extra>,
}

/// What somebody ordered.
#[derive(Debug, Clone)]
pub struct Order {
    /// The format.
    pub format: Format,
    /// The language of the file.
    pub lang: Lang,
    /// True when the extra goes along.
    pub with_extra: bool,
    /// Why it is taken out.
    pub reason: String,
}

impl Offer {
    /// What the form shows first.
    pub(super) fn first_order(&self, lang: Lang) -> Order {
        Order { format: self.format, lang, with_extra: false, reason: String::new() }
    }

    /// What is remembered of an order, beside its reason.
    pub(super) fn memory(&self, order: &Order) -> serde_json::Value {
        serde_json::json!({
            "action": self.action,
            "what": self.what,
            "format": order.format.code(),
            "lang": order.lang.tag(),
            "extra": order.with_extra,
        })
    }
}

impl Order {
    /// The answers of the form, and what is wrong with them.
    pub(super) fn read(form: &Posted, offer: &Offer, lang: Lang, today: NaiveDate) -> (Self, Vec<FieldError>) {
        let t = TakeTexts(lang);
        let mut reader = Reader::new(lang, today);
        let asked = Format::from_code(form.trimmed("format"));
        let format = asked.filter(|asked| offer.formats.iter().any(|(offered, _)| offered == asked));
        if format.is_none() {
            reader.wrong("format", t.format_missing());
        }
        let with_extra = offer.extra.is_some() && form.value("extra") == "yes";
        let only = offer.extra.as_ref().and_then(|extra| extra.only.as_ref());
        if let (true, Some(format), Some((formats, text))) = (with_extra, format, only)
            && !formats.contains(&format)
        {
            reader.wrong("extra", text);
        }
        let reason = form.line("reason");
        reader.must("reason", &reason, LINE, t.reason_missing());
        let chosen = match form.value("lang") {
            "en" => Lang::En,
            "nb" => Lang::Nb,
            _ => lang,
        };
        let order = Self {
            format: format.unwrap_or(offer.format),
            lang: if offer.has_languages { chosen } else { lang },
            with_extra,
            reason,
        };
        (order, reader.errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer() -> Offer {
        Offer {
            action: "thing.export",
            what: "Ting".to_owned(),
            address: "/things/export".to_owned(),
            back: (String::new(), String::new()),
            heading: String::new(),
            lead: String::new(),
            formats: vec![(Format::Xlsx, String::new()), (Format::Csv, String::new())],
            format: Format::Xlsx,
            has_languages: true,
            extra: Some(Extra {
                label: String::new(),
                hint: String::new(),
                only: Some((vec![Format::Csv], "bare CSV".to_owned())),
            }),
        }
    }

    fn read(body: &str) -> (Order, Vec<FieldError>) {
        Order::read(&Posted::kept(body), &offer(), Lang::Nb, "2020-01-08".parse().unwrap())
    }

    #[test]
    fn an_order_has_a_format_that_is_offered_and_a_reason() {
        let (order, errors) = read("format=csv&reason=Styret&lang=en&extra=yes");
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!((order.format, order.lang, order.with_extra), (Format::Csv, Lang::En, true));
        assert_eq!(order.reason, "Styret");
        for (body, fields) in [
            ("", vec!["format", "reason"]),
            ("format=pdf&reason=x", vec!["format"]),
            ("format=xlsx&reason=x&extra=yes", vec!["extra"]),
            ("format=xlsx&reason=+", vec!["reason"]),
        ] {
            let (_, errors) = read(body);
            assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), fields, "{body}");
        }
    }
}
