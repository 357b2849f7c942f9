// A drawing that is only looked at: every command is refused, and fields of the panel take no input.
import CommandStack from 'diagram-js/lib/command/CommandStack';

class Sealed extends CommandStack {
  constructor(eventBus, injector) {
    super(eventBus, injector);
    this.sealed = false;
  }

  canExecute(command, context) {
    return !this.sealed && super.canExecute(command, context);
  }

  execute(command, context) {
    if (!this.sealed) super.execute(command, context);
  }
}
Sealed.$inject = ['eventBus', 'injector'];

export const reading = { commandStack: ['type', Sealed] };

// Once it is drawn; drawing itself may use commands.
export function seal(modeler, panel) {
  modeler.get('commandStack').sealed = true;
  modeler.get('directEditing').activate = () => false;
  for (const event of ['beforeinput', 'paste', 'drop', 'cut']) panel.addEventListener(event, refuse, true);
  for (const event of ['click', 'mousedown', 'keydown']) panel.addEventListener(event, refuseControl, true);
}

function refuse(event) {
  event.preventDefault();
  event.stopPropagation();
}

const CONTROLS = 'select, input[type=checkbox], .bio-properties-panel-toggle-switch, .bio-properties-panel-add-entry, .bio-properties-panel-remove-entry, .bio-properties-panel-remove-list-entry, .bio-properties-panel-feel-icon, .bio-properties-panel-select-template-button, .bio-properties-panel-dropdown-button';

function refuseControl(event) {
  if (event.target.closest(CONTROLS) && event.key !== 'Tab') refuse(event);
}
