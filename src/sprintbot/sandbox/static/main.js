// Starts the page and keeps it and its address together: #PERSON or #PERSON/CHAT.
import { startDrop } from './attach.js';
import { compose, drawComposer, startComposer } from './composer.js';
import { toast } from './dialogs.js';
import { follow } from './live.js';
import { address, drawSidebar, startSidebar } from './sidebar.js';
import { changed, enter, loadPeople, myChats, seen, state, titleOf, unreadOfUser, watch } from './store.js';
import { drawThread, startThread } from './thread.js';
import { speak, t } from './words.js';

const REMEMBERED = 'sprintbot sandbox address';

function route() {
  const [userId, chatId] = location.hash.slice(1).split('/').map(Number);
  const user = state.users.find((one) => one.id === userId) ?? state.users[0];
  const chat = myChats(user).find((one) => one.id === chatId) ?? state.chats.get(user.id);
  document.body.dataset.screen = user.id === userId && chatId === undefined ? 'list' : 'chat';
  localStorage.setItem(REMEMBERED, address(user.id, chat.id));
  if (document.body.dataset.screen === 'chat' && chat.id !== chatId)
    history.replaceState(null, '', address(user.id, chat.id));
  enter(user, chat);
}

function draw() {
  if (!state.me) return;
  // People and chats are read anew at times: hold on to the same ones.
  state.me = state.users.find((user) => user.id === state.me.id) ?? state.users[0];
  state.chat = myChats(state.me).find((chat) => chat.id === state.chat.id) ?? state.chats.get(state.me.id);
  drawSidebar();
  drawThread(compose);
  drawComposer();
  const banner = document.getElementById('banner');
  banner.hidden = state.online;
  banner.textContent = state.online ? '' : t('offline');
  const waiting = unreadOfUser(state.me);
  document.title = `${waiting ? `(${waiting}) ` : ''}${titleOf(state.chat)} · ${t('app')}`;
}

async function start() {
  speak(navigator.language);
  try {
    await loadPeople();
  } catch {
    document.getElementById('banner').hidden = false;
    document.getElementById('banner').textContent = t('offline');
    setTimeout(start, 2000);
    return;
  }
  if (!location.hash) history.replaceState(null, '', localStorage.getItem(REMEMBERED) ?? '#');
  startThread();
  startSidebar();
  startComposer();
  startDrop();
  watch(draw);
  route();
  addEventListener('hashchange', route);
  document.addEventListener('visibilitychange', () => {
    seen();
    changed();
  });
  follow(route);
  document.body.dataset.ready = '';
}

addEventListener('unhandledrejection', (event) => toast(String(event.reason?.message ?? event.reason)));
start();
