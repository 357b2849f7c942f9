// Answering an item: phrases fill the opinion, lists are searched, and a form is sent once.
document.addEventListener('click', ({ target }) => {
  const phrase = target.closest('[data-phrase]');
  if (!phrase) return;
  const field = document.getElementById(phrase.dataset.phrase);
  const text = phrase.textContent.trim();
  const typed = field.value.trim();
  if (!typed.includes(text)) field.value = typed ? `${typed.replace(/[。；;，,]?$/, '；')}${text}` : text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
});

document.addEventListener('input', ({ target }) => {
  const list = target.dataset.seek && document.getElementById(target.dataset.seek);
  if (!list) return;
  const words = target.value.toLowerCase().split(/\s+/);
  for (const option of list.options) option.hidden = !words.every((word) => option.dataset.sought.includes(word));
  for (const group of list.querySelectorAll('optgroup')) group.hidden = [...group.children].every((one) => one.hidden);
});

// Enter in the search of a list chooses its first hit and does not send the form.
document.addEventListener('keydown', (event) => {
  const list = event.key === 'Enter' && event.target.dataset?.seek && document.getElementById(event.target.dataset.seek);
  if (!list) return;
  event.preventDefault();
  const hit = [...list.options].find((option) => !option.hidden);
  if (hit) list.value = hit.value;
});

// A second click while the first is under way sends nothing; coming back by the browser's button frees the form.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('form[data-once]') || event.defaultPrevented) return;
  if (form.dataset.sent !== undefined) event.preventDefault();
  form.dataset.sent = '';
});
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});
