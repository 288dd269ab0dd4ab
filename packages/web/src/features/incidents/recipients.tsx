import type { ManyCase } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import { CheckField } from '#ui/field.tsx'
import styles from './incidents.module.css'

type Props = { items: ManyCase[]; isIn: (item: ManyCase) => boolean; onToggle: (id: string, on: boolean) => void }

const shownFirst = 100

/** Who gets it and who does not, with the reason; those with one first, because they want a look. */
export function Recipients({ items, isIn, onToggle }: Props) {
  const { t } = useTranslation('incidents')
  const [all, setAll] = useState(false)
  const [reading, setReading] = useState<string | null>(null)
  const going = items.filter(isIn).length
  const sorted = items.toSorted((a, b) => Number(a.reason === null) - Number(b.reason === null))
  const shown = all ? sorted : sorted.slice(0, shownFirst)
  return (
    <>
      <div className={styles.counts} aria-live="polite">
        <Chip tone="ok">{t('many.gets', { count: going })}</Chip>
        {items.length > going && <Chip tone="soon">{t('many.getsNot', { count: items.length - going })}</Chip>}
      </div>
      {shown.map((item) => (
        <div key={item.case.id} className={styles.line}>
          <CheckField
            aria-label={t('many.include', { number: item.case.number })}
            checked={isIn(item)}
            disabled={item.reason !== null && !item.isOptional}
            onChange={(event) => onToggle(item.case.id, event.currentTarget.checked)}
          />
          <div>
            #{item.case.number} {item.case.customer} <ChannelGlyph kind={item.channel} size={12} />
            <small>{item.to}</small>
            {[item.reason, ...item.hints].map(
              (reason) =>
                reason && (
                  <small key={reason}>
                    <Chip tone="soon">{t(`reason.${reason}`)}</Chip>
                  </small>
                ),
            )}
            {reading === item.case.id && <pre>{item.text}</pre>}
          </div>
          <Button
            small
            aria-expanded={reading === item.case.id}
            onClick={() => setReading(reading === item.case.id ? null : item.case.id)}
          >
            {t('many.read')}
          </Button>
        </div>
      ))}
      {shown.length < sorted.length && (
        <span className={styles.actions}>
          <Button onClick={() => setAll(true)}>{t('show.all')}</Button>
        </span>
      )}
    </>
  )
}
