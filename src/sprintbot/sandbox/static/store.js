// What is known of the local Telegram, and the one place that changes it.
import * as api from './api.js';
import { toast } from './dialogs.js';
import { speak, t } from './words.js';

export const state = {
  bot: null,
  users: [],
  me: null,
  chats: new Map(), // chat id -> chat, of every person
  chat: null,
  commands: [],
  threads: new Map(), // chat id -> thread
  unread: new Map(), // "user:chat" -> count
  online: true,
};

const watchers = [];
let queued = false;

export const watch = (draw) => watchers.push(draw);

/** Draws once for any number of changes made in one turn. */
export function changed() {
  if (queued) return;
  queued = true;
  queueMicrotask(() => {
    queued = false;
    for (const draw of watchers) draw();
  });
}

export function thread(chatId) {
  if (!state.threads.has(chatId)) {
    state.threads.set(chatId, {
      messages: new Map(),
      loaded: false,
      loading: null,
      touched: new Set(),
      pending: [],
      reactions: new Map(),
      pressed: new Map(),
      botSeen: 0,
      action: null,
      limit: 150,
      draft: '',
      mode: null,
    });
  }
  return state.threads.get(chatId);
}

export const ordered = (room) => [...room.messages.values()].sort((a, b) => a.message_id - b.message_id);
export const myChats = (user) => [...state.chats.values()].filter((chat) => chat.members.includes(user.id));
export const isPrivate = (chat) => chat.type === 'private';
export const titleOf = (chat) => (isPrivate(chat) ? state.bot.name : chat.title);
export const nameOf = (userId) => state.users.find((user) => user.id === userId)?.name;
/** A colour for a person: by his place, so that the first six differ. */
export const tintOf = (userId) =>
  Math.max(
    0,
    state.users.findIndex((user) => user.id === userId),
  ) % 6;
export const unreadOf = (user, chat) => state.unread.get(`${user.id}:${chat.id}`) || 0;
export const unreadOfUser = (user) => myChats(user).reduce((sum, chat) => sum + unreadOf(user, chat), 0);

/** Reads people and chats anew; a server with nobody in it gets the three people of the first visit. */
export async function loadPeople() {
  state.bot = await api.getBot();
  state.users = await api.getUsers();
  if (!state.users.length) await navigator.locks.request('first people', firstPeople);
  const lists = await Promise.all(state.users.map((user) => api.getChats(user.id)));
  state.chats.clear();
  for (const user of state.users) {
    state.chats.set(user.id, {
      id: user.id,
      type: 'private',
      title: user.name,
      members: [user.id],
      last_message: null,
    });
  }
  for (const chat of lists.flat()) {
    // A private chat may name the bot among its members; what matters here is whose chat it is.
    state.chats.set(chat.id, { ...chat, members: isPrivate(chat) ? [chat.id] : chat.members });
  }
  changed();
}

/** The same where nothing waits for it: a failure is only told. */
export const reloadPeople = () => loadPeople().catch((failure) => toast(failure.message));

async function firstPeople() {
  state.users = await api.getUsers(); // another tab may have been first
  if (state.users.length) return;
  state.threads.clear();
  state.unread.clear();
  for (const [name, code] of [
    ['Тренер', 'uk'],
    ['Спортсмен', 'uk'],
    ['Parent', 'en'],
  ])
    await api.addUser(name, code);
  state.users = await api.getUsers();
}

/** Makes `user` the one who acts and `chat` the one on the screen. */
export function enter(user, chat) {
  state.me = user;
  state.chat = chat;
  speak(user.language_code);
  seen();
  loadCommands();
  loadThread(chat.id);
  changed();
}

/** The open chat has been looked at. */
export function seen() {
  if (document.visibilityState === 'visible') state.unread.delete(`${state.me.id}:${state.chat.id}`);
}

/** Asks for the commands anew: they depend on the person, the chat, and on what the bot has set since. */
export async function loadCommands() {
  const { me, chat } = state;
  const commands = await api.getCommands(me.id, chat.id).catch(() => []);
  if (state.me === me && state.chat === chat) state.commands = commands;
  changed();
}

/** Reads the chat as it looks now; what events said meanwhile is newer and stays. */
export function loadThread(chatId) {
  const room = thread(chatId);
  room.loading ??= readThread(chatId, room)
    .catch((failure) => toast(failure.message))
    .finally(() => {
      room.loading = null;
    });
  return room.loading;
}

async function readThread(chatId, room) {
  room.touched.clear();
  const [messages, reactions] = await Promise.all([api.getMessages(chatId), api.getReactions(chatId)]);
  const now = new Set(messages.map((message) => message.message_id));
  for (const id of room.messages.keys()) if (!now.has(id) && !room.touched.has(id)) room.messages.delete(id);
  for (const message of messages)
    if (!room.touched.has(message.message_id)) room.messages.set(message.message_id, message);
  room.reactions = new Map(Object.entries(reactions).map(([id, emoji]) => [Number(id), emoji]));
  room.botSeen = Math.max(room.botSeen, ...room.reactions.keys());
  room.pending = room.pending.filter((waiting) => !now.has(waiting.message_id));
  room.loaded = true;
  changed();
}

/** Sends through `request` and shows it at once as waiting; the server's own message takes its place. */
export async function post(chatId, preview, request) {
  const room = thread(chatId);
  const waiting = { key: crypto.randomUUID(), from: state.me.id, date: Date.now() / 1000, ...preview, error: null };
  room.pending.push(waiting);
  const attempt = async () => {
    waiting.error = null;
    changed();
    try {
      const answer = await request();
      waiting.message_id = answer.message_id;
      if (room.messages.has(answer.message_id)) dropPending(room, waiting);
    } catch (failure) {
      waiting.error = t('notSent', { why: failure.message });
      waiting.again = attempt;
      waiting.remove = () => dropPending(room, waiting);
    }
    changed();
  };
  await attempt();
}

export function dropPending(room, waiting) {
  room.pending = room.pending.filter((other) => other !== waiting);
  changed();
}
