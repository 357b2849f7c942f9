// A step that becomes a co-sign step (会签) has a copy for each department; templates of steps cannot say that.
import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor';

const TEMPLATE = 'bangfu.co-sign';
const APPLIED = ['propertiesPanel.zeebe.changeTemplate', 'shape.create', 'shape.append'];

export class CoSign extends CommandInterceptor {
  constructor(eventBus, modeling, bpmnFactory) {
    super(eventBus);
    this.postExecuted(APPLIED, ({ context }) => {
      const step = context.newElement || context.shape || context.element;
      const subject = step?.businessObject;
      if (subject?.get('zeebe:modelerTemplate') !== TEMPLATE || subject.get('loopCharacteristics')) return;
      modeling.updateProperties(step, { loopCharacteristics: copies(bpmnFactory) });
    });
  }
}
CoSign.$inject = ['eventBus', 'modeling', 'bpmnFactory'];

function copies(factory) {
  const each = factory.create('zeebe:LoopCharacteristics', {
    inputCollection: '=duty.support', inputElement: 'department', outputCollection: 'co_signed', outputElement: '={department: department}',
  });
  const extension = factory.create('bpmn:ExtensionElements', { values: [each] });
  each.$parent = extension;
  const loop = factory.create('bpmn:MultiInstanceLoopCharacteristics', { extensionElements: extension });
  extension.$parent = loop;
  return loop;
}
