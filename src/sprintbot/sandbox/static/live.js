// The live events of the server, applied to what is known.
import { listen } from './api.js';
import { alertBox, toast } from './dialogs.js';
import { changed, dropPending, loadThread, reloadPeople, seen, state, thread } from './store.js';
import { t } from './words.js';

const ACTION_SECONDS = 5; // Telegram's own: a chat action is shown for five seconds
const ANSWER_SECONDS = 15; // after that a client stops waiting for answerCallbackQuery
const answered = new Set();

const APPLY = {
  message({ chat_id: chatId, message }) {
    const room = thread(chatId);
    put(room, message);
    const waiting = room.pending.find(
      (one) =>
        one.message_id === message.message_id ||
        (!one.message_id && one.from === message.from?.id && one.text === (message.text ?? message.caption ?? '')),
    );
    if (waiting) dropPending(room, waiting);
    if (message.from?.is_bot) room.action = null;
    const chat = state.chats.get(chatId);
    if (!chat) return reloadPeople();
    chat.last_message = message;
    for (const user of chat.members) {
      if (user !== message.from?.id)
        state.unread.set(`${user}:${chatId}`, (state.unread.get(`${user}:${chatId}`) || 0) + 1);
    }
    if (chat === state.chat && document.body.dataset.screen === 'chat') seen();
  },
  edit({ chat_id: chatId, message }) {
    const room = thread(chatId);
    put(room, message);
    room.botSeen = Math.max(room.botSeen, message.from?.is_bot ? message.message_id : 0);
    const chat = state.chats.get(chatId);
    if (chat?.last_message?.message_id === message.message_id) chat.last_message = message;
  },
  delete({ chat_id: chatId, message_id: id }) {
    const room = thread(chatId);
    room.touched.add(id);
    room.messages.delete(id);
    if (state.chats.get(chatId)?.last_message?.message_id === id) reloadPeople();
  },
  action({ chat_id: chatId, action }) {
    const room = thread(chatId);
    clearTimeout(room.action?.timer);
    const timer = setTimeout(() => {
      room.action = null;
      changed();
    }, ACTION_SECONDS * 1000);
    room.action = { action, timer };
    room.botSeen = Math.max(room.botSeen, ...room.messages.keys());
  },
  reaction({ chat_id: chatId, message_id: id, emoji }) {
    const room = thread(chatId);
    if (emoji) room.reactions.set(id, emoji);
    else room.reactions.delete(id);
    room.botSeen = Math.max(room.botSeen, id);
  },
  answer({ callback_query_id: query, chat_id: chatId, user_id: user, text, show_alert: alert }) {
    answered.add(query);
    const { pressed } = thread(chatId);
    for (const [key, press] of pressed) if (press.query === query) pressed.delete(key);
    if (!text || user !== state.me.id) return;
    if (alert) alertBox(text, state.bot.name);
    else toast(text);
  },
  chat: reloadPeople,
  user: reloadPeople,
};

function put(room, message) {
  room.touched.add(message.message_id);
  room.messages.set(message.message_id, message);
}

export const pressKey = (messageId, data) => `${state.me.id}:${messageId}:${data}`;

/** Shows progress on an inline button until its query is answered. */
export async function pressing(room, key, request) {
  if (room.pressed.has(key)) return;
  const press = { query: null };
  const end = () => {
    if (room.pressed.get(key) === press) room.pressed.delete(key);
    changed();
  };
  room.pressed.set(key, press);
  setTimeout(end, ANSWER_SECONDS * 1000);
  changed();
  try {
    press.query = (await request()).callback_query_id;
    if (answered.has(press.query)) end();
  } catch (failure) {
    end();
    toast(failure.message);
  }
}

/** Follows the server for as long as the page lives; `resynced` is called after each new connection. */
export function follow(resynced) {
  let first = true;
  const onEvent = (name, data) => {
    APPLY[name](data);
    changed();
  };
  listen(onEvent, async (online) => {
    const returned = online && !state.online;
    state.online = online;
    changed();
    if (!online) return;
    if (!first) {
      await reloadPeople();
      for (const room of state.threads.values()) room.loaded = false;
      resynced();
      await loadThread(state.chat.id);
      if (returned) toast(t('back'));
    }
    first = false;
  });
}
