# The two commands a person needs: make run, make test. Each makes the checkout ready first (packaging/bootstrap).
.PHONY: run test check bench soak gallery lock icons shaders clean ready ready-to-test
BIN = .venv/bin

run: ready
	@$(BIN)/python -m kriptik_desktop

test: ready-to-test
	@$(BIN)/python -m tests.halves

check: ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python packaging/qml_lint.py

bench: ready
	@$(BIN)/python -m tests.bench

# Draws assets/screenshots anew, with OpenGL on a display that nobody sees.
gallery: ready-to-test
	@$(BIN)/python -m tests.gallery && $(BIN)/python -m tests.gallery screens

soak: ready-to-test
	@KRIPTIK_SOAK=1 $(BIN)/python -m pytest -o faulthandler_timeout=0

# The lock names versions and hashes for every platform, and no place to get them from.
lock: ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev \
		--no-emit-index-url --no-header --no-annotate -o requirements.lock pyproject.toml

# Bakes the marks of services and the app's icon anew; the result is committed, so only a change needs pip and npm.
icons: ready
	@folder=$$(mktemp -d) && npm pack --silent --pack-destination "$$folder" simple-icons@13.21.0 && \
		tar -xzf "$$folder"/simple-icons-13.21.0.tgz -C "$$folder" && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target "$$folder/pip" \
			'simplepycons==1!16.35.0' && \
		$(BIN)/python packaging/bake_icons.py "$$folder/pip" "$$folder/package" && rm -r "$$folder"
	@$(BIN)/python packaging/bake_app_icon.py

clean:
	rm -rf .venv .qt build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

ready:
	@sh packaging/bootstrap

ready-to-test:
	@sh packaging/bootstrap test
