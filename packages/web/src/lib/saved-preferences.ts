import { type Preferences as Saved, sessionRoutes } from '@resonanz/contracts'
import { call } from './api.ts'
import { changeLanguage } from './i18n.ts'
import { setPreferences } from './preferences.ts'
import { queryClient } from './query.ts'
import { meQuery } from './session.ts'

/**
 * A choice holds on this device at once and follows the person to others. When the server cannot be reached it stays
 * here and is not asked for again: a preference is never worth an error.
 */
export async function savePreferences(change: Saved): Promise<void> {
  const { language, density, singleKeys, keyMap } = change
  setPreferences({
    ...(density ? { density } : {}),
    ...(singleKeys === undefined ? {} : { singleKeys }),
    ...(keyMap ? { keyMap } : {}),
  })
  if (language) await changeLanguage(language)
  const saved = await call(sessionRoutes.preferences, { body: change }).catch(() => null)
  if (saved) queryClient.setQueryData(meQuery().queryKey, (me) => me && { ...me, preferences: saved })
}
