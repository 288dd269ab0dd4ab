import type { ReactNode } from 'react'
import styles from './changes-bar.module.css'

type Props = { label: string; text: ReactNode; children: ReactNode }

/** Stays in view as long as something on the page is not saved: what, and the buttons that decide about it. */
export function ChangesBar({ label, text, children }: Props) {
  return (
    <div className={styles.bar} role="region" aria-label={label}>
      <b aria-live="polite">{text}</b>
      <span className={styles.space} />
      {children}
    </div>
  )
}
