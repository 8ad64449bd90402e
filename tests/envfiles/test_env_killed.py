"""A write that is killed leaves the old file or the new one, never a piece of either."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from kriptik_desktop.core.secret import Secret
from kriptik_desktop.envfiles.model import EnvEntry
from kriptik_desktop.envfiles.writer import write_env
from tests.fakes.dotenv_readers import read_as_node

ROUNDS = 100 if os.environ.get("KRIPTIK_SOAK") else 8

WRITER = """
import sys
from pathlib import Path
from kriptik_desktop.core.secret import Secret
from kriptik_desktop.envfiles.model import EnvEntry
from kriptik_desktop.envfiles.writer import write_env
at = 0
while True:
    at += 1
    write_env(Path(sys.argv[1]), [EnvEntry(f"NAME_{each}", Secret(f"{at}-" + "x" * 400)) for each in range(60)])
    print(at, flush=True)
"""


def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    chance = random.Random(7)
    (tmp_path / ".env").write_text("# mine\nPERSON=1\n")
    for _ in range(ROUNDS):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        with writer.stdout as progress:
            for _ in range(chance.randint(1, 6)):
                assert progress.readline()
            writer.kill()
            writer.wait()
        values = read_as_node((tmp_path / ".env").read_text())
        assert values.pop("PERSON") == "1"
        assert len(values) == 60
        assert len(set(values.values())) == 1
    left = [path for path in tmp_path.iterdir() if path.name.startswith(".env.kriptik-")]
    for path in left:
        os.utime(path, (1, 1))
    write_env(tmp_path, [EnvEntry("LAST", Secret("1"))])
    assert sorted(path.name for path in tmp_path.iterdir()) == [".env", ".gitignore"]
