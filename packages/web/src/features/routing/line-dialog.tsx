import { CaseKind, type RoutingTableLine } from '@resonanz/contracts'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from '#lib/language-name.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { languageCodes } from './language-codes.ts'
import styles from './routing.module.css'
import type { Places } from './rules-words.ts'

const empty: RoutingTableLine = { presenceId: null, topicId: null, language: null, kind: null, teamId: '' }

/** One line of the table: what a new case must be, and which team has it then. */
export function LineDialog({
  places,
  onDone,
  onClose,
}: {
  places: Places
  onDone: (line: RoutingTableLine) => void
  onClose: () => void
}) {
  const { t } = useTranslation(['routing', 'ui'])
  const language = useLanguage()
  const form = useId()
  const [line, setLine] = useState(empty)
  const [tried, setTried] = useState(false)
  const set = (change: Partial<RoutingTableLine>) => setLine((now) => ({ ...now, ...change }))
  const choice = (
    field: 'topicId' | 'language' | 'presenceId' | 'kind',
    label: string,
    data: { value: string; label: string }[],
  ) => (
    <SelectField
      optional
      clearable
      searchable={data.length > 8}
      label={label}
      placeholder={t('anyone')}
      data={data}
      value={line[field]}
      onChange={(value) => set({ [field]: value === null ? null : String(value) })}
    />
  )
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (line.teamId) onDone(line)
  }
  return (
    <Dialog
      open
      title={t('table.add')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" type="submit" form={form}>
            {t('done')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} noValidate onSubmit={submit}>
        <div className={styles.two}>
          {choice(
            'topicId',
            t('table.topic'),
            places.topics.map(({ id, name }) => ({ value: id, label: name[language] })),
          )}
          {choice(
            'language',
            t('table.language'),
            languageCodes.map((code) => ({ value: code, label: languageName(code, language) })),
          )}
          {choice('presenceId', t('table.presence'), named(places.presences))}
          {choice(
            'kind',
            t('table.kind'),
            CaseKind.options.map((value) => ({ value, label: t(`ui:understood.kind.${value}`) })),
          )}
        </div>
        <SelectField
          label={t('table.team')}
          data={named(places.teams)}
          value={line.teamId || null}
          error={tried && !line.teamId && t('table.needed')}
          onChange={(id) => set({ teamId: id === null ? '' : String(id) })}
        />
      </form>
    </Dialog>
  )
}
