import { type Incident, incidentRoutes, IncidentState } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { fromLocalInput, toLocalInput } from '#lib/moments.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ChoiceField, TextAreaField, TextField } from '#ui/field.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './incidents.module.css'

/** A new incident, or the words, state and next update of one. */
export function IncidentDialog({ incident, onClose }: { incident?: Incident; onClose: () => void }) {
  const { t } = useTranslation(['incidents', 'ui'])
  const [title, setTitle] = useState(incident?.title ?? '')
  const [summary, setSummary] = useState(incident?.summary ?? '')
  const [state, setState] = useState<IncidentState>(incident?.state ?? 'open')
  const [nextAt, setNextAt] = useState(incident?.nextUpdateAt ? toLocalInput(new Date(incident.nextUpdateAt)) : '')
  const [nextText, setNextText] = useState(incident?.nextUpdateText ?? '')
  const save = useMutation({
    mutationFn: () => {
      const content = {
        title,
        summary,
        nextUpdateAt: fromLocalInput(nextAt)?.toISOString() ?? null,
        nextUpdateText: nextText,
      }
      return incident
        ? call(incidentRoutes.change, {
            params: { id: incident.id },
            body: { ...content, state, version: incident.version },
          })
        : call(incidentRoutes.create, { body: content })
    },
    onSuccess: () => {
      invalidateRoute(queryClient, incidentRoutes.list, incidentRoutes.read, incidentRoutes.relations)
      showNotice({ text: t('form.saved'), tone: 'ok' })
      onClose()
    },
  })
  return (
    <Dialog
      open
      title={incident ? t('form.edit') : t('new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" disabled={title.trim().length < 3} busy={save.isPending} onClick={() => save.mutate()}>
            {t('form.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {save.error && <ErrorState compact error={save.error} />}
        <TextField
          data-autofocus
          label={t('form.title')}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextAreaField
          optional
          label={t('form.summary')}
          value={summary}
          maxLength={5000}
          onChange={(event) => setSummary(event.currentTarget.value)}
        />
        {incident && (
          <ChoiceField
            inline
            label={t('form.state')}
            value={state}
            onChange={setState}
            choices={IncidentState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
          />
        )}
        <TextField
          optional
          type="datetime-local"
          label={t('form.nextAt')}
          value={nextAt}
          onChange={(event) => setNextAt(event.currentTarget.value)}
        />
        <TextField
          optional
          label={t('form.nextText')}
          value={nextText}
          maxLength={300}
          onChange={(event) => setNextText(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
