import { viewRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { isProblem } from '#lib/problem.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './dialog-form.module.css'
import { possibleParents, type TopicNode, type TopicRow } from './topic-tree.ts'

type Props = { topic: TopicRow | 'new' | null; nodes: TopicNode<TopicRow>[]; onClose: () => void }

export function TopicDialog({ topic, nodes, onClose }: Props) {
  const { t } = useTranslation(['settings', 'ui'])
  const language = useLanguage()
  const known = topic === 'new' ? null : topic
  const [de, setDe] = useState(known?.name.de ?? '')
  const [en, setEn] = useState(known?.name.en ?? '')
  const [parentId, setParentId] = useState(known?.parentId ?? null)
  const [checked, setChecked] = useState(false)
  const save = useMutation({
    mutationFn: () => {
      const body = { name: { de: de.trim(), en: en.trim() }, parentId }
      return known
        ? call(viewRoutes.changeTopic, { params: { id: known.id }, body })
        : call(viewRoutes.createTopic, { body })
    },
    onSuccess: () => {
      invalidateRoute(queryClient, viewRoutes.topics)
      showNotice({ text: t('ui:saved'), tone: 'ok' })
      onClose()
    },
  })
  const missing = (name: string) => checked && !name.trim() && t('missing')
  const problem = isProblem(save.error) ? save.error : null
  const parents = possibleParents(nodes, known?.id ?? null)
  return (
    <Dialog
      open={topic !== null}
      title={t(known ? 'topics.change' : 'topics.add')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="submit" form="topic" look="primary" busy={save.isPending}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      <form
        id="topic"
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (de.trim() && en.trim()) save.mutate()
        }}
      >
        {save.error && !problem?.errors.length && <ErrorState compact error={save.error} />}
        <TextField
          data-autofocus
          label={t('topics.nameDe')}
          maxLength={80}
          lang="de"
          value={de}
          onChange={(event) => setDe(event.currentTarget.value)}
          error={missing(de)}
        />
        <TextField
          label={t('topics.nameEn')}
          maxLength={80}
          lang="en"
          value={en}
          onChange={(event) => setEn(event.currentTarget.value)}
          error={missing(en)}
        />
        <SelectField
          optional
          label={t('topics.parent')}
          placeholder={t('topics.top')}
          clearable
          value={parentId}
          onChange={(value) => setParentId(value as string | null)}
          data={parents.map(({ topic: one, depth }) => ({
            value: one.id,
            label: `${'– '.repeat(Math.min(depth, 6))}${one.name[language]}`,
          }))}
        />
      </form>
    </Dialog>
  )
}
