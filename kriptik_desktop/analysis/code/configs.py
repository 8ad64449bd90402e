"""Reads what stands around the code: environment files, compositions, pipelines, infrastructure, hosting.

Only names are taken. The one value that is looked at is a driver's name in ``DB_CONNECTION``, which is a choice of a
product and no secret; it is compared with the drivers of the catalogue and goes no further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kriptik_desktop.analysis.code.masking import Mask
from kriptik_desktop.analysis.code.model import Clue
from kriptik_desktop.analysis.code.source import Source
from kriptik_desktop.core import dotenv_format
from kriptik_desktop.core.errors import InvalidInput

_KEY = re.compile(rb"^[ \t]*(?:-[ \t]+)?[\"']?([A-Z][A-Z0-9_]{2,79})[\"']?[ \t]*(?:[:=]|$)", re.M)
_INSERTED = re.compile(rb"\$\{([A-Z][A-Z0-9_]{2,79})\b")
_SECRET = re.compile(rb"(?:secrets|vars)\.([A-Z][A-Z0-9_]{2,79})\b")
_IMAGE = re.compile(rb"^[ \t]*(?:-[ \t]+)?image:[ \t]*[\"']?([\w./-]+)", re.M)
_PRISMA_PROVIDER = re.compile(rb"datasource\s+\w+\s*\{[^}]*?\bprovider\s*=\s*\"(\w+)\"")
_PRISMA_ENV = re.compile(rb"env\(\s*\"([A-Z][A-Z0-9_]{2,79})\"\s*\)")
_TERRAFORM = re.compile(rb"(?:source\s*=\s*|resource\s+|provider\s+)\"([\w./-]+)\"")
_HOST = re.compile(r"^[\w-]+(?:\.[\w-]+)+/")
"""What may stand before a name to say where it is fetched from."""
_BESIDE_HOSTING = ("package.json", "Dockerfile", "pyproject.toml", "go.mod", "Cargo.toml", "Gemfile", "composer.json")
_GIVEN_BY_GITHUB = "GITHUB_TOKEN"
"""Every workflow is handed one; nobody has to make it."""


def dotenv(source: Source) -> Iterator[Clue]:
    """Yield the names of an environment file, whatever the values."""
    try:
        document = dotenv_format.parse(source.data.decode("utf-8", "replace"))
    except InvalidInput:
        return
    for name, line in document.lines():
        if source.index.claims(name):
            yield source.clue_on("variable", "settings", name, line)
        if name == "DB_CONNECTION":
            yield from _driver(source, document, line)


def _driver(source: Source, document: dotenv_format.Document, line: int) -> Iterator[Clue]:
    value = document.get("DB_CONNECTION")
    driver = value.reveal().strip().lower() if value else ""
    if source.index.known("dialect", driver):
        yield source.clue_on("package", "dialect", driver, line, runs=True)


def composition(source: Source) -> Iterator[Clue]:
    """Yield the variables and the images of a compose file."""
    yield from _names(source, _KEY, _INSERTED)
    for match in _IMAGE.finditer(source.data):
        name = _HOST.sub("", match[1].decode()).removeprefix("library/")
        if source.index.known("docker", name):
            yield source.clue("package", "docker", name, match.start(1))


def workflow(source: Source) -> Iterator[Clue]:
    """Yield the secrets and variables of a pipeline; the project runs without them."""
    for clue in _names(source, _KEY, _SECRET):
        if clue.name != _GIVEN_BY_GITHUB:
            yield clue


def terraform(source: Source) -> Iterator[Clue]:
    """Yield the providers and the telling resources of a Terraform file."""
    mask: Mask | None = None
    for match in _TERRAFORM.finditer(source.data):
        name = _HOST.sub("", match[1].decode())
        if source.index.known("terraform", name):
            mask = mask or Mask(source.data, "hash")
            if not mask.is_comment(match.start()):
                yield source.clue("package", "terraform", name, match.start(1))


def hosting(source: Source) -> Iterator[Clue]:
    """Yield the hoster whose file this is, and the variables that it sets; elsewhere it may be anybody's file."""
    if "/" not in source.file or source.has_in_folder(_BESIDE_HOSTING):
        yield source.clue_on("package", "file", source.name, 1)
        yield from _names(source, _KEY)


def prisma(source: Source) -> Iterator[Clue]:
    """Yield the database and the variables of a Prisma schema."""
    mask = Mask(source.data, "go")
    for match in _PRISMA_PROVIDER.finditer(source.data):
        if source.index.known("dialect", match[1].decode()) and mask.is_code(match.start()):
            yield source.clue("package", "dialect", match[1].decode(), match.start(1), runs=True)
    for match in _PRISMA_ENV.finditer(source.data):
        if source.index.claims(match[1].decode()) and mask.is_code(match.start()):
            yield source.clue("variable", "code", match[1].decode(), match.start(), runs=True)


def _names(source: Source, *patterns: re.Pattern[bytes]) -> Iterator[Clue]:
    mask: Mask | None = None
    for pattern in patterns:
        for match in pattern.finditer(source.data):
            name = match[1].decode()
            if source.index.claims(name):
                mask = mask or Mask(source.data, "hash")
                if not mask.is_comment(match.start(1)):
                    yield source.clue("variable", "settings", name, match.start(1))
