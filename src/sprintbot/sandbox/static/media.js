// Pictures, files and other things a message carries beside its words.
import { fileUrl } from './api.js';
import { openDialog } from './dialogs.js';
import { h, icon, iconButton } from './dom.js';
import { size, t } from './words.js';

const FILES = ['document', 'video', 'audio', 'voice', 'animation', 'video_note'];

/** The element for the message's picture or file, or null. */
export function media(message) {
  if (message.photo) return photo(message);
  const kind = FILES.find((name) => message[name]);
  if (kind) return fileCard(message[kind]);
  return null;
}

/** One line about the message, for lists and quotes. */
export function summary(message) {
  const kind = FILES.find((name) => message[name]);
  const words = message.text ?? message.caption;
  if (message.photo) return `${t('photo')}${words ? ` · ${words}` : ''}`;
  if (kind) return words || message[kind].file_name || t('file');
  return words ?? service(message) ?? t('unsupported');
}

/** What a service message says, or null when the message is not one. */
export function service(message) {
  const name = (user) => [user.first_name, user.last_name].filter(Boolean).join(' ');
  if (message.new_chat_members) return t('joined', { name: message.new_chat_members.map(name).join(', ') });
  if (message.left_chat_member) return t('left', { name: name(message.left_chat_member) });
  if (message.group_chat_created || message.supergroup_chat_created) return t('groupCreated');
  if (message.new_chat_title) return t('renamed', { name: message.new_chat_title });
  if (message.pinned_message) return t('pinned');
  return null;
}

function photo(message) {
  const largest = message.photo.at(-1);
  const address = fileUrl(largest.file_id);
  const picture = h('img', {
    src: address,
    alt: message.caption || t('photo'),
    width: largest.width,
    height: largest.height,
  });
  const open = () => openPhoto(address, message.caption || '', largest);
  return h(
    'button',
    {
      type: 'button',
      class: 'photo',
      'aria-label': `${t('openPhoto')}${message.caption ? `: ${message.caption}` : ''}`,
      'data-place': 'photo',
      onclick: open,
    },
    picture,
  );
}

function fileCard(file) {
  const name = file.file_name || t('file');
  const kind = name.includes('.') ? name.split('.').at(-1).slice(0, 4) : '';
  const label = `${t('download')}: ${name}`;
  return h(
    'a',
    { class: 'file', href: fileUrl(file.file_id), download: name, 'aria-label': label, 'data-place': 'file' },
    h('span', { class: 'file-kind', 'aria-hidden': 'true' }, kind || icon('download')),
    h(
      'span',
      { class: 'file-words' },
      h('span', { class: 'file-name' }, name),
      h('span', { class: 'file-size' }, size(file.file_size)),
    ),
    icon('download'),
  );
}

/** The picture over the whole window, fitted; a press shows its actual size. */
export function openPhoto(address, caption, { width, height }) {
  const picture = h('img', { src: address, alt: caption || t('photo'), width, height });
  const frame = h(
    'button',
    { type: 'button', class: 'viewer-frame', 'aria-label': t('fullSize'), 'aria-pressed': 'false' },
    picture,
  );
  const dialog = h(
    'dialog',
    { class: 'viewer', 'aria-label': caption || t('photo') },
    h(
      'header',
      {},
      h(
        'a',
        { class: 'icon-button', href: address, download: true, 'aria-label': t('download'), title: t('download') },
        icon('download'),
      ),
      iconButton('close', t('close'), () => dialog.close(), { autofocus: true }),
    ),
    frame,
    caption && h('p', {}, caption),
  );
  frame.addEventListener('click', () => {
    const full = dialog.classList.toggle('full');
    frame.setAttribute('aria-pressed', String(full));
    frame.setAttribute('aria-label', t(full ? 'fit' : 'fullSize'));
  });
  openDialog(dialog);
}

/** Draws a picture that is not sent yet (no blob: address, so that the page's policy stays `'self'`). */
export async function sketch(file, canvas) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, 640 / bitmap.width, 360 / bitmap.height);
  canvas.width = bitmap.width * scale;
  canvas.height = bitmap.height * scale;
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}
