"""What others call from their own repositories: the GitHub action, the pre-commit hook; and our own workflow.

GitHub's runner is not here. What it does with these files is little, and done by hand: it puts inputs into the
environment, runs the scripts with bash, and reads what they print and write.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import ROOT, Project
from .test_findings_formats import command, sarif_validator
from .test_validation import BASE, TWO

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")


@pytest.fixture
def ascn_kg(tmp_path: Path) -> Path:
    """The command, as an installation would put it somewhere."""
    script = tmp_path / "bin" / "ascn-kg"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m ascn_kg "$@"\n')
    script.chmod(0o755)
    return script


@dataclass
class Ran:
    """What a step of the action did."""

    code: int
    out: str
    err: str
    outputs: dict[str, str]


def step(name: str, folder: Path, values: dict[str, str], inputs: dict[str, str] | None = None) -> Ran:
    """Runs the script of a step in a workspace, as the runner would."""
    temporary = folder.parent / "runner"
    temporary.mkdir(exist_ok=True)
    output = temporary / "output"
    output.write_text("")
    known = {f"inputs.{key}": str(each.get("default", "")) for key, each in ACTION["inputs"].items()}
    known |= {f"inputs.{key}": value for key, value in (inputs or {}).items()} | values
    given = {
        key: EXPRESSION.sub(lambda match: known[match[1]], str(value)) for key, value in STEPS[name]["env"].items()
    }
    script = temporary / "script.sh"
    script.write_text(STEPS[name]["run"])
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],  # "shell: bash" means this
        cwd=folder,
        env={**os.environ, **given, "GITHUB_OUTPUT": str(output), "RUNNER_TEMP": str(temporary)},
        capture_output=True,
        text=True,
        timeout=500,
    )
    written = dict(line.split("=", 1) for line in output.read_text().splitlines())
    return Ran(done.returncode, done.stdout, done.stderr, written)


def validate(folder: Path, ascn_kg: Path, **inputs: str) -> Ran:
    return step("Validate", folder, {"steps.install.outputs.command": str(ascn_kg)}, inputs)


@pytest.mark.parametrize(
    ("schema", "file"), [("github-actions", "action.yml"), ("github-workflows", ".github/workflows/ci.yml")]
)
def test_the_files_are_such_as_github_reads(schema: str, file: str) -> None:
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(ROOT / file)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_input_stands_in_a_script() -> None:
    """What a stranger's pull request can choose, such as a file name, must not run as a command."""
    for name, each in STEPS.items():
        assert "${{" not in each.get("run", ""), name
    named = set(EXPRESSION.findall((ROOT / "action.yml").read_text(encoding="utf-8")))
    used = {name.removeprefix("inputs.") for name in named if name.startswith("inputs.")} | {"upload-sarif"}
    assert used == set(ACTION["inputs"])


def test_the_action_annotates_and_fails(project: Project, ascn_kg: Path) -> None:
    root = project(TWO).root
    ran = validate(root, ascn_kg, root=".")
    *commands, told = ran.out.splitlines()
    assert (ran.code, told) == (1, "2 violations, 1 warning in 2 files.")
    found = [command(line) for line in commands]
    assert [(name, told["file"], told["line"]) for name, told, _ in found] == [
        ("error", "data/cities.ttl", "11"),
        ("warning", "data/cities.ttl", "12"),
        ("error", "data/more.ttl", "11"),
    ]


def test_the_action_gives_a_sarif_file(project: Project, ascn_kg: Path) -> None:
    import json

    ran = validate(project(TWO).root, ascn_kg, root=".")
    report = json.loads(Path(ran.outputs["sarif"]).read_text(encoding="utf-8"))
    sarif_validator().validate(report)
    assert len(report["runs"][0]["results"]) == 3
    upload = STEPS["Send to code scanning"]
    assert upload["with"]["sarif_file"] == "${{ steps.validate.outputs.sarif }}"
    assert "always()" in upload["if"], "there is something to send when the check failed"


def test_the_inputs_of_the_action_are_heard(project: Project, ascn_kg: Path) -> None:
    root = project(
        {**BASE, "data/a b.ttl": 'city:b a ascn:City ; ascn:note "x" .', "data/c.ttl": "city:c a ascn:City ."}
    ).root
    ran = validate(root, ascn_kg, root=".", lang="id", paths="data/a b.ttl\n\ndata/c.ttl\n")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "1 peringatan dalam 1 berkas.")
    assert validate(root, ascn_kg, root=".", severity="warning").code == 1
    assert validate(root, ascn_kg, root=".", paths="data/c.ttl").out == "No findings.\n"


