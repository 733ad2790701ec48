"""Chat lines in the order of the file -> messages, with what was dropped and skipped counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.domain.moment import Precision
from pipeline.sources.chat.nicks import RELAYED, Nicks, relays_among
from pipeline.sources.chat.shapes import ChatLine, LineKind
from pipeline.sources.lines.calendar import Calendar, precision_of
from pipeline.sources.lines.cleaning import LONGEST_TEXT
from pipeline.sources.lines.days import looks_like_day_line
from pipeline.sources.reading import Skipped

DROPPED = {
    LineKind.MEMBERSHIP: "membership lines",
    LineKind.SERVER: "server lines",
    LineKind.INTERFACE: "words of the chat window",
}
EDITED = "(edited)"


@dataclass
class Message:
    """One message under its first line's number; `nick` is as written."""

    number: int
    kind: LineKind
    nick: str
    at: datetime | None
    precision: Precision
    lines: list[str]
    size: int = 0

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass
class Transcript:
    """Fed line by line, in order, which is kept: minutes do not say which of two messages came first."""

    calendar: Calendar
    messages: list[Message] = field(default_factory=list[Message])
    nicks: Nicks = field(default_factory=Nicks)
    dropped: Counter[str] = field(default_factory=Counter[str])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    _open: bool = False

    def feed(self, lines: Iterable[ChatLine]) -> None:
        for line in lines:
            if line.kind is LineKind.MORE:
                self._go_on(line)
            elif word := DROPPED.get(line.kind):
                self.dropped[word] += 1
                self._advance(line)
            elif line.kind is LineKind.RENAME:
                self.dropped["nick changes"] += 1
                self.nicks.renamed(line.nick, line.text)
                self._advance(line)
            else:
                self._begin(line)

    def _advance(self, line: ChatLine) -> None:
        """What is dropped may still be what shows that midnight has passed; and it ends the message before it."""
        if line.stamp:
            self._open = False
            self.calendar.time_of(line.stamp, line.number)
            self.calendar.announced_by(line.text)

    def _go_on(self, line: ChatLine) -> None:
        text = line.text
        if not text or text.isspace():
            return
        if len(text) <= 80 and looks_like_day_line(text):
            self.calendar.announced_by(text)
            self._open = False
        elif not self._open:
            self.dropped["lines outside any message"] += 1
        else:
            self._append(text.rstrip())

    def _append(self, text: str) -> None:
        message = self.messages[-1]
        message.size += len(text)
        if message.size > LONGEST_TEXT:
            self.dropped["lines of very long messages"] += 1
        else:
            message.lines.append(text)

    def _begin(self, line: ChatLine) -> None:
        at = self.calendar.time_of(line.stamp, line.number) if line.stamp else None
        self._open = not (line.stamp and at is None)
        if not self._open:
            self.skipped.append(Skipped(self.calendar.file, f"line {line.number}", "its time is none that a clock shows"))
            return
        precision = precision_of(line.stamp) if line.stamp else Precision.SECOND
        self.messages.append(Message(line.number, line.kind, line.nick, at, precision, [line.text], len(line.text)))

    def finish(self) -> list[Message]:
        """The messages that say something, with the authors that relay bots name, all nicks met."""
        said = [message for message in self.messages if message.text]
        self.dropped["messages without text"] += len(self.messages) - len(said)
        relays = relays_among((message.nick, message.lines[0]) for message in said)
        for message in said:
            if message.nick in relays and (inner := RELAYED.match(message.lines[0])):
                message.nick, message.lines[0] = inner["nick"].strip(), inner["text"]
            if message.nick:
                self.nicks.met(message.nick)
        return [message for message in said if message.text]
