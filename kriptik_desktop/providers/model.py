"""What the catalogue knows of a provider, as plain frozen data.

The classes mirror the TOML files field by field: the loader fills them by their annotations, so a key that no class
has is an error and a new fact needs no code beside its line here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kriptik_desktop.providers.probe_shape import Probe

Mode = Literal["test", "live", "none"]
FieldSource = Literal["person", "provisioned", "generated"]
Level = Literal["refuse", "confirm", "warn"]
"""``refuse``: never sent or saved; ``confirm``: stops once, the person may go on; ``warn``: shown, stops nothing."""

LOCAL_URL = "http://localhost:3000"
"""Where a project of KripTik answers while it is developed."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a credential: how it is asked for, checked and named in ``.env``."""

    name: str
    label: str
    secret: bool
    help: str = ""
    required: bool = True
    source: FieldSource = "person"
    pattern: str | None = None
    pattern_hint: str = ""
    pattern_source: str = ""
    example: str = ""
    multiline: bool = False
    env: tuple[str, ...] = ()
    framework_env: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    also_called: tuple[str, ...] = ()
    """Further names of the value in the world: variables of other tools, JSON keys, labels of the dashboard."""
    until_provisioned: str = ""
    """Why the value is not there yet; the reason given beside the commented line in ``.env``."""

    def env_names(self, framework: str | None = None) -> tuple[str, ...]:
        """Return the variable names that carry this value, canonical ones first, each once."""
        extra = self.framework_env.get(framework, ()) if framework else ()
        return tuple(dict.fromkeys((*self.env, *extra)))


@dataclass(frozen=True, slots=True)
class Words:
    """What people call the provider, and what only looks like it."""

    phrases: Mapping[str, tuple[str, ...]]
    """By language (ISO 639-1)."""
    not_counting: tuple[str, ...] = ()
    by_category: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    """For a provider of several categories: what in the text speaks for which."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the phrases of all languages, each once."""
        return tuple(dict.fromkeys(phrase for phrases in self.phrases.values() for phrase in phrases))


@dataclass(frozen=True, slots=True)
class ModeRule:
    """A field whose text matches belongs to this mode."""

    field: str
    pattern: str
    mode: Literal["test", "live"]


@dataclass(frozen=True, slots=True)
class Modes:
    """How test and live credentials are told apart; without rules only the provider's answer tells."""

    separate: bool
    source: str = ""
    rules: tuple[ModeRule, ...] = ()
    test_name: str = "test"
    live_name: str = "live"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a field's value: a regular expression's first group, or a claim of a JWT (read, not verified)."""

    field: str
    pattern: str | None = None
    claim: str | None = None
    decode: Literal["", "base64"] = ""
    """How the group is encoded."""


@dataclass(frozen=True, slots=True)
class PairingRule:
    """Something that can be seen wrong without asking anybody.

    ``same_mode``: the named fields must not belong to different modes. ``same_part``: the parts that can be read must
    be equal. ``claim_is``: a JWT's claim must have ``value``. ``looks_like``: the value has the shape of
    something else, or what follows ``after`` has it once decoded. ``requires``: where ``field`` is filled and matches,
    ``fields`` must be filled too.
    """

    kind: Literal["same_mode", "same_part", "claim_is", "looks_like", "requires"]
    level: Level
    message: str
    source: str
    fields: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    field: str | None = None
    claim: str | None = None
    value: str | None = None
    pattern: str | None = None
    after: str | None = None
    decode: Literal["", "base64"] = ""


@dataclass(frozen=True, slots=True)
class Connect:
    """What a connection (OAuth) could bring, and through whom."""

    nango_keys: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    lifetime: Literal["permanent", "refreshed", "none"] = "none"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What a feature needs of a key: any one of these rights, as the provider calls them."""

    feature: str
    any_of: tuple[str, ...]
    needed: bool = True
    """Whether the app does not work without it; else only that feature does not."""


@dataclass(frozen=True, slots=True)
class LeastPrivilege:
    """The weakest key that still does the work."""

    recipe: tuple[str, ...]
    source: str
    key_kind: str = ""
    """What the provider calls such a key, such as "restricted key"."""
    url: str = ""
    """The page on which exactly such a key is made."""
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Webhook:
    """How the provider signs what it sends."""

    scheme: Literal[
        "stripe",
        "github",
        "standard",
        "svix",
        "slack",
        "twilio",
        "sendgrid",
        "paypal",
        "vercel",
        "shopify",
        "netlify",
        "shared_secret",
        "authorization_header",
    ]
    secret_field: str = ""
    note: str = ""
    events: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """Everything known about one integration."""

    id: str
    name: str
    categories: tuple[str, ...]
    icon: str
    homepage: str
    dashboard_url: str
    dashboard_source: str
    words: Words
    aliases: tuple[str, ...] = ()
    suggested: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """By category, the place among the few that are offered first, from 1; the rest are found by their name."""
    same_variables_as: tuple[str, ...] = ()
    """Providers that write the same variables: a project uses one of them, or both with the same values."""
    packages: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    """By ecosystem, what a project lists that talks to this provider; a path below a package names a part of it."""
    imports: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    """By language, what code imports where that is not the package's own name."""
    spoken_by: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    """By ecosystem, packages of others that also reach this provider: they tell of it only beside its variables."""
    instructions: tuple[str, ...] = ()
    callback_path: str = ""
    fields: tuple[Field, ...] = ()
    modes: Modes = Modes(separate=False)
    pairing: tuple[PairingRule, ...] = ()
    connect: Connect = Connect()
    probe: Probe | None = None
    least_privilege: LeastPrivilege | None = None
    webhook: Webhook | None = None
    cost_notes: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the steps at the dashboard, for a project at the usual local address."""
        return self.steps_for(LOCAL_URL)

    def steps_for(self, local_url: str) -> tuple[str, ...]:
        """Return the steps at the dashboard, with the project's own addresses in them."""
        return tuple(step.replace("{callback_url}", self.callback_url(local_url)) for step in self.instructions)

    def callback_url(self, local_url: str = LOCAL_URL) -> str:
        """Return the address to register at the provider, or nothing where none is needed."""
        return f"{local_url.rstrip('/')}{self.callback_path}" if self.callback_path else ""

    @property
    def person_fields(self) -> tuple[Field, ...]:
        """Return the fields that a person types or pastes."""
        return tuple(each for each in self.fields if each.source == "person")

    @property
    def form_fields(self) -> tuple[Field, ...]:
        """Return what the credential sheet shows: all but what KripTik draws at random itself."""
        return tuple(each for each in self.fields if each.source != "generated")

    @property
    def required_fields(self) -> tuple[Field, ...]:
        """Return the fields without which nothing is saved."""
        return tuple(each for each in self.person_fields if each.required)

    @property
    def needs_credential(self) -> bool:
        """Tell whether the integration has fields at all."""
        return bool(self.fields)

    @property
    def supports_oauth(self) -> bool:
        """Tell whether connecting brings at least one required field."""
        required = {each.name for each in self.required_fields}
        return any(name in required for name in self.connect.fills)

    @property
    def nango_id(self) -> str | None:
        """Return the key of the provider's connector at Nango, if it has one."""
        return self.connect.nango_keys[0] if self.connect.nango_keys else None

    def field(self, name: str) -> Field | None:
        """Return the field of that name."""
        return next((each for each in self.fields if each.name == name), None)

    def mode_for(self, project_mode: Mode) -> Mode:
        """Return the mode a credential of a project in ``project_mode`` has: ``none`` where the provider has none."""
        return project_mode if self.modes.separate else "none"