OWN = {
    "shapes/books.ttl": """@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:BookShape sh:targetClass ex:Work ; sh:property [ sh:path ex:title ; sh:minCount 1 ] .
""",
    "own ontology.ttl": """@prefix ex: <https://example.org/> .
ex:Book <http://www.w3.org/2000/01/rdf-schema#subClassOf> ex:Work .
""",
    "books/one.ttl": """@prefix ex: <https://example.org/> .
ex:one a ex:Book .
""",
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A graph that has nothing to do with ours."""
    folder = tmp_path / "own"
    for name, text in OWN.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_action_checks_a_graph_of_ones_own(own: Path, ascn_kg: Path) -> None:
    ran = validate(own, ascn_kg, paths="books", shapes="shapes\n", ontology="own ontology.ttl")
    name, properties, message = command(ran.out.splitlines()[0])
    assert (ran.code, name, properties["file"], properties["line"]) == (1, "error", "books/one.ttl", "2")
    assert "ex:BookShape/ex:title" in message
    assert validate(own, ascn_kg, paths="books", shapes="shapes").out == "No findings.\n", (
        "without it, no class is known"
    )


def test_an_input_does_not_run_as_a_command(project: Project, ascn_kg: Path) -> None:
    root = project(TWO).root
    ran = validate(root, ascn_kg, root=".", paths="$(touch evil);touch evil\n`touch evil`")
    assert (ran.code, ran.outputs) == (2, {})
    assert "there is no such file or folder" in ran.err
    assert not (root / "evil").exists()


@pytest.mark.slow
def test_the_action_installs_itself(project: Project, tmp_path: Path) -> None:
    """From its own checkout, as ``uses: OWNER/REPOSITORY@v1`` does."""
    root = project(TWO).root
    copy = committed(tmp_path / "action")
    ran = step(
        "Install ascn-kg", root, {"steps.python.outputs.python-path": sys.executable, "github.action_path": str(copy)}
    )
    assert ran.code == 0, ran.err
    installed = Path(ran.outputs["command"])
    assert validate(root, installed, root=".").out.endswith("2 violations, 1 warning in 2 files.\n")


def test_the_action_installs_the_version_it_is_told(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    python = tmp_path / "python"
    python.write_text(  # for "-m venv FOLDER": a Python that prints what it is told
        """#!/bin/sh
mkdir -p "$3/bin"
printf '#!/bin/sh\\necho "$@"\\n' > "$3/bin/python"
chmod +x "$3/bin/python"
"""
    )
    python.chmod(0o755)
    values = {"steps.python.outputs.python-path": str(python), "github.action_path": "/action here"}
    assert step("Install ascn-kg", workspace, values, {"version": "1.2.3"}).out.split()[-1] == "ascn-kg==1.2.3"
    assert step("Install ascn-kg", workspace, values).out.endswith(" /action here\n")


# The hook


def git(folder: Path, *words: str) -> str:
    name = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *name, *words], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def committed(folder: Path) -> Path:
    """A repository with what this checkout holds now."""
    kept = ("ascn_kg", "ontology", "data", "queries", "pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA")
    folder.mkdir()
    for name in (*kept, ".pre-commit-hooks.yaml", "action.yml"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "All")
    return folder


def commit_with(root: Path, config: dict[str, Any], cache: Path, path: str) -> subprocess.CompletedProcess[str]:
    """What pre-commit says of the files of a repository."""
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [config]}))
    git(root, "init", "-q")
    git(root, "add", "-A")
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--files", *(str(file) for file in sorted(root.glob(path)))],
        cwd=root,
        env={**os.environ, "PRE_COMMIT_HOME": str(cache)},
        capture_output=True,
        text=True,
        timeout=500,
    )


def test_the_hook_is_such_as_pre_commit_reads() -> None:
    words = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hook_says_what_to_mend(project: Project, ascn_kg: Path, tmp_path: Path) -> None:
    """With the command in place of an installation; see below for the whole way."""
    root = project(TWO).root
    hook = {**HOOK, "language": "system", "entry": HOOK["entry"].replace("ascn-kg", str(ascn_kg), 1)}
    config = {"repo": "local", "hooks": [{**hook, "args": ["--root", "."]}]}
    done = commit_with(root, config, tmp_path / "cache", "data/*")
    assert done.returncode == 1, done.stderr
    assert "data/more.ttl:11:32: violation: city:c has ascn:code c1, not capitals." in done.stdout
    fine = commit_with(root, config, tmp_path / "cache", "ontology/ascn.ttl")
    assert fine.returncode == 0, fine.stdout


def test_the_hook_checks_a_graph_of_ones_own(own: Path, ascn_kg: Path, tmp_path: Path) -> None:
    hook = {**HOOK, "language": "system", "entry": HOOK["entry"].replace("ascn-kg", str(ascn_kg), 1)}
    given = ["--shapes", "shapes", "--ontology", "own ontology.ttl", "books"]
    config = {"repo": "local", "hooks": [{**hook, "args": given, "pass_filenames": False}]}
    done = commit_with(own, config, tmp_path / "cache", "books/*")
    assert done.returncode == 1, done.stderr
    assert "books/one.ttl:2:1: violation: ex:one" in done.stdout


@pytest.mark.slow
def test_the_hook_installs_and_runs(project: Project, tmp_path: Path) -> None:
    root = project(TWO).root
    source = committed(tmp_path / "hooks")
    revision = git(source, "rev-parse", "HEAD")
    config = {"repo": str(source), "rev": revision, "hooks": [{"id": HOOK["id"], "args": ["--root", "."]}]}
    done = commit_with(root, config, tmp_path / "cache", "data/*")
    assert done.returncode == 1, done.stderr
    assert "2 violations, 1 warning in 2 files." in done.stdout


# Our own workflow


def test_the_workflow_runs_all_checks_and_the_action() -> None:
    jobs = WORKFLOW["jobs"]
    assert jobs["validate"]["steps"][1] == {"uses": "./", "with": {"root": "."}}
    scripts = [each.get("run", "") for each in jobs["check"]["steps"]]
    assert any(script.endswith("bash .ci/run") for script in scripts)
    assert (ROOT / ".ci" / "run").is_file()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = [
        word for script in scripts if " make " in script for word in script.partition(" make ")[2].split("#")[0].split()
    ]
    assert targets
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_either_all_checks_run_or_those_that_need_no_texts() -> None:
    _, texts, full, others = WORKFLOW["jobs"]["check"]["steps"]
    assert texts["if"] == full["if"] == "vars.ASCN_KG_TEXTS != '' && github.event.pull_request.head.repo.fork != true"
    assert others["if"] == "vars.ASCN_KG_TEXTS == '' || github.event.pull_request.head.repo.fork == true"
