// What opens over the chat: short notices, questions, forms.
import { h, iconButton } from './dom.js';
import { LANGUAGE_NAMES, language, t } from './words.js';

let fading;

/** A short notice at the bottom, read out politely. */
export function toast(text) {
  const box = document.getElementById('toast');
  box.textContent = text;
  box.classList.add('shown');
  clearTimeout(fading);
  fading = setTimeout(() => box.classList.remove('shown'), 2000 + 60 * text.length);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t('copied'));
  } catch {
    toast(t('copyFailed'));
  }
}

/** Opens a modal dialog that leaves the page when closed. */
export function openDialog(dialog) {
  document.body.append(dialog);
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  return dialog;
}

/** `answerCallbackQuery` with `show_alert`: stays until it is put away. */
export function alertBox(text, title) {
  const done = h('button', { type: 'submit', class: 'primary', autofocus: true }, t('ok'));
  const form = h(
    'form',
    { method: 'dialog' },
    h('h2', {}, title),
    h('p', { class: 'alert-text' }, text),
    h('footer', {}, done),
  );
  openDialog(h('dialog', { class: 'card', role: 'alertdialog', 'aria-label': title }, form));
}

/** A form in a dialog; `onsubmit` may throw, and then its message is shown and the form stays. */
export function formBox(title, fields, action, onsubmit) {
  const error = h('p', { class: 'form-error', role: 'alert' });
  const submit = h('button', { type: 'submit', class: 'primary' }, action);
  const cancel = h('button', { type: 'button', onclick: () => dialog.close() }, t('cancel'));
  const head = h(
    'header',
    {},
    h('h2', {}, title),
    iconButton('close', t('close'), () => dialog.close()),
  );
  const form = h('form', {}, head, fields, error, h('footer', {}, cancel, submit));
  const dialog = h('dialog', { class: 'card', 'aria-label': title }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    try {
      await onsubmit(new FormData(form));
      dialog.close();
    } catch (failure) {
      error.textContent = failure.message;
    }
    submit.disabled = false;
  });
  return openDialog(dialog);
}

export function askPerson(onsubmit) {
  const options = Object.entries(LANGUAGE_NAMES).map(([code, name]) =>
    h('option', { value: code, lang: code, selected: code === language() }, name),
  );
  const fields = [
    h(
      'label',
      {},
      t('name'),
      h('input', { name: 'name', required: true, maxlength: 64, autocomplete: 'off', autofocus: true }),
    ),
    h('label', {}, t('language'), h('select', { name: 'language' }, options)),
  ];
  formBox(t('addPerson'), fields, t('add'), (data) => onsubmit(data.get('name').trim(), data.get('language')));
}

export function askGroup(users, me, onsubmit) {
  const members = users.map((user) =>
    h(
      'label',
      { class: 'check' },
      h('input', {
        type: 'checkbox',
        name: 'member',
        value: user.id,
        checked: user.id === me.id,
        disabled: user.id === me.id,
      }),
      user.name,
    ),
  );
  const fields = [
    h(
      'label',
      {},
      t('groupName'),
      h('input', { name: 'title', required: true, maxlength: 128, autocomplete: 'off', autofocus: true }),
    ),
    h('fieldset', {}, h('legend', {}, t('members')), members),
  ];
  formBox(t('newGroup'), fields, t('create'), (data) =>
    onsubmit(data.get('title').trim(), [me.id, ...data.getAll('member').map(Number)]),
  );
}

/** A small menu at its button; closes by Esc, by choosing, by a press elsewhere. `entries` are [label, action, icon element]. */
export function openMenu(button, label, entries) {
  const menu = h('div', { class: 'menu', role: 'menu', popover: 'auto', 'aria-label': label });
  for (const [text, action, picture] of entries) {
    const choose = () => {
      menu.hidePopover();
      action();
    };
    menu.append(h('button', { type: 'button', role: 'menuitem', onclick: choose }, picture, text));
  }
  const items = [...menu.children];
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
  });
  menu.addEventListener('toggle', (event) => {
    button.setAttribute('aria-expanded', String(event.newState === 'open'));
    if (event.newState === 'closed') menu.remove();
  });
  document.body.append(menu);
  menu.showPopover();
  const at = button.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.right - menu.offsetWidth), innerWidth - menu.offsetWidth - 8);
  const below = at.bottom + menu.offsetHeight + 8 < innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - menu.offsetHeight - 4)}px`;
  items[0].focus();
}
