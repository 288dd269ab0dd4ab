import { type CaseDetail, fileRoutes, type Message } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Code, Download, ExternalLink, Globe, Lock, Text, TriangleAlert } from 'lucide-react'
import { lazy, memo, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#lib/api.ts'
import { useNow } from '#lib/clock.ts'
import { read } from '#lib/query.ts'
import { formatClock, formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Avatar } from '#ui/avatar.tsx'
import { ErrorState } from '#ui/states.tsx'
import { classNames } from '#ui/class-names.ts'
import { useEventContext } from './event-lines.tsx'
import { LinkedText } from './linked-text.tsx'
import { MailPage } from './mail-page.tsx'
import { useMarksShown } from './marks-shown.ts'
import { MessageFiles } from './message-files.tsx'
import styles from './timeline.module.css'

const marks = () => import('./marked-text.tsx')
const MarkedText = lazy(() => marks().then((file) => ({ default: file.MarkedText })))
const Carried = lazy(() => marks().then((file) => ({ default: file.Carried })))

type Props = { message: Message; caseDetail: CaseDetail; delivery: (message: Message, detail: CaseDetail) => ReactNode }

/** One piece of communication: theirs on the left on a ground, ours on the right with an edge. */
export const MessageItem = memo(function MessageItem({ message, caseDetail, delivery }: Props) {
  const { t } = useTranslation(['cases', 'ui'])
  const [shown, setShown] = useState<'reply' | 'full' | 'page'>('reply')
  const ours = message.direction === 'out'
  const name = message.author.name || message.author.address || t('actor.unknown')
  return (
    <article
      className={classNames(styles.message, ours && styles.ours)}
      aria-label={t(ours ? 'message.from_us' : 'message.from', { name })}
      data-message={message.id}
    >
      <Avatar name={name} />
      <div className={styles.body}>
        <Head message={message} name={name} />
        <SenderFlags flags={message.flags} />
        <div className={styles.bubble} data-nature={message.nature}>
          {message.deletedAt ? (
            <p className={styles.gone}>
              <Deleted at={message.deletedAt} />
            </p>
          ) : (
            <>
              {message.subject && saysMore(message.subject, caseDetail.title) && (
                <p className={styles.subject}>{message.subject}</p>
              )}
              {shown === 'page' && <MailPage message={message} />}
              {shown === 'full' && <WholeWords message={message} />}
              {shown === 'reply' && <Words message={message} />}
              <MessageFiles attachments={message.attachments} channel={message.channel} />
            </>
          )}
        </div>
        {shown === 'reply' && <WhatCarries message={message} />}
        {!message.deletedAt && <Below message={message} shown={shown} onShow={setShown} />}
        {delivery(message, caseDetail)}
      </div>
    </article>
  )
})

function Head({ message, name }: { message: Message; name: string }) {
  const { t } = useTranslation(['cases', 'ui'])
  const { language, now } = useEventContext()
  const at = new Date(message.at)
  const isPublic = message.visibility === 'public'
  const Sign = isPublic ? Globe : Lock
  return (
    <div className={styles.head}>
      <b className={styles.author} title={message.author.address ?? undefined}>
        {name}
      </b>
      <Sign size={12} aria-hidden="true" />
      <span>
        {t(isPublic ? 'message.public' : 'message.private')} · {t(`ui:channel.${message.channel}`)} ·{' '}
        <time dateTime={message.at} title={formatMoment(at, now, { language })}>
          {formatClock(at, { language })}
        </time>
      </span>
      {message.nature !== 'message' && <span className={styles.nature}>{t(`message.nature.${message.nature}`)}</span>}
      {message.version > 1 && <span>{t('message.version', { version: message.version })}</span>}
    </div>
  )
}

function Words({ message, text = message.text }: { message: Message; text?: string }) {
  return (
    <div className={styles.words} lang={message.language ?? undefined} dir="auto">
      <MarkedWords message={message} text={text} />
    </div>
  )
}

/** The places of the marks belong to the text that was read, and to no other. */
function MarkedWords({ message, text }: { message: Message; text: string }) {
  const marksShown = useMarksShown()
  const plain = <LinkedText text={text} />
  if (!marksShown || !message.analysis || text !== message.text) return plain
  return (
    <Suspense fallback={plain}>
      <MarkedText text={text} analysis={message.analysis} />
    </Suspense>
  )
}

function WhatCarries({ message }: { message: Message }) {
  const marksShown = useMarksShown()
  if (!marksShown || !message.analysis || message.deletedAt) return null
  return (
    <Suspense>
      <Carried text={message.text} analysis={message.analysis} />
    </Suspense>
  )
}

/** With quotes and signature; asked for when wanted. */
function WholeWords({ message }: { message: Message }) {
  const whole = useQuery(read(fileRoutes.full, { params: { id: message.id } }))
  if (whole.error) return <ErrorState compact error={whole.error} onRetry={() => void whole.refetch()} />
  return <Words message={message} text={whole.data?.text} />
}

/** `AW: Erstattung` under the title „Erstattung“ says nothing new. */
function saysMore(subject: string, title: string): boolean {
  return bare(subject) !== bare(title)
}
function bare(subject: string): string {
  return subject
    .replace(/^(?:\s*(?:re|aw|antw|fwd|wg)\s*:)+/i, '')
    .trim()
    .toLowerCase()
}

type Shown = 'reply' | 'full' | 'page'

/** What else there is of a message: quotes and signature, its own look, where it stands, the file as received. */
function Below({ message, shown, onShow }: { message: Message; shown: Shown; onShow: (shown: Shown) => void }) {
  const { t } = useTranslation(['cases', 'ui'])
  const toggle = (what: 'full' | 'page') => onShow(shown === what ? 'reply' : what)
  if (!message.trimmed && !message.hasHtml && !message.permalink && !message.hasOriginal) return null
  return (
    <div className={styles.below}>
      {message.trimmed && shown !== 'page' && (
        <button type="button" aria-expanded={shown === 'full'} onClick={() => toggle('full')}>
          <Text size={13} />
          {t(shown === 'full' ? 'message.short' : 'message.full')}
        </button>
      )}
      {message.hasHtml && message.direction === 'in' && (
        <button type="button" aria-expanded={shown === 'page'} onClick={() => toggle('page')}>
          <Code size={13} />
          {t(shown === 'page' ? 'message.asText' : 'message.asSent')}
        </button>
      )}
      {message.permalink && /^https?:\/\//.test(message.permalink) && (
        <a href={message.permalink} target="_blank" rel="noopener noreferrer nofollow">
          <ExternalLink size={13} />
          {t('message.open')}
        </a>
      )}
      {message.hasOriginal && message.direction === 'in' && (
        <a href={addressOf(fileRoutes.original, { params: { id: message.id } })} download>
          <Download size={13} />
          {t('message.original')}
        </a>
      )}
    </div>
  )
}

/** Doubts about who sent it, in words. What is only of technical interest is left out. */
const told = new Set([
  'sender-unclear',
  'name-looks-like-us',
  'name-shows-other-address',
  'not-verified',
  'several-from',
  'no-from',
  'from-own-address',
  'text-html-differ',
  'from-quarantine',
  'too-large',
  'id-reused',
  'sent-twice',
  'opened-from-public',
])

function SenderFlags({ flags }: { flags: string[] }) {
  const { t } = useTranslation(['cases', 'ui'])
  const shown = flags.filter((flag) => told.has(flag))
  if (shown.length === 0) return null
  return (
    <ul className={styles.flags}>
      {shown.map((flag) => (
        <li key={flag}>
          <TriangleAlert size={13} />
          {t(`flag.${flag}` as 'flag.sender-unclear')}
        </li>
      ))}
    </ul>
  )
}

function Deleted({ at }: { at: string }) {
  const { t } = useTranslation(['cases', 'ui'])
  const language = useLanguage()
  return t('message.deleted', { at: formatMoment(new Date(at), useNow(), { language }) })
}
