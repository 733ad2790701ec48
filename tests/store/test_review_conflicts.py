"""Two who change the same words at once: one wins, the other is shown both texts, nothing is lost."""

import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread

from review_samples import NOW, begun, item

from pipeline.domain.actor import Actor, Role
from pipeline.domain.review import Item
from pipeline.errors import Conflict
from pipeline.store.reviews import Reviews

HERE = Path(__file__).parent
ROUNDS = 20
EDITOR = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from review_samples import NOW
from test_review_conflicts import append
from pipeline.domain.actor import Actor
from pipeline.store.reviews import open_reviews
store, name = open_reviews(Path(sys.argv[1])), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
print(sum(append(store, Actor(name=name), f"{name}-{n}") for n in range(int(sys.argv[4]))))
"""


def append(store: Reviews, actor: Actor, word: str) -> int:
    """Adds a word to s0 as somebody at a screen would: look, write, and on a conflict look again. The number of conflicts."""
    conflicts = 0
    seen = next(one for one in store.snapshot(actor, "PM-1").items if one.id == "s0")
    while True:
        longer = {"text": f"{seen.value['text']} {word}"}
        try:
            with store.change(actor, "PM-1", needs=Role.OWNER, at=NOW) as change:
                change.put(seen.model_copy(update={"value": longer, "by": actor.name}), seen.revision)
                change.audit("edit", "summary/s0", before=seen.value, after=longer)
        except Conflict as conflict:
            assert conflict.yours.value == longer and word not in conflict.now.value["text"].split()
            seen, conflicts = conflict.now, conflicts + 1
        else:
            return conflicts


def words(store: Reviews, actor: Actor) -> list[str]:
    (one,) = [one for one in store.snapshot(actor, "PM-1").items if one.id == "s0"]
    return one.value["text"].removeprefix(item("s0").value["text"]).split()


def test_of_two_threads_that_saw_the_same_one_wins_and_the_other_gets_both_texts(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    for n in range(ROUNDS):
        seen = next(one for one in store.snapshot(people["Oda"], "PM-1").items if one.id == "s0")
        start, lost = Barrier(2), list[Conflict]()

        def edit(name: str, seen: Item = seen, start: Barrier = start, lost: list[Conflict] = lost, n: int = n) -> None:
            start.wait()
            try:
                with store.change(people[name], "PM-1", needs=Role.OWNER, at=NOW) as change:
                    change.put(seen.model_copy(update={"value": {"text": f"{name} {n}"}, "by": name}), seen.revision)
                    change.audit("edit", "summary/s0")
            except Conflict as late:
                lost.append(late)

        threads = [Thread(target=edit, args=(name,)) for name in ("Oda", "Pat")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (conflict,) = lost
        assert {conflict.now.value["text"], conflict.yours.value["text"]} == {f"Oda {n}", f"Pat {n}"}
        assert f"{conflict.now.by} has changed it since you opened it" in str(conflict)
        assert store.snapshot(people["Vi"], "PM-1").items[1] == conflict.now
    assert [one.what for one in store.audit(people["Vi"], "PM-1")].count("edit") == ROUNDS


def test_two_processes_that_write_into_one_sentence_lose_no_word(tmp_path: Path) -> None:
    store, people = begun(tmp_path)
    call = [sys.executable, "-c", EDITOR, str(tmp_path)]
    editors = [
        subprocess.Popen(
            [*call, name, str(HERE), str(ROUNDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=HERE.parents[1],
        )
        for name in ("Oda", "Pat")
    ]
    for editor in editors:
        assert editor.stdout and editor.stdin and editor.stdout.readline() == "ready\n"
    for editor in editors:
        assert editor.stdin
        editor.stdin.write("go\n")
        editor.stdin.flush()
    said = [editor.communicate() for editor in editors]
    assert [(editor.returncode, error) for editor, (_, error) in zip(editors, said, strict=True)] == [(0, "")] * 2
    kept = words(store, people["Oda"])
    assert sorted(kept) == sorted(f"{name}-{n}" for name in ("Oda", "Pat") for n in range(ROUNDS))
    for name in ("Oda", "Pat"):
        assert [word for word in kept if word.startswith(name)] == [f"{name}-{n}" for n in range(ROUNDS)]
    assert store.snapshot(people["Oda"], "PM-1").items[1].revision == 1 + 2 * ROUNDS
