import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './channels.module.css'
import { keepFreshSecret } from './fresh-secret.ts'
import { type InletDraft, InletFields, inletDraftOf } from './inlet-fields.tsx'
import { type Place, PlaceFields } from './place-fields.tsx'
import { useConnect } from './use-connect.ts'

/** A place where any program may deliver; its secret is shown on the next page, once. */
export function ConnectInlet() {
  const { t } = useTranslation('channels')
  const navigate = useNavigate()
  const [draft, setDraft] = useState<InletDraft>(inletDraftOf({}))
  const [place, setPlace] = useState<Place>({ name: '', purpose: '', teamId: null })
  const [checked, setChecked] = useState(false)
  const connect = useConnect(({ id, signingSecret }) => {
    if (signingSecret) keepFreshSecret(id, signingSecret)
    void navigate({ to: '/settings/channels/$channelId', params: { channelId: id } })
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (place.name.trim()) connect.run({ kind: 'inlet', ...place, name: place.name.trim(), settings: draft })
  }
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      {connect.problem && !connect.problem.errors.length && <ErrorState compact error={connect.problem} />}
      <PlaceFields
        place={place}
        give={(part) => setPlace({ ...place, ...part })}
        nameError={checked && !place.name.trim() && t('missing')}
      />
      <InletFields draft={draft} give={(part) => setDraft({ ...draft, ...part })} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" busy={connect.busy}>
          {t('inlet.save')}
        </Button>
      </div>
    </form>
  )
}
