import { lazy, Suspense } from 'react'
import type { SeenWords } from '../seen-words.ts'
import { StopSheet } from '../stop-sheet.tsx'
import type { Held } from './new-reply.ts'
import type { Sending } from './use-sending.ts'

const OverrideDialog = lazy(() =>
  import('../check/override-dialog.tsx').then((file) => ({ default: file.OverrideDialog })),
)

type Props = { caseId: string; sending: Sending; seen: SeenWords; onSend: (held: Held) => void; onBack: () => void }

/** An answer that waits for its writer: newer words came, or something was found that speaks against it. */
export function HeldReply({ caseId, sending, seen, onSend, onBack }: Props) {
  const { newer, against } = sending
  return (
    <>
      {newer && (
        <StopSheet
          caseId={caseId}
          newer={newer.newer}
          onLook={() => {
            sending.dropNewer()
            if (newer.newer.what) seen.seeChanged()
            else seen.seeUpTo(newer.newer.messageId)
          }}
          onSend={() => onSend({ ...newer, evenIfNewer: true })}
          onKeep={sending.dropNewer}
        />
      )}
      {against && (
        <Suspense>
          <OverrideDialog
            findings={against.findings}
            mayOverrideStop={against.mayOverrideStop}
            onSend={(reason) => {
              const said = [...new Set(against.findings.map(({ rule }) => rule))].map((rule) => ({ rule, reason }))
              onSend({ ...against, overrides: [...against.overrides, ...said] })
            }}
            onBack={() => {
              sending.dropAgainst()
              onBack()
            }}
          />
        </Suspense>
      )}
    </>
  )
}
