import { CaseLinkKind, incidentRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ChoiceField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './incidents.module.css'

const stale = () =>
  invalidateRoute(
    queryClient,
    incidentRoutes.relations,
    incidentRoutes.list,
    incidentRoutes.read,
    incidentRoutes.cluster,
  )

export function LinkDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { t } = useTranslation(['incidents', 'ui'])
  const [number, setNumber] = useState('')
  const [kind, setKind] = useState<CaseLinkKind>('related')
  const link = useMutation({
    mutationFn: () => call(incidentRoutes.link, { params: { id: caseId }, body: { number: Number(number), kind } }),
    onSuccess: () => {
      stale()
      showNotice({ text: t('rel.linked'), tone: 'ok' })
      onClose()
    },
  })
  return (
    <Dialog
      open
      title={t('rel.link')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button
            look="primary"
            disabled={!/^[1-9]\d{0,8}$/.test(number)}
            busy={link.isPending}
            onClick={() => link.mutate()}
          >
            {t('rel.link')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {link.error && <ErrorState compact error={link.error} />}
        <TextField
          data-autofocus
          inputMode="numeric"
          label={t('rel.number')}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value.replace(/^#/, '').trim())}
        />
        <ChoiceField
          label={t('rel.kind')}
          value={kind}
          onChange={setKind}
          choices={CaseLinkKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </div>
    </Dialog>
  )
}

/** Puts cases under a running incident, or under a new one. */
export function AttachDialog({
  caseIds,
  title: proposed,
  onClose,
}: {
  caseIds: string[]
  title: string
  onClose: () => void
}) {
  const { t } = useTranslation(['incidents', 'ui'])
  const running = useQuery(read(incidentRoutes.list, { query: { state: 'running' } })).data?.items ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [title, setTitle] = useState('')
  const attach = useMutation({
    mutationFn: async () => {
      if (chosen) return call(incidentRoutes.attach, { params: { id: chosen }, body: { caseIds } })
      const made = await call(incidentRoutes.create, { body: { title, caseIds } })
      return { attached: made.cases, already: 0, elsewhere: caseIds.length - made.cases }
    },
    onSuccess: (done) => {
      stale()
      showNotice({ text: caseIds.length === 1 ? t('rel.attached') : t('cluster.result', done), tone: 'ok' })
      onClose()
    },
  })
  return (
    <Dialog
      open
      title={t('rel.attach')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button
            look="primary"
            disabled={!chosen && title.trim().length < 3}
            busy={attach.isPending}
            onClick={() => attach.mutate()}
          >
            {t('rel.attach')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {attach.error && <ErrorState compact error={attach.error} />}
        {running.length > 0 && (
          <SelectField
            searchable
            clearable
            label={t('rel.pick')}
            data={running.map((each) => ({ value: each.id, label: `${each.number} · ${each.title}` }))}
            value={chosen}
            onChange={(value) => setChosen(value === null ? null : String(value))}
          />
        )}
        <TextField
          label={running.length > 0 ? t('rel.or') : t('form.title')}
          placeholder={proposed}
          value={title}
          maxLength={200}
          disabled={chosen !== null}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
