// Building the page. Data reaches it only as text nodes and checked attributes, never as markup.
const SVG = 'http://www.w3.org/2000/svg';
const ICONS = {
  send: 'M3 20.5 22 12 3 3.5v6.6L15 12 3 13.9z',
  check: 'M4 12.5 9.5 18 20 6.5',
  attach: 'M8 12.5 14.5 6a3.2 3.2 0 0 1 4.6 4.6l-8.3 8.2a5 5 0 0 1-7-7L11.5 4',
  plus: 'M12 5v14M5 12h14',
  back: 'M15 5l-7 7 7 7',
  down: 'M6 9l6 6 6-6',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  close: 'M6 6l12 12M18 6 6 18',
  reply: 'M10 7 4 12l6 5M4 12h9c4 0 7 2 7 6',
  edit: 'M4 20l1-5L16 4l4 4L9 19z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  group:
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3 19c0-3.4 2.6-5.4 6-5.4s6 2 6 5.4M16 11a2.6 2.6 0 1 0-1-5M17.5 13.8c2.1.5 3.5 2.2 3.5 4.7',
  link: 'M8 16 16 8M9 8h7v7',
  stop: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM6 6l12 12',
  keys: 'M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M8 14h8',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2',
};

/** An element: attributes by name, `onclick` and kin as listeners, null and false left out, strings as text. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `icon icon-${name}`);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

export const iconButton = (name, label, onclick, attributes = {}) =>
  h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick, ...attributes },
    icon(name),
  );

export const hidden = (text) => h('span', { class: 'visually-hidden' }, text);

export function avatar(name, seed, kind = '') {
  const initials = [...name.matchAll(/(?<!\p{L})\p{L}/gu)].slice(0, 2).join('') || name.match(/\p{N}/u)?.[0] || '?';
  return h(
    'span',
    { class: `avatar tint-${Math.abs(seed) % 6} ${kind}`, 'aria-hidden': 'true' },
    initials.toUpperCase(),
  );
}

const drawn = new WeakMap();

/**
 * Makes the children of `parent` be `items` ({key, look, build, refresh}), keeping every element whose `look` is unchanged.
 * `refresh`, where given, is called with the element at every drawing.
 * Focus inside a rebuilt element goes to the same place (`data-place`) in the new one, or else to the element itself.
 */
export function reconcile(parent, items) {
  const old = new Map([...parent.children].map((child) => [drawn.get(child)?.key, child]));
  let next = parent.firstElementChild;
  for (const { key, look, build, refresh } of items) {
    let element = old.get(key);
    old.delete(key);
    if (!element || drawn.get(element).look !== look) {
      const fresh = build();
      drawn.set(fresh, { key, look });
      if (element) {
        const place = element.contains(document.activeElement) ? document.activeElement.dataset.place || '' : null;
        if (next === element) next = fresh;
        element.replaceWith(fresh);
        if (place !== null) refocus(fresh, place);
      }
      element = fresh;
    }
    refresh?.(element);
    if (element === next) next = next.nextElementSibling;
    else parent.insertBefore(element, next);
  }
  for (const element of old.values()) element.remove();
}

function refocus(element, place) {
  const same = place && element.querySelector(`[data-place="${CSS.escape(place)}"]`);
  const target = same || element;
  if (!same && target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
