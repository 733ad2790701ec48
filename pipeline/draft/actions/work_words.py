"""Words of work that outlasts an incident: verbs of change, the paperwork that is no action item, and what is said in fun."""

WORK_VERBS = frozenset(
    ["adapt", "add", "adjust", "alert", "allow", "annotate", "archive", "arrange", "assert", "attach", "audit", "automate", "backfill", "backport", "ban", "block", "book", "bring", "build", "bump", "cap", "catch", "change", "clean", "clone", "close", "codify", "collect", "configure", "connect", "convert", "correct", "cover", "create", "cut", "decommission", "decouple", "default", "define", "delete", "deploy", "deprecate", "design", "detect", "disable", "document", "double", "downgrade", "draft", "drill", "drop", "enable", "encrypt", "enforce", "ensure", "escalate", "exclude", "exempt", "expire", "expose", "extend", "fail", "file", "find", "fix", "flag", "force", "forbid", "format", "gate", "generate", "guard", "harden", "hide", "hook", "host", "implement", "import", "improve", "include", "increase", "index", "install", "instrument", "integrate", "introduce", "investigate", "isolate", "keep", "label", "lengthen", "limit", "link", "list", "load", "lock", "log", "lower", "maintain", "make", "map", "mark", "measure", "merge", "migrate", "mirror", "mock", "monitor", "mount", "move", "mute", "narrow", "notify", "onboard", "open", "order", "organise", "organize", "override", "own", "page", "parse", "parametrize", "pass", "patch", "pause", "pin", "plan", "point", "port", "prepare", "preserve", "prevent", "print", "prioritize", "probe", "promote", "protect", "provision", "publish", "pull", "purge", "push", "put", "quarantine", "queue", "raise", "randomize", "rebuild", "recreate", "reduce", "refactor", "refuse", "register", "rehearse", "reject", "relabel", "release", "reload", "remove", "rename", "renew", "reorder", "repair", "replace", "replicate", "report", "request", "require", "reroute", "resize", "restart", "restore", "restrict", "retire", "retry", "return", "reuse", "revert", "review", "revise", "revoke", "rewire", "rewrite", "ring", "roll", "rotate", "route", "run", "sample", "scan", "schedule", "script", "seal", "send", "separate", "serve", "set", "shard", "share", "shorten", "show", "shrink", "silence", "simplify", "sort", "split", "stagger", "standardize", "stop", "store", "strip", "subscribe", "survive", "switch", "sync", "tag", "teach", "test", "throttle", "tidy", "tighten", "time", "track", "trace", "train", "translate", "trigger", "trim", "tune", "turn", "unblock", "unify", "unlock", "update", "upgrade", "use", "validate", "verify", "version", "wait", "warn", "whitelist", "widen", "wire", "wrap", "write", "warm"]
)
"""Base forms. Some are said of responses too ("restart"): when the words were said tells them apart."""

LIGHT_VERBS = frozenset(
    ["look", "check", "see", "watch", "ask", "try", "talk", "think", "find", "investigate", "report", "wait", "keep", "keeps", "run", "share", "show", "list", "use", "bring", "pass"]
)
"""Verbs of work so small, or so general, that alone they do not make an action item."""

SAID_OTHERWISE = frozenset(
    ["keep", "own", "pass", "wait", "list", "load", "show", "share", "send", "mark", "hide", "fail", "find", "count", "lock", "return", "bring", "use", "print", "point", "report", "request", "refuse", "survive", "map", "book", "block", "ban", "catch", "plan", "assert", "measure", "guard", "order", "warm", "watch", "log", "trust", "read", "stop", "trigger"]
)
"""Verbs that after "I" tell of a habit, a finding or the moment, not of work taken on."""

CHANGED_THINGS = frozenset(
    ["pr", "mr", "patch", "fix", "hotfix", "config", "configuration", "policy", "file", "values", "setting", "settings", "runbook", "playbook", "alert", "alerts", "rule", "rules", "dashboard", "panel", "monitor", "token", "password", "key", "keys", "secret", "secrets", "credential", "credentials", "certificate", "cert", "schedule", "rota", "rotation", "template", "script", "check", "checks", "test", "tests", "flag", "limit", "limits", "timeout", "timeouts", "hook", "job", "pipeline", "lint", "docs", "documentation", "wiki", "threshold", "route", "routing", "retry", "quota", "default", "defaults", "permission", "permissions", "role"]
)
"""What a lasting change is made to."""

STATUS_WORDS = frozenset(["mitigated", "resolved"])
BACK_REFERENCE = frozenset(["that", "it", "this", "these", "those", "one", "both"])

