"""Reports: a remark that says what was done -> the piece of work that it is of, marked done or in progress.

A report is of work whose ticket, two words or own word it has; of a shown secret whose rotation it tells.
"""

from collections.abc import Sequence

from pipeline.domain.action_item import ActionStatus, Commitment
from pipeline.draft.actions.conversation import MOST_HERE, Conversation
from pipeline.draft.actions.lexicon import CHANGED_THINGS, SHOWN_WORDS, Act
from pipeline.draft.actions.remarks import Remark, Sentence, stems
from pipeline.draft.actions.scope import When
from pipeline.draft.actions.speech import REPORTED, opens_with_no, proposes, reports, takes, tells_secret
from pipeline.draft.actions.work import Work

REPORTS, MENTIONS = 2.0, 3.2
"""How much kinship it takes."""


class Reports:
    def __init__(self, talk: Conversation):
        self.talk = talk

    def hears(self, r: Remark) -> bool:
        """Attaches a report to the work that it is about; a lasting change that nobody had announced is work done."""
        cues = [s for s in r.sentences if reports(s)]
        taking = any(takes(s) for s in r.sentences) or (r.due is not None and not cues)
        if taking or opens_with_no(r) or any(s.question and proposes(s, False) for s in r.sentences):
            return False
        work = self._reported(r, bool(cues))
        if work and self.talk.scope.when(r) is When.DURING and all(m.place != r.place for m in work.members):
            return False
        if work:
            work.join(r)
            if cues and self._completes(r, cues, work):
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
        if r.question or not lasting or self.talk.scope.when(r) is not When.AFTER:
            return False
        work = self.talk.open(r, Commitment.COMMITTED, REPORTED, owner=r.speaker)
        work.taken, work.done, work.status = r, r, ActionStatus.DONE
        return True

    def _completes(self, r: Remark, cues: Sequence[Sentence], work: Work) -> bool:
        """Whether the report is of this very work: its ticket, two of its words, or one that no other work here goes by."""
        if r.tickets and work.tickets:
            return not work.tickets.isdisjoint(r.tickets)
        told = stems(" ".join(s.text for s in cues))
        brief = len(r.content) < 4 and work.owner == r.speaker and r.content <= told
        if brief and (len(r.content) < 2 or not work.stems.isdisjoint(r.content)):
            return True
        if tells_secret(r) and tells_secret(work.root) and not work.collected:
            return True
        shared = work.stems & r.content & told
        return (bool(shared) and len(work.stems & r.content) > 1) or any(self._own_word(stem, work) for stem in shared)

    def _own_word(self, stem: str, work: Work) -> bool:
        return all(other is work or not other.live for other in self.talk.by_stem.get(stem, ()))

    def _secret_reported(self, r: Remark) -> Work | None:
        """The open rotation of a shown secret that the report is of: of its owner, or of anybody who speaks of the shown one."""
        shown = not SHOWN_WORDS.isdisjoint(r.words)
        for work in reversed(self.talk.secrets[-MOST_HERE:]):
            close = r.speaker in (work.owner, *work.asked) or (shown and not work.stems.isdisjoint(r.content))
            if close and work.live and not work.done and tells_secret(work.root) and not work.collected:
                return work
        return None

    def _reported(self, r: Remark, cued: bool) -> Work | None:
        if r.question:
            return None
        if cued and tells_secret(r) and (work := self._secret_reported(r)):
            return work
        if cued and len(r.content) < 2:
            return next((w for w in reversed(self.talk.here(r)) if w.live and w.owner == r.speaker and w.done is None), None)
        best, score = self.talk.kin(r)
        return best if best and score >= (REPORTS if cued else MENTIONS) and (cued or best.concerns(r.speaker)) else None
