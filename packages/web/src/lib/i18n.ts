import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { preferences, setPreferences } from './preferences.ts'
import type { Language } from './time.ts'

/**
 * Words live beside what they name: `src/ui/locales`, `src/app/locales`, `src/features/<noun>/locales`, one file per
 * language; the folder is the namespace. Only the language in use is loaded, each namespace with its screen.
 * `de-du.json` may stand beside `de.json` with the keys that differ for companies that say du.
 */
const files = import.meta.glob<{ default: Record<string, unknown> }>([
  '../ui/locales/*.json',
  '../app/locales/*.json',
  '../features/*/locales/*.json',
])

const byName = new Map(
  Object.entries(files).map(([path, load]) => {
    const [, namespace, language] = /([\w-]+)\/locales\/([\w-]+)\.json$/.exec(path) ?? []
    return [`${language}/${namespace}`, load] as const
  }),
)

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language.slice(0, 2)
  })
  await i18next
    .use({ type: 'backend', read: readNamespace, init: () => undefined } as never)
    .use(initReactI18next)
    .init({
      lng: languageTag(preferences().language ?? browserLanguage(), preferences().address),
      fallbackLng: { 'de-du': ['de'], default: [] },
      supportedLngs: ['de', 'de-du', 'en'],
      load: 'currentOnly',
      ns: ['ui', 'app'],
      defaultNS: 'app',
      interpolation: { escapeValue: false },
      returnNull: false,
      lowerCaseLng: true,
    })
}

/** Changes the language of everything on screen, now and on this device. */
export async function changeLanguage(language: Language, address?: 'sie' | 'du'): Promise<void> {
  const chosen = address ?? preferences().address ?? 'sie'
  setPreferences({ language, address: chosen })
  await i18next.changeLanguage(languageTag(language, chosen))
}

export function currentLanguage(): Language {
  return i18next.language?.startsWith('en') ? 'en' : 'de'
}

function languageTag(language: Language, address: 'sie' | 'du' | undefined): string {
  return language === 'de' && address === 'du' ? 'de-du' : language
}

function browserLanguage(): Language {
  return navigator.language.startsWith('en') ? 'en' : 'de'
}

function readNamespace(
  language: string,
  namespace: string,
  done: (error: unknown, words: object | null) => void,
): void {
  const load = byName.get(`${language}/${namespace}`)
  if (!load) return done(null, {})
  load().then(
    (file) => done(null, file.default),
    (error: unknown) => done(error, null),
  )
}
