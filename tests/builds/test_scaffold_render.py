from __future__ import annotations

import itertools
import json
import re

import pytest

from kriptik_desktop.builds.scaffold import versions
from kriptik_desktop.builds.scaffold.environment_names import READ_BY_CODE, env_settings, variables_of
from kriptik_desktop.builds.scaffold.files import FILES
from kriptik_desktop.builds.scaffold.model import BUILDABLE, ScaffoldField, ScaffoldIntegration, ScaffoldPlan
from kriptik_desktop.builds.scaffold.render import (
    render_all,
    render_base,
    render_docs,
    render_integration,
    routes,
)
from kriptik_desktop.core.logs import redact
from tests.fakes.scaffold_plans import MAIN_STACK, integration, plan_of

SUBSETS = [subset for size in range(len(BUILDABLE) + 1) for subset in itertools.combinations(BUILDABLE, size)]
CODE = (".ts", ".tsx")

_IMPORT = re.compile(r"^import (?:type )?(?P<names>[^;]*?) ?(?:from )?\"(?P<module>[^\"]+)\";$", re.MULTILINE)
_SIDE_EFFECT = re.compile(r"^import \"(?P<module>[^\"]+)\";$", re.MULTILINE)
_EXACT = re.compile(r"\d+\.\d+\.\d+(?:-[0-9A-Za-z.]+)?")
_PICTURES = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")


def _id(subset: tuple[str, ...]) -> str:
    return "+".join(subset) or "empty"


def _imported(text: str) -> list[tuple[str, str]]:
    found = []
    for match in _IMPORT.finditer(text):
        for name in re.split(r"[{},]", match["names"]):
            word = name.strip().removeprefix("type ").split(" as ")[-1].strip()
            if word:
                found.append((word, match["module"]))
    return found + [("", match["module"]) for match in _SIDE_EFFECT.finditer(text)]


@pytest.mark.parametrize("subset", SUBSETS, ids=_id)
def test_every_subset_renders_whole(subset: tuple[str, ...]) -> None:
    plan = plan_of(subset)
    files = render_all(plan)
    packages = json.loads(files["package.json"])["dependencies"]
    modules = {path.removesuffix(suffix) for path in files for suffix in CODE if path.endswith(suffix)}
    for path, text in files.items():
        assert "<%" not in text, path
        assert "<<" not in text, path
        assert "%>" not in text, path
        assert text.endswith("\n"), path
        assert redact(text) == text, path
        assert not _PICTURES.search(text), path
        if not path.endswith(CODE):
            continue
        for name, module in _imported(text):
            _assert_resolves(module, modules, packages, path)
            assert not name or len(re.findall(rf"\b{re.escape(name)}\b", text)) > 1, f"{path}: {name} is not used"


def _assert_resolves(module: str, modules: set[str], packages: dict[str, str], path: str) -> None:
    if module.startswith("@/"):
        assert f"src/{module[2:]}" in modules, f"{path} imports {module}"
    elif not module.startswith((".", "node:")):
        parts = module.split("/")
        package = "/".join(parts[:2]) if module.startswith("@") else parts[0]
        assert package in packages, f"{path} imports {module}"


@pytest.mark.parametrize("subset", SUBSETS, ids=_id)
def test_only_what_the_stack_holds(subset: tuple[str, ...]) -> None:
    files = render_all(plan_of(subset, prompt="An app"))
    code = "\n".join(text for path, text in files.items() if not path.endswith(".css"))
    for integration_id, packages in versions.BY_INTEGRATION.items():
        if integration_id in subset:
            continue
        for name in (*packages, *READ_BY_CODE[integration_id]):
            assert not re.search(rf"\"{re.escape(name)}\"|\b{re.escape(name)}\b(?==)|`{re.escape(name)}`", code), name


@pytest.mark.parametrize("subset", SUBSETS, ids=_id)
def test_each_variable_the_code_reads_is_declared(subset: tuple[str, ...]) -> None:
    plan = plan_of(subset)
    files = render_all(plan)
    declared = {variable.name for item in plan.integrations for variable in variables_of(item)}
    for path, text in files.items():
        for name in re.findall(r"(?:\benv|optionalEnv)\(\"(\w+)\"\)", text):
            assert name in declared, f"{path} reads {name}"
            assert f"`{name}`" in files["README.md"]
        read = set(re.findall(r"process\.env\.(\w+)", text)) - {"NODE_ENV"}
        assert read <= declared, path
        assert not read or path == "src/lib/supabase/browser.ts", path


def test_sections_together_are_the_whole_and_do_not_clash() -> None:
    plan = plan_of(BUILDABLE)
    parts = [render_base(plan), render_docs(plan), *(render_integration(plan, each) for each in BUILDABLE)]
    paths = [path for part in parts for path in part]
    assert len(paths) == len(set(paths))
    assert set(paths) == set(render_all(plan)) == {"package.json", *(file.path for file in FILES)}


