// The head of the open chat: with whom, what he is doing, blocking.
import { setBlocked } from './api.js';
import { openMenu, toast } from './dialogs.js';
import { avatar, h, icon, iconButton, reconcile } from './dom.js';
import { isPrivate, nameOf, reloadPeople, state, titleOf } from './store.js';
import { actionWords, language, t } from './words.js';

const head = document.getElementById('chat-head');

export function drawHead(room) {
  const { chat, me, bot } = state;
  const title = titleOf(chat);
  const names = chat.members.map(nameOf).filter(Boolean);
  const usual = isPrivate(chat) ? `${t('bot')} · @${bot.username}` : [...names, bot.name].join(', ');
  const busy = room.action && `${isPrivate(chat) ? '' : `${bot.name} `}${actionWords(room.action.action)}…`;
  const status = busy || usual;
  reconcile(head, [
    {
      key: 'back',
      look: language() + me.id,
      build: () =>
        h(
          'a',
          { class: 'icon-button back', href: `#${me.id}`, 'aria-label': t('backToChats'), title: t('backToChats') },
          icon('back'),
        ),
    },
    { key: 'face', look: title + chat.id, build: () => avatar(title, chat.id, isPrivate(chat) ? 'bot' : '') },
    {
      key: 'title',
      look: title + status,
      build: () => h('div', { class: 'head-words' }, h('h2', {}, title), h('p', { class: busy && 'busy' }, status)),
    },
    ...(isPrivate(chat)
      ? [{ key: 'menu', look: `${me.blocked}${me.id}${language()}`, build: () => chatMenu(me) }]
      : []),
  ]);
}

function chatMenu(me) {
  const label = t(me.blocked ? 'unblock' : 'stopBot');
  const button = iconButton(
    'more',
    label,
    () => openMenu(button, label, [[label, () => toggleBlocked(me), icon('stop')]]),
    { 'aria-haspopup': 'menu', 'aria-expanded': 'false' },
  );
  return button;
}

export async function toggleBlocked(me) {
  await setBlocked(me.id, !me.blocked).catch((failure) => toast(failure.message));
  await reloadPeople();
}
