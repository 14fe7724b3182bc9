#!/usr/bin/env bash
# Runs the browser tests on the dist/ that is there. A few that fail beside others run once more, each
# alone: what two browsers and a driver leave of a small machine is not what a test is about. Which these
# were is said at the end, so that nobody has to take a busy machine's word for it; who fails alone fails.
set -euo pipefail
cd "$(dirname "$0")/.."

# More than this is no accident.
most=3
log=$(mktemp)
trap 'rm -f "$log"' EXIT

status=0
cargo test --locked --test browser -- --test-threads=4 "$@" 2>&1 | tee "$log" || status=$?
((status == 0)) && exit 0

mapfile -t failed < <(sed -n 's/^test \([^ ]*\) .*FAILED$/\1/p' "$log" | sort -u)
if ((${#failed[@]} == 0 || ${#failed[@]} > most)); then
    exit "$status"
fi
printf '\nonce more, alone: %s\n' "${failed[*]}"
cargo test --locked --test browser -- --test-threads=1 --exact "${failed[@]}"
printf 'failed beside others and passed alone: %s\n' "${failed[*]}"
