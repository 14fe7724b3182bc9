//! What tests ask of a browser that is not Chromium, however it is driven.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// A browser with one window; ends on drop.
pub trait Other {
    /// Goes to an address.
    fn go(&mut self, address: &str);

    /// From now on acts inside the first frame that matches.
    fn enter(&mut self, css: &str);

    /// Runs a function body in the page and gives what it returns.
    fn run(&mut self, body: &str) -> Value;

    /// Runs a function body in the page and gives what it hands to its last argument.
    fn run_async(&mut self, body: &str) -> Value;

    /// Opens an address in a fresh document.
    fn open(&mut self, address: &str) {
        // From elsewhere, because a mere change of the fragment loads nothing.
        self.go("about:blank");
        self.go(address);
    }

    /// Opens an address and waits until the page is ready.
    fn open_ready(&mut self, address: &str) {
        self.open(address);
        self.until("the page to be ready", "document.documentElement.dataset.atlas == 'ready'");
    }

    /// Runs a function body in the page and reads what it returns.
    fn eval<T: DeserializeOwned>(&mut self, body: &str) -> T {
        let value = self.run(body);
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{error}\nfrom {body:.300}"))
    }

    /// Waits until an expression is true in the page.
    fn until(&mut self, what: &str, expression: &str) {
        let body = format!(
            "const done = arguments[arguments.length - 1], start = performance.now();
             (function look() {{
               if ({expression}) return done(true);
               if (performance.now() - start > 20000) return done(false);
               setTimeout(look, 20);
             }})()"
        );
        if self.run_async(&body) != true {
            let state: Value = self.eval(
                "return [document.documentElement.dataset.atlas, document.body.innerText.slice(0, 400)]",
            );
            panic!("waited in vain for {what}; the page shows {state}");
        }
    }
}
