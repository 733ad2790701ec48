"""What a text tells about its times beside them: the tense of the sentence, the zone of unlabelled times, a date further on."""

import bisect
import datetime
import re

from pipeline.text.times.calendar import Tense, date_of
from pipeline.text.times.labels import zone_of_all_times
from pipeline.text.times.mention import TimeContext
from pipeline.text.times.tokens import OWN_ZONE, Clock, Day, Token
from pipeline.text.times.zones import zone_info, zone_name

PAST = re.compile(
    r"(?<=\w\w)ed\b|\b(?:began|was|were|been|saw|seen|since|went|lost|rose|fell|did|had|broke|ago|last night)\b", re.IGNORECASE
)
PLANNED = re.compile(
    r"\b(?:will|next|eta|review|retro\w*|meeting|sync|standup|postmortem|deadline|expect\w*|plan\w*|schedul\w*|going to"
    r"|maintenance|starts|reminder|tomorrow)\b[^.!?\n]*\Z",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[!?\n]|\.(?=\s|\Z)")
NOW = re.compile(r"\b(?:it['’]?s|it is|time is)(?: already| now| about| currently)* \Z", re.IGNORECASE)
HERE = re.compile(r" (?:over )?here\b", re.IGNORECASE)
GOES_WITH_TIMES = re.compile(
    r"(?:\b(?:at|since|from|until|till|by|around|about|before|after|between|time|started|ended|resolved)|~|[\[(:*@])[ :*]*\Z",
    re.IGNORECASE,
)
CHINA = re.compile(r"\b(?:China|Beijing|Shanghai|Hong Kong)\b")
LOOK_AROUND = 64
SAME_SENTENCE = 160


class Clues:
    """The clues of one text, found on demand. `last_label` is that of the time before, which goes on for those without one."""

    def __init__(self, text: str, context: TimeContext, tokens: list[Token]):
        self.text, self.context = text, context
        self.all_times = zone_of_all_times(text)
        self.dates = [token for token in tokens if isinstance(token, Day) and token.year]
        self.date_starts = [day.start for day in self.dates]
        self.first_date = date_of(self.dates[0], None, False) if self.dates else None
        labels = (token.label for token in tokens if isinstance(token, Clock) and not token.place)
        self.first_label = next((label for label in labels if label and label != OWN_ZONE), None)
        self.last_label: str | None = None

    def today(self, zone: str) -> datetime.date | None:
        """The writer's day in a zone, else the incident's, else the first date in the text."""
        if self.context.reference:
            return self.context.reference.astimezone(zone_info(zone)).date()
        return self.context.date or self.first_date

    def planned(self, start: int) -> bool:
        return PLANNED.search(self.text, max(0, start - LOOK_AROUND), start) is not None

    def tense(self, start: int) -> Tense:
        if self.planned(start):
            return Tense.PLANNED
        begin, end = max(0, start - LOOK_AROUND), start + LOOK_AROUND
        for match in SENTENCE_END.finditer(self.text, begin, end):
            if match.start() >= start:
                end = match.start()
                break
            begin = match.end()
        return Tense.PAST if PAST.search(self.text, begin, end) else Tense.OPEN

    def date_ahead(self, start: int) -> datetime.date | None:
        """The full date that stands later in the sentence of a time ("14:00 CST in two regions on 1 May 2021")."""
        index = bisect.bisect(self.date_starts, start)
        if index == len(self.dates) or self.dates[index].start - start > SAME_SENTENCE:
            return None
        if SENTENCE_END.search(self.text, start, self.dates[index].start):
            return None
        return date_of(self.dates[index], None, False)

    def may_be_now(self, clock: Clock) -> bool:
        """Whether the writer may be telling what their clock shows ("it is half past two", "6:58 here")."""
        if clock.label is not None:
            return False
        before = NOW.search(self.text, max(0, clock.start - 24), clock.start)
        return before is not None or HERE.match(self.text, clock.end) is not None

    def keep_label(self, clock: Clock) -> None:
        if clock.label and not clock.place:
            self.last_label = None if clock.label == OWN_ZONE else clock.label

    def goes_with_times(self, start: int) -> bool:
        return GOES_WITH_TIMES.search(self.text, max(0, start - 16), start) is not None

    def default_zone(self) -> tuple[str, str | None]:
        """The zone of times without a label, and a note where it is assumed."""
        if label := self.last_label or self.all_times:
            return self._named(label) or "UTC", None
        if self.context.zone:
            return self.context.zone, None
        if self.first_label and (name := self._named(self.first_label)):
            return name, None
        return "UTC", "no zone is said; read as UTC"

    def zone(self, clock: Clock) -> tuple[str, str | None]:
        """The zone of a clock time, and a note where it is assumed."""
        if clock.label == OWN_ZONE and self.context.zone:
            return self.context.zone, None
        if clock.label and clock.label != OWN_ZONE and (name := self._named(clock.label)):
            return name, None
        return self.default_zone()

    def _named(self, label: str) -> str | None:
        if label.upper() == "CST" and CHINA.search(self.text):
            return "Asia/Shanghai"
        return zone_name(label, self.context.zone)
