"""Which file is read by whom: by its name where the name says all, else by its suffix.

A file that nobody reads is not opened; that is most of a project.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from kriptik_desktop.analysis.code import configs, manifests, programs
from kriptik_desktop.analysis.code.model import Clue
from kriptik_desktop.analysis.code.source import Source

Reader = Callable[[Source], Iterator[Clue]]

MANIFESTS: Mapping[str, Reader] = {
    "package.json": manifests.package_json,
    "deno.json": manifests.deno_json,
    "composer.json": manifests.composer_json,
    "pyproject.toml": manifests.pyproject,
    "Pipfile": manifests.pipfile,
    "Cargo.toml": manifests.cargo,
    "go.mod": manifests.go_mod,
    "Gemfile": manifests.gemfile,
}
_SUFFIXES: Mapping[str, Reader] = {
    **dict.fromkeys(
        ("js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "vue", "svelte", "astro"), programs.javascript
    ),
    "py": programs.python,
    "go": programs.go,
    "rs": programs.rust,
    **dict.fromkeys(("rb", "rake", "ru"), programs.ruby),
    "php": programs.php,
    "gemspec": manifests.gemfile,
    "prisma": configs.prisma,
    "tf": configs.terraform,
}
_REQUIREMENTS = re.compile(r"(?:.*[._-])?requirements(?:[._-].*)?\.(?:txt|in)")
_COMPOSE = re.compile(r"(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml")
_WORKFLOWS = re.compile(r"(?:.*/)?\.(?:github/workflows|circleci|gitea/workflows|forgejo/workflows)/[^/]+\.ya?ml")
_SETTINGS = re.compile(r"(?:.*/)?config/(?:.*/)?[^/]+\.ya?ml")
_DOTENV = re.compile(
    r"\.env(?:rc|[._-].+)?|\.dev\.vars(?:\..+)?|.*\.env(?:\.\w+)?|env\.(?:example|sample|template|dist)"
)


def is_manifest(name: str) -> bool:
    """Tell whether a file of that name makes its folder a part of a project with packages of its own."""
    return name in MANIFESTS or _REQUIREMENTS.fullmatch(name) is not None


def is_parsed(name: str) -> bool:
    """Tell whether a file of that name is parsed as a whole and not searched."""
    return name in MANIFESTS or _DOTENV.fullmatch(name) is not None


def reader_for(file: str, name: str, own_files: frozenset[str]) -> Reader | None:
    """Return who reads a file; ``own_files`` are the names that the catalogue gives to single providers."""
    if name in MANIFESTS:
        return MANIFESTS[name]
    suffix = name.rpartition(".")[2]
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if name in own_files:
        return configs.hosting
    if suffix in ("yml", "yaml"):
        return _yaml(file, name)
    if suffix in ("txt", "in"):
        within = file.endswith((f"requirements/{name}",))
        return manifests.requirements if within or _REQUIREMENTS.fullmatch(name) else None
    return configs.dotenv if _DOTENV.fullmatch(name) else None


def _yaml(file: str, name: str) -> Reader | None:
    if _COMPOSE.fullmatch(name):
        return configs.composition
    if _WORKFLOWS.fullmatch(file):
        return configs.workflow
    return programs.embedded if _SETTINGS.fullmatch(file) else None
