import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import styles from './dialog.module.css'
import type { DialogProps, SheetProps } from './dialog-props.ts'

const load = () => import('./dialog-floating.tsx')
const DialogFloating = lazy(() => load().then((file) => ({ default: file.DialogFloating })))
const SheetFloating = lazy(() => load().then((file) => ({ default: file.SheetFloating })))

/** A dialog in the middle, the whole screen on a phone. Focus is kept inside and given back. Loaded when first opened. */
export function Dialog(props: DialogProps) {
  const wanted = useWanted(props.open)
  return (
    wanted && (
      <Suspense>
        <DialogFloating {...props} />
      </Suspense>
    )
  )
}

type ConfirmProps = {
  open: boolean
  title: string
  /** What will happen, and whether it can be undone. */
  children: ReactNode
  confirmLabel: string
  danger?: boolean
  onConfirm: () => void | Promise<void>
  onClose: () => void
}

/** Asks before what cannot be undone. Where undo exists, do it and offer undo instead of asking. */
export function ConfirmDialog({ open, title, children, confirmLabel, danger, onConfirm, onClose }: ConfirmProps) {
  const { t } = useTranslation('ui')
  const [busy, setBusy] = useState(false)
  async function confirm(): Promise<void> {
    setBusy(true)
    try {
      await onConfirm()
      onClose()
    } finally {
      setBusy(false)
    }
  }
  const footer = (
    <>
      <Button onClick={onClose} data-autofocus={danger || undefined}>
        {t('cancel')}
      </Button>
      <Button
        look={danger ? 'danger' : 'primary'}
        busy={busy}
        onClick={() => void confirm()}
        data-autofocus={!danger || undefined}
      >
        {confirmLabel}
      </Button>
    </>
  )
  return (
    <Dialog open={open} title={title} onClose={onClose} footer={footer} size={440}>
      <div className={styles.words}>{children}</div>
    </Dialog>
  )
}

/** A pane that comes in from the side where there is no room for it: the side panel on M, the menu on S. */
export function Sheet(props: SheetProps) {
  const wanted = useWanted(props.open)
  return (
    wanted && (
      <Suspense>
        <SheetFloating {...props} />
      </Suspense>
    )
  )
}

/** True from the first opening on, so that closing can be animated and nothing is loaded before. */
function useWanted(open: boolean): boolean {
  const [wanted, setWanted] = useState(open)
  if (open && !wanted) setWanted(true)
  return wanted || open
}
