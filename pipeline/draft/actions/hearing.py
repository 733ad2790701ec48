"""Hears remarks in order and keeps the pieces of work that they bring up, take on, turn down and report.

hear(remarks, scope) -> [Work, ...]
"""

from collections import defaultdict, deque
from collections.abc import Sequence

from pipeline.domain.action_item import ActionStatus, Commitment
from pipeline.draft.actions.lexicon import CHANGED_THINGS, STATUS_WORDS, Act
from pipeline.draft.actions.opening import SHORT, agrees, approves, refuses
from pipeline.draft.actions.remarks import Remark, stems
from pipeline.draft.actions.scope import Scope, When
from pipeline.draft.actions.speech import (
    AGREED,
    LIGHTLY,
    OFFERED,
    REPORTED,
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
    reports,
    spilled,
    takes,
    tells_secret,
)
from pipeline.draft.actions.work import Kinship, Work

NEAR = 6
"""So many remarks back an answer may reach."""
ADJACENT = (0.0, 2.0, 1.2, 0.6, 0.3, 0.2, 0.1)
REPORTS, MENTIONS, REMINDS, ANSWERS, TURNS_DOWN_AFAR = 2.0, 3.2, 1.9, 1.0, 1.5
"""How much kinship it takes."""


def hear(remarks: Sequence[Remark], scope: Scope) -> list[Work]:
    hearing = Hearing(scope, Kinship(r.content for r in remarks if scope.when(r) is not When.BEFORE and r.acts))
    for remark in remarks:
        hearing.hear(remark)
    return hearing.works


