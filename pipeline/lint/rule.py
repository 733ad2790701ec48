"""A rule: a declaration in a module of its own, under rules/<family>/<name>.py, whose docstring is its manual page.

    \"\"\"An action item has no owner.

    Why: an item without an owner is the surest one never to be done.
    Question: who will say that this is done?

    Bad:
        Add a retry budget to edge-proxy. (owner: TBD)
    Good:
        Add a retry budget to edge-proxy - @noor - 2026-05-02
    Source: Lunney, Lueder and Beyer, ;login: 42(1), 2017.
    \"\"\"

    RULE = Rule(level=Level.ERROR, scope=Scope.ACTION, check=check)

A rule's name is its path: `action/no-owner`. What `check` takes depends on the scope:

    SENTENCE   a Sentence; called only for sentences that hold one of the rule's `triggers` (all sentences where it names none),
               and only in sections of the kinds in `sections` (everywhere where it names none)
    ACTION     an ActionItem
    DOCUMENT   the Document
    JUDGEMENT  a Judgement of a sentence about people (blame/judgement.py), if it is this rule that speaks about it
    DEEP       a Place: what a model said of a sentence, where one was asked (`--deep`)
    SUPPRESSION  a Suppression: what the document asks to ignore, once it is known what that hides

and what it yields are Hits. A sentence's offsets are turned into lines and columns only when there is a hit.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from pipeline.domain.finding import Level
from pipeline.lint.sections import SectionKind
from pipeline.text.markdown import Block

if TYPE_CHECKING:
    from pipeline.lint.fixes import Fix


class Scope(Enum):
    SENTENCE = auto()
    ACTION = auto()
    DOCUMENT = auto()
    SUPPRESSION = auto()
    JUDGEMENT = auto()
    DEEP = auto()


@dataclass(slots=True, eq=False, repr=False)
class Hit:
    """Words of a block that a rule speaks about: text[start:end]. A block of None stands for the document as a whole.

    `message` says what is wrong here, `question` asks how or what (the rule's own question where empty), `suggestions` are built
    from the words. `level` overrides the rule's own, for a hit that is more or less sure than most. `fix` are the mechanical
    edits (fixes.py), None where there is none.
    """

    block: Block | None
    start: int
    end: int
    message: str
    question: str = ""
    suggestions: tuple[str, ...] = ()
    level: Level | None = None
    fix: "Fix | None" = None


Check = Callable[[Any], Iterable[Hit]]


@dataclass(slots=True, eq=False, repr=False)
class Rule:
    """`default` says whether it is on without being asked for; `triggers` are lower-case words, one of which must be there.

    `profiles` override that by profile: `{"external": True}` turns it on there, `{"draft": False}` off. `unfinished` marks a
    rule about what is not written yet: in a draft it only suggests. `name` and `manual` are set when it is found.
    """

    level: Level
    scope: Scope
    check: Check
    default: bool = True
    triggers: frozenset[str] = frozenset()
    sections: frozenset[SectionKind] = frozenset()
    profiles: dict[str, bool] | None = None
    unfinished: bool = False
    name: str = ""
    manual: str = ""
