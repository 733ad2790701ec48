"""Hears remarks in order and keeps the pieces of work that they bring up, take on, turn down and report.

hear(remarks, scope) -> [Work, ...]
"""

from collections.abc import Sequence

from pipeline.domain.action_item import Commitment
from pipeline.draft.actions.conversation import MOST_HERE, Conversation
from pipeline.draft.actions.lexicon import AGREE_REACTIONS, STATUS_WORDS, Act
from pipeline.draft.actions.opening import SHORT, agrees, approves, refuses, volunteers
from pipeline.draft.actions.remarks import Remark, Sentence
from pipeline.draft.actions.reporting import Reports
from pipeline.draft.actions.scope import Scope, When
from pipeline.draft.actions.speech import (
    AGREED,
    LIGHTLY,
    OFFERED,
    SAID,
    SUGGESTED,
    back_refers,
    dated,
    deferred,
    grip_of,
    leaves_open,
    offers,
    opens_with_no,
    proposes,
    spilled,
    takes,
    tells_secret,
)
from pipeline.draft.actions.work import Kinship, Work

MOST_DURING = 1000
"""So many remarks of the response are weighed; the rest of a very long one holds no more follow-ups than that."""
FIRST_PERSON = (("i",), ("i'll",), ("i'm",), ("we",), ("we'll",), ("me",))
MORE = (("and", "i"), ("and", "i'll"), ("also", "i"), ("also", "i'll"), ("i", "also"), ("i'll", "also"), ("plus", "i"))
REMINDS, TURNS_DOWN_AFAR = 1.9, 1.5
"""How much kinship it takes."""


def hear(remarks: Sequence[Remark], scope: Scope) -> list[Work]:
    hearing = Hearing(scope, Kinship(r.content for r in remarks if scope.when(r) is When.AFTER and r.acts))
    for remark in remarks:
        hearing.hear(remark)
    for work in hearing.talk.works:
        settle(work)
    return hearing.talk.works


def settle(work: Work) -> None:
    """Who was asked by name and only put a sign of agreement below it has agreed."""
    agreed = not AGREE_REACTIONS.isdisjoint(work.root.piece.reactions)
    if agreed and len(work.asked) == 1 and not work.answered and work.commitment is Commitment.PROPOSED:
        work.owner, work.commitment = work.asked[0], Commitment.COMMITTED


