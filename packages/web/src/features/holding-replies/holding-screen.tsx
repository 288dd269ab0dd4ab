import { type HoldingPolicy, holdingReplyRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useConnection } from '#lib/connection.ts'
import { useTeams } from '#lib/people.ts'
import { queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Page, Row, Rows, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './holding.module.css'
import { type Edited, TermsDialog } from './terms-dialog.tsx'
import { placeWords, termsWords } from './terms-words.ts'

const query = read(holdingReplyRoutes.policy)

/** When holding replies are proposed, and where a rule may send them: the house, and what differs from it. */
export function HoldingScreen() {
  const { t } = useTranslation(['holding-replies', 'app', 'ui'])
  const say = (key: string, values?: Record<string, unknown>) => t(key as never, values as never) as unknown as string
  const teams = useTeams()
  const { online } = useConnection()
  const { data, error, refetch } = useQuery(query)
  const [edited, setEdited] = useState<Edited | null>(null)
  const may = (data?.allowed.includes('save') ?? false) && online

  async function save(next: Pick<HoldingPolicy, 'house' | 'exceptions'>): Promise<void> {
    setEdited(null)
    try {
      const { house, exceptions } = next
      const body = { basedOn: data?.version ?? 0, house, exceptions }
      queryClient.setQueryData(query.queryKey, await call(holdingReplyRoutes.savePolicy, { body }))
      showNotice({ text: t('policy.saved'), tone: 'ok' })
    } catch (problem) {
      tellProblem(problem)
      void refetch()
    }
  }
  function put({ where, terms }: Edited): Promise<void> {
    const { house, exceptions } = data!
    if (where === null) return save({ house: terms, exceptions })
    const next = { ...where, terms }
    const isKnown = exceptions.some(({ id }) => id === where.id)
    return save({
      house,
      exceptions: isKnown ? exceptions.map((one) => (one.id === where.id ? next : one)) : [...exceptions, next],
    })
  }
  const known = edited?.where && data?.exceptions.some(({ id }) => id === edited.where?.id)
  return (
    <Page
      title={t('policy.title')}
      intro={t('policy.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        data &&
        may && (
          <Button
            icon={Plus}
            onClick={() =>
              setEdited({
                terms: data.house,
                where: { id: crypto.randomUUID(), teamId: null, channel: null, kind: null },
              })
            }
          >
            {t('policy.add')}
          </Button>
        )
      }
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={6} />}
      {data && (
        <Section title={t('policy.terms')}>
          <Rows label={t('policy.terms')}>
            {data.exceptions.map(({ terms, ...where }) => (
              <Row
                key={where.id}
                title={placeWords(where, teams, say)}
                meta={termsWords(terms, say)}
                actions={
                  may && (
                    <IconButton
                      icon={Pencil}
                      label={t('policy.edit', { what: placeWords(where, teams, say) })}
                      onClick={() => setEdited({ terms, where })}
                    />
                  )
                }
              />
            ))}
            <Row
              title={t('policy.house')}
              meta={termsWords(data.house, say)}
              actions={
                may && (
                  <IconButton
                    icon={Pencil}
                    label={t('policy.edit', { what: t('policy.house') })}
                    onClick={() => setEdited({ terms: data.house, where: null })}
                  />
                )
              }
            />
          </Rows>
          <p className={styles.never}>{t('policy.neverByRule')}</p>
        </Section>
      )}
      {edited && (
        <TermsDialog
          edited={edited}
          teams={teams}
          isNew={!known}
          onDone={(next) => void put(next)}
          onRemove={() =>
            void save({ house: data!.house, exceptions: data!.exceptions.filter(({ id }) => id !== edited.where?.id) })
          }
          onClose={() => setEdited(null)}
        />
      )}
    </Page>
  )
}
