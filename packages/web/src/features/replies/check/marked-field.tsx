import { type ComponentPropsWithRef, useLayoutEffect, useRef } from 'react'
import { classNames } from '#ui/class-names.ts'
import styles from './check.module.css'
import { markFindings, type PlacedFinding } from './findings.ts'

type Props = ComponentPropsWithRef<'textarea'> & { value: string; findings: readonly PlacedFinding[] }

/** A field with lines under the words that something was found about. The same text lies behind it, unseen but for them. */
export function MarkedField({ findings, className, ...field }: Props) {
  const behind = useRef<HTMLDivElement>(null)
  const wrap = useRef<HTMLDivElement>(null)
  function follow(): void {
    const area = wrap.current?.querySelector('textarea')
    if (area && behind.current) behind.current.style.transform = `translateY(${-area.scrollTop}px)`
  }
  useLayoutEffect(follow)
  return (
    <div ref={wrap} className={styles.fieldWrap}>
      {findings.length > 0 && (
        <div className={styles.behind} aria-hidden="true">
          <div ref={behind} className={classNames(className, styles.behindWords)}>
            {markFindings(field.value, findings).map((piece) => (
              <span key={piece.at} data-level={piece.level ?? undefined}>
                {piece.text}
              </span>
            ))}
          </div>
        </div>
      )}
      <textarea {...field} className={classNames(className, styles.above)} onScroll={follow} />
    </div>
  )
}
