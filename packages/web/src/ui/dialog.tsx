import { Drawer, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWidthClass } from '#lib/device.ts'
import { Button } from './button.tsx'
import styles from './dialog.module.css'

type DialogProps = {
  open: boolean
  title: string
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
  size?: number
}

/** A dialog in the middle, the whole screen on a phone. Focus is kept inside and given back. */
export function Dialog({ open, title, onClose, children, footer, size = 480 }: DialogProps) {
  const { t } = useTranslation('ui')
  const small = useWidthClass() === 'S'
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={size}
      fullScreen={small}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
      {footer && <div className={styles.footer}>{footer}</div>}
    </Modal>
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

type SheetProps = {
  open: boolean
  title: string
  onClose: () => void
  children: ReactNode
  side?: 'right' | 'left' | 'bottom'
}

/** A pane that comes in from the side where there is no room for it: the side panel on M, the menu on S. */
export function Sheet({ open, title, onClose, children, side = 'right' }: SheetProps) {
  const { t } = useTranslation('ui')
  return (
    <Drawer
      opened={open}
      onClose={onClose}
      title={title}
      position={side}
      size={side === 'bottom' ? 'auto' : 'min(360px, 92vw)'}
      padding={0}
      classNames={{ content: styles.sheet, header: styles.sheetHead, title: styles.sheetTitle }}
      closeButtonProps={{ 'aria-label': t('close') }}
      transitionProps={{ duration: 140 }}
    >
      {children}
    </Drawer>
  )
}
