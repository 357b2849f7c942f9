// Bangfu's own settings of elements (engine/vocabulary.py) in the words in which the panel asks for them.
//
// kind: feel (an expression), text, choice (of `choices`: value -> words), verbs (any of `choices`, separated by spaces).
export const VERBS = {
  claim: 'Claim', release: 'Release', complete: 'Complete', send_back: 'Send back', transfer: 'Transfer',
  activate: 'Begin other work', conclude: 'Conclude early',
};

export const OPINIONS = { required: 'Must be written', optional: 'May be written', none: 'Not asked' };

const opinion = { key: 'opinion', label: 'Opinion', kind: 'choice', choices: OPINIONS };
const phrases = { key: 'phrases', label: 'Common phrases', kind: 'text', hint: 'Separated by |' };
const stage = { key: 'stage', label: 'Stage in the ledger', kind: 'text', hint: 'What the ledger says once a case is here' };
const part = { key: 'part', label: 'Part of which party', kind: 'text', hint: 'Other parties do not see into it; empty: everybody sees it' };

const days = (key, label, hint) => ({ key, label, hint, kind: 'feel' });

export const STEP = [
  { key: 'subject', label: 'Subject of the item', kind: 'feel', hint: 'Where the title of the case does not say enough' },
  stage, part, opinion, phrases,
  { key: 'copies', label: 'Departments to be informed', kind: 'feel', hint: 'They get to know of it (配合) and hold up nothing' },
  { key: 'actions', label: 'Allowed verbs', kind: 'verbs', choices: VERBS, hint: 'None ticked: all of them' },
];

export const LIGHTS = [
  days('remind_before', 'Remind before due', 'Working days before the due date'),
  days('escalate_head_after', 'Tell the heads when overdue', 'Working days past due'),
  days('escalate_leader_after', 'Tell the responsible leaders', 'Working days past due'),
  days('talk_after', 'Summon to a talk', 'Working days past due; sends the message 约谈 to the case'),
  days('progress', 'Progress in percent', 'For the yellow light'),
  days('plan_start', 'Begin of the planned work', 'For the yellow light; the arrival where empty'),
];

export const AD_HOC = [
  days('candidateGroups', 'Departments that decide', 'Where empty: those in charge by the duty'),
  days('candidateUsers', 'Persons who decide'),
  days('assignee', 'The one person who decides'),
  days('dueDate', 'By when it is to be over'),
  days('priority', 'Priority', '0 to 100'),
];

export const OCCURRENCE = [
  { key: 'reporters', label: 'Who may report it', kind: 'feel', hint: 'Departments and persons; offered on the page of the case' },
  opinion, phrases, stage, part,
];

export const PLACE = [stage, part];
export const LANE = [part];

// What is said of a setting of the process: `setting.NAME` holds the default, `setting.NAME.unit` its unit.
export const TYPES = {
  number: 'Number', duration: 'Length of time', date: 'Date', text: 'Text', boolean: 'Yes or no', choice: 'Choice', list: 'List',
};
export const SETTING = [
  { key: 'label', label: 'Name', kind: 'text' },
  { key: '', label: 'Default', kind: 'feel', hint: 'An expression, such as 5' },
  { key: 'unit', label: 'Unit', kind: 'choice', choices: Object.fromEntries(
    ['个工作日', '天', '小时', '个月', '次', '元', '万元', '%', '倍', '人'].map((unit) => [unit, unit])) },
  { key: 'type', label: 'Type', kind: 'choice', choices: TYPES },
  { key: 'choices', label: 'Choices', kind: 'text', hint: 'Separated by |' },
  { key: 'note', label: 'Explanation', kind: 'text' },
  { key: 'source', label: 'Clause', kind: 'text' },
  { key: 'confirm', label: 'To be confirmed', kind: 'choice', choices: { true: 'Until an administrator confirms it' } },
  { key: 'empty', label: 'What empty means', kind: 'text', hint: 'Where it may be left empty' },
];
