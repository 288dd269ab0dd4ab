import { type GuidelineRule, guidelineRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { BookCheck, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#lib/connection.ts'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { Page, Rows, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, EmptyState, ErrorState } from '#ui/states.tsx'
import { GuidelineChanges } from './changes-bar.tsx'
import { RuleRow } from './rule-row.tsx'
import { changesBetween, newRule } from './rules-draft.ts'
import { Trial } from './trial.tsx'
import { Versions } from './versions.tsx'

const RuleDialog = lazy(() => import('./rule-dialog.tsx').then((file) => ({ default: file.RuleDialog })))
const SaveDialog = lazy(() => import('./save-dialog.tsx').then((file) => ({ default: file.SaveDialog })))

/** What answers are checked by: the rules, what they would have found, and who changed them when. */
export function GuidelineScreen() {
  const { t } = useTranslation(['guideline', 'app'])
  const may = useMay('guideline.manage')
  const { online } = useConnection()
  const guideline = useQuery(read(guidelineRoutes.read))
  const [draft, setDraft] = useState<{ basedOn: number; rules: GuidelineRule[] } | null>(null)
  const [edited, setEdited] = useState<GuidelineRule | null>(null)
  const [saving, setSaving] = useState(false)
  const data = guideline.data
  const rules = draft?.rules ?? data?.rules ?? []
  const changes = draft && data ? changesBetween(data.rules, draft.rules) : []

  function setRules(next: GuidelineRule[]): void {
    if (data) setDraft({ basedOn: draft?.basedOn ?? data.version, rules: next })
  }
  function put(rule: GuidelineRule): void {
    setRules(
      rules.some(({ id }) => id === rule.id) ? rules.map((one) => (one.id === rule.id ? rule : one)) : [...rules, rule],
    )
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
      {guideline.error && !data && <ErrorState error={guideline.error} onRetry={() => void guideline.refetch()} />}
      {!data && !guideline.error && <SkeletonText lines={8} />}
      {data && (
        <>
          {!may && <Banner>{t('readOnly')}</Banner>}
          {!online && <Banner tone="soon">{t('offline')}</Banner>}
          <Section title={t('rules')} intro={t('rulesIntro')}>
            {rules.length === 0 ? (
              <EmptyState icon={BookCheck} title={t('none')}>
                {t('noneHelp')}
              </EmptyState>
            ) : (
              <Rows label={t('rules')}>
                {rules.map((rule) => (
                  <RuleRow
                    key={rule.id}
                    rule={rule}
                    shipped={data.shipped}
                    isChanged={changes.some((change) => change.rule.id === rule.id)}
                    onEdit={may ? () => setEdited(rule) : null}
                    onSwitch={(enabled) => put({ ...rule, enabled })}
                  />
                ))}
              </Rows>
            )}
          </Section>
          {may && <Trial rules={rules} shipped={data.shipped} />}
          <Versions shipped={data.shipped} onUse={may ? setRules : null} />
          {changes.length > 0 && (
            <GuidelineChanges count={changes.length} onDrop={() => setDraft(null)} onSave={() => setSaving(true)} />
          )}
        </>
      )}
      <Suspense>
        {edited && data && (
          <RuleDialog
            rule={edited}
            shipped={data.shipped}
            onDone={(rule) => {
              put(rule)
              setEdited(null)
            }}
            onRemove={() => {
              setRules(rules.filter(({ id }) => id !== edited.id))
              setEdited(null)
            }}
            isNew={!rules.some(({ id }) => id === edited.id)}
            onClose={() => setEdited(null)}
          />
        )}
        {saving && draft && data && (
          <SaveDialog
            draft={draft}
            changes={changes}
            shipped={data.shipped}
            onSaved={() => {
              setDraft(null)
              setSaving(false)
            }}
            onClose={() => setSaving(false)}
          />
        )}
      </Suspense>
    </Page>
  )
}
