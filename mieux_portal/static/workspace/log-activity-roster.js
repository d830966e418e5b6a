// The search of the roster: a combobox with a list (WAI-ARIA), where a choice adds a row.
(() => {
  const { form, announce, addRow, removeRow, shownRows, control } = window.logActivity || {};
  if (!form) return;

  const BETWEEN = ' — '; // as in people.py
  const PAUSE = 180; // milliseconds between the last letter and the question

  // --- A row shows whom it stands for ---------------------------------------------------------------------------
  const showPerson = (row) => {
    const option = control(row, 'expert').selectedOptions[0];
    const [name, ...about] = (option ? option.textContent.trim() : '').split(BETWEEN);
    row.querySelector('[data-person-name]').textContent = name;
    row.querySelector('[data-person-about]').textContent = about.join(BETWEEN);
    row.setAttribute('aria-label', name);
  };

  const setPerson = (row, id, line) => {
    control(row, 'expert').replaceChildren(new Option(line, id, true, true));
    showPerson(row);
    control(row, 'expert').dispatchEvent(new Event('change', { bubbles: true }));
  };

  const addPerson = (id, line) => {
    const row = addRow('experts');
    setPerson(row, id, line);
    return row;
  };

  form.addEventListener('change', (event) => {
    const row = event.target.closest('[data-person-row]');
    if (row && event.target === control(row, 'expert')) showPerson(row);
  });

  window.logActivity.addPerson = addPerson;

  const finder = form.querySelector('[data-finder]');
  if (!finder) return;
  const words = finder.dataset;
  const input = finder.querySelector('[role="combobox"]');
  const list = finder.querySelector('[role="listbox"]');
  const status = finder.querySelector('[data-finder-status]');
  const told = (sentence, what) => sentence.replace('#', what);

  const ask = async (address, signal) => {
    const answer = await fetch(address, { signal, headers: { 'X-Requested-With': 'XMLHttpRequest' } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer.json();
  };

  // --- The list -------------------------------------------------------------------------------------------------
  let active = -1;
  let asked = null;
  let timer = null;

  const options = () => [...list.children];

  const point = (index) => {
    active = index;
    options().forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    if (index >= 0) {
      input.setAttribute('aria-activedescendant', options()[index].id);
      options()[index].scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  };

  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    point(-1);
  };

  const open = () => {
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
  };

  const makeOption = (number, name, about) => {
    const option = document.createElement('li');
    option.id = `log-found-${number}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    const first = document.createElement('strong');
    first.textContent = name;
    const second = document.createElement('span');
    second.textContent = about;
    option.append(first, ' ', second);
    return option;
  };

  const take = (person) => {
    const already = shownRows('experts').find((row) => control(row, 'expert').value === String(person.id));
    if (!already) addPerson(person.id, person.line);
    const sentence = told(already ? words.taken : words.added, person.name);
    input.value = '';
    list.replaceChildren();
    close();
    input.focus();
    status.textContent = sentence;
  };

  const addNewcomer = (name) => {
    const row = addRow('newcomers');
    control(row, 'name').value = name;
    input.value = '';
    list.replaceChildren();
    close();
    status.textContent = '';
    control(row, 'name').dispatchEvent(new Event('change', { bubbles: true }));
    control(row, 'country').focus();
  };

  const mayAddNewcomers = Boolean(form.querySelector('[data-rows="newcomers"]'));

  const draw = (text, { persons, more }) => {
    list.replaceChildren(...persons.map((person, at) => {
      const option = makeOption(at, person.name, person.about);
      option.addEventListener('click', () => take(person));
      return option;
    }));
    if (mayAddNewcomers) {
      const option = makeOption('new', told(words.new, text), '');
      option.className = 'log-found-new';
      option.addEventListener('click', () => addNewcomer(text));
      list.append(option);
    }
    const sentences = [words.foundNone, words.foundOne];
    status.textContent = more
      ? told(words.foundMore, persons.length)
      : sentences[persons.length] || told(words.foundSeveral, persons.length);
    if (list.children.length) open();
    point(persons.length ? 0 : -1);
  };

  const search = async () => {
    const text = input.value.trim();
    asked?.abort();
    if (text.length < 2) {
      close();
      status.textContent = '';
      return;
    }
    asked = new AbortController();
    try {
      const found = await ask(`${words.address}?q=${encodeURIComponent(text)}`, asked.signal);
      if (input.value.trim() === text) draw(text, found);
    } catch (error) {
      if (error.name === 'AbortError') return;
      close();
      status.textContent = words.failed;
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });

  const KEYS = {
    ArrowDown: () => (list.hidden ? list.children.length && open() : point((active + 1) % options().length)),
    ArrowUp: () => !list.hidden && point((active <= 0 ? options().length : active) - 1),
    Escape: () => (list.hidden ? (input.value = '') : close()),
    Enter: () => !list.hidden && active >= 0 && options()[active].click(),
  };

  input.addEventListener('keydown', (event) => {
    if (!KEYS[event.key] || event.isComposing) return;
    event.preventDefault(); // Enter here chooses a person and never sends the form
    KEYS[event.key]();
  });

  list.addEventListener('mousedown', (event) => event.preventDefault()); // the focus stays in the field
  input.addEventListener('blur', close);
  input.addEventListener('focus', () => { if (input.value.trim() && list.children.length) open(); });

  // --- Somebody new may be on the roster already ------------------------------------------------------------------
  const showNamesakes = (row, persons) => {
    const place = row.querySelector('[data-namesakes]');
    if (!place) return;
    place.replaceChildren();
    if (!persons.length) return;
    const question = document.createElement('p');
    question.textContent = words.same;
    place.append(question, ...persons.map((person) => {
      const line = document.createElement('p');
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button button-small button-secondary';
      button.textContent = words.take;
      button.setAttribute('aria-label', `${words.take}: ${person.line}`);
      button.addEventListener('click', () => {
        const taken = addPerson(person.id, person.line);
        ['role', 'days'].forEach((name) => { control(taken, name).value = control(row, name).value; });
        removeRow(row);
        announce(told(words.added, person.line));
        control(taken, 'role').focus();
      });
      line.append(person.line, ' ', button);
      return line;
    }));
  };

  form.addEventListener('change', async (event) => {
    const row = event.target.closest('[data-newcomer]');
    if (!row || event.target !== control(row, 'name')) return;
    const name = event.target.value.trim();
    try {
      const found = name ? await ask(`${words.namesakesAddress}?name=${encodeURIComponent(name)}`) : { persons: [] };
      // An older answer may come last: it speaks of another name.
      if (event.target.value.trim() === name) showNamesakes(row, found.persons);
    } catch { /* the form asks again when it is saved */ }
  });
})();
