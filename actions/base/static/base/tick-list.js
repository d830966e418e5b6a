// A search field above a long list of check boxes, how many are chosen, and the chosen ones first.
(() => {
  const SHORT = 12; // a list that can be seen as a whole needs no search

  const plain = (text) => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();

  // Django writes these words into each check box, and none of them into the box around.
  const wordsOf = (list) => list.querySelector('input[type="checkbox"]').dataset;

  const rowsOf = (list) => [...list.children].filter((row) => row.querySelector('input[type="checkbox"]'));

  const chosenFirst = (list) => {
    const chosen = rowsOf(list).filter((row) => row.querySelector('input').checked);
    list.prepend(...chosen);
  };

  const tellHowMany = (list, told, shown) => {
    const rows = rowsOf(list);
    const chosen = rows.filter((row) => row.querySelector('input').checked).length;
    const parts = [`${chosen} ${wordsOf(list).chosen}`];
    if (shown !== undefined) parts.push(`${shown} ${wordsOf(list).shown}`);
    told.textContent = parts.join(' · ');
  };

  const narrow = (list, text) => {
    const words = plain(text).split(/\s+/).filter(Boolean);
    let shown = 0;
    rowsOf(list).forEach((row) => {
      const name = plain(row.textContent);
      row.hidden = !words.every((word) => name.includes(word));
      shown += row.hidden ? 0 : 1;
    });
    return words.length ? shown : undefined;
  };

  const dress = (list) => {
    if (list.dataset.dressed || rowsOf(list).length <= SHORT) return;
    list.dataset.dressed = 'yes';
    const tools = document.createElement('div');
    tools.className = 'tick-list-tools';
    const search = document.createElement('input');
    search.type = 'search';
    search.placeholder = wordsOf(list).search;
    search.setAttribute('aria-label', wordsOf(list).search);
    search.autocomplete = 'off';
    const told = document.createElement('output');
    tools.append(search, told);
    list.before(tools);
    chosenFirst(list);
    tellHowMany(list, told);
    search.addEventListener('input', () => tellHowMany(list, told, narrow(list, search.value)));
    search.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault(); // the search is no part of the form
    });
    list.addEventListener('change', () => tellHowMany(list, told, search.value ? narrow(list, search.value) : undefined));
  };

  const dressAll = (root) => root.querySelectorAll('.tick-list').forEach(dress);

  const start = () => {
    dressAll(document);
    // Rows that are added to a form later bring lists of their own.
    new MutationObserver((changes) => {
      changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => node.querySelectorAll && dressAll(node)));
    }).observe(document.body, { childList: true, subtree: true });
  };

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
