import { fieldKindOf, type TraceStep, type WorkflowField, workflowFields } from '@resonanz/contracts'
import { Check, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { keyOf, useNamed, useSentences } from './use-sentences.ts'
import styles from './workflows.module.css'

/** What a condition saw, part by part, folded away until somebody asks why. */
export function Trace({ steps }: { steps: readonly TraceStep[] }) {
  const { t } = useTranslation('workflows')
  const { condition } = useSentences()
  const seenOf = useSeen()
  if (steps.length === 0) return <p className={styles.quiet}>{t('trace.always')}</p>
  return (
    <details>
      <summary className={styles.quiet}>{t('runs.why')}</summary>
      <ul className={styles.trace}>
        {steps.map((step, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the steps of a run never change
          <li key={at} style={{ paddingInlineStart: step.depth * 16 }}>
            {step.is ? <Check size={12} aria-label={t('trace.true')} /> : <X size={12} aria-label={t('trace.false')} />}{' '}
            {step.group
              ? t(`trace.${step.group}`)
              : isKnown(step.field)
                ? `${condition({ field: step.field, op: step.op as 'is', value: step.value as string[] })} · ${t('trace.seen', { seen: seenOf(step.field, step.seen) })}`
                : step.field}
          </li>
        ))}
      </ul>
    </details>
  )
}

function isKnown(field: string | null): field is WorkflowField {
  return field !== null && keyOf(field) !== '' && field in workflowFields
}

function useSeen(): (field: WorkflowField, seen: unknown) => string {
  const { t } = useTranslation('workflows')
  const { word } = useSentences()
  const named = useNamed()
  return (field, seen) => {
    const kind = fieldKindOf(field)
    if (seen === null || seen === undefined || (Array.isArray(seen) && seen.length === 0)) return t('trace.nothing')
    if (typeof seen === 'boolean') return t(seen ? 'condition.yes' : 'condition.no')
    if (kind.kind === 'choice') return word(seen as string)
    if (kind.kind === 'id') return named[kind.of].find(({ value }) => value === seen)?.label ?? t('says.gone')
    return Array.isArray(seen) ? seen.join(', ') : `${seen as string | number}`
  }
}
