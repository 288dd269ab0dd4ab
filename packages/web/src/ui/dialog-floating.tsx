import { Drawer, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useWidthClass } from '#lib/device.ts'
import type { DialogProps, SheetProps } from './dialog.tsx'
import styles from './dialog.module.css'

export function DialogFloating({ open, title, onClose, children, footer, size = 480 }: DialogProps) {
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

export function SheetFloating({ open, title, onClose, children, side = 'right' }: SheetProps) {
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
