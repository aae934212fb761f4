// What must not be on a screen. Given { wall, phone, hand }: which rules of an audience hold besides.
// Returns sentences, none where all is well.
(given) => {
  "use strict";
  const found = new Set();
  const root = document.documentElement;
  const [width, height] = [root.clientWidth, window.innerHeight];
  const styles = new Map();
  const style = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  // Not text of the page, or the beginning of a text on purpose: it stands whole where it leads to.
  const UNREAD = "script, style, noscript, option, textarea, datalist, [data-excerpt]";
  const PRESSED = "button, summary, [role=button], .button, .button-text, .choice";
  const GLANCED_AT = `${PRESSED}, h1, h2, h3, .lead`;
  const THUMB = 44;
  // Up to where a line may end without harm: a space of any script, a hyphen that is written or may be, a stroke.
  const WORD = /[^\s\u00ad\u200b\u1361-\u1368/‐–—-]+/gu;
  const quote = (words) => `“${words.replace(/\s+/g, " ").trim().slice(0, 60)}”`;
  const name = (element) =>
    element.tagName.toLowerCase() +
    (element.id ? `#${element.id.replace(/\d{4,}/g, "…")}` : [...element.classList].map((each) => `.${each}`).join(""));
  const seen = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
  const isSeen = (element) => element.checkVisibility(seen) && !element.closest(".unseen, .skip-link");
  const hides = (way) => way === "hidden" || way === "clip";
  const scrolls = (way) => way === "auto" || way === "scroll";

  // The ancestors that cut what stands in an element. What is placed freely is cut only from the box that it is placed in.
  function* cutting(element) {
    let free = style(element).position;
    for (let box = element.parentElement; box; box = box.parentElement) {
      const its = style(box);
      const places = its.position !== "static" || its.transform !== "none" || its.contain !== "none";
      if (free === "fixed" || (free === "absolute" && !places)) continue;
      free = its.position;
      if (box !== document.body && box !== root && its.overflow !== "visible") yield box;
    }
  }

  // How the rectangle of a text is cut off, so that no scrolling brings it back; "" if it is not.
  // Letters may reach over their line a little: only what is seen to be missing counts.
  function cut(rect, element, slack) {
    let { left, right, top, bottom } = rect;
    for (const box of [element, ...cutting(element)]) {
      const its = style(box);
      const edge = box.getBoundingClientRect();
      if (hides(its.overflowX) && (left < edge.left - 2 || right > edge.right + 2)) return `cut off by ${name(box)}`;
      if (hides(its.overflowY) && (top < edge.top - slack || bottom > edge.bottom + slack)) return `cut off by ${name(box)}`;
      if (scrolls(its.overflowX)) [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      if (scrolls(its.overflowY)) [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      if (left >= right || top >= bottom) return ""; // scrolled away inside its box
    }
    if (left < -1 || right > width + 1) return "outside the screen";
    if (given.wall && (top < -slack || bottom > height + slack)) return "outside the wall";
    return "";
  }

  const drawnOf = (range) => [...range.getClientRects()].filter((rect) => rect.width && rect.height);

  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest(UNREAD) || !isSeen(element)) continue;
      range.selectNodeContents(node);
      yield [element, node.data, drawnOf(range), node];
    }
  }

  function sideways() {
    if (root.scrollWidth > width) {
      const wide = [...document.body.querySelectorAll("*")].filter((each) => isSeen(each) && each.getBoundingClientRect().right > width + 1);
      found.add(`scrolls sideways: the page, by ${root.scrollWidth - width} px (${wide.length ? name(wide.at(-1)) : "?"})`);
    }
    for (const box of document.body.querySelectorAll(":not(input, textarea, select)")) {
      if (scrolls(style(box).overflowX) && box.scrollWidth > box.clientWidth + 1 && isSeen(box)) {
        found.add(`scrolls sideways: ${name(box)}, by ${box.scrollWidth - box.clientWidth} px`);
      }
    }
    if (given.wall && root.scrollHeight > height + 1) found.add(`the wall scrolls, by ${root.scrollHeight - height} px`);
  }

  function clipped() {
    const drawn = [];
    const floor = given.wall ? document.querySelector(".sky + .ground")?.getBoundingClientRect().top : undefined;
    for (const [element, words, rects] of texts()) {
      const slack = 2 + 0.22 * parseFloat(style(element).fontSize);
      const how = rects.map((rect) => cut(rect, element, slack)).find(Boolean);
      if (how) found.add(`clipped text: ${quote(words)} in ${name(element)} is ${how}`);
      if (element.closest(".sky") && rects.some(({ bottom }) => bottom > floor + slack)) found.add(`under the ground: ${quote(words)} in ${name(element)}`);
      if (style(element).textOverflow === "ellipsis" && element.scrollWidth > element.clientWidth) {
        found.add(`clipped text: ${quote(words)} in ${name(element)} ends in dots`);
      }
      if (given.wall) for (const rect of rects) drawn.push([element, words, rect]);
    }
    for (const field of document.querySelectorAll("input:not([type=range],[type=checkbox],[type=radio],[type=hidden],[type=file],[type=date],[type=time])")) {
      if (isSeen(field) && field.scrollWidth > field.clientWidth + 1) found.add(`clipped text: ${quote(field.value)} in ${name(field)}`);
    }
    if (given.wall) crossed(drawn);
  }

  // Letters of several fonts begin at several heights of one line.
  function linesOf(rects) {
    let [lines, end] = [0, -Infinity];
    for (const { top, bottom } of [...rects].sort((one, other) => one.top - other.top)) {
      if ((top + bottom) / 2 < end) continue;
      [lines, end] = [lines + 1, bottom];
    }
    return lines;
  }

  // A column so narrow that its words stand letter under letter; where each line has a whole word they do not.
  function squashed() {
    for (const [element, text, rects] of texts()) {
      const words = text.trim();
      const lines = linesOf(rects);
      if (lines > 2 && words.length / lines < 4 && lines > words.split(/\s+/).length) found.add(`letters under each other: ${quote(words)} in ${name(element)}`);
    }
  }

  // Whether the browser has divided it with a hyphen, by the rules of its language: else it would be whole.
  function isHyphenated(element, range) {
    element.style.setProperty("hyphens", "manual", "important");
    const isWhole = linesOf(drawnOf(range)) === 1;
    element.style.removeProperty("hyphens");
    return isWhole;
  }

  // What a button or a heading says is read at a glance: no word goes on in the next line, and nothing stands beyond its
  // edge. With marks and edges none holds a word that is wider than three quarters of the screen.
  function unreadable() {
    const range = document.createRange();
    for (const [element, text, rects, node] of texts()) {
      const button = element.closest(GLANCED_AT);
      if (!button) continue;
      for (const { 0: word, index } of text.matchAll(WORD)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const pieces = drawnOf(range);
        if (text[index - 1] === "\u00ad" && pieces.length > 1) pieces.shift(); // the hyphen, at the end of the line before
        const whole = pieces.reduce((sum, piece) => sum + piece.width, 0);
        if (linesOf(pieces) > 1 && whole < 0.75 * width && !isHyphenated(element, range)) found.add(`a word cut in two: ${quote(word)} in ${name(button)} ${quote(text)}`);
      }
      const { left, right, top, bottom } = button.getBoundingClientRect();
      // The box of a text is as tall as its font says, which for Arabic is far more than its letters: in Firefox, of any line.
      const size = parseFloat(style(element).fontSize);
      const slack = (one) => 2 + Math.max(0.22 * size, (one.height - size) / 2);
      const isOut = (one) => one.left < left - 2 || one.right > right + 2 || one.top < top - slack(one) || one.bottom > bottom + slack(one);
      if (rects.some(isOut)) found.add(`text beyond its button: ${quote(text)} in ${name(button)}`);
    }
  }

  // On a wall nothing lies over something else, so no text may cross another. A line is taller than its letters.
  function crossed(drawn) {
    const letters = drawn.map(([element, words, { left, right, top, bottom }]) => {
      const air = 0.18 * parseFloat(style(element).fontSize);
      return { element, words, left, right, top: top + air, bottom: bottom - air };
    });
    letters.forEach((one, place) => {
      for (const other of letters.slice(place + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const tall = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (wide > 3 && tall > 1) found.add(`text over text: ${quote(one.words)} and ${quote(other.words)}`);
      }
    });
  }

  // In a drawing what comes later lies over what comes before. What is drawn without a colour hides nothing.
  function drawnOver() {
    for (const words of document.querySelectorAll("svg text")) {
      if (!isSeen(words)) continue;
      const { left, right, top, bottom } = words.getBoundingClientRect();
      for (const shape of words.ownerSVGElement.querySelectorAll("rect, circle, line, path, polygon")) {
        const { fill, stroke } = style(shape);
        const isClear = (colour) => colour === "none" || colour === "rgba(0, 0, 0, 0)";
        const isAfter = words.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (!isAfter || !isSeen(shape) || (isClear(fill) && isClear(stroke))) continue;
        const box = shape.getBoundingClientRect();
        if (box.left < right && box.right > left && box.top < bottom && box.bottom > top) found.add(`drawn over: ${quote(words.textContent)} by ${name(shape)}`);
      }
    }
  }

  // A card is read whole: with all of the screen it may scroll, never in a window of its own.
  function windowed() {
    for (const words of document.querySelectorAll(".card .card-words")) {
      for (const box of isSeen(words) ? cutting(words) : []) {
        if (box.closest(".card") && box.scrollHeight > box.clientHeight + 1) found.add(`a card in a window: ${quote(words.textContent)} in ${name(box)}`);
      }
    }
  }

  function hintsAstray() {
    for (const field of document.querySelectorAll(":placeholder-shown")) {
      if (isSeen(field) && style(field).direction !== style(root).direction) found.add(`a hint at the wrong side: ${quote(field.placeholder)} in ${name(field)}`);
    }
  }

  // Whoever holds a cup in the other hand must hit it.
  function small() {
    for (const button of document.querySelectorAll(PRESSED)) {
      const { offsetWidth: wide, offsetHeight: tall } = button;
      if (isSeen(button) && Math.min(wide, tall) < THUMB) found.add(`too small for a thumb: ${quote(button.textContent)} in ${name(button)}, ${wide} × ${tall} px`);
    }
  }

  // What a screen of a phone is for must be in reach without scrolling, and not lie under something.
  function mainButtons() {
    for (const button of document.querySelectorAll("[data-main], .button-primary")) {
      if (!isSeen(button) || button.matches("details[open] > summary")) continue; // open, it shuts
      const { left, right, top, bottom } = button.getBoundingClientRect();
      if (bottom > height + 1 || top < -1) found.add(`main button below the fold: ${quote(button.textContent)} ends at ${Math.round(bottom)} of ${height}`);
      else {
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        const panel = hit?.closest("details[open]"); // opened by a hand over the screen, and closed by it
        if (panel && !panel.contains(button)) continue;
        if (!hit || !(button.contains(hit) || hit.contains(button))) found.add(`main button covered: ${quote(button.textContent)} by ${hit ? name(hit) : "nothing"}`);
      }
    }
  }

  sideways();
  clipped();
  if (given.hand) squashed();
  if (!given.wall) unreadable();
  drawnOver();
  windowed();
  hintsAstray();
  if (given.phone) small();
  if (given.phone) mainButtons();
  return [...found];
}
