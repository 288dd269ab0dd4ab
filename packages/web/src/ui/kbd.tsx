import { isApple } from '#lib/actions.ts'
import { isSingleKey, keyCaps } from '#lib/keys.ts'
import { usePreferences } from '#lib/preferences.ts'
import { useLanguage } from '#lib/use-language.ts'
import styles from './kbd.module.css'

/** Draws a key (`e`, `Mod+k`, `g i`) as caps. Nothing when the person switched single keys off. For eyes only. */
export function Kbd({ keys, onColour }: { keys: string; onColour?: boolean }) {
  const language = useLanguage()
  const { singleKeys } = usePreferences()
  if (!singleKeys && isSingleKey(keys)) return null
  const caps = keyCaps(keys, language, isApple)
  const sequence = keys.includes(' ')
  return (
    <span className={styles.keys} data-on-colour={onColour || undefined} aria-hidden="true">
      {sequence ? caps.map((cap) => <kbd key={cap}>{cap}</kbd>) : <kbd>{caps.join(isApple ? '' : ' ')}</kbd>}
    </span>
  )
}
