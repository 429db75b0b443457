// Where one types: sending, editing, replying.
import { editText, sendText } from './api.js';
import { attach } from './attach.js';
import { isMine, sendCommand } from './bubble.js';
import { closeCommands, commandKey, drawCommands, startCommands } from './commands.js';
import { toast } from './dialogs.js';
import { h, icon, iconButton, reconcile } from './dom.js';
import { toggleBlocked } from './head.js';
import { drawReplyKeys, keyboardMessage } from './keys.js';
import { summary } from './media.js';
import { changed, isPrivate, loadCommands, ordered, post, state, thread } from './store.js';
import { language, t } from './words.js';

const input = document.getElementById('input');
const bar = document.getElementById('composer');
const modeBar = document.getElementById('mode');
const unblock = document.getElementById('unblock');
let room = null;
let owner = null; // who was typing: a mode is his alone

export const compose = {
  reply: (message) => enterMode('reply', message),
  edit: (message) => enterMode('edit', message),
};

function enterMode(kind, message) {
  leaveMode();
  room.mode = { kind, message, before: input.value };
  if (kind === 'edit') setText(message.text);
  input.focus();
}

function leaveMode() {
  if (room.mode?.kind === 'edit') setText(room.mode.before);
  room.mode = null;
  changed();
}

function setText(text) {
  input.value = text;
  room.draft = text;
  input.setSelectionRange(text.length, text.length);
}

export function startComposer() {
  startCommands(input, (command) => {
    if (input.value.startsWith('/')) setText('');
    sendCommand(command);
    input.focus();
  });
  input.addEventListener('keydown', onKey);
  document.addEventListener('keydown', typeAnywhere);
  input.addEventListener('input', () => {
    room.draft = input.value;
    if (input.value === '/') loadCommands();
    changed();
  });
  document.getElementById('send').addEventListener('click', submit);
  document.getElementById('unblock').addEventListener('click', () => toggleBlocked(state.me));
  document.getElementById('attach').addEventListener('click', () => document.getElementById('file').click());
  document.getElementById('file').addEventListener('change', (event) => {
    attach([...event.target.files]);
    event.target.value = '';
  });
  input.addEventListener('paste', (event) => {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    attach(files);
  });
}

/** Letters typed with the focus on nothing that takes them begin a message, as in Telegram. */
function typeAnywhere(event) {
  const taken =
    event.ctrlKey ||
    event.altKey ||
    event.metaKey ||
    event.target.closest('input, textarea, select, dialog, [popover]');
  if (!taken && event.key.length === 1 && event.key !== ' ') input.focus();
}

function onKey(event) {
  if (event.isComposing || commandKey(event)) return;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    submit();
  } else if (event.key === 'ArrowUp' && !input.value && !event.shiftKey) {
    const own = ordered(room).findLast((message) => isMine(message) && message.text);
    if (!own) return;
    event.preventDefault();
    compose.edit(own);
  } else if (event.key === 'Escape' && room.mode) {
    event.preventDefault();
    leaveMode();
  }
}

async function submit() {
  const text = input.value.trim();
  const { chat, me } = state;
  const mode = room.mode;
  if (!text) return;
  closeCommands();
  if (mode?.kind === 'edit') {
    if (text !== mode.message.text) {
      try {
        await editText(chat.id, me.id, mode.message.message_id, text);
      } catch (failure) {
        toast(failure.message);
        return;
      }
    }
    leaveMode();
    return;
  }
  setText('');
  room.mode = null;
  input.focus();
  post(chat.id, { text }, () => sendText(chat.id, me.id, text, mode?.message.message_id));
}

export function drawComposer() {
  const now = thread(state.chat.id);
  if (room !== now || owner !== state.me.id) {
    if (room && owner !== state.me.id) leaveMode();
    room = now;
    owner = state.me.id;
    input.value = room.draft;
    closeCommands();
    if (matchMedia('(hover: hover)').matches && document.body.dataset.screen === 'chat')
      input.focus({ preventScroll: true });
  }
  if (room.mode && !room.messages.has(room.mode.message.message_id)) leaveMode();
  const blocked = isPrivate(state.chat) && state.me.blocked;
  bar.hidden = blocked;
  unblock.hidden = !blocked;
  unblock.textContent = t('unblock');
  drawLabels();
  drawMode();
  drawReplyKeys(room);
  drawCommands();
  input.style.height = 'auto';
  input.style.height = `${Math.min(input.scrollHeight, 180)}px`;
}

function drawLabels() {
  const markup = keyboardMessage(room)?.reply_markup;
  input.placeholder = markup?.input_field_placeholder || t('message');
  input.setAttribute('aria-label', t('message'));
  const editing = room.mode?.kind === 'edit';
  const send = document.getElementById('send');
  for (const [id, words] of [
    ['attach', 'attach'],
    ['commands-button', 'commands'],
    ['send', editing ? 'save' : 'send'],
  ]) {
    document.getElementById(id).setAttribute('aria-label', t(words));
    document.getElementById(id).title = t(words);
  }
  send.disabled = !input.value.trim();
  reconcile(send, [{ key: 'icon', look: String(editing), build: () => icon(editing ? 'check' : 'send') }]);
}

function drawMode() {
  const { mode } = room;
  modeBar.hidden = !mode;
  const build = () =>
    h(
      'div',
      {},
      icon(mode.kind),
      h(
        'span',
        { class: 'mode-words' },
        h('strong', {}, t(mode.kind === 'edit' ? 'editing' : 'reply')),
        h('span', {}, summary(mode.message)),
      ),
      iconButton('close', t('cancel'), () => {
        leaveMode();
        input.focus();
      }),
    );
  reconcile(modeBar, mode ? [{ key: 'mode', look: JSON.stringify([mode, language()]), build }] : []);
}
