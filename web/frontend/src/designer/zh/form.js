// The words of the editor of forms, as officials say them.
export default {
  // kinds
  'Fill in': '填写', Choose: '选择', 'Units, people, diseases': '单位、人员、病种', Identity: '证件与确认', Arrange: '排版',
  'Line of text': '单行文字', Text: '多行文字', Number: '数字', Money: '金额', Date: '日期', 'Date and time': '日期时间',
  'Time of day': '时间', Tick: '勾选', Attachment: '附件', 'One of few': '单选', 'One of many': '下拉选择',
  'Several of few': '多选', 'Several of many': '下拉多选', Department: '处室', 'Several departments': '多个处室', Person: '人员',
  Organization: '单位', Jurisdiction: '辖区', Duty: '任务分工', 'Identity number': '身份证号', Phone: '电话', Disease: '病种',
  Signature: '签名确认', 'Words between': '说明文字', Line: '分隔线', Space: '空白', Group: '分组', 'List of rows': '明细表', Submit: '提交按钮',
  One: '选项一', Two: '选项二', 'Drag to a place, or press to add at the end': '拖到所需位置，或点击加到后面',

  // panel
  Properties: '属性', General: '基本', Label: '名称', Words: '文字', Variable: '变量名', Note: '填写说明',
  'May hold {{expressions}}': '可以用 {{表达式}} 插入内容', 'May hold **bold** and {{expressions}}': '可以用 **加粗** 和 {{表达式}}',
  'The name of the answer in expressions': '在表达式里用这个名称取得答案',
  'Letters, digits and _, not beginning with a digit': '只能用字母、汉字、数字和下划线，不以数字开头',
  'Another question has this name already': '已有别的问题用了这个变量名',
  'What can be chosen': '可选内容', 'Which organizations': '单位类别', Where: '范围', 'In this jurisdiction': '本辖区', Everywhere: '不限辖区',
  Hospitals: '医院', 'Health centres': '卫生院', Clinics: '卫生室', Bureaus: '局', Commissions: '委', 'Centres for disease control': '疾控中心', Others: '其他',
  'How deep': '列到哪一级', 'Down to villages': '村', 'Down to townships': '乡镇', 'Down to counties': '县区', 'Down to cities': '市',
  From: '来源', 'A fixed list': '固定选项', 'What an expression gives': '表达式的结果', 'A variable of the case': '事项的变量',
  Expression: '表达式', 'Gives a list of values, or of {label: ..., value: ...}': '结果是值的列表，或 {label: …, value: …} 的列表',
  'Add an option': '增加选项', 'Option {n}': '选项{n}', 'Words of option {n}': '第{n}个选项的文字', 'Value of option {n}': '第{n}个选项的值',
  'Remove option {n}': '删除第{n}个选项',
  Rules: '填写要求', Required: '必填', 'Form of the answer': '格式', Any: '不限', 'E-mail': '电子邮箱',
  'Fewest characters': '最少字数', 'Most characters': '最多字数', Pattern: '格式样式', 'A regular expression that the whole answer fits': '整个答案须符合的正则表达式',
  Least: '最小值', Most: '最大值', Decimals: '小数位数', 'A number, or an expression after =': '数字，或以“=”开头的表达式', 'Please enter a number': '请填写数字',
  'Not before today': '不能早于今天', 'Several files': '可传多个文件', 'Kinds of files': '文件类型',
  'Rows can be added and removed': '可以增减行', 'Rows at first': '初始行数', 'Fewest rows': '最少行数', 'Most rows': '最多行数',
  'At first': '初始值', 'Answer at first': '初始答案', 'An expression': '填写表达式', 'Only to be read': '只读', 'Only to be read when': '满足条件时只读',
  'Shown or hidden': '显示条件', 'Hidden when': '满足条件时隐藏', 'Empty: always shown': '不填则始终显示',
  Looks: '外观', Width: '宽度', 'As the row has room': '自动', 'Whole row': '整行', Half: '半行', 'A third': '三分之一', 'A quarter': '四分之一',
  'Before it': '前缀', 'Unit behind it': '单位', 'With a frame': '带边框',
  'Press a question in the form to set its properties; drag or press one at the left to add it.': '点击表单中的问题设置属性；从左侧拖入或点击添加问题。',

  // around
  'As on a computer': '电脑预览', 'As on a phone': '手机预览',
  'This form has parts that our forms do not know, take them out: {named}': '表单中有本系统不支持的组件，请删除或改用其他组件：{named}。现按文本打开。',
  'This is no form that can be drawn; here it is as text': '这个文件不是能够绘制的表单，现按文本打开。',

  // what form-js writes itself
  'Build your form': '新表单', 'Drag and drop components here to start designing.': '从左侧拖入问题，开始设计。',
  'Use the preview window to test your form.': '用上方的“预览”查看填写时的样子。', 'Drag and drop components here.': '把问题拖到这里。',
  'Remove form field': '删除', 'Remove Text field': '删除', 'Remove Text area': '删除', 'Remove Number': '删除', 'Remove Date time': '删除',
  'Remove Checkbox': '删除', 'Remove Checkbox group': '删除', 'Remove Radio group': '删除', 'Remove Select': '删除', 'Remove Tag list': '删除',
  'Remove File picker': '删除', 'Remove Text view': '删除', 'Remove Separator': '删除', 'Remove Spacer': '删除', 'Remove Group': '删除',
  'Remove Dynamic list': '删除', 'Remove Button': '删除',
  Select: '请选择', Search: '搜索', 'No files selected': '未选择文件', Browse: '选择文件', 'Add new': '增加一行', 'Remove': '删除',
  'yyyy/mm/dd': '年/月/日', Repeatable: '可增加多行', 'mm/dd/yyyy': '年/月/日', 'hh:mm --': '时:分', 'hh:mm': '时:分', Increment: '加', Decrement: '减', 'Increment value': '加', 'Decrement value': '减',
  Clear: '清除', 'Clear content': '清除', 'Select tags': '请选择', 'No options available': '没有选项', Time: '时间',
  'Powered by bpmn.io': 'bpmn.io', 'Bold': '加粗', 'Italic': '斜体', 'Link': '链接',
};
