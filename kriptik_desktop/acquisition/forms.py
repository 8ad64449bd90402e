"""Makes the credential sheet of a provider from its catalogue entry."""

from __future__ import annotations

from kriptik_desktop.acquisition.model import External, Form, FormField, WeakestKey
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.providers.checks import mode_of
from kriptik_desktop.providers.model import Field, Mode, Provider


def form_of(provider: Provider, project_mode: Mode, local_url: str) -> Form:
    """Return the form for a project in ``project_mode`` that answers at ``local_url`` while it is developed."""
    mode = provider.mode_for(project_mode)
    return Form(
        provider_id=provider.id,
        title=provider.name,
        fields=tuple(_line(provider, each, mode) for each in provider.form_fields),
        dashboard=External(provider.dashboard_url, provider.steps_for(local_url), provider.callback_url(local_url)),
        note=_note(provider, mode),
        mode=mode,
        mode_label=_mode_name(provider, mode).capitalize(),
        can_check=provider.probe is not None,
        weakest_key=_weakest(provider),
        cost_notes=provider.cost_notes,
        supports_oauth=provider.supports_oauth,
    )


def _line(provider: Provider, field: Field, mode: Mode) -> FormField:
    return FormField(
        name=field.name,
        label=field.label,
        help=field.help,
        secret=field.secret,
        required=field.required and field.source == "person",
        source=field.source,
        hint=field.pattern_hint,
        example=_example(provider, field, mode),
        multiline=field.multiline,
        checkable=field.pattern is not None,
    )


def _example(provider: Provider, field: Field, mode: Mode) -> str:
    """Return the example, unless it is one of another mode than the person is asked for."""
    shown = mode_of(provider, {field.name: Secret(field.example)})
    return "" if mode != "none" and shown not in ("none", mode) else field.example


def _weakest(provider: Provider) -> WeakestKey | None:
    least = provider.least_privilege
    if least is None:
        return None
    return WeakestKey(least.key_kind, External(least.url or provider.dashboard_url, least.recipe), least.needs)


def _mode_name(provider: Provider, mode: Mode) -> str:
    return {"test": provider.modes.test_name, "live": provider.modes.live_name, "none": ""}[mode]


def _note(provider: Provider, mode: Mode) -> str:
    text = f"Get your credentials from the {provider.name} dashboard."
    if mode == "none":
        return text
    return f"{text} This project is in {mode} mode: use the {_mode_name(provider, mode)} keys."
