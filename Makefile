# The two commands a person needs: make run, make test. Each makes the checkout ready first (packaging/bootstrap).
.PHONY: run test check bench soak lock icons shaders clean ready ready-to-test
BIN = .venv/bin

run: ready
	@$(BIN)/python -m kriptik_desktop

test: ready-to-test
	@$(BIN)/python -m pytest

check: ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python packaging/qml_lint.py

bench: ready
	@$(BIN)/python -m tests.bench

soak: ready-to-test
	@KRIPTIK_SOAK=1 $(BIN)/python -m pytest -o faulthandler_timeout=0

# The lock names versions and hashes for every platform, and no place to get them from.
lock: ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev \
		--no-emit-index-url --no-header --no-annotate -o requirements.lock pyproject.toml

# Bakes the brand icons anew; the result is committed, so only a change of the list needs npm.
icons: ready
	@folder=$$(mktemp -d) && npm pack --silent --pack-destination "$$folder" simple-icons@13.21.0 && \
		tar -xzf "$$folder"/simple-icons-13.21.0.tgz -C "$$folder" && \
		$(BIN)/python packaging/bake_icons.py "$$folder/package" && rm -r "$$folder"

# Compiles the shaders anew; the result is committed, so only a change of a shader needs the compiler.
shaders: ready
	@folder=$$(mktemp -d) && version=$$($(BIN)/python -c 'import PySide6; print(PySide6.__version__)') && \
		$(BIN)/python -m pip install --quiet --no-deps --target "$$folder" "PySide6_Addons==$$version" && \
		$(BIN)/python packaging/bake_shaders.py "$$folder" && rm -r "$$folder"

clean:
	rm -rf .venv .qt build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

ready:
	@sh packaging/bootstrap

ready-to-test:
	@sh packaging/bootstrap test
