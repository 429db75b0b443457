// Telegram's message entities as elements. Offsets count UTF-16 units, as JavaScript's strings do.
import { h, icon } from './dom.js';
import { t } from './words.js';
import { copy } from './dialogs.js';

const SIMPLE = { bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's' };

/** The address when following it is harmless, else null: `javascript:` and its kin stay plain text. */
export function safeHref(address) {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  return URL.canParse(withScheme) && /^(https?|tg|mailto|tel):$/.test(new URL(withScheme).protocol) ? withScheme : null;
}

/** `onCommand(text)` is called when a bot command in the text is pressed. */
export function formatted(text, entities, onCommand) {
  const sorted = [...(entities || [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return span(text, sorted, 0, text.length, onCommand);
}

function span(text, entities, start, end, onCommand) {
  const nodes = [];
  let at = start;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (to <= from) continue;
    pushText(nodes, text.slice(at, from));
    const inner = entities.slice(i + 1).filter((other) => other.offset < to);
    nodes.push(element(entity, text.slice(from, to), span(text, inner, from, to, onCommand), onCommand));
    at = to;
  }
  pushText(nodes, text.slice(at, end));
  return nodes.map((node, i) => (typeof node === 'string' && isBlock(nodes[i + 1]) ? node.replace(/\n$/, '') : node));
}

/** A block (pre, quote) already ends its line. */
function pushText(nodes, text) {
  const shown = text.startsWith('\n') && isBlock(nodes.at(-1)) ? text.slice(1) : text;
  if (shown) nodes.push(shown);
}

const isBlock = (node) => node instanceof HTMLElement && node.matches('.pre, blockquote');

function element(entity, raw, inner, onCommand) {
  const { type } = entity;
  if (type in SIMPLE) return h(SIMPLE[type], {}, inner);
  if (type === 'code') return h('code', { title: t('copy'), onclick: () => copy(raw) }, inner);
  if (type === 'pre') return pre(entity, raw, inner);
  if (type === 'spoiler') return spoiler(inner);
  if (type === 'blockquote') return h('blockquote', {}, inner);
  if (type === 'expandable_blockquote') return expandable(raw, inner);
  if (type === 'bot_command')
    return h('button', { type: 'button', class: 'linkish', onclick: () => onCommand(raw) }, raw);
  if (type === 'text_link') return link(entity.url, inner);
  if (type === 'url') return link(raw, inner);
  if (type === 'email') return link(`mailto:${raw}`, inner);
  if (type === 'phone_number') return link(`tel:${raw.replace(/[^\d+]/g, '')}`, inner);
  if (['mention', 'text_mention', 'hashtag', 'cashtag'].includes(type)) return h('span', { class: 'mention' }, inner);
  return h('span', {}, inner);
}

function link(address, inner) {
  const href = safeHref(address);
  if (!href) return h('span', {}, inner);
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer', title: href }, inner);
}

function pre(entity, raw, inner) {
  const button = h(
    'button',
    { type: 'button', class: 'pre-copy', 'aria-label': t('copy'), title: t('copy') },
    icon('copy'),
  );
  button.addEventListener('click', () => copy(raw));
  const title = entity.language && h('div', { class: 'pre-language' }, entity.language);
  const wide = raw.split('\n').some((line) => line.length > 32); // may scroll, so it takes the focus
  const touched = () => matchMedia('(hover: none)').matches && copy(raw);
  const scroller = h(
    'pre',
    { onclick: touched, ...(wide && { tabindex: 0, role: 'group', 'aria-label': t('code') }) },
    inner,
  );
  return h('div', { class: 'pre' }, title, scroller, button);
}

function spoiler(inner) {
  const box = h(
    'span',
    { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': t('spoiler') },
    h('span', { inert: true }, inner),
  );
  const reveal = (event) => {
    if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    box.replaceWith(h('span', { class: 'spoiler shown' }, ...box.firstElementChild.childNodes));
  };
  box.addEventListener('click', reveal);
  box.addEventListener('keydown', reveal);
  return box;
}

function expandable(raw, inner) {
  const quote = h('blockquote', { class: 'folded' }, h('div', {}, inner));
  if (raw.length < 160 && raw.split('\n').length < 4) quote.classList.remove('folded');
  else {
    const toggle = h('button', { type: 'button', class: 'linkish', 'aria-expanded': 'false' }, t('showAll'));
    toggle.addEventListener('click', () => {
      const folded = quote.classList.toggle('folded');
      toggle.textContent = t(folded ? 'showAll' : 'showLess');
      toggle.setAttribute('aria-expanded', String(!folded));
    });
    quote.append(toggle);
  }
  return quote;
}
