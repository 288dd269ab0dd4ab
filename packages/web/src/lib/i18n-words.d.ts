import 'i18next'

// Typed words: `t('inbox:title')` is checked. A new namespace is added here once.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: {
      ui: typeof import('../ui/locales/de.json')
      app: typeof import('../app/locales/de.json')
      palette: typeof import('../features/palette/locales/de.json')
      session: typeof import('../features/session/locales/de.json')
    }
  }
}
