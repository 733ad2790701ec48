"""The wheel, installed where there is no checkout: its package data is in it, and the command works from an empty folder."""

import shutil
import subprocess
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that has the wheel, and sees the libraries of this one: its folder of commands."""
    scratch = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(scratch)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    commands = scratch / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(scratch / "venv")], check=True)
    uv = shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
    install = [uv, "pip", "install", "--quiet", "--offline", "--no-deps", "--python", str(commands / "python")]
    subprocess.run([*install, str(next(scratch.glob("*.whl")))], check=True, capture_output=True)
    own_libraries = next((scratch / "venv").glob("**/site-packages"))
    (own_libraries / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return commands


def run(installed: Path, *arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([str(installed / arguments[0]), *arguments[1:]], cwd=cwd, capture_output=True, encoding="utf-8")


def test_what_runs_is_the_wheel_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "python", "-c", "import pipeline; print(pipeline.__file__)", cwd=tmp_path)
    assert Path(done.stdout.strip()).is_relative_to(installed.parent), done.stdout


def test_the_installed_command_says_its_version(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "postmortem", "--version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"postmortem {metadata.version('postmortem')}\n", "")


def test_the_installed_command_drafts_the_bundled_incident(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "postmortem", "demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "postmortem-demo").iterdir()} == {
        f"postmortem.{end}" for end in ("md", "html", "json")
    }
