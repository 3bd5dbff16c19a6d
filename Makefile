# `make demo` and `make test` need nothing but Swift: what else is missing is installed first.

SWIFT  ?= swift
PREFIX ?= /usr/local
# The part of `make test` that Swift runs can be narrowed: make unit-tests FILTER=FingerprintTests
FILTER ?=
# The size of the logs that `make bench` measures with, and of nothing else: make bench SIZE=256M
SIZE   ?= 1G
# How long `make soak` and each target of `make fuzz` take.
SECONDS ?= 60
# Package traits: those whose libraries are there, unless given as TRAITS=ISAL or as TRAITS= for none.
TRAITS ?= $(shell Scripts/available-traits)

traits  = $(if $(TRAITS),--traits $(TRAITS))
release = --configuration release --static-swift-stdlib $(traits)
binary  = .build/release/qdigest
sources = Sources Tests Package.swift $(wildcard Benchmarks/Sources Benchmarks/Parts Benchmarks/Package.swift Fuzz/Sources Fuzz/Package.swift)

.DEFAULT_GOAL := help
.PHONY: help demo build test lint build-tests unit-tests compare-servers check-capture check-advice check-samples check-report check-cost check-library check-linear check-faults check-systemd soak bench fuzz test-asan test-tsan \
	completions install uninstall clean dependencies-of-build dependencies-of-test dependencies-of-bench

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  PREFIX=$(PREFIX) TRAITS=$(TRAITS)"

demo: build ## build it, digest a slow log of sample-logs, and report four nights of a shop
	$(binary) --limit 5 sample-logs/mariadb-10.11-full.log
	@Scripts/demo-nights $(binary) .build/demo
	@echo 'demo: open .build/demo/www/index.html, or the last of these pages'

build: dependencies-of-build ## the program, optimised: .build/release/qdigest
	$(SWIFT) build $(release) --product qdigest

test: dependencies-of-test ## everything that has to hold, the real servers included
	$(MAKE) lint
	$(MAKE) build-tests
	$(MAKE) unit-tests
	$(MAKE) build
	$(MAKE) check-report
	$(MAKE) check-samples
	$(MAKE) check-cost
	$(MAKE) compare-servers
	$(MAKE) check-capture
	$(MAKE) check-advice

lint: ## the layout of the code
	$(SWIFT) format lint --strict --recursive $(sources)

build-tests: ## compile the tests
	$(SWIFT) build --build-tests $(traits)

unit-tests: ## run the tests that Swift runs
	Scripts/run-tests --disable-xctest $(traits) $(if $(FILTER),--filter '$(FILTER)')

check-samples: ## whether every sample log is read whole, and its planted problems are found
	Scripts/check-sample-logs $(binary)
	Scripts/check-findings $(binary) --least 33 sample-logs/mariadb-10.11-full.log
	Scripts/check-findings $(binary) --least 29 sample-logs/mysql-9.7-extra.log

check-report: ## the nightly report's pages in a browser, with hostile statements
	@Scripts/install-dependencies report
	mkdir -p .build/pages
	QDIGEST_PAGES=.build/pages Scripts/run-tests --disable-xctest $(traits) --skip-build --filter writesPages
	Scripts/check-report .build/pages .build/pages/screenshots
	Scripts/demo-nights $(binary) .build/demo >.build/demo.txt
	Scripts/check-report .build/demo/www .build/demo/screenshots

check-cost: ## whether a byte takes no more instructions and an event no more allocations than it should
	Scripts/check-cost $(binary)

compare-servers: ## qdigest's counts with those of a MySQL and a MariaDB server
	Scripts/servers/compare-counts $(binary)

check-capture: ## plans captured from a MySQL and a MariaDB server, and that nothing else happens there
	Scripts/servers/check-capture $(binary)

check-advice: ## whether findings are gone from a MySQL and a MariaDB server once their advice is followed
	Scripts/servers/check-advice $(binary)

check-library: ## whether the README's library example runs in a package that depends on this one
	Scripts/check-library

check-linear: ## whether the time grows as the log does, whatever is in it
	Scripts/check-linear $(binary)

check-faults: ## full disks, damaged histories, logs that change, servers that misbehave, signals
	Scripts/check-faults $(binary) $(if $(SEED),--seed $(SEED))

# make soak SECONDS=600
soak: dependencies-of-test build ## nightly runs, many of them killed, on the logs of servers under load: SECONDS each
	Scripts/servers/soak $(binary) --seconds $(SECONDS)

check-systemd: build ## whether the timer's nights come, on a small Debian that is booted for it; as root
	Scripts/check-systemd $(binary)

bench: dependencies-of-bench build ## measure it against its targets and its peers
	Benchmarks/run $(binary) --size $(SIZE)

# make fuzz SECONDS=600 TARGET=FuzzSlowLog SEED=7
fuzz: dependencies-of-build ## try inputs that nobody would write, SECONDS for each target
	Scripts/fuzz --seconds $(SECONDS) $(if $(SEED),--seed $(SEED)) $(if $(JOBS),--jobs $(JOBS)) $(TARGET)

# Sanitized tests take five to ten times as long: so random ones run a tenth of their cases, unless told otherwise.
test-asan test-tsan: export QDIGEST_TEST_SCALE ?= 0.1

test-asan: dependencies-of-test ## the unit tests under AddressSanitizer
	ASAN_OPTIONS=suppressions=$(CURDIR)/Scripts/asan-suppressions:detect_leaks=0 \
		Scripts/run-tests --disable-xctest $(traits) --scratch-path .build/asan --sanitize=address $(if $(FILTER),--filter '$(FILTER)')

test-tsan: dependencies-of-test ## the unit tests under ThreadSanitizer
	Scripts/run-tests --disable-xctest $(traits) --scratch-path .build/tsan --sanitize=thread -Xswiftc -DTHREAD_SANITIZER \
		$(if $(FILTER),--filter '$(FILTER)')

completions: build ## for bash, zsh and fish, in .build/completions
	mkdir -p .build/completions
	$(binary) --generate-completion-script bash >.build/completions/qdigest
	$(binary) --generate-completion-script zsh >.build/completions/_qdigest
	$(binary) --generate-completion-script fish >.build/completions/qdigest.fish

install: ## put program, man page and completions under PREFIX (after `make completions`, if as another user)
	@test -x $(binary) || $(MAKE) build
	@test -e .build/completions/qdigest || $(MAKE) completions
	install -D -m 755 $(binary) $(DESTDIR)$(PREFIX)/bin/qdigest
	install -D -m 644 share/man/man1/qdigest.1 $(DESTDIR)$(PREFIX)/share/man/man1/qdigest.1
	install -D -m 644 .build/completions/qdigest $(DESTDIR)$(PREFIX)/share/bash-completion/completions/qdigest
	install -D -m 644 .build/completions/_qdigest $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_qdigest
	install -D -m 644 .build/completions/qdigest.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/qdigest.fish

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/qdigest $(DESTDIR)$(PREFIX)/share/man/man1/qdigest.1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/qdigest \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_qdigest \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/qdigest.fish

clean: ## remove what was built
	rm -rf .build Benchmarks/.build Fuzz/.build

dependencies-of-build:
	@Scripts/install-dependencies build

dependencies-of-test:
	@Scripts/install-dependencies test

dependencies-of-bench:
	@Scripts/install-dependencies bench
