import { viewRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { only, useTouched } from '#lib/touched.ts'
import { isProblem } from '#lib/problem.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { TextField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { possibleParents, type TopicNode, type TopicRow } from './topic-tree.ts'

type Props = { topic: TopicRow | 'new'; nodes: TopicNode<TopicRow>[]; onClose: () => void }

export function TopicDialog({ topic, nodes, onClose }: Props) {
  const { t } = useTranslation(['settings', 'ui'])
  const language = useLanguage()
  const known = topic === 'new' ? null : topic
  const form = useTouched({ name: known?.name ?? { de: '', en: '' }, parentId: known?.parentId ?? null })
  const { name, parentId } = form.values
  const { de, en } = name
  const [checked, setChecked] = useState(false)
  const save = useMutation({
    mutationFn: () => {
      const body = { name: { de: de.trim(), en: en.trim() }, parentId }
      return known
        ? call(viewRoutes.changeTopic, { params: { id: known.id }, body: only(body, form.changes) })
        : call(viewRoutes.createTopic, { body })
    },
    onSuccess: () => {
      invalidateRoute(queryClient, viewRoutes.topics)
      showNotice({ text: t('ui:saved'), tone: 'ok' })
      onClose()
    },
  })
  const missing = (words: string) => checked && !words.trim() && t('missing')
  const problem = isProblem(save.error) ? save.error : null
  const parents = possibleParents(nodes, known?.id ?? null)
  return (
    <FormDialog
      title={t(known ? 'topics.change' : 'topics.add')}
      onClose={onClose}
      busy={save.isPending}
      error={save.error && !problem?.errors.length ? save.error : null}
      onSubmit={() => {
        setChecked(true)
        if (de.trim() && en.trim()) save.mutate()
      }}
    >
      <TextField
        data-autofocus
        label={t('topics.nameDe')}
        maxLength={80}
        lang="de"
        value={de}
        onChange={(event) => form.set({ name: { ...name, de: event.currentTarget.value } })}
        error={missing(de)}
      />
      <TextField
        label={t('topics.nameEn')}
        maxLength={80}
        lang="en"
        value={en}
        onChange={(event) => form.set({ name: { ...name, en: event.currentTarget.value } })}
        error={missing(en)}
      />
      <SelectField
        optional
        label={t('topics.parent')}
        placeholder={t('topics.top')}
        clearable
        value={parentId}
        onChange={(value) => form.set({ parentId: value as string | null })}
        data={parents.map(({ topic: one, depth }) => ({
          value: one.id,
          label: `${'– '.repeat(Math.min(depth, 6))}${one.name[language]}`,
        }))}
      />
    </FormDialog>
  )
}
