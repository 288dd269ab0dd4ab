import type { ReactNode } from 'react'
import styles from './catalogue.module.css'

/** One line of the catalogue: what it is, and it. */
export function Example({ name, children, wide }: { name: string; children: ReactNode; wide?: boolean }) {
  return (
    <div className={styles.example} data-wide={wide || undefined}>
      <div className={styles.name}>{name}</div>
      <div className={styles.stage}>{children}</div>
    </div>
  )
}
