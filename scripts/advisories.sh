#!/usr/bin/env bash
# Asks the public lists whether anything that the build or the tests use is known to be unsafe:
# cargo-deny reads RustSec's, npm its registry's. Ends with 1 if something is. A list that cannot
# be reached is no finding: it is said, in words that nobody overlooks, and nothing fails for it.
#
# What needs no network (sources, sums, licences) is checked in every run: tests/dependencies.rs.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/versions
tools="$PWD/.tools/cargo"
found=0

say() { printf 'advisories: %s\n' "$*"; }
unasked() {
    say "NOT CHECKED: $*"
    # A line in the margin of a run on GitHub.
    [ -z "${GITHUB_ACTIONS:-}" ] || printf '::warning title=Advisories not checked::%s\n' "$*"
}

crates() {
    if [ "$("$tools/bin/cargo-deny" --version 2>/dev/null)" != "cargo-deny $CARGO_DENY" ]; then
        say "building cargo-deny $CARGO_DENY (once; takes some minutes)"
        CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
            CARGO_TARGET_DIR="$PWD/.tools/target" \
            cargo install --locked --quiet --force --root "$tools" --version "$CARGO_DENY" cargo-deny || {
            unasked "crates, because cargo-deny cannot be built here"
            return
        }
        rm -rf .tools/target
    fi
    PATH="$tools/bin:$PATH"
    cargo deny --locked check --hide-inclusion-graph bans licenses sources || found=1
    if ! cargo deny --locked fetch db; then
        unasked "crates, because RustSec's list cannot be reached"
        return
    fi
    cargo deny --locked check --hide-inclusion-graph --disable-fetch advisories || found=1
}

# npm answers in JSON: with what it found, or with an error of its own.
packages() {
    local answer
    answer=$(npm audit --json --prefix "$1" 2>/dev/null) || true
    node -e '
        const [text, folder] = process.argv.slice(1);
        let answer;
        try { answer = JSON.parse(text) } catch { process.exit(2) }
        const all = answer.metadata?.vulnerabilities;
        if (!all) process.exit(2);
        for (const one of Object.values(answer.vulnerabilities ?? {})) {
            const why = one.via.map((via) => via.title ?? via).join("; ");
            console.log(`advisories: ${folder}: ${one.name} ${one.range}, ${one.severity}: ${why}`);
        }
        process.exit(all.total > 0 ? 1 : 0);
    ' "$answer" "$1" && say "$1: nothing is known against its packages" && return
    case $? in
    1) found=1 ;;
    *) unasked "npm packages of $1, because the registry gives no answer" ;;
    esac
}

crates
for folder in . benches/first-picture benches/peers; do
    packages "$folder"
done
exit "$found"
