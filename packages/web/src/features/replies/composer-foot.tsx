import { TextQuote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { DraftState, ShareButton } from './composer-frame.tsx'
import { withQuote } from './draft-extra.ts'
import { FileButton } from './files.tsx'
import { isWorthSaying, type Left } from './limits.ts'
import { NextUpdateField, type useNextUpdate } from './next-update-field.tsx'
import type { ReplyThread } from './reply-thread.ts'
import styles from './replies.module.css'
import { SendButton, type SendHow } from './send-button.tsx'
import type { DraftField } from './use-draft.ts'

type Props = {
  thread: ReplyThread
  draft: DraftField
  nextUpdate: ReturnType<typeof useNextUpdate>
  left: Left | null
  /** Somebody else looks at it before it leaves. */
  asks: boolean
  ready: boolean
  busy: boolean
  onExtra: (patch: Record<string, unknown>) => void
  onModule: () => void
  /** Absent where no files go along. */
  onFiles: ((files: File[]) => void) | null
  onSend: (how: SendHow) => void
}

/** Below the field: what else goes along, what is promised, and the button that sends. */
export function ComposerFoot({
  thread,
  draft,
  nextUpdate,
  left,
  asks,
  ready,
  busy,
  onExtra,
  onModule,
  onFiles,
  onSend,
}: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const logs = thread.reply === 'log'
  return (
    <div className={styles.foot}>
      <IconButton small icon={TextQuote} label={t('act.module')} onClick={onModule} />
      {onFiles && !logs && <FileButton onFiles={onFiles} />}
      {thread.channel === 'email' && !logs && (
        <label className={styles.quote}>
          <input
            type="checkbox"
            checked={withQuote(draft.content.extra)}
            onChange={(event) => onExtra({ includeQuote: event.currentTarget.checked })}
          />
          {t('reply.quote')}
        </label>
      )}
      <DraftState draft={draft} />
      {!draft.isBlank && !draft.isShared && <ShareButton draft={draft} />}
      <span className={styles.space} />
      <NextUpdateField field={nextUpdate} onChange={(value) => onExtra({ nextUpdate: value })} />
      {left && isWorthSaying(left) && (
        <span className={styles.left} data-over={left.left < 0 || undefined}>
          {t(left.left < 0 ? 'reply.over' : 'reply.left', { count: Math.abs(left.left) })}
        </span>
      )}
      <SendButton logs={logs} asks={asks} ready={ready} busy={busy} onSend={onSend} />
    </div>
  )
}
