"""Checks what a model wrote, sentence by sentence and against each other (design: rule 3).

In: sentences, the evidence, the story. Out: the same sentences with their problems. On top of ground.check: no figure that the
cited evidence does not show as it is typed, numbers in words, times that were typed, guesses that were ruled out, numbers that
were corrected, causes of which the evidence does not speak, spans that the timeline or another section gives differently.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.domain.evidence import Evidence
from pipeline.domain.statement import StatementBasis
from pipeline.domain.story import Story
from pipeline.draft.clock import duration
from pipeline.draft.ground import check
from pipeline.draft.model.english import without_compounds
from pipeline.draft.model.number_words import in_digits
from pipeline.draft.model.outside import outside_problems
from pipeline.draft.model.sections import CAUSES, Sentence
from pipeline.draft.model.spans import contradictions
from pipeline.text.grounding import INNER_QUOTE, NAME, PLACEHOLDER, ROLE, folded
from pipeline.text.terms import content_words

FIGURE = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
RUN = re.compile(r"\d+(?:\.\d+)?")
CLOCK = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)")
ZONE = re.compile(r"(?:UTC|GMT|[A-Z]{1,4}T|Z)\b")
VERSION = re.compile(r"(?<![\w.])v?\d+(?:\.\d+){2,}(?![\w.]*\w)")
ZONE_WITHIN = 30
RULED_OUT = re.compile(
    r"\b(?:ruled out|suspect|suspicion|hypothes|assum|believed|thought|first (?:idea|guess|theory)|initial|at first|turned out"
    r"|excluded|not the cause|unrelated|considered|had no effect|no effect|looked|checked|appeared|seemed|instead)",
    re.IGNORECASE,
)
TAKEN_BACK = re.compile(
    r"(?:, not|\b(?:and )?not the|\bforget|instead of the|scratch the) (?:the |about |~)?(\d[\d,]*(?:\.\d+)?)", re.IGNORECASE
)
SENTENCE_END = re.compile(r"(?<=[.!?]) +")
LEAST_SHARED = 0.15
NOT_THERE = "The figure {} does not stand in the cited evidence."
NOT_NAMED = re.compile(r"“([^”\d]+)” is not in")
JOINTS = re.compile(r"[-_. ]+")
SECONDS = re.compile(r"^The figure (\d+) s ")
TYPED_TIME = "The time {} is typed and does not stand in the cited evidence with its zone; times come as placeholders."
REFUTED = "It tells as fact what was ruled out later."
CORRECTED = "The figure {} was corrected later, by evidence that it does not cite."
FAULTED = re.compile(
    r"\[[^\]\n]{2,60}\](?:'s)?(?: \w+)? (?:forgot|failed to|neglected|overlooked|misread|misjudged|mistakenly|wrongly|missed"
    r"|should(?: not)? have|could(?: not)? have|did(?: not|n't) (?:check|notice|read|look|ask|test|tell|think|know|realize))\b"
)
"""A role as the subject of what somebody left undone: the lint knows people by their names."""
BLAMED = "It tells what a person did not do. Which control, message or condition was not there?"
LINK = re.compile(r"https?://|\]\(|<[a-z!/]", re.IGNORECASE)
LINKED = "It holds a link or markup; a statement is plain text."
UNSAID = "The cited evidence hardly speaks of this."


def examined(sentences: Sequence[Sentence], examiner: "Examiner") -> list[Sentence]:
    """The sentences with what is wrong with each; what the lint found is left as it was."""
    across = contradictions(sentences, examiner.story)
    return [
        replace(sentence, problems=tuple(dict.fromkeys((*examiner.problems(sentence), *across.get(sentence.id, ())))))
        for sentence in sentences
    ]


def faulted(sentence: Sentence) -> tuple[str, ...]:
    """What the wording says of a person by role that a report may not say."""
    blames = sentence.statement.basis is not StatementBasis.QUOTED and FAULTED.search(sentence.statement.text)
    return (BLAMED,) if blames else ()


class Examiner:
    """Looks up sentences in the evidence. `outward` is for what customers read."""

    def __init__(self, pieces: Mapping[str, Evidence], story: Story, *, outward: bool = False):
        self.pieces, self.story, self.outward = pieces, story, outward
        self.order = list(pieces)
        self.known_before: dict[str, frozenset[str]] = {}
        self.taken_back = _taken_back(pieces.values())

    def problems(self, sentence: Sentence) -> Iterator[str]:
        yield from sentence.own_problems
        if sentence.statement.basis is StatementBasis.QUOTED:
            yield from check(sentence.statement, self.pieces, self.story).problems
            return
        if LINK.search(sentence.statement.text):
            yield LINKED
        if self.outward:
            yield from outside_problems(sentence, self.story.incident)
        cited = [self.pieces[id] for id in sentence.statement.evidence if id in self.pieces]
        yield from self._grounded(sentence, cited)
        if cited:
            yield from _loose_figures(sentence, cited)
            yield from self._overtaken(sentence)
            if sentence.section in CAUSES and _hardly_shared(sentence.typed, cited):
                yield UNSAID

    def _grounded(self, sentence: Sentence, cited: Sequence[Evidence]) -> Iterator[str]:
        """What ground.check says of the words that the model typed, numbers in words read as digits."""
        known = folded("\n".join(piece.text for piece in cited))
        typed, versions = _openings_lowered(without_compounds(in_digits(sentence.typed)), known), VERSION.findall(sentence.typed)
        yield from (NOT_THERE.format(version) for version in versions if version.lstrip("v") not in known)
        typed = VERSION.sub(" ", typed)
        words = sentence.statement.model_copy(update={"text": typed, "basis": StatementBasis.MODEL})
        for problem in check(words, {piece.id: _with_digits(piece) for piece in self.pieces_of(sentence)}, self.story).problems:
            if not _written_otherwise(problem, known):
                yield SECONDS.sub(lambda m: f"The duration {duration(int(m[1]))} ", problem)

    def pieces_of(self, sentence: Sentence) -> Iterator[Evidence]:
        return (self.pieces[id] for id in sentence.statement.evidence if id in self.pieces)

    def _overtaken(self, sentence: Sentence) -> Iterator[str]:
        """What rests on a guess that was ruled out, or on a number that was corrected."""
        cited = sentence.statement.evidence
        typed = _figures(in_digits(sentence.typed))
        if cited and self.story.refuted.issuperset(cited) and not RULED_OUT.search(sentence.statement.text):
            yield REFUTED
        for wrong, right in self.story.superseded:
            if wrong in cited and right not in cited and right in self.pieces and wrong in self.pieces:
                others = [right, *(id for id in cited if id in self.pieces and id != wrong)]
                known = _figures(in_digits("\n".join(self.pieces[id].text for id in others)))
                gone = _figures(in_digits(self.pieces[wrong].text)) - known - self._before(wrong)
                yield from (CORRECTED.format(figure) for figure in sorted(typed & gone))
        for figure in sorted(typed & self.taken_back.keys()):
            if self.taken_back[figure].isdisjoint(cited):
                yield CORRECTED.format(figure)

    def _before(self, id: str) -> frozenset[str]:
        """The figures of the pieces before one: they are not what was corrected in it later."""
        if id not in self.known_before:
            before = self.order[: self.order.index(id)]
            self.known_before[id] = _figures("\n".join(self.pieces[other].text for other in before))
        return self.known_before[id]


def _loose_figures(sentence: Sentence, cited: Sequence[Evidence]) -> Iterator[str]:
    """Figures that the evidence does not show as they are typed, and times of day outside of quotations."""
    typed = ROLE.sub(" ", PLACEHOLDER.sub(" ", sentence.typed))
    shown = "\n".join(piece.text for piece in cited).replace(",", "")
    yield from (TYPED_TIME.format(time) for time in _loose_times(INNER_QUOTE.sub(" ", typed), cited))
    bare, told = VERSION.sub(" ", CLOCK.sub(" ", typed)), frozenset(RUN.findall(in_digits(shown)))
    for figure in sorted(_figures(in_digits(bare))):
        if figure not in (shown if len(figure) > 1 and figure in _figures(bare) else told):
            yield NOT_THERE.format(figure)


def _loose_times(text: str, cited: Sequence[Evidence]) -> Iterator[str]:
    """Times of day that do not stand in one of the pieces as they are typed, with the zone that follows them."""
    for match in CLOCK.finditer(text):
        zone = ZONE.search(text, match.end(), match.end() + ZONE_WITHIN)
        if not zone or not any(match[0] in piece.text and zone[0] in piece.text for piece in cited):
            yield match[0]


def _taken_back(pieces: Iterable[Evidence]) -> dict[str, set[str]]:
    """Figures that somebody took back ("about 4, not 28"), with the ids of the pieces that do so."""
    found: dict[str, set[str]] = {}
    for piece in pieces:
        if any(character.isdigit() for character in piece.text):
            for match in TAKEN_BACK.finditer(piece.text):
                found.setdefault(match[1].replace(",", ""), set()).add(piece.id)
    return found


def _written_otherwise(problem: str, known: str) -> bool:
    """Whether a name that was not found stands there with other marks between its parts: "pool-size" for "pool_size"."""
    name = NOT_NAMED.match(problem)
    return name is not None and len(name[1]) > 4 and JOINTS.sub("", name[1]) in JOINTS.sub("", known)


def _figures(text: str) -> frozenset[str]:
    return frozenset(figure.replace(",", "") for figure in FIGURE.findall(text))


def _hardly_shared(text: str, cited: Sequence[Evidence]) -> bool:
    """Whether text and evidence have next to no words and figures in common."""
    own = content_words(text)
    told = {_stem(word) for piece in cited for word in content_words(piece.text)}
    figures = _figures(in_digits(text)) & _figures(in_digits("\n".join(piece.text for piece in cited)))
    return bool(own) and sum(_stem(word) in told for word in own) + len(figures) < LEAST_SHARED * len(own)


def _stem(word: str) -> str:
    return word[:5]


def _with_digits(piece: Evidence) -> Evidence:
    digits = in_digits(piece.text)
    return piece if digits == piece.text else piece.model_copy(update={"text": f"{piece.text}\n{digits}"})


def _openings_lowered(text: str, known: str) -> str:
    """The text with the first word of a sentence in lower case where a name that the evidence holds follows it."""
    parts: list[str] = []
    for sentence in SENTENCE_END.split(text):
        run = NAME.match(sentence)
        rest = folded(run[0].split(" ", 1)[1]) if run else ""
        parts.append(sentence[:1].lower() + sentence[1:] if run and folded(run[0]) not in known and rest in known else sentence)
    return " ".join(parts)
