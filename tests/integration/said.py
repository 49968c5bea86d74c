"""What a Reply says, for the tests of advice."""

import re

from knowledge.reply import Reply


def sections(reply: Reply) -> list[str]:
    return [str(source.section) for source in reply.sources]


def bold(reply: Reply) -> list[str]:
    """What the text sets in bold, in order: first the recommendation."""
    return re.findall(r"\*\*(.+?)\*\*", reply.text)
