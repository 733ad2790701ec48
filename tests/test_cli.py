"""The real command in a process of its own: exit codes, one sentence for each bad call, nothing but documents on stdout."""

import codecs
import json
import os
import selectors
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

COMMAND = [sys.executable, "-m", "pipeline.cli"]
CHAT = "[2024-05-02 10:00] ana: checkout is down, café too\n[10:05] bo: rolling back\n[10:12] ana: resolved, all clear\n"
GENERIC: dict[str, Any] = {
    "incident": {"id": "7", "title": "Checkout down — café", "severity": "SEV2", "date": "2024-05-02"},
    "evidence": [
        {"id": "a", "at": "2024-05-02T10:00:00Z", "author": "Ana Lima", "kind": "alert", "text": "checkout errors at 12%"},
        {"id": "b", "at": "2024-05-02T10:02:00Z", "author": "Ana Lima", "text": "looking, it began with build 41"},
        {"id": "c", "at": "2024-05-02T10:09:00Z", "author": "Bo Ek", "text": "rolled back to build 40"},
        {"id": "d", "at": "2024-05-02T10:15:00Z", "author": "Bo Ek", "text": "resolved. I'll add a canary check by Friday"},
    ],
}


def clean_environment(**changes: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("POSTMORTEM_")}
    return {**own, **changes}


