//! The page. Everything it does is in the library; this starts it.

#[cfg(target_arch = "wasm32")]
fn main() {
    catalog_atlas::page::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program is the page: build it for the browser with `make build`.");
}
