import { type CaseChat, type CaseDetail, chatRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { BadgeCheck, MessagesSquare, ShieldAlert } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { onLive } from '#lib/live.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { useNow } from '#lib/clock.ts'
import { Chip } from '#ui/chip.tsx'
import styles from './chat.module.css'

const writingEveryMs = 3_000
const typingShownMs = 7_000

/** Above the words of a case that came by chat: is the visitor there, do they write, who are they, how was it. */
export function ChatLines({ detail }: { detail: CaseDetail }) {
  const isChat = detail.threads.some(({ channel }) => channel === 'chat')
  return isChat ? <Lines caseId={detail.id} mayWrite={detail.allowed.includes('send')} /> : null
}

function Lines({ caseId, mayWrite }: { caseId: string; mayWrite: boolean }) {
  const { t } = useTranslation('chat')
  const found = useQuery({ ...read(chatRoutes.ofCase, { params: { id: caseId } }), refetchInterval: 60_000 })
  const items = found.data?.items ?? []
  const isTyping = items.some((chat) => chat.isTyping)
  const open = items.find(({ state }) => state === 'online')
  useEffect(
    () =>
      onLive(
        (event) => event.type === 'chat' && event.caseId === caseId && invalidateRoute(queryClient, chatRoutes.ofCase),
      ),
    [caseId],
  )
  useEffect(() => {
    if (!isTyping) return
    const timer = setTimeout(() => invalidateRoute(queryClient, chatRoutes.ofCase), typingShownMs)
    return () => clearTimeout(timer)
  }, [isTyping, found.dataUpdatedAt])
  useAttention(caseId, mayWrite ? open?.threadId : undefined)
  if (items.length === 0) return null
  return (
    <section className={styles.lines} aria-label={t('title')}>
      {items.map((chat) => (
        <Line key={chat.sessionId} chat={chat} />
      ))}
    </section>
  )
}

/** The visitor learns that somebody looks, and that somebody writes. A courtesy: what is lost is lost. */
function useAttention(caseId: string, threadId: string | undefined): void {
  useEffect(() => {
    if (!threadId) return
    let toldAt = 0
    const tell = (typing: boolean) =>
      void call(chatRoutes.attend, { params: { id: caseId }, body: { threadId, typing } }).catch(() => undefined)
    function onWriting(event: Event): void {
      if ((event as CustomEvent<string>).detail !== caseId || Date.now() - toldAt < writingEveryMs) return
      toldAt = Date.now()
      tell(true)
    }
    if (document.visibilityState === 'visible') tell(false)
    const stop = onLive((event) => {
      if (event.type === 'case' && event.caseId === caseId && event.event === 'message.received') tell(false)
    })
    window.addEventListener('resonanz:writing', onWriting)
    return () => {
      stop()
      window.removeEventListener('resonanz:writing', onWriting)
    }
  }, [caseId, threadId])
}

function Line({ chat }: { chat: CaseChat }) {
  const { t } = useTranslation('chat')
  const language = useLanguage()
  const now = useNow()
  const moment = (at: string) => formatMoment(new Date(at), now, { language })
  return (
    <div className={styles.line}>
      <Chip icon={MessagesSquare} tone={chat.state === 'online' ? 'ok' : 'neutral'}>
        {t(`state.${chat.state}`, { at: moment(chat.seenAt) })}
      </Chip>
      <span aria-live="polite">{chat.isTyping && t('typing')}</span>
      {chat.identity === 'verified' && (
        <Chip icon={BadgeCheck} tone="ok">
          {t('verified', { key: chat.userKey ?? '' })}
        </Chip>
      )}
      {chat.identity === 'refused' && (
        <Chip icon={ShieldAlert} tone="bad">
          {t(`refused.${refusals.has(chat.refusedBecause ?? '') ? chat.refusedBecause! : 'other'}` as 'refused.other')}
        </Chip>
      )}
      {chat.mailSince && <Chip tone="note">{t('byMail', { email: chat.email ?? '' })}</Chip>}
      {chat.score !== null && <Chip>{t('score', { score: chat.score })}</Chip>}
      {chat.words && <q className={styles.words}>{chat.words}</q>}
      {chat.page && <span className={styles.page}>{t('page', { page: chat.page })}</span>}
    </div>
  )
}

const refusals = new Set(['no-secret', 'unreadable', 'wrong-signature', 'expired', 'lasts-too-long', 'used-too-often'])
