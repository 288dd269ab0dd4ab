import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { isApple } from '#lib/actions.ts'
import { ariaKey } from '#lib/keys.ts'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { Kbd } from './kbd.tsx'
import { Tooltip } from './tooltip.tsx'

type Look = 'default' | 'primary' | 'quiet' | 'danger'
type Own = {
  look?: Look
  small?: boolean
  icon?: LucideIcon
  /** The key that does the same; shown as a cap and told to screen readers. */
  keyHint?: string | undefined
  /** Working: keeps its width, cannot be pressed again. */
  busy?: boolean
}

export type ButtonProps = Own & { children: ReactNode } & ComponentPropsWithRef<'button'>

export function Button({ look = 'default', small, icon: Icon, keyHint, busy, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(styles.button, styles[look], small && styles.small, rest.className)}
      aria-keyshortcuts={keyHint && ariaKey(keyHint, isApple)}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
    >
      {busy ? <LoaderCircle size={16} className={styles.spin} aria-hidden="true" /> : Icon && <Icon size={16} />}
      <span className={styles.words}>{children}</span>
      {keyHint && <Kbd keys={keyHint} onColour={look === 'primary' || look === 'danger'} />}
    </button>
  )
}

export type IconButtonProps = Omit<Own, 'icon'> & { label: string; icon: LucideIcon; pressed?: boolean } & Omit<
    ComponentPropsWithRef<'button'>,
    'children'
  >

/** A button of one picture. Its name is the label, shown with the key on hover and focus. */
export function IconButton({
  label,
  icon: Icon,
  look = 'quiet',
  small,
  keyHint,
  pressed,
  busy,
  ...rest
}: IconButtonProps) {
  const tip = (
    <>
      {label}
      {keyHint && <Kbd keys={keyHint} onColour />}
    </>
  )
  return (
    <Tooltip label={tip}>
      <button
        type="button"
        {...rest}
        className={classNames(styles.button, styles.square, styles[look], small && styles.small, rest.className)}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={keyHint && ariaKey(keyHint, isApple)}
        disabled={rest.disabled || busy}
      >
        {busy ? <LoaderCircle size={16} className={styles.spin} aria-hidden="true" /> : <Icon size={small ? 16 : 18} />}
      </button>
    </Tooltip>
  )
}

/** The look of a button for links: `<Link className={buttonClass('primary')}>`. */
export function buttonClass(look: Look = 'default', small = false): string {
  return classNames(styles.button, styles[look], small && styles.small)
}
