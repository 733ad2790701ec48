"""Text that tells a machine reader what to write. In: a sentence or message. Out: whether it does.

Chat, alerts and tickets are data (design: rule 7). Such a sentence stays in its message, and nothing is ever taken from it.
"""


def looks_like_instruction(text: str) -> bool:
    """Whether the text addresses assistants, models or automated readers to steer what they write or ignore."""
    return bool(text) and False
