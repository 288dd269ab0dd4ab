import { cloneElement, lazy, Suspense, useState } from 'react'
import type { MenuProps } from './menu-props.ts'

export type { MenuEntry } from './menu-props.ts'

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
