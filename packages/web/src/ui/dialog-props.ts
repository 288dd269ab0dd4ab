import type { ReactNode } from 'react'

export type DialogProps = {
  open: boolean
  title: string
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
  size?: number
}

export type SheetProps = {
  open: boolean
  title: string
  onClose: () => void
  children: ReactNode
  side?: 'right' | 'left' | 'bottom'
}
