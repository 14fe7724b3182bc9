//! Server, driver, page: what every browser test stands on.

mod axe;
mod driver;
mod fox;
mod kit;
pub mod library;
mod other;
mod page;
mod site;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

pub use fox::Fox;
pub use kit::Kit;
pub use other::Other;
pub use page::Page;
pub use site::{Server, Site};

/// How many browsers run at once: what two cores bear.
const SEATS: usize = 2;

/// No test may take longer.
const LIMIT: Duration = Duration::from_mins(5);

/// Runs a test on a page of its own, then checks what must hold at the end of every test.
pub fn in_browser(site: Site, test: impl AsyncFnOnce(&Page)) {
    let _seat = Seat::take();
    let driver = driver::shared();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let page = runtime.block_on(Page::new(&driver, site));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            tokio::time::timeout(LIMIT, test(&page)).await.expect("the test takes too long");
            page.assert_clean().await;
        });
    }));
    if outcome.is_err() {
        runtime.block_on(page.shot(&format!("failed-{}", test_name())));
    }
    runtime.block_on(page.close());
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// Runs a test that brings its own browser.
pub fn with_seat(test: impl FnOnce()) {
    let _seat = Seat::take();
    test();
}

fn test_name() -> String {
    std::thread::current().name().unwrap_or("unnamed").replace("::", "-")
}

/// A place among the browsers that may run at once; given back on drop.
struct Seat;

static TAKEN: (Mutex<usize>, Condvar) = (Mutex::new(0), Condvar::new());

impl Seat {
    fn take() -> Self {
        let taken = TAKEN.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken =
            TAKEN.1.wait_while(taken, |taken| *taken >= SEATS).unwrap_or_else(PoisonError::into_inner);
        *taken += 1;
        Self
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        *TAKEN.0.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        TAKEN.1.notify_one();
    }
}
