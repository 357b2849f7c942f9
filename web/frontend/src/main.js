// What every page loads: htmx with the settings our content security policy asks for, and the parts of a page that
// need more, fetched only where they occur. Of Bootstrap the pages use only the styles.
import './old-browsers.js';
import htmx from 'htmx.org';
import './answer.js';
import './choosing.js';
import { focusFaults } from './frame.js';
import { reportProblems } from './problems.js';
import './print.js';
import './rows.js';
import './upload.js';

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  // Copying style attributes onto what is swapped in is what our content security policy forbids.
  attributesToSettle: ['class', 'width', 'height'],
  // Pages hold personal data: none of them is kept in the browser's storage.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  // A form sent back with its faults (422) and "a colleague was faster" (409) are pages like others.
  responseHandling: [
    { code: '204', swap: false },
    { code: '[23]..', swap: true },
    { code: '409|422', swap: true },
    { code: '...', swap: false, error: true },
  ],
});

document.addEventListener('htmx:configRequest', ({ detail }) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token) detail.headers['X-CSRFToken'] = token.content;
});

reportProblems();

// htmx announces the page itself and everything swapped in later alike.
htmx.onLoad((part) => {
  focusFaults(part);
  const diagrams = [part, ...part.querySelectorAll('[data-diagram]')].filter((e) => e.matches('[data-diagram]'));
  if (diagrams.length) import('./diagram.js').then(({ show }) => diagrams.forEach(show));
});
