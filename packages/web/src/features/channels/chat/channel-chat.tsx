import type { Presence } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { useTouched } from '#lib/touched.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/page.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from '../channels.module.css'
import { useChangeChannel } from '../use-change-channel.ts'
import { chatDraftOf, chatSettingsOf, isWhole } from './chat-draft.ts'
import { ChatFields } from './chat-fields.tsx'
import { ChatShare } from './chat-share.tsx'

/** A chat: the line for the website, the secret of its sign-in, how it looks, and what can be set. */
export function ChannelChat({ presence, may }: { presence: Presence; may: boolean }) {
  return (
    <>
      <ChatShare presence={presence} stamp={JSON.stringify(presence.settings)} />
      {may && <ChatSection presence={presence} />}
    </>
  )
}

function ChatSection({ presence }: { presence: Presence }) {
  const { t } = useTranslation(['chat', 'ui'])
  const { values: draft, set: give } = useTouched(chatDraftOf(presence.settings))
  const change = useChangeChannel(presence.id)
  return (
    <Section id="settings" title={t('settings')}>
      <form
        className={styles.wideForm}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (isWhole(draft)) change.run({ settings: chatSettingsOf(draft) })
        }}
      >
        {change.problem && !change.problem.errors.length && <ErrorState compact error={change.problem} />}
        <ChatFields draft={draft} give={give} problem={change.problem} />
        <div className={styles.buttons}>
          <Button type="submit" look="primary" busy={change.busy} disabled={!isWhole(draft)}>
            {t('ui:save')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
