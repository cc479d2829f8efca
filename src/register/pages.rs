//! The page for bringing a register in: upload, progress, then what was wrong or what was added. The work goes on by itself;
//! the page looks in on it. Uploaded files stay in memory.

use super::problems::Problem;
use super::texts::ImportTexts;
use super::{ImportError, Imported, Source};
use crate::kernel::actor::Actor;
use crate::kernel::error::Error;
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::{FieldError, random_token, same_token};
use crate::web::layout::Layout;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use askama::Template;
use futures_util::TryStreamExt;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

type Answer = Result<HttpResponse, Failure>;

/// The most bytes of one upload.
const UPLOAD_LIMIT: usize = 100 * 1024 * 1024;

/// The most problems that a page shows; the count says how many there are.
const SHOWN: usize = 1_000;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .app_data(web::Data::new(Jobs::shared()))
        .route("/register/import", web::get().to(form_page))
        .route("/register/import", web::post().to(start))
        .route("/register/import/{job}", web::get().to(job_page));
}

/// How far an import is.
enum Job {
    Running(String),
    Done { imported: Result<Imported, ImportError>, only_check: bool },
}

/// The imports of this server, by a random name and whose they are.
#[derive(Clone, Default)]
pub struct Jobs(Arc<Mutex<HashMap<String, (i64, Job)>>>);

impl Jobs {
    /// The one collection of this process: every worker of the server shares it.
    fn shared() -> Self {
        static JOBS: std::sync::OnceLock<Jobs> = std::sync::OnceLock::new();
        JOBS.get_or_init(Self::default).clone()
    }

