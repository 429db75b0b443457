// Who I am (on top) and my chats (at the side).
import { addGroup, addUser } from './api.js';
import { askGroup, askPerson } from './dialogs.js';
import { avatar, h, hidden, icon, reconcile } from './dom.js';
import { summary } from './media.js';
import { isPrivate, loadPeople, myChats, state, tintOf, titleOf, unreadOf, unreadOfUser } from './store.js';
import { clock, day, language, t } from './words.js';

const people = document.getElementById('people');
const chats = document.getElementById('chats');
const lastChat = new Map(); // user id -> the chat he was in
let shown = null; // whose chats the last drawing showed

export const address = (userId, chatId) => `#${userId}/${chatId}`;

export function drawSidebar() {
  const switched = shown !== state.me.id;
  shown = state.me.id;
  lastChat.set(shown, state.chat.id);
  people.setAttribute('aria-label', t('whoAmI'));
  reconcile(people, [
    ...state.users.map(personItem),
    {
      key: 'add',
      look: language(),
      build: () =>
        h(
          'button',
          {
            type: 'button',
            class: 'person add',
            'aria-label': t('addPerson'),
            title: t('addPerson'),
            onclick: newPerson,
          },
          h('span', { class: 'avatar' }, icon('plus')),
        ),
    },
  ]);
  if (switched) people.querySelector('[aria-current]').scrollIntoView({ block: 'nearest', inline: 'nearest' });
  drawChats();
}

function personItem(user) {
  const current = user.id === state.me.id;
  const count = current ? 0 : unreadOfUser(user);
  const target =
    document.body.dataset.screen === 'list' ? `#${user.id}` : address(user.id, lastChat.get(user.id) ?? user.id);
  return {
    key: user.id,
    look: JSON.stringify([user, current, count, target, language()]),
    build: () =>
      h(
        'a',
        {
          class: 'person',
          href: target,
          'aria-current': current ? 'true' : null,
          title: t('actAs', { name: user.name }),
          'data-place': 'person',
        },
        avatar(user.name, tintOf(user.id)),
        badge(count),
        h('span', { class: 'person-name' }, user.name),
      ),
  };
}

const badge = (count) =>
  count > 0 &&
  h(
    'span',
    { class: 'badge' },
    h('span', { 'aria-hidden': 'true' }, count > 99 ? '99+' : count),
    hidden(t('unread', { n: count })),
  );

function drawChats() {
  document.getElementById('chats-title').textContent = t('chats');
  const mine = myChats(state.me).sort(
    (a, b) => (b.last_message?.date ?? 0) - (a.last_message?.date ?? 0) || Number(isPrivate(b)) - Number(isPrivate(a)),
  );
  reconcile(
    chats,
    mine.map((chat) => {
      const current = chat.id === state.chat.id;
      const count = unreadOf(state.me, chat);
      const last = chat.last_message;
      return {
        key: chat.id,
        look: JSON.stringify([chat, current, count, last && day(last.date), state.me.id, language()]),
        build: () =>
          h(
            'li',
            {},
            h(
              'a',
              {
                class: 'chat',
                href: address(state.me.id, chat.id),
                'aria-current': current ? 'page' : null,
                'data-place': 'chat',
              },
              avatar(titleOf(chat), chat.id, isPrivate(chat) ? 'bot' : ''),
              h(
                'span',
                { class: 'chat-words' },
                h(
                  'span',
                  { class: 'chat-top' },
                  h('strong', {}, titleOf(chat)),
                  last && h('time', {}, day(last.date) === t('today') ? clock(last.date) : day(last.date)),
                ),
                h(
                  'span',
                  { class: 'chat-bottom' },
                  h('span', { class: 'preview' }, last ? preview(last) : isPrivate(chat) ? t('bot') : t('newGroup')),
                  badge(count),
                ),
              ),
            ),
          ),
      };
    }),
  );
  const button = document.getElementById('new-group');
  reconcile(button, [{ key: 'words', look: language(), build: () => h('span', {}, icon('group'), t('newGroup')) }]);
}

function preview(message) {
  const prefix = message.from?.id === state.me.id ? `${t('you')}: ` : '';
  return prefix + summary(message).replace(/\s+/g, ' ').slice(0, 120);
}

function newPerson() {
  askPerson(async (name, code) => {
    const { id } = await addUser(name, code);
    await loadPeople();
    location.hash = address(id, id);
  });
}

export function startSidebar() {
  document.getElementById('new-group').addEventListener('click', () => {
    askGroup(state.users, state.me, async (title, members) => {
      const { id } = await addGroup(title, members);
      await loadPeople();
      location.hash = address(state.me.id, id);
    });
  });
}
