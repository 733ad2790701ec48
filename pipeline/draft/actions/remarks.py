"""Evidence -> Remark: a message read for what it does about work: sentences with their acts, whom it names, when it was said."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.domain.material import Person
from pipeline.draft.actions.lexicon import ACTS, CONTRACTIONS, FILLER, LIGHT_VERBS, OFFERS, VOLUNTEER_WORDS, WORK_VERBS, Act
from pipeline.text.names import Roster
from pipeline.text.phrases import words
from pipeline.text.times import find_due
from pipeline.text.times.mention import DueMention

FENCED = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
QUOTED = re.compile(r"^[ \t]*(?:>|&gt;).*$", re.MULTILINE)
SENTENCE_END = re.compile(
    r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)(?<!\betc\.)(?<!approx\.)(?<=[.!?])[)\"']?\s+|(?<!\s)\s*\n+\s*|;\s+"
    r"|(?<!\s)\s+[—–]\s+|(?<!\s)\s+-\s+(?=[a-z@A-Z])"
)
TICKET = re.compile(r"\b(?!SEV|INC|PM|UTC|GMT|HTTP|RFC|ISO|UTF|SHA|CVE|AES|RSA|TLS|COVID|P\d)([A-Z][A-Z0-9]{1,9}-\d{1,6})\b(?!-)")
STEM = re.compile(r"[a-z]{3,}|\d{2,}", re.IGNORECASE)
IN_QUOTES = re.compile(r'"[^"\n]{1,80}"')
PLEDGED = re.compile(r"\b(?:by|until|till|before|due|latest)\b(?:\W+\w+){0,2}\W*$", re.IGNORECASE)
SIGNED_ME = re.compile(r"(?:[,:;(\-–—→=]|->)\s*me\s*(?:[,.;:)!]|$)|^me\s*(?:[,:.!\-–]|$)", re.IGNORECASE)
POINT = re.compile(r"\s{0,8}(?:[-*•◦–]|\d{1,2}[.)])\s+(\S.*)")
ASSIGNS = re.compile(r"(?:\s+(?:will|takes?|owns?|is taking|picks? up|is on)\b|[’']ll\b|:\s)(?!\s*(?:be|look)\b)", re.IGNORECASE)
OPENING_NAME = re.compile(r"([^\W\d_]{2,20})(?:\s+(?:will|takes?|owns?)\b|[’']ll\b)", re.IGNORECASE)
AT_ONCE = re.compile(
    r"\b(?:me|mine|on it|will do|i['’]?ll do (?:it|that|this)|(?:doing|i do) (?:it|that|this))[\s,]+(?:right )?now\b",
    re.IGNORECASE,
)
SPAN = re.compile(r"\bfrom\b[^.;!?]{1,60}\b(?:till|until|to)\b[^.;!?]{0,20}$", re.IGNORECASE)
SPOKEN = frozenset({EvidenceKind.MESSAGE, EvidenceKind.NOTE})


@dataclass(frozen=True)
class Sentence:
    text: str
    words: tuple[str, ...]
    acts: frozenset[str]

    @property
    def question(self) -> bool:
        return "?" in self.words[-1:]

    def does(self, *acts: Act) -> bool:
        return not self.acts.isdisjoint(acts)


def stems(text: str) -> frozenset[str]:
    """What words a text has to be known by: cut to five letters, so that "rotate" and "rotation" are one."""
    found = (w.lower() for w in STEM.findall(text))
    return frozenset(stem(w) for w in found if w not in FILLER)


def stem(word: str) -> str:
    return (word[:-1] if word.endswith("s") and not word.endswith("ss") else word)[:5]


class Remark:
    """One message. `acts` are those of the whole; sentences, names, stems and due day are read when asked for."""

    def __init__(self, piece: Evidence, author: Person | None, roster: Roster, zone: datetime.tzinfo):
        self.piece = piece
        self.author = author
        self._roster = roster
        self._zone = zone
        self.text = spoken_text(piece.text)
        self.words = heard(self.text)
        self.acts = ACTS.find(self.words)

    def part(self, text: str) -> "Remark":
        """A part of it, said by the same speaker at the same time."""
        return Remark(self.piece.model_copy(update={"text": text}), self.author, self._roster, self._zone)

    @property
    def id(self) -> str:
        return self.piece.id

    @property
    def speaker(self) -> str | None:
        """The full name where the roster knows it, else the name as written."""
        return self.author.name if self.author else self.piece.author

    @property
    def place(self) -> str:
        """Where it was said: the thread, else the channel or file."""
        return self.piece.thread or self.main_line

    @property
    def main_line(self) -> str:
        return self.piece.channel or self.piece.source.file

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        parts = (part.strip() for part in SENTENCE_END.split(self.text))
        read = ((part, heard(part)) for part in parts if part)
        return tuple(Sentence(part, found, acts_of(part, found)) for part, found in read if found)

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(self.text)

    @cached_property
    def content(self) -> frozenset[str]:
        """Stems of what the remark is about: without the due day and without the names of people."""
        parts = [
            s.text[: d.start] + " " + s.text[d.end :] if d else s.text for s, d in zip(self.sentences, self.dues, strict=True)
        ]
        return stems(" ".join(parts)) - self.names

    @cached_property
    def mentions(self):
        return self._roster.mentions(self.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems of the names of people in it."""
        return stems(" ".join(self.text[m.start : m.end] for m in self.mentions))

    @cached_property
    def named(self) -> tuple[Person, ...]:
        """Whom it names, the speaker left out."""
        return tuple(dict.fromkeys(m.person for m in self.mentions if m.person is not self.author and not m.person.bot))

    @cached_property
    def day(self) -> datetime.date | None:
        """The speaker's local day."""
        return self.piece.at.astimezone(self._zone).date() if self.piece.at else None

    @cached_property
    def dues(self) -> tuple[DueMention | None, ...]:
        """The due day of each sentence; the end of a span of what was ("down from Tuesday till tonight") is none."""
        found = ((s, find_due(s.text, self.day) if self.day else None) for s in self.sentences)
        return tuple(due if due and not SPAN.search(s.text[: due.start]) else None for s, due in found)

    @cached_property
    def due(self) -> datetime.date | None:
        """The day named after "by" or its like, else one after today, else the one that goes with a promise; "me, now": today."""
        best: tuple[tuple[bool, bool, bool], datetime.date] | None = None
        for s, due in zip(self.sentences, self.dues, strict=True):
            if due and not s.does(Act.DECLINE):
                strong = bool(PLEDGED.search(s.text[: due.start] + due.text.split(" ")[0] + " "))
                rank = (strong, due.date != self.day, s.question or s.does(Act.TAKE, Act.PROMISE, Act.PRESENT, Act.ASK))
                best = (rank, due.date) if best is None or rank > best[0] else best
        if best is None and AT_ONCE.search(self.text):
            return self.day
        return best[1] if best else None

    @cached_property
    def tickets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(TICKET.findall(self.text)))

    @cached_property
    def points(self) -> tuple[str, ...]:
        """The points of a list, where it is one."""
        found = [m[1] for line in self.text.split("\n") if (m := POINT.fullmatch(line))]
        return tuple(found) if len(found) > 1 else ()

    @cached_property
    def assigned(self) -> Person | None:
        """Who is said to do it: "Jonas takes the panel"."""
        follows = (m.person for m in self.mentions if m.person is not self.author and ASSIGNS.match(self.text, m.end))
        return next(follows, None) or self._named_first

    @property
    def _named_first(self) -> Person | None:
        """Who is called by a first word too short or too common for a name elsewhere: "cy will add it"."""
        opening = OPENING_NAME.match(self.text)
        person = self._roster.resolve(opening[1]) if opening else None
        return person if person and person is not self.author and not person.bot else None

    @property
    def question(self) -> bool:
        return bool(self.sentences) and self.sentences[-1].question

    def does(self, *acts: Act) -> bool:
        return not self.acts.isdisjoint(acts)


