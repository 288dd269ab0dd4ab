import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchScore } from '#lib/match.ts'
import { Dialog } from '#ui/dialog.tsx'
import styles from './dialogs.module.css'

export type Option = {
  id: string
  label: string
  hint?: string | undefined
  icon?: ReactNode
  current?: boolean
  /** The number or letter that chooses it at once. */
  group?: string
}
type Props = {
  title: string
  label: string
  options: Option[]
  onChoose: (id: string) => void
  onClose: () => void
  footer?: ReactNode
}

/** One of many by typing: arrows move, Enter chooses. */
export function ChooseDialog({ title, label, options, onChoose, onClose, footer }: Props) {
  const { t } = useTranslation(['cases', 'ui'])
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const base = useId()
  const found = options
    .map((option) => ({ option, score: matchScore(typed, `${option.label} ${option.hint ?? ''}`) }))
    .filter(({ score }) => score > 0)
    .map(({ option }) => option)
  const chosen = Math.min(at, found.length - 1)
  const chosenId = found[chosen] && `${base}-${found[chosen].id}`
  useEffect(() => {
    if (chosenId) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])

  function onKeyDown(event: KeyboardEvent): void {
    const last = found.length - 1
    if (event.key === 'ArrowDown') setAt(chosen >= last ? 0 : chosen + 1)
    else if (event.key === 'ArrowUp') setAt(chosen <= 0 ? last : chosen - 1)
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && found[chosen]) onChoose(found[chosen].id)
    else return
    event.preventDefault()
  }
  return (
    <Dialog open title={title} onClose={onClose} footer={footer} size={440}>
      <input
        className={styles.search}
        data-autofocus
        value={typed}
        placeholder={label}
        aria-label={label}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${base}-list`}
        aria-activedescendant={chosenId}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.options} id={`${base}-list`} role="listbox" aria-label={label}>
        {found.map((option, place) => (
          <div
            key={option.id}
            id={`${base}-${option.id}`}
            className={styles.option}
            role="option"
            aria-selected={place === chosen}
            onPointerMove={() => setAt(place)}
            onClick={() => onChoose(option.id)}
          >
            {option.icon}
            <span>{option.label}</span>
            {option.current && <small>{t('choose.current')}</small>}
            {option.hint && <small>{option.hint}</small>}
          </div>
        ))}
        {found.length === 0 && <p className={styles.none}>{t('choose.none')}</p>}
      </div>
    </Dialog>
  )
}
