/* Keeps what is typed in this browser until it is saved, outside the record, and puts it back.

   A form takes part through the hidden field «sending_key» with `data-keep` (templates/admin/sending_key.html). An entry
   is kept under that key in IndexedDB, with person and form; the server's cookie «saved-<key>» says that it was saved and
   may be forgotten. Before a form is sent, the server is asked whether it can be reached and who is signed in.
   The decision behind it: docs/decisions/0014-what-is-typed-is-kept-outside-the-record.md */
(() => {
  "use strict";

  const DATABASE = "mieux-unsent";
  const STORE = "forms";
  const LONGEST = 30 * 24 * 60 * 60 * 1000;
  const PAUSE = 300; // after the last key
  const PATIENCE = 15000; // for the server to answer
  const LEAVING = 5000; // for a page that is being left
  const NEVER_KEPT = /^(csrfmiddlewaretoken|sending_key|loaded_revision_(id|created_at)|overwrite_revision_id|next)$/;

  const given = document.getElementById("keep-settings");
  if (!given) return;
  const { words, addresses } = JSON.parse(given.textContent);

  /* --- The database. Where there is none (a private window, no space) everything else works. --- */

  let database = null;
  let isClosed = false; // somebody signed out in another tab: nothing may be written any more

  function opened() {
    if (isClosed) return Promise.resolve(null);
    database ||= new Promise((resolve) => {
      let request;
      try {
        request = indexedDB.open(DATABASE, 1);
      } catch {
        resolve(null);
        return;
      }
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
      request.onsuccess = () => {
        const close = () => {
          request.result.close();
          isClosed = true;
        };
        request.result.onversionchange = close;
        request.result.onclose = close;
        resolve(request.result);
      };
    });
    return database;
  }

  /* `work`: gets the store and gives a request. The promise gives the request's result, undefined where it failed. */
  async function inStore(mode, work) {
    const found = await opened();
    if (!found) return undefined;
    return new Promise((resolve) => {
      try {
        const transaction = found.transaction(STORE, mode);
        const request = work(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onerror = transaction.onabort = () => resolve(undefined);
      } catch {
        resolve(undefined);
      }
    });
  }

  const everything = async () => (await inStore("readonly", (store) => store.getAll())) || [];
  const write = (entry) => inStore("readwrite", (store) => store.put(entry));
  const forget = (key) => inStore("readwrite", (store) => store.delete(key));

  /* What the server has saved, and what is too old. */
  async function clearUp() {
    const saved = document.cookie.split("; ").map((one) => /^saved-([0-9a-f-]{36})=/.exec(one)).filter(Boolean);
    for (const [, key] of saved) {
      await forget(key);
      document.cookie = `saved-${key}=; path=/; max-age=0; samesite=lax`;
    }
    for (const entry of await everything()) {
      if (Date.now() - entry.typed > LONGEST) await forget(entry.key);
    }
  }

  /* True once this tab has the entry for itself; it keeps it until the page goes. Two tabs may hold one form each.
     `patience`: how long to wait for a page that is just being left; without it the answer comes at once. */
  function claim(key, patience = 0) {
    if (!navigator.locks) return Promise.resolve(true);
    return new Promise((resolve) => {
      const hold = (lock) => {
        resolve(Boolean(lock));
        return lock ? new Promise(() => {}) : null;
      };
      const how = patience ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
      navigator.locks.request(`${DATABASE} ${key}`, how, hold).catch(() => resolve(false));
    });
  }

  /* --- What stands in a form -------------------------------------------------------------------- */

  const isKept = (control) =>
    control.name && !NEVER_KEPT.test(control.name) && control.type !== "password" && !control.closest("[data-keep-not]");

  function read(form) {
    const names = new Set([...form.elements].filter(isKept).map((control) => control.name));
    return [...new FormData(form)].filter(
      ([name, value]) => names.has(name) && !(value instanceof File && !value.name && !value.size),
    );
  }

  const told = (value) => (value instanceof File ? `${value.name} ${value.size} ${value.lastModified}` : value);
  const signature = (values) => JSON.stringify(values.map(([name, value]) => [name, told(value)]));

  /* Words of what is chosen in lists that a script fills, and in Wagtail's choosers. */
  function readLabels(form) {
    const labels = [];
    for (const control of form.elements) {
      if (!isKept(control)) continue;
      if (control instanceof HTMLSelectElement) {
        for (const option of control.selectedOptions) labels.push([control.name, option.value, option.text]);
      } else if (titleOfChooser(control)) {
        labels.push([control.name, control.value, titleOfChooser(control).textContent.trim()]);
      }
    }
    return labels;
  }

  function titleOfChooser(control) {
    const chooser = control.type === "hidden" && control.id && document.getElementById(`${control.id}-chooser`);
    return chooser ? chooser.querySelector("[data-chooser-title]") : null;
  }

  /* --- Putting back ------------------------------------------------------------------------------- */

  const tell = (control) => {
    for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
  };

  function makeRows(form, values) {
    for (const [name, wanted] of values) {
      const prefix = /^(.+)-TOTAL_FORMS$/.exec(name)?.[1];
      const total = prefix && form.elements.namedItem(name);
      const add = prefix && (document.querySelector(`[data-add-row="${CSS.escape(prefix)}"]`) || document.getElementById(`id_${prefix}-ADD`));
      for (let left = Number(wanted); add && total && Number(total.value) < Number(wanted) && left > 0; left -= 1) add.click();
    }
  }

  function takeOutRow(control) {
    if (control.type !== "hidden" || !/-DELETE$/.test(control.name) || !control.value || control.value === "0") return;
    const row = control.closest("[data-row]");
    const button = document.getElementById(`${control.id}-button`) || row?.querySelector("[data-remove-row]");
    button?.click();
  }

  function choose(select, wanted, labels) {
    for (const value of wanted) {
      if (value && ![...select.options].some((option) => option.value === value)) {
        const label = labels.find(([name, one]) => name === select.name && one === value);
        select.add(new Option(label ? label[2] : value, value));
      }
    }
    for (const option of select.options) option.selected = wanted.includes(option.value);
  }

  function putFiles(control, files) {
    if (!files.length) return;
    const transfer = new DataTransfer();
    files.forEach((file) => transfer.items.add(file));
    control.files = transfer.files;
  }

  /* Sets a control to what was kept; true where that changed something. `left`: name → the values not yet put back. */
  function putBack(control, left, labels) {
    const before = control.type === "checkbox" || control.type === "radio" ? control.checked : control.value;
    const values = left.get(control.name) || [];
    if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
    else if (control instanceof HTMLSelectElement) choose(control, control.multiple ? values : [values.shift() ?? ""], labels);
    else if (control.type === "file") putFiles(control, values.filter((value) => value instanceof File));
    else if (values.length) control.value = values.shift();
    const after = control.type === "checkbox" || control.type === "radio" ? control.checked : control.value;
    const title = titleOfChooser(control);
    if (title && before !== after) {
      title.textContent = labels.find(([name, value]) => name === control.name && value === after)?.[2] || after;
      title.closest(".chooser")?.classList.toggle("blank", !after);
    }
    return before !== after || control.multiple || control.type === "file";
  }

  function byName(values) {
    const found = new Map();
    for (const [name, value] of values) found.set(name, [...(found.get(name) || []), value]);
    return found;
  }

  function putAllBack(form, entry, only = () => true) {
    // Twice: what follows another control (the components of an Action) may have been emptied by it on the first way.
    for (const _way of [1, 2]) {
      const left = byName(entry.values);
      for (const control of [...form.elements].filter(isKept)) {
        if (only(control) && !/-TOTAL_FORMS$/.test(control.name) && putBack(control, left, entry.labels)) tell(control);
      }
    }
    [...form.elements].filter(isKept).forEach(takeOutRow);
  }

  /* --- Sending ------------------------------------------------------------------------------------ */

  /* A form that is sent only where it can arrive. */
  class Sender {
    constructor(form, user) {
      this.form = form;
      this.user = user;
      form.addEventListener("submit", (event) => this.send(event), true);
    }

    /* Words that are not kept here stay on the page, which is why the door opens in another tab. */
    get stays() {
      return true;
    }

    async keep() {}

    async send(event) {
      if (this.mayPass) return; // our own second time
      event.preventDefault();
      event.stopImmediatePropagation();
      if (this.isAsking) return; // a second press
      this.isAsking = true;
      const button = event.submitter;
      await this.keep();
      const problem = await this.ask();
      this.isAsking = false;
      if (problem) {
        this.refuse(problem, button);
        return;
      }
      this.isSent = this.mayPass = true;
      const wasDisabled = button?.disabled;
      if (button) button.disabled = false; // or its name would not be sent
      this.form.requestSubmit(button || undefined);
      if (button) button.disabled = wasDisabled;
      this.mayPass = false;
    }

    /* What stands in the way of sending, as words and a link; nothing where nothing does. */
    async ask() {
      let answer;
      try {
        answer = await fetch(addresses.still_here, { cache: "no-store", headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
      } catch {
        return { text: this.stays ? words.offline_here : words.offline };
      }
      const trouble = { text: this.stays ? words.trouble_here : words.trouble };
      if (!answer.ok) return trouble;
      let found;
      try {
        found = await answer.json();
      } catch {
        return trouble;
      }
      if (!found.user) {
        return this.stays ? { text: words.signed_out_here, link: words.sign_in_there } : { text: words.signed_out, link: words.sign_in };
      }
      if (this.user && found.user !== this.user) return { text: words.somebody_else };
      const token = this.form.elements.namedItem("csrfmiddlewaretoken");
      if (token) token.value = found.token; // whoever signed in again in another tab has a new one
      return null;
    }

    refuse({ text, link }, button) {
      if (button) {
        button.disabled = false;
        if (button.matches('[data-controller~="w-progress"]')) button.setAttribute("data-w-progress-loading-value", "false");
      }
      const parts = [];
      if (link) {
        const next = new URLSearchParams({ next: location.pathname + location.search });
        const target = this.stays ? "_blank" : "";
        parts.push(Object.assign(document.createElement("a"), { href: `${addresses.sign_in}?${next}`, textContent: link, target }));
      }
      this.say(text, parts, "warning");
      this.notice.focus();
    }

    say(text, parts, kind = "info") {
      if (!this.notice) {
        this.notice = Object.assign(document.createElement("div"), { tabIndex: -1 });
        this.notice.setAttribute("role", "status");
        const place = document.querySelector("[data-keep-notices]");
        if (place) place.append(this.notice);
        else this.form.before(this.notice);
      }
      this.notice.className = `keep-notice keep-notice--${kind}`;
      const sentence = document.createElement("p");
      sentence.textContent = text;
      this.notice.replaceChildren(sentence, ...parts);
    }
  }

  /* --- One form ------------------------------------------------------------------------------------ */

  class Keeper extends Sender {
    constructor(field) {
      super(field.form, field.dataset.keepUser);
      this.field = field;
      this.isBound = field.dataset.keepBound === "true"; // shown again after a refusal: its values are the newest
      this.name = this.form.dataset.keepForm || location.pathname;
      this.isBusy = true;
      this.timer = 0;
    }

    async start() {
      this.listen();
      const entries = (await everything()).filter((entry) => entry.user === this.user && entry.form === this.name);
      entries.sort((one, other) => other.typed - one.typed);
      if (this.isBound) this.startBound(entries);
      else await this.startFresh(entries);
      this.isBusy = false;
      this.baseline ??= signature(read(this.form));
      this.hasPlace = Boolean(await opened());
      // Wagtail asks before one leaves; here nothing is lost by leaving.
      if (this.hasPlace) this.form.setAttribute("data-w-unsaved-confirmation-value", "false");
    }

    startBound(entries) {
      this.baseline = "";
      claim(this.field.value);
      const entry = entries.find((one) => one.key === this.field.value);
      if (entry) putAllBack(this.form, entry, (control) => control.type === "file");
    }

    async startFresh(entries) {
      for (const entry of entries) {
        if (await claim(entry.key)) {
          this.putBack(entry);
          return;
        }
      }
      claim(this.field.value);
      if (entries.length) this.awaitLeaving(entries[0].key);
    }

    /* Another tab has it, or the page that had it is still on its way out: nothing that is typed meanwhile is touched. */
    async awaitLeaving(key) {
      if (!(await claim(key, LEAVING)) || this.isDirty) return;
      const entry = (await everything()).find((one) => one.key === key);
      if (!entry || this.isDirty) return;
      this.isBusy = true;
      this.putBack(entry);
      this.isBusy = false;
    }

    putBack(entry) {
      this.baseline = ""; // it differs from what the server showed, whatever is done now
      this.field.value = entry.key;
      this.setLoaded(entry.loaded);
      makeRows(this.form, entry.values);
      putAllBack(this.form, entry);
      const values = Object.fromEntries(byName(entry.values));
      this.form.dispatchEvent(new CustomEvent("kept:restored", { bubbles: true, detail: { values } }));
      const moment = new Date(entry.typed);
      const language = document.documentElement.lang || undefined;
      const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" }).format(moment);
      const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(moment);
      this.say(words.put_back.replace("{date}", date).replace("{time}", time), [this.afreshButton()]);
    }

    afreshButton() {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = words.afresh;
      button.addEventListener("click", async () => {
        if (!window.confirm(words.sure)) return;
        this.isBusy = true;
        clearTimeout(this.timer);
        await forget(this.field.value);
        location.reload();
      });
      return button;
    }

    /* The version that the form was loaded with when typing began: whether it is still the newest, the server says. */
    get loaded() {
      const field = (name) => this.form.elements.namedItem(`loaded_revision_${name}`)?.value ?? null;
      return { id: field("id"), created_at: field("created_at") };
    }

    setLoaded(loaded) {
      for (const name of ["id", "created_at"]) {
        let field = this.form.elements.namedItem(`loaded_revision_${name}`);
        if (loaded[name] === null) {
          field?.remove();
          continue;
        }
        if (!field) {
          field = Object.assign(document.createElement("input"), { type: "hidden", name: `loaded_revision_${name}` });
          this.form.prepend(field);
        }
        field.value = loaded[name];
      }
    }

    listen() {
      for (const kind of ["focusin", "pointerdown"]) {
        // What scripts of the page have set up until now, nobody has typed.
        this.form.addEventListener(kind, () => { if (!this.isBusy && !this.isDirty && this.baseline) this.baseline = signature(read(this.form)); }, true);
      }
      for (const kind of ["input", "click"]) this.form.addEventListener(kind, () => this.soon());
      this.form.addEventListener("change", () => this.soon(0)); // a field is done with
      document.addEventListener("visibilitychange", () => { if (document.hidden) this.keep(); });
      window.addEventListener("pagehide", () => this.keep());
      window.addEventListener("pageshow", (event) => { if (event.persisted && this.isSent) location.reload(); });
    }

    /* Where the browser has no place to keep anything, nothing else is promised. */
    get stays() {
      return !this.hasPlace || isClosed;
    }

    soon(pause = PAUSE) {
      if (this.isBusy) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), pause);
    }

    async keep() {
      clearTimeout(this.timer);
      if (this.isBusy) return;
      const values = read(this.form);
      const now = signature(values);
      if (now === this.kept) return;
      if (now === this.baseline) {
        if (this.isDirty) await forget(this.field.value);
        this.isDirty = false;
      } else {
        this.isDirty = true;
        const { user, name: form, loaded } = this;
        await write({ key: this.field.value, user, form, loaded, typed: Date.now(), values, labels: readLabels(this.form) });
      }
      this.kept = now;
    }
  }

  /* --- The page -------------------------------------------------------------------------------------- */

  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-keep-discard]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    await forget(link.dataset.keepDiscard);
    location.assign(link.href);
  });

  async function start() {
    await clearUp();
    for (const field of document.querySelectorAll("input[name=sending_key]")) {
      if (field.hasAttribute("data-keep")) new Keeper(field).start();
      else new Sender(field.form, field.dataset.keepUser);
    }
    const words = document.getElementById("page-edit-form"); // Wagtail's own, with autosave and without a key
    if (words) new Sender(words);
  }

  // After the scripts of the page, which make its rows and fields.
  const soon = () => setTimeout(start);
  if (document.readyState === "complete") soon();
  else document.addEventListener("DOMContentLoaded", soon);
})();
