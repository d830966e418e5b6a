// Rows of a form: one is added at the end with the next number, a removed one is marked and hidden.
(() => {
  const form = document.getElementById('log-activity');
  if (!form) return;

  const status = form.querySelector('[data-log-status]');

  const announce = (text) => {
    status.textContent = '';
    requestAnimationFrame(() => { status.textContent = text; });
  };

  const total = (prefix) => form.elements[`${prefix}-TOTAL_FORMS`];

  const rowsOf = (prefix) => [...form.querySelectorAll(`[data-rows="${prefix}"] > [data-row]`)];

  const shownRows = (prefix) => rowsOf(prefix).filter((row) => !row.hidden);

  const control = (row, name) => row.querySelector(`[name$="-${name}"]`);

  const addRow = (prefix) => {
    const number = total(prefix).value;
    const template = form.querySelector(`template[data-row-of="${prefix}"]`);
    const holder = document.createElement('template');
    holder.innerHTML = template.innerHTML.replaceAll('__prefix__', number);
    const row = holder.content.firstElementChild;
    form.querySelector(`[data-rows="${prefix}"]`).append(row);
    total(prefix).value = Number(number) + 1;
    row.dispatchEvent(new CustomEvent('log:row', { bubbles: true, detail: { prefix } }));
    return row;
  };

  const removeRow = (row) => {
    control(row, 'DELETE').value = 'on';
    row.querySelectorAll('input[type="file"]').forEach((input) => { input.value = ''; });
    row.hidden = true;
    row.dispatchEvent(new CustomEvent('change', { bubbles: true }));
  };

  // An empty row may be filled in by the script without any loss.
  const isEmpty = (row) => [...row.querySelectorAll('input, select, textarea')].every((one) => {
    if (one.type === 'checkbox' || one.type === 'radio') return !one.checked;
    return !one.value;
  });

  const nextFocus = (row) => {
    const section = row.closest('.log-section');
    const rows = [...section.querySelectorAll('[data-row]:not([hidden])')];
    const other = rows.find((one) => one !== row);
    return section.querySelector('[role="combobox"]') || section.querySelector('.log-add:not([hidden])') || other;
  };

  form.addEventListener('click', (event) => {
    const add = event.target.closest('[data-add-row]');
    if (add) {
      const row = addRow(add.dataset.addRow);
      // A press by a person, not by the script that puts rows back.
      if (event.isTrusted) row.querySelector('input:not([type="hidden"]), select, textarea')?.focus();
    }
    const remove = event.target.closest('[data-remove-row]');
    if (remove) {
      const row = remove.closest('[data-row]');
      removeRow(row);
      if (event.isTrusted) {
        nextFocus(row)?.focus();
        announce(form.querySelector('[data-removed]')?.dataset.removed || '');
      }
    }
  });

  form.querySelectorAll('[data-row]').forEach((row) => {
    if (control(row, 'DELETE')?.value) row.hidden = true; // refused with a row that had been removed
  });

  window.logActivity = { form, announce, addRow, removeRow, rowsOf, shownRows, control, isEmpty };
})();
