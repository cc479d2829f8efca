//! What stands around every page.

use super::session::{Recent, Visitor};
use super::state::State;
use super::statics::Assets;
use super::texts::{ShellTexts, texts};
use super::urls;
use crate::kernel::access::Area;
use crate::kernel::codes::Code;
use crate::kernel::text::Lang;

/// The frame of a page: what `layout.html` shows.
pub struct Layout {
    /// The language tag.
    pub lang_tag: &'static str,
    /// The title; never a person's name.
    pub title: String,
    /// True for a form that comes back with errors.
    pub failed: bool,
    /// The texts.
    pub t: ShellTexts,
    /// Addresses of static files.
    pub assets: Assets,
    /// Who has signed in.
    pub user: Option<User>,
    /// The navigation of her role.
    pub nav: Vec<NavItem>,
    /// Buttons for what is begun most often.
    pub actions: Vec<Action>,
    /// What was opened last.
    pub recent: Vec<Recent>,
    /// Where the search goes; empty for roles that may not search.
    pub search_action: String,
    /// Her account.
    pub settings_href: &'static str,
    /// Where signing out goes.
    pub sign_out_action: &'static str,
    /// Where the language switch goes.
    pub language_action: &'static str,
    /// The languages.
    pub languages: Vec<LanguageChoice>,
    /// This page's address, to return to.
    pub path: String,
    /// The token of forms.
    pub csrf: String,
    /// True in the demo.
    pub demo: bool,
    /// Today, for the demo, which lives on another day.
    pub today: String,
    /// What was just done.
    pub flash: Option<Flash>,
    /// The first line of a print-out.
    pub print_line: String,
    /// The version of the program.
    pub version: &'static str,
    /// The script of pages with drafts; empty where a page has none.
    pub script: String,
}

/// Who has signed in, as the page shows her.
pub struct User {
    /// Her name.
    pub name: String,
    /// Her role.
    pub role_label: &'static str,
}

/// A link of the navigation.
pub struct NavItem {
    /// Where it goes.
    pub href: &'static str,
    /// What it says.
    pub label: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// True for where she is.
    pub current: bool,
    /// A count beside it, or nothing.
    pub count: String,
}

/// A button of the rail.
pub struct Action {
    /// Where it goes.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Its icon.
    pub icon: &'static str,
}

/// A language one may choose.
pub struct LanguageChoice {
    /// Its tag.
    pub tag: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    /// True for the one in use.
    pub current: bool,
}

/// What was just done.
pub struct Flash {
    /// success, info, warning or danger.
    pub color: &'static str,
    /// What it says.
    pub text: String,
}

texts! {
    /// The words of the navigation.
    NavTexts {
        home = "Min dag", "My day";
        clients = "Brukere", "Clients";
        journal = "Søk i journaler", "Search journals";
        new_note = "Nytt notat", "New note";
        report = "Årsrapport", "Annual report";
        import = "Hent inn register", "Import a register";
        users = "Brukerkontoer", "User accounts";
        facilities = "Botilbud", "Facilities";
        benefits = "Ytelser", "Benefits";
        rates = "Satser", "Rates";
        enquiries = "Henvendelser", "Enquiries";
        new_enquiry = "Ny henvendelse", "New enquiry";
        night_card = "Nattkort", "Night card";
        outreach = "Utadrettet", "Outreach";
        yearly_figures = "Årstall", "Yearly figures";
        deadline_rules = "Frister", "Deadlines";
        at_ours = "Hos oss nå", "With us now";
        our_figures = "Våre tall", "Our figures";
        stays = "Bosted", "Housing";
        withdrawal = "Trukket samtykke", "Withdrawn consent";
        printed(title: &str, name: &str, at: &str) = "ROSA journal. {title}. Skrevet ut av {name} {at}. Inneholder personopplysninger.",
            "ROSA journal. {title}. Printed by {name} {at}. Contains personal data.";
    }
}

impl Layout {
    /// The frame for a visitor. `path` is the address to return to after a change of language.
    #[must_use]
    pub fn new(visitor: &Visitor, state: &State, title: &str, path: &str) -> Self {
        let lang = visitor.lang;
        let languages = [(Lang::Nb, "Bokmål"), (Lang::En, "English")];
        Self {
            lang_tag: lang.tag(),
            title: title.to_owned(),
            failed: false,
            t: ShellTexts(lang),
            assets: state.statics.assets(),
            user: visitor
                .signed_in
                .as_ref()
                .map(|user| User { name: user.name.clone(), role_label: user.role.label(lang) }),
            nav: navigation(visitor, path),
            actions: actions(visitor, ""),
            recent: visitor.rail.recent.clone(),
            search_action: search_action(visitor),

            settings_href: urls::ACCOUNT,
            sign_out_action: urls::SIGN_OUT,
            language_action: urls::LANGUAGE,
            languages: languages
                .into_iter()
                .map(|(choice, name)| LanguageChoice { tag: choice.tag(), name, current: choice == lang })
                .collect(),
            path: path.to_owned(),
            csrf: visitor.csrf.clone(),
            demo: state.settings.demo,
            today: super::show::date(state.clock().today()),
            flash: None,
            print_line: String::new(),
            version: env!("CARGO_PKG_VERSION"),
            script: String::new(),
        }
    }

