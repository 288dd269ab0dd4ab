import { caseRoutes, type SavedView, viewRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { isProblem } from '#lib/problem.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { changesOf } from '#lib/touched.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { SwitchField, TextField } from '#ui/field.tsx'
import styles from './change/change.module.css'
import type { Place } from './list-spec.ts'

type Props = { place: Place; rename: SavedView | null; onClose: () => void }

/** Gives the filter a name and a place in the navigation, for oneself or for everybody. */
export function SaveViewDialog({ place, rename, onClose }: Props) {
  const { t } = useTranslation(['inbox', 'ui'])
  const form = useId()
  const navigate = useNavigate()
  const mayShare = useMay('view.share')
  const { filter, sort } = place.spec
  const [name, setName] = useState(rename?.name ?? '')
  const [shared, setShared] = useState(rename?.shared ?? false)
  const save = useMutation({
    mutationFn: () =>
      rename
        ? call(viewRoutes.change, {
            params: { id: rename.id },
            body: changesOf({ name: rename.name, shared: rename.shared }, { name: name.trim(), shared }),
          })
        : call(viewRoutes.create, { body: { name: name.trim(), filter, sort, shared } }),
    onSuccess: (view) => {
      invalidateRoute(queryClient, viewRoutes.list, caseRoutes.counts)
      showNotice({ text: t('saved.done', { name: view.name }), tone: 'ok' })
      onClose()
      if (!rename) void navigate({ to: '/inbox/$view', params: { view: view.id } })
    },
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (name.trim()) save.mutate()
  }
  const code = isProblem(save.error) ? save.error.code : null
  return (
    <Dialog
      open
      size={440}
      title={t(rename ? 'head.rename' : 'head.saveView')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={save.isPending} disabled={!name.trim()}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.stack} onSubmit={submit}>
        <TextField
          label={t('saved.name')}
          value={name}
          maxLength={80}
          data-autofocus
          error={code ? t(`ui:problem.${code}.now`) : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {mayShare && (
          <SwitchField
            label={t('saved.shared')}
            description={t('saved.sharedHelp')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
      </form>
    </Dialog>
  )
}
