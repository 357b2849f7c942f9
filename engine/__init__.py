"""The workflow engine: cases, work items, duties and deadlines over a BPMN kernel."""
