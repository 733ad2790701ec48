"""The house stands: names are ours alone, the wheel is whole, modules and functions stay small, start-up stays light."""

import ast
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = ("app", "pipeline", "prompts")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
HEAVY = {
    "pydantic",
    "langchain",
    "openai",
    "chromadb",
    "streamlit",
    "sqlalchemy",
    "detect_secrets",
    "jinja2",
    "markdown_it",
    "numpy",
    "httpx",
    "truststore",
}


def modules() -> list[Path]:
    return sorted(p for top in OURS for p in (ROOT / top).rglob("*.py"))


def test_no_installed_distribution_claims_our_top_level_names() -> None:
    claims: dict[str, set[str]] = {}
    for distribution in metadata.distributions():
        for file in distribution.files or ():
            if file.parts[0] in OURS:
                claims.setdefault(file.parts[0], set()).add(distribution.metadata["Name"])
    assert {name: owners - {"postmortem"} for name, owners in claims.items() if owners - {"postmortem"}} == {}


def test_no_module_in_app_hides_a_package_or_the_standard_library() -> None:
    taken = (
        set(sys.stdlib_module_names)
        | {d.metadata["Name"].replace("-", "_").lower() for d in metadata.distributions()}
        | {"prompts", "pipeline"}
    )
    assert [p.name for p in (ROOT / "app").glob("*.py") if p.stem in taken] == []


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_MODULE
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION] == []


def test_starting_up_imports_nothing_heavy() -> None:
    code = "import sys; from pipeline.cli import parser; parser(); print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
    assert HEAVY & set(loaded) == set()


def test_the_wheel_holds_exactly_our_packages_and_their_data(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert {n.split("/")[0] for n in names if ".dist-info/" not in n} == set(OURS)
    data = {
        p.relative_to(ROOT).as_posix()
        for top in OURS
        for p in (ROOT / top).rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert data <= set(names)


def test_no_two_test_files_have_one_name():
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
