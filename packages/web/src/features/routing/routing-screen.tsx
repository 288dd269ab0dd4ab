import { presenceRoutes, type RoutingPolicy, routingRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ArrowUp, Pencil, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useConnection } from '#lib/connection.ts'
import { useTeams, useTopics } from '#lib/people.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { useVersioned } from '#lib/versioned.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { ChangesBar } from '#ui/changes-bar.tsx'
import { Page, Row, Rows, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import { LineDialog } from './line-dialog.tsx'
import { Members } from './members.tsx'
import { QueueDialog } from './queue-dialog.tsx'
import styles from './routing.module.css'
import { RulesDialog } from './rules-dialog.tsx'
import { lineWords, type Places, queueWords, rulesWords } from './rules-words.ts'
import { Trial } from './trial.tsx'
import { useSay } from './use-say.ts'

type Open = { what: 'queue'; teamId: string } | { what: 'line' | 'rules' }

/** Who gets which case: teams as sentences, who can do what, tried on past cases before it holds. */
export function RoutingScreen() {
  const { t } = useTranslation(['routing', 'app', 'ui'])
  const say = useSay()
  const language = useLanguage()
  const may = useMay('routing.manage')
  const { online } = useConnection()
  const { data, error, refetch } = useQuery(read(routingRoutes.read))
  const places: Places = {
    teams: useTeams(),
    topics: useTopics().filter(({ active }) => active),
    presences: useQuery(read(presenceRoutes.list)).data?.items ?? [],
  }
  const draft = useVersioned(data?.policy, data?.version ?? 0)
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const policy = draft.value
  const save = useMutation({
    mutationFn: (wanted: RoutingPolicy) =>
      call(routingRoutes.save, { body: { basedOn: draft.basedOn, policy: wanted } }),
    onSuccess: ({ version }, wanted) => {
      invalidateRoute(queryClient, routingRoutes.read, routingRoutes.presence, routingRoutes.ofCase)
      showNotice({ text: t('saved'), tone: 'ok' })
      draft.settle(wanted, version)
    },
  })
  function put(change: Partial<RoutingPolicy>): void {
    if (policy) draft.set({ ...policy, ...change })
    close()
  }
  const team = open?.what === 'queue' ? places.teams.find(({ id }) => id === open.teamId) : undefined
  return (
    <Page title={t('title')} intro={t('intro')} above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={6} />}
      {policy && (
        <>
          {!may && <Banner>{t('readOnly')}</Banner>}
          {!online && <Banner tone="soon">{t('offline')}</Banner>}
          <Section title={t('queues.title')} intro={t('queues.intro')}>
            {places.teams.length === 0 && <p className={styles.quiet}>{t('queues.none')}</p>}
            <Rows label={t('queues.title')}>
              {places.teams.map(({ id, name }) => (
                <Row
                  key={id}
                  title={name}
                  meta={
                    <Sentences
                      of={queueWords(
                        policy.queues.find(({ teamId }) => teamId === id),
                        places,
                        say,
                      )}
                    />
                  }
                  actions={
                    may && (
                      <IconButton
                        small
                        icon={Pencil}
                        label={t('queues.edit', { name })}
                        onClick={() => setOpen({ what: 'queue', teamId: id })}
                      />
                    )
                  }
                />
              ))}
            </Rows>
          </Section>
          <Section
            title={t('table.title')}
            intro={t('table.intro')}
            actions={
              may && (
                <Button icon={Plus} onClick={() => setOpen({ what: 'line' })}>
                  {t('table.add')}
                </Button>
              )
            }
          >
            {policy.table.length === 0 && <p className={styles.quiet}>{t('table.none')}</p>}
            <Rows label={t('table.title')}>
              {policy.table.map((line, place) => {
                const name = lineWords(line, places, language, say)
                return (
                  <Row
                    key={JSON.stringify(line)}
                    title={name}
                    actions={
                      may && (
                        <>
                          {place > 0 && (
                            <IconButton
                              small
                              icon={ArrowUp}
                              label={t('table.up', { name })}
                              onClick={() => put({ table: movedUp(policy.table, place) })}
                            />
                          )}
                          <IconButton
                            small
                            icon={X}
                            label={t('table.remove', { name })}
                            onClick={() => put({ table: policy.table.filter((one) => one !== line) })}
                          />
                        </>
                      )
                    }
                  />
                )
              })}
            </Rows>
          </Section>
          <Section
            title={t('rules.title')}
            actions={
              may && (
                <Button icon={Pencil} onClick={() => setOpen({ what: 'rules' })}>
                  {t('rules.edit')}
                </Button>
              )
            }
          >
            <Sentences of={rulesWords(policy, say)} />
          </Section>
          {may && <Members places={places} />}
          {may && <Trial policy={policy} />}
          {draft.isTouched && policy && (
            <ChangesBar label={t('unsaved')} text={t('changed')}>
              {save.error && <ErrorState compact error={save.error} />}
              <Button look="quiet" onClick={draft.drop}>
                {t('drop')}
              </Button>
              <Button look="primary" disabled={!online} busy={save.isPending} onClick={() => save.mutate(policy)}>
                {t('save')}
              </Button>
            </ChangesBar>
          )}
          {team && (
            <QueueDialog
              team={team}
              teams={places.teams}
              queue={policy.queues.find(({ teamId }) => teamId === team.id)}
              onDone={(queue) =>
                put({ queues: [...policy.queues.filter(({ teamId }) => teamId !== queue.teamId), queue] })
              }
              onClose={close}
            />
          )}
          {open?.what === 'line' && (
            <LineDialog places={places} onDone={(line) => put({ table: [...policy.table, line] })} onClose={close} />
          )}
          {open?.what === 'rules' && <RulesDialog policy={policy} onDone={put} onClose={close} />}
        </>
      )}
    </Page>
  )
}

function Sentences({ of }: { of: readonly string[] }) {
  return (
    <span className={styles.sentences}>
      {of.map((sentence) => (
        <span key={sentence}>{sentence}</span>
      ))}
    </span>
  )
}

function movedUp<T>(list: readonly T[], place: number): T[] {
  const moved = list[place]!
  return [...list.slice(0, place - 1), moved, list[place - 1]!, ...list.slice(place + 1)]
}
