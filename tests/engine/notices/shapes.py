"""Invented notices in the shapes that health commissions use; places, persons and sentences are ours."""

from io import BytesIO

import docx
import openpyxl

TABLE_IN_TEXT = """

# 云河市卫生健康委员会文件

云卫发〔2021〕7号

---

## 关于做好山区就医服务的通知

各县（区）卫生健康局、委直属各单位：

根据省卫健委《关于山区就医的通知》（省卫发〔2021〕3号）要求，现将有关事项通知如下。

### 一、看病更方便

（一）建好山区巡诊车队。每个山乡

配一辆巡诊车，每月到村两次。

**（二）办好流动药房。**常用药品送到村口，
缺什么补什么。

## **二、治病更放心**

**（三）管好转诊档案。**转诊有登记，回来有交接。

**（四）讲好健康故事。**请康复的乡亲讲自己的经历。

附件：山区就医服务任务分工

云河市卫生健康委员会

2021年3月5日

## 附件

## 山区就医服务任务分工

序号\t工作任务\t牵头处室
1\t建好山区巡诊车队。\t医政处、基层处
2\t常用药品送到\t药政处



\t村口。\t
3\t管好转诊档案。\t医政处、信息处、基层处按照职责分工分别负责
4\t请康复的乡亲讲自己的经历。\t宣传处及委相关业务处室
"""

LABELS_ON_LINES = """

# 云河市卫生健康委 2021 年山区就医工作要点

## 一、工作目标

山里人看病不出远门。

## 二、重点任务

**（一）巡诊下乡。**车队每月下乡，遇到

急病随叫随到。

**责任领导：**钱甲

**责任单位：**委机关办公室、各医疗卫生单位、各县（区）卫生健康局

**（二）药品到村。**一是备好常用药。二是备好急救药。

**责任领导：**孙乙

**责任单位：**各县（区）卫生健康局、药政科

### **三、保障措施**

**（一）专人负责。**有事找得到人。
"""

BRACKETS_AT_THE_END = """

石桥县卫生健康局文件

石卫发〔2021〕3号

石桥县卫生健康局关于印发2021年石桥县巡诊工作计划的通知

各医疗卫生单位，局机关各科室：

现印发给你们。

2021年石桥县巡诊工作计划

一、组好巡诊队伍

每支队伍不少于3名医生。（责任领导：钱甲 责任科室：医政医管股）

二、开好巡诊班车

班车每周一趟，路远的
村子两周一趟。

（责任领导：孙乙 责任科室：规划财务与信息股）

三、做好三项服务

先看急病。（责任领导：钱甲 责任科室：医政医管股）

再看慢病，随访不少于4次。（责任领导：孙乙 责任科室：规划财务与信息股）

最后讲健康。（责任领导：钱甲、孙乙 责任科室：医政医管股、规划财务与信息股）

石桥县卫生健康局关于印发《石桥县冬季防滑工作方案（试行）》的通知

各乡镇：

根据《关于防滑的通知》（省防发〔2021〕9号），现印发给你们。

一、撒好防滑沙

及时撒沙。（责任领导：李丙 责任科室：办公室）
"""

NUMBERED_ITEMS = """云河市2021-2022年山区就医行动方案
为让山里人看好病,制定本方案。
一、总体要求
（一）总体思路
山里人看病不出远门。
二、主要措施
（一）看好病
1.建好台账。把感冒、腹泻（急性、慢性）、骨折等4种病记入台账。（责任单位:市卫健委）
2. 送好药品。在2021年7月底以前送到村口。（牵头单位：市卫健委、市医保局，责任单位：市财政局、各县（区）人民政府）
（二）管好钱
3.及时结算。按月拨付，年度拨付率不低于85%。（牵头单位：市医保局，责任单位：市民政局、市财政局、市卫健委配合）
4.配好人手。招收本科(专科)生。〔牵头单位：市人社局，责任单位：市卫健委〕
三、工作要求
（一）加强领导。市卫健委、医保局牵头，会同有关部门抓好落实。
"""

WITHOUT_ASSIGNMENTS = """关于印发2021年云河省山区就医要点的通知

各市、自治州卫生健康局：

根据《关于山区就医的通知》（国函〔2021〕5号），现印发给你们。

云河省卫生健康委员会    云河省医疗保障局

云河省乡村振兴局
2021年4月6日

2021年云河省山区就医要点

坚持就近看病。
一、看好病
（一）建好车队。每月下乡。
（二）备好药品。送到村口。
二、管好钱
（三）及时结算。按月拨付。
"""

ROWS = [
    ["序号", "工作任务", "牵头单位", "配合单位", "责任领导", "完成时限"],
    ["1", "建好山区巡诊车队", "医政处", "基层处、财务处", "钱甲", "2021年6月底前"],
    ["2", "办好流动药房", "药政处、医政处", "", "孙乙", "长期坚持"],
    ["3", "管好转诊档案", "各县（区）卫生健康局", "信息处", "孙乙", "2021年12月31日"],
]


def markdown(rows: list[list[str]] = ROWS) -> bytes:
    """The rows as a pipe table."""
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body, ""]).encode()


def tabs(rows: list[list[str]] = ROWS) -> bytes:
    """The rows separated by tabs."""
    return "\n".join("\t".join(row) for row in rows).encode()


def word(
    paragraphs: list[str],
    rows: list[list[str]] = ROWS,
    merges: tuple[tuple[int, int, int, int], ...] = (),
    after: tuple[str, ...] = (),
) -> bytes:
    """Paragraphs, a table and paragraphs after it as a .docx; merges are (top, left, bottom, right)."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for top, row in enumerate(rows):
            for left, text in enumerate(row):
                table.cell(top, left).text = text
        for top, left, bottom, right in merges:
            table.cell(top, left).merge(table.cell(bottom, right))
    for text in after:
        document.add_paragraph(text)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def sheet(rows: list[list[object]] | list[list[str]] = ROWS, merges: tuple[str, ...] = ()) -> bytes:
    """The rows as the only sheet of an .xlsx, with merged ranges such as A1:F1."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "分工"
    for row in rows:
        page.append(row)
    for merged in merges:
        page.merge_cells(merged)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
