//! Files that are being made, and files that wait for whoever ordered them. They are in memory only, hers alone, and forgotten when
//! she has them or after ten minutes. One is made at a time, so that the others' work goes on.

use crate::documents::File;
use crate::kernel::error::{Error, Result};
use crate::web::form::random_token;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// How long a file waits.
const KEPT: Duration = Duration::from_secs(600);

/// How far a file is.
enum State {
    Making,
    Made(File),
    Failed(Error),
}

struct Job {
    owner: i64,
    since: Instant,
    state: State,
}

/// The one collection of this process: every worker of the server shares it.
fn jobs() -> MutexGuard<'static, HashMap<String, Job>> {
    static JOBS: OnceLock<Mutex<HashMap<String, Job>>> = OnceLock::new();
    JOBS.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

/// A new file for somebody, by a random name.
pub(super) fn begin(owner: i64) -> String {
    let name = random_token();
    let mut jobs = jobs();
    jobs.retain(|_, job| matches!(job.state, State::Making) || job.since.elapsed() < KEPT);
    jobs.insert(name.clone(), Job { owner, since: Instant::now(), state: State::Making });
    name
}

/// The file is there, or it failed.
pub(super) fn end(name: &str, made: Result<File>) {
    if let Some(job) = jobs().get_mut(name) {
        job.since = Instant::now();
        job.state = match made {
            Ok(file) => State::Made(file),
            Err(error) => State::Failed(error),
        };
    }
}

/// Runs work alone: the next one waits on its own thread.
pub(super) fn one_at_a_time<T>(work: impl FnOnce() -> T) -> T {
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    work()
}

/// Waits until a file has been made, but not for ever.
pub(super) async fn wait_for(name: &str, patience: Duration) {
    let began = Instant::now();
    let is_making = || jobs().get(name).is_some_and(|job| matches!(job.state, State::Making));
    while is_making() && began.elapsed() < patience {
        actix_web::rt::time::sleep(Duration::from_millis(40)).await;
    }
}

/// Hands a file over to its owner; none while it is being made.
pub(super) fn take(name: &str, owner: i64) -> Option<Result<File>> {
    let mut jobs = jobs();
    let job = jobs.get(name).filter(|job| job.owner == owner)?;
    if matches!(job.state, State::Making) {
        return None;
    }
    jobs.remove(name).and_then(|job| match job.state {
        State::Making => None,
        State::Made(file) => Some(Ok(file)),
        State::Failed(error) => Some(Err(error)),
    })
}

/// What its owner may know of a file.
pub(super) enum Seen {
    Making,
    Ready,
    /// Why not, in words for her; none where the cause is for the technical log.
    Failed(Option<String>),
}

/// How far a file is.
///
/// # Errors
/// [`Error::NotFound`] for what is not there or not hers.
pub(super) fn look(name: &str, owner: i64) -> Result<Seen> {
    let jobs = jobs();
    let job = jobs.get(name).filter(|job| job.owner == owner).ok_or(Error::NotFound)?;
    Ok(match &job.state {
        State::Making => Seen::Making,
        State::Made(_) => Seen::Ready,
        State::Failed(Error::Invalid(text)) => Seen::Failed(Some(text.clone())),
        State::Failed(_) => Seen::Failed(None),
    })
}

/// A copy of a file that is ready: reading it changes nothing, so it can be fetched again.
///
/// # Errors
/// [`Error::NotFound`] for what is not there, not ready or not hers.
pub(super) fn copy(name: &str, owner: i64) -> Result<File> {
    match jobs().get(name) {
        Some(Job { owner: of, state: State::Made(file), .. }) if *of == owner => Ok(file.clone()),
        _ => Err(Error::NotFound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> File {
        File { name: "x.csv".to_owned(), media_type: "text/csv", bytes: vec![1] }
    }

    #[test]
    fn a_file_is_its_owners_alone() {
        let name = begin(7);
        assert!(matches!(look(&name, 7), Ok(Seen::Making)) && take(&name, 7).is_none());
        end(&name, Ok(file()));
        assert!(matches!(look(&name, 8), Err(Error::NotFound)) && take(&name, 8).is_none() && copy(&name, 8).is_err());
        assert_eq!(copy(&name, 7).unwrap().bytes, [1]);
        assert_eq!(take(&name, 7).unwrap().unwrap().bytes, [1]);
        assert!(look(&name, 7).is_err(), "she has it");
    }

    #[test]
    fn why_not_is_told_only_where_it_is_for_her() {
        let name = begin(7);
        end(&name, Err(Error::Invalid("for mye".to_owned())));
        assert!(matches!(look(&name, 7), Ok(Seen::Failed(Some(text))) if text == "for mye"));
        end(&name, Err(Error::internal("secret")));
        assert!(matches!(look(&name, 7), Ok(Seen::Failed(None))));
    }
}
