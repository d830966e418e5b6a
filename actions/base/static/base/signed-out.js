/* After signing out: removes what was kept of unsent forms, where the browser does not know Clear-Site-Data. */
(() => {
  "use strict";
  try {
    indexedDB.deleteDatabase("mieux-unsent");
  } catch {
    // There is none: a private window, or a browser that keeps nothing.
  }
})();
