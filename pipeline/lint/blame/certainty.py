"""How sure the learned model may be taken to be, given how the sentence is written.

Long technical sentences collect weight from many words that mean little; a sentence that blames does it in few. So the score
counts by the square root of the length, and figures, code, names of products and long words speak against. The constants were
fitted on the labelled development sets (make train-lint prints them anew); 0 is the bar.
"""

from math import sqrt

BASE = 5.97623
PER_ROOT = 0.01303
PER_SCORE = 0.00151
PER_WORD = -0.11371
PER_LETTER = -1.02858
FIGURES = -0.70705
MARKS = -2.71959
PRODUCTS = -0.95207
SCREEN_BASE = 10.00397
SCREEN_PER_ROOT = 0.05648
SCREEN_PER_WORD = -0.24571
SCREEN_PER_LETTER = -1.18612
SCREEN_MARKS = -5.06619
CODE = frozenset('`/()_"')


def certainty(score: int, text: str, words: list[str], letters: list[str]) -> float:
    """Above 0 where the sentence may be said to blame. `score` in hundredths of a logit; `words`, `letters` as tokens() gives."""
    plain = [word for word in words if word.isalpha()]
    return (
        BASE
        + PER_ROOT * score / sqrt(len(words) or 1)
        + PER_SCORE * score
        + PER_WORD * len(words)
        + PER_LETTER * sum(map(len, plain)) / (len(plain) or 1)
        + FIGURES * ("<n>" in words)
        + MARKS * (not CODE.isdisjoint(text))
        + PRODUCTS * ("C" in letters)
    )


def worth_asking(screen: int, text: str, words: list[str]) -> bool:
    """Whether certainty() may come out above 0, told from the words alone: lets through 97 of 100 that it would."""
    count = len(words) or 1
    return (
        SCREEN_BASE
        + SCREEN_PER_ROOT * screen / sqrt(count)
        + SCREEN_PER_WORD * count
        + SCREEN_PER_LETTER * len("".join(words)) / count
        + SCREEN_MARKS * (not CODE.isdisjoint(text))
    ) > 0
