// What one choice means for the others: the Action for its components, the date for the state, a copy for the rest.
(() => {
  const { form, addRow, rowsOf, shownRows, control, isEmpty, addPerson } = window.logActivity || {};
  if (!form) return;
  const action = form.elements.of_action;
  const component = form.elements.component;

  // --- Only the components of the chosen Action -------------------------------------------------------------------
  const allComponents = [...component.querySelectorAll('option[data-of-action]')];
  const unknown = component.querySelector('option:not([data-of-action])');

  const narrowComponents = () => {
    const chosen = component.value;
    const own = allComponents.filter((option) => option.dataset.ofAction === action.value);
    component.replaceChildren(unknown, ...own);
    component.value = own.some((option) => option.value === chosen) ? chosen : '';
    component.closest('.log-field').hidden = !own.length;
  };

  // --- The only partner country, while nobody has chosen another one -----------------------------------------------
  const countries = () => shownRows('countries').map((row) => control(row, 'country'));
  const onlyCountry = () => action.selectedOptions[0]?.dataset.onlyCountry || '';
  let suggestedCountry = onlyCountry();

  const suggestCountry = () => {
    const [first, ...others] = countries();
    if (first && !others.length && first.value === suggestedCountry) first.value = onlyCountry();
    suggestedCountry = onlyCountry();
  };

  // --- Done or planned, by the date, while nobody has said it -------------------------------------------------------
  const told = form.querySelector('[data-state-told]');
  let stateIsSaid = form.dataset.bound === 'true';

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  };

  const lastDay = (text) => {
    const [year, month = '12', day = '31'] = (text || '').split('/').pop().split('-');
    return year ? `${year}-${month}-${day}` : '';
  };

  const suggestState = () => {
    if (stateIsSaid) return;
    const last = [lastDay(form.elements.start.value), lastDay(form.elements.end.value)].sort().pop();
    if (!last) return;
    const state = last < today() ? 'done' : 'planned';
    if (form.elements.state.value !== state) told.textContent = told.dataset[state];
    form.elements.state.value = state;
  };

  // --- An earlier activity as the beginning of this one --------------------------------------------------------------
  const earlier = document.getElementById('log-earlier');
  const earlierField = form.querySelector('[data-earlier-field]');
  const copyTold = form.querySelector('[data-copy-told]');

  const ask = async (address) => {
    const answer = await fetch(address, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer.json();
  };

  const listEarlier = async () => {
    const wanted = action.value;
    try {
      const { activities } = await ask(`${form.dataset.earlier}?of_action=${encodeURIComponent(wanted)}`);
      if (action.value !== wanted) return;
      earlier.replaceChildren(earlier.options[0], ...activities.map(({ id, label }) => new Option(label, id)));
      earlierField.hidden = !activities.length;
      copyTold.textContent = '';
    } catch { /* a list that is missing stops nobody */ }
  };

  const setControl = (one, value) => {
    if (one instanceof RadioNodeList) one.value = value ?? '';
    else one.value = value ?? '';
    const target = one instanceof RadioNodeList ? [...one].find((radio) => radio.checked) : one;
    target?.dispatchEvent(new Event('change', { bubbles: true }));
  };

  const fillRows = (prefix, rows, names) => {
    if (!form.querySelector(`[data-rows="${prefix}"]`)) return;
    const empty = rowsOf(prefix).filter((row) => !row.hidden && isEmpty(row));
    rows.forEach((values) => {
      const row = prefix === 'experts' ? addPerson(values.expert, names[values.expert]) : empty.shift() || addRow(prefix);
      Object.entries(values).forEach(([name, value]) => {
        if (name !== 'expert') setControl(control(row, name), value);
      });
    });
  };

  const copy = async () => {
    if (!earlier.value) return;
    try {
      const { fields, rows, names } = await ask(`${form.dataset.copied}?of=${encodeURIComponent(earlier.value)}`);
      // The state follows the date; whom somebody has entered already stays.
      Object.entries(fields).forEach(([name, value]) => {
        if (name !== 'action' && name !== 'state') setControl(form.elements[name], value);
      });
      if (rows.countries.length) shownRows('countries').forEach((row) => setControl(control(row, 'country'), ''));
      const known = new Set(shownRows('experts').map((row) => control(row, 'expert').value));
      const newPersons = (rows.experts || []).filter((row) => !known.has(String(row.expert)));
      Object.entries({ ...rows, experts: newPersons }).forEach(([prefix, several]) => fillRows(prefix, several, names));
      copyTold.textContent = earlier.dataset.copiedTold;
    } catch {
      copyTold.textContent = earlier.dataset.failedTold;
      earlier.value = '';
    }
  };

  // --- Who listens -----------------------------------------------------------------------------------------------------
  action.addEventListener('change', () => {
    narrowComponents();
    suggestCountry();
    listEarlier();
  });
  earlier.addEventListener('change', copy);
  form.addEventListener('input', (event) => {
    if (/^(start|end)/.test(event.target.id.replace('id_', ''))) suggestState();
  });
  form.addEventListener('change', (event) => {
    if (event.target.name === 'state') {
      stateIsSaid = true;
      told.textContent = '';
    } else suggestState();
  });
  form.addEventListener('kept:restored', (event) => {
    const state = event.detail?.values?.state?.[0];
    stateIsSaid = true;
    if (state) form.elements.state.value = state;
    const chosen = event.detail?.values?.component?.[0];
    narrowComponents();
    if (chosen && allComponents.some((option) => option.value === chosen)) component.value = chosen;
  });

  // A browser sends nothing for a number that it could not read: say so instead of saving «not recorded».
  form.addEventListener('submit', (event) => {
    const unread = [...form.querySelectorAll('input[type="number"]')].find((input) => input.validity.badInput);
    if (!unread) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    unread.reportValidity();
  }, true);

  narrowComponents();
  suggestState();
})();
