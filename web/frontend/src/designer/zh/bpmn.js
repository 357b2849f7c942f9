// What the drawing program for BPMN says: palette, menus at an element, names of elements, colours, overview.
const EVENTS = {
  'start event': '开始', 'intermediate catch event': '等待', 'intermediate throw event': '发出',
  'boundary event': '边界事件', 'end event': '结束',
};
const TRIGGERS = {
  message: '消息', timer: '定时', error: '出错', escalation: '上报', cancel: '取消', compensation: '补偿', conditional: '条件',
  signal: '信号', link: '链接', terminate: '终止', 'multiple': '多重', 'parallel multiple': '并行多重',
};

// "Timer start event (non-interrupting)", "Compensate End Event": 定时开始（不中断）.
function events() {
  const words = {};
  for (const [event, what] of Object.entries(EVENTS)) {
    for (const [trigger, by] of Object.entries(TRIGGERS)) {
      words[`${trigger} ${event}`] = `${by}${what}`;
      words[`${trigger} ${event} (non-interrupting)`] = `${by}${what}（不中断）`;
      words[`${trigger} ${event} (non interrupting)`] = `${by}${what}（不中断）`;
    }
  }
  return words;
}

export default {
  ...events(),
  'Start event': '开始', 'End event': '结束', 'Boundary event': '边界事件',
  'Intermediate throw event': '中间事件', 'Intermediate catch event': '等待事件',
  'Compensate start event': '补偿开始', 'Compensate end event': '补偿结束', 'Compensate boundary event': '补偿边界事件',
  'Compensate intermediate throw event': '发出补偿', 'Compensation intermediate throw event': '发出补偿',
  'Start event (non interrupting)': '开始（不中断）', 'Boundary event (non interrupting)': '边界事件（不中断）',

  Task: '环节', 'User task': '人工环节', 'Service task': '自动处理', 'Script task': '计算', 'Business rule task': '决策',
  'Manual task': '线下环节', 'Send task': '发送消息', 'Receive task': '等待消息', 'Call activity': '调用其他流程',
  'Sub-process': '子流程', 'Sub process': '子流程', Subprocess: '子流程', 'Event sub-process': '事件子流程',
  'Event sub process': '事件子流程', 'Sub-process (collapsed)': '子流程（折叠）', 'Sub-process (expanded)': '子流程（展开）',
  'Collapsed sub process': '子流程（折叠）', 'Expanded sub process': '子流程（展开）', Transaction: '事务子流程',
  'Ad-hoc sub-process': '自由子流程', 'Ad-hoc sub-process (collapsed)': '自由子流程（折叠）',
  'Ad-hoc sub-process (expanded)': '自由子流程（展开）', 'Collapsed ad hoc sub process': '自由子流程（折叠）',
  'Expanded ad hoc sub process': '自由子流程（展开）', 'Ad hoc sub process': '自由子流程',
  'Exclusive gateway': '单选分支', 'Parallel gateway': '并行分支', 'Inclusive gateway': '多选分支',
  'Complex gateway': '复杂分支', 'Event-based gateway': '等待先到者', 'Event based gateway': '等待先到者', Gateway: '分支',
  'Event based instantiating gateway': '由先到者开始', 'Parallel event based instantiating gateway': '全部到齐才开始',
  'Sequence flow': '顺序流', 'Default flow': '默认流向', 'Conditional flow': '条件流向', 'Message flow': '消息流',
  Association: '关联', 'Data association': '数据关联', 'Data input association': '数据输入', 'Data output association': '数据输出',
  'Data object reference': '数据对象', 'Data store reference': '数据存储', 'Data object': '数据对象', 'Data store': '数据存储',
  'Data input': '输入数据', 'Data output': '输出数据', Group: '分组', 'Text annotation': '批注', Label: '名称',
  Participant: '参与方', 'Collapsed participant': '参与方（折叠）', Lane: '泳道', 'Lane set': '泳道', Process: '流程', Collaboration: '协作图',
  'Empty pool/participant': '参与方（空）', 'Expanded pool/participant': '参与方（展开）', Activity: '环节',

  'Activate hand tool': '移动画布', 'Activate lasso tool': '框选', 'Activate create/remove space tool': '增减空白',
  'Activate global connect tool': '连线',
  'Create start event': '新建开始', 'Create intermediate/boundary event': '新建中间或边界事件', 'Create end event': '新建结束',
  'Create gateway': '新建分支', 'Create task': '新建环节', 'Create expanded sub-process': '新建子流程',
  'Create data object reference': '新建数据对象', 'Create data store reference': '新建数据存储',
  'Create pool/participant': '新建参与方', 'Create group': '新建分组', 'Create element': '新建其他', 'Create {element}': '新建{element}',
  'Append end event': '接结束', 'Append gateway': '接分支', 'Append task': '接环节', 'Append element': '接其他',
  'Append intermediate/boundary event': '接中间事件', 'Append receive task': '接等待消息', 'Append {element}': '接{element}',
  'Append message intermediate catch event': '接等待消息事件', 'Append timer intermediate catch event': '接定时等待',
  'Append conditional intermediate catch event': '接等待条件', 'Append signal intermediate catch event': '接等待信号',
  'Append compensation activity': '接补偿环节', 'Add text annotation': '加批注', 'Connect to other element': '连到其他元素',
  'Connect using association': '用关联连接', 'Connect using data input association': '用数据输入连接',
  'Add lane above': '在上方加泳道', 'Add lane below': '在下方加泳道', 'Divide into two lanes': '分成两条泳道',
  'Divide into three lanes': '分成三条泳道', 'Change element': '改变类型', 'Change type': '改变类型', Delete: '删除', Remove: '删除',
  'Align elements': '对齐', 'Align elements left': '左对齐', 'Align elements right': '右对齐', 'Align elements top': '顶端对齐',
  'Align elements bottom': '底端对齐', 'Align elements center': '左右居中', 'Align elements middle': '上下居中',
  'Distribute elements horizontally': '横向等距', 'Distribute elements vertically': '纵向等距',
  'Toggle non-interrupting': '是否中断', 'Parallel multi-instance': '同时多份', 'Sequential multi-instance': '逐个多份', Loop: '循环',
  'Participant multiplicity': '多个参与方', Collection: '集合', 'Ad-hoc': '自由', 'Open {element}': '打开{element}',
  'Search in diagram': '在图中查找', 'More actions': '更多', 'Create new ...': '新建…', 'No matching entries found': '没有找到', Search: '查找',
  'flow elements must be children of pools/participants': '流程元素要画在参与方（泳池）里面',
  'Data object must be placed within a pool/participant.': '数据对象要画在参与方（泳池）里面',
  'element required': '缺少元素', 'no parent for {element} in {parent}': '{parent} 中没有 {element} 的上级',
  'no process or collaboration to display': '没有可以显示的流程', 'no plane for {element}': '{element} 没有画面',
  'diagram not part of bpmn:Definitions': '图不属于该文件', 'multiple DI elements defined for {element}': '{element} 画了不止一次',
  'missing {semantic}#attachedToRef': '{semantic} 没有附着的环节', 'no bpmnElement referenced in {element}': '{element} 没有对应的元素',
  'no diagram to display': '没有可以显示的图', 'unknown di {di} for element {semantic}': '不认识 {semantic} 的画法 {di}',
  'unrecognized flowElement {element} in context {context}': '不认识 {context} 中的 {element}',
  'unsupported bpmnElement for {plane}: {rootElement}': '不能显示 {plane}：{rootElement}',
  'correcting missing bpmnElement on {plane} to {rootElement}': '已把 {plane} 补为 {rootElement}', 'failed to import {element}': '{element} 无法导入',
  '{semantic}#{side} Ref not specified': '{semantic} 没有写明 {side}', 'already rendered {element}': '{element} 已画过',
  'element {element} referenced by {referenced}#{property} not yet drawn': '{referenced} 引用的 {element} 还没有画',
  'out of bounds release': '放到了画布外', 'more than {count} child lanes': '泳道不能超过 {count} 条',
  'element {element} referenced by {referenced}#{property}not yet drawn': '{referenced} 引用的 {element} 还没有画',

  Tasks: '环节', Events: '事件', Gateways: '分支', 'Sub-processes': '子流程', Participants: '参与方', Data: '数据',
  'Set color': '着色', Default: '默认', Blue: '蓝', Orange: '橙', Green: '绿', Red: '红', Purple: '紫',
  'Open minimap': '打开缩略图', 'Close minimap': '关闭缩略图',
};