class Hearing:
    def __init__(self, scope: Scope, kinship: Kinship):
        self.scope = scope
        self.talk = Conversation(scope, kinship)
        self.reports = Reports(self.talk)
        self._weighed = 0

    def hear(self, remark: Remark) -> None:
        if self.scope.when(remark) is not When.BEFORE and remark.words:
            self._weigh(remark)
        self.talk.remember(remark)

    def _weigh(self, r: Remark) -> None:
        if self._idle(r):
            return
        if not STATUS_WORDS.isdisjoint(r.words) or (r.does(Act.CALL) and not r.points and not any(takes(s) for s in r.sentences)):
            return
        if self._lists(r) or self.reports.hears(r) or self._answers(r):
            return
        if self.scope.when(r) is When.DURING and not deferred(r):
            return
        if r.assigned and not r.question and not any(s.words[:1] in FIRST_PERSON for s in r.sentences):
            self._give(r, r.assigned.name) if self.scope.collects(r) else self._names(r, r.assigned.name)
        elif self._takes(r):
            return
        elif r.assigned and self.scope.collects(r) and not r.question:
            self._give(r, r.assigned.name)
        else:
            self._proposes(r)

    def _idle(self, r: Remark) -> bool:
        """Whether a remark that answers nothing need not be weighed: nothing about work in it, or a part of the response."""
        if self.scope.when(r) is When.DURING:
            idle = self._weighed > MOST_DURING or not (self.talk.stirred(r) or deferred(r))
            self._weighed += not idle
            return idle and not tells_secret(r)
        return not r.acts and not self.talk.by_place.get(r.place) and not self.scope.collects(r)

    # what is given out

    def _lists(self, r: Remark) -> bool:
        """A list of follow-ups: each point is work, of whom it names."""
        if not r.points or self.scope.when(r) is not When.AFTER or not (self.scope.collects(r) or r.does(Act.CALL)):
            return False
        for point in map(r.part, r.points):
            self._give(point, next((p.name for p in point.named), r.speaker if any(takes(s) for s in point.sentences) else None))
        return True

    def _give(self, r: Remark, owner: str | None) -> None:
        kin, score = self.talk.kin(r)
        if kin is None or score < REMINDS or not kin.speaks_of(r):
            kin = self.talk.open(r, Commitment.PROPOSED, AGREED)
            kin.collected = True
        kin.join(r)
        if owner and kin.owner is None:
            kin.owner, kin.commitment, kin.taken = owner, Commitment.COMMITTED, r

    def _names(self, r: Remark, name: str) -> None:
        """Somebody is said to do it, and has not said so: proposed, until they do."""
        self.talk.open(r, Commitment.PROPOSED, SUGGESTED).asked = (name,)

    # what is answered

    def _answers(self, r: Remark) -> bool:
        """Whether the remark only answers work that is spoken of: yes, no, not sure, nobody."""
        work = self.talk.target(r)
        if opens_with_no(r) or (refuses(r) and not (work and self._brings_up(r, work))):
            return self._turned_down(r, work)
        if r.does(Act.CONCEDE) and len(r.words) < SHORT and self._conceded(r):
            return True
        if r.does(Act.UNOWNED) and not r.does(Act.TAKE):
            kin, score = self.talk.kin(r)
            work = kin if kin and kin.owner is None and score >= TURNS_DOWN_AFAR else work
            if work and work.owner is None and not self._brings_up(r, work):
                work.join(r)
                return True
        if work is None:
            return False
        own = any(takes(s) for s in r.sentences) or any(s.does(Act.SEEK) for s in r.sentences)
        if r.does(Act.HEDGE, Act.UNOWNED, Act.LATER) and not own and not self._brings_up(r, work):
            work.join(r)
            return True
        if leaves_open(r) and not own and not self._brings_up(r, work):
            work.join(r)
            return True
        if agrees(r) or (len(r.content) < 2 and r.due and not own and work.owner is None and work.root.speaker != r.speaker):
            return self._agreed(r, work)
        return False

    def _conceded(self, r: Remark) -> bool:
        """A proposal, an objection by somebody else, and the first one gives in: turned down."""
        recent = list(self.talk.recent[r.place])[:-5:-1]
        if not recent or recent[0].speaker == r.speaker:
            return False
        mine = next((m for m in recent[1:] if m.speaker == r.speaker and len(m.content) > 1), None)
        if (
            mine is None
            or not self.scope.collects(r)
            or any(takes(s) for s in mine.sentences)
            or any(takes(s) for s in recent[0].sentences)
        ):
            return False
        work = next((w for w in self.talk.here(r) if w.root is mine), None) or self.talk.open(mine, Commitment.PROPOSED, OFFERED)
        for counter in [w for w in self.talk.here(r) if w.root is recent[0] and w.commitment is Commitment.PROPOSED]:
            self.talk.drop(counter)
        if work.commitment is Commitment.PROPOSED:
            work.commitment = Commitment.DECLINED
        work.join(recent[0])
        work.join(r)
        return True

    def _brings_up(self, r: Remark, work: Work) -> bool:
        """Whether it proposes something of its own rather than speaks of the work."""
        own = r.does(Act.IDEA) or any(s.does(Act.SUGGEST) and s.question for s in r.sentences)
        return own and len(r.content) > 1 and self.talk.kinship.shared(work.stems, r.content) < 1.0 and not back_refers(r)

    def _turned_down(self, r: Remark, work: Work | None) -> bool:
        if work is None or (self.talk.kinship.shared(work.stems, r.content) == 0 and work.last is not self.talk.before(r)):
            kin, score = self.talk.kin(r)
            work = kin if kin and kin.owner is None and score >= TURNS_DOWN_AFAR else work
        before = self.talk.before(r)
        if opens_with_no(r) and before and before.speaker != r.speaker and (work is None or before not in work.members):
            if not self.scope.collects(r) or len(before.content) < 2 or before.id in self.scope.threads:
                return True
            work = self.talk.open(before, Commitment.PROPOSED, SUGGESTED)
        if work is None:
            return False
        instead = [s for s in r.sentences if not s.does(Act.DECLINE) and (s.does(Act.SEEK) or takes(s))]
        soft = r.does(Act.LATER, Act.HEDGE) and not r.does(Act.DECLINE)
        if not soft and (work.commitment is Commitment.PROPOSED or work.concerns(r.speaker)):
            work.commitment = Commitment.DECLINED
        work.join(r)
        return not instead

    def _agreed(self, r: Remark, work: Work) -> bool:
        """A yes of the one who was asked, or of one who takes it in the same breath, makes it theirs."""
        own = next((s for s in r.sentences if takes(s)), None)
        offered = next((p.name for p in r.named if any(m.speaker == p.name and offers(m) for m in work.members)), None)
        if own is None and offered:
            if work.owner is None:
                work.owner, work.commitment, work.grip = offered, Commitment.COMMITTED, max(work.grip, AGREED)
            work.join(r)
            return True
        asked = r.speaker in work.asked
        if (
            own is None
            and not asked
            and (
                approves(r)
                or work.asked
                or r.does(Act.HEDGE)
                or not (work.root.does(Act.SEEK, Act.ASK) or volunteers(r, work.root))
            )
        ):
            work.join(r)
            return True
        if own and len(r.content) > 1 and work.owner not in (None, r.speaker):
            return False
        if r.does(Act.HEDGE) and not r.does(Act.TAKE) and not asked:
            work.join(r)
            return True
        if work.owner is None:
            together = "with me" in work.root.text.lower() or "help me" in work.root.text.lower()
            work.owner = work.root.speaker if together else r.speaker
            work.commitment, work.taken, work.grip = Commitment.COMMITTED, r, max(work.grip, AGREED)
        work.join(r, about=bool(own))
        self.talk.index(work)
        return True

    # what is taken on and proposed

    def _takes(self, r: Remark) -> bool:
        sentence = next((s for s in r.sentences if takes(s)), None)
        light = (
            sentence is None
            and not r.question
            and r.does(Act.IDLE)
            and not r.does(Act.ASK, Act.DECLINE)
            and (r.due is not None or r.does(Act.HEDGE) or deferred(r))
        )
        collected = self.scope.collects(r)
        able = collected and any(s.does(Act.ABLE) and not s.question and not s.does(Act.IDLE) for s in r.sentences)
        plain = collected and not r.question and not r.does(Act.CALL, Act.IDEA, Act.SUGGEST) and len(r.content) > 1 and dated(r)
        if sentence is None and not light and not plain and not able:
            return False
        grip = grip_of(sentence) if sentence else LIGHTLY if light else SAID
        work = self._taken_up(r)
        if work is None:
            work = self.talk.open(r, Commitment.COMMITTED, grip)
        hedged = r.does(Act.HEDGE) or (r.does(Act.DATE_HEDGE) and light)
        if hedged and not (agrees(r) or (sentence and (sentence.does(Act.TAKE) or r.does(Act.DATE_HEDGE)))):
            work.commitment, work.grip = Commitment.PROPOSED, max(work.grip, grip)
            return True
        work.commitment, work.grip, work.taken = Commitment.COMMITTED, max(work.grip, grip), r
        work.owner = r.speaker
        work.join(r, about=True)
        self.talk.index(work)
        self._takes_more(r, sentence, work)
        return True

    def _takes_more(self, r: Remark, first: Sentence | None, work: Work) -> None:
        """A second promise of one message, with a day of its own: "And I run it by hand this week"."""
        began = r.sentences.index(first) if first else len(r.sentences)
        days = [due.date for due in r.dues[: began + 1] if due]
        for s, due in list(zip(r.sentences, r.dues, strict=True))[began + 1 :]:
            if due and due.date not in days and days and s.words[:2] in MORE and takes(s):
                work.day = work.day or days[-1]
                more = self.talk.open(r.part(s.text), Commitment.COMMITTED, grip_of(s), r.speaker)
                more.taken, more.before = more.root, r
            if due:
                days.append(due.date)

    def _taken_up(self, r: Remark) -> Work | None:
        """The proposal or request that the remark takes on, or the remark before it where it has no words of its own."""
        secret = tells_secret(r)
        if secret and len(r.content) < 5:
            for work in self.talk.secrets[-MOST_HERE:]:
                if work.live and r.speaker in (work.owner, *work.asked) and tells_secret(work.root):
                    return work
        open_here = [w for w in self.talk.here(r) if w.live and (w.owner is None or w.owner == r.speaker)]
        if len(r.content) < 2 or (len(r.content) < 3 and back_refers(r)):
            if (work := self.talk.target(r)) and work in open_here:
                return work
            return self._from_before(r)
        before = self.talk.before(r)
        if before and before.speaker != r.speaker and len(r.content) < 6 and any(s.does(Act.TAKE) for s in r.sentences):
            asked = next((w for w in open_here if w.owner is None and w.last is before), None)
            if asked:
                return asked
        near = {id(m) for m in self.talk.recent[r.place]}
        for work in reversed(open_here):
            close = any(id(m) in near for m in work.members)
            shared = self.talk.kinship.shared(work.stems, r.content)
            if work.owner is None and shared >= (0.1 if r.speaker in work.asked else 0.8 if close else 1.6):
                return work
        kin, score = self.talk.kin(r)
        return (
            kin if kin and score >= 2.2 and kin.owner in (None, r.speaker) and (kin.owner is None or kin.speaks_of(r)) else None
        )

    def _from_before(self, r: Remark) -> Work | None:
        for before in list(self.talk.recent[r.place])[:-3:-1]:
            theirs = any(w.owner and w.taken is before for w in self.talk.here(r))
            if before.speaker != r.speaker and len(before.content) > 1 and not theirs and before.id not in self.scope.threads:
                work = self.talk.open(before, Commitment.PROPOSED, OFFERED)
                work.collected = self.scope.collects(r)
                self.talk.by_place[r.place].append(work)
                return work
        return None

    def _proposes(self, r: Remark) -> None:
        collected = self.scope.collects(r)
        sentences = [s for s in r.sentences if proposes(s, collected)]
        spill = not sentences and spilled(r) and bool(r.named or r.piece.thread)
        if not (sentences or spill) or r.does(Act.CALL):
            return
        asks = spill or any(s.does(Act.ASK, Act.SEEK) for s in sentences)
        asked = tuple(p.name for p in r.named) if asks or any(s.question for s in sentences) else ()
        if asks and not asked and (spill or r.does(Act.ASK)):
            asked = self._spoken_to(r)
        kin, score = self.talk.kin(r)
        if kin and score >= REMINDS and kin.speaks_of(r) and self.talk.kinship.shared(kin.stems, r.content) >= 1.5:
            kin.join(r)
            kin.asked = tuple(dict.fromkeys((*kin.asked, *asked)))
            return
        if self.scope.when(r) is When.DURING and not (asked or r.does(Act.SEEK)):
            return
        marked = any(s.does(Act.IDEA, Act.SEEK) for s in sentences)
        work = self.talk.open(r, Commitment.PROPOSED, OFFERED if marked else SUGGESTED)
        work.asked = asked

    def _spoken_to(self, r: Remark) -> tuple[str, ...]:
        opener = self.talk.known.get(r.piece.thread or "")
        before = self.talk.before(r)
        return tuple(
            dict.fromkeys(
                m.speaker for m in (before, opener) if m and m.speaker and m.speaker != r.speaker and not m.piece.automated
            )
        )
