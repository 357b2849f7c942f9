// Says in words when a request of htmx got no answer, in the page's own place for it:
// <div id="problem" role="alert" hidden data-offline="…" data-failed="…" data-login="…"></div>
export function reportProblems() {
  const say = (text) => {
    const place = document.getElementById('problem');
    if (!place) return;
    place.textContent = text ? place.dataset[text] : '';
    place.hidden = !text;
  };
  document.addEventListener('htmx:sendError', () => say('offline'));
  document.addEventListener('htmx:timeout', () => say('offline'));
  document.addEventListener('htmx:responseError', ({ detail }) => say(detail.xhr.status === 401 ? 'login' : 'failed'));
  document.addEventListener('htmx:beforeRequest', () => say(null));
}
