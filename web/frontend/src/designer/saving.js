// Saves what is drawn by itself, shows how far it is, and leaves nobody's work behind: not this page's, not another's.
import { Refused } from './draft.js';
import { say } from './words.js';

const QUIET = 1500; // milliseconds without a change after which the file is saved
const AGAIN = 10_000; // milliseconds until the next try when the network was away
const CONFLICT = 409;

export class Saving {
  // `shown` is the element that tells the state; `refused(sentence)` is called when somebody else was faster.
  constructor(file, shown, refused) {
    Object.assign(this, { file, shown, refused, read: null, timer: 0, stopped: false, running: null });
    window.addEventListener('beforeunload', (event) => this.read && !this.stopped && event.preventDefault());
    document.addEventListener('click', (event) => this.before(event), true);
  }

  // What `read` gives, or promises, is saved once it has been quiet.
  changed(read, quiet = QUIET) {
    if (this.stopped) return;
    this.read = read;
    this.tell('unsaved', say('Unsaved changes'));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), quiet);
  }

  // Save at once what is not saved yet; one after the other, since each save stands on the revision before it.
  now() {
    clearTimeout(this.timer);
    this.running = (this.running || Promise.resolve()).then(() => this.store());
    return this.running;
  }

  async store() {
    const { read } = this;
    if (!read || this.stopped) return;
    this.tell('saving', say('Saving ...'));
    this.read = null;
    try {
      const text = await read();
      if (text !== this.file.text) await this.file.save(text);
      if (!this.read) this.tell('saved', say('Saved at {time}', { time: new Date().toTimeString().slice(0, 5) }));
    } catch (error) {
      this.failed(error, read);
    }
  }

  failed(error, read) {
    if (error instanceof Refused && error.status === CONFLICT) {
      this.stop();
      this.read = read;
      this.tell('refused', say('Not saved'));
      this.refused(error.sentence);
      return;
    }
    const sentence = error instanceof Refused && error.sentence;
    if (!this.read) this.changed(read, AGAIN);
    this.tell('failed', sentence || say('Not saved: the network or the server did not answer; tried again by itself'));
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  // Somebody who leaves by a link takes everything along.
  before(event) {
    const link = event.target.closest?.('a[href]');
    const leaves = link && !link.target && !link.hasAttribute('download') && link.getAttribute('href')[0] !== '#';
    if (!leaves || !this.read || this.stopped || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.now().then(() => this.read || window.location.assign(link.href));
  }

  tell(state, words) {
    this.shown.dataset.saved = state;
    this.shown.textContent = words;
  }
}
