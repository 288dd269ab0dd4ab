import type { LucideIcon } from 'lucide-react'
import { cloneElement, lazy, type MouseEvent, type ReactElement, type ReactNode, Suspense, useState } from 'react'

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

const load = () => import('./menu-floating.tsx')
const MenuFloating = lazy(() => load().then((file) => ({ default: file.MenuFloating })))

/**
 * A menu of actions, each with its key. Arrows, Home, End, letters and Escape work inside. The floating part is
 * loaded when a menu is first wanted; until then there is only its button.
 */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false)
  const button = cloneElement(props.target, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onClick: (event) => {
      props.target.props.onClick?.(event)
      setWanted(true)
    },
  })
  if (!wanted)
    return (
      <span style={{ display: 'contents' }} onPointerEnter={() => void load()} onFocus={() => void load()}>
        {button}
      </span>
    )
  return (
    <Suspense fallback={button}>
      <MenuFloating {...props} />
    </Suspense>
  )
}
