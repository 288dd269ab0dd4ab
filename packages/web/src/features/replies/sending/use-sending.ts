import type { Message } from '@resonanz/contracts'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#lib/connection.ts'
import { isProblem, type Problem } from '#lib/problem.ts'
import { announce } from '#ui/announcer.tsx'
import type { PlacedFinding } from '../check/findings.ts'
import { refusedFor } from '../check/use-guideline-check.ts'
import { filesIn } from '../draft-extra.ts'
import { requestApproval } from '../request-approval.ts'
import { type NewReply, sendReply } from '../send-reply.ts'
import type { Newer } from '../stop-sheet.tsx'
import type { DraftField } from '../use-draft.ts'
import type { Held } from './new-reply.ts'

type Against = { findings: PlacedFinding[]; mayOverrideStop: boolean }
/** `message` is null where somebody else looks at it first. */
type Sent = { asks: boolean; onSent: (message: Message | null) => void }

/** Hands an answer to the server, and keeps what stopped it until its writer decided. */
export function useSending(caseId: string, draft: DraftField) {
  const { t } = useTranslation(['replies', 'ui'])
  const online = useConnection().online
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Problem | null>(null)
  const [newer, setNewer] = useState<(Held & { newer: Newer }) | null>(null)
  const [against, setAgainst] = useState<(Held & Against) | null>(null)
  const intent = useRef({ body: '', key: '' })

  async function send(held: Held, reply: NewReply, { asks, onSent }: Sent): Promise<void> {
    setBusy(true)
    setTrouble(null)
    setNewer(null)
    setAgainst(null)
    try {
      await draft.hold()
      const key = keyFor(intent.current, { ...reply, asks })
      const message = asks ? null : await sendReply(caseId, reply, filesIn(draft.content.extra), key)
      if (!message) await requestApproval(caseId, reply, key)
      draft.clear()
      intent.current = { body: '', key: '' }
      onSent(message)
    } catch (error) {
      stopBy(error, held)
    } finally {
      setBusy(false)
    }
  }
  function stopBy(error: unknown, held: Held): void {
    if (isProblem(error, 'newer-message')) setNewer({ ...held, newer: error.extra as Newer })
    else if (isProblem(error, 'guideline-warning') || isProblem(error, 'guideline-stop'))
      setAgainst({
        ...held,
        findings: refusedFor(error.extra, draft.content.text),
        mayOverrideStop: error.code === 'guideline-warning',
      })
    else if (isProblem(error)) {
      setTrouble(error)
      announce(t('trouble.notSent'), 'urgent')
    } else throw error
  }
  return {
    send,
    busy,
    trouble: trouble?.code === 'offline' && online ? null : trouble,
    dropTrouble: () => setTrouble(null),
    newer,
    dropNewer: () => setNewer(null),
    against,
    /** What was found speaks against it: waits for a reason. */
    stop: (held: Held, why: Against) => setAgainst({ ...held, ...why }),
    dropAgainst: () => setAgainst(null),
  }
}
export type Sending = ReturnType<typeof useSending>

/** The same words tried again keep their key: the server sends them once, however often the network fails between. */
function keyFor(intent: { body: string; key: string }, body: NewReply & { asks: boolean }): string {
  const written = JSON.stringify(body)
  if (intent.body !== written) {
    intent.body = written
    intent.key = crypto.randomUUID()
  }
  return intent.key
}
