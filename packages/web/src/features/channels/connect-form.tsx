import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './channels.module.css'
import { type FormDraft, formDraftOf, formSettingsOf, originsIn } from './form-draft.ts'
import { FormFields } from './form-fields.tsx'
import { type Place, PlaceFields } from './place-fields.tsx'
import { useConnect } from './use-connect.ts'

/** A web form works as soon as it is saved; everything has a sensible start. */
export function ConnectForm() {
  const { t } = useTranslation('channels')
  const navigate = useNavigate()
  const [draft, setDraft] = useState<FormDraft>(() => formDraftOf({}))
  const [place, setPlace] = useState<Place>({ name: t('form.name'), purpose: '', teamId: null })
  const connect = useConnect(({ id }) => {
    showNotice({ text: t('form.done'), tone: 'ok' })
    void navigate({ to: '/settings/channels/$channelId', params: { channelId: id } })
  })
  const complete =
    place.name.trim() && draft.title.de.trim() && draft.title.en.trim() && originsIn(draft.origins).bad.length === 0
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (complete) connect.run({ kind: 'form', ...place, name: place.name.trim(), settings: formSettingsOf(draft) })
  }
  return (
    <form className={styles.wideForm} noValidate onSubmit={submit}>
      {connect.problem && !connect.problem.errors.length && <ErrorState compact error={connect.problem} />}
      <PlaceFields
        place={place}
        give={(part) => setPlace({ ...place, ...part })}
        nameError={!place.name.trim() && t('missing')}
      />
      <FormFields draft={draft} give={(part) => setDraft({ ...draft, ...part })} problem={connect.problem} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" busy={connect.busy} disabled={!complete}>
          {t('form.save')}
        </Button>
      </div>
    </form>
  )
}
