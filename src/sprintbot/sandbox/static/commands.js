// The bot's commands: the list that opens at the "/" button and as one types "/".
import { h, reconcile } from './dom.js';
import { changed, loadCommands, state } from './store.js';
import { t } from './words.js';

const list = document.getElementById('commands');
const button = document.getElementById('commands-button');
let input;
let pick;
let forced = false; // opened by the button, whatever is typed
let dismissed = null; // the text at which Esc closed the list
let active = -1;

export function startCommands(textbox, onPick) {
  input = textbox;
  pick = (command) => {
    closeCommands();
    onPick(command);
  };
  button.addEventListener('click', () => {
    forced = !forced;
    active = forced ? 0 : -1;
    input.focus();
    loadCommands();
    changed();
  });
  document.addEventListener('pointerdown', (event) => {
    if (forced && !list.contains(event.target) && !button.contains(event.target)) closeCommands();
  });
}

export function closeCommands() {
  forced = false;
  dismissed = input.value;
  active = -1;
  changed();
}

function matches() {
  if (forced) return state.commands;
  const typed = /^\/(\w*)$/.exec(input.value);
  if (!typed || input.value === dismissed) return [];
  return state.commands.filter(({ command }) => command.startsWith(typed[1].toLowerCase()));
}

/** Handles a key of the text box while the list is open; true when the key was for the list. */
export function commandKey(event) {
  const found = matches();
  if (!found.length && !forced) return false;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length)
    active = active < 0 && step < 0 ? found.length - 1 : (active + step + found.length) % found.length;
  else if (event.key === 'Enter' && !event.shiftKey && active >= 0) pick(`/${found[active].command}`);
  else if (event.key === 'Tab' && !event.shiftKey && found.length && !forced)
    complete(found[Math.max(active, 0)].command);
  else if (event.key === 'Escape') closeCommands();
  else {
    forced = false;
    return false;
  }
  event.preventDefault();
  changed();
  return true;
}

function complete(command) {
  input.value = `/${command} `;
  input.dispatchEvent(new Event('input'));
}

export function drawCommands() {
  if (input.value !== dismissed) dismissed = null;
  const found = matches();
  active = Math.min(active, found.length - 1);
  const open = forced || found.length > 0;
  list.hidden = !open;
  list.setAttribute('aria-label', t('commands'));
  button.setAttribute('aria-expanded', String(forced));
  input.setAttribute('aria-activedescendant', open && active >= 0 ? `command-${active}` : '');
  const entries = found.map(({ command, description }, i) => ({
    key: command,
    look: JSON.stringify([description, i, i === active]),
    build: () =>
      h(
        'div',
        {
          role: 'option',
          id: `command-${i}`,
          class: 'command',
          'aria-selected': String(i === active),
          onclick: () => pick(`/${command}`),
        },
        h('strong', {}, `/${command}`),
        h('span', {}, description),
      ),
  }));
  if (open && !found.length)
    entries.push({ key: 'none', look: t('noCommands'), build: () => h('p', { class: 'dim' }, t('noCommands')) });
  reconcile(list, entries);
  document.getElementById(`command-${active}`)?.scrollIntoView({ block: 'nearest' });
}
