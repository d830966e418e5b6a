/* Leads the focus to where something is to be done: the first field with an error, or the field that the address names. */
(() => {
  "use strict";

  /* Opens what is folded around a field: Wagtail's panels and tabs, and details. */
  function unfold(field) {
    for (let at = field.parentElement; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
      if (at.hidden && at.id) {
        document.querySelector(`[aria-controls="${CSS.escape(at.id)}"][aria-expanded="false"]`)?.click();
        if (at.getAttribute("role") === "tabpanel") document.querySelector(`[role="tab"][href="#${CSS.escape(at.id)}"]`)?.click();
      }
    }
  }

  function lead(field) {
    unfold(field);
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: "center" });
  }

  /* A control that one can stand on: the field itself, the first of its choices, the button of a chooser, an editor. */
  function standing(field) {
    const able = "input:not([type=hidden]), select, textarea, button, a[href], [contenteditable=true]";
    if (field.matches(able) && field.type !== "hidden") return field;
    const around = field.closest("[data-field]") || document.getElementById(`${field.id}-chooser`) || field.parentElement;
    return field.querySelector(able) || around?.querySelector(`[data-field-input] :is(${able})`) || around?.querySelector(able);
  }

  function named() {
    const id = decodeURIComponent(location.hash.slice(1));
    const field = id.startsWith("id_") ? document.getElementById(id) : null;
    return field && standing(field);
  }

  function wrong() {
    const marked = document.querySelector('form [aria-invalid="true"]');
    return marked && standing(marked);
  }

  function start() {
    const field = wrong() || named();
    if (field) setTimeout(() => lead(field), 150); // after Wagtail's own scrolling to a panel
  }

  window.addEventListener("hashchange", () => {
    const field = named();
    if (field) lead(field);
  });
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start);
})();
