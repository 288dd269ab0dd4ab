import { Drawer, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useWidthClass } from '#lib/device.ts'
import styles from './dialog.module.css'
import type { DialogProps, SheetProps } from './dialog-props.ts'
import { useReturnFocus } from './return-focus.ts'

// Put together from parts: the ready-made ones draw a <header>, which counts as a second banner of the page.

export function DialogFloating({ open, title, onClose, children, footer, size = 480 }: DialogProps) {
  const { t } = useTranslation('ui')
  const small = useWidthClass() === 'S'
  useReturnFocus()
  return (
    <Modal.Root opened={open} onClose={onClose} size={size} fullScreen={small}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles.head}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('close')} />
        </div>
        <Modal.Body>
          {children}
          {footer && <div className={styles.footer}>{footer}</div>}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

export function SheetFloating({ open, title, onClose, children, side = 'right' }: SheetProps) {
  const { t } = useTranslation('ui')
  useReturnFocus()
  return (
    <Drawer.Root
      opened={open}
      onClose={onClose}
      position={side}
      size={side === 'bottom' ? 'auto' : 'min(360px, 92vw)'}
      padding={0}
      transitionProps={{ duration: 140 }}
    >
      <Drawer.Overlay />
      <Drawer.Content className={styles.sheet}>
        <div className={styles.sheetHead}>
          <Drawer.Title className={styles.sheetTitle}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('close')} />
        </div>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
