# pactwatch: everything one does with a checkout. `make` alone lists it.
#
# Needed beforehand: git, make, and Swift 6.3 with what it requires (https://www.swift.org/install).
# The rest is Debian's; `make deps` installs what is missing. `make demo` and `make test` each work as
# the very first command.

SWIFT      ?= swift
PREFIX     ?= /usr/local
SYSCONFDIR ?= /etc
DESTDIR    ?=
CONFIG     ?= var/pactwatch.conf
MINUTES    ?= 1

RELEASE := .build/release/pactwatch
DEBUG   := .build/debug/pactwatch

.DEFAULT_GOAL := help
.PHONY: help deps build demo run test check fuzz coverage bench torture judges deb try-deb install uninstall clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install the Debian packages that are missing, and look for Swift
	@SWIFT='$(SWIFT)' Scripts/deps

build: deps ## build .build/release/pactwatch, which needs no Swift runtime
	$(SWIFT) build -c release --static-swift-stdlib --product pactwatch

demo: build ## one run over the made-up feeds in Feeds/demo: alerts in eight languages
	@mkdir -p var/demo
	$(RELEASE) run --config Feeds/demo/demo.conf
	@printf '\nThe alerts so far, as var/demo/alerts.jsonl has them:\n\n'
	@$(RELEASE) alerts --config Feeds/demo/demo.conf

run: build $(CONFIG) ## one run over the real feeds, as configured in CONFIG (var/pactwatch.conf)
	$(RELEASE) run --config $(CONFIG)

# The shipped configuration for a file in var/: state and alerts stay there, no root needed.
COPY := sed -e 's\#^state: .*\#state: state\#' \
	    -e 's\#^include \#include ../etc/pactwatch/\#' \
	    -e 's\#file: /var/log/pactwatch/\#file: log/\#' etc/pactwatch/pactwatch.conf

# Your own copy.
var/pactwatch.conf:
	@mkdir -p var/log
	@$(COPY) > $@
	@echo "Wrote $@: it is yours to edit. Put your address in its \`contact:\` line."

test: deps ## every test; those of the command run the debug build
	$(SWIFT) test --disable-xctest

check: deps ## format, house rules, configurations, and all that is installed, as far as its tools are here
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	Scripts/check-sources
	$(SWIFT) build --product pactwatch
	mkdir -p var/demo var/log
	Scripts/check-installed $(DEBUG)
	$(DEBUG) topics format --check etc/pactwatch/topics/*.topic
	$(COPY) > var/shipped.conf
	$(DEBUG) check --config var/shipped.conf
	$(DEBUG) check --config Feeds/demo/demo.conf

fuzz: deps ## look for inputs that break the parsers, MINUTES (1) for each target
	Scripts/fuzz $(MINUTES)

coverage: deps ## run the tests and list the lines that none of them reaches
	$(SWIFT) test --disable-xctest --enable-code-coverage --scratch-path .build/coverage
	Scripts/coverage .build/coverage

bench: build ## start-up, parsing, hostile documents, matching, a tick; beside other programs, where installed
	$(SWIFT) build -c release --static-swift-stdlib --product measure-matching
	Benchmarks/run $(RELEASE) .build/release/measure-matching

torture: build ## 1,000 runs killed at random moments; each write, flush and network call of a run failed once
	Scripts/torture.py $(RELEASE) fail 1
	Scripts/torture.py $(RELEASE) kill 1000

judges: build ## what independent packages from PyPI think of signatures, blocks and Markdown
	Scripts/judges $(RELEASE)

deb: build ## dist/pactwatch_VERSION_ARCHITECTURE.deb, looked at by lintian where that is installed
	Scripts/package $(RELEASE) dist
	@command -v lintian >/dev/null || echo 'lintian is not installed: the package is not checked'
	@! command -v lintian >/dev/null || lintian --fail-on error,warning dist/*.deb

try-deb: deb ## install, run, upgrade and purge the package in a clean Debian root (as root)
	Scripts/check-package dist/*.deb

install: ## copy to PREFIX (/usr/local) and /etc, under DESTDIR; keeps your edited files
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' SYSCONFDIR='$(SYSCONFDIR)' Scripts/install $(RELEASE)

uninstall: ## remove what `install` copied, but keep configuration, state and logs
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' SYSCONFDIR='$(SYSCONFDIR)' Scripts/uninstall

clean: ## remove what was built (var/ stays: it holds what you have seen)
	rm -rf .build
