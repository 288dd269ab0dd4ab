import { Menu as Floating } from '@mantine/core'
import { Children, type ComponentProps } from 'react'
import { Kbd } from './kbd.tsx'
import type { MenuEntry, MenuProps } from './menu-props.ts'

export function MenuFloating({ target, entries, width = 240, end, label }: MenuProps) {
  return (
    <Floating
      position={end ? 'bottom-end' : 'bottom-start'}
      width={width}
      shadow="none"
      defaultOpened
      withInitialFocusPlaceholder={false}
      portalProps={{ target: document.getElementById('main') ?? document.body }}
    >
      <Floating.Target>{target}</Floating.Target>
      <Floating.Dropdown {...(label ? { 'aria-label': label } : {})}>
        {Children.toArray(entries.map(draw))}
      </Floating.Dropdown>
    </Floating>
  )
}

function draw(entry: MenuEntry) {
  if (entry === 'line') return <Floating.Divider />
  if ('section' in entry) return <Floating.Label>{entry.section}</Floating.Label>
  const Icon = entry.icon
  return (
    <Floating.Item
      leftSection={Icon && <Icon size={16} />}
      rightSection={entry.keyHint ? <Kbd keys={entry.keyHint} /> : entry.hint}
      disabled={entry.disabled ?? false}
      data-danger={entry.danger || undefined}
      onClick={entry.run}
      {...(entry.checked === undefined ? {} : { renderRoot: asChoice(entry.checked) })}
    >
      {entry.label}
    </Floating.Item>
  )
}

/** One of several: said as chosen or not. The ready-made item always calls itself a plain menu item. */
function asChoice(checked: boolean) {
  return (props: ComponentProps<'button'>) => <button {...props} role="menuitemradio" aria-checked={checked} />
}
