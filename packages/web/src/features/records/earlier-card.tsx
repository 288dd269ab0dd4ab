import { type CaseDetail, caseRecordRoutes, type EarlierContact } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { History, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '#lib/money.ts'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { Banner } from '#ui/states.tsx'
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

/** One line until asked for more: the words of the case need the room. */
function Earlier({ data, onHide }: { data: EarlierContact; onHide: () => void }) {
  const { t } = useTranslation('records')
  const [open, setOpen] = useState(false)
  const facts = useFacts(data)
  const { last } = data
  return (
    <Banner
      tone="note"
      icon={History}
      actions={
        <>
          {facts.length > 1 && (
            <Button small look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? t('earlier.less') : t('earlier.more')}
            </Button>
          )}
          <IconButton icon={X} label={t('earlier.hide')} onClick={onHide} />
        </>
      }
    >
      <section className={styles.earlier} aria-label={t('earlier.title')} {...(open ? {} : { 'data-folded': '' })}>
        <b>{t('earlier.title')}</b>
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
        {open ? (
          <ul>
            {facts.map(({ key, words }) => (
              <li key={key}>{words}</li>
            ))}
          </ul>
        ) : (
          <> · {facts[0]?.words}</>
        )}
      </section>
    </Banner>
  )
}

/** What is still owed stands first: it must not be forgotten. */
function useFacts({
  last,
  particulars,
  openPromises,
  openGoodwill,
}: EarlierContact): { key: string; words: ReactNode }[] {
  const { t } = useTranslation('records')
  const language = useLanguage()
  return [
    ...openPromises.map((promise) => ({
      key: `${promise.caseId} ${promise.dueAt}`,
      words: (
        <>
          {t('earlier.promise', { number: promise.caseNumber, text: promise.text })} · <Moment at={promise.dueAt} />
        </>
      ),
    })),
    ...openGoodwill.map((given) => ({
      key: `${given.caseId} ${given.amountMinor} ${given.what}`,
      words: t(given.state === 'requested' ? 'earlier.goodwillAsked' : 'earlier.goodwill', {
        number: given.caseNumber,
        amount: [formatMoney(given.amountMinor, given.currency, language), given.what].filter(Boolean).join(', '),
      }),
    })),
    ...(last?.particulars ? [{ key: 'particulars', words: last.particulars }] : []),
    ...(last?.cause ? [{ key: 'cause', words: t('earlier.cause', { cause: last.cause }) }] : []),
    ...(last?.solution ? [{ key: 'helped', words: t('earlier.helped', { words: shortened(last.solution) }) }] : []),
    ...particulars.map((each) => ({
      key: each.id,
      words: (
        <>
          <Link to="/cases/$caseId" params={{ caseId: each.id }}>
            #{each.number}
          </Link>
          : {each.particulars}
        </>
      ),
    })),
  ]
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