def run(*arguments: object, cwd: Path, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[bytes]":
    call = [*COMMAND, *map(str, arguments)]
    return subprocess.run(call, cwd=cwd, env=env or clean_environment(), capture_output=True, timeout=60)


def refusal(done: "subprocess.CompletedProcess[bytes]", code: int = 2) -> str:
    """The one sentence of a refused call."""
    errors = done.stderr.decode()
    assert (done.returncode, done.stdout) == (code, b""), errors
    assert errors.startswith("postmortem: ") and errors.endswith(".\n") and errors.count("\n") == 1, errors
    return errors


def zip_of(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


@pytest.fixture
def incident(tmp_path: Path) -> Path:
    path = tmp_path / "incident.json"
    path.write_text(json.dumps(GENERIC), encoding="utf-8")
    return path


def test_a_document_goes_to_stdout_and_everything_else_to_stderr(tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "a.json").write_text(json.dumps(GENERIC), encoding="utf-8")
    (tmp_path / "given" / "picture.png").write_bytes(b"\x89PNG\x00\x01")
    done = run("draft", "given", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["incident"]["title"] == GENERIC["incident"]["title"]
    assert b"picture.png" in done.stderr


@pytest.mark.parametrize("flag", ["--version", "--help"])
def test_it_says_what_it_is(flag: str, tmp_path: Path) -> None:
    done = run(flag, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith({"--version": b"postmortem 0", "--help": b"usage: postmortem"}[flag])


BadInput = Callable[[Path], Sequence[object]]
UTF16_WITHOUT_MARK = CHAT.encode("utf-16-le")
BOMB = b"0" * 60_000_000


def given(name: str, data: bytes) -> BadInput:
    def write(folder: Path) -> Sequence[object]:
        (folder / name).write_bytes(data)
        return [name]

    return write


def folder_with(**files: bytes) -> BadInput:
    def write(folder: Path) -> Sequence[object]:
        (folder / "given").mkdir()
        for name, data in files.items():
            (folder / "given" / name).write_bytes(data)
        return ["given"]

    return write


def zipped(entries: dict[str, bytes], keep: int | None = None) -> BadInput:
    def write(folder: Path) -> Sequence[object]:
        path = zip_of(folder / "given.zip", entries)
        path.write_bytes(path.read_bytes()[:keep])
        return ["given.zip"]

    return write


def link_in_zip(folder: Path) -> Sequence[object]:
    with zipfile.ZipFile(folder / "given.zip", "w") as archive:
        entry = zipfile.ZipInfo("link.json")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return ["given.zip"]


def link_in_folder(folder: Path) -> Sequence[object]:
    (folder / "secret.json").write_text(json.dumps(GENERIC))
    (folder / "given").mkdir()
    (folder / "given" / "link.json").symlink_to(folder / "secret.json")
    return ["given"]


BAD_INPUTS: list[tuple[str, BadInput, str]] = [
    ("a missing path", lambda _: ["no.json"], "no.json: there is no such file or folder"),
    ("an empty folder", folder_with(), "given: the folder holds no message or record"),
    ("a folder of nothing readable", folder_with(a=b"\x00\x01", b=b"\x89PNG"), "given: this is no format that is known"),
    ("text that is called zip", given("a.zip", b"this is text"), "a.zip: this is not a zip"),
    ("a cut zip", zipped({"a.json": os.urandom(9000)}, keep=5000), "given.zip: the zip is cut or damaged"),
    ("an empty zip", zipped({}), "given.zip: the zip holds no message or record"),
    ("cut JSON", given("a.json", json.dumps(GENERIC).encode()[:-40]), "a.json, line 1, column"),
    ("JSON of nobody", given("a.json", b'{"a": 1}'), "a.json: "),
    ("an empty file", given("a.json", b""), "a.json: "),
    ("UTF-16 without a mark", given("a.txt", UTF16_WITHOUT_MARK), "a.txt: "),
    ("an empty Slack export", zipped({"users.json": b"[]", "channels.json": b"[]", "inc/2024-05-02.json": b"[]"}), "given.zip: "),
    ("a zip bomb", zipped({"big.json": BOMB}), "times larger when unpacked"),
    ("a path that leaves the zip", zipped({"../../a.json": b"[]"}), "given.zip"),
    ("a link in a zip", link_in_zip, "given.zip"),
    ("a link in a folder", link_in_folder, "given"),
    ("times without a date", given("a.txt", b"[10:00] ana: down\n[10:01] bo: looking\n"), "--date"),
    ("times without a zone", given("a.txt", CHAT.encode()), "--assume-timezone"),
    ("days that no calendar has", given("a.txt", b"[2024-13-45 10:00] ana: x\n[2024-13-45 10:01] bo: y\n"), "a.txt"),
]


@pytest.mark.parametrize(("make", "says"), [case[1:] for case in BAD_INPUTS], ids=[case[0] for case in BAD_INPUTS])
def test_bad_input_gets_one_sentence(make: BadInput, says: str, tmp_path: Path) -> None:
    assert says in refusal(run("timeline", *make(tmp_path), cwd=tmp_path))


def test_of_many_named_files_the_bad_one_is_named(incident: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("[")
    assert "bad.json" in refusal(run("draft", incident, "bad.json", cwd=tmp_path))


BAD_CALLS = [
    (["--as", "nonsense"], "--as 'nonsense'"),
    (["--date", "yesterday"], "--date 'yesterday'"),
    (["--timezone", "Mars/Base"], "--timezone 'Mars/Base'"),
    (["--assume-timezone", "Mars/Base"], "--assume-timezone 'Mars/Base'"),
    (["--since", "someday"], "--since 'someday'"),
    (["--until", "someday"], "--until 'someday'"),
    (["--since", "2030-01-01"], "nothing in the sources lies in that time"),
    (["--since", "2024-05-02", "--until", "2024-05-01"], "after --since"),
    (["--channel", "nowhere"], "nowhere"),
    (["--template", "nowhere"], "--template 'nowhere'"),
    (["--format", "docx"], "--format"),
    (["--engine", "magic"], "--engine"),
    (["--no-such-flag"], "--no-such-flag"),
    (["-o", "no/such/folder/out.md"], "no/such/folder/out.md"),
    (["-o", "."], "--output '.'"),
    (["-o", "incident.json"], "one of the sources"),
]


@pytest.mark.parametrize(("flags", "says"), BAD_CALLS, ids=[" ".join(flags) for flags, _ in BAD_CALLS])
def test_a_bad_flag_gets_one_sentence(flags: list[str], says: str, incident: Path, tmp_path: Path) -> None:
    assert says in refusal(run("draft", incident.name, *flags, cwd=tmp_path))
    assert json.loads(incident.read_text(encoding="utf-8")) == GENERIC


def test_a_call_without_sources_or_with_an_unknown_command_gets_one_sentence(tmp_path: Path) -> None:
    assert "SOURCE" in refusal(run("draft", cwd=tmp_path))
    assert "'drat'" in refusal(run("drat", cwd=tmp_path))


@pytest.mark.parametrize("command", ["draft", "timeline"])
def test_the_model_engine_ends_with_3_and_says_what_to_do(command: str, incident: Path, tmp_path: Path) -> None:
    assert "name one with --model" in refusal(run(command, incident, "--engine", "llm", cwd=tmp_path), code=3)


ENCODED = {
    "UTF-8 with a mark": codecs.BOM_UTF8 + CHAT.encode(),
    "UTF-16 with a mark": CHAT.encode("utf-16"),
    "Latin-1": CHAT.encode("latin-1"),
    "Windows line ends": CHAT.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED.keys())
def test_text_in_any_usual_encoding_is_read(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    done = run("timeline", "a.txt", "--assume-timezone", "UTC", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "café too" in done.stdout.decode()
    assert (b"Latin-1" in done.stderr) == (data == ENCODED["Latin-1"])


def test_absurd_and_missing_times_among_good_ones_are_passed_over_and_said(tmp_path: Path) -> None:
    odd = [
        {"id": f"odd{i}", "at": at, "text": "x"} for i, at in enumerate(("0001-01-01T00:00:00Z", "99999-01-01", "soon", None, 7))
    ]
    content = {**GENERIC, "evidence": [*odd, *GENERIC["evidence"]]}
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    done = run("draft", "a.json", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    cited = {piece["id"] for piece in json.loads(done.stdout)["evidence"]}
    assert {"a", "c"} <= cited
    assert b"a.json" in done.stderr


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
def test_a_date_at_the_end_of_the_calendar_is_no_way_to_a_traceback(date: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("[23:58] ana: down since 23:00\n[00:01] bo: resolved, I'll look by friday\n")
    done = run("draft", "a.txt", "--date", date, "--assume-timezone", "Asia/Tokyo", cwd=tmp_path)
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 2)


def test_the_same_input_gives_the_same_bytes(incident: Path, tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8")
    flags = ("--assume-timezone", "UTC", "--format", "json")
    first = run("draft", "incident.json", "chat.txt", *flags, cwd=tmp_path, env=clean_environment(PYTHONHASHSEED="1"))
    assert first.returncode == 0, first.stderr
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for seed, cwd in (("2", tmp_path), ("3", elsewhere)):
        paths = (tmp_path / "chat.txt", incident) if cwd is elsewhere else ("chat.txt", "incident.json")
        again = run("draft", *flags, *paths, cwd=cwd, env=clean_environment(PYTHONHASHSEED=seed))
        assert again.stdout == first.stdout


@pytest.mark.parametrize("format", ["md", "html"])
def test_documents_are_the_same_bytes_whatever_the_hash_seed(format: str, incident: Path, tmp_path: Path) -> None:
    one, other = (
        run("draft", incident, "--format", format, cwd=tmp_path, env=clean_environment(PYTHONHASHSEED=s)) for s in ("4", "5")
    )
    assert one.stdout == other.stdout != b""


def test_it_needs_no_home_no_locale_and_nothing_to_write_to(incident: Path, tmp_path: Path) -> None:
    expected = run("draft", incident, cwd=tmp_path).stdout
    bare = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    tmp_path.chmod(0o555)
    try:
        done = run("draft", incident.name, cwd=tmp_path, env=bare)
    finally:
        tmp_path.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout == expected
    assert "café" in expected.decode()


def test_a_file_name_of_any_bytes_is_shown(tmp_path: Path) -> None:
    name = os.fsdecode("caf\xe9\n.json".encode("latin-1"))
    (tmp_path / name).write_text("[")
    errors = refusal(run("timeline", name, cwd=tmp_path, env=clean_environment(LC_ALL="C", PYTHONUTF8="0")))
    assert "caf??.json" in errors


def test_a_document_goes_to_the_file_that_was_named(incident: Path, tmp_path: Path) -> None:
    shown = run("draft", incident, cwd=tmp_path)
    written = run("draft", incident, "-o", "out.md", cwd=tmp_path)
    assert (written.returncode, written.stdout) == (0, b"")
    assert (tmp_path / "out.md").read_bytes() == shown.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_said(incident: Path, tmp_path: Path) -> None:
    assert "No space left" in refusal(run("draft", incident, "-o", "/dev/full", cwd=tmp_path))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "draft", str(incident)], stdout=full, stderr=subprocess.PIPE, cwd=tmp_path)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr


@pytest.fixture
def much(tmp_path: Path) -> Path:
    """An incident whose document is longer than what a pipe holds."""
    lines = [
        {
            "id": f"m{i}",
            "at": f"2024-05-02T10:{i:02}:00Z",
            "author": "Ana Lima",
            "text": f"rolled back build {i}: " + f"word{i} " * 900,
        }
        for i in range(60)
    ]
    path = tmp_path / "much.json"
    path.write_text(json.dumps({**GENERIC, "evidence": [*GENERIC["evidence"], *lines]}), encoding="utf-8")
    return path


def started(*arguments: object) -> "subprocess.Popen[bytes]":
    """A run that is stuck in writing its document, because nobody reads on."""
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean_environment()
    )
    assert process.stdout
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        assert waiting.select(60)
    return process


def test_a_pipe_that_is_closed_early_is_no_error(much: Path) -> None:
    process = started("timeline", much, "--format", "json")
    assert process.stdout and process.stderr
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    assert (process.wait(30), [line for line in errors.splitlines() if b"engine extractive" not in line]) == (0, [])


def test_an_interrupt_ends_with_130_and_without_a_traceback(much: Path) -> None:
    process = started("timeline", much, "--format", "json")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors


def test_flags_win_over_the_environment_and_the_environment_over_the_file(incident: Path, tmp_path: Path) -> None:
    def times_shown(*flags: str, **variables: str) -> str:
        done = run("timeline", incident, *flags, cwd=tmp_path, env=clean_environment(**variables))
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    (tmp_path / "postmortem.toml").write_text('timezone = "Asia/Tokyo"\n')
    assert "19:00:00 JST" in times_shown()
    assert "06:00:00 EDT" in times_shown(POSTMORTEM_TIMEZONE="America/New_York")
    assert "12:00:00 CEST" in times_shown("--timezone", "Europe/Berlin", POSTMORTEM_TIMEZONE="America/New_York")


@pytest.mark.parametrize(
    ("file", "variables", "says"),
    [
        ('timezon = "UTC"', {}, "did you mean 'timezone'"),
        ('timezone = "Mars/Base"', {}, "timezone 'Mars/Base'"),
        ("timezone = ", {}, "postmortem.toml: this is not valid TOML"),
        ("", {"POSTMORTEM_ENGNE": "auto"}, "did you mean 'engine'"),
        ("", {"POSTMORTEM_ENGINE": "magic"}, "'magic'"),
        ("", {"POSTMORTEM_ASSUME_TIMEZONE": "Mars/Base"}, "timezone 'Mars/Base'"),
    ],
)
def test_a_bad_setting_gets_one_sentence(file: str, variables: dict[str, str], says: str, incident: Path, tmp_path: Path) -> None:
    (tmp_path / "postmortem.toml").write_text(file)
    assert says in refusal(run("draft", incident, cwd=tmp_path, env=clean_environment(**variables)))


def test_doctor_says_what_is_there(tmp_path: Path) -> None:
    done = run("doctor", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"engine extractive" in done.stdout


def test_one_document_has_one_zone_whatever_the_zone_of_the_chat(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "[09:14] ana: checkout fails for everyone since 09:10\n[09:31] ben: rolled back, errors are gone\n"
    )
    flags = ("--date", "2026-03-17", "--assume-timezone", "Europe/Berlin")
    plain = run("draft", "a.txt", *flags, cwd=tmp_path).stdout.decode()
    tokyo = run("draft", "a.txt", *flags, "--timezone", "Asia/Tokyo", cwd=tmp_path).stdout.decode()
    assert "08:10 UTC" in plain and "CET" not in plain
    tokyo, _, evidence = tokyo.partition("## Where This Draft Comes From")
    assert evidence
    assert "17:10 JST" in tokyo and "CET" not in tokyo and "UTC" not in tokyo


def test_a_draft_and_the_demo_say_what_the_lint_finds(incident: Path, tmp_path: Path) -> None:
    drafted = run("draft", incident, "--format", "json", cwd=tmp_path)
    assert b"postmortem: the lint finds " in drafted.stderr and b"; read " in drafted.stderr and b", lint " in drafted.stderr
    assert b"the lint finds" not in drafted.stdout
    shown = run("demo", cwd=tmp_path)
    assert sum(line.startswith(b"The lint finds ") for line in shown.stdout.splitlines()) == 1
