import { X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './filter.module.css'
import { markErrors } from './mark-errors.ts'

type Props = {
  filter: string
  errors: readonly { at: number; word: string }[]
  onFilter: (filter: string) => void
  onClose: () => void
}

const SETTLE_MS = 300

/** The same filter as text. What the server did not understand is underlined at its place and said in words. */
export function FilterTextField({ filter, errors, onFilter, onClose }: Props) {
  const { t } = useTranslation('inbox')
  const help = useId()
  const field = useRef<HTMLInputElement>(null)
  const behind = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState(filter)
  const sent = useRef(filter)
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    // Changed by a chip meanwhile: the text follows.
    if (filter !== sent.current) setTyped(filter)
    sent.current = filter
  }, [filter])
  useEffect(() => {
    const next = typed.trim()
    if (next === sent.current.trim()) return
    const timer = setTimeout(() => {
      sent.current = next
      onFilter(next)
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [typed, onFilter])

  // The places of the errors belong to the text that was asked for.
  const shown = typed.trim() === filter.trim() ? errors : []
  const shift = typed.length - typed.trimStart().length
  return (
    <div className={styles.textLine}>
      <div className={styles.textBox}>
        <div ref={behind} className={styles.marks} aria-hidden="true">
          {markErrors(
            typed,
            shown.map(({ at, word }) => ({ at: at + shift, word })),
          ).map((piece) => (
            <span key={piece.at} className={piece.wrong ? styles.underlined : undefined}>
              {piece.text}
            </span>
          ))}
        </div>
        <input
          ref={field}
          className={styles.textInput}
          value={typed}
          aria-label={t('filter.text')}
          aria-describedby={help}
          aria-invalid={shown.length > 0}
          placeholder={t('filter.example')}
          maxLength={1000}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
          onScroll={(event) => behind.current?.scrollTo({ left: event.currentTarget.scrollLeft })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose()
            if (event.key === 'Enter') onFilter(typed.trim())
          }}
        />
        <button type="button" className={styles.edit} aria-label={t('filter.textClose')} onClick={onClose}>
          <X size={14} />
        </button>
      </div>
      <p id={help} className={shown.length > 0 ? styles.errorWords : styles.helpWords} aria-live="polite">
        {shown.length > 0
          ? t('filter.wrong', { words: shown.map(({ word }) => `„${word}“`).join(', ') })
          : t('filter.textHelp')}
      </p>
    </div>
  )
}
