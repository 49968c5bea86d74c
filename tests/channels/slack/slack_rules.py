"""What Slack refuses: the rules of Block Kit, independent of the code under test.

From the reference at docs.slack.dev (Block Kit, chat.postMessage, views.publish).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# Of a lone «&», «<» or «>»: Slack takes them, but what follows may vanish or ping people.
UNESCAPED = re.compile(
    r"&(?!(?:amp|lt|gt);)|<(?!(?:https?://|mailto:)[^<>|\s]+\|[^<>]*>|@[UW]\w+>)|(?<![|\w])>(?!\s)"
)
MESSAGE_BLOCKS = {"section", "context", "actions", "context_actions", "divider", "header", "image"}
HOME_BLOCKS = MESSAGE_BLOCKS - {"context_actions"}
# A block with any other field is refused.
FIELDS = {
    "section": {"text", "fields", "accessory", "expand"},
    "context": {"elements"},
    "actions": {"elements"},
    "context_actions": {"elements"},
    "divider": set(),
    "header": {"text"},
    "image": {"image_url", "alt_text", "title"},
}


def problems_of_message(arguments: dict[str, Any]) -> list[str]:
    """What is wrong with the arguments of chat.postMessage and its like."""
    found = []
    blocks = arguments.get("blocks")
    if not arguments.get("text") and not blocks:
        found.append("no_text")
    if len(arguments.get("text") or "") > 40_000:
        found.append("msg_too_long")
    if blocks is not None:
        found += problems_of_blocks(blocks, MESSAGE_BLOCKS, 50)
        if not str(arguments.get("text") or "").strip():
            found.append("no fallback text: screen readers and notifications are empty")
    return found


def problems_of_home(view: dict[str, Any]) -> list[str]:
    if view.get("type") != "home":
        return ["view.type"]
    return problems_of_blocks(view.get("blocks"), HOME_BLOCKS, 100)


def problems_of_blocks(blocks: Any, allowed: set[str], most: int) -> list[str]:
    if not isinstance(blocks, list) or not 0 < len(blocks) <= most:
        return [f"blocks: {len(blocks) if isinstance(blocks, list) else blocks!r}"]
    found = [problem for block in blocks for problem in _block(block, allowed)]
    for key in ("block_id", "action_id"):
        ids = list(_values(blocks, key))
        scope = ids if key == "block_id" else None
        if scope is not None and len(set(scope)) < len(scope):
            found.append(f"{key} twice")
        found += [f"{key} too long" for each in ids if not 0 < len(each) <= 255]
    return found


def _values(node: Any, key: str) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key:
                yield value
            else:
                yield from _values(value, key)
    elif isinstance(node, list):
        for each in node:
            yield from _values(each, key)


def _block(block: dict[str, Any], allowed: set[str]) -> list[str]:
    kind = block.get("type")
    if kind not in allowed:
        return [f"unknown block {kind!r}"]
    odd = set(block) - FIELDS[kind] - {"type", "block_id"}
    if odd:
        return [f"fields of {kind}: {odd}"]
    return {
        "section": _section,
        "context": _context,
        "actions": _actions,
        "context_actions": _context_actions,
        "header": lambda b: _text(b.get("text"), 150, {"plain_text"}),
        "divider": lambda _: [],
        "image": _image,
    }[kind](block)


def _section(block: dict[str, Any]) -> list[str]:
    fields = block.get("fields")
    found = _text(block["text"], 3000) if "text" in block else []
    if "text" not in block and not fields:
        found.append("section without text")
    if fields is not None:
        if not 0 < len(fields) <= 10:
            found.append("fields")
        found += [problem for each in fields for problem in _text(each, 2000)]
    accessory = block.get("accessory")
    return found + (_element(accessory) if accessory else [])


def _image(block: dict[str, Any]) -> list[str]:
    title, address = block.get("title"), block.get("image_url", "")
    found = _text(title, 2000, {"plain_text"}) if title is not None else []
    if not re.fullmatch(r"https://\S{1,2992}", address):
        found.append(f"image_url {address[:80]!r}")
    if not 0 < len(block.get("alt_text", "").strip()) <= 2000:
        found.append("alt_text")
    return found


def _context(block: dict[str, Any]) -> list[str]:
    elements = block.get("elements")
    if not isinstance(elements, list) or not 0 < len(elements) <= 10:
        return ["context elements"]
    return [problem for each in elements for problem in _text(each, 2000)]


def _actions(block: dict[str, Any]) -> list[str]:
    elements = block.get("elements")
    if not isinstance(elements, list) or not 0 < len(elements) <= 25:
        return ["actions elements"]
    ids = [each.get("action_id") for each in elements]
    found = ["action_id twice"] if len(set(ids)) < len(ids) else []
    return found + [problem for each in elements for problem in _element(each)]


def _element(element: dict[str, Any]) -> list[str]:
    if element.get("type") != "button":
        return [f"element {element.get('type')!r}"]
    found = _text(element.get("text"), 75, {"plain_text"})
    if len(element.get("value", "")) > 2000:
        found.append("value too long")
    if element.get("style", "primary") not in {"primary", "danger"}:
        found.append("style")
    confirm = element.get("confirm")
    if confirm is not None:
        found += _text(confirm.get("title"), 100, {"plain_text"})
        found += _text(confirm.get("text"), 300)
        found += _text(confirm.get("confirm"), 30, {"plain_text"})
        found += _text(confirm.get("deny"), 30, {"plain_text"})
    return found


def _context_actions(block: dict[str, Any]) -> list[str]:
    elements = block.get("elements")
    if not isinstance(elements, list) or not 0 < len(elements) <= 5:
        return ["context_actions elements"]
    found = []
    for each in elements:
        if each.get("type") != "feedback_buttons":
            found.append("context_actions element")
        for name in ("positive_button", "negative_button"):
            button = each.get(name) or {}
            found += _text(button.get("text"), 75, {"plain_text"})
            if not 0 < len(button.get("value", "")) <= 2000:
                found.append("feedback value")
    return found


def _text(text: Any, most: int, kinds: set[str] | None = None) -> list[str]:
    if not isinstance(text, dict) or text.get("type") not in (kinds or {"plain_text", "mrkdwn"}):
        return [f"text object {text!r}"]
    words = text.get("text")
    if not isinstance(words, str) or not 0 < len(words) <= most or not words.strip():
        return [f"text of {len(words or '')} characters, allowed 1 to {most}"]
    if text["type"] == "mrkdwn" and UNESCAPED.search(words):
        return [f"unescaped: {words[:80]!r}"]
    return []
