import { type Expert, expertRoutes } from '@resonanz/contracts'
import { MultiSelect, TagsInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useMembers, useTeams, useTopics } from '#lib/people.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { changesOf } from '#lib/touched.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { ChoiceField, TextField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { AbsenceDays } from './absence-days.tsx'
import styles from './consultations.module.css'
import { draftOf, type ExpertDraft, inputOf, mistakesIn } from './expert-draft.ts'

type Props = { expert: Expert | null; others: Expert[]; topicId?: string; onClose: () => void }
const languages = ['de', 'en', 'fr', 'it', 'es', 'nl', 'pl', 'tr'] as const

/** Who it is, what they can be asked, who stands in, whose hours count. */
export function ExpertDialog({ expert, others, topicId, onClose }: Props) {
  const { t } = useTranslation(['consultations', 'ui'])
  const language = useLanguage()
  const inDirectory = new Set(others.map(({ memberId }) => memberId))
  const members = useMembers().filter(({ id, active }) => active && !inDirectory.has(id))
  const teams = useTeams()
  const topics = useTopics().filter(({ active }) => active)
  const [draft, setDraft] = useState(() => draftOf(expert, topicId))
  const [opened] = useState(() => inputOf(draft))
  const [tried, setTried] = useState(false)
  const set = (change: Partial<ExpertDraft>) => setDraft((before) => ({ ...before, ...change }))
  const mistakes = mistakesIn(draft)
  const isOutside = draft.kind === 'outside'
  const close = (words: string) => {
    invalidateRoute(queryClient, expertRoutes.list)
    showNotice({ text: words, tone: 'ok' })
    onClose()
  }
  const save = useMutation({
    mutationFn: () => {
      const { absences, ...fields } = inputOf(draft)
      const body = isOutside ? { ...fields, absences } : fields
      return expert
        ? call(expertRoutes.change, { params: { id: expert.id }, body: changesOf(opened, body) })
        : call(expertRoutes.create, { body: { ...body, memberId: isOutside ? null : draft.memberId } })
    },
    onSuccess: () => close(t('ui:saved')),
  })
  const remove = useMutation({
    mutationFn: (id: string) => call(expertRoutes.remove, { params: { id } }),
    onSuccess: () => close(t('directory.removed', { name: expert?.name ?? '' })),
  })
  return (
    <FormDialog
      title={expert ? t('form.edit', { name: expert.name }) : t('form.add')}
      onClose={onClose}
      size={560}
      busy={save.isPending || remove.isPending}
      remove={expert ? { label: t('directory.remove'), onRemove: () => remove.mutate(expert.id) } : undefined}
      error={save.error ?? remove.error}
      onSubmit={() => {
        setTried(true)
        if (mistakes.size === 0) save.mutate()
      }}
    >
      {!expert && (
        <ChoiceField
          label={t('form.kind')}
          inline
          value={draft.kind}
          onChange={(kind) => set({ kind })}
          choices={[
            { value: 'member', label: t('form.member'), help: t('form.memberHelp') },
            { value: 'outside', label: t('form.outside'), help: t('form.outsideHelp') },
          ]}
        />
      )}
      {!expert && !isOutside && (
        <SelectField
          searchable
          label={t('form.who')}
          data={members.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.memberId}
          error={tried && mistakes.has('who') && t('form.missing')}
          onChange={(id) => set({ memberId: id === null ? null : String(id) })}
        />
      )}
      {isOutside && (
        <div className={styles.two}>
          <TextField
            label={t('form.name')}
            value={draft.name}
            maxLength={200}
            error={tried && mistakes.has('name') && t('form.missing')}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextField
            type="email"
            label={t('form.email')}
            value={draft.email}
            maxLength={254}
            error={tried && mistakes.has('email') && t('form.wrongEmail')}
            onChange={(event) => set({ email: event.currentTarget.value })}
          />
          <TextField
            label={t('form.chatAddress')}
            description={t('form.chatAddressHelp')}
            value={draft.chatAddress}
            maxLength={300}
            error={tried && mistakes.has('chatAddress') && t('form.wrongChatAddress')}
            onChange={(event) => set({ chatAddress: event.currentTarget.value })}
          />
        </div>
      )}
      <MultiSelect
        searchable
        hidePickedOptions
        label={t('form.topics')}
        description={t('form.topicsHelp')}
        data={topics.map(({ id, name }) => ({ value: id, label: name[language] }))}
        value={draft.topicIds}
        onChange={(topicIds) => set({ topicIds })}
      />
      <MultiSelect
        searchable
        hidePickedOptions
        label={t('form.deputies')}
        description={t('form.deputiesHelp')}
        data={others.filter(({ id }) => id !== expert?.id).map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.deputyIds}
        maxValues={10}
        onChange={(deputyIds) => set({ deputyIds })}
      />
      <TagsInput
        label={t('form.products')}
        description={t('form.productsHelp')}
        value={draft.products}
        maxTags={100}
        onChange={(products) => set({ products })}
      />
      <MultiSelect
        label={t('form.languages')}
        data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
        value={draft.languages}
        onChange={(chosen) => set({ languages: chosen })}
      />
      <div className={styles.two}>
        <TextField
          optional
          label={t('form.department')}
          value={draft.department}
          maxLength={120}
          onChange={(event) => set({ department: event.currentTarget.value })}
        />
        <TextField
          optional
          type="tel"
          label={t('form.phone')}
          value={draft.phone}
          maxLength={60}
          onChange={(event) => set({ phone: event.currentTarget.value })}
        />
      </div>
      <SelectField
        optional
        clearable
        label={t('form.team')}
        description={t('form.teamHelp')}
        placeholder={t('form.house')}
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.teamId}
        onChange={(id) => set({ teamId: id === null ? null : String(id) })}
      />
      {isOutside ? (
        <AbsenceDays
          value={draft.absences}
          wrong={tried && mistakes.has('absence')}
          onChange={(absences) => set({ absences })}
        />
      ) : (
        <p className={styles.hint}>{t('form.awayMember')}</p>
      )}
    </FormDialog>
  )
}
