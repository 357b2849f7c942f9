// Keeps a file as it was where nobody drew: the order of what is drawn, and the mark of exclusive gateways, which
// bpmn-js puts on those that do not speak of it. So files come back equal, and comparisons show what was changed.

export function keepAsWritten(modeler) {
  let orders = new Map();
  let unmarked = new Set();
  let now = [];
  modeler.on('import.parse.complete', ({ definitions }) => {
    const planes = planesOf(definitions);
    orders = new Map(planes.map((plane) => [plane.id, new Map(drawnOn(plane).map((one, place) => [one.id, place]))]));
    unmarked = new Set(planes.flatMap(drawnOn).filter((one) => one.isMarkerVisible === undefined));
  });
  modeler.on('saveXML.start', ({ definitions }) => {
    for (const plane of planesOf(definitions)) order(plane, orders.get(plane.id));
    now = [...unmarked].filter((one) => one.isMarkerVisible === true);
    for (const one of now) one.isMarkerVisible = undefined;
  });
  modeler.on('saveXML.done', () => {
    for (const one of now) one.isMarkerVisible = true;
  });
}

const planesOf = (definitions) => (definitions?.get('diagrams') ?? []).map((diagram) => diagram.plane).filter(Boolean);
const drawnOn = (plane) => plane.get('planeElement');

// What was in the file first, as it stood there; what is new comes after it.
function order(plane, places = new Map()) {
  const place = (one) => places.get(one.id) ?? places.size;
  plane.set('planeElement', [...drawnOn(plane)].sort((one, other) => place(one) - place(other)));
}