PAPERWORK_PHRASES = (
    "write-up", "write up", "writeup", "postmortem", "post-mortem", "post mortem", "the timeline", "rca", "retro ", "retrospective", "meeting invite", "calendar invite", "the agenda", "incident report", "incident review",
    "the review", "review doc", "review meeting", "this channel", "the channel", "the notes", "page in pd", "the page in", "close the page", "closed the page", "scribe", "comments please", "your part", "my notes", "draft of",
)  # fmt: skip
COMMUNICATION_PHRASES = (
    "status page", "statuspage", "tell customers", "tell them", "customers know", "holding text", "macro", "apology", "announce", "all-clear", "all clear", "next update", "update at", "update in", "eta ", "let them know", "call them back", "e-mail them", "email them", "reply to",
    "answer the ticket", "answer them", "credits", "voucher", "public post", "social media", "tweet", "press",
)  # fmt: skip
SECRET_WORDS = frozenset(["rotate", "rotated", "rotating", "rotation", "revoke", "revoked", "revoking", "rotates", "burned", "burnt", "compromised"])
JOKE_WORDS = frozenset(
    ["popcorn", "beer", "beers", "cake", "cakes", "pizza", "pizzas", "coffee", "espresso", "tea", "cookie", "cookies", "donut", "donuts", "doughnut", "doughnuts", "t-shirt", "tshirt", "shirt", "shirts", "mug", "mugs", "sticker", "stickers", "hat", "hats", "carrot", "dog", "cat", "cats", "dogs", "horoscope", "karaoke", "champagne", "wine", "whisky", "whiskey", "vodka", "party", "parties", "lunch", "dinner", "breakfast", "snack", "snacks", "mango", "fridge", "sleep", "nap", "hug", "hugs", "medal", "trophy", "lottery", "holiday", "vacation", "hammock", "goat", "goats", "farm", "exorcist", "exorcism", "priest", "sacrifice", "voodoo", "prayer", "pray", "horoscopes", "astrology", "tarot", "rum", "gin", "medals", "confetti", "unicorn", "unicorns", "llama"]
)  # fmt: skip
JOKE_SIGNS = (
    "lol",
    "haha",
    "hehe",
    ":joy:",
    ":laughing:",
    ":rofl:",
    ":popcorn:",
    "/s",
    ":clown",
    "😂",
    "🤣",
    "🍿",
    "kidding",
    "just joking",
    "half joking",
    ":stuck_out_tongue",
    ":beers:",
    ":beer:",
    ":cake:",
    ":pizza:",
)

FILLER = frozenset(
    ["the", "and", "for", "not", "but", "with", "that", "this", "from", "its", "it's", "are", "was", "were", "has", "had", "have", "can", "could", "should", "would", "will", "shall", "may", "might", "must", "our", "your", "their", "his", "her", "they", "them", "him", "she", "who", "what", "when", "where", "why", "how", "which", "all", "any", "some", "one", "two", "three", "also", "just", "then", "than", "too", "now", "today", "tonight", "tomorrow", "tmrw", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "week", "weeks", "month", "months", "quarter", "sprint", "end", "day", "days", "date", "dates", "next", "last", "until", "before", "after", "by", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "utc", "cet", "cest", "gmt", "est", "edt", "pst", "pdt", "ist", "jst", "kst", "bst", "i'll", "i'm", "i've", "i'd", "ill", "take", "takes", "taken", "taking", "mine", "own", "owns", "owner", "owners", "ours", "done", "doing", "does", "did", "thing", "things", "something", "someone", "somebody", "anyone", "anybody", "nobody", "everyone", "everybody", "please", "pls", "sure", "yes", "yep", "yeah", "okay", "idea", "ideas", "action", "actions", "item", "items", "follow", "follow-up", "followup", "followups", "thread", "here", "there", "still", "again", "maybe", "perhaps", "probably", "really", "very", "quite", "well", "good", "nice", "like", "want", "wants", "need", "needs", "let", "lets", "let's", "make", "makes", "made", "get", "gets", "got", "give", "gives", "put", "puts", "see", "look", "looks", "think", "know", "knows", "say", "says", "said", "going", "gonna", "soon", "later", "same", "new", "old", "first", "second", "third", "small", "big", "thanks", "thank", "sorry", "live", "merged", "tested", "working", "works", "work", "out", "off", "onto", "into", "over", "under", "about", "around", "because", "since", "while", "only", "even", "ever", "never", "always", "more", "most", "much", "many", "less", "few", "lot", "bit", "already", "instead", "without", "within", "against", "between", "both", "each", "every", "other", "others", "another", "such", "own", "per", "via", "etc", "yet", "though", "although", "however", "tell", "told", "ask", "asked", "asking", "use", "used", "using", "done.", "review", "list"]
)
"""Words that tie no two messages to one piece of work."""
