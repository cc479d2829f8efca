//! A small year entered by hand, form by form, counts exactly as the register of the same facts does when it is imported: by
//! plain posts on both databases, and typed into a real browser. The facts are the files of tests/data/small-year, so both ways
//! have the same.

use crate::support::chromium::{self, Chromium, with_browser_at};
use crate::support::office::{Desk, Office};
use crate::support::server::{Browser, Page};
use crate::support::{Backend, Rosa, is_required, on_both, project, test};
use futures_util::FutureExt;
use libtest_mimic::Trial;
use std::collections::BTreeMap;

pub fn trials() -> Vec<Trial> {
    let absent = !chromium::is_available() && !is_required("chromium");
    let mut trials = on_both("small year: entered by hand it counts as its import does", by_posts);
    trials.push(
        test("browser: a small year typed into the forms counts as its import does", by_browser)
            .with_ignored_flag(absent),
    );
    trials
}

/// Somebody at a keyboard, who fills in forms and reads what stands on pages.
trait Clerk {
    /// Signs in as another colleague.
    async fn become_user(&mut self, username: &str);
    /// Fills in the form of a page and sends it; saves despite doubts. Answers the address it leads to. An answer that begins with
    /// `=` chooses by what the choice says, up to a comma.
    async fn fill(&mut self, path: &str, answers: &[(&str, &str)]) -> String;
    /// Presses the button of the form that is posted to where `ends` ends, on a page.
    async fn press(&mut self, path: &str, ends: &str, answers: &[(&str, &str)]);
    /// The addresses on a page, each with the text of its link.
    async fn links(&mut self, path: &str) -> Vec<(String, String)>;
}

/// Plain posts, as without a script.
struct Posts<'a> {
    desk: &'a Desk,
    browser: Browser,
}

impl Posts<'_> {
    fn answers(page: &Page, answers: &[(&str, &str)]) -> Vec<(String, String)> {
        let chosen = |name: &str, value: &str| match value.strip_prefix('=') {
            None => value.to_owned(),
            Some(label) => {
                let texts = page.texts(&format!("select[name={name}] option"));
                let values = page.attributes(&format!("select[name={name}] option"), "value");
                let place = texts.iter().position(|text| text == label || text.starts_with(&format!("{label}, ")));
                values[place.unwrap_or_else(|| panic!("{name}: {label} is not among {texts:?}"))].clone()
            }
        };
        answers.iter().map(|(name, value)| ((*name).to_owned(), chosen(name, value))).collect()
    }

    fn send(&mut self, page: &Page, path: &str, action: &str, answers: &[(&str, &str)]) -> Page {
        let pairs = Self::answers(page, answers);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = self.browser.send(page, action, &pairs);
        let despite = answer.attributes("button[name=despite]", "value");
        let answer = match despite.first() {
            Some(key) if answer.status == 422 => {
                self.browser.send(&answer, action, &[&pairs[..], &[("despite", key.as_str())]].concat())
            }
            _ => answer,
        };
        let said = answer.texts(".ds-error-summary li, .doubts li, .conflict").join(" ");
        assert_eq!(answer.status, 303, "{path} {answers:?}: {said}");
        answer
    }
}

impl Clerk for Posts<'_> {
    async fn become_user(&mut self, username: &str) {
        self.browser = self.desk.signed_in(username);
    }

    async fn fill(&mut self, path: &str, answers: &[(&str, &str)]) -> String {
        let page = self.browser.get(path);
        assert_eq!(page.status, 200, "{path}");
        let action = path.split('?').next().unwrap_or(path).to_owned();
        let answer = self.send(&page, path, &action, answers);
        answer.header("location").to_owned()
    }

    async fn press(&mut self, path: &str, ends: &str, answers: &[(&str, &str)]) {
        let page = self.browser.get(path);
        // Forms that take a step back are posted to the same addresses.
        let actions = page.attributes("main form[method=post]:not(:has([name=undo]))", "action");
        let action = actions.iter().find(|action| action.ends_with(ends));
        let action = action.unwrap_or_else(|| panic!("{path} has no form to …{ends}: {actions:?}")).clone();
        self.send(&page, path, &action, answers);
    }

    async fn links(&mut self, path: &str) -> Vec<(String, String)> {
        let page = self.browser.get(path);
        assert_eq!(page.status, 200, "{path}");
        let texts = page.texts("main a[href]");
        texts.into_iter().zip(page.attributes("main a[href]", "href")).collect()
    }
}

