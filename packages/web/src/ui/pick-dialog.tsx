import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchScore } from '#lib/match.ts'
import { Dialog } from './dialog.tsx'
import styles from './pick-dialog.module.css'

export type Choice = {
  id: string
  label: string
  hint?: string | undefined
  icon?: ReactNode
  /** It is what holds now. */
  current?: boolean
}
type Props = {
  title: string
  label: string
  choices: Choice[]
  /** Words that are no choice yet may be taken too (tags). */
  own?: (typed: string) => Choice
  onPick: (id: string) => void
  onClose: () => void
}

/** One of many by typing: arrows move, Enter takes. */
export function PickDialog({ title, label, choices, own, onPick, onClose }: Props) {
  const { t } = useTranslation('ui')
  const base = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = choices.filter((choice) => matchScore(typed, `${choice.label} ${choice.hint ?? ''}`) > 0)
  const word = typed.trim()
  const offered = own && word && !choices.some((choice) => choice.label === word) ? [...found, own(word)] : found
  const chosen = Math.min(at, offered.length - 1)

  function onKeyDown(event: KeyboardEvent): void {
    const last = offered.length - 1
    if (event.key === 'ArrowDown') setAt(chosen >= last ? 0 : chosen + 1)
    else if (event.key === 'ArrowUp') setAt(chosen <= 0 ? last : chosen - 1)
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && offered[chosen]) onPick(offered[chosen].id)
    else return
    event.preventDefault()
  }
  return (
    <Dialog open title={title} onClose={onClose} size={440}>
      <input
        className={styles.search}
        data-autofocus
        value={typed}
        placeholder={label}
        aria-label={label}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${base}-list`}
        aria-activedescendant={offered[chosen] ? `${base}-${chosen}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.choices} id={`${base}-list`} role="listbox" aria-label={label}>
        {offered.map((choice, place) => (
          <div
            key={choice.id}
            id={`${base}-${place}`}
            ref={(element) => {
              if (place === chosen) element?.scrollIntoView({ block: 'nearest' })
            }}
            className={styles.choice}
            role="option"
            aria-selected={place === chosen}
            onPointerMove={() => setAt(place)}
            onClick={() => onPick(choice.id)}
          >
            {choice.icon}
            <span className={styles.name}>{choice.label}</span>
            {choice.current && <small>{t('pick.current')}</small>}
            {choice.hint && <small>{choice.hint}</small>}
          </div>
        ))}
      </div>
      {offered.length === 0 && <p className={styles.none}>{t('pick.none')}</p>}
    </Dialog>
  )
}
