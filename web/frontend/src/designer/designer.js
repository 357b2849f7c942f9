// The workspace of a draft: opens the editor of the file that is shown, and keeps what is drawn saved.
//
// <div data-designer="URL of the file" data-name="its name" data-draft="URL of the draft" data-editable="true|false"></div>
import { Draft } from './draft.js';

const EDITORS = {
  bpmn: () => import('./bpmn.js'),
};

const root = document.querySelector('[data-designer]');
if (root) open(root);

async function open(element) {
  const { designer: url, name, draft, editable } = element.dataset;
  const load = EDITORS[name.split('.').pop()];
  if (!load) return;
  const [{ edit }, file] = await Promise.all([load(), new Draft(draft, url).read()]);
  await edit(element, file, editable === 'true');
  element.dataset.opened = '';
}
