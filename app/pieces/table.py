"""Rows of HTML -> a table that is read from top to bottom on a narrow page."""

from collections.abc import Iterable, Sequence

from app.pieces.markup import text


def table(label: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """`label` and `heads` are texts, the cells of `rows` are HTML."""
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in heads)
    body = "".join(f"<tr>{''.join(cells(heads, row))}</tr>" for row in rows)
    return f'<table class="pm-table" aria-label="{text(label)}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def cells(heads: Sequence[str], row: Sequence[str]) -> Iterable[str]:
    for head, cell in zip(heads, row, strict=True):
        yield f'<td data-head="{text(head)}">{cell}</td>'
