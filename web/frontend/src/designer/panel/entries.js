// The fields of Bangfu's groups in the panel: each is one property of the element, asked in words.
import {
  CheckboxEntry, FeelEntry, isCheckboxEntryEdited, isFeelEntryEdited, isSelectEntryEdited, isTextFieldEntryEdited, SelectEntry,
  TextFieldEntry,
} from '@bpmn-io/properties-panel';
import { useEffect, useState } from '@bpmn-io/properties-panel/preact/hooks';
import { useService } from 'bpmn-js-properties-panel';
import { say } from '../words.js';
import { read, write } from './properties.js';

// The entries for descriptions as in vocabulary.js; `name(key)` gives the property's whole name.
export function entries(element, descriptions, prefix, name = (key) => key) {
  return descriptions.flatMap((one) => (one.kind === 'verbs' ? verbs(one, element, prefix) : {
    id: `${prefix}-${one.key || 'default'}`,
    element,
    property: name(one.key),
    description: one,
    component: COMPONENTS[one.kind],
    isEdited: EDITED[one.kind],
  }));
}

function useProperty({ element, property, description, id }) {
  const injector = useService('injector');
  return {
    element,
    id,
    label: say(description.label),
    description: description.hint && say(description.hint),
    debounce: useService('debounceInput'),
    getValue: () => read(element, property) ?? '',
    setValue: (value) => write(injector, element, { [property]: value }),
  };
}

function Text(props) {
  return TextFieldEntry(useProperty(props));
}

// An expression; Bangfu's properties are FEEL with or without the sign, so the sign is put for the eye alone.
function Feel(props) {
  const given = useProperty(props);
  const variables = useVariables(props.element);
  return FeelEntry({
    ...given,
    feel: 'required',
    variables,
    getValue: () => signed(given.getValue()),
  });
}

const signed = (text) => (text && !text.startsWith('=') ? `=${text}` : text);

function Choice(props) {
  const given = useProperty(props);
  const { choices } = props.description;
  const options = () => {
    const value = given.getValue();
    const unknown = value && !(value in choices) ? [{ value, label: value }] : [];
    return [{ value: '', label: say('<none>') }, ...unknown, ...Object.entries(choices).map(([key, label]) => ({ value: key, label: say(label) }))];
  };
  return SelectEntry({ ...given, getOptions: options });
}

function verbs(description, element, prefix) {
  return Object.keys(description.choices).map((verb) => ({
    id: `${prefix}-${description.key}-${verb}`,
    element,
    property: description.key,
    verb,
    description,
    component: Verb,
    isEdited: isCheckboxEntryEdited,
  }));
}

function Verb({ element, property, verb, description, id }) {
  const injector = useService('injector');
  const ticked = () => (read(element, property) ?? '').split(/\s+/).filter(Boolean);
  return CheckboxEntry({
    element,
    id,
    label: say('Allow: {verb}', { verb: say(description.choices[verb]) }),
    getValue: () => ticked().includes(verb),
    setValue: (on) => {
      const rest = ticked().filter((one) => one !== verb);
      write(injector, element, { [property]: (on ? [...rest, verb] : rest).join(' ') });
    },
  });
}

// What expressions at an element can name, for the completion of the editor.
export function useVariables(element) {
  const resolver = useService('variableResolver');
  const bus = useService('eventBus');
  const [variables, set] = useState([]);
  useEffect(() => {
    const look = () => { resolver.getVariablesForElement(element.businessObject).then(set); };
    look();
    bus.on('commandStack.changed', look);
    return () => bus.off('commandStack.changed', look);
  }, [element]);
  return variables;
}

const COMPONENTS = { text: Text, feel: Feel, choice: Choice };
const EDITED = { text: isTextFieldEntryEdited, feel: isFeelEntryEdited, choice: isSelectEntryEdited };
