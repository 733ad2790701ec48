"""How sure the learned model may be taken to be, given how the sentence is written.

Long technical sentences collect weight from many words that mean little; a sentence that blames does it in few. So the score
counts by the square root of the length, and figures, code, names of products and long words speak against. The constants were
fitted on the labelled development sets (make train-lint prints them anew); 0 is the bar.
"""

from math import sqrt

BASE = 4.956
PER_ROOT = 0.01310
PER_SCORE = 0.00126
PER_WORD = -0.09321
PER_LETTER = -0.91188
FIGURES = -0.98981
MARKS = -1.45167
PRODUCTS = -1.09075
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
