"""What has been said so far, and the work that it was about: by place, by word, by who said it."""

from collections import defaultdict, deque
from operator import attrgetter

from pipeline.domain.action_item import Commitment
from pipeline.draft.actions.remarks import Remark
from pipeline.draft.actions.scope import Scope
from pipeline.draft.actions.speech import SHOWN, deferred, tells_secret
from pipeline.draft.actions.work import Kinship, Work

TELLING = 0.3
"""So much a stem must weigh to lead to work that goes by it."""
MOST_HERE = 12
"""Work of one place, and work that goes by one word, is looked through so far back, that long exports take linear time."""
NEAR = 6
"""So many remarks back an answer may reach."""
ADJACENT = (0.0, 2.0, 1.2, 0.6, 0.3, 0.2, 0.1)
ANSWERS = 1.0
"""How much it takes to be an answer."""


class Conversation:
    def __init__(self, scope: Scope, kinship: Kinship):
        self.scope, self.kinship = scope, kinship
        self.works: list[Work] = []
        self.by_place: dict[str, deque[Work]] = defaultdict(lambda: deque(maxlen=MOST_HERE))
        self.by_stem: dict[str, dict[Work, None]] = defaultdict(dict)
        self.secrets: list[Work] = []
        self._fresh: dict[str, int] = {}
        self._kin: tuple[Remark, tuple[Work | None, float]] | None = None
        self.recent: dict[str, deque[Remark]] = defaultdict(lambda: deque(maxlen=NEAR))
        self.known: dict[str, Remark] = {}

    def stirred(self, remark: Remark) -> bool:
        """Whether work came up in its thread, or in its channel a moment ago."""
        return self._fresh.get(remark.place, 0) > 0 or (remark.piece.thread is not None and remark.place in self.by_place)

    def remember(self, remark: Remark) -> None:
        self._fresh[remark.place] = self._fresh.get(remark.place, 0) - 1
        self.recent[remark.place].append(remark)
        self.known[remark.id] = remark

    def open(self, r: Remark, commitment: Commitment, grip: float, owner: str | None = None) -> Work:
        work = Work(r, commitment, grip, owner)
        work.number, work.before = len(self.works), self.before(r)
        work.collected, work.deferred = self.scope.collects(r), deferred(r)
        opener = self.known.get(r.piece.thread or "")
        if opener and tells_secret(r) and opener.id not in self.scope.threads:
            work.join(opener)
        elif tells_secret(r) and (shown := next((m for m in reversed(self.recent[r.place]) if SHOWN in m.piece.text), None)):
            work.join(shown)
        self.works.append(work)
        self._fresh[r.place] = NEAR + 1
        if tells_secret(r):
            self.secrets.append(work)
        self.by_place[r.place].append(work)
        if not r.piece.thread:
            self.by_place[r.id].append(work)
        self.index(work)
        return work

    def index(self, work: Work) -> None:
        for stem in sorted(work.stems):
            self.by_stem[stem][work] = None
            if len(self.by_stem[stem]) > MOST_HERE:
                del self.by_stem[stem][next(iter(self.by_stem[stem]))]

    def here(self, r: Remark) -> list[Work]:
        return list(self.by_place.get(r.place, ()))

    def drop(self, work: Work) -> None:
        """Forgets work that was none."""
        self.works.remove(work)
        for place in (work.root.place, work.root.id):
            if work in self.by_place.get(place, ()):
                self.by_place[place].remove(work)
        for stem in work.stems:
            self.by_stem[stem].pop(work, None)

    def before(self, r: Remark) -> Remark | None:
        recent = self.recent[r.place]
        return recent[-1] if recent else self.known.get(r.piece.thread or "")

    def kin(self, r: Remark) -> tuple[Work | None, float]:
        """The live work that the remark has most in common with, and how much that is."""
        if self._kin is None or self._kin[0] is not r:
            self._kin = (r, self._find_kin(r))
        return self._kin[1]

    def _find_kin(self, r: Remark) -> tuple[Work | None, float]:
        best, most = None, 0.0
        for work in self.candidates(r):
            other = bool(r.tickets and work.tickets) and work.tickets.isdisjoint(r.tickets)
            if not work.live or work.root is r or other:
                continue
            score = self.kinship.shared(work.stems, r.content)
            score += (
                1.0 * work.concerns(r.speaker)
                + 0.6 * (r.place in (work.root.place, (work.taken or work.root).place))
                + 1.5 * bool(set(r.tickets) & work.tickets)
            )
            if r.piece.thread and r.piece.thread in work.ids:
                score += 2.0
            if r.piece.thread and r.piece.thread == work.root.piece.thread and not work.collected:
                score += 0.6
            if score > most:
                best, most = work, score
        return best, most

    def candidates(self, r: Remark) -> list[Work]:
        telling = (stem for stem in sorted(r.content) if self.kinship.weight(stem) >= TELLING)
        found = dict.fromkeys(work for stem in telling for work in self.by_stem.get(stem, ()))
        return sorted(found, key=attrgetter("number"))

    def target(self, r: Remark) -> Work | None:
        """The work of this place that the remark most likely speaks to."""
        here = self.here(r)
        if not here:
            return None
        recent = [m.id for m in reversed(self.recent[r.place])]
        called = {p.name for p in r.named}
        best, most = None, 0.0
        for work in here:
            if work.done:
                continue
            distance = next((n for n, id in enumerate(recent, 1) if id in work.ids), 0)
            if not distance and r.piece.thread == work.root.id and len(recent) < NEAR:
                distance = min(len(recent) + 1, NEAR)
            score = ADJACENT[distance] + self.kinship.shared(work.stems, r.content) * (1.0 if distance else 0.6)
            score += (
                1.0 * (r.speaker in work.asked)
                + 1.0 * (work.root.speaker in called)
                - 0.8 * (work.root.speaker == r.speaker)
                - 1.0 * (not work.live)
            )
            if score > most:
                best, most = work, score
        return best if most >= ANSWERS else None
