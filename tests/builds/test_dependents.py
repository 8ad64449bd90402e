"""What a deletion breaks: which projects are served by a credential, and by which one they would be then."""

from __future__ import annotations

from pathlib import Path

from kriptik_desktop.builds.dependents import dependents
from kriptik_desktop.projects.model import Project, StackEntry
from kriptik_desktop.services import Services
from kriptik_desktop.vault.model import CredentialInfo
from tests.fakes.vault_world import CHEAP, PASSWORD, PERSON, stripe
from tests.fakes.world import world

STACK = (StackEntry("stripe", "payments", "You added it", added_by="person"),)


async def shop(services: Services, folder: Path) -> Project:
    return await services.projects.create("Shop", folder, "Payments with Stripe", STACK)


async def asked(services: Services, info: CredentialInfo) -> list[tuple[str, str | None, bool]]:
    held = await services.vault.list(integration="stripe")
    found = await dependents(info, held, services.projects, services.builds)
    return [(each.project.name, each.instead.id if each.instead else None, each.build is not None) for each in found]


async def test_a_project_is_named_with_its_build_and_with_what_takes_over(tmp_path: Path) -> None:
    async with world(tmp_path / "home", argon2=CHEAP) as services:
        await services.vault.create(keyring=False, password=PASSWORD)
        project = await shop(services, tmp_path / "shop")
        info = await services.vault.save(stripe(), PERSON)
        assert await asked(services, info) == []
        await services.vault.link(info.id, project.id, PERSON)
        assert await asked(services, info) == [("Shop", None, False)]
        live = await services.vault.save(stripe(mode="live"), PERSON)
        await services.vault.link(live.id, project.id, PERSON)
        assert await asked(services, live) == []
        own = await services.vault.save(stripe("acct_2", scope=project.id), PERSON)
        assert await asked(services, own) == [("Shop", info.id, False)]
        assert await asked(services, info) == []
        await services.vault.update_overview(own.id, {"status": "expired"})
        assert await asked(services, info) == [("Shop", None, False)]


async def test_a_build_under_way_is_named(tmp_path: Path) -> None:
    async with world(tmp_path / "home", argon2=CHEAP) as services:
        await services.vault.create(keyring=False, password=PASSWORD)
        resend = StackEntry("resend", "email", "You added it", added_by="person")
        project = await services.projects.create("Shop", tmp_path / "shop", "Payments and mail", (*STACK, resend))
        info = await services.vault.save(stripe(scope=project.id), PERSON)
        build = await services.builds.start(project.id)
        assert (await services.builds.settled(build.id)).build.status == "waiting_credentials"
        assert await asked(services, info) == [("Shop", None, True)]
        await services.builds.cancel(build.id)
        assert await asked(services, info) == [("Shop", None, False)]
