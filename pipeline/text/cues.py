"""Cues: what the words of a message tell of its part in an incident, by phrases of the trade (not of any one company).

    cues("ruled out. cert is fine, not us") -> Reading with {"refuted"}

Code blocks and quoted mail are set aside first: they are evidence, but not the speaker's own words.
"""

import re
from dataclasses import dataclass

from pipeline.text.phrases import PhraseBook, words

CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
QUOTED = re.compile(r"^[ \t]*(?:>|&gt;).*$", re.MULTILINE)

LISTS: dict[str, list[str]] = {
    # what somebody took on or was told
    "acknowledged": [
        "ack~", "acked ?the page", "i'm on it", "on it now", "got the page", "got paged", "page came to me", "picked up the page", "taking this ?one",
        "i'll take a look", "looking ?into ?it ?now", "having a look", "i have the page", "paged me", "prod page", "acknowledge~",
    ],
    "command": [
        "i'm ic", "i am ic", "i'll ic", "take ic", "taking ic", "took ic", "take over ?as ic", "incident command", "incident commander", "i'll run this", "incident lead",
        "handing ic", "hand ic", "ic is", "ic now", "commander", "i'll lead", "taking command", "take command", "taking lead", "take the lead",
    ],
    "severity": [
        "sev #", "sev#", "raise~ to sev", "raise~ .. sev", "bump~ .. sev", "upgrad~ .. sev", "downgrad~ .. sev", "declar~ .. sev", "declar~ .. incident", "declaring",
        "make ?it ?a sev", "it's sev", "call~ .. sev", "treat~ .. sev", "this is .. sev", "p# now", "to p#", "sev", "severity", "major incident", "escalat~ .. to sev",
    ],
    "escalated": [
        "escalat~", "paging", "page~ .. team", "paged", "page~ the", "page~ them", "need~ .. override", "need .. approval", "i want <", "call~ in", "wake~ up", "woke", "bring~ in",
        "pull~ in", "loop~ in", "support case", "opened .. case", "open .. case", "vendor", "raised .. ticket .. with", "called .. voicemail", "called twice", "who else is",
        "need someone from", "on the bridge", "on the phone with", "legal", "need .. eyes",
    ],
    "approved": ["approv~", "override approved", "override granted", "sign~ off", "go ahead", "green light", "you have my ok", "permission granted", "unfroze", "unfrozen", "lifted"],
    "blocked": [
        "blocked ?by", "is blocked", "rejected", "refus~", "denied", "can't override", "cannot override", "not allowed", "locked out", "can't log in", "cannot log in", "frozen",
        "won't let", "doesn't let", "permission denied", "stuck behind", "needs approval", "need~ a director", "no permission", "not permitted", "reload hangs", "hangs", "wedged",
        "waiting for approval", "failed to promote", "promotion fail~", "fail~ to start", "won't start", "didn't start", "would not start", "aborted", "timed out",
    ],
    # thinking
    "hypothesis": [
        "maybe", "could be", "could it be", "might be", "may be", "perhaps", "suspect~", "suspicious", "my guess", "guess~", "theory", "hypothesis", "random idea", "wild idea", "wild guess",
        "smells like", "looks like", "sounds like", "i bet", "i think it's", "i think its", "probably", "possibly", "presumably", "is it the", "is this the", "could the", "could somebody have",
        "what if", "wonder~ if", "wonder~ whether", "worth a look", "worth checking", "obvious suspect", "would explain", "feels like", "could that be", "related to", "has to be", "must be", "so .. is down",
        "assum~", "my money is on", "hunch",
    ],
    "refuted": [
        "rul~ .. out", "cross~ .. off", "not that", "not it", "not us", "not the deploy", "not the release", "not the cause", "not our", "isn't it", "it's not", "it isn't", "wasn't it", "wasn't the", "not related",
        "unrelated", "scratch that", "false lead", "red herring", "dead end", "wrong rabbit hole", "wrong tree", "no lock waits", "not blocking", "nothing there", "nothing to do with", "don't think it's", "don't think it is",
        "had it backwards", "i was wrong", "we were wrong", "wrong about", "that's not", "is innocent", "innocent", "disprove~", "doesn't match", "does not match", "doesn't explain", "isn't the problem",
        "not the problem", "is a red herring", "exclude~", "strike that", "nope", "not load", "clean on our side", "looks fine on our side", "healthy on our side", "all healthy", "are fine", "is fine",
        "not guilty", "is clean", "are clean", "off the table", "discard~ that", "so not the", "so it's not", "no sign of", "no evidence of",
    ],
    "found": [
        "found it", "found the", "found out", "found why", "found something", "found a", "here it is", "here they are", "here we go", "got it", "root cause", "that's it", "that is it", "that's the", "turns out", "the reason", "the culprit",
        "culprit", "smoking gun", "explains", "that explains", "so that's why", "that's why", "because", "caused by", "the cause", "the trigger", "the problem is", "the issue is", "mystery solved", "bingo", "aha",
        "eureka", "it tells us", "gotcha", "there it is", "there we go", "i see it", "i see it now", "the bug is", "is the bug", "confirmed it's", "confirmed it is", "never renewed", "all of them are", "is missing", "was missing",
        "points to", "points at", "pointing at", "pinned it", "narrowed it", "tracked it", "nailed it", "same as", "same failure", "again and", "happened before", "seen this before", "is .. again", "deja vu",
        "expired", "revoked", "has been deleted", "was deleted", "were deleted", "got deleted", "the same thing as",
    ],
    "meaning": ["so the", "so we", "so only", "so it", "so neither", "which means", "meaning", "that means", "means that", "in other words", "therefore", "hence", "and that's how"],
    # doing
    "acted": [
        "restart~", "reboot~", "roll~ back", "rolled", "rollback", "revert~", "fail~ over", "failover", "failed over", "promot~", "scal~ up", "scal~ down", "scal~ out", "scale~", "scaled", "disabl~", "enabl~", "re-enabled",
        "paus~", "resum~", "kill~", "terminat~", "drain~", "evict~", "cordon~", "flush~", "purg~", "clear~ the", "cleared", "rotat~", "revok~", "block~ the", "restor~", "re-run", "rerun", "replay~", "redeploy~",
        "deploy~", "push~", "merg~", "appl~", "turn~ off", "turn~ on", "switch~ .. off", "switch~ .. on", "switch~ to", "switched", "flip~", "bump~", "rais~ .. to", "increas~", "doubl~", "reduc~", "lower~", "resiz~",
        "add~ capacity", "added", "remov~", "reset~", "reload~", "clean~ up", "delet~ the", "recreat~", "rebuil~", "rebuild", "shut~ down", "shed~", "throttl~", "rate limit~", "mov~ traffic", "rerout~", "rewir~", "repoint~",
        "point~ .. to", "stop~ the", "stopped", "started", "kick~ off", "kicked off", "patch~", "hotfix~", "hot fix", "put .. back", "set .. back", "set .. to", "swap~", "isolat~", "quarantin~", "detach~", "attach~", "unmount~",
        "failing over", "running it", "running the", "starting", "aborted", "cancel~", "unblock~", "whitelist~", "allowlist~", "renew~", "reissu~", "upload~", "import~ the", "invalidat~", "ctrl-c", "ctrl c", "took .. out",
        "pull~ .. out", "pulled the", "unplug~", "gone from", "reconnect~", "re-upload~", "backfill~", "requeue~", "trigger~ a", "throw~ more", "spun up", "spin~ up", "flipping",
    ],
    "decided": [
        "decision", "decid~", "let's", "we go with", "going with", "i prefer", "option", "options", "plan is", "do it", "go for it", "pause the", "put it back", "stop everything", "everyone stop", "hands off", "hold deploys", "hold~",
        "freeze~", "stop .. do not", "do not promote", "don't promote", "stop stop", "abort", "no go", "no-go", "stand by", "we stop", "call it off", "postpon~",
    ],
    # how it went
    "worse": [
        "worse", "went to #", "went from", "down to #", "to zero", "at zero", "nothing gets through", "no effect", "no change", "no difference", "didn't help", "did not help", "doesn't help", "didn't work", "did not work", "does not help",
        "still #", "still failing", "still fail~", "still down", "still broken", "still the same", "still at", "still seeing", "still climbing", "still growing", "still see", "it's back", "is back again", "back again", "came back", "again at",
        "full again", "exhausted again", "stuck at", "not moving", "not enough", "only helped", "helped for", "only # %", "failed again", "fails again", "again down", "made .. worse", "backfir~", "are rejected", "now rejected",
        "failing too", "also fail~", "fail too", "creep~ up", "regress~", "not draining", "not shrinking", "keeps growing", "keeps climbing", "growing again", "flapping",
    ],
    "better": [
        "recover~", "climbing", "dropping", "coming down", "going down", "came down", "back to normal", "back to", "normal again", "healthy again", "is healthy", "caught up", "catching up", "# % and climbing", "errors gone", "errors at #",
        "waiting #", "works again", "working again", "is up", "it's up", "back up", "we're back", "we are back", "is back", "are back", "looks good", "looking good", "looks better", "it worked", "that worked", "i think that worked", "did the trick", "is green",
        "all green", "improv~", "stable", "stabiliz~", "stabilis~", "draining", "shrinking", "loading again", "connected", "streaming", "is live", "are live", "succeed~", "success", "restored", "positive signs", "serving again", "flowing", "healthy",
    ],
    "mitigated": [
        "mitigat~", "bleeding stopped", "bleeding has stopped", "stopped the bleeding", "impact is over", "impact over", "impact ended", "users are fine", "no longer affected", "customers are back", "service restored", "service is restored",
        "fully restored", "everything is back", "everyone is back", "all back", "traffic is back", "back for everyone", "contained", "containment", "is contained", "no more errors", "errors are gone", "we are good", "we're good", "back in business",
        "fully recovered", "full recovery", "site is back", "shop is back", "is back up", "users can", "customers can", "danger is over", "safe now", "exposure closed", "hole is closed", "door is closed", "closed the hole",
    ],
    "not_yet": ["not resolved", "not over", "not fixed", "not yet", "not mitigated", "isn't resolved", "isn't over", "isn't fixed", "wait with", "before .. call", "don't call", "not calling", "until .. mitigated", "when .. mitigated", "if .. mitigated", "once .. resolved", "partly", "partially", "can i tell", "false tada", "too early", "not done"],
    "resolved": [
        "resolved", "resolv~ at", "closing this", "closed out", "closing it", "closed at", "closing out", "calling this", "wrapping up", "wrap this up", "we're through", "standing down", "incident ends", "incident ended", "end of incident", "and closed", "officially over", "call this done", "call this closed", "closing the incident", "close this out", "clos~ .. incident", "incident closed", "incident is closed", "incident over", "all clear", "all-clear", "stand~ down", "call it done", "calling it", "call it resolved",
        "it's over", "that's a wrap", "we can close", "we're done here", "over and out", "in the clear", "has been fixed", "is fixed", "issue is fixed", "declare~ .. over", "incident done", "can close",
    ],
    "verified": [
        "confirm~", "verif~", "# / #", "# of #", "none lost", "nothing lost", "no loss", "# lost", "# duplicates", "reconciles", "reconciled", "checked", "double check~", "checks in a row", "smoke test~", "tested", "all replayed", "replayed", "queue empty",
        "queue is empty", "backlog is gone", "backlog cleared", "backlog gone", "fully drained", "all posted", "checksums match", "match~ up", "row counts", "all present", "no gaps", "looks complete", "synthetic", "test booking", "test order", "i can log in", "works for me",
    ],
    "communicated": [
        "status page", "statuspage", "holding text", "macro", "told customers", "customers told", "tell customers", "telling customers", "announced", "posted", "publish~", "update for everyone", "min update", "next update", "update :", "comms", "mail to customers",
        "email to", "e-mail to", "notified", "notify~", "all-clear sent", "sent the", "banner", "tweet~", "press", "social team", "in-app message",
    ],
    # what it did
    "impact": [
        "customers", "users", "bookings", "orders", "requests failed", "tickets", "% of", "affected", "accounts", "rejected", "lost", "failed", "postings", "invoices", "transactions", "payments", "checkouts", "attempts", "messages delayed",
        "viewers", "patients", "merchants", "payouts", "subscribers", "shipments", "records", "files missing", "downloads", "sessions", "error rate", "error ratio", "success ratio", "success rate", "timeouts", "p99", "p95",
    ],
    "symptom": [
        "down", "failing", "fails", "can't", "cannot", "errors", "5xx", "timing out", "time~ out", "timeouts", "unavailable", "unreachable", "not loading", "does not load", "spinning", "slow", "latency", "stuck", "refused", "crash~", "oom",
        "503", "502", "500", "is it me", "is prod", "anyone else", "out of memory", "no space", "disk full", "lag", "backlog", "queue", "firing", "alert~", "not moving", "not replaying", "missing", "gone", "leaked", "exposed", "exhausted",
    ],
    "correction": ["correction", "correct~ :", "corrected", "i counted", "i miscounted", "make that", "not # but #", "actually", "fixed : #", "fixed #", "sorry #", "had .. in it", "let's use #", "should read", "typo", "the real number", "revised", "recount~", "was wrong"],
    "number": ["#"],
    "change": [
        "canary", "rollout", "roll~ out", "rolled out", "deployed", "deploy", "release~", "merged", "config", "bundle", "migration", "migrat~", "upgrade~", "rotation", "rotated", "renewed", "maintenance window", "feature flag", "flag", "hot-reload~",
        "went out", "shipped", "cut over", "cutover", "switch~", "new version", "build #", "version #", "terraform", "cronjob", "cron", "job started", "started", "restarting", "label", "settings", "values file", "schema",
    ],
    "rehearsal": ["rehearsal", "drill", "game day", "gameday", "dry run", "dry-run", "exercise", "fire drill", "practice run"],
    "near_miss": ["near miss", "near-miss", "close call", "would have", "could have been", "almost", "nearly", "caught before", "caught in time", "in time", "no customer impact", "no user impact", "nobody noticed", "nothing was promoted"],
    "chatter": [
        "lunch", "coffee", "cake", "thanks", "thank you", "haha", "lol", "good luck", "good night", "good morning", "morning", "welcome", "popcorn", "fridge", "congrats", "birthday", "weekend", "holiday", "beer", "weather", "cheers", "sorry", "no worries",
        "all good", "rude", "np", "ty", "nice one", "well done", "go to bed", "sleep", "brb", "boarding", "dentist", "kids", "dog", "cat", "train", "gym", "snack", "tea", "pizza", "football", "match tonight", "movie",
    ],
    "plan": ["i'll", "i will", "i take", "i'll take", "i do", "mine", "by friday", "by monday", "action", "actions", "idea", "someone should", "we should", "todo", "follow up", "follow-up", "next week", "sprint", "for the review", "write-up", "postmortem", "retro"],
}
BOOK = PhraseBook(LISTS)


@dataclass(frozen=True)
class Reading:
    """A text read for cues. `words` are those outside code and quotes."""

    cues: frozenset[str]
    words: tuple[str, ...]
    code: bool
    quote: bool
    question: bool

    def has(self, *names: str) -> bool:
        return any(name in self.cues for name in names)


def own_words(text: str) -> str:
    """The text without code blocks and quoted mail."""
    if "`" in text:
        text = CODE.sub(" ", text)
    if ">" in text or "&gt;" in text:
        text = QUOTED.sub(" ", text)
    return text


def read(text: str) -> Reading:
    own = own_words(text)
    found = words(own)
    return Reading(
        cues=BOOK.find(found), words=tuple(found), code="```" in text, quote=len(own) < len(text) and ">" in text, question=own.rstrip().endswith("?")
    )
