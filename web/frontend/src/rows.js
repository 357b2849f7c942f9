// Keys for the rows of a list: J and K move, Enter opens, C claims, X ticks; and one box that ticks all.
import { isTyping } from './frame.js';

const rows = () => [...document.querySelectorAll('table[data-rows] > tbody > tr')];
const selected = () => document.querySelector('table[data-rows] tr.selected');

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(selected());
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
  for (const row of all) row.classList.toggle('selected', row === next);
  next.querySelector('a')?.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  c: () => (selected() || document).querySelector('[data-claim]')?.click(),
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
  if (row) for (const other of rows()) other.classList.toggle('selected', other === row);
});

document.addEventListener('change', ({ target }) => {
  if (!target.matches('[data-tick-all]')) return;
  for (const box of target.closest('table').querySelectorAll('tbody [type=checkbox]')) box.checked = target.checked;
});
