"""`python -m evals.lint [--shared ../shared] [--rows FILE] [--misses N]`: precision and recall of the lint, with 95 % intervals.

Measured on what people wrote in real postmortems (needs their documents, which lie beside the checkout), on sentences written
for this, and on the rows of the outside scorer where they are there. Then: how often each rule speaks in all real documents.
"""

import argparse
from collections import Counter
from functools import partial
from pathlib import Path

from evals.lint import dataset, running, scoring
from evals.lint.agreement import kappa
from evals.lint.dataset import Row
from evals.lint.running import Findings

DOCUMENTS = Path("data/postmortems/docs")
SAMPLE = Path("lint/sample_rows.jsonl")
PARTS = ("sentence", "action", "cause")
KINDS = ("real", "written", "sample", "documents")
LEVELS = ("error", "warning", "suggestion")


def show_agreement() -> None:
    print("agreement of the two labellers (Cohen's kappa)")
    for kind in ("real", "written"):
        for part in PARTS:
            pairs = [item["labels"] for item in dataset.items(kind) if item["part"] == part]
            value = kappa([first for first, _ in pairs], [second for _, second in pairs])
            print(f"  {kind:8} {part:9} {value:6.3f}  of {len(pairs)}")


def show(title: str, rows: list[Row], findings: Findings, misses: int) -> None:
    print(f"\n{title}")
    for part in PARTS:
        of_part = [row for row in rows if row.part == part]
        if of_part:
            show_part(part, of_part, findings)
            show_misses([row for row in of_part if row.positive != scoring.flagged(row, findings)][:misses], findings)


def show_part(part: str, rows: list[Row], findings: Findings) -> None:
    hit = partial(scoring.flagged, findings=findings)
    line(part, "precision", scoring.precision(rows, hit))
    line("", "recall", scoring.recall(rows, hit))
    agreed = [row for row in rows if not row.disputed]
    if len(agreed) < len(rows):
        line("", f"precision, the {len(agreed)} agreed on", scoring.precision(agreed, hit))
        line("", f"recall, the {len(agreed)} agreed on", scoring.recall(agreed, hit))
    for family, labels in scoring.OF_FAMILY.items() if part == "sentence" else ():
        of_family = partial(scoring.flagged, findings=findings, prefix=family)
        line("", f"{family} precision", scoring.precision(rows, of_family))
        for label in labels:
            line("", f"{family} recall of {label}", scoring.labelled(rows, label, of_family))
    for label in sorted({row.label for row in rows}):
        line("", f"flagged of {label}", scoring.labelled(rows, label, hit))
    for rule, share in scoring.by_rule(rows, findings).items():
        line("", f"right by {rule}", share)


def line(part: str, what: str, share: scoring.Share) -> None:
    print(f"  {part:9} {what:46} {share}")


def show_misses(rows: list[Row], findings: Findings) -> None:
    for row in rows:
        rules = ", ".join(str(f["rule"]) for f in findings.get(row.id, ()) if scoring.deciding(row.part, f))
        print(f"    {'MISSED' if row.positive else 'FALSE '} {row.id} {row.label} | {row.text[:160]} | {rules}")


def show_counts(documents: Path) -> None:
    paths = sorted(documents.glob("*.md"))
    found = [finding for findings in running.lint([documents]).values() for finding in findings]
    counts = Counter((str(f["rule"]), str(f["level"])) for f in found)
    print(f"\nfindings in {len(paths)} real documents: {len(found)}")
    print(f"  {'':40}" + "".join(f"{level:>12}" for level in LEVELS))
    for rule in sorted({rule for rule, _ in counts}):
        print(f"  {rule:40}" + "".join(f"{counts[rule, level] or '':>12}" for level in LEVELS))


def show_passed_over(kind: str, rows: dataset.Rows) -> None:
    for reason, count in sorted(rows.passed_over.items()):
        print(f"  {kind}: {count} items passed over, {reason}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.lint", description="Measures the lint on labelled items.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with the documents and sample rows")
    parser.add_argument("--rows", type=Path, help="only write the rows here, one JSON a line, for the outside scorer")
    parser.add_argument("--misses", type=int, default=0, help="show so many wrong ones for each part")
    parser.add_argument("--only", nargs="+", choices=KINDS, default=KINDS, help="what to measure on")
    arguments = parser.parse_args()
    shared: Path = arguments.shared
    real, written = dataset.real(shared / DOCUMENTS), dataset.written()
    if arguments.rows:
        rows = [row.as_json() for row in real.rows + written.rows]
        arguments.rows.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        print(f"{len(rows)} rows written to {arguments.rows}")
        return
    show_agreement()
    show_passed_over("real", real)
    show_passed_over("written", written)
    sample = dataset.read_rows(shared / SAMPLE) if (shared / SAMPLE).is_file() else []
    for kind, rows in (("real", real.rows), ("written", written.rows), ("sample", sample)):
        if rows and kind in arguments.only:
            show(kind, rows, running.lint_rows(rows), arguments.misses)
    if not (shared / DOCUMENTS).is_dir():
        print(f"\nno documents in {shared / DOCUMENTS}: nothing counted in them")
    elif "documents" in arguments.only:
        show_counts(shared / DOCUMENTS)


if __name__ == "__main__":
    main()
