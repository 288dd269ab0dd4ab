import { type CaseDetail, type CaseRow, understandingRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './side.module.css'

const SHOWN = 5

/** Who says the same, and what speaks of the same: to answer alike, or to see that it is one matter. */
export function SimilarCases({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['cases', 'ui'])
  const { data, error, refetch } = useQuery(read(understandingRoutes.similar, { params: { id: detail.id } }))
  return (
    <section className={styles.section} aria-label={t('similar.title')}>
      <h3>{t('similar.title')}</h3>
      {error && !data && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={3} />}
      {data && data.duplicateCount === 0 && data.similar.length === 0 && (
        <p className={styles.none}>{t('similar.none')}</p>
      )}
      {data && data.duplicateCount > 0 && (
        <p className={styles.same}>
          <Copy size={14} />
          <span>{t('similar.same', { count: data.duplicateCount })}</span>
          <Link to="/inbox/$view" params={{ view: 'all' }} search={{ filter: `similar:#${detail.number}` }}>
            {t('similar.showSame')}
          </Link>
        </p>
      )}
      {data && (
        <ul className={styles.list}>
          {data.duplicates.slice(0, SHOWN).map((row) => (
            <Other key={row.id} row={row} words={[]} />
          ))}
          {data.similar.slice(0, SHOWN).map(({ case: row, words }) => (
            <Other key={row.id} row={row} words={words} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Other({ row, words }: { row: CaseRow; words: string[] }) {
  const { t } = useTranslation(['cases', 'ui'])
  return (
    <li className={styles.item}>
      <ChannelGlyph kind={row.channel} size={14} />
      <div>
        <Link to="/cases/$caseId" params={{ caseId: row.id }} className={styles.other} lang={row.language ?? undefined}>
          {row.title}
        </Link>
        <small>
          #{row.number} · {row.customer.name} · <Chip>{t(`status.${row.category}`)}</Chip>
        </small>
        {words.length > 0 && (
          <small lang={row.language ?? undefined}>{t('similar.shared', { words: words.slice(0, 6).join(', ') })}</small>
        )}
      </div>
    </li>
  )
}
