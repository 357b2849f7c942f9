// Keys for the rows of a list: J and K move, Enter opens, C claims, X ticks; and one box that ticks all.
import { isTyping } from './frame.js';

const rows = () => [...document.querySelectorAll('table[data-rows] > tbody > tr')];
const selected = () => document.querySelector('table[data-rows] tr.selected');

let last = -1;

function move(step) {
  const at = rows().indexOf(selected());
  choose(at < 0 ? 0 : at + step);
}

function choose(index) {
  const all = rows();
  if (!all.length) return;
  last = Math.min(all.length - 1, Math.max(0, index));
  const next = all[last];
  for (const row of all) row.classList.toggle('selected', row === next);
  next.querySelector('a')?.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  c: () => (rows().length ? selected() : document)?.querySelector('[data-claim]')?.click(),
  x: () => selected()?.querySelector('[type=checkbox]')?.click(),
};

document.addEventListener('keydown', (event) => {
  const act = !isTyping(event) && keys[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener('focusin', ({ target }) => {
  const row = target.closest('table[data-rows] > tbody > tr');
  if (!row) return;
  last = rows().indexOf(row);
  for (const other of rows()) other.classList.toggle('selected', other === row);
});

// A list that came anew after a claim goes on where it was.
document.addEventListener('htmx:afterSettle', () => {
  if (last >= 0 && rows().length && !selected()) choose(last);
});

document.addEventListener('change', ({ target }) => {
  if (!target.matches('[data-tick-all]')) return;
  for (const box of target.closest('table').querySelectorAll('tbody [type=checkbox]')) box.checked = target.checked;
});
