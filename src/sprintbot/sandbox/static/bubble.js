// One message: the bubble, its buttons, its menu.
import { sendText } from './api.js';
import { copy, openMenu } from './dialogs.js';
import { avatar, h, hidden, icon, iconButton } from './dom.js';
import { formatted } from './entities.js';
import { inlineKeyboard } from './keys.js';
import { media, service, summary } from './media.js';
import { isPrivate, post, state, tintOf } from './store.js';
import { clock, t } from './words.js';

const fullName = (user) => [user.first_name, user.last_name].filter(Boolean).join(' ');
export const isMine = (message) => message.from?.id === state.me.id;

/** In a group a command names its bot, as Telegram's clients do. */
export function sendCommand(command) {
  const { bot, chat, me } = state;
  const text = isPrivate(chat) || command.includes('@') ? command : `${command}@${bot.username}`;
  post(chat.id, { text }, () => sendText(chat.id, me.id, text));
}

/**
 * The element of one message; `compose`: {reply, edit} start those. What changes without the message changing
 * (ticks, progress, the place in a run) is set by `refresh`, so that a screen reader hears each message once.
 */
export function messageElement(message, room, compose) {
  const words = service(message);
  if (words) return h('div', { class: 'service' }, h('span', {}, words));
  const mine = isMine(message);
  const grouped = !isPrivate(state.chat) && !mine;
  const id = message.message_id;
  const menu = menuButton(message, mine, compose);
  const openOwn = (event) => {
    if (event.target.closest('a, img, pre') || !getSelection().isCollapsed) return;
    event.preventDefault();
    menu.click();
  };
  return h(
    'article',
    {
      class: `msg ${mine ? 'out' : 'in'}${grouped ? ' grouped' : ''}`,
      id: `m${id}`,
      lang: message.from?.language_code,
      tabindex: -1,
      oncontextmenu: openOwn,
    },
    grouped && avatar(fullName(message.from), tintOf(message.from.id), message.from.is_bot ? 'bot' : ''),
    h('div', { class: 'column' }, bubble(message, room, mine, grouped), inlineKeyboard(message, room)),
    menu,
  );
}

/** Sets what may change while the message itself stays: `run` is {first, last} among its author's messages. */
export function refresh(element, message, room, run) {
  element.classList.toggle('first', run.first);
  element.classList.toggle('last', run.last);
  const ticks = element.querySelector('.ticks');
  if (ticks) {
    const read = Math.max(room.botSeen, room.lastBotId) >= message.message_id;
    ticks.classList.toggle('read', read);
    ticks.setAttribute('aria-label', t(read ? 'read' : 'sent'));
  }
  for (const button of element.querySelectorAll('[data-press]'))
    button.setAttribute('aria-busy', String(room.pressed.has(button.dataset.press)));
}

function bubble(message, room, mine, grouped) {
  const author = mine ? t('you') : fullName(message.from ?? { first_name: state.bot.name });
  const words = message.text ?? message.caption;
  const content = media(message);
  const onlyPicture = message.photo && !words;
  const reaction = room.reactions.get(message.message_id);
  const text =
    words !== undefined &&
    h(
      'div',
      { class: 'text' },
      formatted(words, message.entities ?? message.caption_entities, sendCommand),
      meta(message, mine),
    );
  return h(
    'div',
    { class: `bubble${onlyPicture ? ' picture' : ''}${message.photo ? ' with-photo' : ''}` },
    hidden(`${author}: `),
    grouped &&
      h(
        'div',
        { class: `sender name-${message.from.is_bot ? 'bot' : tintOf(message.from.id)}`, 'aria-hidden': 'true' },
        author,
      ),
    message.reply_to_message && quote(message.reply_to_message),
    message.show_caption_above_media ? [text, content] : [content, text],
    words === undefined && !content && h('div', { class: 'text dim' }, t('unsupported')),
    words === undefined && meta(message, mine),
    reaction &&
      h(
        'div',
        { class: 'reactions' },
        h('span', { role: 'img', 'aria-label': t('reaction', { emoji: reaction }) }, reaction),
      ),
  );
}

function meta(message, mine) {
  const ticks = mine && h('span', { class: 'ticks', role: 'img' });
  const time = h('time', { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date));
  return h(
    'span',
    { class: 'meta' },
    message.edit_date && h('span', { class: 'edited' }, `${t('edited')} `),
    time,
    ticks,
  );
}

function quote(original) {
  const jump = () => {
    const target = document.getElementById(`m${original.message_id}`);
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  };
  return h(
    'button',
    { type: 'button', class: 'quote', onclick: jump, 'data-place': 'quote' },
    h('strong', {}, original.from ? fullName(original.from) : state.bot.name),
    h('span', {}, summary(original)),
  );
}

function menuButton(message, mine, compose) {
  const words = message.text ?? message.caption;
  const entries = [[t('reply'), () => compose.reply(message), icon('reply')]];
  if (mine && message.text) entries.push([t('edit'), () => compose.edit(message), icon('edit')]);
  if (words) entries.push([t('copy'), () => copy(words), icon('copy')]);
  const button = iconButton('more', t('actions'), () => openMenu(button, t('actions'), entries), {
    class: 'icon-button msg-menu',
    'aria-haspopup': 'menu',
    'aria-expanded': 'false',
    'data-place': 'menu',
  });
  return button;
}

/** A message on its way, or one the server refused. */
export function pendingElement(waiting) {
  return h(
    'article',
    { class: 'msg out first last pending' },
    h(
      'div',
      { class: 'column' },
      h(
        'div',
        { class: 'bubble' },
        hidden(`${t('you')}: `),
        waiting.file &&
          h(
            'div',
            { class: 'file' },
            h('span', { class: 'file-kind' }, icon('attach')),
            h('span', { class: 'file-name' }, waiting.file),
          ),
        h(
          'div',
          { class: 'text' },
          waiting.text,
          h('span', { class: 'meta' }, clock(waiting.date), icon('clock'), hidden(waiting.error ? '' : t('sending'))),
        ),
      ),
      waiting.error &&
        h(
          'div',
          { class: 'failed', role: 'alert' },
          h('span', {}, waiting.error),
          h('button', { type: 'button', onclick: waiting.again }, t('again')),
          h('button', { type: 'button', onclick: waiting.remove }, t('remove')),
        ),
    ),
  );
}
