// One file of a draft as the server keeps it: read with its revision, saved under it, never over somebody else's work.

export class Draft {
  constructor(address, file) {
    this.address = address;
    this.file = file;
    this.revision = 0;
    this.text = '';
  }

  async read() {
    const answer = await fetch(this.file, { credentials: 'same-origin', cache: 'no-store' });
    if (!answer.ok) throw new Error(`Expected the file, but got ${answer.status}`);
    this.revision = Number(answer.headers.get('ETag').replace(/\D/g, ''));
    this.text = await answer.text();
    return this;
  }

  // Throws Refused with the server's sentence where somebody was faster or edits now.
  async save(text) {
    const { revision } = await this.ask('PUT', this.file, text, { 'If-Match': `"${this.revision}"` });
    this.revision = revision;
    this.text = text;
  }

  // Whether this page edits, and who does: {mine, editor}.
  stay() {
    return this.ask('PUT', `${this.address}/editor`);
  }

  takeOver() {
    return this.ask('POST', `${this.address}/editor`);
  }

  async faults() {
    return (await this.ask('GET', `${this.address}/faults`)).faults;
  }

  async ask(method, address, body, headers = {}) {
    const answer = await fetch(address, {
      method,
      credentials: 'same-origin',
      headers: { ...headers, 'X-CSRFToken': token(), 'Content-Type': 'application/octet-stream' },
      body,
    });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(answer.status, told.error);
    return told;
  }
}

export class Refused extends Error {
  constructor(status, sentence) {
    super(sentence || `HTTP ${status}`);
    this.status = status;
    this.sentence = sentence;
  }
}

export function token() {
  return document.querySelector('meta[name="csrf-token"]').content;
}
