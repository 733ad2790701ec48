"""Regular expressions that are compiled when they are first used: a small document needs few of them, and to compile them all
takes longer than to check it.

    DONE = late(r"\\b(?:done|fixed)\\b", re.IGNORECASE)      to be used like what re.compile returns
"""

import re
from typing import Any, cast


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Reached once for each method: it is kept, so that it costs no more than one of a pattern."""
        found = self.__dict__[name] = getattr(re.compile(self._pattern, self._flags), name)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return cast("re.Pattern[str]", _Late(pattern, flags))
