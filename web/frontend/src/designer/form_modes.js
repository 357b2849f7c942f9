// Where the form as people will see it stands: nowhere, below as on a desk, or beside as on a phone.
import { say } from './words.js';

const MODES = { desk: 'As on a computer', phone: 'As on a phone' };

// Buttons in the toolbar choose it; without editing only the preview is shown.
export function modes(frame, preview, editable) {
  const set = (mode) => {
    frame.dataset.preview = mode;
    preview.frame.hidden = mode === 'off';
    buttons.forEach((button) => button.setAttribute('aria-pressed', button.dataset.mode === mode));
  };
  const slot = frame.closest('[data-designer]')?.querySelector('[data-tools]');
  const buttons = Object.entries(MODES).map(([mode, words]) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'tool', textContent: say(words) });
    button.dataset.mode = mode;
    button.addEventListener('click', () => set(frame.dataset.preview === mode && editable ? 'off' : mode));
    return button;
  });
  slot?.append(...buttons);
  if (!editable) frame.classList.add('reading');
  set(editable ? 'off' : 'desk');

}
