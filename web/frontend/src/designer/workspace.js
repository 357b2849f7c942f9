// What every editor of a file finds around it: the file, whether it may be changed, saving, tools and the problems.
import { Draft } from './draft.js';
import { Problems } from './problems.js';
import { Saving } from './saving.js';
import { say } from './words.js';

const PASSING = 6000; // milliseconds a hint stays
const ALIVE = 60_000; // milliseconds between signs of life; the server waits for three

export class Workspace {
  // `element` is the [data-designer] of the page.
  constructor(element) {
    const { designer: url, draft, name, editable, editor } = element.dataset;
    this.element = element;
    this.name = name;
    this.root = element.querySelector('[data-drawing]');
    this.file = new Draft(draft, url);
    this.editable = editable === 'true';
    this.saving = new Saving(this.file, element.querySelector('[data-saved]'), (sentence) => this.conflict(sentence));
    this.problems = new Problems(element, this);
    this.tools = {};
    element.addEventListener('click', ({ target }) => this.press(target.closest('[data-tool]')));
    if (!this.editable) this.reading(editor);
    this.keepAlive();
  }

  // The content was changed; what `read` gives, or promises, is saved by itself.
  changed(read) {
    if (this.editable) this.saving.changed(read);
    this.problems.outdated();
  }

  // Give buttons of the toolbar, by their data-tool, what they do; those are shown.
  offer(tools) {
    Object.assign(this.tools, tools);
    for (const button of this.element.querySelectorAll('[data-tool]')) {
      if (this.tools[button.dataset.tool]) button.hidden = false;
    }
  }

  tool(name) {
    return this.element.querySelector(`[data-tool="${name}"]`);
  }

  press(button) {
    if (!button || button.disabled) return;
    button.closest('details')?.removeAttribute('open');
    this.tools[button.dataset.tool]?.(button);
  }

  // A bar above the drawing: a sentence, and what can be done about it.
  notice(sentence, choices = {}) {
    const bar = this.element.querySelector('[data-notice]');
    bar.replaceChildren(Object.assign(document.createElement('span'), { textContent: sentence }));
    for (const [words, act] of Object.entries(choices)) {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: words });
      button.className = 'btn btn-outline-secondary btn-sm';
      button.addEventListener('click', act);
      bar.append(button);
    }
    bar.hidden = !sentence;
  }

  // A word in passing, where the state of saving is told.
  hint(words) {
    const shown = this.element.querySelector('[data-hint]');
    shown.textContent = words;
    clearTimeout(this.hinting);
    this.hinting = setTimeout(() => { shown.textContent = ''; }, PASSING);
  }

  reading(editor) {
    this.element.classList.add('reading');
    if (!editor) return;
    this.notice(say('{person} is editing this draft; you can look at it.', { person: editor }), {
      [say('Take over')]: () => this.takeOver(editor),
      [say('Go on in a copy')]: () => this.copy(),
    });
  }

  async takeOver(editor) {
    const ask = say('Take over from {person}? What {person} does from now on is not saved.', { person: editor });
    if (!window.confirm(ask)) return;
    await this.file.takeOver();
    this.reload();
  }

  conflict(sentence) {
    this.notice(sentence, {
      [say('Discard mine and open the newest')]: () => this.reload(),
      [say('Download mine')]: async () => download(this.name, await this.saving.read()),
      [say('Go on in a copy')]: () => this.copy(),
    });
  }

  copy() {
    this.element.querySelector('[data-copy]').requestSubmit();
  }

  reload() {
    this.saving.read = null;
    window.location.reload();
  }

  keepAlive() {
    if (!this.editable) return;
    setInterval(async () => {
      const told = await this.file.stay().catch(() => null);
      if (!told || told.mine || this.saving.stopped) return;
      this.saving.stop();
      this.conflict(say('{person} has taken over this draft; what you change is not saved.', { person: told.editor }));
    }, ALIVE);
  }
}

// Hand a file to the person at the page.
export function download(name, content, type = 'application/octet-stream') {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
