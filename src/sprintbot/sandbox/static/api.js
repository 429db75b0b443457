// The sandbox's control API: what the people in this local Telegram do.
import { t } from './words.js';

async function call(method, path, body) {
  const options = { method };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { 'Content-Type': 'application/json' };
  }
  const response = await fetch(`/sandbox/${path}`, options).catch(() => {
    throw new Error(t('noServer'));
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error || `HTTP ${response.status}`);
  return answer;
}

export const getBot = () => call('GET', 'bot');
export const getUsers = () => call('GET', 'users');
export const addUser = (name, code) => call('POST', 'users', { name, language_code: code });
export const setBlocked = (user, blocked) => call('POST', `users/${user}/block`, { blocked });
export const getChats = (user) => call('GET', `chats?user=${user}`);
export const addGroup = (title, members) => call('POST', 'chats', { title, members });
export const getMessages = (chat) => call('GET', `chats/${chat}/messages?after=0`);
export const getReactions = (chat) => call('GET', `chats/${chat}/reactions`);
export const getCommands = (user, chat) => call('GET', `commands?user=${user}&chat=${chat}`);
export const fileUrl = (fileId) => `/sandbox/files/${encodeURIComponent(fileId)}`;

export function sendText(chat, from, text, replyTo) {
  return call('POST', `chats/${chat}/messages`, { from, text, ...(replyTo && { reply_to_message_id: replyTo }) });
}

export const editText = (chat, from, messageId, text) =>
  call('POST', `chats/${chat}/edit`, { from, message_id: messageId, text });

export function sendFile(chat, from, file, caption, asPhoto) {
  const form = new FormData();
  form.append('from', String(from));
  form.append('caption', caption);
  if (asPhoto) form.append('as', 'photo');
  form.append('file', file, file.name);
  return call('POST', `chats/${chat}/files`, form);
}

export const press = (chat, from, messageId, data) =>
  call('POST', `chats/${chat}/press`, { from, message_id: messageId, data });

const EVENTS = ['message', 'edit', 'delete', 'action', 'reaction', 'answer', 'chat', 'user'];

let lastId = '';

/** Follows the live events from where they broke off. `onLine` is told of every connection and every loss. */
export function listen(onEvent, onLine) {
  const source = new EventSource(`/sandbox/events?after=${lastId}`);
  source.onopen = () => onLine(true);
  source.onerror = () => {
    onLine(false);
    // The browser itself comes back after a loss, but gives up for good after an error status.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000, onEvent, onLine);
  };
  const receive = (event) => {
    lastId = event.lastEventId;
    onEvent(event.type, JSON.parse(event.data));
  };
  for (const name of EVENTS) source.addEventListener(name, receive);
}
