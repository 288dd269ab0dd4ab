import { lazy, Suspense } from 'react'
import type { DialogName, DialogProps } from './dialog-types.ts'

// Loaded when first wanted: opening a case must not wait for what may never be opened.
const choose = () => import('./choose-dialogs.tsx')
const correct = () => import('./correct-dialogs.tsx')
const dialogs = {
  followUp: lazy(() => import('./follow-up-dialog.tsx').then((file) => ({ default: file.CaseFollowUpDialog }))),
  assign: lazy(() => choose().then((file) => ({ default: file.AssignDialog }))),
  priority: lazy(() => choose().then((file) => ({ default: file.PriorityDialog }))),
  topic: lazy(() => choose().then((file) => ({ default: file.TopicDialog }))),
  kind: lazy(() => correct().then((file) => ({ default: file.KindDialog }))),
  language: lazy(() => correct().then((file) => ({ default: file.LanguageDialog }))),
  tags: lazy(() => import('./tags-dialog.tsx').then((file) => ({ default: file.TagsDialog }))),
  particulars: lazy(() => import('./particulars-dialog.tsx').then((file) => ({ default: file.ParticularsDialog }))),
  merge: lazy(() => import('./merge-dialog.tsx').then((file) => ({ default: file.MergeDialog }))),
  split: lazy(() => import('./split-dialog.tsx').then((file) => ({ default: file.SplitDialog }))),
}

export function CaseDialogs({ open, ...props }: DialogProps & { open: DialogName | null }) {
  if (!open) return null
  const Wanted = dialogs[open]
  return (
    <Suspense>
      <Wanted {...props} />
    </Suspense>
  )
}
