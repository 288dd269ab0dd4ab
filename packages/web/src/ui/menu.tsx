import { Menu as Floating } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Fragment } from 'react'
import { Kbd } from './kbd.tsx'

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

type Props = { target: ReactElement; entries: MenuEntry[]; width?: number; end?: boolean; label?: string }

/** A menu of actions, each with its key. Arrows, Home, End, letters and Escape work inside. */
export function Menu({ target, entries, width = 240, end, label }: Props) {
  return (
    <Floating position={end ? 'bottom-end' : 'bottom-start'} width={width} shadow="none">
      <Floating.Target>{target}</Floating.Target>
      <Floating.Dropdown {...(label ? { 'aria-label': label } : {})}>
        {entries.map((entry, at) => (
          <Fragment key={at}>{draw(entry)}</Fragment>
        ))}
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
      {...(entry.checked === undefined ? {} : { role: 'menuitemradio', 'aria-checked': entry.checked })}
    >
      {entry.label}
    </Floating.Item>
  )
}
