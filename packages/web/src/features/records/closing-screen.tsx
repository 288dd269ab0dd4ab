import { CaseKind, ClosingField, ClosingLevel, type ClosingPolicy, caseRecordRoutes } from '@resonanz/contracts'
import { MultiSelect } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useTeams } from '#lib/people.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { useVersioned } from '#lib/versioned.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { ChoiceField } from '#ui/field.tsx'
import { Page, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './records.module.css'

/** What a company wants to know of a case before it is closed, for all cases and for some kinds and teams. */
export function ClosingScreen() {
  const { t } = useTranslation(['records', 'app'])
  const { data, error, refetch } = useQuery(read(caseRecordRoutes.policy))
  return (
    <Page
      title={t('closing.title')}
      intro={t('closing.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={8} />}
      {data && <PolicyForm policy={data} />}
    </Page>
  )
}

function PolicyForm({ policy }: { policy: ClosingPolicy }) {
  const { t } = useTranslation('records')
  const may = useMay('cause.manage')
  const form = useVersioned(policy, policy.version)
  const { value: draft, set: setDraft } = form
  const save = useMutation({
    mutationFn: (wanted: ClosingPolicy) =>
      call(caseRecordRoutes.savePolicy, { body: { ...wanted, version: form.basedOn } }),
    onSuccess: (saved, wanted) => {
      queryClient.setQueryData(read(caseRecordRoutes.policy).queryKey, saved)
      form.settle(wanted, saved.version)
      invalidateRoute(queryClient, caseRecordRoutes.completeness)
      showNotice({ text: t('closing.saved'), tone: 'ok' })
    },
    onError: tellProblem,
  })
  const setException = (at: number, next: ClosingPolicy['exceptions'][number]) =>
    setDraft({ ...draft, exceptions: draft.exceptions.map((each, n) => (n === at ? next : each)) })
  return (
    <fieldset className={styles.policy} disabled={!may}>
      {!may && <p className={styles.quiet}>{t('closing.readOnly')}</p>}
      <Section title={t('closing.all')} intro={t('closing.allHelp')}>
        <Levels
          name={t('closing.all')}
          levels={draft.levels}
          isLocked={!may}
          onChange={(levels) => setDraft({ ...draft, levels })}
        />
      </Section>
      <Section title={t('closing.exceptions')} intro={t('closing.exceptionsHelp')}>
        {draft.exceptions.map((exception, at) => (
          <ExceptionFields
            // oxlint-disable-next-line react/no-array-index-key -- their order is what they are
            key={at}
            n={at + 1}
            exception={exception}
            isLocked={!may}
            onChange={(next) => setException(at, next)}
            onRemove={() => setDraft({ ...draft, exceptions: draft.exceptions.filter((_, n) => n !== at) })}
          />
        ))}
        {may && (
          <Button
            icon={Plus}
            onClick={() =>
              setDraft({
                ...draft,
                exceptions: [...draft.exceptions, { kinds: ['complaint'], teamIds: [], levels: draft.levels }],
              })
            }
          >
            {t('closing.add')}
          </Button>
        )}
      </Section>
      <Section title={t('closing.evidence')} intro={t('closing.evidenceHelp')}>
        <ChoiceField
          label={t('closing.evidenceOf')}
          value={draft.evidence}
          onChange={(evidence) => setDraft({ ...draft, evidence })}
          choices={(['off', 'serious', 'complaints'] as const).map((value) => ({
            value,
            label: t(`closing.evidence_${value}`),
          }))}
        />
      </Section>
      {may && (
        <span className={styles.actions}>
          <Button look="primary" busy={save.isPending} disabled={!form.isTouched} onClick={() => save.mutate(draft)}>
            {t('fill.save')}
          </Button>
        </span>
      )}
    </fieldset>
  )
}

type Levels = ClosingPolicy['levels']
type LevelsProps = { name: string; levels: Levels; isLocked: boolean; onChange: (levels: Levels) => void }

function Levels({ name, levels, isLocked, onChange }: LevelsProps) {
  const { t } = useTranslation('records')
  return (
    <table className={styles.levels}>
      <caption className="sr-only">{name}</caption>
      <thead>
        <tr>
          <th scope="col">{t('closing.fact')}</th>
          {ClosingLevel.options.map((level) => (
            <th key={level} scope="col">
              {t(`closing.level_${level}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ClosingField.options.map((field) => (
          <tr key={field}>
            <th scope="row">{t(`field.${field}`)}</th>
            {ClosingLevel.options.map((level) => (
              <td key={level}>
                <label>
                  <input
                    type="radio"
                    name={`${name} ${field}`}
                    aria-label={`${t(`field.${field}`)}: ${t(`closing.level_${level}`)}`}
                    checked={levels[field] === level}
                    disabled={isLocked}
                    onChange={() => onChange({ ...levels, [field]: level })}
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type ExceptionProps = {
  n: number
  exception: ClosingPolicy['exceptions'][number]
  isLocked: boolean
  onChange: (next: ClosingPolicy['exceptions'][number]) => void
  onRemove: () => void
}

function ExceptionFields({ n, exception, isLocked, onChange, onRemove }: ExceptionProps) {
  const { t } = useTranslation(['records', 'ui'])
  const teams = useTeams()
  const name = t('closing.exception', { n })
  return (
    <fieldset className={styles.exception}>
      <legend>{name}</legend>
      <div className={styles.pair}>
        <MultiSelect
          label={t('closing.kinds')}
          placeholder={exception.kinds.length === 0 ? t('closing.anyKind') : undefined}
          disabled={isLocked}
          data={CaseKind.options.map((kind) => ({ value: kind, label: t(`ui:understood.kind.${kind}`) }))}
          value={exception.kinds}
          onChange={(kinds) =>
            onChange({ ...exception, kinds: CaseKind.options.filter((kind) => (kinds as string[]).includes(kind)) })
          }
        />
        <MultiSelect
          label={t('closing.teams')}
          placeholder={exception.teamIds.length === 0 ? t('closing.anyTeam') : undefined}
          disabled={isLocked}
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={exception.teamIds}
          onChange={(teamIds) => onChange({ ...exception, teamIds: teamIds.map(String) })}
        />
      </div>
      <Levels
        name={name}
        levels={exception.levels}
        isLocked={isLocked}
        onChange={(levels) => onChange({ ...exception, levels })}
      />
      {!isLocked && (
        <Button small look="quiet" icon={Trash2} onClick={onRemove}>
          {t('closing.remove', { n })}
        </Button>
      )}
    </fieldset>
  )
}
