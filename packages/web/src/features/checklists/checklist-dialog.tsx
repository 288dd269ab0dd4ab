import { type Checklist, type ChecklistStep, checklistRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { CheckField, SwitchField, TextField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { TopicField } from '#ui/topic-field.tsx'
import styles from './checklists.module.css'

type Props = { list: Checklist | null; onClose: () => void }

/** Name, topic and the steps in their order; every saving is a version, cases that began keep theirs. */
export function ChecklistDialog({ list, onClose }: Props) {
  const { t } = useTranslation(['checklists', 'ui'])
  const [name, setName] = useState(list?.name ?? '')
  const [topicId, setTopicId] = useState(list?.topicId ?? null)
  const [isActive, setActive] = useState(list?.isActive ?? true)
  const [steps, setSteps] = useState<ChecklistStep[]>(() => list?.steps ?? [newStep()])
  const [tried, setTried] = useState(false)
  const isWhole = name.trim() !== '' && steps.length > 0 && steps.every((step) => step.text.trim() !== '')
  const save = useMutation({
    mutationFn: () => {
      const body = { name, topicId, isActive, steps }
      return list
        ? call(checklistRoutes.save, { params: { id: list.id }, body: { ...body, basedOn: list.version } })
        : call(checklistRoutes.create, { body })
    },
    onSuccess: () => leave(t('edit.saved')),
  })
  function leave(words: string): void {
    invalidateRoute(queryClient, checklistRoutes.list, checklistRoutes.ofCase)
    showNotice({ text: words, tone: 'ok' })
    onClose()
  }
  const put = (at: number, patch: Partial<ChecklistStep>) =>
    setSteps(steps.map((step, index) => (index === at ? { ...step, ...patch } : step)))
  function move(at: number, by: -1 | 1): void {
    const next = steps.toSpliced(at, 1)
    setSteps(next.toSpliced(at + by, 0, steps[at]!))
  }
  return (
    <FormDialog
      size={680}
      title={list ? list.name : t('screen.add')}
      onClose={onClose}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => {
        setTried(true)
        if (isWhole) save.mutate()
      }}
      remove={
        list
          ? {
              label: t('edit.remove'),
              question: { title: t('edit.removeTitle', { name: list.name }), words: t('edit.removeWords') },
              onRemove: async () => {
                await call(checklistRoutes.remove, { params: { id: list.id } })
                leave(t('edit.removed'))
              },
            }
          : undefined
      }
    >
      <TextField
        data-autofocus
        label={t('edit.name')}
        maxLength={120}
        value={name}
        error={tried && name.trim() === '' && t('edit.missing')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TopicField label={t('edit.topic')} description={t('edit.topicHelp')} value={topicId} onChange={setTopicId} />
      <SwitchField
        label={t('edit.active')}
        checked={isActive}
        onChange={(event) => setActive(event.currentTarget.checked)}
      />
      {steps.map((step, at) => (
        <fieldset key={step.id} className={styles.edited} aria-label={t('edit.step', { number: at + 1 })}>
          <div className={styles.head}>
            <b>{t('edit.step', { number: at + 1 })}</b>
            <IconButton small icon={ArrowUp} label={t('edit.up')} disabled={at === 0} onClick={() => move(at, -1)} />
            <IconButton
              small
              icon={ArrowDown}
              label={t('edit.down')}
              disabled={at === steps.length - 1}
              onClick={() => move(at, 1)}
            />
            <IconButton
              small
              icon={Trash2}
              label={t('edit.removeStep')}
              disabled={steps.length === 1}
              onClick={() => setSteps(steps.toSpliced(at, 1))}
            />
          </div>
          <TextField
            label={t('edit.text')}
            maxLength={200}
            value={step.text}
            error={tried && step.text.trim() === '' && t('edit.missing')}
            onChange={(event) => put(at, { text: event.currentTarget.value })}
          />
          <CheckField
            label={t('edit.required')}
            checked={step.isRequired}
            onChange={(event) => put(at, { isRequired: event.currentTarget.checked })}
          />
          <div className={styles.pair}>
            <TextField
              optional
              label={t('edit.hint')}
              maxLength={500}
              value={step.hint}
              onChange={(event) => put(at, { hint: event.currentTarget.value })}
            />
            <TextField
              optional
              type="url"
              label={t('edit.link')}
              placeholder="https://"
              maxLength={500}
              value={step.link}
              onChange={(event) => put(at, { link: event.currentTarget.value.trim() })}
            />
            {(['de', 'en'] as const).map((one) => (
              <TextField
                key={one}
                optional
                label={t(`edit.question.${one}`)}
                maxLength={300}
                value={step.question?.[one] ?? ''}
                onChange={(event) => put(at, { question: questionWith(step, one, event.currentTarget.value) })}
              />
            ))}
          </div>
        </fieldset>
      ))}
      {steps.length < 50 && (
        <Button icon={Plus} onClick={() => setSteps([...steps, newStep()])}>
          {t('edit.addStep')}
        </Button>
      )}
    </FormDialog>
  )
}

function newStep(): ChecklistStep {
  const id = crypto.randomUUID().slice(0, 8)
  return { id, text: '', isRequired: false, hint: '', link: '', question: null }
}

function questionWith(step: ChecklistStep, language: 'de' | 'en', words: string): ChecklistStep['question'] {
  const question = { de: '', en: '', ...step.question, [language]: words }
  return question.de === '' && question.en === '' ? null : question
}
