"""A page as a screen reader goes through it: roles, names and states in order, and what is announced meanwhile."""

import re
from typing import Any

from tests.evening.screen import Screen

# Said by their names alone, whatever stands in them.
WHOLE = frozenset(
    (
        *("button", "link", "heading", "radio", "checkbox", "slider", "textbox", "combobox"),
        *("spinbutton", "Date", "InputTime"),
        *("DisclosureTriangle", "DisclosureTriangleGrouped", "image", "timer"),
    )
)
AROUND = frozenset(
    (
        *("main", "navigation", "region", "alert", "status", "form", "group", "radiogroup"),
        *("list", "listitem", "article", "table", "row"),
    )
)
# Of which nobody hears anything where they have no name.
SILENT = frozenset(("form", "group", "navigation", "alert", "status"))
STATES = ("pressed", "checked", "expanded", "disabled", "invalid", "required")
# What a live region says when its words change, and an alert as it comes. A status that comes with its words in it is
# spoken by few readers, so nothing is heard of it here.
LISTEN = """() => {
  window.heard = [];
  const text = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return node.textContent;
    if (node.getAttribute("aria-hidden") === "true") return "";
    const label = node.getAttribute("aria-label") || "";
    const isWhole = label && node.matches("button, a, [role=img]");
    return isWhole ? label : [label, ...[...node.childNodes].map(text)].join(" ");
  };
  const words = (region) => (region.checkVisibility() ? text(region).replace(/\\s+/g, " ").trim() : "");
  const said = new Map();
  const regions = () => [...document.querySelectorAll("[role=status], [role=alert]")];
  for (const region of regions()) said.set(region, words(region));
  const news = (region, records) => {
    const [before, now] = [said.get(region), words(region)];
    said.set(region, now);
    if (now === (before || "") || (before === undefined && region.getAttribute("role") === "status")) return "";
    if (region.getAttribute("aria-atomic") !== "false") return now;
    const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
    return added.filter((one) => one.nodeType === Node.ELEMENT_NODE && region.contains(one)).map(words).join(" ");
  };
  const listen = (records) => heard.push(...regions().map((one) => news(one, records)).filter(Boolean));
  const all = { attributes: true, childList: true, characterData: true, subtree: true };
  new MutationObserver(listen).observe(document.body, all);
}"""
# Until what was swapped in has been drawn, and said.
SETTLE = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
# What differs from one evening to the next.
MASKED = (
    (re.compile(r"−?\d\d:\d\d"), "00:00"),
    (re.compile(r"\b\d\d\.\d\d\b"), "00.00"),
    (re.compile(r"\d{1,2} [a-z]+ 20\d\d"), "1 januari 2000"),
    (re.compile(r"(Dina tecken|några tecken och inget namn): \w{3}"), r"\1: ABC"),
    (re.compile(r"\d+ min (efter|före)"), r"0 min \1"),
    (re.compile(r"\b[A-Z2-9]{7}\b"), "ABC2345"),
    (re.compile(r"“[A-Z2-9]{3} "), "“ABC "),
    (re.compile(r":\d{4,5}\b"), ":8000"),
)


class Reader:
    """Reads one screen, part by part; `lines` is what was heard.

    `says_focus`: and what has the focus each time. `skips`: by its name, what is passed by once it has been read.
    """

    def __init__(self, screen: Screen, *, says_focus: bool = False, skips: str = "") -> None:
        self.lines: list[str] = []
        self._skips, self._is_known = skips, False
        self._page = screen.page
        self._says_focus = says_focus
        self._session = screen.page.context.new_cdp_session(screen.page)
        screen.page.evaluate(LISTEN)

    def reads(self, when: str) -> None:
        """What was announced until now, and then the screen from its top."""
        self.hears(when)
        self.lines.append(f"title “{self._page.title()}”")
        nodes = self._nodes()
        by_id = {node["nodeId"]: node for node in nodes}
        self._read(nodes[0], by_id, 0)
        self._is_known = True

    def hears(self, when: str) -> None:
        self.lines += ["", f"# {when}"]
        self._page.evaluate(SETTLE)
        for words in self._page.evaluate("heard.splice(0)"):
            self.lines.append(f"announced: {words}")
        if self._says_focus:
            self.lines += [f"focus: {told}" for told in map(_focused, self._nodes()) if told]

    @property
    def told(self) -> str:
        words = "\n".join(self.lines).strip() + "\n"
        for pattern, mask in MASKED:
            words = pattern.sub(mask, words)
        return words

    def _nodes(self) -> list[dict[str, Any]]:
        return list(self._session.send("Accessibility.getFullAXTree")["nodes"])

    def _read(self, node: dict[str, Any], by_id: dict[str, dict[str, Any]], depth: int) -> None:
        role, name = _value(node, "role"), " ".join(_value(node, "name").split())
        is_said = not node.get("ignored") and _is_said(role, name)
        if is_said:
            self.lines.append(f"{'  ' * depth}{role} “{name}”{_states(node)}".replace(" “”", ""))
        elif role == "StaticText" and name and not node.get("ignored"):
            self.lines.append(f"{'  ' * depth}{name}")
        if role in WHOLE or (self._is_known and name and name == self._skips):
            return
        for child in node.get("childIds", ()):
            if child in by_id:
                self._read(by_id[child], by_id, depth + is_said)


def _is_said(role: str, name: str) -> bool:
    return role in WHOLE or (role in AROUND and (bool(name) or role not in SILENT))


def _value(node: dict[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))


def _focused(node: dict[str, Any]) -> str:
    states = {state["name"]: state["value"].get("value") for state in node.get("properties", ())}
    is_page = _value(node, "role") == "RootWebArea"
    is_there = states.get("focused") and not is_page
    words = [_value(node, key) for key in ("name", "description")]
    return f"{_value(node, 'role')} “{'. '.join(filter(None, words))}”" if is_there else ""


def _states(node: dict[str, Any]) -> str:
    states = {state["name"]: state["value"].get("value") for state in node.get("properties", ())}
    said = [
        name if value in (True, "true") else f"{name} {value}"
        for name in STATES
        if (value := states.get(name)) not in (None, False, "false", "")
        or (name in ("pressed", "expanded") and name in states and value in (False, "false"))
    ]
    first = [f"level {states['level']}"] if "level" in states else []
    first += [_value(node, "value")] if _value(node, "role") == "slider" else []
    return f" ({', '.join(first + said)})" if first + said else ""
