//! How the form of who somebody is stands on the page, and how its answers read beside another's.

use super::identity_form::{IdentityForm, Place};
use super::person_texts::PersonTexts;
use super::record::inputs::{Input, choice, codes, codes_or, countries, languages, rows};
use super::record::told_date;
use crate::kernel::codes::{
    AddressProtection, BirthDateCertainty, Code, Country, Exploitation, Gender, Language, ReferredBy, YesNoUnknown,
};
use crate::kernel::identity_number::{bare, show_duf};
use crate::kernel::text::Lang;
use crate::web::form::{Field, FieldError};

impl IdentityForm {
    /// The answers as people read them, each with its label.
    pub(super) fn told(&self, places: &[Place], lang: Lang) -> Vec<(String, String)> {
        let t = PersonTexts(lang);
        let country = |code: &String| Country::from_code(code).map(|country| country.label(lang));
        let named = |codes: &[String]| codes.iter().filter_map(country).collect::<Vec<_>>().join(", ");
        let spoken = self.languages.iter().filter_map(|code| Language::from_code(code)).map(|one| one.label(lang));
        let exploited =
            self.exploitation.iter().filter_map(|code| Exploitation::from_code(code)).map(|one| one.label(lang));
        let place = places.iter().find(|place| place.reference == self.identified_in);
        let duf = show_duf(&bare(&self.duf));
        let interpreter = match self.interpreter.as_str() {
            "yes" => t.yes(),
            "no" => t.no(),
            _ => t.not_stated(),
        };
        [
            (t.given_name(), self.given_name.clone()),
            (t.family_name(), self.family_name.clone()),
            (t.alias(), self.alias.clone()),
            (t.birth_date(), told_date(&self.birth_date)),
            (t.certainty(), label::<BirthDateCertainty>(&self.certainty, t, lang)),
            (t.gender(), label::<Gender>(&self.gender, t, lang)),
            (t.citizenships(), named(&self.citizenships)),
            (t.languages(), spoken.collect::<Vec<_>>().join(", ")),
            (t.interpreter(), interpreter.to_owned()),
            (t.interpreter_note(), self.interpreter_note.clone()),
            (t.duf(), duf),
            (t.address_protection(), label::<AddressProtection>(&self.address_protection, t, lang)),
            (t.intake_date(), told_date(&self.intake_date)),
            (t.referred_by(), label::<ReferredBy>(&self.referred_by, t, lang)),
            (t.identified_in(), place.map_or_else(String::new, |place| place.name.clone())),
            (t.exploitation(), exploited.collect::<Vec<_>>().join(", ")),
            (t.exploitation_countries(), named(&self.exploitation_countries)),
            (t.pregnant(), label::<YesNoUnknown>(&self.pregnant, t, lang)),
            (t.children_abroad(), label::<YesNoUnknown>(&self.children_abroad, t, lang)),
            (t.children_abroad_count(), self.children_abroad_count.clone()),
            (t.other_note(), self.note.clone()),
        ]
        .into_iter()
        .map(|(label, told)| (label.to_owned(), told))
        .collect()
    }

