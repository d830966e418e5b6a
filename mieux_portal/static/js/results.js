/* A list that changes in place: what htmx is asked to do stands in the HTML; here is what it does not do itself.
   htmx comes with the first sign that somebody filters: whoever only reads does not wait for it.
   Without this file, or when it fails, the same form and the same links work by loading pages. */
(() => {
  "use strict";

  const source = document.currentScript.dataset.htmx;
  const page = document.documentElement;
  const browse = document.querySelector(".browse");
  const form = document.getElementById("filters");
  const CONTROLS = ".facets, .ways, .active-filters, .results-table thead";

  /* --- htmx, when it is needed ------------------------------------------------------------------------- */

  let coming = false;
  let missed = false; // something was chosen before htmx had come

  function fetchHtmx() {
    coming = true;
    const script = document.createElement("script");
    script.src = source;
    script.addEventListener("load", () => {
      if (missed) window.htmx.trigger(form, "submit");
    });
    script.addEventListener("error", () => page.classList.remove("in-place"));
    document.head.append(script);
  }

  function prepare(event) {
    if (coming || !event.target.closest(CONTROLS)) return;
    // Before the page is complete htmx would wait for an event that is over.
    if (document.readyState === "complete") fetchHtmx();
    else window.addEventListener("load", () => coming || fetchHtmx());
  }

  for (const sign of ["pointerover", "touchstart", "focusin", "keydown"]) {
    browse.addEventListener(sign, prepare, { passive: true });
  }
  browse.addEventListener("change", (event) => {
    prepare(event);
    if (!window.htmx && event.target.form === form) missed = true;
  });

  /* Back to a state that htmx made, after the page was loaded anew: htmx may not be here to show it. */
  window.addEventListener("popstate", (event) => {
    if (!window.htmx && event.state && event.state.htmx) location.reload();
  });

  /* --- The address: nothing empty in it ---------------------------------------------------------------- */

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    for (const name of new Set(detail.formData.keys())) {
      const values = detail.formData.getAll(name).filter(Boolean);
      detail.formData.delete(name);
      values.forEach((value) => detail.formData.append(name, value));
    }
  });

  /* --- What the reader has opened, scrolled to and is at stays as it is --------------------------------- */

  const ticked = () => [...form.querySelectorAll("input:checked")].map((box) => `${box.name}=${box.value}`).join("&");
  let asked = "";
  let folds = new Map();
  let scrolled = new Map();
  let wasInside = false;

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    // A tick made since then is asked for next: this older answer would take it away.
    if (detail.requestConfig.elt === form && ticked() !== asked) detail.shouldSwap = false;
    const facets = [...browse.querySelectorAll(".facet")];
    folds = new Map(facets.map((facet) => [facet.id, facet.open]));
    scrolled = new Map(facets.map((facet) => [facet.id, facet.querySelector(".options").scrollTop]));
    wasInside = browse.contains(document.activeElement);
  });

  document.addEventListener("htmx:afterSwap", () => {
    for (const facet of browse.querySelectorAll(".facet")) {
      if (folds.has(facet.id)) facet.open = folds.get(facet.id);
      facet.querySelector(".options").scrollTop = scrolled.get(facet.id) || 0;
    }
    const words = document.getElementById("filter-words");
    if (words !== document.activeElement) words.value = new URLSearchParams(location.search).get("q") || "";
    if (wasInside && document.activeElement === document.body) {
      document.getElementById("results").focus({ preventScroll: true });
    }
  });

  /* --- While it is on its way, and when it does not come ------------------------------------------------ */

  const trouble = document.getElementById("trouble");

  document.addEventListener("htmx:beforeRequest", () => {
    asked = ticked();
    trouble.hidden = true;
    document.getElementById("results").setAttribute("aria-busy", "true");
  });

  function tell({ detail }) {
    trouble.querySelector("a").href = detail.pathInfo.finalRequestPath;
    trouble.hidden = false;
    document.getElementById("results").removeAttribute("aria-busy");
  }

  for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(failure, tell);
  }

  /* --- On a phone the button closes the filters and leads to what was found ------------------------------ */

  form.addEventListener("submit", (event) => {
    const fold = form.closest("details");
    if (!window.htmx || !event.submitter || !fold.querySelector("summary").offsetParent) return;
    fold.open = false;
    document.getElementById("results").focus({ preventScroll: true });
    document.getElementById("found").scrollIntoView();
  });

  page.classList.add("in-place");
})();
