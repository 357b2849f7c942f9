// Plugins of the bundle: parts of the libraries that only the other dialect of Camunda uses are left out, and English
// that libraries do not hand to their `translate` is. A release that words something otherwise stops the build.
import { readFile } from 'node:fs/promises';

// What registers itself for Camunda 7, and so would never be shaken off.
const UNUSED = {
  'bpmn-js-properties-panel/dist/index.esm.js': ['CamundaPlatformPropertiesProvider'],
  'bpmn-js-element-templates/dist/index.esm.js': [
    'ElementTemplatesPropertiesProvider', 'ChangeElementTemplateHandler', 'RemoveElementTemplateHandler',
    'UnlinkElementTemplateHandler', 'ElementTemplatesCommands', 'ReplaceBehavior',
  ],
};

const quoted = (text) => [`'${text}'`, `say('${text}')`];
const titled = (text) => [`title="${text}"`, `title="\${say('${text}')}"`];
const STEPS = [
  'Service Task', 'User Task', 'Call Activity', 'Script Task', 'Business Rule Task', 'Manual Task', 'Receive Task',
  'Send Task', 'Task', 'Exclusive Gateway', 'Parallel Gateway', 'Inclusive Gateway', 'Start Event',
  'Intermediate Event', 'Boundary Event', 'End Event',
];
const FEATURE = 'bpmn-js-token-simulation/lib/features';

// file -> [[what its source says, what it says instead]]
const SILENT = {
  '@bpmn-io/properties-panel/dist/index.esm.js': [
    ['function translateFallback(template, replacements) {', 'function translateFallback(template, replacements) {\n  return say(template, replacements);'],
    ['children: "Opened in popup"', 'children: say("Opened in popup")'],
  ],
  'bpmn-js-element-templates/dist/index.esm.js': [
    ['title: "Toggle section"', 'title: say("Toggle section")'], ['title: "Select a template"', 'title: say("Select a template")'],
  ],
  [`${FEATURE}/log/Log.js`]: [
    ...STEPS.map((text) => [`|| '${text}'`, `|| say('${text}')`]),
    [`'SubProcess'`, `say('Sub-process')`], [`: 'Process'`, `: say('Process')`],
    titled('Toggle Simulation Log'), ['        Simulation Log', `\${say('Simulation Log')}`], ['aria-label="Close"', `aria-label="\${say('Close')}"`],
    [`'<p class="bts-entry placeholder">No Entries</p>'`, '`<p class="bts-entry placeholder">No Entries</p>`'],
    ['>No Entries<', `>\${say('No Entries')}<`],
  ],
  [`${FEATURE}/reset-simulation/ResetSimulation.js`]: [quoted('Reset Simulation'), titled('Reset Simulation')],
  [`${FEATURE}/pause-simulation/PauseSimulation.js`]: [
    quoted('Pause Simulation'), quoted('Play Simulation'), titled('Play/Pause Simulation'),
  ],
  [`${FEATURE}/element-support/ElementSupport.js`]: [quoted('Found unsupported elements'), quoted('Not supported')],
  [`${FEATURE}/simulation-state/SimulationState.js`]: [quoted('Finished')],
  [`${FEATURE}/show-scopes/ShowScopes.js`]: [['title="Focus process instance ${scope.id}"', `title="\${say('Focus this run')}"`]],
  [`${FEATURE}/set-animation-speed/SetAnimationSpeed.js`]: [
    ['title="Set animation speed = ${ label }"', `title="\${say('Set animation speed = {label}', { label: say(label) })}"`],
  ],
  [`${FEATURE}/toggle-mode/viewer/ToggleMode.js`]: [[/Token Simulation/g, `\${say('Token Simulation')}`]],
  [`${FEATURE}/context-pads/handler/ExclusiveGatewayHandler.js`]: [titled('Set Sequence Flow')],
  [`${FEATURE}/context-pads/handler/InclusiveGatewayHandler.js`]: [titled('Set Sequence Flow')],
  [`${FEATURE}/context-pads/handler/TriggerHandler.js`]: [titled('Trigger Event')],
  [`${FEATURE}/context-pads/handler/PauseHandler.js`]: [
    [`title="\${ wait ? 'Remove' : 'Add' } pause point"`, `title="\${ wait ? say('Remove pause point') : say('Add pause point') }"`],
  ],
};

export const plugins = (words) => [{
  name: 'speaking',
  setup(build) {
    const files = [...new Set([...Object.keys(UNUSED), ...Object.keys(SILENT)])].map((file) => file.replace(/[.]/g, '\\.'));
    build.onLoad({ filter: new RegExp(`node_modules/(${files.join('|')})$`) }, async ({ path }) => {
      const file = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      let source = await readFile(path, 'utf8');
      for (const name of UNUSED[file] ?? []) source = swap(file, source, `\n${name}.$inject = `, `\n// ${name} `);
      for (const [said, instead] of SILENT[file] ?? []) source = swap(file, source, said, instead);
      if (SILENT[file]) source = `import { say } from ${JSON.stringify(words)};\n${source}`;
      return { contents: source, loader: 'js' };
    });
  },
}];

function swap(file, source, said, instead) {
  const changed = source.replaceAll(said, () => instead);
  if (changed === source) throw new Error(`Expected ${file} to say ${said}, but it does not any more: see speaking.mjs`);
  return changed;
}
