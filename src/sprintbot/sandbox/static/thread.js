// The open chat: the log of messages, the first words to type, the typing dots.
import { sendText } from './api.js';
import { messageElement, pendingElement, refresh } from './bubble.js';
import { avatar, h, hidden, reconcile } from './dom.js';
import { drawHead } from './head.js';
import { service } from './media.js';
import { changed, ordered, post, state, thread } from './store.js';
import { actionWords, day, language, t } from './words.js';

const RUN_SECONDS = 600; // one author's messages closer than this hang together
const MORE = 150;
const scroller = document.getElementById('scroller');
const log = document.getElementById('log');
const newest = document.getElementById('newest');
const newestCount = document.getElementById('newest-count');
let shown = null; // what the log last showed: {view, count}
let stuck = true; // the log stays at its end as it grows, until one scrolls up
let height = 0;
let missed = 0;

const toEnd = () => {
  scroller.scrollTop = scroller.scrollHeight;
};

export function startThread() {
  scroller.addEventListener('scroll', () => {
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60;
    if (atEnd || scroller.scrollTop < height) stuck = atEnd;
    height = scroller.scrollTop;
    if (stuck) missed = 0;
    drawNewest();
  });
  newest.addEventListener('click', () => {
    scroller.scrollTo({
      top: scroller.scrollHeight,
      behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
    });
  });
  const follow = new ResizeObserver(() => stuck && toEnd());
  follow.observe(log);
  follow.observe(scroller);
}

export function drawThread(compose) {
  const room = thread(state.chat.id);
  const messages = ordered(room);
  const view = `${state.me.id}:${state.chat.id}:${language()}`;
  const fresh = shown?.view !== view;
  const count = messages.length + room.pending.length;
  room.lastBotId = messages.findLast((message) => message.from?.is_bot)?.message_id ?? 0;
  log.setAttribute('aria-label', t('messages'));
  log.setAttribute('aria-busy', String(fresh || !room.loaded));
  reconcile(log, items(room, messages, compose));
  if (fresh || room.pending.length) stuck = true;
  else if (!stuck && count > shown.count) missed += count - shown.count;
  if (fresh) missed = 0;
  if (stuck) toEnd();
  shown = { view, count };
  drawHead(room);
  drawNewest();
}

function drawNewest() {
  newest.hidden = stuck;
  newest.setAttribute('aria-label', missed ? `${t('toNewest')}, ${t('unread', { n: missed })}` : t('toNewest'));
  newestCount.textContent = missed || '';
}

function items(room, messages, compose) {
  const list = [];
  const context = [state.me.id, language()];
  const skipped = Math.max(0, messages.length - room.limit);
  if (skipped) list.push({ key: 'earlier', look: `${skipped}${language()}`, build: () => earlier(room, skipped) });
  const visible = messages.slice(skipped);
  visible.forEach((message, i) => {
    const [before, after] = [visible[i - 1], visible[i + 1]];
    const date = day(message.date);
    if (!before || day(before.date) !== date)
      list.push({
        key: `day${message.message_id}`,
        look: date,
        build: () => h('div', { class: 'service day' }, h('span', {}, date)),
      });
    const run = { first: !together(before, message), last: !together(message, after) };
    list.push({
      key: message.message_id,
      look: JSON.stringify([message, room.reactions.get(message.message_id), context]),
      build: () => messageElement(message, room, compose),
      refresh: (element) => refresh(element, message, room, run),
    });
  });
  for (const waiting of room.pending) {
    if (waiting.from === state.me.id)
      list.push({ key: waiting.key, look: String(waiting.error), build: () => pendingElement(waiting) });
  }
  if (room.action)
    list.push({ key: 'action', look: room.action.action + language(), build: () => typing(room.action.action) });
  if (room.loaded && !messages.length && !room.pending.length)
    list.push({ key: 'empty', look: context.join(), build: emptyState });
  return list;
}

function together(a, b) {
  return (
    a &&
    b &&
    a.from?.id === b.from?.id &&
    !a.reply_markup?.inline_keyboard &&
    b.date - a.date < RUN_SECONDS &&
    day(a.date) === day(b.date) &&
    !service(a) &&
    !service(b)
  );
}

function earlier(room, n) {
  const more = () => {
    room.limit += MORE;
    changed();
  };
  return h(
    'div',
    { class: 'service' },
    h('button', { type: 'button', onclick: more, 'data-place': 'earlier' }, t('earlier', { n })),
  );
}

function typing(action) {
  const dots = h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'));
  return h(
    'div',
    { class: 'msg in first last typing' },
    h(
      'div',
      { class: 'column' },
      h('div', { class: 'bubble' }, dots, hidden(`${state.bot.name} ${actionWords(action)}`)),
    ),
  );
}

function emptyState() {
  const { chat, me } = state;
  const example = (text) =>
    h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'example',
          onclick: () => post(chat.id, { text }, () => sendText(chat.id, me.id, text)),
        },
        text,
      ),
    );
  return h(
    'section',
    { class: 'empty' },
    avatar(state.bot.name, 0, 'bot large'),
    h('h3', {}, t('emptyTitle')),
    h('p', {}, t('emptyHint')),
    h('ul', {}, ['/start', t('exampleLine'), '/help'].map(example)),
  );
}
