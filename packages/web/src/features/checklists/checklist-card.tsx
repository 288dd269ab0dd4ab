import type { CaseChecklist, CaseDetail, CaseStep } from '@resonanz/contracts'
import { ExternalLink, ListChecks, MessageCircleQuestionMark } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { insertWords } from '#lib/insert-words.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Menu } from '#ui/menu.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { applyChecklist, putAway, questionOf, questionsOf, tickStep, useCaseChecklists } from './checklist-data.ts'
import styles from './checklists.module.css'

const WordsDialog = lazy(() => import('#ui/words-dialog.tsx').then((file) => ({ default: file.WordsDialog })))
type Asking = { what: 'skip'; list: CaseChecklist; step: CaseStep } | { what: 'putAway'; list: CaseChecklist }

/** What is to be done and asked in this case: ticked here, the missing questions put into the answer with one press. */
export function ChecklistCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['checklists', 'ui'])
  const { data, error, refetch } = useCaseChecklists(detail.id)
  const [asking, setAsking] = useState<Asking | null>(null)
  const mayPutAway = useMay('case.close-silently')
  const missing = questionsOf(data?.items ?? [], detail.language)
  const mayAsk = missing.length > 0 && detail.allowed.includes('reply')

  function ask(questions: readonly string[]): void {
    if (!insertWords(detail.id, { text: questions.map((question) => `– ${question}`).join('\n') }))
      showNotice({ text: t('askNowhere') })
  }
  useActions([
    {
      id: 'case.askMissing',
      labelKey: 'checklists:askMissing',
      icon: MessageCircleQuestionMark,
      when: mayAsk,
      run: () => ask(missing),
    },
  ])
  if (data && data.items.length === 0 && (data.offered.length === 0 || !data.mayWork)) return null
  return (
    <section className={styles.section} aria-label={t('title')}>
      <div className={styles.head}>
        <h3>{t('title')}</h3>
        {data?.mayWork && data.offered.length > 0 && (
          <Menu
            target={
              <Button small look="quiet" icon={ListChecks}>
                {t('apply')}
              </Button>
            }
            entries={data.offered.map(({ id, name }) => ({
              label: name,
              run: () => void applyChecklist(detail.id, id),
            }))}
          />
        )}
      </div>
      {error && !data && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={3} />}
      {data?.items.map((list) => (
        <div key={list.checklistId} className={styles.list}>
          <div className={styles.head}>
            <b>{list.name}</b>
            <span className={styles.count}>
              {t('progress', {
                done: list.steps.filter(({ state }) => state !== 'open').length,
                all: list.steps.length,
              })}
            </span>
            {data.mayWork && mayPutAway && (
              <Button small look="quiet" onClick={() => setAsking({ what: 'putAway', list })}>
                {t('putAway')}
              </Button>
            )}
          </div>
          <ul>
            {list.steps.map((step) => (
              <Step
                key={step.id}
                step={step}
                mayWork={data.mayWork}
                question={questionOf(step, detail.language)}
                onTick={(state) => void tickStep(detail.id, { checklistId: list.checklistId, stepId: step.id, state })}
                onSkip={() => setAsking({ what: 'skip', list, step })}
                onAsk={detail.allowed.includes('reply') ? (question) => ask([question]) : null}
              />
            ))}
          </ul>
        </div>
      ))}
      {mayAsk && (
        <Button small icon={MessageCircleQuestionMark} onClick={() => ask(missing)}>
          {t('askMissingCount', { count: missing.length })}
        </Button>
      )}
      <Suspense>
        {asking && (
          <WordsDialog
            oneLine
            title={asking.what === 'skip' ? asking.step.text : asking.list.name}
            label={t('why')}
            help={t(asking.what === 'skip' ? 'skipHelp' : 'putAwayHelp')}
            saveLabel={t(asking.what)}
            maxLength={300}
            least={3}
            missing={t('whyMissing')}
            onClose={() => setAsking(null)}
            onSave={(reason) =>
              asking.what === 'skip'
                ? tickStep(detail.id, {
                    checklistId: asking.list.checklistId,
                    stepId: asking.step.id,
                    state: 'skipped',
                    reason,
                  })
                : putAway(detail.id, asking.list.checklistId, reason)
            }
          />
        )}
      </Suspense>
    </section>
  )
}

type StepProps = {
  step: CaseStep
  mayWork: boolean
  question: string | null
  onTick: (state: 'done' | 'open') => void
  onSkip: () => void
  onAsk: ((question: string) => void) | null
}

function Step({ step, mayWork, question, onTick, onSkip, onAsk }: StepProps) {
  const { t } = useTranslation(['checklists', 'ui'])
  const isOpen = step.state === 'open'
  return (
    <li className={styles.step} data-state={step.state}>
      <label>
        <input
          type="checkbox"
          checked={!isOpen}
          disabled={!mayWork}
          onChange={() => onTick(isOpen ? 'done' : 'open')}
        />
        <span>
          {step.text}
          {step.isRequired && <em> {t('required')}</em>}
        </span>
      </label>
      <small>
        {step.state === 'skipped' && t('skipped', { reason: step.reason })}
        {!isOpen && step.by && <span> {step.by.name}</span>}
        {isOpen && step.hint}
      </small>
      {isOpen && (
        <span className={styles.actions}>
          {step.link && (
            <a href={step.link} target="_blank" rel="noreferrer noopener">
              <ExternalLink size={13} aria-hidden /> {t('link')}
            </a>
          )}
          {question && onAsk && (
            <IconButton
              small
              icon={MessageCircleQuestionMark}
              label={t('askOne', { question })}
              onClick={() => onAsk(question)}
            />
          )}
          {mayWork && (
            <Button small look="quiet" onClick={onSkip} aria-label={`${t('skip')}: ${step.text}`}>
              {t('skip')}
            </Button>
          )}
        </span>
      )}
    </li>
  )
}
