import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './channels.module.css'
import { type FeedDraft, webAddress } from './feed-draft.ts'
import { FeedHabits, FoundFeeds } from './feed-fields.tsx'
import { type Place, PlaceFields } from './place-fields.tsx'
import { TestResult } from './test-result.tsx'
import { useChannelTest } from './use-channel-test.ts'
import { useConnect } from './use-connect.ts'

/** A feed: its address, or that of a page that names one. */
export function ConnectFeed() {
  const { t } = useTranslation('channels')
  const navigate = useNavigate()
  const [draft, setDraft] = useState<FeedDraft>({ url: '', everyMinutes: 10, directed: false })
  const [place, setPlace] = useState<Place>({ name: '', purpose: '', teamId: null })
  const [checked, setChecked] = useState(false)
  const test = useChannelTest()
  const connect = useConnect(({ id }) => {
    showNotice({ text: t('connected'), tone: 'ok' })
    void navigate({ to: '/settings/channels/$channelId', params: { channelId: id } })
  })
  const url = webAddress(draft.url)
  const askedFor = (address: string) => ({
    presence: {
      kind: 'feed' as const,
      name: '–',
      purpose: '',
      teamId: null,
      settings: { url: address, everyMinutes: 10, directed: false },
    },
  })
  const answer = url ? test.answerFor(askedFor(url)) : null
  const title = answer?.found.title ?? ''
  const name = place.name || title.slice(0, 80)
  const presence = {
    kind: 'feed' as const,
    name: name.trim() || (URL.parse(url)?.hostname ?? ''),
    purpose: place.purpose,
    teamId: place.teamId,
    settings: { ...draft, url },
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (!url) return
    if (answer?.ok) connect.run(presence)
    else test.run(askedFor(url))
  }
  function choose(found: string): void {
    setDraft({ ...draft, url: found })
    test.run(askedFor(webAddress(found)))
  }
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <TextField
        label={t('feed.url')}
        description={t('feed.urlHelp')}
        inputMode="url"
        autoComplete="off"
        autoFocus
        maxLength={2000}
        value={draft.url}
        onChange={(event) => setDraft({ ...draft, url: event.currentTarget.value })}
        error={connect.problem?.code === 'conflict' ? t('feed.taken') : checked && !url && t('feed.urlWrong')}
      />
      {test.error && <ErrorState compact error={test.error} />}
      {answer && <TestResult kind="feed" answer={answer} />}
      {answer && !answer.ok && <FoundFeeds feeds={answer.found.feeds ?? []} onChoose={choose} />}
      {answer?.ok && (
        <>
          <p className={styles.guess}>
            <span>{t('feed.contains', { count: answer.found.items ?? 0, title: title || url })}</span>
          </p>
          <PlaceFields
            place={{ ...place, name }}
            give={(part) => setPlace({ ...place, ...part })}
            nameError={connect.problem?.fieldError('name')}
          />
          <FeedHabits draft={draft} give={(part) => setDraft({ ...draft, ...part })} />
        </>
      )}
      {connect.problem && connect.problem.code !== 'conflict' && !connect.problem.errors.length && (
        <ErrorState compact error={connect.problem} />
      )}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" busy={test.busy || connect.busy} disabled={draft.url.trim() === ''}>
          {t(answer?.ok ? 'feed.save' : answer ? 'test.again' : 'test.run')}
        </Button>
      </div>
    </form>
  )
}
