"""A Slack export: a folder or zip with channels, users, and a folder of day files for each channel.

Standard and Enterprise exports, dumps in the same layout, a part of one, or the folder of one channel alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.domain.evidence import Evidence
from pipeline.domain.material import Channel
from pipeline.errors import EmptySource, UnreadableSource
from pipeline.sources.files import File, Tree
from pipeline.sources.payload import Json, items, mapping, mappings, text
from pipeline.sources.reading import Claim, Reading, ReadOptions, Skipped
from pipeline.sources.slack.directory import Directory
from pipeline.sources.slack.messages import Conversation
from pipeline.sources.slack.mrkdwn import Mrkdwn

FORMAT = "slack-export"
PRODUCT = "Slack export"
PRIORITY = 10

DAY_FILE = re.compile(r"(?:(?P<folder>.*)/)?\d{4}-\d{2}-\d{2}\.json")
USER_LISTS = ("users.json", "org_users.json")
CHANNEL_LISTS = ("channels.json", "groups.json")
DIRECT_LISTS = ("dms.json", "mpims.json")
OTHER_LISTS = (
    "integration_logs.json",
    "canvases.json",
    "lists.json",
    "file_conversations.json",
    "team_info.json",
    "huddle_transcripts.json",
)
DIRECT_FOLDER = re.compile(r"D[0-9A-Z]{8,}|mpdm-.+")
CLOSED = ("is_private", "is_mpim", "is_im")
MESSAGE_SIGNS = ('"ts"', '"text"', '"subtype"', '"user"')


def sniff(tree: Tree) -> list[Claim]:
    """One claim for each export in the tree."""
    lists: dict[str, list[File]] = defaultdict(list)
    days: dict[str, list[File]] = defaultdict(list)
    for file in tree.files:
        folder, _, name = file.path.rpartition("/")
        if name in (*USER_LISTS, *CHANNEL_LISTS, *DIRECT_LISTS, *OTHER_LISTS):
            lists[folder].append(file)
        elif match := DAY_FILE.fullmatch(file.path):
            days[_root(match["folder"])].append(file)
    roots = sorted(root for root in {*lists, *days} if _is_export(lists[root], days[root]))
    return [Claim(_claim_name(tree, root), (*lists[root], *days[root]), root) for root in roots if not (tree.single and not root)]


def _root(folder: str | None) -> str:
    """The export's folder, two above a day file; a folder of one channel alone is its own root."""
    return folder.rpartition("/")[0] if folder else ""


def _is_export(lists: list[File], days: list[File]) -> bool:
    known = {file.path.rpartition("/")[2] for file in lists}
    if days:
        return bool(known & {*USER_LISTS, *CHANNEL_LISTS}) or any(holds_messages(file) for file in days[:3])
    return bool(known & {*USER_LISTS}) and bool(known & {*CHANNEL_LISTS})


def holds_messages(file: File) -> bool:
    """Whether a JSON file begins like a list of messages; an empty list may be a day without any."""
    head = file.head.lstrip()
    return head.startswith("[") and MESSAGE_SIGNS[0] in head and any(sign in head for sign in MESSAGE_SIGNS[1:])


def _claim_name(tree: Tree, root: str) -> str:
    return f"{tree.name}/{root}" if root else tree.name


def read(claim: Claim, options: ReadOptions) -> Reading:
    """The channels of the export, or those of them that the user named. Raises EmptySource."""
    return _Export(claim, frozenset(options.channels)).read()


