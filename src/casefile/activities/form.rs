//! The form of an activity.

use super::texts::ActivityTexts;
use crate::activities::model::Activity;
use crate::activities::store;
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, LINE, Reader, codes, codes_or, of_code, of_text};
use crate::casefile::record::{Choices, Context, Record, RecordTexts, told_date};
use crate::clients::names::sort_key;
use crate::clients::sight;
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{ActivityType, Code, FactKind, YesNoUnknown};
use crate::kernel::error::Result;
use crate::kernel::money::Hundredths;
use crate::kernel::text::Lang;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::show;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Providers to suggest.
#[derive(Default)]
pub struct Providers(Vec<String>);

impl Choices for Providers {
    fn load(conn: &mut Conn, _keyring: &Keyring, actor: &Actor, _client: i64) -> Result<Self> {
        // Only whom she is blocked from matters here, and that holds at any moment.
        let late = NaiveDate::from_ymd_opt(9999, 1, 1).map(NaiveDateTime::from).unwrap_or_default();
        let sight = sight::of(conn, actor, late)?;
        let mut known = store::providers(conn, actor, &sight)?;
        known.sort_by_cached_key(|name| sort_key(name, ""));
        Ok(Self(known))
    }
}

/// The answers of the form of an activity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityForm {
    kind: String,
    provider: String,
    from: String,
    to: String,
    completed: String,
    support: String,
}

/// An amount as the answer of a form.
fn of_amount(ore: Option<i64>) -> String {
    ore.map(|ore| Hundredths::from_stored(ore).to_string().replace('.', ",")).unwrap_or_default()
}

/// A period whose last day belongs to it, as people read it.
pub(super) fn period(activity: &Activity, t: ActivityTexts) -> String {
    match activity.ended_on {
        Some(last) if last == activity.began_on => show::date(last),
        Some(last) => format!("{}–{}", show::date(activity.began_on), show::date(last)),
        None => t.since(&show::date(activity.began_on)),
    }
}

