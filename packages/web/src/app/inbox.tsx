import { lazy } from 'react'
import { InboxScreen, type InboxSlots } from '../features/inbox/inbox-screen.tsx'

const AttachDialog = lazy(() =>
  import('../features/incidents/relation-dialogs.tsx').then((file) => ({ default: file.AttachDialog })),
)

const slots: InboxSlots = {
  attach: (caseIds, title, onClose) => <AttachDialog caseIds={caseIds} title={title} onClose={onClose} />,
}

/** The inbox with what incidents bring to it. */
export function Inbox() {
  return <InboxScreen slots={slots} />
}
