import { type ReplyApprovalRule, replyApprovalRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { SwitchField } from '#ui/field.tsx'
import { Page, Row, Rows, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, EmptyState, ErrorState } from '#ui/states.tsx'
import { useRuleSentence } from './rule-sentence.ts'

const RuleDialog = lazy(() => import('./rule-dialog.tsx').then((file) => ({ default: file.RuleDialog })))

const newRule: ReplyApprovalRule = {
  name: '',
  active: true,
  memberIds: [],
  role: null,
  teamId: null,
  presenceId: null,
  audience: 'any',
  onlyWithFinding: false,
  approvers: { memberIds: [], teamId: null, role: 'lead' },
  mayEditAndSend: false,
  dueMinutes: 120,
}

type Policy = { version: number; rules: ReplyApprovalRule[] }

/** Which answers a second pair of eyes sees first: rules as sentences, off until one is set. */
export function ApprovalRulesScreen() {
  const { t } = useTranslation(['approvals', 'app', 'ui'])
  const may = useMay('settings.manage')
  const policy = useQuery(read(replyApprovalRoutes.policy))
  const sentenceOf = useRuleSentence()
  /** With the policy it was opened from: its place counts there, and a version that came meanwhile is not written over. */
  const [edited, setEdited] = useState<{ rule: ReplyApprovalRule; place: number; from: Policy } | null>(null)
  const now: Policy = policy.data ?? { version: 0, rules: [] }
  const { rules } = now
  const save = useMutation({
    mutationFn: ({ version, rules: next }: Policy) =>
      call(replyApprovalRoutes.savePolicy, { body: { basedOn: version, rules: next } }),
    onSuccess: () => {
      showNotice({ text: t('rules.saved'), tone: 'ok' })
      setEdited(null)
    },
    onSettled: () => invalidateRoute(queryClient, replyApprovalRoutes.policy, replyApprovalRoutes.needed),
  })
  const put = (rule: ReplyApprovalRule, place: number, { version, rules: known }: Policy) =>
    save.mutate({
      version,
      rules: place < known.length ? known.map((one, at) => (at === place ? rule : one)) : [...known, rule],
    })
  return (
    <Page
      title={t('rules.title')}
      intro={t('rules.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        may &&
        policy.data && (
          <Button icon={Plus} onClick={() => setEdited({ rule: newRule, place: rules.length, from: now })}>
            {t('rules.add')}
          </Button>
        )
      }
    >
      {policy.error && !policy.data && <ErrorState error={policy.error} onRetry={() => void policy.refetch()} />}
      {!policy.data && !policy.error && <SkeletonText lines={5} />}
      {policy.data && (
        <>
          {!may && <Banner>{t('rules.readOnly')}</Banner>}
          {save.error && !edited && <ErrorState compact error={save.error} />}
          <Section title={t('rules.list')} intro={t('rules.listIntro')}>
            {rules.length === 0 ? (
              <EmptyState title={t('rules.none')}>{t('rules.noneHelp')}</EmptyState>
            ) : (
              <Rows label={t('rules.list')}>
                {rules.map((rule, place) => (
                  <Row
                    key={JSON.stringify(rule)}
                    title={rule.name}
                    meta={sentenceOf(rule)}
                    actions={
                      may && (
                        <>
                          <SwitchField
                            aria-label={t('rules.active')}
                            checked={rule.active}
                            onChange={(event) => put({ ...rule, active: event.currentTarget.checked }, place, now)}
                          />
                          <IconButton
                            icon={Pencil}
                            label={t('rules.edit')}
                            onClick={() => setEdited({ rule, place, from: now })}
                          />
                          <IconButton
                            icon={Trash2}
                            label={t('rules.remove')}
                            onClick={() =>
                              save.mutate({ version: now.version, rules: rules.filter((_, at) => at !== place) })
                            }
                          />
                        </>
                      )
                    }
                  />
                ))}
              </Rows>
            )}
          </Section>
        </>
      )}
      <Suspense>
        {edited && (
          <RuleDialog
            rule={edited.rule}
            busy={save.isPending}
            error={save.error}
            onDone={(rule) => put(rule, edited.place, edited.from)}
            onClose={() => setEdited(null)}
          />
        )}
      </Suspense>
    </Page>
  )
}
