import { Priority } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { fromLocalInput, promisePresets, toLocalInput } from '#lib/moments.ts'
import { useMembers, useTeams, useTopics } from '#lib/people.ts'
import { useMe } from '#lib/session.ts'
import { formatMoment, formatShortMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import type { NewCaseDraft } from './draft.ts'
import styles from './new-case.module.css'

type Props = { draft: NewCaseDraft; set: (change: Partial<NewCaseDraft>) => void; now: Date }

/** Who takes it, what it is about and when the customer hears from us: for those who know it already. */
export function MoreFields({ draft, set, now }: Props) {
  const { t } = useTranslation('new-case')
  const language = useLanguage()
  const me = useMe()
  const members = useMembers()
  const teams = useTeams()
  const topics = useTopics()
  return (
    <details className={styles.more} open={Boolean(draft.ownerId || draft.teamId || draft.topicId || draft.nextUpdate)}>
      <summary>{t('more')}</summary>
      <div className={styles.grid}>
        <SelectField
          optional
          searchable
          label={t('owner')}
          value={draft.ownerId || null}
          onChange={(id) => set({ ownerId: String(id ?? '') })}
          data={members
            .filter(({ active, role }) => active && role !== 'reader')
            .map(({ id, name }) => ({ value: id, label: id === me?.member.id ? t('me', { name }) : name }))}
        />
        <SelectField
          optional
          label={t('team')}
          value={draft.teamId || null}
          onChange={(id) => set({ teamId: String(id ?? '') })}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          label={t('priority.label')}
          value={draft.priority}
          onChange={(priority) => set({ priority: (priority ?? 'normal') as Priority })}
          data={Priority.options.map((one) => ({ value: one, label: t(`priority.${one}`) }))}
        />
        <SelectField
          optional
          searchable
          label={t('topic')}
          value={draft.topicId || null}
          onChange={(id) => set({ topicId: String(id ?? '') })}
          data={topics.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name[language] }))}
        />
      </div>
      <TextField
        optional
        type="datetime-local"
        label={t('nextUpdate')}
        description={t('nextUpdateHelp')}
        value={draft.nextUpdate}
        min={toLocalInput(now)}
        onChange={(event) => set({ nextUpdate: event.currentTarget.value })}
      />
      <div className={styles.presets}>
        {promisePresets(now).map((preset) => (
          <Button key={preset.id} small onClick={() => set({ nextUpdate: toLocalInput(preset.at) })}>
            {formatShortMoment(preset.at, now, { language })}
          </Button>
        ))}
        {fromLocalInput(draft.nextUpdate) && (
          <span className={styles.help}>
            {formatMoment(fromLocalInput(draft.nextUpdate) ?? now, now, { language })}
          </span>
        )}
      </div>
    </details>
  )
}
