import { privatePageRoutes, type Question, type QuestionSet } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { TopicField } from '#ui/topic-field.tsx'
import { QuestionFields } from './question-fields.tsx'
import { isWhole, newQuestion } from './set-draft.ts'

const mostQuestions = 20

/** Prepared questions in their order. Pages that were sent keep theirs. */
export function SetDialog({ set, onClose }: { set: QuestionSet | null; onClose: () => void }) {
  const { t } = useTranslation(['private-pages', 'ui'])
  const [name, setName] = useState(set?.name ?? '')
  const [topicId, setTopicId] = useState(set?.topicId ?? null)
  const [questions, setQuestions] = useState<Question[]>(() => set?.questions ?? [newQuestion()])
  const [tried, setTried] = useState(false)
  const isReady = name.trim() !== '' && questions.every(isWhole)
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), topicId, questions }
      return set
        ? call(privatePageRoutes.changeSet, { params: { id: set.id }, body: { ...body, version: set.version } })
        : call(privatePageRoutes.createSet, { body })
    },
    onSuccess: () => leave(t('edit.saved')),
  })
  function leave(words: string): void {
    invalidateRoute(queryClient, privatePageRoutes.sets, privatePageRoutes.ofCase)
    showNotice({ text: words, tone: 'ok' })
    onClose()
  }
  return (
    <FormDialog
      size={680}
      title={set ? set.name : t('sets.add')}
      onClose={onClose}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => {
        setTried(true)
        if (isReady) save.mutate()
      }}
      remove={
        set
          ? {
              label: t('edit.remove'),
              question: { title: t('edit.removeTitle', { name: set.name }), words: t('edit.removeWords') },
              onRemove: async () => {
                await call(privatePageRoutes.removeSet, { params: { id: set.id } })
                leave(t('edit.removed'))
              },
            }
          : undefined
      }
    >
      <TextField
        data-autofocus
        label={t('edit.name')}
        maxLength={80}
        value={name}
        error={tried && name.trim() === '' && t('edit.missing')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TopicField label={t('edit.topic')} description={t('edit.topicHelp')} value={topicId} onChange={setTopicId} />
      {questions.map((question, at) => (
        <QuestionFields
          key={question.key}
          question={question}
          place={{ at, of: questions.length }}
          tried={tried}
          onChange={(next) => setQuestions(questions.with(at, next))}
          onMove={(by) => setQuestions(questions.toSpliced(at, 1).toSpliced(at + by, 0, question))}
          onRemove={() => setQuestions(questions.toSpliced(at, 1))}
        />
      ))}
      {questions.length < mostQuestions && (
        <Button icon={Plus} onClick={() => setQuestions([...questions, newQuestion()])}>
          {t('edit.addQuestion')}
        </Button>
      )}
    </FormDialog>
  )
}
