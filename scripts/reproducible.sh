#!/usr/bin/env bash
# Builds the last commit twice, in two folders, with nothing shared but the tools, and compares
# every byte: what is served can be checked against its sources.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work="$root/target/twice"
# A build knows its day from the sources, not from the clock; a copy has no history to ask.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH

rm -rf "$work"
for folder in one a-longer/way-to-two; do
    mkdir -p "$work/$folder"
    git archive HEAD | tar -x -C "$work/$folder"
    ln -s "$root/.tools" "$work/$folder/.tools"
    ln -s "$root/node_modules" "$work/$folder/node_modules"
    printf 'building in %s\n' "$folder"
    (cd "$work/$folder" && make build >"$work/log" 2>&1) || { tail -n 30 "$work/log" >&2; exit 1; }
done
one="$work/one/dist"
two="$work/a-longer/way-to-two/dist"
if diff -r "$one" "$two"; then
    printf 'the same: %s files, SHA256SUMS %s\n' "$(find "$one" -type f | wc -l)" \
        "$(sha256sum "$one/SHA256SUMS" | cut -c 1-16)"
    rm -rf "$work"
else
    printf 'the two builds differ; they are kept in target/twice\n' >&2
    exit 1
fi