def test_rendering_again_gives_the_same_bytes() -> None:
    plan = plan_of(MAIN_STACK)
    assert render_all(plan) == render_all(plan)


def test_versions_are_exact_and_nothing_names_a_registry() -> None:
    files = render_all(plan_of(BUILDABLE))
    package = json.loads(files["package.json"])
    for version in (*package["dependencies"].values(), *package["devDependencies"].values()):
        assert _EXACT.fullmatch(version), version
    assert not [path for path in files if "lock" in path]
    text = "\n".join(files.values())
    assert "npmjs" not in text
    assert "registry.npm" not in text
    assert "next/font" not in text
    assert "fonts.g" not in text


def test_names_of_the_plan_are_used_and_missing_ones_added() -> None:
    field = ScaffoldField("secret_key", "Secret key", ("STRIPE_SECRET_KEY", "MY_STRIPE"))
    plan = ScaffoldPlan("A", "", (ScaffoldIntegration("stripe", "Stripe", "payments", (field,)),))
    declared = {variable.name for variable in variables_of(plan.integrations[0])}
    assert {"STRIPE_SECRET_KEY", "MY_STRIPE", "STRIPE_WEBHOOK_SECRET", "STRIPE_PRICE_ID"} <= declared
    assert "MY_STRIPE:" in render_all(plan)["src/lib/env.ts"]


def test_a_name_that_is_no_variable_is_refused() -> None:
    field = ScaffoldField("key", "Key", ('X": process.exit(), "Y',))
    plan = ScaffoldPlan("A", "", (ScaffoldIntegration("stripe", "Stripe", "payments", (field,)),))
    with pytest.raises(ValueError, match="not a name for a variable"):
        render_base(plan)


def test_the_plan_names_of_the_catalogue_are_all_there() -> None:
    names = {variable.name for each in BUILDABLE for variable in variables_of(integration(each))}
    assert names >= {
        "STRIPE_PUBLIC_KEY",
        "STRIPE_SECRET_KEY",
        "STRIPE_WEBHOOK_SECRET",
        "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY",
        "GOOGLE_CLIENT_ID",
        "GOOGLE_CLIENT_SECRET",
        "AUTH_SECRET",
        "NEXT_PUBLIC_SUPABASE_URL",
        "SUPABASE_ANON_KEY",
        "NEXT_PUBLIC_SUPABASE_ANON_KEY",
        "SUPABASE_SERVICE_ROLE_KEY",
        "OPENAI_API_KEY",
        "ANTHROPIC_API_KEY",
        "RESEND_API_KEY",
    }


def test_routes_are_those_of_the_written_files() -> None:
    plan = plan_of(MAIN_STACK)
    files = render_all(plan)
    found = {(route.integration_id, route.kind): route.path for route in routes(plan)}
    assert found == {
        ("google-oauth", "callback"): "/api/auth/callback/google",
        ("stripe", "webhook"): "/api/webhooks/stripe",
    }
    assert "src/app/api/webhooks/stripe/route.ts" in files
    assert "src/app/api/auth/[...nextauth]/route.ts" in files
    assert all(path in files["INTEGRATIONS.md"] for path in found.values())
    assert routes(plan_of(("openai",))) == ()


def test_the_webhook_route_handles_the_events_it_names() -> None:
    plan = plan_of(("stripe",))
    code = render_all(plan)["src/lib/stripe-events.ts"]
    assert all(f'case "{event}":' in code for route in routes(plan) for event in route.events)


def test_what_the_prompt_asks_for_beyond_the_templates_stands_in_the_readme() -> None:
    prompt = "A SaaS with Stripe subscriptions and a kanban board"
    readme = render_docs(plan_of(("stripe",), prompt=prompt))["README.md"]
    assert "- a kanban board" in readme.split("## Not built")[1]


def test_settings_name_the_choices_nobody_can_make_for_the_person() -> None:
    needed = {setting.name for setting in env_settings(plan_of(BUILDABLE)) if setting.needed}
    assert needed == {"STRIPE_PRICE_ID", "EMAIL_FROM", "CONTACT_EMAIL"}
    assert env_settings(plan_of(())) == ()


def test_an_integration_without_templates_is_said_to_have_none() -> None:
    item = ScaffoldIntegration("twilio", "Twilio", "communication", reason="SMS")
    plan = ScaffoldPlan("A", "SMS", (item,))
    assert render_integration(plan, "twilio") == {}
    assert "no code for this service" in render_docs(plan)["INTEGRATIONS.md"]
    assert "src/lib/env.ts" not in render_base(plan)