/// A real browser.
struct Typist<'a> {
    desk: &'a Desk,
    chromium: Chromium,
}

/// Fills the fields of a form as a person would: what is typed, what is chosen, what is ticked.
const FILL: &str = "(form, answers) => {
    const names = new Set(answers.map(([name]) => name));
    for (const name of names) {
        const fields = [...form.querySelectorAll(`[name=\"${name}\"]`)];
        const wanted = answers.filter(([known]) => known === name).map(([, value]) => value);
        if (!fields.length) throw new Error('no field ' + name);
        if (fields[0].type === 'radio' || fields[0].type === 'checkbox') {
            for (const field of fields) if (field.checked !== wanted.includes(field.value)) field.click();
            const missing = wanted.filter(value => value && !fields.some(field => field.value === value));
            if (missing.length) throw new Error(name + ' has no ' + missing);
        } else wanted.forEach((value, place) => {
            const field = fields[place];
            if (field.tagName === 'SELECT') {
                const option = [...field.options].find(one => value.startsWith('=') ? one.text.trim() === value.slice(1) || one.text.trim().startsWith(value.slice(1) + ', ') : one.value === value);
                if (!option) throw new Error(name + ' has no ' + value);
                field.value = option.value;
            } else { field.focus(); field.value = value; field.dispatchEvent(new Event('input', { bubbles: true })); }
        });
    }
}";

impl Typist<'_> {
    /// Fills in the form that a selector finds and presses its button.
    async fn send(&self, form: &str, answers: &[(&str, &str)]) {
        let answers = serde_json::to_string(answers).unwrap();
        let form = serde_json::to_string(form).unwrap();
        self.chromium
            .leave(async {
                let act = format!(
                    "() => {{ const form = document.querySelector({form}); ({FILL})(form, {answers});
                        const button = [...form.querySelectorAll('button[type=submit]')].find(one => !['more', 'draft'].includes(one.name));
                        button.click(); return true }}"
                );
                let _: bool = self.chromium.ask(&act).await;
            })
            .await;
    }

    async fn settled(&self, path: &str, answers: &[(&str, &str)]) -> String {
        let said: String = self
            .chromium
            .ask("() => [...document.querySelectorAll('.ds-error-summary li, .conflict')].map(one => one.textContent).join(' ')")
            .await;
        assert_eq!(said, "", "{path} {answers:?}");
        self.chromium.path().await
    }
}

impl Clerk for Typist<'_> {
    async fn become_user(&mut self, username: &str) {
        self.chromium.with_session(&self.desk.session(username)).await;
    }

    async fn fill(&mut self, path: &str, answers: &[(&str, &str)]) -> String {
        self.chromium.go(path).await;
        let action = path.split('?').next().unwrap_or(path);
        let form = format!("main form[action=\"{action}\"]");
        self.send(&form, answers).await;
        if self.chromium.ask("() => !!document.querySelector('button[name=despite]')").await {
            self.send(&form, &[]).await;
        }
        self.settled(path, answers).await
    }

    async fn press(&mut self, path: &str, ends: &str, answers: &[(&str, &str)]) {
        self.chromium.go(path).await;
        let form = format!("main form[action$=\"{ends}\"]:not(:has([name=undo]))");
        self.send(&form, answers).await;
        self.settled(path, answers).await;
    }

    async fn links(&mut self, path: &str) -> Vec<(String, String)> {
        self.chromium.go(path).await;
        self.chromium
            .ask("() => [...document.querySelectorAll('main a[href]')].map(one => [one.textContent.trim(), one.getAttribute('href')])")
            .await
    }
}

