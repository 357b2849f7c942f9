// The form as the server renders it, in a frame of its own in which no script runs; answers given there are asked for
// again with every change, so that what they show or hide is seen.
import { token } from './draft.js';

const QUIET = 400; // milliseconds without a change after which the server is asked

export class Preview {
  // `told(faults)` gets what the server has against the form: [{element, text}].
  constructor(root, address, told) {
    this.frame = Object.assign(document.createElement('iframe'), { className: 'form-preview', hidden: true });
    this.frame.setAttribute('sandbox', 'allow-same-origin');
    this.frame.addEventListener('load', () => this.listen());
    Object.assign(this, { address, told, answers: new URLSearchParams(), asked: 0 });
    root.append(this.frame);
  }

  // Render this schema once the hand rests.
  show(schema, quiet = QUIET) {
    this.schema = schema;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), quiet);
  }

  async ask() {
    const turn = (this.asked += 1);
    const body = new URLSearchParams(this.answers);
    body.set('_schema', this.schema);
    const answer = await fetch(this.address, { method: 'POST', credentials: 'same-origin', headers: { 'X-CSRFToken': token() }, body }).catch(() => null);
    if (!answer || turn !== this.asked) return;
    const { html, faults } = await answer.json().catch(() => ({}));
    this.told(faults ?? []);
    if (html) this.draw(html);
  }

  draw(html) {
    const before = this.frame.contentDocument?.scrollingElement?.scrollTop ?? 0;
    this.top = before;
    this.frame.srcdoc = html;
  }

  listen() {
    const page = this.frame.contentDocument;
    const form = page?.querySelector('form');
    if (!form) return;
    if (page.scrollingElement) page.scrollingElement.scrollTop = this.top ?? 0;
    const again = (pressed) => {
      this.answers = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
      if (pressed?.name) this.answers.set(pressed.name, pressed.value);
      this.show(this.schema, 0);
    };
    form.addEventListener('change', () => again());
    form.addEventListener('click', (event) => {
      const pressed = event.target.closest('button');
      if (!pressed) return;
      event.preventDefault();
      again(pressed);
    });
  }
}
