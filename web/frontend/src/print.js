// A button that opens the browser's own dialogue for printing: <button data-print>.
document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-print]')) window.print();
});
