import { FlaskConical } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Section } from './page.tsx'
import { ErrorState } from './states.tsx'
import styles from './trial-section.module.css'

type Props<T> = {
  title: string
  intro: string
  runLabel: string
  isReady?: boolean
  trial: { data: T | undefined; error: unknown; isPending: boolean; mutate: () => void }
  /** What is set before it runs. */
  before?: ReactNode
  children: (found: T) => ReactNode
}

/** A dry run of what stands on the screen: a button, and what it would have done. Nothing is written. */
export function TrialSection<T>({ title, intro, runLabel, isReady = true, trial, before, children }: Props<T>) {
  return (
    <Section
      title={title}
      intro={intro}
      actions={
        <Button icon={FlaskConical} busy={trial.isPending} disabled={!isReady} onClick={() => trial.mutate()}>
          {runLabel}
        </Button>
      }
    >
      {before}
      {trial.error !== null && <ErrorState compact error={trial.error} onRetry={() => trial.mutate()} />}
      <div aria-live="polite">{trial.data !== undefined && children(trial.data)}</div>
    </Section>
  )
}

/** Its figures; the first cell of a row names it. */
export function TrialTable({ head, rows }: { head: string[]; rows: { key: string; cells: ReactNode[] }[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [name, ...rest] }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {rest.map((cell, at) => (
              <td key={head[at + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
