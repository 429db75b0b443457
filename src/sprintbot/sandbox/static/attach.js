// Files on their way up: chosen, dropped or pasted, then captioned and sent.
import { sendFile } from './api.js';
import { formBox, toast } from './dialogs.js';
import { h } from './dom.js';
import { sketch } from './media.js';
import { isPrivate, post, state } from './store.js';
import { size, t } from './words.js';

const isPicture = (file) => /^image\/(png|jpeg|webp|gif|bmp)$/.test(file.type);

/** Asks for a caption and sends the files one by one, the caption with the first. */
export function attach(files) {
  if (!files.length || (isPrivate(state.chat) && state.me.blocked)) return;
  const { chat } = state;
  const from = state.me.id;
  const picture = files.every(isPicture);
  const fields = [
    h('ul', { class: 'uploads' }, files.map(upload)),
    picture &&
      h('label', { class: 'check' }, h('input', { type: 'checkbox', name: 'photo', checked: true }), t('asPhoto')),
    h(
      'label',
      {},
      t('caption'),
      h('input', { name: 'caption', maxlength: 1024, autocomplete: 'off', autofocus: true }),
    ),
  ].filter(Boolean);
  formBox(t('sendFile'), fields, t('send'), (data) => {
    files.forEach((file, i) => {
      const text = i === 0 ? data.get('caption').trim() : '';
      post(chat.id, { text, file: file.name }, () => sendFile(chat.id, from, file, text, data.has('photo')));
    });
  });
}

function upload(file) {
  const canvas = isPicture(file) && h('canvas', { role: 'img', 'aria-label': file.name });
  if (canvas) sketch(file, canvas).catch(() => canvas.remove());
  return h(
    'li',
    {},
    canvas,
    h('span', { class: 'file-name' }, file.name),
    h('span', { class: 'file-size' }, size(file.size)),
  );
}

/** Files dropped anywhere on the page go to the open chat. */
export function startDrop() {
  const veil = document.getElementById('drop');
  let depth = 0;
  const over = (change) => {
    depth = Math.max(0, depth + change);
    veil.hidden = depth === 0;
    veil.textContent = t('dropHere');
  };
  const carriesFiles = (event) =>
    event.dataTransfer?.types.includes('Files') && !document.querySelector('dialog[open]');
  document.addEventListener('dragenter', (event) => carriesFiles(event) && over(1));
  document.addEventListener('dragleave', (event) => carriesFiles(event) && over(-1));
  document.addEventListener('dragover', (event) => carriesFiles(event) && event.preventDefault());
  document.addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    over(-depth);
    const files = [...event.dataTransfer.files];
    if (files.length) attach(files);
    else toast(t('unsupported'));
  });
}
