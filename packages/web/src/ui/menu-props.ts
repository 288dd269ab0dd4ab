import type { LucideIcon } from 'lucide-react'
import type { MouseEvent, ReactElement, ReactNode } from 'react'

export type MenuEntry =
  | {
      label: string
      icon?: LucideIcon
      keyHint?: string | undefined
      /** A second line or a mark at the end. */
      hint?: ReactNode
      danger?: boolean
      disabled?: boolean
      checked?: boolean
      run: () => void
    }
  | { section: string }
  | 'line'

export type MenuProps = {
  target: ReactElement<TargetProps>
  entries: MenuEntry[]
  width?: number
  end?: boolean
  label?: string
}
type TargetProps = { onClick?: (event: MouseEvent) => void; 'aria-haspopup'?: 'menu'; 'aria-expanded'?: boolean }
