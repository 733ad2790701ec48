# Everything goes through uv; where there is none, one is put into .uv/ and nothing is asked of you.
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen
SHARED ?= ../shared

.PHONY: help setup demo test check format bench bench-lint bench-model bench-related bench-ui screenshots fuzz record evals evals-drafts evals-deep evals-reports evals-reports-llm evals-incidents evals-incidents-llm evals-lint evals-related train-keys train-lint train-related schema lint-rules prompts

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

setup: $(UV)  ## install everything into .venv/
	@$(UV) sync --quiet --frozen

.uv/bin/uv:
	@python3 -m venv .uv
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check uv

demo: setup  ## draft the bundled incident and say what was found
	@$(RUN) postmortem demo --output demo-output

test: setup check  ## everything that CI runs
	@$(RUN) pytest

check: setup  ## style, layers and types
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) lint-imports
	@$(RUN) pyright

format: setup  ## bring the code into shape
	@$(RUN) ruff check --fix .
	@$(RUN) ruff format .

bench: setup bench-model  ## time and memory on generated exports of 50,000 and 500,000 messages, of starting up, and of drafts by a slow model
	@$(RUN) python -m evals.bench

bench-model: setup  ## drafts by a model that takes two seconds an answer: wall time, our own part of it, calls
	@$(RUN) python -m evals.bench_model

bench-lint: setup  ## speed and memory of the lint beside proselint, alex, write-good and codespell
	@$(RUN) python -m evals.bench_lint --shared $(SHARED)

bench-related: setup  ## search through 100,000 passages: questions, building, memory, disk, and the same against a Chroma server
	@$(RUN) python -m evals.bench_related --server

bench-ui: setup  ## the desk with 5,000 messages and 200 statements in a browser: painting, accepting, editing; one person and five
	@$(RUN) python -m evals.bench_ui

screenshots: setup  ## pictures of every screen for the documentation, light and dark
	@$(RUN) python -m evals.screenshots docs/screenshots

fuzz: setup  ## three minutes of fuzzing for each reader
	@$(UV) sync --quiet --frozen --group fuzz
	@$(RUN) --group fuzz python -m evals.fuzz

record: setup  ## record answers of a model at POSTMORTEM_BASE_URL for the replays (PARTS="drafts long ...")
	@SHARED=$(SHARED) $(RUN) python -m evals.record $(PARTS)

evals: evals-drafts evals-reports evals-incidents evals-lint evals-incidents-llm evals-reports-llm evals-deep  ## measure on the labelled data beside the checkout (SHARED=...)

evals-drafts: setup  ## drafts by a model, by one prompt with everything in it, and without a model (TASKS="drafts long ...")
	@SHARED=$(SHARED) $(RUN) python -m evals $(TASKS)

evals-reports: setup  ## start and end of impact in labelled cloud status reports
	@python3 $(SHARED)/tools/score_reports.py --cmd ".venv/bin/postmortem"

evals-reports-llm: setup  ## ten of the reports read by a model, from recorded answers
	@mkdir -p evals/results
	@if before=$$($(RUN) python -m evals.replay reports); then python3 $(SHARED)/tools/score_reports.py --sample 10 \
		--cmd "$$before .venv/bin/postmortem" --args="--engine llm --strict" --json evals/results/reports-llm.json; fi
	@python3 $(SHARED)/tools/score_reports.py --sample 10 --cmd ".venv/bin/postmortem" --json evals/results/reports-extractive.json

evals-deep: setup  ## lint --deep on sixty sentences, from recorded answers
	@$(RUN) python -m evals.lint.deep build/evals/deep.jsonl
	@mkdir -p evals/results
	@if before=$$($(RUN) python -m evals.replay deep); then python3 $(SHARED)/tools/score_lint.py build/evals/deep.jsonl \
		--cmd "$$before .venv/bin/postmortem" --args="--deep" --json evals/results/lint-deep.json; fi

evals-incidents: setup  ## whole drafts against what a careful person wrote down
	@python3 $(SHARED)/tools/score_incidents.py $(SHARED)/data/incidents/written/*/ --cmd ".venv/bin/postmortem"
	@python3 $(SHARED)/tools/score_incidents.py $(SHARED)/data/incidents/real/*/ --cmd ".venv/bin/postmortem"

evals-incidents-llm: setup  ## the written ones drafted by a model, from recorded answers
	@if before=$$($(RUN) python -m evals.replay drafts); then python3 $(SHARED)/tools/score_incidents.py $(SHARED)/data/incidents/written/*/ \
		--cmd "$$before .venv/bin/postmortem" --args="--engine llm"; fi

evals-lint: setup  ## precision and recall of the lint on labelled sentences, actions and causes
	@$(RUN) python -m evals.lint --shared $(SHARED)

evals-related: setup  ## related incidents beside BM25 alone and vectors alone, then the command by the outside scorer
	@$(RUN) python -m evals.related --shared $(SHARED)
	@python3 $(SHARED)/tools/score_related.py --corpus $(SHARED)/data/postmortems/docs \
		--queries $(SHARED)/data/postmortems/queries_dev.jsonl --cmd ".venv/bin/postmortem" --home build/evals/home-postmortems
	@POSTMORTEM_EMBEDDER=none python3 $(SHARED)/tools/score_related.py --corpus $(SHARED)/data/postmortems/docs \
		--queries $(SHARED)/data/postmortems/queries_dev.jsonl --cmd ".venv/bin/postmortem"
	@python3 $(SHARED)/tools/score_related.py --corpus $(SHARED)/data/status_incidents/corpus.jsonl \
		--queries $(SHARED)/data/status_incidents/queries_dev.jsonl --cmd ".venv/bin/postmortem" --home build/evals/home-status

train-keys: setup  ## learn again which lines of a chat the story cannot be told without
	@$(RUN) python -m evals.tasks.train_keys

train-lint: setup  ## learn the lint's models again from the lines written for it, and print the bars (certainty.py)
	@$(UV) sync --quiet --frozen --group train
	@$(RUN) --group train python -m evals.tasks.train_lint.sentences
	@$(RUN) --group train python -m evals.tasks.train_lint.actions
	@$(RUN) --group train python -m evals.tasks.train_lint.causes
	@$(RUN) --group train python -m evals.tasks.train_lint.certainty $(SHARED)

train-related: setup  ## learn again when the search for related incidents is silent, and print what is left out of it
	@OPENBLAS_NUM_THREADS=1 $(RUN) python -m evals.related.calibrate --shared $(SHARED)

schema: setup  ## write docs/postmortem.schema.json from the models
	@$(RUN) python -m evals.tasks.write_schema

prompts: setup  ## write prompts/lock.json from the prompts
	@$(RUN) python -m evals.tasks.lock_prompts

lint-rules: setup  ## write docs/lint-rules.md from the rules of the lint
	@$(RUN) python -m evals.tasks.write_lint_rules
