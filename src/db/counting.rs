//! How many queries this process has sent: what the benchmark sets beside the time of a page. Counts nothing until it is told
//! to, and never looks at a query.

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use std::sync::atomic::{AtomicU64, Ordering};

static QUERIES: AtomicU64 = AtomicU64::new(0);

struct Counter;

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            QUERIES.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Counts the queries of every connection opened from now on.
pub fn count_queries() {
    // Refused only when another thread panicked while it set this; then nothing is counted.
    let _ = set_default_instrumentation(|| Some(Box::new(Counter)));
}

/// How many queries were sent since counting began, those that begin and end transactions included.
#[must_use]
pub fn queries() -> u64 {
    QUERIES.load(Ordering::Relaxed)
}
