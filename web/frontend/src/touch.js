// Fingers on a diagram: one moves it, two zoom it. bpmn-js itself knows only mouse and wheel.
export function followFingers(area, canvas) {
  const fingers = new Map();
  const forget = ({ pointerId }) => fingers.delete(pointerId);
  area.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') fingers.set(event.pointerId, point(event));
  });
  area.addEventListener('pointermove', (event) => {
    if (!fingers.has(event.pointerId)) return;
    const [before, others] = [fingers.get(event.pointerId), [...fingers].filter(([id]) => id !== event.pointerId)];
    const here = point(event);
    fingers.set(event.pointerId, here);
    if (others.length) pinch(area, canvas, others[0][1], before, here);
    else canvas.scroll({ dx: here.x - before.x, dy: here.y - before.y });
  });
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) area.addEventListener(end, forget);
}

function pinch(area, canvas, still, before, here) {
  const { left, top } = area.getBoundingClientRect();
  const middle = { x: (still.x + here.x) / 2 - left, y: (still.y + here.y) / 2 - top };
  canvas.zoom(canvas.zoom() * (distance(still, here) / (distance(still, before) || 1)), middle);
}

const point = ({ clientX, clientY }) => ({ x: clientX, y: clientY });
const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
