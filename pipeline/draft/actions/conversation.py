"""What has been said so far, and the work that it was about: by place, by word, by who said it."""

from collections import defaultdict, deque

from pipeline.domain.action_item import Commitment
from pipeline.draft.actions.remarks import Remark
from pipeline.draft.actions.scope import Scope
from pipeline.draft.actions.speech import deferred, tells_secret
from pipeline.draft.actions.work import Kinship, Work

NEAR = 6
"""So many remarks back an answer may reach."""
ADJACENT = (0.0, 2.0, 1.2, 0.6, 0.3, 0.2, 0.1)
ANSWERS = 1.0
"""How much it takes to be an answer."""


class Conversation:
    def __init__(self, scope: Scope, kinship: Kinship):
        self.scope, self.kinship = scope, kinship
        self.works: list[Work] = []
        self.by_place: dict[str, list[Work]] = defaultdict(list)
        self.by_stem: dict[str, list[Work]] = defaultdict(list)
        self.recent: dict[str, deque[Remark]] = defaultdict(lambda: deque(maxlen=NEAR))
        self.known: dict[str, Remark] = {}

    def remember(self, remark: Remark) -> None:
        self.recent[remark.place].append(remark)
        self.known[remark.id] = remark

    def open(self, r: Remark, commitment: Commitment, grip: float, owner: str | None = None) -> Work:
        work = Work(r, commitment, grip, owner)
        work.collected, work.deferred = self.scope.collects(r), deferred(r)
        opener = self.known.get(r.piece.thread or "")
        if opener and tells_secret(r) and opener.id not in self.scope.threads:
            work.join(opener)
        self.works.append(work)
        self.by_place[r.place].append(work)
        if not r.piece.thread:
            self.by_place[r.id].append(work)
        self.index(work)
        return work

    def index(self, work: Work) -> None:
        for stem in sorted(work.stems):
            if not any(w is work for w in self.by_stem[stem]):
                self.by_stem[stem].append(work)

    def here(self, r: Remark) -> list[Work]:
        return self.by_place.get(r.place, [])

    def before(self, r: Remark) -> Remark | None:
        recent = self.recent[r.place]
        return recent[-1] if recent else self.known.get(r.piece.thread or "")

    def kin(self, r: Remark) -> tuple[Work | None, float]:
        """The live work that the remark has most in common with."""
        best, most = None, 0.0
        for work in self.candidates(r):
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

    def candidates(self, r: Remark) -> list[Work]:
        found = {id(w): w for s in sorted(r.content) for w in self.by_stem.get(s, ())}
        return sorted(found.values(), key=lambda w: w.root.piece.at.timestamp() if w.root.piece.at else 0.0)

    def target(self, r: Remark) -> Work | None:
        """The work of this place that the remark most likely speaks to."""
        recent = list(self.recent[r.place])[::-1]
        best, most = None, 0.0
        for work in self.here(r):
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
