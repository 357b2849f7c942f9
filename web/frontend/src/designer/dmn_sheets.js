// The tables of a decision file go out as a workbook and come back, by two tools of the toolbar.
import { say } from './words.js';

const FORMAT = '.xlsx';

export function offerSheets(workspace) {
  const address = `${workspace.file.address}/tables/${encodeURIComponent(workspace.name)}`;
  const slot = workspace.element.querySelector('[data-tools]');
  const out = Object.assign(document.createElement('a'), { className: 'tool', href: address, textContent: say('Export .xlsx') });
  out.setAttribute('download', '');
  slot.append(out);
  if (!workspace.editable) return;
  const chosen = Object.assign(document.createElement('input'), { type: 'file', accept: FORMAT, hidden: true });
  const bring = Object.assign(document.createElement('button'), { type: 'button', className: 'tool', textContent: say('Import .xlsx') });
  bring.addEventListener('click', () => chosen.click());
  chosen.addEventListener('change', () => taken(workspace, address, chosen));
  slot.append(bring, chosen);
}

async function taken(workspace, address, chosen) {
  const [book] = chosen.files;
  chosen.value = '';
  if (!book) return;
  await workspace.saving.now();
  try {
    await workspace.file.ask('PUT', address, book, { 'If-Match': `"${workspace.file.revision}"` });
    workspace.reload();
  } catch (refused) {
    workspace.notice(say('The workbook was not taken: {reason}', { reason: refused.message }));
  }
}
