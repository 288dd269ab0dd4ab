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
  await keepPreferences(change).catch(() => undefined)
}

/** What this device does not hold itself, e.g. my signature: whoever asks must know whether it was kept. Throws Problem. */
export async function keepPreferences(change: Saved): Promise<void> {
  const saved = await call(sessionRoutes.preferences, { body: change })
  queryClient.setQueryData(meQuery().queryKey, (me) => me && { ...me, preferences: saved })
}
