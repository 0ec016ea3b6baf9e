"""The wheel alone answers; make and the licence files are as they should be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from itertools import chain
from pathlib import Path

import pytest
import yaml

from ascn_kg import __version__
from tests.conftest import ROOT

FOLDERS = ("ontology", "data", "queries")
SHOW_PAGES = """
from ascn_kg import load
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site

site = Site(load())
for path in (
    "index.en.html", "doc/city/hanoi.id.html", "questions/cities-joined-after.en.html", "static/site.css",
    "static/vendor/yasqe.min.js", "graph/data/cities.ttl",
):
    print(respond(site, path).status)
"""


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built the way a release is: by way of the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    # Without isolation: build and hatchling are here already, and nothing is asked of the network.
    done = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_wheel_holds_ontology_data_and_queries(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"ascn_kg/{path.relative_to(ROOT).as_posix()}"
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".ttl", ".rq")
    }
    web = ROOT / "ascn_kg" / "web"
    wanted |= {
        path.relative_to(ROOT).as_posix() for path in web.rglob("*") if path.is_file() and ".py" not in path.name
    }
    assert wanted <= names
    assert "ascn_kg/py.typed" in names
    assert not [name for name in names if name.startswith("tests/")]
    assert {name.rpartition("/")[2] for name in names if "/licenses/" in name} == {
        "LICENSE",
        "LICENSE-DATA",
        "LICENSES.txt",
    }


@pytest.mark.slow
def test_wheel_answers_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    done = run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    empty = tmp_path / "empty"
    empty.mkdir()
    command = tmp_path / "venv" / "bin" / "ascn-kg"
    # PYTHONPATH must not lead back to the checkout.
    done = run(command, "ask", "cities-joined-after", "--year", "2018", cwd=empty, PYTHONPATH="")
    assert done.returncode == 0, done.stderr
    assert "[1]" in done.stdout
    listed = run(command, "ask", cwd=empty, PYTHONPATH="")
    assert "cities-joined-after" in listed.stdout
    refused = run(command, "serve", cwd=empty, PYTHONPATH="")
    assert refused.returncode == 2
    assert refused.stderr.strip() == "ascn-kg: a server needs starlette. Install it: pip install 'ascn-kg[web]'"
    done = run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{wheel}[web]", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    done = run(python, "-c", SHOW_PAGES, cwd=empty, PYTHONPATH="")
    assert done.stdout.split() == ["200"] * 6, done.stderr
    assert list(empty.iterdir()) == []


def test_version_is_the_same_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{__version__}] - {citation['date-released']}" in changes


def test_each_dependency_has_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    packages = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    for package in packages:
        line = next(line for line in text.splitlines() if f'"{package}"' in line)
        assert "#" in line, f"say after {package} what it is for"


def test_licences_name_themselves() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    data = (ROOT / "LICENSE-DATA").read_text(encoding="utf-8")
    for name in ("creativecommons.org/licenses/by/4.0", "GeoNames", "Natural Earth", "Unicode", "Who's On First"):
        assert name in data


needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="the machine has no make")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile alone: make must stop before it needs more."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@needs_make
def test_make_without_python_says_so(checkout: Path) -> None:
    done = run("make", "run", "PYTHON=no-such-python", cwd=checkout)
    assert done.returncode == 2
    assert "no-such-python is missing" in done.stdout


@needs_make
@pytest.mark.parametrize(
    ("fails", "hint"), [("version_info", "is too old, 3.11 or newer"), ("ensurepip", "apt-get install python3-venv")]
)
def test_make_with_a_poor_python_says_so(fails: str, hint: str, checkout: Path) -> None:
    poor = checkout / "python"
    poor.write_text(f'#!/bin/sh\ncase "$2" in *{fails}*) exit 1;; esac\nexit 0\n')
    poor.chmod(0o755)
    done = run("make", "run", f"PYTHON={poor}", cwd=checkout)
    assert done.returncode == 2
    assert hint in done.stdout
    assert not (checkout / ".venv").exists()
