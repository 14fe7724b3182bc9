#!/usr/bin/env bash
# Puts in place what the build and the tests need, and nothing that is there already.
#
#   scripts/setup.sh build   the Rust target, Trunk, wasm-bindgen, the node packages
#   scripts/setup.sh test    the same, and what the browser tests need: Chromium with its driver, Firefox,
#                            WebKit with its driver and a screen for it, a reader of PDFs, CJK fonts
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/versions
tools="$PWD/.tools/cargo"

say() { printf 'setup: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

rust_target() {
    has cargo || stop "cargo is missing: install Rust with rustup (https://rustup.rs) and run this again"
    # A listing of the sysroot answers in a moment, and also where Rust did not come from rustup.
    [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] && return
    has rustup || stop "rustup is missing: it is needed to add the target wasm32-unknown-unknown"
    say "adding the target wasm32-unknown-unknown"
    rustup target add wasm32-unknown-unknown
}

rust_component() {
    cargo "$1" --version >/dev/null 2>&1 && return
    say "adding $2"
    rustup component add "$2"
}

# cargo_tool <program> <package> <version>
cargo_tool() {
    [ "$("$tools/bin/$1" --version 2>/dev/null)" = "$1 $3" ] && return
    say "building $2 $3 (once; takes some minutes)"
    # Tools that run for a second need no slow optimisation.
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        CARGO_TARGET_DIR="$PWD/.tools/target" \
        cargo install --locked --quiet --force --root "$tools" --version "$3" "$2"
}

node_packages() {
    has node && has npm || stop "node and npm are missing: install Node.js 20 or later and run this again"
    cmp -s package-lock.json node_modules/.lock && return
    say "installing the node packages"
    npm ci --silent --no-progress
    cp package-lock.json node_modules/.lock
}

browser() {
    local missing=()
    [ -n "${CHROME:-}" ] || has chromium || has chromium-browser || has google-chrome || missing+=(chromium)
    [ -n "${CHROMEDRIVER:-}" ] || has chromedriver || missing+=(chromium-driver)
    # Debian's name; where a distribution calls it otherwise, it usually brings it.
    [ -n "${FIREFOX:-}" ] || has firefox-esr || has firefox || missing+=(firefox-esr)
    [ -n "${WEBKITDRIVER:-}" ] || has WebKitWebDriver || missing+=(webkit2gtk-driver)
    # WebKit has no mode without a window: it gets a screen that nobody sees.
    [ -n "${XVFB:-}" ] || has Xvfb || missing+=(xvfb)
    has pdftotext && has pdftoppm || missing+=(poppler-utils)
    [ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ] || missing+=(fonts-noto-cjk)
    [ ${#missing[@]} -eq 0 ] && return
    has apt-get || stop "the browser tests need ${missing[*]}: install them (or set CHROME, CHROMEDRIVER, FIREFOX, WEBKITDRIVER and XVFB) and run this again"
    local as=()
    if [ "$(id -u)" -ne 0 ]; then
        has sudo && sudo -n true 2>/dev/null ||
            stop "the browser tests need packages. As root: apt-get install ${missing[*]} fontconfig"
        as=(sudo -n)
    fi
    say "installing ${missing[*]}"
    "${as[@]}" apt-get update -qq </dev/null || say "the list of packages cannot be renewed"
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        "${missing[@]}" fontconfig </dev/null >/dev/null ||
        stop "they cannot be installed; without them \`make check\` still runs, and the browser tests fail by name"
}

case "${1:-}" in
build | test) ;;
*) stop "say what for: build or test" ;;
esac
rust_target
cargo_tool trunk trunk "$TRUNK"
cargo_tool wasm-bindgen wasm-bindgen-cli "$WASM_BINDGEN"
rm -rf .tools/target
node_packages
if [ "$1" = test ]; then
    rust_component fmt rustfmt
    rust_component clippy clippy
    browser
fi
