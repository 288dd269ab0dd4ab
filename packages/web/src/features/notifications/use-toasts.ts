import { type Notification, notificationRoutes } from '@resonanz/contracts'
import i18next from 'i18next'
import { useEffect } from 'react'
import { call } from '#lib/api.ts'
import { onLive } from '#lib/live.ts'
import { showNotice } from '#lib/undo.ts'

/** What interrupts: only what somebody wants from me, or what went wrong with my words. The rest waits behind the bell. */
const loud: ReadonlySet<Notification['kind']> = new Set([
  'mentioned',
  'assigned',
  'consultation_asked',
  'handed_over',
  'escalated',
  'draft_taken',
  'draft_review',
  'send_failed',
])
const OLDEST_MS = 60_000
const SHOWN_MS = 12_000

/** A toast for what is new and for me; by number and title of the case, never a customer's words. */
export function useToasts(open: (caseId: string) => void): void {
  useEffect(
    () =>
      onLive((event) => {
        if (event.type === 'notification') void tell(event.id, open)
      }),
    [open],
  )
}

async function tell(id: string, open: (caseId: string) => void): Promise<void> {
  const list = await call(notificationRoutes.list, { query: { limit: 10 } }).catch(() => null)
  const one = list?.items.find((item) => item.id === id)
  // After a reconnect the stream tells what was missed: that is for the bell, not for a row of toasts.
  if (!one || one.readAt || !loud.has(one.kind) || Date.now() - new Date(one.at).getTime() > OLDEST_MS) return
  const { caseId } = one
  const words = i18next.t(`app:bell.kind.${one.kind}`, {
    actor: one.actor ?? i18next.t('app:bell.somebody'),
    number: one.caseNumber ?? '',
    name: one.about?.name ?? '',
  })
  showNotice({
    text: one.caseTitle ? `${words}: ${one.caseTitle}` : words,
    tone: one.kind === 'send_failed' ? 'bad' : 'neutral',
    durationMs: SHOWN_MS,
    ...(caseId ? { action: { label: i18next.t('app:bell.open'), run: () => open(caseId) } } : {}),
  })
}