def spoken_text(text: str) -> str:
    """The speaker's own words: without code blocks and quoted mail; code within a line stays."""
    if "```" in text:
        text = FENCED.sub("\n", text)
    if ">" in text or "&gt;" in text:
        text = QUOTED.sub("", text)
    return text.strip()


def heard(text: str) -> tuple[str, ...]:
    """The words that act: without what is in quotation marks, apostrophes put back."""
    if '"' in text:
        text = IN_QUOTES.sub(" ", text)
    return tuple(CONTRACTIONS.get(w, w) for w in words(text))


def acts_of(text: str, found: tuple[str, ...]) -> frozenset[str]:
    """The acts of a sentence: by its phrases, and by how it begins."""
    acts = ACTS.find(found)
    if SIGNED_ME.search(text):
        acts |= {Act.TAKE}
    if found and found[0] in OFFERS:
        acts |= {Act.IDEA}
    if 0 < len(found) < 4 and found[-1] == "?" and found[0] in VOLUNTEER_WORDS:
        acts |= {Act.SEEK}
    return acts


def work_verbs(found: Iterable[str]) -> set[str]:
    """Verbs of lasting work among the words."""
    return {w for w in found if w in WORK_VERBS and w not in LIGHT_VERBS}


def zone_of(author: Person | None, fallback: str | None) -> datetime.tzinfo:
    for name in (author.timezone if author else None, fallback):
        if name:
            try:
                return ZoneInfo(name)
            except (ValueError, OSError, KeyError):
                continue
    return datetime.UTC
