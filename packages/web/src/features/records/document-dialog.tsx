import { type CaseDetail, type Completeness, caseRecordRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { useTopics } from '#lib/people.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextAreaField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import styles from './records.module.css'

/** Everything that ought to be known of a case before it is closed, in one place. */
export function DocumentDialog({
  detail,
  known,
  onClose,
}: {
  detail: CaseDetail
  known: Completeness
  onClose: () => void
}) {
  const { t } = useTranslation(['records', 'ui'])
  const language = useLanguage()
  const valueOf = (field: string) => known.fields.find((each) => each.field === field)?.value ?? ''
  const [foundWhere, setFoundWhere] = useState(valueOf('found-where'))
  const [foundBy, setFoundBy] = useState(valueOf('found-by'))
  const [topicId, setTopicId] = useState(detail.topic?.id ?? null)
  const [causeId, setCauseId] = useState(known.cause?.id ?? null)
  const [particulars, setParticulars] = useState(detail.particulars)
  const topics = useTopics()
  const causes = useQuery(read(caseRecordRoutes.causes)).data?.items ?? []
  const suggested = known.suggestedCauses.map(({ id }) => id)
  const offered = causes
    .filter(({ active, id }) => active || id === causeId)
    .toSorted((a, b) => rank(suggested, a.id) - rank(suggested, b.id))
  const save = useMutation({
    mutationFn: () =>
      call(caseRecordRoutes.document, {
        params: { id: detail.id },
        body: {
          foundWhere,
          foundBy,
          causeId,
          ...(topicId !== (detail.topic?.id ?? null) ? { topicId } : {}),
          ...(particulars !== detail.particulars ? { particulars } : {}),
        },
      }),
    onSuccess: () => {
      invalidateRoute(queryClient, caseRecordRoutes.completeness, caseRecordRoutes.causeReport)
      refreshAround(detail.id)
      showNotice({ text: t('done.saved'), tone: 'ok' })
      onClose()
    },
    onError: tellProblem,
  })
  return (
    <Dialog
      open
      title={t('fill.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={save.isPending} onClick={() => save.mutate()}>
            {t('fill.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.quiet}>{t('fill.intro')}</p>
        <TextField
          data-autofocus
          optional
          label={t('field.found-where')}
          value={foundWhere}
          maxLength={500}
          onChange={(event) => setFoundWhere(event.currentTarget.value)}
        />
        <TextField
          optional
          label={t('field.found-by')}
          value={foundBy}
          maxLength={200}
          onChange={(event) => setFoundBy(event.currentTarget.value)}
        />
        <SelectField
          optional
          searchable
          clearable
          label={t('field.topic')}
          data={topics.map((topic) => ({ value: topic.id, label: topic.name[language] }))}
          value={topicId}
          onChange={(value) => setTopicId(value === null ? null : String(value))}
        />
        <SelectField
          optional
          searchable
          clearable
          label={t('field.cause')}
          placeholder={t('fill.noCause')}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          value={causeId}
          onChange={(value) => setCauseId(value === null ? null : String(value))}
        />
        <TextAreaField
          optional
          label={t('field.particulars')}
          description={t('fill.particularsHelp')}
          value={particulars}
          maxLength={5000}
          onChange={(event) => setParticulars(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}

function rank(suggested: readonly string[], id: string): number {
  const place = suggested.indexOf(id)
  return place === -1 ? suggested.length : place
}
