import type { CaseRow } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { CheckField } from '#ui/field.tsx'
import { Moment } from '#ui/relative-time.tsx'
import styles from './incidents.module.css'

type Props = {
  items: CaseRow[]
  chosen: ReadonlySet<string>
  onChosen: (chosen: Set<string>) => void
  /** What can be done with the chosen ones. */
  actions: ReactNode
  beside?: (row: CaseRow) => ReactNode
}

/** Cases to choose from, with what can be done with the chosen ones above. */
export function CaseLines({ items, chosen, onChosen, actions, beside }: Props) {
  const { t } = useTranslation('incidents')
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    onChosen(next)
  }
  const all = chosen.size === items.length
  return (
    <>
      <div className={styles.actions}>
        <Button small onClick={() => onChosen(all ? new Set() : new Set(items.map(({ id }) => id)))}>
          {t(all ? 'screen.nobody' : 'screen.all')}
        </Button>
        <span aria-live="polite">{t('screen.chosen', { count: chosen.size })}</span>
        {chosen.size > 0 && actions}
      </div>
      {items.map((row) => (
        <div key={row.id} className={styles.line}>
          <CheckField
            aria-label={t('screen.choose', { number: row.number })}
            checked={chosen.has(row.id)}
            onChange={(event) => toggle(row.id, event.currentTarget.checked)}
          />
          <div>
            <Link to="/cases/$caseId" params={{ caseId: row.id }} lang={row.language ?? undefined}>
              #{row.number} {row.title}
            </Link>
            <small>
              <ChannelGlyph kind={row.channel} size={12} /> {row.customer.name} · <Moment at={row.lastMessageAt} />
            </small>
          </div>
          <span>{beside?.(row)}</span>
        </div>
      ))}
    </>
  )
}
