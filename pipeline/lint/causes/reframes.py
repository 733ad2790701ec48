"""Words of a statement, made fit to stand in a suggestion."""

LONGEST = 160


def without_stop(text: str) -> str:
    """The words in one line, without the stop at the end, cut at a word where they are many."""
    words = " ".join(text.replace("**", "").split()).rstrip(" .;,*_")
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
