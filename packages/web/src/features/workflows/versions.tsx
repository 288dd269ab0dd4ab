import { type Workflow, type WorkflowDefinition, workflowRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { useSentences } from './use-sentences.ts'
import styles from './workflows.module.css'

type Props = { workflow: Workflow; onUse: ((definition: WorkflowDefinition) => void) | null }

/** Who changed the rule when, each version as a sentence; an older one goes into the editor, never past it. */
export function Versions({ workflow, onUse }: Props) {
  const { t } = useTranslation('workflows')
  const { whole } = useSentences()
  const versions = useQuery(read(workflowRoutes.versions, { params: { id: workflow.id } }))
  return (
    <Section title={t('versions.title')}>
      <ol className={styles.items} aria-label={t('versions.title')}>
        {(versions.data?.items ?? []).map((one) => (
          <li key={one.version}>
            <span className={styles.name}>
              <b>{t('runs.version', { version: one.version })}</b>
              <span className={styles.quiet}>
                {one.by?.name} · <Moment at={one.at} />
              </span>
              {onUse && one.version !== workflow.version && (
                <Button
                  look="quiet"
                  onClick={() => {
                    onUse(one.definition)
                    showNotice({ text: t('versions.taken', { version: one.version }), tone: 'ok' })
                  }}
                >
                  {t('versions.use')}
                </Button>
              )}
            </span>
            {one.note && <span>{one.note}</span>}
            <span className={styles.quiet}>{whole(one.definition)}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
