// Two diagrams side by side: where one is looked at, the other one is too; an entry of the list leads to its element.
//
// <a data-points-to="element id">
const shown = [];
let following = false;

export function pair(viewer) {
  shown.push(viewer);
  if (shown.length === 1) document.addEventListener('click', point);
  viewer.on('canvas.viewbox.changed', ({ viewbox }) => {
    if (following) return;
    following = true;
    for (const other of shown) if (other !== viewer) follow(other, viewbox);
    following = false;
  });
}

// The same scale and corner; the sizes of both windows may differ.
function follow(viewer, { x, y, scale }) {
  const canvas = viewer.get('canvas');
  const { width, height } = canvas.getSize();
  canvas.viewbox({ x, y, width: width / scale, height: height / scale });
}

function point(event) {
  const link = event.target.closest('[data-points-to]');
  if (!link) return;
  const id = link.dataset.pointsTo;
  const having = shown.filter((viewer) => viewer.get('elementRegistry').get(id));
  if (!having.length) return;
  event.preventDefault();
  for (const viewer of shown) highlight(viewer, id);
  centre(having[having.length - 1], id);
  document.getElementById('changes').scrollIntoView({ block: 'start' });
}

function highlight(viewer, id) {
  const canvas = viewer.get('canvas');
  for (const other of viewer.get('elementRegistry').filter((element) => canvas.hasMarker(element, 'pointed'))) {
    canvas.removeMarker(other, 'pointed');
  }
  if (viewer.get('elementRegistry').get(id)) canvas.addMarker(id, 'pointed');
}

function centre(viewer, id) {
  const canvas = viewer.get('canvas');
  const element = viewer.get('elementRegistry').get(id);
  if (canvas.findRoot(element) !== canvas.getRootElement()) canvas.setRootElement(canvas.findRoot(element));
  const box = element.waypoints ? around(element.waypoints) : element;
  const { width, height } = canvas.getSize();
  const scale = Math.max(canvas.zoom(), 0.8);
  canvas.viewbox({
    x: box.x + box.width / 2 - width / scale / 2, y: box.y + box.height / 2 - height / scale / 2,
    width: width / scale, height: height / scale,
  });
}

function around(points) {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
