"""Whether somebody says that they despair of living, whatever else a message is near to."""

from __future__ import annotations

import re

# Words of one's own about an end. Kept few and plain: a sigh over work («this job is killing me»)
# is none of them, and what they miss the classifier's examples may still find.
_DESPAIRS = re.compile(
    r"\b(?:kill(?:ing)? myself|end (?:it all|my life)|take my (?:own )?life|want to die|wanna die"
    r"|wish i (?:was|were) dead|better off (?:dead|without me)|no reason to (?:live|go on)"
    r"|(?:do ?n[o']?t|dont|can'?t|cannot|no longer) see (?:the|any|a) point (?:in|of)"
    r" (?:any of it|any of this|living|life|going on|anything)"
    r"|(?:no ?body|no one)(?:'?d| would| will) (?:even )?(?:notice|care|mind|miss me)"
    r" if i (?:was|were|am) (?:gone|dead|not (?:here|there))"
    r"|(?:do ?n[o']?t|dont) want to (?:live|be alive|wake up|be here) any ?more)\b",
    re.IGNORECASE,
)


def despairs(text: str) -> bool:
    """«I don't see the point in any of it anymore. Is it always going to be like this?»"""
    return bool(_DESPAIRS.search(text))
