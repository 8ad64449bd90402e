from __future__ import annotations

import asyncio
import os
import stat
from pathlib import Path

import pytest

from kriptik_desktop.builds.processes import Output, clean_environment, run_tool
from kriptik_desktop.builds.toolchain import CheckResult, Limits, Toolchain, find_node

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the fake tools are shell scripts")

SERVER = r"""
while [ $# -gt 0 ]; do [ "$1" = "--port" ] && port=$2; shift; done
exec "{python}" -c "
import http.server, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response({status}); self.end_headers()
    def log_message(self, *a): pass
http.server.HTTPServer(('127.0.0.1', $port), Page).serve_forever()"
"""


class FakeTools:
    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.project = folder / "project"
        self.bin.mkdir()
        (self.project / "node_modules").mkdir(parents=True)
        self.lines: list[str] = []
        self.node("v22.1.0")

    def script(self, name: str, text: str) -> None:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def node(self, version: str) -> None:
        self.script("node", f"echo {version}")

    def chain(self, **extra: str) -> Toolchain:
        environment = {"PATH": f"{self.bin}{os.pathsep}/usr/bin{os.pathsep}/bin", **extra}
        return Toolchain(environment, Limits(install_s=20, check_s=20, build_s=20, start_s=20))

    async def install(self, npm: str, **extra: str) -> CheckResult:
        self.script("npm", npm)
        return await self.chain(**extra).install(self.project, self.lines.append)


@pytest.fixture
def tools(tmp_path: Path) -> FakeTools:
    return FakeTools(tmp_path)


async def test_success_is_told_with_the_lines_the_tool_printed(tools: FakeTools) -> None:
    result = await tools.install('echo "run: $*"; pwd; exit 0')
    assert result.outcome == "passed"
    assert "22.1.0" in result.summary
    assert tools.lines[0].startswith("run: install --no-audit")
    assert tools.lines[1] == str(tools.project)


@pytest.mark.parametrize(
    "code", ["ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "E503", "E407", "CERT_HAS_EXPIRED", "ENOSPC"]
)
async def test_what_the_network_or_the_disk_refused_could_not_run(tools: FakeTools, code: str) -> None:
    result = await tools.install(f'echo "npm error code {code}" >&2; exit 1')
    assert result.outcome == "could_not_run"
    assert code in result.summary or "disk is full" in result.summary


async def test_a_package_that_does_not_exist_is_a_failure(tools: FakeTools) -> None:
    result = await tools.install('echo "npm error code ETARGET"; echo more; exit 1')
    assert (result.outcome, result.summary) == ("failed", "The install failed: npm error code ETARGET")
    assert result.log_tail == ("npm error code ETARGET", "more")


async def test_type_check_and_build_run_the_scripts_of_the_project(tools: FakeTools) -> None:
    tools.script("npm", 'echo "$*"; [ "$2" = build ] || { echo "a.ts(1,1): error TS2322: no"; exit 2; }')
    chain = tools.chain()
    checked = await chain.type_check(tools.project, tools.lines.append)
    built = await chain.production_build(tools.project, tools.lines.append)
    assert tools.lines[0] == "run typecheck"
    assert checked.outcome == "failed"
    assert "TS2322" in checked.summary
    assert built.outcome == "passed"
    assert tools.lines[-1] == "run build"


async def test_without_packages_checks_could_not_run(tools: FakeTools) -> None:
    tools.script("npm", "exit 0")
    (tools.project / "node_modules").rmdir()
    for check in (tools.chain().type_check, tools.chain().production_build, tools.chain().smoke_test):
        result = await check(tools.project, tools.lines.append)
        assert result.outcome == "could_not_run"
        assert "not installed" in result.summary


async def test_an_old_node_is_passed_over_for_the_packaged_one(tools: FakeTools) -> None:
    tools.node("v18.19.0")
    tools.script("npm", "exit 0")
    found = await find_node({"PATH": str(tools.bin)})
    assert found is None or found.program.parent != tools.bin
    tools.node("v20.9.0")
    found = await find_node({"PATH": str(tools.bin)})
    assert found is not None
    assert found.program.parent == tools.bin


async def test_secrets_of_ours_do_not_reach_the_tool(tools: FakeTools) -> None:
    result = await tools.install("env", ANTHROPIC_API_KEY="ours", KRIPTIK_HOME="/x", HTTPS_PROXY="http://127.0.0.1:9")
    assert result.outcome == "passed"
    text = "\n".join(tools.lines)
    assert "ANTHROPIC" not in text
    assert "KRIPTIK" not in text
    assert "HTTPS_PROXY=http://127.0.0.1:9" in text
    assert "NEXT_TELEMETRY_DISABLED=1" in text


async def test_printed_keys_are_redacted_in_lines_summary_and_tail(tools: FakeTools) -> None:
    key = "sk_test_" + "51AbCdEfGhIjKlMnOp"
    result = await tools.install(f'printf "\\033[31mError: {key}\\033[0m\\n"; exit 1')
    assert key not in str(result) + str(tools.lines)
    assert tools.lines == ["Error: [redacted]"]


async def test_output_without_end_is_bounded(tools: FakeTools) -> None:
    result = await tools.install(
        "i=0; while [ $i -lt 6000 ]; do echo line $i; i=$((i+1)); done; head -c 9000 /dev/zero | tr '\\0' x"
    )
    assert len(tools.lines) == 5_000
    assert tools.lines[-1] == "More lines follow; they are not shown."
    assert len(result.log_tail) == 80
    assert max(map(len, result.log_tail)) <= 2_000


async def test_cancelling_ends_the_whole_group(tools: FakeTools) -> None:
    tools.script("npm", "trap '' TERM; sleep 300 & echo child $!; wait")
    started: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def line(text: str) -> None:
        if text.startswith("child"):
            started.set_result(int(text.split()[1]))

    work = asyncio.ensure_future(tools.chain().install(tools.project, line))
    child = await asyncio.wait_for(started, 10)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    async with asyncio.timeout(10):
        while _alive(child):
            await asyncio.sleep(0.01)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


async def test_a_tool_that_never_ends_is_stopped(tools: FakeTools) -> None:
    environment = clean_environment({}, "/usr/bin:/bin")
    with pytest.raises(TimeoutError):
        await run_tool(("sleep", "300"), tools.project, environment, Output(tools.lines.append), 0.2)


@pytest.mark.parametrize(("status", "outcome"), [(200, "passed"), (500, "failed")])
async def test_smoke_test_asks_the_started_app(tools: FakeTools, status: int, outcome: str) -> None:
    import sys

    tools.script("npm", SERVER.replace("{python}", sys.executable).replace("{status}", str(status)))
    result = await tools.chain().smoke_test(tools.project, tools.lines.append)
    assert result.outcome == outcome, result
    assert (f"answered with {status}" in result.summary) is (outcome == "failed")


async def test_smoke_test_tells_when_the_app_ends_at_once(tools: FakeTools) -> None:
    tools.script("npm", "echo broken; exit 3")
    result = await tools.chain().smoke_test(tools.project, tools.lines.append)
    assert (result.outcome, result.log_tail) == ("failed", ("broken",))
    assert "exit status 3" in result.summary
