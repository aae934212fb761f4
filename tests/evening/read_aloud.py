"""A page as a screen reader goes through it: roles, names and states in order, and what is announced meanwhile."""

import re
from typing import Any

from tests.evening.phone import Phone

# Said by their names alone, whatever stands in them.
WHOLE = frozenset(
    (
        *("button", "link", "heading", "radio", "checkbox", "slider", "textbox", "combobox"),
        *("DisclosureTriangle", "DisclosureTriangleGrouped", "image", "timer"),
    )
)
AROUND = frozenset(
    [
        "main",
        "region",
        "alert",
        "status",
        "form",
        "group",
        "radiogroup",
        "list",
        "listitem",
        "article",
        "table",
        "row",
    ]
)
STATES = ("pressed", "checked", "expanded", "disabled", "invalid", "required")
LISTEN = """() => {
  window.heard = [];
  for (const id of ["status", "notice"]) {
    const line = document.getElementById(id);
    const note = () => line.textContent.trim() && heard.push(line.textContent.replace(/\\s+/g, " ").trim());
    new MutationObserver(note).observe(line, { childList: true, characterData: true, subtree: true });
  }
}"""
# What differs from one evening to the next.
MASKED = (
    (re.compile(r"−?\d\d:\d\d"), "00:00"),
    (re.compile(r"\b\d\d\.\d\d\b"), "00.00"),
    (re.compile(r"\d{1,2} [a-z]+ 20\d\d"), "1 januari 2000"),
    (re.compile(r"(beteckning|kod och inget namn): \w{3}"), r"\1: ABC"),
)


class Reader:
    """Reads one phone, part by part; `lines` is what was heard."""

    def __init__(self, phone: Phone) -> None:
        self.lines: list[str] = []
        self._phone = phone
        self._session = phone.page.context.new_cdp_session(phone.page)
        phone.page.evaluate(LISTEN)

    def reads(self, when: str) -> None:
        """What was announced until now, and then the screen from its top."""
        self.hears(when)
        self.lines.append(f"title “{self._phone.page.title()}”")
        nodes = self._session.send("Accessibility.getFullAXTree")["nodes"]
        by_id = {node["nodeId"]: node for node in nodes}
        self._read(nodes[0], by_id, 0)

    def hears(self, when: str) -> None:
        self.lines += ["", f"# {when}"]
        for words in self._phone.page.evaluate("heard.splice(0)"):
            self.lines.append(f"announced: {words}")

    @property
    def told(self) -> str:
        words = "\n".join(self.lines).strip() + "\n"
        for pattern, mask in MASKED:
            words = pattern.sub(mask, words)
        return words

    def _read(self, node: dict[str, Any], by_id: dict[str, dict[str, Any]], depth: int) -> None:
        role, name = _value(node, "role"), " ".join(_value(node, "name").split())
        is_said = not node.get("ignored") and (role in WHOLE or role in AROUND)
        if is_said:
            self.lines.append(f"{'  ' * depth}{role} “{name}”{_states(node)}".replace(" “”", ""))
        elif role == "StaticText" and name and not node.get("ignored"):
            self.lines.append(f"{'  ' * depth}{name}")
        if role not in WHOLE:
            for child in node.get("childIds", ()):
                if child in by_id:
                    self._read(by_id[child], by_id, depth + is_said)


def _value(node: dict[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))


def _states(node: dict[str, Any]) -> str:
    found = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    said = [
        name if value in (True, "true") else f"{name} {value}"
        for name in STATES
        if (value := found.get(name)) not in (None, False, "false", "")
        or (name in ("pressed", "expanded") and name in found and value in (False, "false"))
    ]
    first = [f"level {found['level']}"] if "level" in found else []
    first += [_value(node, "value")] if _value(node, "role") == "slider" else []
    return f" ({', '.join(first + said)})" if first + said else ""