    fn with<T>(&self, act: impl FnOnce(&mut HashMap<String, (i64, Job)>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Begins an import for a user. Her earlier ones that have ended are forgotten.
    fn begin(&self, owner: i64) -> String {
        let name = random_token();
        self.with(|jobs| {
            jobs.retain(|_, (of, job)| *of != owner || matches!(job, Job::Running(_)));
            jobs.insert(name.clone(), (owner, Job::Running(String::new())));
        });
        name
    }

    fn set(&self, name: &str, job: Job) {
        self.with(|jobs| {
            if let Some(entry) = jobs.get_mut(name) {
                entry.1 = job;
            }
        });
    }
}

#[derive(Template)]
#[template(path = "register/import.html")]
struct FormPage {
    l: Layout,
    t: ImportTexts,
    action: &'static str,
    errors: Vec<FieldError>,
}

impl FormPage {
    fn new(visitor: &Visitor, state: &State, errors: Vec<FieldError>) -> Self {
        let t = ImportTexts(visitor.lang);
        let l = Layout::new(visitor, state, t.heading(), urls::IMPORT).with_errors(!errors.is_empty());
        Self { l, t, action: urls::IMPORT, errors }
    }
}

async fn form_page(state: web::Data<State>, visitor: Visitor) -> HttpResponse {
    ok(&FormPage::new(&visitor, &state, Vec::new()))
}

/// What was uploaded.
#[derive(Default)]
struct Upload {
    csrf: String,
    only_check: bool,
    files: Vec<(String, Vec<u8>)>,
}

/// Reads an upload into memory. The token comes first; without the right one nothing more is read.
async fn read_upload(mut body: Multipart, csrf: &str) -> Result<Upload, Error> {
    let unreadable = |_| Error::Invalid("the upload could not be read".to_owned());
    let mut upload = Upload::default();
    let mut total = 0;
    while let Some(mut part) = body.try_next().await.map_err(unreadable)? {
        let disposition = part.content_disposition();
        let name = disposition.and_then(|given| given.get_name()).unwrap_or("").to_owned();
        let file = disposition.and_then(|given| given.get_filename()).unwrap_or("").to_owned();
        if name != "csrf" && !same_token(&upload.csrf, csrf) {
            return Err(Error::Invalid("token".to_owned()));
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = part.try_next().await.map_err(unreadable)? {
            total += chunk.len();
            if total > UPLOAD_LIMIT {
                return Err(Error::Invalid("the upload is larger than 100 MB".to_owned()));
            }
            bytes.extend_from_slice(&chunk);
        }
        match name.as_str() {
            "csrf" => upload.csrf = String::from_utf8_lossy(&bytes).into_owned(),
            "only_check" => upload.only_check = true,
            "files" if !file.is_empty() => {
                // Some browsers give a path; the name is its last part.
                let last = file.rsplit(['/', '\\']).next().unwrap_or("").to_owned();
                upload.files.push((last, bytes));
            }
            _ => {}
        }
    }
    if same_token(&upload.csrf, csrf) { Ok(upload) } else { Err(Error::Invalid("token".to_owned())) }
}

async fn start(
    state: web::Data<State>,
    jobs: web::Data<Jobs>,
    visitor: Visitor,
    user: SignedIn,
    body: Multipart,
) -> Answer {
    let upload = read_upload(body, &visitor.csrf).await?;
    if upload.files.is_empty() {
        let errors = vec![FieldError::new("files", ImportTexts(visitor.lang).no_files())];
        return Ok(invalid(&FormPage::new(&visitor, &state, errors)));
    }
    let name = jobs.begin(user.user_id);
    let (database, jobs, job) = (state.database.clone(), jobs.get_ref().clone(), name.clone());
    // Not awaited: it ends whether or not anybody looks.
    drop(web::block(move || run(&database, &jobs, &job, &user.actor, upload)));
    Ok(see_other(&format!("{}/{name}", urls::IMPORT)))
}

fn run(database: &crate::db::Database, jobs: &Jobs, job: &str, actor: &Actor, upload: Upload) {
    let tell = |what: &str, done: usize, total: usize| {
        let far = match (done, total) {
            (0, _) => what.to_owned(),
            (done, 0) => format!("{what}: {done}"),
            (done, total) => format!("{what}: {done} / {total}"),
        };
        jobs.set(job, Job::Running(far));
    };
    let imported = super::import(database, actor, Source::Files(upload.files), upload.only_check, &tell);
    jobs.set(job, Job::Done { imported, only_check: upload.only_check });
}

struct ProblemLine {
    file: String,
    row: String,
    column: String,
    message: String,
}

impl ProblemLine {
    fn of(problem: &Problem, lang: Lang) -> Self {
        Self {
            file: problem.file.clone(),
            row: problem.row.map_or_else(String::new, |row| row.to_string()),
            column: problem.column.clone().unwrap_or_default(),
            message: problem.message.get(lang).to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "register/job.html")]
struct JobPage {
    l: Layout,
    t: ImportTexts,
    heading: &'static str,
    lead: String,
    running: bool,
    progress: String,
    added_head: &'static str,
    added: Vec<(&'static str, usize)>,
    errors: Vec<ProblemLine>,
    warnings: Vec<ProblemLine>,
    shown: usize,
    more: bool,
    renew_href: String,
    again_href: &'static str,
}

/// How long a page waits for an import to end before it says that it is still running.
const PATIENCE: Duration = Duration::from_secs(8);

/// Waits until an import has ended, but not for ever: the page comes when there is something to say.
async fn wait_for(jobs: &Jobs, name: &str) {
    let began = Instant::now();
    let is_running = || jobs.with(|jobs| matches!(jobs.get(name), Some((_, Job::Running(_)))));
    while is_running() && began.elapsed() < PATIENCE {
        actix_web::rt::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn job_page(
    state: web::Data<State>,
    jobs: web::Data<Jobs>,
    visitor: Visitor,
    user: SignedIn,
    name: web::Path<String>,
) -> Answer {
    wait_for(&jobs, &name).await;
    let t = ImportTexts(visitor.lang);
    let l = Layout::new(&visitor, &state, t.heading(), urls::IMPORT);
    let mut page = JobPage {
        l,
        t,
        heading: t.running(),
        lead: String::new(),
        running: true,
        progress: String::new(),
        added_head: t.added(),
        added: Vec::new(),
        errors: Vec::new(),
        warnings: Vec::new(),
        shown: SHOWN,
        more: false,
        renew_href: format!("{}/{name}", urls::IMPORT),
        again_href: urls::IMPORT,
    };
    let broken = jobs.with(|jobs| match jobs.get(name.as_str()) {
        Some((owner, job)) if *owner == user.user_id => {
            page.show(job);
            None
        }
        _ => Some(Error::NotFound),
    });
    match broken {
        Some(error) => Err(error.into()),
        None => Ok(ok(&page)),
    }
}

impl JobPage {
    fn show(&mut self, job: &Job) {
        let t = self.t;
        match job {
            Job::Running(progress) => self.progress.clone_from(progress),
            Job::Done { imported: Ok(imported), only_check } => {
                self.running = false;
                self.heading = if *only_check { t.checked() } else { t.done() };
                self.added_head = if *only_check { t.would_add() } else { t.added() };
                self.lead = t.unchanged(&imported.unchanged);
                self.added = imported.added.iter().map(|(table, rows)| (table.name(), *rows)).collect();
                self.list(&[], &imported.problems.warnings);
            }
            Job::Done { imported: Err(ImportError::Problems(problems)), .. } => {
                self.running = false;
                self.heading = t.refused();
                self.lead = t.problems(&problems.errors.len());
                self.list(&problems.errors, &problems.warnings);
            }
            Job::Done { imported: Err(ImportError::Other(error)), .. } => {
                self.running = false;
                self.heading = t.refused();
                self.lead = error.to_string();
            }
        }
    }

    fn list(&mut self, errors: &[Problem], warnings: &[Problem]) {
        let lang = self.t.0;
        let line = |problem: &Problem| ProblemLine::of(problem, lang);
        self.errors = errors.iter().take(SHOWN).map(line).collect();
        self.warnings = warnings.iter().take(SHOWN).map(line).collect();
        self.more = errors.len() > SHOWN || warnings.len() > SHOWN;
    }
}
