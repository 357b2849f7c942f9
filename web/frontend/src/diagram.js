// Shows a BPMN diagram in an element, with the live tokens of a case and the path it took.
//
// <div data-diagram="URL of the BPMN file" data-tokens='{"element id": count}' data-path='["element or flow id"]'
//      data-missed='["element or flow id"]'
//      data-label="流程图" data-token="当前环节" data-zoom-in="放大" data-zoom-out="缩小" data-zoom-fit="适合窗口"
//      data-badges='[{"id": "element id", "text": "12", "href": "..."}]' data-marks='{"element id": "added"}' data-twin (shown beside another one) data-failed="流程图无法显示"></div>
//
// With the focus inside: arrows move, + and - zoom, 0 fits. The wheel scrolls the page until the diagram has the focus.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { followFingers } from './touch.js';

const STEP = 60; // pixels an arrow key moves
const FACTOR = 1.25;
const LEGIBLE = 0.6; // below this scale nobody can read the names of steps

export async function show(element) {
  if (element.dataset.shown !== undefined) return;
  element.dataset.shown = '';
  const { canvas: area, controls } = furnish(element);
  const viewer = new NavigatedViewer({ container: area, zoomScroll: { enabled: false }, additionalModules: [{ translate: ['value', speaker(element)] }] });
  try {
    const answer = await fetch(element.dataset.diagram, { credentials: 'same-origin' });
    if (!answer.ok) throw new Error(`Expected the diagram, but got ${answer.status}`);
    await viewer.importXML(await answer.text());
  } catch (error) {
    viewer.destroy();
    fail(element, error);
    return;
  }
  fit(viewer);
  mark(viewer, JSON.parse(element.dataset.path || '[]'), 'taken');
  mark(viewer, JSON.parse(element.dataset.missed || '[]'), 'missed');
  markTokens(viewer, JSON.parse(element.dataset.tokens || '{}'), element.dataset.token);
  markBadges(viewer, JSON.parse(element.dataset.badges || '[]'));
  markChanges(viewer, JSON.parse(element.dataset.marks || '{}'));
  approach(viewer, Object.keys(JSON.parse(element.dataset.tokens || '{}')));
  drive(viewer, area, controls);
  followFingers(area, viewer.get('canvas'));
  element.dataset.shown = 'done';
  if (element.dataset.twin !== undefined) import('./twins.js').then(({ pair }) => pair(viewer));
}

// What the viewer says itself: how to look into a collapsed subprocess.
function speaker(element) {
  return (text, parts = {}) => (text === 'Open {element}' ? element.dataset.open || text : text)
    .replace(/{([^}]+)}/g, (_, name) => parts[name] ?? `{${name}}`);
}

function furnish(element) {
  element.classList.add('diagram');
  const canvas = document.createElement('div');
  canvas.className = 'diagram-canvas';
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-label', element.dataset.label || '');
  const bar = document.createElement('div');
  bar.className = 'diagram-controls btn-group-vertical';
  const controls = {};
  for (const [name, sign] of [['zoomIn', '+'], ['zoomOut', '−'], ['zoomFit', '⤢']]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-light btn-sm border';
    button.textContent = sign;
    button.title = element.dataset[name] || '';
    button.setAttribute('aria-label', button.title);
    controls[name] = button;
    bar.append(button);
  }
  element.append(canvas, bar);
  return { canvas, controls };
}

function fail(element, error) {
  console.error(error);
  const message = document.createElement('p');
  message.className = 'text-danger p-3 mb-0';
  message.setAttribute('role', 'alert');
  message.textContent = element.dataset.failed || '';
  element.replaceChildren(message);
  element.dataset.shown = 'failed';
}

function fit(viewer) {
  viewer.get('canvas').zoom('fit-viewport', 'auto');
}

