import { type CaseDetail, CaseKind, type ClosingField, type Completeness, caseRecordRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { useTopics } from '#lib/people.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useTouched } from '#lib/touched.ts'
import { useLanguage } from '#lib/use-language.ts'
import { TextAreaField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'

/** What a person filled in and how it is kept. What they did not touch follows the case, and is never sent. */
export function useFacts(detail: CaseDetail, known: Completeness, onSaved: (after: Completeness) => void) {
  const valueOf = (field: ClosingField) => known.fields.find((each) => each.field === field)?.value ?? ''
  const before = {
    foundWhere: valueOf('found-where'),
    foundBy: valueOf('found-by'),
    kind: detail.kind,
    topicId: detail.topic?.id ?? null,
    causeId: known.cause?.id ?? null,
    particulars: detail.particulars,
  }
  const { values: facts, set, changes } = useTouched(before)
  const save = useMutation({
    mutationFn: () =>
      call(caseRecordRoutes.document, {
        params: { id: detail.id },
        body: changes,
      }),
    onSuccess: (after) => {
      invalidateRoute(queryClient, caseRecordRoutes.completeness, caseRecordRoutes.causeReport)
      refreshAround(detail.id)
      onSaved(after)
    },
    onError: tellProblem,
  })
  return { facts, set, save, hasChanged: Object.keys(changes).length > 0 }
}

type Props = {
  known: Completeness
  form: ReturnType<typeof useFacts>
  /** Only these; without it all that a person can fill in. */
  only?: readonly ClosingField[]
}

export function FactFields({ known, form: { facts, set }, only }: Props) {
  const { t } = useTranslation(['records', 'ui'])
  const language = useLanguage()
  const topics = useTopics()
  const causes = useQuery(read(caseRecordRoutes.causes)).data?.items ?? []
  const suggested = known.suggestedCauses.map(({ id }) => id)
  const offered = causes
    .filter(({ active, id }) => active || id === facts.causeId)
    .toSorted((a, b) => rank(suggested, a.id) - rank(suggested, b.id))
  const shows = (field: ClosingField) => only === undefined || only.includes(field)
  return (
    <>
      {shows('found-where') && (
        <TextField
          data-autofocus
          optional={only === undefined}
          label={t('field.found-where')}
          value={facts.foundWhere}
          maxLength={500}
          onChange={(event) => set({ foundWhere: event.currentTarget.value })}
        />
      )}
      {shows('found-by') && (
        <TextField
          optional={only === undefined}
          label={t('field.found-by')}
          value={facts.foundBy}
          maxLength={200}
          onChange={(event) => set({ foundBy: event.currentTarget.value })}
        />
      )}
      {shows('kind') && (
        <SelectField
          optional={only === undefined}
          clearable={only === undefined}
          label={t('field.kind')}
          data={CaseKind.options.map((kind) => ({ value: kind, label: t(`ui:understood.kind.${kind}`) }))}
          value={facts.kind}
          onChange={(value) => set({ kind: value === null ? null : CaseKind.options.find((kind) => kind === value)! })}
        />
      )}
      {shows('topic') && (
        <SelectField
          optional={only === undefined}
          searchable
          clearable={only === undefined}
          label={t('field.topic')}
          data={topics.map((topic) => ({ value: topic.id, label: topic.name[language] }))}
          value={facts.topicId}
          onChange={(value) => set({ topicId: value === null ? null : String(value) })}
        />
      )}
      {shows('cause') && (
        <SelectField
          optional={only === undefined}
          searchable
          clearable={only === undefined}
          label={t('field.cause')}
          placeholder={t('fill.noCause')}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          value={facts.causeId}
          onChange={(value) => set({ causeId: value === null ? null : String(value) })}
        />
      )}
      {shows('particulars') && (
        <TextAreaField
          optional={only === undefined}
          label={t('field.particulars')}
          description={t('fill.particularsHelp')}
          value={facts.particulars}
          maxLength={5000}
          onChange={(event) => set({ particulars: event.currentTarget.value })}
        />
      )}
    </>
  )
}

function rank(suggested: readonly string[], id: string): number {
  const place = suggested.indexOf(id)
  return place === -1 ? suggested.length : place
}
