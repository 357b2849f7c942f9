// Long lists of checkboxes are narrowed while typing, and a row of a form shows only the fields its first choice needs.
// Without JavaScript everything is shown.

document.addEventListener('input', ({ target }) => {
  if (!target.matches('[data-narrow]')) return;
  const words = target.value.trim().toLowerCase();
  let heading = null;
  for (const row of target.closest('.checklist').querySelectorAll('.form-choices-heading, .form-check')) {
    if (row.matches('.form-choices-heading')) {
      heading = row;
      heading.hidden = true;
      continue;
    }
    row.hidden = !`${heading ? heading.textContent : ''} ${row.textContent}`.toLowerCase().includes(words);
    if (heading && !row.hidden) heading.hidden = false;
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.matches('[data-narrow]')) event.preventDefault();
});

document.addEventListener('change', ({ target }) => {
  const list = target.closest('.checklist');
  const count = list && list.querySelector('[data-count]');
  if (count) count.textContent = list.querySelectorAll('input:checked').length;
  if (target.matches('[data-decides]')) target.closest('[data-chosen]').dataset.chosen = target.value;
});
