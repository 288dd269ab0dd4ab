import type { LucideIcon } from 'lucide-react'
import { useId } from 'react'
import { Kbd } from '#ui/kbd.tsx'
import styles from './new-case.module.css'

type Choice<V extends string> = { value: V; label: string; icon?: LucideIcon; keyHint?: string }
type Props<V extends string> = {
  label: string
  choices: Choice<V>[]
  value: V
  onChange: (value: V) => void
  /** The first thing to focus on this screen. */
  first?: boolean
}

/** One of a few on one line: arrows move, a digit where it stands beside it. */
export function RadioChips<V extends string>({ label, choices, value, onChange, first }: Props<V>) {
  const name = useId()
  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.chips}>
        {choices.map(({ value: one, label: words, icon: Icon, keyHint }) => (
          <label key={one} className={styles.radio}>
            <input
              type="radio"
              name={name}
              checked={one === value}
              data-page-heading={(first && one === value) || undefined}
              onChange={() => onChange(one)}
            />
            {Icon && <Icon size={16} />}
            {words}
            {keyHint && <Kbd keys={keyHint} />}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
