import { organisationRoutes, presenceRoutes, type TargetRule, targetRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useConnection } from '#lib/connection.ts'
import { useTeams } from '#lib/people.ts'
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
import { PreviewDialog } from './preview-dialog.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import { changedCount, inOrder, newRule } from './rules-draft.ts'
import { conditionWords, goalWords, type Places } from './sentence.ts'
import styles from './targets.module.css'
import { Trial } from './trial.tsx'

const none: TargetRule[] = []

/** Until when somebody answers: rules as sentences, the most special first, tried on past cases before they hold. */
export function TargetsScreen() {
  const { t } = useTranslation(['targets', 'app', 'ui'])
  const say = (key: string, values?: Record<string, unknown>) => t(key as never, values as never) as unknown as string
  const language = useLanguage()
  const may = useMay('settings.manage')
  const { online } = useConnection()
  const targets = useQuery(read(targetRoutes.read))
  const places: Places = {
    teams: useTeams(),
    presences: useQuery(read(presenceRoutes.list)).data?.items ?? [],
    units: useQuery(read(organisationRoutes.units)).data?.items ?? [],
  }
  const [edited, setEdited] = useState<TargetRule | null>(null)
  const [saving, setSaving] = useState(false)
  const { data } = targets
  const draft = useVersioned(data?.rules ?? none, data?.version ?? 0)
  const rules = draft.value
  const changes = data ? changedCount(data.rules, rules) : 0
  const save = useMutation({
    mutationFn: (wanted: TargetRule[]) => call(targetRoutes.save, { body: { basedOn: draft.basedOn, rules: wanted } }),
    onSuccess: ({ version }, wanted) => {
      invalidateRoute(queryClient, targetRoutes.read, targetRoutes.recomputations, { id: 'settings.read' })
      showNotice({ text: t('saved'), tone: 'ok' })
      draft.settle(wanted, version)
      setSaving(false)
    },
  })
  function put(rule: TargetRule): void {
    draft.set(inOrder([...rules.filter(({ id }) => id !== rule.id), rule]))
    setEdited(null)
  }
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        may &&
        data && (
          <Button icon={Plus} onClick={() => setEdited(newRule(crypto.randomUUID().slice(0, 8)))}>
            {t('add')}
          </Button>
        )
      }
    >
      {targets.error && !data && <ErrorState error={targets.error} onRetry={() => void targets.refetch()} />}
      {!data && !targets.error && <SkeletonText lines={6} />}
      {data && (
        <>
          {!may && <Banner>{t('readOnly')}</Banner>}
          {!online && <Banner tone="soon">{t('offline')}</Banner>}
          <Section title={t('rules')} intro={t('rulesIntro')}>
            <Rows label={t('rules')}>
              {rules.map((rule) => {
                const name = conditionWords(rule, places, say)
                return (
                  <Row
                    key={rule.id}
                    title={name}
                    meta={
                      <span className={styles.sentences}>
                        {goalWords(rule, language, say).map((sentence) => (
                          <span key={sentence}>{sentence}</span>
                        ))}
                        <span>{t(rule.inServiceHours ? 'inServiceHours' : 'inPlainTime')}</span>
                      </span>
                    }
                    actions={
                      may && (
                        <IconButton small icon={Pencil} label={t('edit', { name })} onClick={() => setEdited(rule)} />
                      )
                    }
                  />
                )
              })}
            </Rows>
            <p>
              <Link to="/settings/service-hours">{t('toHours')}</Link>
            </p>
          </Section>
          {may && <Trial rules={rules} />}
          {changes > 0 && (
            <ChangesBar label={t('unsaved')} text={t('changes', { count: changes })}>
              <Button look="quiet" onClick={draft.drop}>
                {t('drop')}
              </Button>
              <Button look="primary" disabled={!online} onClick={() => setSaving(true)}>
                {t('save')}
              </Button>
            </ChangesBar>
          )}
        </>
      )}
      {edited && (
        <RuleDialog
          rule={edited}
          others={rules}
          places={places}
          isNew={!rules.some(({ id }) => id === edited.id)}
          onDone={put}
          onRemove={() => {
            draft.set(rules.filter(({ id }) => id !== edited.id))
            setEdited(null)
          }}
          onClose={() => setEdited(null)}
        />
      )}
      {saving && draft.isTouched && (
        <PreviewDialog
          proposal={{ rules }}
          busy={save.isPending}
          error={save.error}
          onSave={() => save.mutate(rules)}
          onClose={() => setSaving(false)}
        />
      )}
    </Page>
  )
}
