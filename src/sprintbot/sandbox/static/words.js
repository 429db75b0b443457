// The words of the chat's own shell: [Ukrainian, English, Russian]. What the bot says is the bot's.
const LANGUAGES = ['uk', 'en', 'ru'];
export const LANGUAGE_NAMES = { uk: 'Українська', en: 'English', ru: 'Русский' };

export const WORDS = {
  app: ['Локальний Telegram', 'Local Telegram', 'Локальный Telegram'],
  whoAmI: ['Хто я', 'Who I am', 'Кто я'],
  actAs: ['Говорити як {name}', 'Speak as {name}', 'Говорить как {name}'],
  addPerson: ['Додати людину', 'Add a person', 'Добавить человека'],
  name: ['Ім’я', 'Name', 'Имя'],
  language: ['Мова', 'Language', 'Язык'],
  add: ['Додати', 'Add', 'Добавить'],
  cancel: ['Скасувати', 'Cancel', 'Отменить'],
  close: ['Закрити', 'Close', 'Закрыть'],
  ok: ['Гаразд', 'OK', 'Понятно'],
  chats: ['Чати', 'Chats', 'Чаты'],
  backToChats: ['До чатів', 'To the chats', 'К чатам'],
  newGroup: ['Нова група', 'New group', 'Новая группа'],
  groupName: ['Назва групи', 'Group name', 'Название группы'],
  members: ['Учасники', 'Members', 'Участники'],
  create: ['Створити', 'Create', 'Создать'],
  bot: ['бот', 'bot', 'бот'],
  you: ['Ви', 'You', 'Вы'],
  messages: ['Повідомлення', 'Messages', 'Сообщения'],
  message: ['Повідомлення', 'Message', 'Сообщение'],
  send: ['Надіслати', 'Send', 'Отправить'],
  save: ['Зберегти', 'Save', 'Сохранить'],
  attach: ['Додати файл', 'Attach a file', 'Прикрепить файл'],
  commands: ['Команди', 'Commands', 'Команды'],
  noCommands: [
    'Бот ще не повідомив своїх команд',
    'The bot has not published its commands yet',
    'Бот ещё не сообщил своих команд',
  ],
  keyboard: ['Кнопки відповіді', 'Reply buttons', 'Кнопки ответа'],
  actions: ['Дії з повідомленням', 'Message actions', 'Действия с сообщением'],
  reply: ['Відповісти', 'Reply', 'Ответить'],
  edit: ['Редагувати', 'Edit', 'Изменить'],
  copy: ['Копіювати', 'Copy', 'Копировать'],
  copied: ['Скопійовано', 'Copied', 'Скопировано'],
  copyFailed: ['Браузер не дав скопіювати', 'The browser refused to copy', 'Браузер не дал скопировать'],
  editing: ['Редагування', 'Editing', 'Редактирование'],
  edited: ['змінено', 'edited', 'изменено'],
  sending: ['надсилається', 'sending', 'отправляется'],
  sent: ['надіслано', 'sent', 'отправлено'],
  read: ['бот прочитав', 'read by the bot', 'бот прочитал'],
  notSent: ['Не надіслано: {why}', 'Not sent: {why}', 'Не отправлено: {why}'],
  again: ['Ще раз', 'Try again', 'Ещё раз'],
  remove: ['Прибрати', 'Remove', 'Убрать'],
  earlier: ['Показати раніші ({n})', 'Show earlier ({n})', 'Показать более ранние ({n})'],
  toNewest: ['До останнього повідомлення', 'To the newest message', 'К последнему сообщению'],
  unread: ['непрочитаних: {n}', 'unread: {n}', 'непрочитанных: {n}'],
  today: ['Сьогодні', 'Today', 'Сегодня'],
  yesterday: ['Вчора', 'Yesterday', 'Вчера'],
  photo: ['Фото', 'Photo', 'Фото'],
  file: ['Файл', 'File', 'Файл'],
  openPhoto: ['Відкрити фото', 'Open the photo', 'Открыть фото'],
  fullSize: ['Справжній розмір', 'Actual size', 'Настоящий размер'],
  fit: ['Вписати в екран', 'Fit to screen', 'Вписать в экран'],
  download: ['Завантажити', 'Download', 'Скачать'],
  sendFile: ['Надіслати файл', 'Send a file', 'Отправить файл'],
  asPhoto: ['Як фото', 'As a photo', 'Как фото'],
  caption: ['Підпис', 'Caption', 'Подпись'],
  dropHere: ['Відпустіть файл, щоб надіслати', 'Drop the file to send it', 'Отпустите файл, чтобы отправить'],
  spoiler: [
    'Прихований текст: натисніть, щоб показати',
    'Hidden text: press to show',
    'Скрытый текст: нажмите, чтобы показать',
  ],
  showAll: ['Показати все', 'Show all', 'Показать всё'],
  showLess: ['Згорнути', 'Show less', 'Свернуть'],
  code: ['Код', 'Code', 'Код'],
  unsupported: [
    'Цей вид повідомлення тут не показується',
    'This kind of message is not shown here',
    'Этот вид сообщения здесь не показывается',
  ],
  unsupportedButton: [
    'Ця кнопка працює лише в Telegram',
    'This button works only in Telegram',
    'Эта кнопка работает только в Telegram',
  ],
  opens: ['відкриє {what}', 'opens {what}', 'откроет {what}'],
  reaction: ['реакція: {emoji}', 'reaction: {emoji}', 'реакция: {emoji}'],
  joined: ['{name} у групі', '{name} joined the group', '{name} в группе'],
  left: ['{name} більше не в групі', '{name} left the group', '{name} больше не в группе'],
  groupCreated: ['Групу створено', 'Group created', 'Группа создана'],
  renamed: ['Група тепер зветься «{name}»', 'The group is now called “{name}”', 'Группа теперь называется «{name}»'],
  pinned: ['Закріплено повідомлення', 'A message was pinned', 'Закреплено сообщение'],
  offline: [
    'Немає зв’язку з сервером. Пробую знову…',
    'No connection to the server. Trying again…',
    'Нет связи с сервером. Пробую снова…',
  ],
  noServer: ['сервер не відповідає', 'the server does not answer', 'сервер не отвечает'],
  back: ['Зв’язок відновлено', 'Connected again', 'Связь восстановлена'],
  stopBot: ['Заблокувати бота', 'Block the bot', 'Заблокировать бота'],
  unblock: ['Розблокувати бота', 'Unblock the bot', 'Разблокировать бота'],
  emptyTitle: ['Напишіть боту', 'Write to the bot', 'Напишите боту'],
  emptyHint: [
    'Тут усе, як у Telegram, але працює на вашому комп’ютері. Почніть з одного з цих:',
    'Everything works as in Telegram, but on your own machine. Begin with one of these:',
    'Здесь всё, как в Telegram, но работает на вашем компьютере. Начните с одного из этих:',
  ],
  exampleLine: [
    'Прізвище 100 кр 1:02,35 (29,80 32,55) 25м',
    'Surname 100 free 1:02.35 (29.80 32.55) SCM',
    'Фамилия 100 кр 1:02,35 (29,80 32,55) 25м',
  ],
  typing: ['друкує', 'is typing', 'печатает'],
  upload_photo: ['надсилає фото', 'is sending a photo', 'отправляет фото'],
  upload_document: ['надсилає файл', 'is sending a file', 'отправляет файл'],
};

let index = 0;

export function speak(code) {
  const short = (code || '').slice(0, 2).toLowerCase();
  index = LANGUAGES.includes(short) ? LANGUAGES.indexOf(short) : 1;
  document.documentElement.lang = language();
}

export const language = () => LANGUAGES[index];

export function t(key, values = {}) {
  return WORDS[key][index].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export const actionWords = (action) => t(action in WORDS ? action : 'typing');

export function clock(unix) {
  return new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit' }).format(new Date(unix * 1000));
}

export function day(unix) {
  const date = new Date(unix * 1000);
  const now = new Date();
  const days = Math.round((midnight(now) - midnight(date)) / 86400000);
  if (days === 0) return t('today');
  if (days === 1) return t('yesterday');
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'long', year }).format(date);
}

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

export function size(bytes) {
  if (bytes === undefined) return '';
  const [unit, power] = bytes < 1024 ? ['byte', 0] : bytes < 1024 ** 2 ? ['kilobyte', 1] : ['megabyte', 2];
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: power === 2 ? 1 : 0 };
  return new Intl.NumberFormat(language(), options).format(bytes / 1024 ** power);
}
