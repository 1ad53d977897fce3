// What the accessibility tests measure in a page; added to each page before it loads.
globalThis.measures = (() => {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  const known = new Map();
  function rgba(color) {
    if (!known.has(color)) {
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = color;
      brush.fillRect(0, 0, 1, 1);
      known.set(color, [...brush.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(color);
  }

  function over([r, g, b, a], [br, bg, bb]) {
    const share = a / 255;
    return [r * share + br * (1 - share), g * share + bg * (1 - share), b * share + bb * (1 - share), 255];
  }

  function luminance(color) {
    const [r, g, b] = color.map((channel) => {
      const value = channel / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  // What is painted behind an element: the backgrounds of its ancestors, one over the other.
  function behind(element) {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(rgba(getComputedStyle(one).backgroundColor));
    return layers.reduceRight((below, layer) => over(layer, below), rgba(getComputedStyle(document.documentElement).colorScheme === "dark" ? "black" : "white"));
  }

  const name = (element) => element.outerHTML.slice(0, 90);
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".p-hidden");

  const FOCUS = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderColor", "textDecoration"];
  const look = (element) => JSON.stringify(FOCUS.map((property) => getComputedStyle(element)[property]));

  // Each Tab first writes down where the focus was: a walk is as many presses as there are stops, and one question.
  const walk = { stops: [], done: false };
  addEventListener("keydown", (event) => {
    const element = document.activeElement;
    if (event.key !== "Tab" || walk.done) return;
    walk.done = walk.stops.length > 0 && (element === document.body || element === walk.stops[0].element);
    if (walk.done || element === document.body) return;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const ring = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    const reach = ring + parseFloat(style.outlineOffset);
    walk.stops.push({
      element, look: look(element), ring,
      contrast: contrast(over(rgba(style.outlineColor), behind(element.parentElement)), behind(element.parentElement)),
      onScreen: box.width > 0 && box.height > 0 && box.left - reach >= 0 && box.right + reach <= innerWidth
        && box.bottom > 0 && box.top < innerHeight,
    });
  }, true);

  // How many stops a walk has at least, about.
  const reachable = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, video, iframe")].filter(shown).length;

  function stops() {
    document.activeElement.blur();
    return walk.stops.map((stop) => ({
      html: name(stop.element), onScreen: stop.onScreen, ring: stop.ring, contrast: stop.contrast, changes: stop.look !== look(stop.element),
    }));
  }

  // A link among words that are not a link (WCAG 2.5.8, « inline »).
  function inSentence(element) {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      if (!texts.currentNode.parentElement.closest("a, button, .p-force, .p-tag, .p-muted") && /\p{L}/u.test(texts.currentNode.data)) return true;
    }
    return false;
  }

  const SIZE = 24;
  function smallTargets() {
    const targets = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .filter((element) => shown(element) && element.getBoundingClientRect().bottom > 0)
      .map((element) => {
        const box = element.getBoundingClientRect();
        return {
          element, boxes: [...element.getClientRects()], x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2,
          small: box.width < SIZE || box.height < SIZE,
        };
      });
    const crowded = (one) => targets.some((other) => other !== one && (
      other.boxes.some((box) => Math.hypot(
        Math.max(box.left - one.x, 0, one.x - box.right), Math.max(box.top - one.y, 0, one.y - box.bottom)) < SIZE / 2)
      || (other.small && Math.hypot(other.x - one.x, other.y - one.y) < SIZE)));
    return targets.filter((one) => one.small && !inSentence(one.element) && crowded(one)).map((one) => name(one.element));
  }

  // Text that its own box cuts, in controls and wherever overflow is hidden.
  function clipped() {
    const cut = [];
    for (const element of document.body.querySelectorAll("*")) {
      if (!shown(element)) continue;
      const style = getComputedStyle(element);
      if (element.matches("input:not([type=checkbox])")) {
        brush.font = style.font;
        const inside = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        const tall = element.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
        const text = element.value || element.placeholder;
        if (brush.measureText(text).width > inside || tall < parseFloat(style.fontSize)) cut.push(name(element));
      } else if (style.display !== "inline" && (element.matches("button, summary, .p-button") || /hidden|clip/.test(style.overflow))) {
        if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) cut.push(name(element));
      }
    }
    return cut;
  }

  const wide = () => document.documentElement.scrollWidth > innerWidth;
  const moving = () => [...document.querySelectorAll("*")].filter((element) => ["", "::before", "::after"].some((part) => {
    const style = getComputedStyle(element, part);
    return /[1-9]/.test(style.transitionDuration) || style.animationName !== "none" || style.scrollBehavior !== "auto";
  })).map(name);
  const withoutLanguage = () => [...document.querySelectorAll("blockquote:not([lang]), .p-excerpt__quote:not([lang])")].map(name);

  // What paper cannot use, and text that would be pale on it.
  function misprinted() {
    // A number of the dashboard opens on what it counts; on paper it is a line like another, without its mark.
    const controls = [...document.querySelectorAll("header, footer nav, form, button:not(.p-cite), summary:not(.p-tally > *), .p-excerpt")].filter(shown);
    const pale = new Set();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (!texts.currentNode.data.trim() || !shown(element)) continue;
      if (contrast(rgba(getComputedStyle(element).color), [255, 255, 255, 255]) < 4.5) pale.add(name(element));
    }
    return [...controls.map(name), ...pale];
  }

  // The contrast of an element's lower border with what is around it; 0 without a border.
  function borderContrast(element) {
    const style = getComputedStyle(element);
    if (style.borderBottomStyle === "none" || parseFloat(style.borderBottomWidth) === 0) return 0;
    return contrast(over(rgba(style.borderBottomColor), behind(element.parentElement)), behind(element.parentElement));
  }

  // The highest contrast between a picture's most frequent colour and any other.
  async function pictureContrast(base64) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    canvas.drawImage(picture, 0, 0);
    const pixels = new Uint32Array(canvas.getImageData(0, 0, picture.width, picture.height).data.buffer);
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
    const colors = [...counts].sort((a, b) => b[1] - a[1]).map(([pixel]) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255, 255]);
    return Math.max(...colors.map((color) => contrast(color, colors[0])));
  }

  return { walk, reachable, stops, smallTargets, clipped, wide, moving, withoutLanguage, misprinted, borderContrast, pictureContrast };
})();
