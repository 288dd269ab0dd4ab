import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './skeleton.module.css'

/** Grey rows while loading, only after 150 ms: what comes at once must not flicker. */
export function SkeletonRows({ rows = 6, lines = 3 }: { rows?: number; lines?: 1 | 2 | 3 }) {
  return (
    <Late>
      {Array.from({ length: rows }, (_, row) => (
        <div className={styles.row} key={row}>
          <span className={styles.dot} />
          {Array.from({ length: lines }, (_, line) => (
            <span className={styles.line} key={line} style={{ width: `${[46, 88, 34][(line + row) % 3]}%` }} />
          ))}
        </div>
      ))}
    </Late>
  )
}

export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <Late>
      <div className={styles.text}>
        {Array.from({ length: lines }, (_, line) => (
          <span className={styles.line} key={line} style={{ width: `${[92, 78, 54][line % 3]}%` }} />
        ))}
      </div>
    </Late>
  )
}

function Late({ children }: { children: ReactNode }) {
  const { t } = useTranslation('ui')
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(setShown, 150, true)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div role="status">
      <span className="sr-only">{t('loading')}</span>
      <div aria-hidden="true">{children}</div>
    </div>
  )
}