impl Record for ActivityForm {
    type Fact = Activity;
    type Lists = Providers;
    const PART: Part = Part::Activities;
    const KIND: FactKind = FactKind::Activity;
    const PLACE: &'static str = "activities";
    const REF: RefKind = RefKind::Activity;
    const ADD: &'static str = "activity.add";
    const CHANGE: &'static str = "activity.change";
    const REMOVE: Option<&'static str> = Some("activity.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = ActivityTexts(lang);
        (t.new(), t.change())
    }

    fn blank(_today: NaiveDate, _asked: &Posted, _lists: &Providers) -> Self {
        Self::default()
    }

    /// `end=today` ends it today, unless it has an end already that has come.
    fn begun(self, today: NaiveDate, asked: &Posted) -> Self {
        let is_over = crate::web::form::read_date(&self.to).ok().flatten().is_some_and(|last| last <= today);
        if asked.value("end") == "today" && !is_over { Self { to: show::date(today), ..self } } else { self }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self {
            kind: line("kind"),
            provider: line("provider"),
            from: line("from"),
            to: line("to"),
            completed: line("completed"),
            support: line("support"),
        }
    }

    fn of(fact: &Activity, _lists: &Providers) -> Self {
        Self {
            kind: fact.activity_type.code().to_owned(),
            provider: of_text(fact.provider.as_ref()),
            from: show::date(fact.began_on),
            to: show::maybe_date(fact.ended_on),
            completed: of_code(fact.completed),
            support: of_amount(fact.support_ore),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Activity, Vec<String>), Vec<FieldError>> {
        let t = ActivityTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let kind = reader.must_code("kind", &self.kind, t.kind_missing());
        let provider = reader.text("provider", &self.provider, LINE);
        let from = reader.past("from", &self.from);
        reader.must_date("from", &self.from, from);
        let ended_on = reader.date("to", &self.to);
        reader.order("to", from, ended_on);
        let completed = reader.code("completed", &self.completed);
        let support_ore = reader.amount("support", &self.support);
        let (Some(activity_type), Some(began_on), true) = (kind, from, reader.errors.is_empty()) else {
            return Err(reader.errors);
        };
        let client_id = context.client;
        let activity = Activity { client_id, activity_type, provider, began_on, ended_on, completed, support_ore };
        let mut doubts = Vec::new();
        let others = context.all.iter().filter(|other| Some(other.id) != context.own);
        if let Some(other) = others.map(|other| &other.fact).find(|other| other.doubles(&activity)) {
            doubts.push(t.doubles(&period(other, t)));
        }
        if completed == Some(YesNoUnknown::Yes) {
            match ended_on {
                None => doubts.push(t.completed_open().to_owned()),
                Some(last) if last > context.today => doubts.push(t.completed_ahead().to_owned()),
                Some(_) => {}
            }
        }
        Ok((activity, doubts))
    }

    fn inputs(&self, lists: &Providers, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let (t, r) = (ActivityTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![
            vec![Input::Chips(field("kind", t.kind(), &self.kind), codes::<ActivityType>(&self.kind, lang))],
            vec![Input::Suggest(
                field("provider", t.provider(), &self.provider).hinted(t.provider_hint()).optional(),
                lists.0.clone(),
            )],
            vec![
                Input::Date(field("from", t.from(), &self.from).hinted(r.date_hint())),
                Input::Date(field("to", t.to(), &self.to).hinted(t.to_hint()).optional()),
            ],
            vec![Input::Chips(
                field("completed", t.completed(), &self.completed).optional(),
                codes_or::<YesNoUnknown>(r.none_chosen(), &self.completed, lang),
            )],
            vec![Input::Date(field("support", t.support(), &self.support).hinted(t.support_input_hint()).optional())],
        ]
    }

    fn told(&self, _lists: &Providers, lang: Lang) -> Vec<(String, String)> {
        let t = ActivityTexts(lang);
        let kind = ActivityType::from_code(&self.kind).map_or("", |kind| kind.label(lang));
        let completed = YesNoUnknown::from_code(&self.completed).map_or("", |answer| answer.label(lang));
        vec![
            (t.kind().to_owned(), kind.to_owned()),
            (t.provider().to_owned(), self.provider.clone()),
            (t.from().to_owned(), told_date(&self.from)),
            (t.to().to_owned(), told_date(&self.to)),
            (t.completed().to_owned(), completed.to_owned()),
            (t.support().to_owned(), self.support.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Activity>>> {
        store::of_client(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Activity) -> Result<i64> {
        store::add(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Activity, version: i32) -> Result<()> {
        store::change(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        store::remove(conn, actor, client, id, version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(
        answers: &str,
        own: Option<i64>,
        all: &[Kept<Activity>],
    ) -> std::result::Result<(Activity, Vec<String>), Vec<FieldError>> {
        let (today, lists) = ("2019-11-06".parse().unwrap(), Providers::default());
        let context = Context { client: 1, own, today, lang: Lang::Nb, all, lists: &lists };
        ActivityForm::read(&Posted::kept(answers)).check(&context)
    }

    #[test]
    fn it_begins_no_later_than_today_and_may_end_ahead() {
        assert!(of("kind=exercise&from=06.11.2019&to=01.02.2020", None, &[]).unwrap().1.is_empty());
        assert_eq!(of("kind=exercise&from=07.11.2019", None, &[]).unwrap_err()[0].field, "from");
        assert_eq!(of("kind=exercise&from=06.11.2019&to=05.11.2019", None, &[]).unwrap_err()[0].field, "to");
        assert_eq!(of("kind=exercise&from=06.11.2019&support=1,234", None, &[]).unwrap_err()[0].field, "support");
        assert_eq!(of("", None, &[]).unwrap_err().len(), 2);
    }

    #[test]
    fn what_is_odd_is_asked_and_not_refused() {
        let open = "kind=exercise&from=01.10.2019";
        let all = [Kept { id: 7, version: 1, fact: of(open, None, &[]).unwrap().0 }];
        assert_eq!(of("kind=exercise&from=01.11.2019", None, &all).unwrap().1.len(), 1);
        assert!(of("kind=exercise&from=01.11.2019", Some(7), &all).unwrap().1.is_empty());
        assert!(of("kind=exercise&from=01.11.2019&provider=Nordlys", None, &all).unwrap().1.is_empty());
        assert_eq!(of(&format!("{open}&completed=yes"), None, &[]).unwrap().1.len(), 1);
        assert_eq!(of(&format!("{open}&completed=yes&to=07.11.2019"), None, &[]).unwrap().1.len(), 1);
        assert!(of(&format!("{open}&completed=yes&to=06.11.2019"), None, &[]).unwrap().1.is_empty());
    }

    #[test]
    fn an_amount_goes_through_the_form_unchanged() {
        for (written, ore) in [("1500,50", 150_050), ("1 500", 150_000), ("0", 0), ("", -1)] {
            let fact = of(&format!("kind=other&from=01.10.2019&support={written}"), None, &[]).unwrap().0;
            assert_eq!(fact.support_ore.unwrap_or(-1), ore);
            let again = ActivityForm::of(&fact, &Providers::default());
            assert_eq!(Reader::new(Lang::Nb, fact.began_on).amount("support", &again.support), fact.support_ore);
        }
    }

    #[test]
    fn ending_today_leaves_an_end_that_has_come() {
        let today: NaiveDate = "2019-11-06".parse().unwrap();
        let ended = |to: &str| {
            ActivityForm { to: to.to_owned(), ..ActivityForm::default() }.begun(today, &Posted::kept("end=today")).to
        };
        assert_eq!([ended(""), ended("01.02.2020"), ended("05.11.2019")], ["06.11.2019", "06.11.2019", "05.11.2019"]);
    }
}
