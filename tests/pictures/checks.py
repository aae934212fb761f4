"""What must not be on a screen: looked for in the page itself, and by axe."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page

HERE = Path(__file__).parent
AXE = HERE / "vendor" / "axe-core-4.14.1.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
COLOURS = "color-contrast"
# What lies half under something in a part that scrolls, or a page, is not too small: scrolled to, it is whole.
ASK = """async ([runOnly, rules]) => {
  const scrolls = (box) => box.scrollHeight > box.clientHeight
    && (box === document.scrollingElement || /auto|scroll/.test(getComputedStyle(box).overflowY));
  const isInAScroll = (element) => {
    let box = element.parentElement;
    while (box && !scrolls(box)) box = box.parentElement;
    return Boolean(box);
  };
  const { violations } = await axe.run(document, { runOnly, rules, resultTypes: ["violations"], preload: false });
  return violations
    .flatMap(({ id, nodes }) => nodes.map(({ target, html, any, all, none }) => [
      id, target.join(" "), html, [...any, ...all, ...none].map(({ message }) => message).join(" "),
    ]))
    .filter(([id, at, , why]) =>
      !(id === "target-size" && why.includes("obscured") && isInAScroll(document.querySelector(at))));
}"""
MOST_TOLD = 3


async def faults_of(page: Page, frame: str) -> list[str]:
    """Sideways scroll, text that is cut off or crossed, a phone's main button out of reach."""
    is_phone = frame == "phone"
    given = {"wall": frame == "wall", "phone": is_phone, "hand": is_phone or frame == "large text"}
    told: list[str] = await page.evaluate(_script(), given)
    return told


async def axe_faults_of(page: Page, *, colours: bool = True, others: bool = True) -> list[str]:
    """Findings of WCAG 2.0 to 2.2, levels A and AA: `rule: where (why)`, the same rule at most three times.

    Colours are a matter of the theme and not of the size; all else is the other way round.
    """
    # Evaluated, not added as a script: the pages' own policy lets no other script in.
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(_axe())
    run_only = (
        {"type": "tag", "values": LEVELS} if others else {"type": "rule", "values": [COLOURS]}
    )
    findings: list[list[str]] = await page.evaluate(
        ASK, [run_only, {} if colours else {COLOURS: {"enabled": False}}]
    )
    return _told(findings)


def _told(findings: list[list[str]]) -> list[str]:
    by_rule: dict[str, list[Any]] = {}
    for rule, *rest in findings:
        by_rule.setdefault(rule, []).append(rest)
    told = []
    for rule, places in by_rule.items():
        for target, html, why in places[:MOST_TOLD]:
            told.append(f"axe {rule}: {target} {html[:90]} ({why[:160]})")
        if len(places) > MOST_TOLD:
            told.append(f"axe {rule}: and {len(places) - MOST_TOLD} more")
    return told


@cache
def _script() -> str:
    return (HERE / "checks.js").read_text("utf-8")


@cache
def _axe() -> str:
    return AXE.read_text("utf-8") + ";0"
