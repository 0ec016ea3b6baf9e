"""Every command in README.md and docs/ is run as a reader would run it, in a copy of this checkout."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.servers import free_port

# A fence opens with its kind and, for text to be put into a file, that file's path.
FENCE = re.compile(r"^```(?P<kind>[\w-]+)(?: (?P<path>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
DIGEST = re.compile(r"\{\{sha256 (\S+)\}\}")
# These set up an environment of their own: .ci/run runs them in a fresh clone.
SET_UP = ("make run", "make test", "make lint")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a reader works on, with ``ascn-kg`` of this environment on the PATH."""
    copy = tmp_path / "checkout"
    for name in ("ontology", "data", "queries"):
        shutil.copytree(ROOT / name, copy / name)
    command = tmp_path / "bin" / "ascn-kg"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m ascn_kg "$@" --root "{copy}"\n')
    command.chmod(0o755)
    python = tmp_path / "bin" / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return copy


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["/bin/sh", "-euc", script],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=600,
    )


def served(command: str, folder: Path) -> int:
    """The status of the first page of a server that this command starts."""
    port = free_port()
    words = ["/bin/sh", "-euc", command.replace("ascn-kg serve", f"exec ascn-kg serve --port {port} --log none")]
    path = f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    with subprocess.Popen(words, env={**os.environ, "PATH": path}, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            assert f"http://127.0.0.1:{port}/" in server.stdout.readline()
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/index.en.html", timeout=60) as page:
                return int(page.status)
        finally:
            server.terminate()


def commands(page: str) -> list[str]:
    """The commands of a page's ``sh`` blocks; a trailing comment stays, the shell ignores it."""
    return [
        line for block in FENCE.finditer(page) if block["kind"] == "sh" for line in block["body"].splitlines() if line
    ]


def timed(command: str) -> object:
    """What validates the whole graph once more is left to the slow run, but for the plain case."""
    again = command.startswith(("ascn-kg export", "ascn-kg site", "ascn-kg validate data"))
    return pytest.param(command, marks=pytest.mark.slow) if again else command


README = (ROOT / "README.md").read_text(encoding="utf-8") if (ROOT / "README.md").exists() else ""


@pytest.mark.parametrize("command", [timed(command) for command in commands(README)])
def test_readme_command(command: str, checkout: Path, request: pytest.FixtureRequest) -> None:
    if command.startswith(SET_UP):
        target = command.split()[1]
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
        return
    if command.startswith("ascn-kg serve"):
        assert served(command, checkout) == 200
        return
    if "--texts" in command:
        (checkout / "texts").symlink_to(request.getfixturevalue("texts"))
    done = run(command, checkout)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), "the command prints nothing"


def test_readme_shows_the_answer_as_it_is(checkout: Path) -> None:
    shown = [b["body"] for b in FENCE.finditer(README) if b["kind"] == "text"]
    assert shown, "README.md shows no answer"
    answer = run("COLUMNS=100 ascn-kg ask cities-joined-after --year 2018", checkout).stdout
    assert shown[0].strip() == answer.strip()


@pytest.mark.parametrize("page", ["README.md", "docs/library.md"])
def test_python_examples_run(page: str, checkout: Path) -> None:
    examples = [b["body"] for b in FENCE.finditer((ROOT / page).read_text("utf-8")) if b["kind"] == "python"]
    assert examples, f"{page} shows no Python"
    for example in examples:
        (checkout / "example.py").write_text(example, encoding="utf-8")
        done = run("python example.py", checkout)
        assert done.returncode == 0, done.stderr


def test_the_steps_of_adding_a_fact(checkout: Path) -> None:
    page = (ROOT / "docs" / "add-a-fact.md").read_text(encoding="utf-8")
    printed = []
    for block in FENCE.finditer(page):
        if block["kind"] == "sh":
            done = run(block["body"], checkout)
            assert done.returncode == 0, f"{block['body']}\n{done.stdout}\n{done.stderr}"
            printed.append(done.stdout)
            continue
        target = checkout / str(block["path"])
        target.parent.mkdir(exist_ok=True)
        body = DIGEST.sub(lambda m: hashlib.sha256((checkout / m[1]).read_bytes()).hexdigest(), block["body"])
        before = target.read_text(encoding="utf-8") if target.exists() else ""
        first = block["kind"] == "turtle-prefix"
        target.write_text(body + before if first else f"{before}{body}", encoding="utf-8")
    assert "Contoh: Sumedang dan UNDP, 2024, paragraph 2; no address known" in printed[-1]


def test_the_page_on_checking_shows_what_is_printed(checkout: Path) -> None:
    page = (ROOT / "docs" / "validate-in-ci.md").read_text(encoding="utf-8")
    own = checkout.parent / "own"
    own.mkdir()
    command = checkout.parent / "bin" / "ascn-kg"  # without the folder that the others are given
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m ascn_kg "$@"\n')
    printed = ""
    for block in FENCE.finditer(page):
        if block["path"]:
            (own / block["path"]).parent.mkdir(exist_ok=True)
            (own / block["path"]).write_text(block["body"], encoding="utf-8")
        elif block["kind"] == "sh":
            done = run(block["body"], own)
            assert done.returncode == 0, done.stdout + done.stderr
            printed = done.stdout
        elif block["kind"] == "text":
            assert block["body"].strip() == printed.strip()
    assert (own / "report.xml").is_file()
    assert (own / "report.sarif").is_file()


@pytest.mark.parametrize("page", ["README.md", "docs/validate-in-ci.md"])
def test_the_steps_a_page_shows_fit_the_action_and_the_hook(page: str) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    blocks = [b["body"] for b in FENCE.finditer((ROOT / page).read_text("utf-8")) if b["kind"] == "yaml"]
    assert blocks, f"{page} shows no step"
    for block in map(yaml.safe_load, blocks):
        if isinstance(block, dict):
            assert {hook["id"] for repo in block["repos"] for hook in repo["hooks"]} <= hooks
            continue
        (inputs,) = [step["with"] for step in block if "OWNER" in step["uses"]]
        assert set(inputs) <= set(action["inputs"])
