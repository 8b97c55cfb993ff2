# Drive blotter: `make` lists the targets. Yours: make run INPUT=inbox DB=out/mine.db, make query NAME=summary_by_year

INPUT  ?= sample_data
DB     ?= out/blotter.db
NAME   ?=
FORMAT ?= table
GOLD   ?= tests/gold/articles
ERRORS ?= 0
OUT    ?= out/report.html
SHOTS  ?= out/browser
KILLS  ?= 500
SEED   ?= 1
CARGO  ?= cargo
BIN    := $(or $(CARGO_TARGET_DIR),target)/release/blotter

.DEFAULT_GOAL := help
.PHONY: help build run query report test test-browser test-spark test-datasette test-duckdb check eval weights fault bench bench-check fmt clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "With: INPUT='$(INPUT)' DB='$(DB)' NAME='$(NAME)' FORMAT='$(FORMAT)'"

build: ## Build the release binary, target/release/blotter
	$(CARGO) build --release --locked

run: build ## Load INPUT (files and folders) into DB, then print figures by year and by nationality
	@mkdir -p $(dir $(DB))
	@$(BIN) run $(INPUT) --db $(DB) || [ $$? -eq 65 ]
	@echo; echo "By year:"; $(BIN) query by_year --db $(DB)
	@echo "Arrests by nationality:"; $(BIN) query arrests_by_nationality --db $(DB)

query: build ## Ask DB the question or view NAME, as FORMAT (table, csv, json, markdown); without NAME list them
	@$(BIN) query $(if $(NAME),"$(NAME)" --db $(DB) --format $(FORMAT))

report: build ## Write DB as a page that opens offline, OUT
	@$(BIN) report --db $(DB) --out $(OUT)

test: ## Run all tests
	$(CARGO) test --locked

test-browser: build ## Try the page in headless Chromium (Debian: chromium, fonts-noto-core; Node 20); screenshots go to SHOTS
	@mkdir -p out/browser $(SHOTS)
	cd tests/browser && npm ci --no-audit --no-fund
	node tests/browser/large.mjs 50000 > out/browser/large.csv
	rm -f out/browser/*.db
	$(BIN) run --quiet sample_data --db out/browser/sample.db
	$(BIN) run --quiet out/browser/large.csv --db out/browser/large.db
	$(BIN) report --db out/browser/sample.db --out out/browser/report.html
	$(BIN) report --db out/browser/large.db --out out/browser/large.html
	PAGE=out/browser/report.html LARGE=out/browser/large.html SHOTS=$(SHOTS) \
		node --test --test-timeout=60000 --test-reporter=spec tests/browser/

test-spark: build ## Load the sample data by way of a Spark cluster of two workers; the database must be that of a local run
	tools/test_spark.sh $(BIN)

check: ## Format and lint as the continuous integration does
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings

eval: ## Score the extraction against the annotated articles in GOLD, with ERRORS differences
	@$(CARGO) bench --quiet --locked --profile dev --bench eval -- --errors $(ERRORS) $(GOLD)

weights: ## Find anew what the marks of a time weigh, over the annotated articles; WRITE=1 takes the new ones
	@$(CARGO) bench --quiet --locked --bench weights -- $(if $(WRITE),--write)

bench: build ## Time tables, articles and a run with nothing to do beside the usual tools; writes docs/performance.md
	CARGO=$(CARGO) python3 benches/bench.py $(BIN) $(PART)

bench-check: build ## Say which counts of instructions and allocations moved; UPDATE=1 takes the new ones
	CARGO=$(CARGO) python3 benches/check.py $(BIN) $(if $(UPDATE),--update)

fault: build ## Kill KILLS runs at moments drawn from SEED, over 2,000 articles and 200,000 rows, run five at once, and compare what they leave
	FAULT_BIN=$(abspath $(BIN)) FAULT_KILLS=$(KILLS) FAULT_SEED=$(SEED) FAULT_ARTICLES=2000 FAULT_ROWS=200000 \
	    $(CARGO) test --locked --test fault -- --nocapture --test-threads 1 killed at_once

# Programs of others that the tests of other tools need, outside of the sources.
VENV ?= out/venv

$(VENV)/bin/datasette:
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet datasette==0.65.5 duckdb==1.5.5 duckdb-extension-sqlite-scanner==1.5.5

test-datasette: build $(VENV)/bin/datasette ## Ask a real Datasette for every view and ready question of sample_data
	@mkdir -p out && rm -f out/tools.db
	@$(BIN) run --quiet sample_data --db out/tools.db
	$(VENV)/bin/python tools/test_datasette.py out/tools.db

test-duckdb: build $(VENV)/bin/datasette ## Compare every view of sample_data as DuckDB reads it with SQLite's rows
	@mkdir -p out && rm -f out/tools.db
	@$(BIN) run --quiet sample_data --db out/tools.db
	$(VENV)/bin/python tools/test_duckdb.py out/tools.db

fmt: ## Format the code
	$(CARGO) fmt

clean: ## Remove what was built and loaded
	$(CARGO) clean
	rm -rf out
