import { type LucideIcon, X } from 'lucide-react'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import styles from './chip.module.css'
import { classNames } from './class-names.ts'

export type ChipTone = 'neutral' | 'soon' | 'bad' | 'ok' | 'note'

/** A small fact. The icon or the words say it; the colour only repeats it. */
export function Chip({ tone = 'neutral', icon: Icon, children, title, className }: ChipProps) {
  return (
    <span className={classNames(styles.chip, styles[tone], className)} title={title}>
      {Icon && <Icon size={12} strokeWidth={2} />}
      {children}
    </span>
  )
}
type ChipProps = { tone?: ChipTone; icon?: LucideIcon; children: ReactNode; title?: string; className?: string }

type FilterChipProps = {
  on?: boolean
  icon?: LucideIcon
  onRemove?: () => void
  removeLabel?: string
} & ComponentPropsWithRef<'button'>

/** A filter that can be pressed; with `onRemove` a second button takes it away. */
export function FilterChip({ on, icon: Icon, onRemove, removeLabel, children, ...rest }: FilterChipProps) {
  return (
    <span className={classNames(styles.filter, on && styles.on)}>
      <button type="button" {...rest} className={classNames(styles.press, rest.className)}>
        {Icon && <Icon size={13} />}
        {children}
      </button>
      {onRemove && (
        <button type="button" className={styles.remove} aria-label={removeLabel} onClick={onRemove}>
          <X size={13} />
        </button>
      )}
    </span>
  )
}