/// The rows of one file, each by column; what has commas in quotes does not stand in these files.
fn rows(file: &str) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(project("tests/data/small-year").join(file)).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), header.len(), "{file}: {line}");
            header.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), cell.to_owned())).collect()
        })
        .collect()
}

/// The answers of a form: field and column, blank cells left out; a set gives one answer a value.
fn answers<'a>(row: &'a BTreeMap<String, String>, fields: &[(&'a str, &str)]) -> Vec<(&'a str, &'a str)> {
    let cell = |column: &str| row.get(column).unwrap_or_else(|| panic!("no column {column}")).as_str();
    fields
        .iter()
        .flat_map(|(field, column)| {
            cell(column).split(';').filter(|value| !value.is_empty()).map(|value| (*field, value))
        })
        .collect()
}

/// What a form's choice says of a place or a colleague.
fn named(file: &str, key: &str, column: &str) -> BTreeMap<String, String> {
    rows(file).into_iter().map(|row| (row[key].clone(), format!("={}", row[column]))).collect()
}

async fn enter(clerk: &mut impl Clerk) {
    let places = named("facilities.csv", "facility", "name");
    let mut clients: BTreeMap<String, String> = BTreeMap::new();
    clerk.become_user("radgiver1").await;
    for row in rows("clients.csv") {
        let consents = rows("consents.csv");
        let consent = consents.iter().find(|consent| consent["client"] == row["client"]).unwrap();
        let mut all = answers(
            &row,
            &[
                ("given_name", "given_name"),
                ("family_name", "family_name"),
                ("alias", "alias"),
                ("birth_date", "birth_date"),
                ("certainty", "birth_date_certainty"),
                ("gender", "gender"),
                ("citizenships", "citizenships"),
                ("languages", "languages"),
                ("interpreter", "interpreter"),
                ("intake_date", "intake_date"),
                ("referred_by", "referred_by"),
                ("exploitations", "exploitation"),
                ("exploitation_countries", "exploitation_countries"),
                ("pregnant", "pregnant_at_intake"),
                ("children_abroad", "children_abroad"),
                ("children_count", "children_abroad_count"),
            ],
        );
        all.extend(answers(consent, &[("consent_form", "form"), ("given_on", "given_on"), ("scopes", "scopes")]));
        if let Some(place) = places.get(&row["identified_in"]) {
            all.push(("identified_in", place));
        }
        let address = clerk.fill("/clients/new", &all).await;
        clients.insert(row["client"].clone(), address.split('?').next().unwrap().to_owned());
    }
    let of = |row: &BTreeMap<String, String>, part: &str| format!("{}/{part}", clients[&row["client"]]);
    for row in rows("children.csv") {
        let fields = [
            ("child_label", "child"),
            ("birth_date", "birth_date"),
            ("gender", "gender"),
            ("accompanying_from", "accompanying_from"),
            ("accompanying_to", "accompanying_to"),
            ("born_in_norway", "born_in_norway"),
        ];
        clerk.fill(&of(&row, "children/new"), &answers(&row, &fields)).await;
    }
    for row in rows("journal.csv") {
        let fields =
            [("date", "occurred_at"), ("mode", "mode"), ("text", "text"), ("aspects", "aspects"), ("topics", "topics")];
        clerk.fill(&of(&row, "journal/new"), &answers(&row, &fields)).await;
    }
    for row in rows("stays.csv") {
        let fields =
            [("began_on", "from"), ("ended_on", "to"), ("arranged_by", "arranged_by"), ("exit_reason", "exit_reason")];
        let mut all = answers(&row, &fields);
        all.push(("facility", &places[&row["facility"]]));
        all.extend(places.get(&row["destination"]).map(|place| ("destination", place.as_str())));
        clerk.fill(&of(&row, "stays/new"), &all).await;
    }
    for row in rows("residence.csv") {
        let fields = [
            ("from", "from"),
            ("status", "status"),
            ("valid_to", "valid_to"),
            ("legal_basis", "legal_basis"),
            ("decided_by", "decided_by"),
        ];
        clerk.fill(&of(&row, "statuses/new"), &answers(&row, &fields)).await;
    }
    for row in rows("activities.csv") {
        let fields = [
            ("kind", "type"),
            ("provider", "provider"),
            ("from", "from"),
            ("to", "to"),
            ("completed", "completed"),
            ("support", "support_nok"),
        ];
        clerk.fill(&of(&row, "activities/new"), &answers(&row, &fields)).await;
    }
    let events = rows("police_events.csv");
    for row in rows("police_matters.csv") {
        let fields =
            [("offence", "offence"), ("role", "role"), ("district", "district"), ("case_number", "case_number")];
        let mut hers = events.iter().filter(|event| event["matter"] == row["matter"]);
        let mut all = answers(&row, &fields);
        all.extend(answers(hers.next().unwrap(), &[("first_on", "on"), ("first_event", "event")]));
        clerk.fill(&of(&row, "police-matters/new"), &all).await;
        for event in hers {
            // The way of her who reads the page: the link beside the matter begins the form.
            let links = clerk.links(&of(&row, "police")).await;
            let (_, new) = links.iter().find(|(_, href)| href.contains("/police-events/new?matter=")).unwrap();
            clerk.fill(new, &answers(event, &[("on", "on"), ("event", "event"), ("ground", "ground")])).await;
        }
    }
    for row in rows("returns.csv") {
        let fields = [
            ("programme", "programme"),
            ("country", "country"),
            ("applied_on", "applied_on"),
            ("decided_on", "decided_on"),
            ("decision", "decision"),
            ("withdrawn_on", "withdrawn_on"),
            ("returned_on", "returned_on"),
        ];
        clerk.fill(&of(&row, "returns/new"), &answers(&row, &fields)).await;
    }
    money(clerk, &clients).await;
    for row in rows("outreach.csv") {
        let fields = [
            ("held_on", "on"),
            ("kind", "type"),
            ("title", "title"),
            ("place", "place"),
            ("audience", "audience"),
            ("participants", "participants"),
            ("abroad", "abroad"),
        ];
        let mut all = answers(&row, &fields);
        all.extend(places.get(&row["facility"]).map(|place| ("facility", place.as_str())));
        clerk.fill("/outreach/new", &all).await;
    }
    for row in rows("clients.csv").into_iter().filter(|row| !row["closed_on"].is_empty()) {
        let all = answers(&row, &[("closed_on", "closed_on"), ("reason", "closure_reason")]);
        clerk.fill(&of(&row, "closure"), &all).await;
    }
    calls(clerk, &clients, &places).await;
    clerk.become_user("leder").await;
    for row in rows("yearly_figures.csv") {
        let fields = [("year", "year"), ("value", "value"), ("source", "source")];
        let mut all = answers(&row, &fields);
        all.push(if row["figure"].starts_with("manual.") {
            ("key", row["figure"].as_str())
        } else {
            ("figure", row["figure"].as_str())
        });
        clerk.fill("/yearly-figures/new", &all).await;
    }
}

/// Enquiries with their possible victims: a call about 35 persons is one call. Whoever became a client is linked to her on the page of
/// the call, by her case number, which is given in the order of the file.
async fn calls(clerk: &mut impl Clerk, clients: &BTreeMap<String, String>, places: &BTreeMap<String, String>) {
    let subjects = rows("enquiry_subjects.csv");
    for row in rows("enquiries.csv") {
        let fields = [
            ("channel", "channel"),
            ("answered_by", "answered_by"),
            ("caller", "caller"),
            ("topic", "topic"),
            ("client_search", "client"),
            ("note", "note"),
        ];
        let mut all = answers(&row, &fields);
        let (date, time) = row["received_at"].split_once(' ').unwrap_or((&row["received_at"], ""));
        all.extend([("received_on", date), ("received_time", time)]);
        let place = places.get(&row["facility"]).map(|name| name.trim_start_matches('=').to_owned());
        let chosen = place.map(|name| format!("={name}"));
        all.extend(chosen.as_deref().map(|place| ("facility", place)));
        let about = subjects.iter().find(|subject| subject["enquiry"] == row["enquiry"]);
        let fields = [
            ("persons", "count"),
            ("gender", "gender"),
            ("nationality", "nationality"),
            ("minors_along", "minors_along"),
            ("first_time", "first_time"),
            ("outcome", "outcome"),
            ("reason", "reason"),
        ];
        let forms: Vec<String> = about.map_or_else(Vec::new, |about| {
            about["exploitation"].split(';').filter(|code| !code.is_empty()).map(|code| format!("1:{code}")).collect()
        });
        if let Some(about) = about {
            all.extend(answers(about, &fields));
            all.extend(forms.iter().map(|code| ("exploitation", code.as_str())));
        }
        let saved = clerk.fill("/enquiries/new", &all).await;
        let became = about.map_or("", |about| about["client"].as_str());
        if !became.is_empty() {
            assert!(clients.contains_key(became));
            let (_, reference) = saved.split_once("saved=").unwrap();
            clerk.press(&format!("/enquiries/{reference}"), "/client", &[("client_search", became)]).await;
        }
    }
}

/// Hours with a lawyer, and benefits, which another person approves.
async fn money(clerk: &mut impl Clerk, clients: &BTreeMap<String, String>) {
    let of = |row: &BTreeMap<String, String>, part: &str| format!("{}/{part}", clients[&row["client"]]);
    for row in rows("legal_aid.csv") {
        let fields = [
            ("lawyer", "lawyer"),
            ("granted_on", "granted_on"),
            ("hours_granted", "hours_granted"),
            ("hours_used", "hours_used"),
            ("kind", "kind"),
        ];
        clerk.fill(&of(&row, "legal-aid/new"), &answers(&row, &fields)).await;
    }
    for row in rows("benefits.csv") {
        let fields = [("period", "period"), ("other", "category"), ("amount", "amount_nok")];
        clerk.become_user("radgiver1").await;
        clerk.fill(&of(&row, "benefits/new"), &answers(&row, &fields)).await;
        let page = of(&row, "economy");
        clerk.become_user("radgiver2").await;
        if row["status"] != "calculated" {
            clerk.press(&page, "/approval", &[]).await;
            clerk.press(&page, "/payment", &answers(&row, &[("paid_on", "paid_on")])).await;
        }
        if row["status"] == "refunded" {
            clerk.press(&page, "/refund", &[]).await;
        }
    }
    clerk.become_user("radgiver1").await;
}

/// The same facts by hand and by import, and what both reports say.
fn compare(by_hand: &Rosa) {
    let imported = Rosa::sqlite();
    imported.run(&["init"]).done();
    imported.import(&project("tests/data/small-year")).done();
    for year in ["2018", "2019", "2020"] {
        let (hand, import) = (by_hand.report(&[year]), imported.report(&[year]));
        let (hand, import) = (&hand["figures"], &import["figures"]);
        for (figure, value) in import.as_object().unwrap() {
            assert_eq!(&hand[figure], value, "{year}: {figure}");
        }
        assert_eq!(hand, import, "{year}");
    }
    // It is no empty year that was compared.
    assert_eq!(imported.report(&["2019"])["figures"]["enquiries.total"], 7);
    assert_eq!(imported.report(&["2019"])["figures"]["subjects.first_time"], 36);
    assert_eq!(imported.report(&["2019"])["figures"]["clients.assisted"], 3);
}

fn by_posts(backend: Backend) {
    let office = Office::with_people(backend, &project("tests/data/small-year"));
    let desk = office.open();
    let mut clerk = Posts { desk: &desk, browser: desk.signed_in("radgiver1") };
    enter(&mut clerk).now_or_never().expect("plain posts wait for nothing");
    compare(&office.rosa);
}

fn by_browser() {
    let office = Office::with_people(Backend::Sqlite, &project("tests/data/small-year"));
    let desk = office.open();
    with_browser_at(&desk.url, |chromium| async {
        let mut clerk = Typist { desk: &desk, chromium };
        enter(&mut clerk).await;
    });
    compare(&office.rosa);
}
