// What walking through a drawing says.
export default {
  'Token Simulation': '走一遍流程', 'Toggle Simulation Log': '过程记录', 'Simulation Log': '过程记录', 'No Entries': '还没有记录', Close: '关闭',
  'Reset Simulation': '重新开始', 'Pause Simulation': '暂停', 'Play Simulation': '继续', 'Play/Pause Simulation': '继续或暂停',
  'Found unsupported elements': '有的元素不能演示', 'Not supported': '不能演示', Finished: '已走完', 'Focus this run': '只看这一路',
  'Set animation speed = {label}': '速度：{label}', Slow: '慢', Normal: '正常', Fast: '快', 'Set Sequence Flow': '换一条路',
  'Trigger Event': '触发', 'Remove pause point': '取消停留', 'Add pause point': '在这里停留', 'Sub-process': '子流程', Process: '流程',
  'Service Task': '自动处理', 'User Task': '人工环节', 'Call Activity': '调用其他流程', 'Script Task': '计算', 'Business Rule Task': '决策',
  'Manual Task': '线下环节', 'Receive Task': '等待消息', 'Send Task': '发送消息', Task: '环节', 'Exclusive Gateway': '单选分支',
  'Parallel Gateway': '并行分支', 'Inclusive Gateway': '多选分支', 'Start Event': '开始', 'Intermediate Event': '中间事件',
  'Boundary Event': '边界事件', 'End Event': '结束',
};
