import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from '../channels.module.css'
import { keepFreshSecret } from '../fresh-secret.ts'
import { type Place, PlaceFields } from '../place-fields.tsx'
import { useConnect } from '../use-connect.ts'
import { chatDraftOf, chatSettingsOf, isWhole } from './chat-draft.ts'
import { ChatFields } from './chat-fields.tsx'

/** A chat works as soon as it is saved; the next page gives the line for the website. */
export function ConnectChat() {
  const { t } = useTranslation(['chat', 'channels'])
  const navigate = useNavigate()
  const [draft, setDraft] = useState(() => chatDraftOf({}))
  const [place, setPlace] = useState<Place>({ name: t('name'), purpose: '', teamId: null })
  const connect = useConnect(({ id, signingSecret }) => {
    if (signingSecret) keepFreshSecret(id, signingSecret)
    showNotice({ text: t('done'), tone: 'ok' })
    void navigate({ to: '/settings/channels/$channelId', params: { channelId: id } })
  })
  const complete = place.name.trim() && isWhole(draft)
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (complete) connect.run({ kind: 'chat', ...place, name: place.name.trim(), settings: chatSettingsOf(draft) })
  }
  return (
    <form className={styles.wideForm} noValidate onSubmit={submit}>
      {connect.problem && !connect.problem.errors.length && <ErrorState compact error={connect.problem} />}
      <PlaceFields
        place={place}
        give={(part) => setPlace({ ...place, ...part })}
        nameError={!place.name.trim() && t('channels:missing')}
      />
      <ChatFields draft={draft} give={(part) => setDraft({ ...draft, ...part })} problem={connect.problem} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" busy={connect.busy} disabled={!complete}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
