// Walking through the drawing: tokens run over a copy of it, which nothing can change.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import TokenSimulation from 'bpmn-js-token-simulation/lib/viewer';
import { dialect } from './dialect.js';
import words from './zh/simulation.js';
import { learn, speaking } from './words.js';

export async function simulate(root, xml) {
  learn(words);
  const stage = Object.assign(document.createElement('div'), { className: 'designer-simulation' });
  root.append(stage);
  const viewer = new NavigatedViewer({ container: stage, moddleExtensions: { zeebe: dialect(xml) }, additionalModules: [TokenSimulation, speaking] });
  await viewer.importXML(xml);
  viewer.get('canvas').zoom('fit-viewport', 'auto');
  viewer.get('toggleMode').toggleMode(true);
  return () => {
    viewer.destroy();
    stage.remove();
  };
}
