"""An owner that is killed where a test wants it: ``python -m tests.builds.killed_owner HOME FOLDER CONFIG WHERE``.

WHERE is ``waiting`` (prints a line when the build waits and stays there to be killed) or ``saved`` (kills itself
between the vault's commit and whatever the event would have set in motion).
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from kriptik_desktop.control.owner import OwnerLock
from kriptik_desktop.core.clock import SystemClock
from kriptik_desktop.core.crash import CrashLog
from kriptik_desktop.core.paths import AppPaths
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.core.settings import load_settings
from kriptik_desktop.projects.model import StackEntry
from kriptik_desktop.services import Outside, open_services
from kriptik_desktop.vault.events import CredentialsSaved
from kriptik_desktop.vault.model import Actor
from tests.builds.crash_vault import PASSWORD, small_argon2
from tests.fakes.browser import FakeBrowser
from tests.fakes.keyring import MemoryKeyring
from tests.fakes.provider_servers import GOOD


def _kill(event: CredentialsSaved) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def _main(home: Path, folder: Path, config: Path, where: str) -> None:
    paths = AppPaths.from_environment({"KRIPTIK_HOME": str(home)})
    lock = OwnerLock(paths.owner_lock)
    assert lock.try_acquire()
    outside = Outside(SystemClock(), FakeBrowser(), MemoryKeyring(), small_argon2())
    async with open_services(paths, load_settings(config), outside, CrashLog()) as services:
        await services.vault.create(keyring=False, password=Secret(PASSWORD))
        stack = [StackEntry("openai", "ai", "You wrote it")]
        project = await services.projects.create("Notes", folder, "An app", stack)
        build = await services.builds.start(project.id)
        await services.builds.settled(build.id)
        print(f"{project.id} {build.id}", flush=True)
        if where == "waiting":
            await asyncio.Event().wait()
        services.bus.subscribe(CredentialsSaved, _kill)
        values = {name: Secret(text) for name, text in GOOD["openai"].items()}
        await services.acquisition.save(project.id, "openai", values, mode="test", actor=Actor("window"))


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]))