    /// The same frame, saying what was just done.
    #[must_use]
    pub fn with_flash(mut self, flash: Option<Flash>) -> Self {
        self.flash = flash;
        self
    }

    /// The same frame on the page of a client: a note begun from here is about her.
    #[must_use]
    pub fn of_client(mut self, visitor: &Visitor, client_ref: &str) -> Self {
        self.actions = actions(visitor, client_ref);
        self
    }

    /// The same frame with the script that saves drafts while she types. Everything works without it.
    #[must_use]
    pub fn with_script(mut self) -> Self {
        self.script.clone_from(&self.assets.script);
        self
    }

    /// The same frame around a form with errors.
    #[must_use]
    pub const fn with_errors(mut self, failed: bool) -> Self {
        self.failed = failed;
        self
    }

    /// The same frame with the first line of a print-out.
    #[must_use]
    pub fn with_print_line(mut self, visitor: &Visitor, now: chrono::NaiveDateTime) -> Self {
        if let Some(user) = &visitor.signed_in {
            let at = now.format("%d.%m.%Y %H.%M").to_string();
            self.print_line = NavTexts(visitor.lang).printed(&self.title, &user.name, &at);
        }
        self
    }
}

/// The links that the access table gives the visitor's role.
fn navigation(visitor: &Visitor, path: &str) -> Vec<NavItem> {
    let Some(user) = &visitor.signed_in else { return Vec::new() };
    let t = NavTexts(visitor.lang);
    // A contact person's first page is her own centre.
    let is_centre = user.actor.may(Area::Centre);
    let first = if is_centre { (t.at_ours(), "stays") } else { (t.home(), "today") };
    let items = [
        (Area::Own, urls::HOME, first.0, first.1),
        (Area::Centre, urls::CENTRE_FIGURES, t.our_figures(), "report"),
        (Area::WithdrawalNotice, urls::NEW_WITHDRAWAL_NOTICE, t.withdrawal(), "hidden"),
        (Area::Clients, urls::CLIENTS, t.clients(), "clients"),
        (Area::Clients, urls::STAYS, t.stays(), "stays"),
        (Area::Enquiries, urls::ENQUIRIES, t.enquiries(), "call"),
        (Area::NightCards, urls::NIGHT_CARD, t.night_card(), "clients"),
        (Area::Clients, urls::JOURNAL, t.journal(), "note"),
        (Area::Clients, urls::BENEFITS, t.benefits(), "check"),
        (Area::Outreach, urls::OUTREACH, t.outreach(), "outreach"),
        (Area::ReportFigures, urls::REPORT, t.report(), "report"),
        (Area::YearlyFigures, urls::YEARLY_FIGURES, t.yearly_figures(), "report"),
        (Area::RegisterImport, urls::IMPORT, t.import(), "note"),
        (Area::Users, urls::USERS, t.users(), "clients"),
        (Area::Facilities, urls::FACILITIES, t.facilities(), "stays"),
        (Area::BenefitRates, urls::BENEFIT_RATES, t.rates(), "note"),
        (Area::DeadlineRules, urls::DEADLINE_RULES, t.deadline_rules(), "clock"),
    ];
    items
        .into_iter()
        .filter(|(area, ..)| user.actor.may(*area))
        .map(|(_, href, label, icon)| {
            let is_first = href == urls::HOME;
            let is_of_centre = is_centre && path.starts_with(urls::STAYS) && !is_of_figures(path);
            let current = if is_first { path == href || is_of_centre } else { path.starts_with(href) };
            let current = current || (href == urls::CENTRE_FIGURES && is_of_figures(path));
            let counted = if is_centre { urls::HOME } else { urls::CLIENTS };
            let count = if href == counted { visitor.rail.clients.clone() } else { String::new() };
            NavItem { href, label, icon, current, count }
        })
        .collect()
}

/// True for the pages of a centre's own figures.
fn is_of_figures(path: &str) -> bool {
    path.starts_with(urls::CENTRE_FIGURES) || path.starts_with(urls::CENTRE_EXPORT)
}

/// The buttons for what is begun most often. On a client's page a note is about her.
fn actions(visitor: &Visitor, client_ref: &str) -> Vec<Action> {
    let may = |area: Area| visitor.signed_in.as_ref().is_some_and(|user| user.actor.may(area));
    let t = NavTexts(visitor.lang);
    let mut all = Vec::new();
    if may(Area::Clients) {
        let href = if client_ref.is_empty() { urls::NEW_NOTE.to_owned() } else { urls::new_entry(client_ref) };
        all.push(Action { href, label: t.new_note().to_owned(), icon: "note" });
    }
    if may(Area::Enquiries) {
        all.push(Action { href: urls::NEW_ENQUIRY.to_owned(), label: t.new_enquiry().to_owned(), icon: "call" });
    }
    all
}

fn search_action(visitor: &Visitor) -> String {
    let may = visitor.signed_in.as_ref().is_some_and(|user| user.actor.may(Area::Clients));
    if may { urls::CLIENT_SEARCH.to_owned() } else { String::new() }
}
