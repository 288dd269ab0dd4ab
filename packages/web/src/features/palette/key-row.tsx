import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Action, activeActions, isApple, keysOf } from '#lib/actions.ts'
import { isAllowedKey, strokeOf } from '#lib/keys.ts'
import { preferences, usePreferences } from '#lib/preferences.ts'
import { savePreferences } from '#lib/saved-preferences.ts'
import { Kbd } from '#ui/kbd.tsx'
import styles from './key-sheet.module.css'

/** One action with its key. Pressing the key's button listens for another one: Escape leaves, Backspace resets. */
export function KeyRow({ action }: { action: Action }) {
  const { t } = useTranslation(['palette', 'app'])
  const { keyMap } = usePreferences()
  const [listening, setListening] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const label = t(action.labelKey as 'app:keys.help', action.labelValues ?? {}) as string
  const keys = keysOf(action)

  function stop(): void {
    setListening(false)
    setTrouble(null)
  }
  function listen(event: KeyboardEvent): void {
    if (!listening || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return stop()
    if (event.key === 'Backspace') return save(undefined)
    const stroke = strokeOf(event.nativeEvent, isApple)
    if (!stroke) return
    if (!isAllowedKey(stroke)) return setTrouble(t('keys.notAllowed'))
    const other = activeActions().find((one) => one.id !== action.id && keysOf(one).includes(stroke))
    if (other)
      return setTrouble(
        t('keys.taken', { action: t(other.labelKey as 'app:keys.help', other.labelValues ?? {}) as string }),
      )
    save(stroke)
  }
  function save(key: string | undefined): void {
    const { [action.id]: _before, ...others } = preferences().keyMap
    void savePreferences({ keyMap: key === undefined ? others : { ...others, [action.id]: key } })
    stop()
  }

  return (
    <div className={styles.row} data-own={keyMap[action.id] !== undefined || undefined}>
      <dt>{label}</dt>
      <dd>
        <button
          type="button"
          className={styles.change}
          aria-label={t('keys.change', { action: label, key: keys.join(', ') })}
          aria-pressed={listening}
          onClick={() => setListening(!listening)}
          onKeyDown={listen}
          onBlur={stop}
        >
          {listening ? (
            <span className={styles.listening}>{trouble ?? t('keys.press')}</span>
          ) : (
            keys.map((key) => <Kbd key={key} keys={key} />)
          )}
        </button>
        <span className="sr-only" role="status">
          {listening && (trouble ?? t('keys.press'))}
        </span>
      </dd>
    </div>
  )
}
