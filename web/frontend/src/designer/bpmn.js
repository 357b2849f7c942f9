// The editor of diagrams: bpmn-js with the properties of the Camunda 8 dialect, element templates and simulation.
import Modeler from 'bpmn-js/lib/Modeler';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import { CloudElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import ZeebeBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import ColorPicker from 'bpmn-js-color-picker';
import Minimap from 'diagram-js-minimap';
import CopyPaste from 'bpmn-js-native-copy-paste';
import { speaking } from './words.js';

export async function edit(workspace) {
  const canvas = part(workspace.root, 'designer-canvas');
  const panel = part(workspace.root, 'designer-panel');
  const modeler = new Modeler({
    container: canvas,
    propertiesPanel: { parent: panel },
    moddleExtensions: { zeebe },
    additionalModules: [
      BpmnPropertiesPanelModule,
      BpmnPropertiesProviderModule,
      ZeebePropertiesProviderModule,
      CloudElementTemplatesPropertiesProviderModule,
      ZeebeBehaviors,
      CreateAppendAnythingModule,
      ColorPicker,
      Minimap,
      CopyPaste,
      speaking,
    ],
  });
  await modeler.importXML(workspace.file.text);
  modeler.get('canvas').zoom('fit-viewport', 'auto');
  const actions = modeler.get('editorActions');
  workspace.offer({
    undo: () => actions.trigger('undo'),
    redo: () => actions.trigger('redo'),
    find: () => actions.trigger('find'),
    fit: () => modeler.get('canvas').zoom('fit-viewport', 'auto'),
  });
  modeler.on('commandStack.changed', () => workspace.changed(async () => (await modeler.saveXML({ format: true })).xml));
}

function part(root, name) {
  const element = document.createElement('div');
  element.className = name;
  root.append(element);
  return element;
}
