"""What every file of the project keeps to: it names no machine and no index, and locks what it installs."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "var", "node_modules", "test-results", "__pycache__"}
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

# A place on somebody's machine: the start of a path, and not a part of a web address.
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:work|root|home|opt|Users)/[\w.]")
INDEX_ADDRESS = re.compile(
    r"(?:pypi|pythonhosted|npmjs|jsdelivr|unpkg)\.(?:org|com|net)|--(?:extra-)?index-url|--(?:find-links)|file://"
)


def text_files() -> Iterator[tuple[Path, str]]:
    """All of ours but this file, which has to name what it looks for."""
    for path in sorted(ROOT.rglob("*")):
        relative = path.relative_to(ROOT)
        cached = any(part in NOT_OURS or part.endswith("_cache") or part == ".hypothesis" for part in relative.parts)
        if path.is_file() and path != Path(__file__) and not cached:
            try:
                yield relative, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # an image


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path, text in text_files():
        found += [f"{path}: {line.strip()[:80]}" for line in text.splitlines() if pattern.search(line)]
    return found


def test_all_files_are_searched():
    names = {str(path) for path, text in text_files()}
    assert {"Makefile", ".ci/run", "pyproject.toml", "requirements/base.txt", "mieux_portal/settings.py"} <= names


@pytest.mark.parametrize("path", ["root/x", "home/ann/portal", "work/main"])
def test_a_machine_path_is_seen(path):
    assert MACHINE_PATH.search(f'path = "/{path}"')
    assert not MACHINE_PATH.search(f"https://example.org/{path}")


def test_no_file_names_a_place_on_a_machine():
    assert lines_with(MACHINE_PATH) == []


def test_no_file_names_an_index():
    assert INDEX_ADDRESS.search("--" + "index-url=https://example.org")
    assert lines_with(INDEX_ADDRESS) == []


def pinned(lock: Path) -> dict[str, str]:
    """Package → version, for each entry of a lock file."""
    pairs = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", lock.read_text(), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pairs}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_a_version_and_a_hash(lock):
    entries = re.split(r"\n(?=\S)", lock.read_text().strip())
    assert entries
    assert [entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_what_the_project_asks_for_is_locked():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())
    base, dev = pinned(ROOT / "requirements" / "base.txt"), pinned(ROOT / "requirements" / "dev.txt")
    wanted = [(Requirement(line), base) for line in asked["project"]["dependencies"]]
    wanted += [(Requirement(line), dev) for line in asked["dependency-groups"]["dev"]]
    unmet = [
        str(requirement)
        for requirement, locked in wanted
        if not requirement.specifier.contains(locked.get(canonicalize_name(requirement.name), "0"), prereleases=True)
    ]
    assert unmet == []


def test_tests_run_on_the_versions_that_are_served():
    """`make demo` after `make test` changes no package, because the two locks agree."""
    base, dev = pinned(ROOT / "requirements" / "base.txt"), pinned(ROOT / "requirements" / "dev.txt")
    assert base
    assert {name: dev.get(name) for name in base} == base
