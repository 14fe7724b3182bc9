# Everything that a fresh clone needs: `make serve` to see the page, `make test` to check it.
# Both put their tools in place first (scripts/setup.sh) and start in seconds from then on.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PORT ?= 8080

# Every test file but the browser's, which needs dist/ and comes last.
CHECKS := $(filter-out browser,$(basename $(notdir $(wildcard tests/*.rs))) $(notdir $(patsubst %/main.rs,%,$(wildcard tests/*/main.rs))))

export PATH := $(CURDIR)/.tools/cargo/bin:$(CURDIR)/node_modules/.bin:$(PATH)

# Messages of the program name its sources; where they lie on this machine is nobody's business.
# What the linker notes of addresses tells which data the page needs first (scripts/needs.mjs).
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS := --remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)/registry/src=. --remap-path-prefix=$(shell rustc --print sysroot)/lib/rustlib/src/rust=. -Clink-arg=--emit-relocs

.PHONY: help serve build twice test check browser advisories sizes frames bench first-frame first-picture fmt lint clean setup setup-test

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

serve: setup ## build the page, serve it at http://127.0.0.1:8080/ and rebuild on change (PORT=…)
	trunk serve --port $(PORT)

build: setup ## write the page for a static host to dist/
	trunk build --release

twice: setup ## build the last commit twice, from nothing, and compare every byte
	scripts/reproducible.sh

test: setup-test lint check build sizes browser ## format, lints, tests, release build, sizes, browser tests

check: ## the tests that need no browser
	cargo test --locked --lib --bins $(addprefix --test ,$(CHECKS))
	cargo test --locked --doc

browser: ## the browser tests, on the dist/ that is there
	scripts/browser.sh

sizes: ## what a reader downloads; fails above the budget
	node scripts/sizes.mjs

frames: ## how long a date step, a scrub, a focus take at a quarter of the speed, on the dist/ that is there
	node scripts/frames.mjs

bench: ## measure what the budgets are about
	@[ -d benches/peers/node_modules ] || npm ci --silent --no-progress --prefix benches/peers
	cargo bench --locked
	@if [ -f dist/index.html ]; then $(MAKE) --no-print-directory first-frame; else echo "the page's first frame is left out: \`make build\` writes a page"; fi

first-frame: ## from the last byte of 100,000 deals to the first painted frame, on the dist/ that is there
	node benches/first-frame/run.mjs

first-picture: ## time to the first picture, beside pages of other libraries, on the dist/ that is there
	@[ -d benches/first-picture/node_modules ] || npm ci --silent --no-progress --prefix benches/first-picture
	node benches/first-picture/run.mjs

advisories: ## ask the public lists whether a dependency is known to be unsafe
	scripts/advisories.sh

fmt: ## format the sources
	cargo fmt

lint: ## formatting and lints, for the host and for the browser
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --target wasm32-unknown-unknown --lib --bin catalog-atlas -- -D warnings

clean: ## remove what was built; the tools stay
	rm -rf dist target shots

setup:
	@scripts/setup.sh build

setup-test:
	@scripts/setup.sh test