    /// The form, in parts with a heading each.
    pub(super) fn parts(&self, places: &[Place], errors: &[FieldError], lang: Lang) -> Vec<FormPart> {
        let t = PersonTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let open = |name: &'static str, label: &str, value: &str| field(name, label, value).optional();
        let (countries, languages) = (countries(lang), languages(lang));
        let set =
            |name: &'static str, label: &str, hint: &str, chosen: &[String], of: &[(&'static str, &'static str)]| {
                rows(open(name, label, "").hinted(hint), chosen, of, self.more == name, lang)
            };
        let none = t.none_chosen();
        let yes_no = [("yes", t.yes()), ("no", t.no()), ("", none)];
        let yes_no = yes_no.into_iter().map(|(value, label)| choice(value, label, &self.interpreter)).collect();
        let mut found = vec![choice("", none, &self.identified_in)];
        found.extend(places.iter().map(|place| choice(&place.reference, &place.name, &self.identified_in)));
        let mut exploited = codes::<Exploitation>("", lang);
        for one in &mut exploited {
            one.selected = self.exploitation.contains(&one.value);
        }
        vec![
            FormPart::new(
                "part-name",
                t.part_name(),
                vec![
                    vec![
                        Input::Line(open("given_name", t.given_name(), &self.given_name), "text"),
                        Input::Line(open("family_name", t.family_name(), &self.family_name), "text"),
                    ],
                    vec![
                        Input::Line(open("alias", t.alias(), &self.alias), "text"),
                        Input::Date(open("birth_date", t.birth_date(), &self.birth_date).hinted(t.date_hint())),
                    ],
                    vec![Input::Chips(
                        open("certainty", t.certainty(), ""),
                        codes_or::<BirthDateCertainty>(none, &self.certainty, lang),
                    )],
                    vec![Input::Chips(field("gender", t.gender(), ""), codes::<Gender>(&self.gender, lang))],
                ],
            ),
            FormPart::new(
                "part-language",
                t.part_language(),
                vec![
                    vec![set("citizenships", t.citizenships(), t.citizenships_hint(), &self.citizenships, &countries)],
                    vec![set("languages", t.languages(), "", &self.languages, &languages)],
                    vec![Input::Chips(open("interpreter", t.interpreter(), ""), yes_no)],
                    vec![Input::Area(
                        open("interpreter_note", t.interpreter_note(), &self.interpreter_note)
                            .hinted(t.interpreter_note_hint()),
                        2,
                    )],
                ],
            ),
            FormPart::new(
                "part-register",
                t.part_register(),
                vec![
                    vec![Input::Line(open("duf", t.duf(), &self.duf).hinted(t.duf_hint()), "numeric")],
                    vec![Input::Chips(
                        open("address_protection", t.address_protection(), ""),
                        codes_or::<AddressProtection>(none, &self.address_protection, lang),
                    )],
                ],
            ),
            FormPart::new(
                "part-intake",
                t.part_intake(),
                vec![
                    vec![Input::Date(field("intake_date", t.intake_date(), &self.intake_date).hinted(t.date_hint()))],
                    vec![
                        Input::Select(
                            open("referred_by", t.referred_by(), ""),
                            codes_or::<ReferredBy>(none, &self.referred_by, lang),
                        ),
                        Input::Select(open("identified_in", t.identified_in(), ""), found),
                    ],
                ],
            ),
            FormPart::new(
                "part-exploitation",
                t.part_exploitation(),
                vec![
                    vec![Input::Checks(open("exploitation", t.exploitation(), ""), exploited)],
                    vec![set(
                        "exploitation_countries",
                        t.exploitation_countries(),
                        "",
                        &self.exploitation_countries,
                        &countries,
                    )],
                ],
            ),
            FormPart::new(
                "part-family",
                t.part_family(),
                vec![
                    vec![Input::Chips(
                        open("pregnant", t.pregnant(), ""),
                        codes_or::<YesNoUnknown>(none, &self.pregnant, lang),
                    )],
                    vec![Input::Chips(
                        open("children_abroad", t.children_abroad(), ""),
                        codes_or::<YesNoUnknown>(none, &self.children_abroad, lang),
                    )],
                    vec![Input::Line(
                        open("children_abroad_count", t.children_abroad_count(), &self.children_abroad_count),
                        "numeric",
                    )],
                    vec![Input::Area(open("note", t.other_note(), &self.note), 4)],
                ],
            ),
        ]
    }
}

/// A part of the form.
#[derive(Debug, Clone)]
pub(super) struct FormPart {
    pub id: &'static str,
    pub heading: &'static str,
    pub lines: Vec<Vec<Input>>,
}

impl FormPart {
    const fn new(id: &'static str, heading: &'static str, lines: Vec<Vec<Input>>) -> Self {
        Self { id, heading, lines }
    }
}

fn label<C: Code>(code: &str, t: PersonTexts, lang: Lang) -> String {
    C::from_code(code).map_or(t.not_stated(), |value| value.label(lang)).to_owned()
}
