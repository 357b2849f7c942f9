// What FEEL may call in forms, as completion offers it: the engine's functions and the usual ones of the standard.
import { either } from './words.js';

const called = (name, params, zh, en) => ({
  name, type: 'function', params: params.map((each) => ({ name: each })), info: either(zh, en),
});

export const FUNCTIONS = [
  called('workdays after', ['date', 'n'], '若干个工作日之后的日期', 'the date so many working days later'),
  called('workdays between', ['from', 'to'], '两个日期之间的工作日数', 'working days between two dates'),
  called('months after', ['date', 'n'], '若干个自然月之后的日期', 'the date so many calendar months later'),
  called('months between', ['from', 'to'], '两个日期之间的整月数', 'whole months between two dates'),
  called('leaders of', ['departments'], '处室的责任领导', 'the responsible leaders of departments'),
  called('heads of', ['departments'], '处室的负责人', 'the heads of departments'),
  called('names of', ['departments'], '处室的名称', 'the names of departments'),
  called('organization of', ['department'], '处室所在的单位', 'the organization of a department'),
  called('departments of', ['organization'], '单位的各处室', 'the departments of an organization'),
  called('persons of', ['department'], '处室的人员', 'the persons of a department'),
  called('members of', ['group'], '“各县局”等统称包含的单位', 'who a collective name stands for'),
  called('today', [], '今天', 'today'),
  called('now', [], '现在', 'now'),
  called('count', ['list'], '列表的条数', 'how many a list holds'),
  called('sum', ['list'], '合计', 'the sum'),
  called('min', ['list'], '最小值', 'the least'),
  called('max', ['list'], '最大值', 'the most'),
  called('contains', ['string', 'match'], '文字中是否含有', 'whether a text holds another'),
  called('string', ['value'], '转为文字', 'as text'),
  called('number', ['text'], '转为数字', 'as a number'),
  called('date', ['text'], '转为日期', 'as a date'),
  called('list contains', ['list', 'element'], '列表中是否有', 'whether a list holds something'),
  called('string join', ['list', 'delimiter'], '连接成一段文字', 'a list as one text'),
];

const KNOWN = [
  ['case', '这件事项', 'the case', [['number', '编号', 'its number'], ['title', '标题', 'its title'], ['started_at', '登记时间', 'when it began']]],
  ['duty', '任务分工', 'the duty', [['lead', '牵头处室', 'who leads'], ['support', '配合处室', 'who supports'], ['leaders', '责任领导', 'the leaders']]],
  ['me', '填表人', 'who fills in the form', [['name', '姓名', 'the name'], ['id', '编号', 'the id']]],
  ['settings', '流程参数', 'the settings of the process', []],
];

// What expressions of a form see: its own answers first, then what a case knows.
export function variablesOf(components) {
  const own = [...answers(components)].map(([name, label]) => ({ name, info: label }));
  const known = KNOWN.map(([name, zh, en, parts]) => ({
    name, info: either(zh, en), entries: parts.map(([part, ...words]) => ({ name: part, info: either(...words) })),
  }));
  return [...own, ...known];
}

function* answers(components = []) {
  for (const one of components) {
    if (one.key || (one.path && one.type === 'dynamiclist')) yield [(one.key || one.path).split('.')[0], one.label ?? ''];
    if (one.type === 'group') yield* answers(one.components);
  }
}
