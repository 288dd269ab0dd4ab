import { type BodyInput, goodwillRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { parseMoney } from '#lib/money.ts'
import { useTeams, useTopics } from '#lib/people.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { TextField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { SelectField } from '#ui/select-field.tsx'

type Limit = BodyInput<typeof goodwillRoutes.setLimit>
export type LimitDraft = Omit<Limit, 'amountMinor'> & { amountMinor?: number }

/** One limit as a sentence to fill in: who, in which team, on which topic, up to how much. */
export function LimitDialog({ draft, onClose }: { draft: LimitDraft; onClose: () => void }) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const language = useLanguage()
  const teams = useTeams()
  const topics = useTopics()
  const [limit, setLimit] = useState(draft)
  const [typed, setTyped] = useState(
    draft.amountMinor === undefined ? '' : String(draft.amountMinor / 100).replace('.', language === 'de' ? ',' : '.'),
  )
  const [isAsked, setAsked] = useState(false)
  const amountMinor = parseMoney(typed, language)
  const save = useMutation({
    mutationFn: () => {
      const { role, teamId, topicId, currency } = limit
      return call(goodwillRoutes.setLimit, { body: { role, teamId, topicId, currency, amountMinor: amountMinor! } })
    },
    onSuccess: () => {
      invalidateRoute(queryClient, goodwillRoutes.frame, goodwillRoutes.ofCase)
      showNotice({ text: t('done.limit'), tone: 'ok' })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('frame.limitTitle')}
      onClose={onClose}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => {
        setAsked(true)
        if (amountMinor !== null) save.mutate()
      }}
    >
      <SelectField
        optional
        clearable
        label={t('frame.role')}
        placeholder={t('frame.any')}
        value={limit.role}
        onChange={(role) => setLimit({ ...limit, role: (role as Limit['role']) ?? null })}
        data={(['agent', 'lead', 'admin', 'owner'] as const).map((value) => ({ value, label: t(`role.${value}`) }))}
      />
      <SelectField
        optional
        clearable
        searchable
        label={t('frame.team')}
        placeholder={t('frame.any')}
        value={limit.teamId}
        onChange={(id) => setLimit({ ...limit, teamId: id === null ? null : String(id) })}
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        optional
        clearable
        searchable
        label={t('frame.topic')}
        placeholder={t('frame.any')}
        value={limit.topicId}
        onChange={(id) => setLimit({ ...limit, topicId: id === null ? null : String(id) })}
        data={topics.map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
      <TextField
        data-autofocus
        label={t('frame.upTo', { currency: limit.currency })}
        description={t('frame.upToHelp')}
        inputMode="decimal"
        value={typed}
        error={isAsked && amountMinor === null && t('amountWrong')}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
