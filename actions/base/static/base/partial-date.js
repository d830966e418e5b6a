/* A date of unsure precision: puts the browser's own field in place of the text, and a choice «day, month, year».

   The text stays in the form, hidden, under its name: one value is sent, «2012», «2012-10» or «2012-10-05». A text that
   is none of these (a wrong one, a span of days) stays visible as it is. Rows that are added later are seen as well. */
(() => {
  "use strict";

  const FORMS = { day: /^\d{4}-\d{2}-\d{2}$/, month: /^\d{4}-\d{2}$/, year: /^\d{4}$/ };
  const PRECISIONS = Object.keys(FORMS);
  const TYPES = { day: "date", month: "month", year: "number" };

  /* «2012-1-5» as «2012-01-05». */
  function normal(text) {
    return text.trim().replace(/-(\d)(?=-|$)/g, "-0$1");
  }

  /* How exact the text is; null for one that the native fields cannot hold. */
  function precisionOf(text) {
    if (text === "") return "day";
    const found = PRECISIONS.find((precision) => FORMS[precision].test(text));
    if (found !== "day") return found || null;
    const probe = document.createElement("input");
    probe.type = "date";
    probe.value = text; // a browser empties what is no day
    return probe.value ? "day" : null;
  }

  function offers(type) {
    const probe = document.createElement("input");
    probe.setAttribute("type", type);
    return probe.type === type;
  }

  function labelOf(text) {
    const label = text.labels && text.labels[0];
    return label ? label.textContent.trim().replace(/\s*\*$/, "") : "";
  }

  function precisionSelect(text, label) {
    const select = document.createElement("select");
    select.setAttribute("aria-label", label ? `${text.dataset.wordLabel}: ${label}` : text.dataset.wordLabel);
    select.dataset.keepNot = "";
    for (const precision of PRECISIONS) {
      const word = text.dataset[`word${precision[0].toUpperCase()}${precision.slice(1)}`];
      select.add(new Option(word, precision));
    }
    return select;
  }

  function nativeInput(text) {
    const input = document.createElement("input");
    for (const name of ["id", "class", "aria-describedby", "aria-invalid", "aria-required"]) {
      if (text.hasAttribute(name)) input.setAttribute(name, text.getAttribute(name));
    }
    input.dataset.keepNot = "";
    return input;
  }

  /* How to type a date is no help to who chooses one: takes the hint out of the words that describe the text. */
  function takeHintAway(text) {
    const described = (text.getAttribute("aria-describedby") || "").split(/\s+/).filter(Boolean);
    const left = described.filter((id) => {
      const help = document.getElementById(id);
      const leaf = help && [help, ...help.querySelectorAll("*")].find(
        (one) => !one.children.length && one.textContent.includes(text.dataset.hint));
      if (!leaf) return true;
      leaf.textContent = leaf.textContent.replace(text.dataset.hint, "").trim();
      if (help.textContent.trim()) return true;
      help.remove();
      return false;
    });
    if (left.length) text.setAttribute("aria-describedby", left.join(" "));
    else text.removeAttribute("aria-describedby");
  }

  function shape(input, precision) {
    const type = TYPES[precision];
    input.value = "";
    for (const name of ["min", "max", "step", "inputmode", "placeholder", "pattern"]) input.removeAttribute(name);
    input.type = offers(type) ? type : "text";
    if (precision === "year") {
      Object.assign(input, { min: "1000", max: "9999", step: "1", inputMode: "numeric" });
    } else if (input.type === "text") {
      input.placeholder = "2012-10";
    }
  }

  function upgrade(text) {
    if (text.dataset.partialDate === "done" || text.name.includes("__prefix__")) return;
    const first = precisionOf(normal(text.value));
    if (first === null) return;
    const label = labelOf(text);
    text.dataset.partialDate = "done";

    takeHintAway(text);
    const box = document.createElement("span");
    const input = nativeInput(text);
    const select = precisionSelect(text, label);
    const typed = {}; // what stood there under another precision: a change of mind loses nothing
    box.className = "partial-date";
    text.after(box);
    text.removeAttribute("id");
    text.removeAttribute("aria-describedby");
    const hadFocus = document.activeElement === text;
    text.type = "hidden";
    box.append(input, select);

    function show(value, precision) {
      select.value = precision;
      shape(input, precision);
      input.value = value;
    }

    function tell() {
      const wanted = input.type === "number" && input.value ? input.value.padStart(4, "0") : input.value;
      if (text.value === wanted) return;
      text.value = wanted;
      for (const kind of ["input", "change"]) text.dispatchEvent(new Event(kind, { bubbles: true }));
    }

    input.addEventListener("input", tell);
    input.addEventListener("change", tell);
    select.addEventListener("change", () => {
      const before = text.value;
      typed[precisionOf(before) || "day"] = before;
      const length = { day: 10, month: 7, year: 4 }[select.value];
      const kept = before.length >= length ? before.slice(0, length) : (typed[select.value] || "");
      show(kept.startsWith(before.slice(0, 4)) ? kept : "", select.value);
      tell();
    });
    // Whoever puts a value back (keep.js, a copy of an earlier record) writes the text.
    text.addEventListener("change", () => {
      const value = normal(text.value);
      const current = input.type === "number" && input.value ? input.value.padStart(4, "0") : input.value;
      const precision = precisionOf(value);
      if (precision && value !== current) show(value, value ? precision : select.value);
    });
    show(normal(text.value), first);
    if (hadFocus) input.focus();
  }

  function upgradeAll(root) {
    root.querySelectorAll("input[data-partial-date]").forEach(upgrade);
  }

  function start() {
    upgradeAll(document);
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node instanceof Element) upgradeAll(node);
      }
    }).observe(document.body, { childList: true, subtree: true });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
