//! Progress on standard error, only when something takes long.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// Says now and then how far a long piece of work is.
pub struct Progress {
    began: Instant,
    said: Cell<Instant>,
}

/// How often progress is said; work shorter than this says nothing.
const EVERY: Duration = Duration::from_secs(2);

impl Progress {
    /// Begins now.
    pub fn new() -> Self {
        let now = Instant::now();
        Self { began: now, said: Cell::new(now) }
    }

    /// Is told what is being done, how far it is, and how far it goes (0 when unknown).
    pub fn tell(&self, what: &str, done: usize, total: usize) {
        if self.said.get().elapsed() < EVERY {
            return;
        }
        self.said.set(Instant::now());
        let seconds = self.began.elapsed().as_secs();
        match (done, total) {
            (0, _) => eprintln!("rosa: {seconds} s: comparing {what}"),
            (done, 0) => eprintln!("rosa: {seconds} s: {what}, {done} rows"),
            (done, total) => eprintln!("rosa: {seconds} s: {what}, {done} of {total} rows"),
        }
    }
}
