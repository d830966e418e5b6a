/* Suggestions below a search field (ARIA: combobox with a listbox). Without this file, or when the line is broken, the
   field is the plain form that it was. */
(() => {
  "use strict";
  const FEWEST = 3; // letters: fewer say nothing yet
  const PAUSE = 150; // milliseconds without a key, before anything is asked

  function suggest(input) {
    const box = document.createElement("div");
    const status = document.createElement("p");
    let options = [];
    let active = -1;
    let timer = 0;
    let asked = new AbortController();

    box.className = "suggest";
    box.id = `${input.id}-suggestions`;
    box.hidden = true;
    status.className = "hidden";
    status.setAttribute("role", "status");
    input.parentElement.append(box, status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": box.id,
      autocomplete: "off",
    })) {
      input.setAttribute(name, value);
    }

    function close() {
      clearTimeout(timer);
      asked.abort();
      box.hidden = true;
      options = [];
      point(-1);
      input.setAttribute("aria-expanded", "false");
      status.textContent = "";
    }

    /* The option at `at` is the chosen one; -1 is the field itself. */
    function point(at) {
      active = at;
      options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
      if (at < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", options[at].id);
        options[at].scrollIntoView({ block: "nearest" });
      }
    }

    function show(html) {
      box.innerHTML = html; // made by the portal, which escapes what was typed
      options = [...box.querySelectorAll("[role=option]")];
      if (!options.length) {
        close();
        return;
      }
      options.forEach((option, number) => {
        option.id = `${box.id}-${number}`;
      });
      point(-1);
      box.hidden = false;
      input.setAttribute("aria-expanded", "true");
      status.textContent = box.firstElementChild.dataset.said;
    }

    async function ask() {
      asked.abort();
      asked = new AbortController();
      const { signal } = asked;
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(input.value.trim())}`, { signal });
        const html = answer.ok ? await answer.text() : "";
        if (!signal.aborted) show(html);
      } catch {
        if (!signal.aborted) close(); // no line: the form still searches
      }
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      if (input.value.trim().length < FEWEST) close();
      else timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (box.hidden || event.isComposing) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        // Round and round: the options, and between the last and the first the field.
        const places = options.length + 1;
        point(((active + 1 + step + places) % places) - 1);
      } else if (event.key === "Enter" && active >= 0) {
        location.assign(options[active].dataset.address);
      } else if (event.key === "Escape") {
        close();
      } else {
        return;
      }
      event.preventDefault();
    });
    box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    box.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(option.dataset.address);
    });
    input.form.addEventListener("submit", close);
  }

  document.querySelectorAll("[data-suggest]").forEach(suggest);
})();
