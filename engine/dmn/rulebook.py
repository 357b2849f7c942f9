"""The rules a decision model must keep: name -> Chinese, English, clause of DMN 1.5."""

RULES: dict[str, tuple[str, str, str]] = {
    "xml": ("文件不是可用的 XML：{zh}。", "The file is not usable as XML: {en}.", "DMN 1.5 §12"),
    "not-dmn": (
        "文件不是 DMN 1.1 至 1.6 的决策模型，根元素应为 definitions。",
        "The file is no DMN 1.1 to 1.6 model: expected definitions as its root.",
        "DMN 1.5 §12",
    ),
    "too-large": ("{zh}。", "{en}.", "Bangfu"),
    "namespace-missing": ("缺少 namespace 属性。", "Expected definitions to have a namespace.", "DMN 1.5 §6.3.2"),
    "id-twice": ("编号“{id}”重复。", 'The id "{id}" is used twice.', "DMN 1.5 §6.3.1"),
    "name-missing": ("{tag} 没有名称。", "Expected a name for this {tag}.", "DMN 1.5 §6.3.1"),
    "name-twice": ("名称“{name}”重复。", 'The name "{name}" is used twice.', "DMN 1.5 §6.3.2"),
    "name-invalid": (
        "“{name}”不能作为名称：{zh}",
        '"{name}" is not a name: {en}',
        "DMN 1.5 §10.3.1.2",
    ),
    "reference": (
        "“{element}”引用的“{href}”不存在。",
        '"{element}" refers to "{href}", which is not there.',
        "DMN 1.5 §6.3.12",
    ),
    "reference-kind": (
        "“{element}”引用的“{href}”不是{zh}。",
        '"{element}" refers to "{href}", which is no {en}.',
        "DMN 1.5 §6.3.12",
    ),
    "cycle": (
        "“{element}”间接依赖它自己：{path}。",
        '"{element}" depends on itself: {path}.',
        "DMN 1.5 §6.2.2",
    ),
    "import-missing": (
        "引入的模型“{namespace}”未提供，请一并上传。",
        'The imported model "{namespace}" was not given.',
        "DMN 1.5 §6.3.3",
    ),
    "import-kind": (
        "不支持引入“{kind}”类型的文件，只能引入 DMN 模型。",
        'Files of type "{kind}" cannot be imported, only DMN models.',
        "DMN 1.5 §6.3.3",
    ),
    "type-unknown": ("没有名为“{type}”的类型。", 'There is no type "{type}".', "DMN 1.5 §7.3.2"),
    "type-cycle": ("类型“{type}”由它自己定义。", 'The type "{type}" is defined by itself.', "DMN 1.5 §7.3.2"),
    "type-shape": (
        "类型“{type}”只能有一种定义：引用、组成项或函数。",
        'Expected the type "{type}" to be a reference, components or a function, but not several.',
        "DMN 1.5 §7.3.2",
    ),
    "feel": ("“{element}”的表达式有误：{zh}", 'The expression of "{element}": {en}', "DMN 1.5 §10.3.1"),
    "language": (
        "“{element}”使用的表达式语言“{language}”不受支持，请改用 FEEL。",
        '"{element}" is written in "{language}"; only FEEL is understood.',
        "DMN 1.5 §6.3.2",
    ),
    "function-kind": (
        "“{element}”是 {kind} 函数；出于安全，只能使用 FEEL 函数。",
        '"{element}" is a {kind} function; for safety only FEEL functions are run.',
        "DMN 1.5 §10.2.1.7",
    ),
    "imported-values": (
        "“{element}”引用了外部取值（importedValues），不受支持。",
        '"{element}" takes imported values, which are not supported.',
        "DMN 1.5 §7.3.4",
    ),
    "expression-missing": ("“{element}”缺少{zh}。", 'Expected "{element}" to have {en}.', "DMN 1.5 §7.3"),
    "expression-twice": ("“{element}”有多个表达式。", '"{element}" has more than one expression.', "DMN 1.5 §7.3"),
    "expression-unknown": (
        "“{element}”中的 {tag} 不是 DMN 的表达式。",
        '{tag} in "{element}" is no expression of DMN.',
        "DMN 1.5 §7.3.1",
    ),
    "result-place": (
        "“{element}”中没有名称的项只能是最后一项。",
        'Expected the entry without a name to be the last of "{element}".',
        "DMN 1.5 §7.3.5",
    ),
    "row-length": (
        "关系表的行有{got}格，应为{wanted}格。",
        "A row of the relation has {got} cells, but there are {wanted} columns.",
        "DMN 1.5 §7.3.7",
    ),
    "hit-policy": ("命中策略“{policy}”不存在。", 'There is no hit policy "{policy}".', "DMN 1.5 §8.2.10"),
    "aggregation": (
        "汇总方式“{aggregation}”只能用于单输出的 COLLECT 决策表。",
        'The aggregation "{aggregation}" is only for tables with hit policy COLLECT and one output.',
        "DMN 1.5 §8.2.10",
    ),
    "outputs-missing": ("决策表“{element}”没有输出。", 'The table "{element}" has no output.', "DMN 1.5 §8.3.3"),
    "output-name": (
        "决策表“{element}”有多个输出，每个都应有不同的名称。",
        'Expected each of the several outputs of "{element}" to have a name of its own.',
        "DMN 1.5 §8.3.3",
    ),
    "output-order": (
        "命中策略 {policy} 需要输出值列表（outputValues）给出先后次序。",
        "The hit policy {policy} takes its order from output values, but there are none.",
        "DMN 1.5 §8.2.10",
    ),
    "rule-length": (
        "第{number}条规则有{got}个{zh}单元格，应为{wanted}个。",
        "Rule {number} has {got} {en} entries, but there are {wanted} columns.",
        "DMN 1.5 §8.3.4",
    ),
    "service-outputs": (
        "决策服务“{element}”没有输出决策。",
        'The service "{element}" has no output.',
        "DMN 1.5 §6.3.10",
    ),
}