// The plane of the first live step; where all of it would be too small to read, that step is shown in the middle.
function approach(viewer, live) {
  const canvas = viewer.get('canvas');
  const step = viewer.get('elementRegistry').get(live[0]);
  if (!step) return;
  if (canvas.findRoot(step) !== canvas.getRootElement()) {
    canvas.setRootElement(canvas.findRoot(step));
    fit(viewer);
  }
  if (canvas.zoom() >= LEGIBLE) return;
  canvas.zoom(LEGIBLE, 'auto');
  const { width, height } = canvas.viewbox();
  canvas.viewbox({ x: step.x + step.width / 2 - width / 2, y: step.y + step.height / 2 - height / 2, width, height });
}

function mark(viewer, ids, marker) {
  const known = viewer.get('elementRegistry');
  for (const id of ids) if (known.get(id)) viewer.get('canvas').addMarker(id, marker);
}

// Numbers at elements: [{id, text, more: what of it is red, red, href, heat: 1 to 5}].
function markBadges(viewer, badges) {
  const known = viewer.get('elementRegistry');
  for (const { id, text, more, red, href, heat } of badges) {
    if (!known.get(id)) continue;
    if (heat) viewer.get('canvas').addMarker(id, `heat-${heat}`);
    const badge = document.createElement(href ? 'a' : 'span');
    badge.className = `diagram-badge${red ? ' red' : ''}${heat ? ' of-heat' : ''}`;
    badge.textContent = more ? `${text} · ${more}` : text;
    if (href) badge.href = href;
    viewer.get('overlays').add(id, { position: { top: -16, left: 8 }, show: { minZoom: heat ? 0.2 : 0 }, scale: { min: 0.8, max: 1.2 }, html: badge });
  }
}

// What changed against another state of the process: id -> added, removed, changed or moved.
function markChanges(viewer, kinds) {
  const known = viewer.get('elementRegistry');
  for (const [id, kind] of Object.entries(kinds)) if (known.get(id)) viewer.get('canvas').addMarker(id, `is-${kind}`);
}

function markTokens(viewer, counts, label = '') {
  const known = viewer.get('elementRegistry');
  for (const [id, count] of Object.entries(counts)) {
    if (!known.get(id)) continue;
    viewer.get('canvas').addMarker(id, 'live');
    markAround(viewer, known.get(id));
    const badge = document.createElement('span');
    badge.className = 'diagram-token';
    badge.textContent = count > 1 ? `${label} ×${count}` : label || '●';
    viewer.get('overlays').add(id, { position: { top: -24, left: 0 }, show: { minZoom: 0 }, scale: false, html: badge });
  }
}

// A collapsed subprocess shows what is inside on a plane of its own: it is marked where it stands closed.
function markAround(viewer, step) {
  const canvas = viewer.get('canvas');
  const plane = canvas.findRoot(step).id;
  const closed = plane.endsWith('_plane') && viewer.get('elementRegistry').get(plane.slice(0, -'_plane'.length));
  if (!closed) return;
  canvas.addMarker(closed.id, 'live');
  markAround(viewer, closed);
}

function drive(viewer, area, { zoomIn, zoomOut, zoomFit }) {
  const canvas = viewer.get('canvas');
  const zoom = (factor) => canvas.zoom(canvas.zoom() * factor);
  const keys = {
    '+': () => zoom(FACTOR), '=': () => zoom(FACTOR), '-': () => zoom(1 / FACTOR), 0: () => fit(viewer),
    ArrowLeft: () => canvas.scroll({ dx: STEP, dy: 0 }), ArrowRight: () => canvas.scroll({ dx: -STEP, dy: 0 }),
    ArrowUp: () => canvas.scroll({ dx: 0, dy: STEP }), ArrowDown: () => canvas.scroll({ dx: 0, dy: -STEP }),
  };
  area.addEventListener('keydown', (event) => {
    const act = !event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  zoomIn.addEventListener('click', keys['+']);
  zoomOut.addEventListener('click', keys['-']);
  zoomFit.addEventListener('click', keys[0]);
  const wheel = viewer.get('zoomScroll');
  area.addEventListener('focusin', () => wheel.toggle(true));
  area.addEventListener('focusout', () => wheel.toggle(false));
}
