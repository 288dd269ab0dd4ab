import { type CaseDetail, caseRecordRoutes, type EarlierContact } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '#lib/money.ts'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Moment } from '#ui/relative-time.tsx'
import styles from './records.module.css'

/** Above a case of somebody we know: what was special, what helped, what is still owed. Nothing without anything to say. */
export function EarlierCard({ detail }: { detail: CaseDetail }) {
  const may = useMay('customer.read')
  const isOpen = detail.category !== 'done' && detail.category !== 'closed'
  const { data } = useQuery({
    ...read(caseRecordRoutes.earlier, { params: { id: detail.id } }),
    enabled: may && isOpen && (detail.customer.id !== null || detail.identity !== null),
  })
  const [hidden, setHidden] = useState(false)
  if (!data || hidden || !isOpen || !saysSomething(data)) return null
  return <Earlier data={data} onHide={() => setHidden(true)} />
}

function Earlier({ data, onHide }: { data: EarlierContact; onHide: () => void }) {
  const { t } = useTranslation('records')
  const language = useLanguage()
  const { last } = data
  return (
    <section className={styles.earlier} aria-label={t('earlier.title')}>
      <b>
        {t('earlier.title')}
        {last && (
          <>
            {' · '}
            <Link to="/cases/$caseId" params={{ caseId: last.id }}>
              #{last.number}
            </Link>
            {last.closedAt && (
              <>
                {' · '}
                <Moment at={last.closedAt} />
              </>
            )}
          </>
        )}
      </b>
      <ul>
        {last?.particulars && <li>{last.particulars}</li>}
        {last?.cause && <li>{t('earlier.cause', { cause: last.cause })}</li>}
        {last?.solution && <li>{t('earlier.helped', { words: shortened(last.solution) })}</li>}
        {data.particulars.map((each) => (
          <li key={each.id}>
            <Link to="/cases/$caseId" params={{ caseId: each.id }}>
              #{each.number}
            </Link>
            : {each.particulars}
          </li>
        ))}
        {data.openPromises.map((promise) => (
          <li key={`${promise.caseId} ${promise.dueAt}`}>
            {t('earlier.promise', { number: promise.caseNumber, text: promise.text })} · <Moment at={promise.dueAt} />
          </li>
        ))}
        {data.openGoodwill.map((given) => (
          <li key={`${given.caseId} ${given.amountMinor} ${given.what}`}>
            {t(given.state === 'requested' ? 'earlier.goodwillAsked' : 'earlier.goodwill', {
              number: given.caseNumber,
              amount: [formatMoney(given.amountMinor, given.currency, language), given.what].filter(Boolean).join(', '),
            })}
          </li>
        ))}
      </ul>
      <span>
        <Button small look="quiet" onClick={onHide}>
          {t('earlier.hide')}
        </Button>
      </span>
    </section>
  )
}

function saysSomething({ last, particulars, openPromises, openGoodwill }: EarlierContact): boolean {
  return (
    Boolean(last && (last.particulars || last.solution || last.cause)) ||
    particulars.length + openPromises.length + openGoodwill.length > 0
  )
}

const wordsShown = 180
function shortened(words: string): string {
  const line = words.replaceAll(/\s+/g, ' ').trim()
  return line.length > wordsShown ? `${line.slice(0, wordsShown)} …` : line
}
