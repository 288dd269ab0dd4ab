import { goodwillRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf, call } from '#lib/api.ts'
import { useNow } from '#lib/clock.ts'
import { toDayInput } from '#lib/moments.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { formatMoment } from '#lib/time.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { FormColumn, Row, Rows, Section } from '#ui/page.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './goodwill.module.css'

/** Hands what was granted in a period to book-keeping: each grant once, with a running number; a run stays as it was. */
export function BookKeeping() {
  const { t } = useTranslation(['goodwill', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const [from, setFrom] = useState(`${toDayInput(now).slice(0, 7)}-01`)
  const [to, setTo] = useState(toDayInput(now))
  const runs = useQuery(read(goodwillRoutes.runs))
  const book = useMutation({
    mutationFn: () => call(goodwillRoutes.book, { body: { from, to } }),
    onSuccess: ({ number, count }) => {
      invalidateRoute(queryClient, goodwillRoutes.runs, goodwillRoutes.ofCase)
      showNotice({ text: t('done.run', { number, count }), tone: 'ok' })
    },
  })
  return (
    <Section title={t('books.title')} intro={t('books.intro')}>
      <FormColumn
        onSubmit={() => from && to && book.mutate()}
        buttons={
          <Button type="submit" busy={book.isPending}>
            {t('books.make')}
          </Button>
        }
      >
        {book.error && <ErrorState compact error={book.error} />}
        <div className={styles.pair}>
          <TextField
            type="date"
            label={t('books.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextField
            type="date"
            label={t('books.to')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
      </FormColumn>
      {runs.error && !runs.data && <ErrorState compact error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data && runs.data.items.length > 0 && (
        <Rows label={t('books.title')}>
          {runs.data.items.map((run) => (
            <Row
              key={run.id}
              title={t('books.run', { number: run.number, from: run.from, to: run.to, count: run.count })}
              meta={t('books.by', { name: run.by.name, at: formatMoment(new Date(run.at), now, { language }) })}
              actions={
                <span className={styles.files}>
                  <a href={addressOf(goodwillRoutes.csv, { params: { id: run.id } })} download>
                    CSV
                  </a>
                  <a
                    href={addressOf(goodwillRoutes.json, { params: { id: run.id } })}
                    download={`goodwill-${run.number}.json`}
                  >
                    JSON
                  </a>
                </span>
              }
            />
          ))}
        </Rows>
      )}
    </Section>
  )
}