class Hearing:
    def __init__(self, scope: Scope, kinship: Kinship):
        self.scope, self.kinship = scope, kinship
        self.works: list[Work] = []
        self._by_place: dict[str, list[Work]] = defaultdict(list)
        self._by_stem: dict[str, list[Work]] = defaultdict(list)
        self._recent: dict[str, deque[Remark]] = defaultdict(lambda: deque(maxlen=NEAR))
        self._known: dict[str, Remark] = {}

    def hear(self, remark: Remark) -> None:
        if self.scope.when(remark) is not When.BEFORE and remark.words:
            self._weigh(remark)
        self._recent[remark.place].append(remark)
        self._known[remark.id] = remark

    def _weigh(self, r: Remark) -> None:
        if not STATUS_WORDS.isdisjoint(r.words) or (r.does(Act.CALL) and not any(takes(s) for s in r.sentences)):
            return
        if self._reports(r) or self._answers(r):
            return
        if self.scope.when(r) is When.DURING and not deferred(r):
            return
        if not self._takes(r):
            self._proposes(r)

    # what is reported

    def _reports(self, r: Remark) -> bool:
        """Attaches a report to the work that it is about; a lasting change that nobody had announced is work done."""
        cues = [s for s in r.sentences if reports(s)]
        taking = any(takes(s) for s in r.sentences) or (r.due is not None and not cues)
        if taking or opens_with_no(r) or any(s.question and proposes(s, False) for s in r.sentences):
            return False
        work = self._reported(r, bool(cues))
        if work and self.scope.when(r) is When.DURING and r.place not in self._places(work):
            return False
        if work:
            work.join(r)
            if any(not work.stems.isdisjoint(stems(c.text)) for c in cues) or (cues and len(r.content) < 4):
                underway = any(s.does(Act.UNDERWAY) for s in r.sentences)
                work.status = ActionStatus.IN_PROGRESS if underway else ActionStatus.DONE
                work.done = work.done or (None if underway else r)
                if (
                    work.commitment is Commitment.PROPOSED
                    and not underway
                    and (r.speaker in work.asked or any(s.does(Act.CHANGED) for s in cues))
                ):
                    work.commitment, work.owner, work.taken = Commitment.COMMITTED, work.owner or r.speaker, r
            return True
        lasting = [s for s in cues if s.does(Act.CHANGED) and not CHANGED_THINGS.isdisjoint(s.words)]
        if r.question or not lasting or self.scope.when(r) is not When.AFTER:
            return False
        work = self._open(r, Commitment.COMMITTED, REPORTED, owner=r.speaker)
        work.taken, work.done, work.status = r, r, ActionStatus.DONE
        return True

    def _reported(self, r: Remark, cued: bool) -> Work | None:
        if r.question:
            return None
        if cued and tells_secret(r):
            for work in reversed(self.works):
                if work.live and not work.done and r.speaker in (work.owner, *work.asked) and tells_secret(work.root):
                    return work
        if cued and len(r.content) < 2:
            return next((w for w in reversed(self._here(r)) if w.live and w.owner == r.speaker and w.done is None), None)
        best, score = self._kin(r)
        return best if best and score >= (REPORTS if cued else MENTIONS) and (cued or best.concerns(r.speaker)) else None

    def _kin(self, r: Remark) -> tuple[Work | None, float]:
        """The live work that the remark has most in common with."""
        best, most = None, 0.0
        for work in self._candidates(r):
            if not work.live or work.root is r:
                continue
            score = self.kinship.shared(work.stems, r.content)
            if not score:
                continue
            score += (
                1.0 * work.concerns(r.speaker)
                + 0.6 * (r.place in (work.root.place, (work.taken or work.root).place))
                + 1.5 * bool(set(r.tickets) & work.tickets)
            )
            if r.piece.thread and any(r.piece.thread == m.id for m in work.members):
                score += 2.0
            if r.piece.thread and r.piece.thread == work.root.piece.thread and not work.collected:
                score += 0.6
            if score > most:
                best, most = work, score
        return best, most

    def _candidates(self, r: Remark) -> list[Work]:
        found = {id(w): w for s in sorted(r.content) for w in self._by_stem.get(s, ())}
        return sorted(found.values(), key=lambda w: w.root.piece.at.timestamp() if w.root.piece.at else 0.0)

    # what is answered

    def _answers(self, r: Remark) -> bool:
        """Whether the remark only answers work that is spoken of: yes, no, not sure, nobody."""
        work = self._target(r)
        if opens_with_no(r) or (refuses(r) and not (work and self._brings_up(r, work))):
            return self._turned_down(r, work)
        if r.does(Act.CONCEDE) and len(r.words) < SHORT and self._conceded(r):
            return True
        if r.does(Act.UNOWNED) and not r.does(Act.TAKE):
            kin, score = self._kin(r)
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
        recent = list(self._recent[r.place])[:-5:-1]
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
        work = next((w for w in self._here(r) if w.root is mine), None) or self._open(mine, Commitment.PROPOSED, OFFERED)
        for counter in [w for w in self._here(r) if w.root is recent[0] and w.commitment is Commitment.PROPOSED]:
            self.works.remove(counter)
            self._by_place[r.place].remove(counter)
        if work.commitment is Commitment.PROPOSED:
            work.commitment = Commitment.DECLINED
        work.join(recent[0])
        work.join(r)
        return True

    def _brings_up(self, r: Remark, work: Work) -> bool:
        """Whether it proposes something of its own rather than speaks of the work."""
        own = r.does(Act.IDEA) or any(s.does(Act.SUGGEST) and s.question for s in r.sentences)
        return own and len(r.content) > 1 and self.kinship.shared(work.stems, r.content) < 1.0 and not back_refers(r)

    def _turned_down(self, r: Remark, work: Work | None) -> bool:
        if work is None or (self.kinship.shared(work.stems, r.content) == 0 and work.last is not self._before(r)):
            kin, score = self._kin(r)
            work = kin if kin and kin.owner is None and score >= TURNS_DOWN_AFAR else work
        before = self._before(r)
        if opens_with_no(r) and before and before.speaker != r.speaker and (work is None or before not in work.members):
            if not self.scope.collects(r) or len(before.content) < 2 or before.id in self.scope.threads:
                return True
            work = self._open(before, Commitment.PROPOSED, SUGGESTED)
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
            and (approves(r) or work.asked or r.does(Act.HEDGE) or not work.root.does(Act.SEEK, Act.ASK))
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
        self._index(work)
        return True

    def _target(self, r: Remark) -> Work | None:
        """The work of this place that the remark most likely speaks to."""
        recent = list(self._recent[r.place])[::-1]
        best, most = None, 0.0
        for work in self._here(r):
            distance = next((n for n, m in enumerate(recent, 1) if m in work.members), 0)
            if not distance and r.piece.thread == work.root.id and len(recent) < NEAR:
                distance = min(len(recent) + 1, NEAR)
            score = ADJACENT[distance] + self.kinship.shared(work.stems, r.content) * (1.0 if distance else 0.6)
            called = {p.name for p in r.named}
            if work.done:
                continue
            score += (
                1.0 * (r.speaker in work.asked)
                + 1.0 * (work.root.speaker in called)
                - 0.8 * (work.root.speaker == r.speaker)
                - 1.0 * (not work.live)
            )
            if score > most:
                best, most = work, score
        return best if most >= ANSWERS else None

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
            work = self._open(r, Commitment.COMMITTED, grip)
        hedged = r.does(Act.HEDGE) or (r.does(Act.DATE_HEDGE) and light)
        if hedged and not (agrees(r) or (sentence and (sentence.does(Act.TAKE) or r.does(Act.DATE_HEDGE)))):
            work.commitment, work.grip = Commitment.PROPOSED, max(work.grip, grip)
            return True
        work.commitment, work.grip, work.taken = Commitment.COMMITTED, max(work.grip, grip), r
        work.owner = r.speaker
        work.join(r, about=True)
        self._index(work)
        return True

    def _taken_up(self, r: Remark) -> Work | None:
        """The proposal or request that the remark takes on, or the remark before it where it has no words of its own."""
        secret = tells_secret(r)
        if secret and len(r.content) < 5:
            for work in self.works:
                if work.live and r.speaker in (work.owner, *work.asked) and tells_secret(work.root):
                    return work
        open_here = [w for w in self._here(r) if w.live and (w.owner is None or w.owner == r.speaker)]
        if len(r.content) < 2 or (len(r.content) < 3 and back_refers(r)):
            if (work := self._target(r)) and work in open_here:
                return work
            return self._from_before(r)
        before = self._before(r)
        if before and before.speaker != r.speaker and len(r.content) < 6 and any(s.does(Act.TAKE) for s in r.sentences):
            asked = next((w for w in open_here if w.owner is None and w.last is before), None)
            if asked:
                return asked
        near = {id(m) for m in self._recent[r.place]}
        for work in reversed(open_here):
            close = any(id(m) in near for m in work.members)
            shared = self.kinship.shared(work.stems, r.content)
            if work.owner is None and shared >= (0.1 if r.speaker in work.asked else 0.8 if close else 1.6):
                return work
        kin, score = self._kin(r)
        return (
            kin if kin and score >= 2.2 and kin.owner in (None, r.speaker) and (kin.owner is None or kin.speaks_of(r)) else None
        )

    def _from_before(self, r: Remark) -> Work | None:
        for before in list(self._recent[r.place])[:-3:-1]:
            if before.speaker != r.speaker and len(before.content) > 1 and not self.scope.threads & {before.id}:
                work = self._open(before, Commitment.PROPOSED, OFFERED)
                work.collected = self.scope.collects(r)
                self._by_place[r.place].append(work)
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
        kin, score = self._kin(r)
        if kin and score >= REMINDS and kin.speaks_of(r) and self.kinship.shared(kin.stems, r.content) >= 1.5:
            kin.join(r)
            kin.asked = tuple(dict.fromkeys((*kin.asked, *asked)))
            return
        if self.scope.when(r) is When.DURING and not (asked or r.does(Act.SEEK)):
            return
        marked = any(s.does(Act.IDEA, Act.SEEK) for s in sentences)
        work = self._open(r, Commitment.PROPOSED, OFFERED if marked else SUGGESTED)
        work.asked = asked

    def _spoken_to(self, r: Remark) -> tuple[str, ...]:
        opener = self._known.get(r.piece.thread or "")
        before = self._before(r)
        return tuple(
            dict.fromkeys(
                m.speaker for m in (before, opener) if m and m.speaker and m.speaker != r.speaker and not m.piece.automated
            )
        )

    # the works of a place

    def _open(self, r: Remark, commitment: Commitment, grip: float, owner: str | None = None) -> Work:
        work = Work(r, commitment, grip, owner)
        work.collected, work.deferred = self.scope.collects(r), deferred(r)
        opener = self._known.get(r.piece.thread or "")
        if opener and tells_secret(r) and opener.id not in self.scope.threads:
            work.join(opener)
        self.works.append(work)
        self._by_place[r.place].append(work)
        if not r.piece.thread:
            self._by_place[r.id].append(work)
        self._index(work)
        return work

    def _index(self, work: Work) -> None:
        for stem in sorted(work.stems):
            if not any(w is work for w in self._by_stem[stem]):
                self._by_stem[stem].append(work)

    def _here(self, r: Remark) -> list[Work]:
        return self._by_place.get(r.place, [])

    def _places(self, work: Work) -> set[str]:
        return {m.place for m in work.members}

    def _before(self, r: Remark) -> Remark | None:
        recent = self._recent[r.place]
        return recent[-1] if recent else self._known.get(r.piece.thread or "")
