// The editor of files that are only text: scenarios, and kinds that have no editor of their own.

export async function edit(workspace) {
  const area = document.createElement('textarea');
  area.className = 'designer-text';
  area.value = workspace.file.text;
  area.readOnly = !workspace.editable;
  area.spellcheck = false;
  area.setAttribute('aria-label', workspace.name);
  area.addEventListener('input', () => workspace.changed(() => area.value));
  workspace.root.append(area);
}
