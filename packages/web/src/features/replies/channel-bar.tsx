import type { CaseDetail } from '@resonanz/contracts'
import { ChevronDown, Globe, Lock, PenLine, Reply } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { channelIcons } from '#ui/channel-glyph.tsx'
import { Menu } from '#ui/menu.tsx'
import styles from './replies.module.css'

type Thread = CaseDetail['threads'][number]
type Props = { thread: Thread; threads: Thread[]; onThread: (id: string) => void; children: ReactNode }

/** Says in one line where the words go: how public, which channel, as whom. */
export function ChannelBar({ thread, threads, onThread, children }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const Sign = thread.visibility === 'public' ? Globe : Lock
  const Icon = thread.reply === 'log' ? PenLine : Reply
  const words = (one: Thread) => {
    const as = one.reply === 'log' ? null : one.replyAs
    const channel = t(`ui:channel.${one.channel}`)
    const where = `${t(one.visibility === 'public' ? 'channel.public' : 'channel.private')} · ${channel}`
    return as ? t('channel.as', { where, as }) : where
  }
  const place = (
    <>
      <Sign size={14} />
      <span>{words(thread)}</span>
    </>
  )
  return (
    <div className={styles.bar}>
      <Icon size={16} />
      <b>{t(thread.reply === 'log' ? 'log.title' : 'reply.title')}</b>
      {threads.length > 1 ? (
        <Menu
          label={t('channel.choose')}
          width={340}
          target={
            <button type="button" className={styles.place} title={words(thread)}>
              {place}
              <ChevronDown size={14} />
            </button>
          }
          entries={threads.map((one) => ({
            label: [words(one), one.subject].filter(Boolean).join(' – '),
            icon: channelIcons[one.channel],
            checked: one.id === thread.id,
            run: () => onThread(one.id),
          }))}
        />
      ) : (
        <span className={styles.place} title={words(thread)}>
          {place}
        </span>
      )}
      <span className={styles.space} />
      {children}
    </div>
  )
}
