// Files go to the server as soon as they are chosen, one after the other, with a bar that shows how far they are.
// <form data-upload="address" data-uploading="正在上传" data-upload-failed="…">; each file taken becomes a ticked box.
document.addEventListener('change', async ({ target }) => {
  const form = target.matches('input[type=file]') && target.closest('form[data-upload]');
  if (!form) return;
  const files = [...target.files];
  target.value = '';
  for (const file of files) await send(form, target, file);
});

async function send(form, input, file) {
  const line = document.createElement('div');
  line.className = 'progress-line';
  line.setAttribute('role', 'status');
  const bar = document.createElement('progress');
  bar.max = file.size || 1;
  bar.value = 0;
  const words = document.createElement('span');
  words.className = 'muted';
  words.textContent = `${form.dataset.uploading} ${file.name}`;
  bar.setAttribute('aria-label', words.textContent);
  line.append(bar, words);
  input.before(line);
  try {
    const answer = await post(form.dataset.upload, file, (loaded) => { bar.value = loaded; });
    if (!answer.id) throw new Error(answer.error);
    line.replaceWith(ticked(input, answer));
    form.dispatchEvent(new Event('draft'));
  } catch (refused) {
    line.className = 'invalid-feedback d-block';
    line.setAttribute('role', 'alert');
    line.textContent = `${file.name}：${refused.message || form.dataset.uploadFailed}`;
  }
}

// fetch cannot tell how much of a file has gone out; XMLHttpRequest can.
function post(address, file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.responseType = 'json';
    request.setRequestHeader('X-CSRFToken', document.querySelector('meta[name="csrf-token"]').content);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded }) => progress(loaded));
    request.addEventListener('load', () => resolve(request.response || {}));
    request.addEventListener('error', () => reject(new Error('')));
    const body = new FormData();
    body.append('file', file);
    request.send(body);
  });
}

function ticked(input, { id, name }) {
  const row = document.createElement('div');
  row.className = 'form-check';
  const box = document.createElement('input');
  Object.assign(box, { type: 'checkbox', className: 'form-check-input', name: input.name, value: id, checked: true, id: `file-${id}` });
  const label = document.createElement('label');
  Object.assign(label, { className: 'form-check-label', htmlFor: box.id, textContent: name });
  row.append(box, label);
  return row;
}
