import type { Language } from '#shared/language'

/** What main itself says: the menu and the system's dialogs. The page has its own texts. */
export interface NativeTexts {
  readonly file: string
  readonly open: string
  readonly openServer: string
  readonly saveCopy: string
  readonly saveCopyTitle: string
  readonly openContainer: string
  readonly merge: string
  readonly openExample: string
  readonly openRecent: string
  readonly clearRecent: string
  readonly closeTab: string
  readonly closeWindow: string
  readonly newTab: string
  readonly newWindow: string
  readonly quit: string
  readonly edit: string
  readonly copy: string
  readonly selectAll: string
  readonly find: string
  readonly view: string
  readonly showLog: string
  readonly showTriage: string
  readonly toggleNoise: string
  readonly toggleFollow: string
  readonly goToLine: string
  readonly timeRange: string
  readonly toggleTimeline: string
  readonly toggleWrap: string
  readonly nextTab: string
  readonly previousTab: string
  readonly theme: string
  readonly themeSystem: string
  readonly themeLight: string
  readonly themeDark: string
  readonly language: string
  readonly languageSystem: string
  readonly zoomIn: string
  readonly zoomOut: string
  readonly actualSize: string
  readonly fullScreen: string
  readonly help: string
  readonly shortcuts: string
  readonly reload: string
  readonly developerTools: string
  readonly logFiles: string
  readonly allFiles: string
  /** `{host}` is the host of the address. */
  readonly openLinkQuestion: string
  readonly openLink: string
  readonly cancel: string
}

const TEXTS: Readonly<Record<Language, NativeTexts>> = {
  en: {
    file: '&File',
    open: '&Open…',
    openServer: 'Open from a &Server…',
    saveCopy: '&Save a Copy…',
    saveCopyTitle: 'Save a Copy of What Was Read',
    openContainer: 'Open a Con&tainer…',
    merge: '&Merge Open Logs…',
    openExample: 'Open the &Example',
    openRecent: 'Open &Recent',
    clearRecent: 'Clear List',
    closeTab: '&Close Tab',
    closeWindow: 'Close &Window',
    newTab: 'New &Tab',
    newWindow: '&New Window',
    quit: '&Quit',
    edit: '&Edit',
    copy: '&Copy',
    selectAll: 'Select &All',
    find: '&Find…',
    view: '&View',
    showLog: '&Log',
    showTriage: '&Triage',
    toggleNoise: 'Show or Hide &Noise',
    toggleFollow: '&Follow the End',
    goToLine: '&Go to Line or Time…',
    timeRange: 'Time R&ange…',
    toggleTimeline: '&Hide or Show Time Line',
    toggleWrap: '&Wrap Long Lines, or Not',
    nextTab: 'Ne&xt Tab',
    previousTab: '&Previous Tab',
    theme: 'T&heme',
    themeSystem: 'Same as System',
    themeLight: 'Light',
    themeDark: 'Dark',
    language: 'Lan&guage',
    languageSystem: 'Same as System',
    zoomIn: 'Zoom &In',
    zoomOut: 'Zoom &Out',
    actualSize: 'Actual &Size',
    fullScreen: 'F&ull Screen',
    help: '&Help',
    shortcuts: '&Keyboard Shortcuts',
    reload: 'Reload the Page',
    developerTools: 'Developer Tools',
    logFiles: 'Logs',
    allFiles: 'All files',
    openLinkQuestion: 'Open a page of {host} in the browser?',
    openLink: 'Open',
    cancel: 'Cancel',
  },
  ru: {
    file: '&Файл',
    open: '&Открыть…',
    openServer: 'Открыть с &сервера…',
    saveCopy: 'Сохранить &копию…',
    saveCopyTitle: 'Сохранить копию прочитанного',
    openContainer: 'Открыть кон&тейнер…',
    merge: 'Объ&единить открытые логи…',
    openExample: 'Открыть &пример',
    openRecent: 'Открыть &недавние',
    clearRecent: 'Очистить список',
    closeTab: '&Закрыть вкладку',
    closeWindow: 'Закрыть &окно',
    newTab: 'Новая &вкладка',
    newWindow: 'Новое о&кно',
    quit: '&Выход',
    edit: '&Правка',
    copy: '&Копировать',
    selectAll: 'Выделить &всё',
    find: '&Найти…',
    view: '&Вид',
    showLog: '&Журнал',
    showTriage: '&Разбор',
    toggleNoise: 'Показать или скрыть &шум',
    toggleFollow: '&Следить за концом',
    goToLine: '&Перейти к строке или времени…',
    timeRange: '&Промежуток времени…',
    toggleTimeline: 'Скрыть или показать шкалу &времени',
    toggleWrap: 'Переносить или не переносить &длинные строки',
    nextTab: 'С&ледующая вкладка',
    previousTab: 'П&редыдущая вкладка',
    theme: '&Тема',
    themeSystem: 'Как в системе',
    themeLight: 'Светлая',
    themeDark: 'Тёмная',
    language: '&Язык',
    languageSystem: 'Как в системе',
    zoomIn: '&Увеличить',
    zoomOut: 'У&меньшить',
    actualSize: '&Обычный размер',
    fullScreen: 'Во весь &экран',
    help: '&Справка',
    shortcuts: '&Клавиши',
    reload: 'Перезагрузить страницу',
    developerTools: 'Инструменты разработчика',
    logFiles: 'Журналы',
    allFiles: 'Все файлы',
    openLinkQuestion: 'Открыть страницу {host} в браузере?',
    openLink: 'Открыть',
    cancel: 'Отмена',
  },
}

export function nativeTexts(language: Language): NativeTexts {
  return TEXTS[language]
}
