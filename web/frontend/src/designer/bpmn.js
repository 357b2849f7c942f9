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

const QUIET = 1500; // milliseconds without a change after which the drawing is saved

export async function edit(root, file, editable) {
  const canvas = part(root, 'designer-canvas');
  const panel = part(root, 'designer-panel');
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
    ],
  });
  await modeler.importXML(file.text);
  modeler.get('canvas').zoom('fit-viewport', 'auto');
  if (editable) autosave(modeler, file);
}

function autosave(modeler, file) {
  let timer;
  modeler.on('commandStack.changed', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => file.save((await modeler.saveXML({ format: true })).xml), QUIET);
  });
}

function part(root, name) {
  const element = document.createElement('div');
  element.className = name;
  root.append(element);
  return element;
}
