// The workspace of a draft: opens the editor of the file that is shown. Each editor is fetched only for its kind.
//
// An editor is a module with `edit(workspace)`: it fills workspace.root from workspace.file.text, tells changes by
// workspace.changed(read), offers tools by workspace.offer({undo, redo, ...}) and problems by workspace.problems.found.
import { learn, say } from './words.js';
import own from './zh/own.js';
import { Workspace } from './workspace.js';

const EDITORS = {
  bpmn: () => import('./bpmn.js'),
  dmn: () => import('./dmn.js'),
  form: () => import('./form.js'),
  yaml: () => import('./text.js'),
};

const root = document.querySelector('[data-designer]');
if (root) open(root);

async function open(element) {
  learn(own);
  const workspace = new Workspace(element);
  const load = EDITORS[workspace.name.split('.').pop()] || EDITORS.yaml;
  try {
    const [{ edit }] = await Promise.all([load(), workspace.file.read()]);
    workspace.offer({ problems: () => workspace.problems.toggle(), check: () => workspace.problems.check() });
    await edit(workspace);
    element.dataset.opened = '';
  } catch (error) {
    console.error(error);
    workspace.notice(say('This file cannot be shown: {reason}', { reason: error.message }));
    element.dataset.opened = 'failed';
  }
}
