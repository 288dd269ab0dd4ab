import type { Presence } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { useTouched } from '#lib/touched.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { Section } from '#ui/page.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './channels.module.css'
import { feedDraftOf, webAddress } from './feed-draft.ts'
import { FeedHabits, FoundFeeds } from './feed-fields.tsx'
import { TestResult } from './test-result.tsx'
import { useChangeChannel } from './use-change-channel.ts'
import { useChannelTest } from './use-channel-test.ts'

export function ChannelFeed({ presence }: { presence: Presence }) {
  const { t } = useTranslation(['channels', 'ui'])
  const { values: draft, set: give } = useTouched(feedDraftOf(presence.settings))
  const change = useChangeChannel(presence.id)
  const test = useChannelTest()
  const url = webAddress(draft.url)
  const asked = {
    presence: { kind: 'feed' as const, name: presence.name, purpose: '', teamId: null, settings: { ...draft, url } },
    presenceId: presence.id,
  }
  const answer = url ? test.answerFor(asked) : null
  return (
    <Section id="url" title={t('feed.settings')}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (url) change.run({ settings: { ...draft, url } })
        }}
      >
        <TextField
          label={t('feed.url')}
          inputMode="url"
          autoComplete="off"
          maxLength={2000}
          value={draft.url}
          onChange={(event) => give({ url: event.currentTarget.value })}
          error={change.problem?.code === 'conflict' ? t('feed.taken') : !url && t('feed.urlWrong')}
        />
        <FeedHabits draft={draft} give={give} />
        {change.error && change.problem?.code !== 'conflict' && <ErrorState compact error={change.error} />}
        {test.error && <ErrorState compact error={test.error} />}
        {answer && <TestResult kind="feed" answer={answer} />}
        {answer && !answer.ok && (
          <FoundFeeds feeds={answer.found.feeds ?? []} onChoose={(found) => give({ url: found })} />
        )}
        <div className={styles.buttons}>
          <Button type="submit" look="primary" busy={change.busy} disabled={!url}>
            {t('ui:save')}
          </Button>
          <Button busy={test.busy} disabled={!url} onClick={() => test.run(asked)}>
            {t('test.run')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
