// The list of problems under the drawing: what the rules of the editor find while drawing, and, when asked, what the
// server finds, which is what publishing would refuse. Each leads to its element.
import { say } from './words.js';

export class Problems {
  constructor(element, workspace) {
    this.list = element.querySelector('[data-problems]');
    this.count = element.querySelector('[data-problem-count]');
    this.workspace = workspace;
    this.lint = [];
    this.served = null; // null: never asked
    this.lead = () => {};
    workspace.element.addEventListener('click', ({ target }) => this.clicked(target));
  }

  // [{element, text, level: 'error' | 'warning'}] found while drawing; `lead(element)` shows one.
  found(lint, lead) {
    this.lint = lint;
    this.lead = lead || this.lead;
    this.draw();
  }

  // What the server said holds for the drawing as it was.
  outdated() {
    if (this.served) this.old = true;
  }

  async check() {
    this.open();
    await this.workspace.saving.now();
    this.served = (await this.workspace.file.faults()).map(({ element, text, line }) => ({ element, text, line, level: 'error' }));
    this.old = false;
    this.draw();
  }

  open() {
    this.list.hidden = false;
    this.draw();
  }

  toggle() {
    this.list.hidden = !this.list.hidden;
    if (!this.list.hidden) this.draw();
  }

  draw() {
    const served = this.served || [];
    const all = [...served, ...this.lint.filter((one) => !served.some((other) => same(one, other)))];
    const errors = all.filter((one) => one.level === 'error').length;
    this.count.textContent = all.length || '';
    this.count.dataset.level = errors ? 'error' : all.length ? 'warning' : 'none';
    if (this.list.hidden) return;
    this.list.querySelector('[data-problem-state]').textContent = this.state(all.length);
    this.list.querySelector('ul').replaceChildren(...all.map((one) => this.row(one)));
  }

  state(count) {
    if (!this.served) return say('Found while drawing; the full check asks the server, as publishing does.');
    if (this.old) return say('Changed since the last full check.');
    return count ? say('Full check done.') : say('Full check done: nothing stands in the way of publishing.');
  }

  row({ element, text, level }) {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'problem' });
    button.dataset.level = level;
    button.dataset.element = element || '';
    const mark = Object.assign(document.createElement('b'), { textContent: level === 'error' ? say('Error') : say('Hint') });
    const where = Object.assign(document.createElement('span'), { textContent: this.workspace.nameOf?.(element) || element || '' });
    button.append(mark, where, Object.assign(document.createElement('span'), { textContent: text }));
    const item = document.createElement('li');
    item.append(button);
    return item;
  }

  clicked(target) {
    const button = target.closest('.problem');
    if (button?.dataset.element) this.lead(button.dataset.element);
  }
}

const same = (one, other) => one.element === other.element && one.text === other.text;
