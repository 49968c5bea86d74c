.DEFAULT_GOAL := help
SHELL := /bin/bash

.PHONY: help
help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

.PHONY: setup
setup: ## Install uv if it is missing, and the locked environment
	@bin/setup

.PHONY: run
run: setup ## Prepare what is missing, start the bot and print its address
	@exec .venv/bin/advisor run

.PHONY: chat
chat: setup ## Talk to the adviser in the terminal
	@exec .venv/bin/advisor chat

.PHONY: check
check: setup ## Format, lint and types
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy

.PHONY: test
test: check ## All tests
	@bin/browser
	.venv/bin/pytest

.PHONY: train
train: setup ## Train the model if something has changed
	@.venv/bin/advisor train

.PHONY: web
web: ## Build the widget anew (needs npm; running the bot does not)
	@cd web && npm ci --no-fund --no-audit --loglevel=error && npm run --silent build

.PHONY: evaluate
evaluate: setup ## The question bank through the whole bot
	@.venv/bin/advisor train && .venv/bin/python -m evaluation

.PHONY: bench
bench: setup ## Side by side with the bot of `rasa init`; writes bench/RESULTS.md
	@.venv/bin/python -m bench.compare
