"""What somebody says they know, whatever it may be the name of."""

from __future__ import annotations

import re

# «And I know COBOL»; not «I know a guy» or «I know that it is hard».
_SKILL_TOLD = re.compile(
    r"^\W*(?:(?:and|also|plus|so|well|btw|hi|hey|hello|oh)\W+)*(?:i|i'?ve|i have|i'?m|i am)\s+"
    r"(?:(?:also|already|really|very|pretty|quite|used to)\s+)*"
    r"(?:know|speak|master|(?:code|program|write|coded|programmed)(?: in)?|(?:good|great|an? expert"
    r"|skilled|fluent|proficient|experienced) (?:at|in|with))\s+"
    r"(?!(?:an?|the|my|your|you|this|that|these|it|its|how|what|why|who|which|where|nothing|some"
    r"|someone|somebody|people|all|about|of|if|him|her|them|i|in|at|with|everything|code|nobody)\b)"
    r"(?P<name>[\w+#.-]+(?: (?!and\b|but\b|inside\b|well\b|very\b)[\w+#.-]+){0,2}?)"
    r"(?=\W*(?:$|[.,;!]"
    r"|(?:and|but|inside|very|well|too|pretty|quite|from|a (?:bit|little|lot))\b))",
    re.IGNORECASE,
)


def skill_told(message: str) -> str | None:
    """What somebody says they know, of whatever it may be the name: «COBOL» of «I know COBOL»."""
    match = None if "?" in message else _SKILL_TOLD.search(message)
    return match["name"] if match else None
