// Files: the title of an output comes from its file; each photograph that is chosen gets a row with its picture.
(() => {
  const { form, addRow, control, shownRows } = window.logActivity || {};
  if (!form) return;

  // As `title_from` in attachments.py: «Final report, 2013» for «Final_report,_2013.pdf».
  const titleFrom = (name) => name.replace(/\.[^.]+$/, '').replace(/_/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 250);

  const suggestTitle = (row) => {
    const [file] = control(row, 'file').files;
    const title = control(row, 'title');
    if (!file || (title.value && title.value !== title.dataset.suggested)) return;
    title.value = title.dataset.suggested = titleFrom(file.name);
    title.dispatchEvent(new Event('input', { bubbles: true }));
  };

  const showThumbnail = (row) => {
    const [file] = control(row, 'image').files;
    const thumbnail = row.querySelector('[data-thumbnail]');
    if (thumbnail.src) URL.revokeObjectURL(thumbnail.src);
    thumbnail.hidden = !file;
    if (file) thumbnail.src = URL.createObjectURL(file);
  };

  form.addEventListener('change', (event) => {
    if (event.target.type !== 'file') return;
    const row = event.target.closest('[data-row]');
    if (row?.matches('[data-output]')) suggestTitle(row);
    if (row?.matches('[data-photograph]')) showThumbnail(row);
    row?.querySelector('[data-chosen-again]')?.toggleAttribute('hidden', event.target.files.length > 0);
  });

  const several = form.querySelector('[data-several-photographs]');
  several?.addEventListener('change', () => {
    [...several.files].forEach((file) => {
      const row = shownRows('photographs').find((one) => !control(one, 'image').files.length) || addRow('photographs');
      const one = new DataTransfer();
      one.items.add(file);
      control(row, 'image').files = one.files;
      control(row, 'image').dispatchEvent(new Event('change', { bubbles: true }));
    });
    several.value = '';
  });
})();
