// The editor of diagrams: bpmn-js with the properties of the Camunda 8 dialect and ours, templates of steps, rules,
// links to what steps name, pictures, and walking through the drawing.
import Modeler from 'bpmn-js/lib/Modeler';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, ZeebePropertiesProviderModule } from 'bpmn-js-properties-panel';
import { CloudElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import ZeebeBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import { CreateAppendAnythingModule, CreateAppendElementTemplatesModule } from 'bpmn-js-create-append-anything';
import ColorPicker from 'bpmn-js-color-picker';
import Linting from 'bpmn-js-bpmnlint';
import Minimap from 'diagram-js-minimap';
import CopyPaste from 'bpmn-js-native-copy-paste';
import { CoSign } from './cosign.js';
import { dialect } from './dialect.js';
import { keepAsWritten } from './keeping.js';
import { Links } from './links.js';
import { linting } from './lint.js';
import { BangfuPropertiesProvider } from './panel/provider.js';
import { pictures } from './pictures.js';
import { reading, seal } from './reading.js';
import { toolbar } from './toolbar.js';
import { functions, Variables } from './variables.js';
import { learn, say, speaking } from './words.js';
import drawingWords from './zh/bpmn.js';
import lintWords from './zh/lint.js';
import panelWords from './zh/panel.js';

const PALETTE = 110; // pixels the tools cover at the left of the drawing
const LOST = /unparsable content|unresolved reference/;
const WIDE = 300; // pixels of the menu of templates
const LEGIBLE = 0.55; // below this scale nobody can read the names of steps

const bangfu = {
  __init__: ['bangfuProperties', 'links', 'coSign'],
  bangfuProperties: ['type', BangfuPropertiesProvider],
  variableResolver: ['type', Variables],
  links: ['type', Links],
  coSign: ['type', CoSign],
};

export async function edit(workspace) {
  if (window.matchMedia('(max-width: 760px)').matches) {
    workspace.editable = false;
    workspace.reading();
    workspace.notice(say('On a small screen the drawing can only be looked at; draw on a computer.'));
  }
  for (const dictionary of [drawingWords, panelWords, lintWords]) learn(dictionary);
  const named = await workspace.file.ask('GET', `${workspace.file.address}/names`);
  const panel = part(workspace.root, 'designer-panel');
  const modeler = assembled(workspace, named, panel);
  modeler.get('elementTemplatesLoader').setTemplates(named.templates);
  keepAsWritten(modeler);
  offerTemplates(modeler);
  const { warnings } = await modeler.importXML(workspace.file.text);
  warnings.forEach(({ message }) => console.info(message));
  if (warnings.some(({ message }) => LOST.test(message))) {
    workspace.editable = false;
    workspace.reading();
    workspace.notice(say('This file holds what this editor would lose: {what}. It can only be looked at; change it with the program it comes from.', { what: warnings.map(({ message }) => message).filter((one) => LOST.test(one)).slice(0, 3).join('; ') }));
  }
  if (workspace.editable) {
    modeler.on('commandStack.changed', () => workspace.changed(async () => (await modeler.saveXML({ format: true })).xml));
  } else {
    seal(modeler, panel);
  }
  list(modeler, workspace);
  approach(modeler.get('canvas'));
  workspace.offer({ ...pictures(modeler, workspace.name), ...toolbar(modeler, workspace, () => approach(modeler.get('canvas'))) });
}

function assembled(workspace, named, panel) {
  return new Modeler({
    container: part(workspace.root, 'designer-canvas', true),
    propertiesPanel: {
      parent: panel,
      feelPopupContainer: workspace.element,
      feelLanguageContext: { builtins: functions(named.functions) },
    },
    bangfu: named,
    linting: { active: true, bpmnlint: linting(named) },
    moddleExtensions: { zeebe: dialect(workspace.file.text) },
    additionalModules: [
      BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, ZeebePropertiesProviderModule,
      CloudElementTemplatesPropertiesProviderModule, ZeebeBehaviors, CreateAppendAnythingModule,
      CreateAppendElementTemplatesModule, ColorPicker, Linting, Minimap, CopyPaste, bangfu, reading, speaking,
    ],
  });
}

// The whole drawing beside the palette, or its beginning where the whole would be too small to read.
function approach(canvas) {
  canvas.zoom('fit-viewport');
  const palette = canvas.getContainer().querySelector('.djs-palette')?.offsetWidth ? PALETTE : 0;
  const { inner, outer } = canvas.viewbox();
  const scale = Math.min(1, (outer.width - palette - 40) / inner.width, (outer.height - 40) / inner.height);
  const shown = Math.max(scale, LEGIBLE);
  const [width, height] = [outer.width / shown, outer.height / shown];
  const left = scale < shown ? inner.x - (palette + 10) / shown : inner.x + inner.width / 2 - (outer.width + palette) / 2 / shown;
  const top = inner.height * shown > outer.height ? inner.y - 20 / shown : inner.y + inner.height / 2 - height / 2;
  canvas.viewbox({ x: left, y: top, width, height });
}

// The button that asks for a template opens the menu of types, in which the templates stand too.
function offerTemplates(modeler) {
  modeler.on('elementTemplates.select', ({ element }) => {
    const { right, top } = modeler.get('canvas').getContainer().getBoundingClientRect();
    modeler.get('popupMenu').open(element, 'bpmn-replace', { x: right - WIDE - 10, y: top + 60 }, { title: say('Templates'), width: WIDE, search: true });
  });
}

// The problems the rules find, each leading to its element.
function list(modeler, workspace) {
  const elements = modeler.get('elementRegistry');
  workspace.nameOf = (id) => elements.get(id)?.businessObject.name;
  const lead = (id) => {
    const element = elements.get(id);
    if (!element) return;
    modeler.get('canvas').scrollToElement(element);
    modeler.get('selection').select(element);
  };
  modeler.on('linting.completed', ({ issues }) => {
    const found = Object.values(issues).flat();
    workspace.problems.found(found.map(({ id, message, category }) => ({
      element: id, text: category === 'rule-error' ? say('This rule could not be applied') : message, level: category === 'error' ? 'error' : 'warning',
    })), lead);
  });
}

function part(root, name, first = false) {
  const element = document.createElement('div');
  element.className = name;
  root[first ? 'prepend' : 'append'](element);
  return element;
}