@dataclass
class _Export:
    claim: Claim
    wanted: frozenset[str] = frozenset()
    """Names or ids of channels that alone are to be read; empty for all but direct conversations."""
    directory: Directory = field(default_factory=Directory)
    channels: dict[str, Json] = field(default_factory=dict[str, Json])
    """The channel objects of the lists, by id."""
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    dropped: Counter[str] = field(default_factory=Counter[str])

    def read(self) -> Reading:
        direct, private = self._read_lists()
        mrkdwn = Mrkdwn(self.directory, {id: text(channel, "name") for id, channel in self.channels.items()})
        evidence: list[Evidence] = []
        channels: list[Channel] = []
        for folder, files in self._chosen(direct).items():
            conversation = self._conversation(folder, files, mrkdwn)
            found = conversation.in_order()
            evidence += found
            channels.append(self._channel(conversation, len(found), conversation.id in private or _is_direct(folder, direct)))
        if not evidence:
            raise EmptySource(self.claim.name, PRODUCT)
        return Reading(
            evidence=tuple(evidence),
            people=tuple(self.directory.people.values()),
            channels=tuple(channels),
            dropped=dict(self.dropped),
            skipped=tuple(self.skipped),
        )

    def _read_lists(self) -> tuple[set[str], set[str]]:
        """Reads users and channels; the names and ids of direct conversations, and the ids of private channels."""
        by_name = {self._path(file): file for file in self.claim.files}
        for name in USER_LISTS:
            self.directory.add_users(self._listed(by_name.get(name)))
        direct = {name for list in DIRECT_LISTS for entry in self._listed(by_name.get(list)) for name in _names(entry)}
        private = set(self._add_channels(by_name.get("groups.json")))
        self._add_channels(by_name.get("channels.json"))
        return direct, private

    def _chosen(self, direct: set[str]) -> dict[str, list[File]]:
        """The folders to read: those the user named if any is here, else all but direct conversations."""
        folders = self._folders()
        named = {name: files for name, files in folders.items() if self.wanted & {name, *_names(self._entry_of(name))}}
        if named:
            return named
        chosen = {name: files for name, files in folders.items() if not _is_direct(name, direct)}
        if len(chosen) < len(folders):
            self.dropped["direct conversations"] = len(folders) - len(chosen)
        return chosen

    def _path(self, file: File) -> str:
        return file.path[len(self.claim.root) + 1 :] if self.claim.root else file.path

    def _listed(self, file: File | None) -> list[Json]:
        try:
            return mappings(file.read_json()) if file else []
        except UnreadableSource as error:
            self.skipped.append(Skipped(error.file, error.place, error.problem))
            return []

    def _add_channels(self, file: File | None) -> list[str]:
        listed = {id: entry for entry in self._listed(file) if (id := text(entry, "id"))}
        self.channels.update(listed)
        return list(listed)

    def _folders(self) -> dict[str, list[File]]:
        """The day files by channel folder, in the order of names and days."""
        folders: dict[str, list[File]] = defaultdict(list)
        for file in self.claim.files:
            path = self._path(file)
            if DAY_FILE.fullmatch(path):
                folders[path.rpartition("/")[0] or self.claim.name.rpartition("/")[2]].append(file)
        return dict(sorted(folders.items()))

    def _conversation(self, folder: str, files: list[File], mrkdwn: Mrkdwn) -> Conversation:
        entry = self._entry_of(folder)
        id = text(entry, "id") or folder
        conversation = Conversation(id, text(entry, "name") or folder, self.directory, mrkdwn)
        for file in files:
            try:
                conversation.add(messages_of(file), file.name)
            except UnreadableSource as error:
                self.skipped.append(Skipped(error.file, error.place, error.problem))
        self.dropped.update(conversation.dropped)
        self.skipped += conversation.skipped
        return conversation

    def _entry_of(self, folder: str) -> Json:
        named = [entry for entry in self.channels.values() if entry.get("name") == folder]
        return self.channels.get(folder) or (named[0] if named else {})

    def _channel(self, conversation: Conversation, messages: int, private: bool) -> Channel:
        entry = self.channels.get(conversation.id, {})
        return Channel(
            id=conversation.id,
            name=conversation.name,
            topic=text(mapping(entry.get("topic")), "value"),
            purpose=text(mapping(entry.get("purpose")), "value"),
            messages=messages,
            private=private or any(entry.get(kind) is True for kind in CLOSED),
        )


def messages_of(file: File) -> list[object]:
    """The list in a day file. Raises UnreadableSource for anything else."""
    content = file.read_json()
    messages = items(content)
    if not messages and content != []:
        raise UnreadableSource(file.name, "this is no list of messages", "export it again")
    return messages


def _is_direct(folder: str, direct: set[str]) -> bool:
    return folder in direct or DIRECT_FOLDER.fullmatch(folder) is not None


def _names(entry: Json) -> Iterable[str]:
    return filter(None, (text(entry, "id"), text(entry, "name")))
