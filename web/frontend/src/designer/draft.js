// One file of a draft as the server keeps it: read with its revision, saved under it, never over somebody else's work.

export class Draft {
  constructor(address, file) {
    this.address = address;
    this.file = file;
    this.revision = 0;
    this.text = '';
  }

  async read() {
    const answer = await fetch(this.file, { credentials: 'same-origin' });
    if (!answer.ok) throw new Error(`Expected the file, but got ${answer.status}`);
    this.revision = Number(answer.headers.get('ETag').replace(/\D/g, ''));
    this.text = await answer.text();
    return this;
  }

  // Gives null, or the sentence that says why nothing was saved.
  async save(text) {
    const answer = await fetch(this.file, {
      method: 'PUT',
      credentials: 'same-origin',
      headers: { 'If-Match': `"${this.revision}"`, 'X-CSRFToken': token(), 'Content-Type': 'application/octet-stream' },
      body: text,
    });
    const told = await answer.json();
    if (!answer.ok) return told.error;
    this.revision = told.revision;
    this.text = text;
    return null;
  }
}

export function token() {
  return document.querySelector('meta[name="csrf-token"]').content;
}
