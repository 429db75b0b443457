// The buttons a bot offers: under its message, and in place of the person's own keyboard.
import { press, sendText } from './api.js';
import { copy, toast } from './dialogs.js';
import { h, icon, reconcile } from './dom.js';
import { safeHref } from './entities.js';
import { pressKey, pressing } from './live.js';
import { ordered, post, state } from './store.js';
import { t } from './words.js';

const keys = document.getElementById('reply-keys');
let putAway = 0; // id of the message whose one-time keyboard was used

export function inlineKeyboard(message, room) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return h(
    'div',
    { class: 'inline-keyboard', role: 'group', 'aria-label': t('keyboard') },
    rows.map((row, y) =>
      h(
        'div',
        { class: 'row' },
        row.map((button, x) => inlineButton(message, room, button, `key-${y}-${x}`)),
      ),
    ),
  );
}

function inlineButton(message, room, button, place) {
  const style = `key ${['primary', 'success', 'danger'].includes(button.style) ? button.style : ''}`;
  const attributes = { type: 'button', class: style, 'data-place': place };
  if (button.callback_data !== undefined) {
    const key = pressKey(message.message_id, button.callback_data);
    const request = () => press(state.chat.id, state.me.id, message.message_id, button.callback_data);
    return h('button', { ...attributes, 'data-press': key, onclick: () => pressing(room, key, request) }, button.text);
  }
  const href = button.url && safeHref(button.url);
  if (href) {
    return h(
      'a',
      {
        class: style,
        'data-place': place,
        href,
        target: '_blank',
        rel: 'noopener noreferrer',
        title: t('opens', { what: href }),
      },
      button.text,
      icon('link'),
    );
  }
  if (button.copy_text)
    return h('button', { ...attributes, onclick: () => copy(button.copy_text.text) }, button.text, icon('copy'));
  return h(
    'button',
    { ...attributes, 'aria-disabled': 'true', onclick: () => toast(t('unsupportedButton')) },
    button.text,
  );
}

/** The bot's message whose reply keyboard is in force, if any. */
export function keyboardMessage(room) {
  const last = ordered(room).findLast(
    ({ from, reply_markup: markup }) =>
      from?.is_bot && (markup?.keyboard || markup?.remove_keyboard || markup?.force_reply),
  );
  return last?.reply_markup.remove_keyboard ? undefined : last;
}

export function drawReplyKeys(room) {
  const message = keyboardMessage(room);
  const rows = message?.reply_markup.keyboard ?? [];
  keys.hidden = !rows.length || putAway === message.message_id;
  keys.setAttribute('aria-label', t('keyboard'));
  const toSend = (button) => {
    const { chat, me } = state;
    const text = typeof button === 'string' ? button : button.text;
    if (message.reply_markup.one_time_keyboard) putAway = message.message_id;
    post(chat.id, { text }, () => sendText(chat.id, me.id, text));
  };
  const build = () =>
    h(
      'div',
      {},
      rows.map((row, y) =>
        h(
          'div',
          { class: 'row' },
          row.map((button, x) =>
            h(
              'button',
              { type: 'button', class: 'key', 'data-place': `reply-${y}-${x}`, onclick: () => toSend(button) },
              button.text ?? button,
            ),
          ),
        ),
      ),
    );
  reconcile(
    keys,
    rows.length ? [{ key: 'keys', look: JSON.stringify([state.chat.id, state.me.id, rows]), build }] : [],
  );
}
