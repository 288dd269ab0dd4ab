import type { ResponseOf, presenceRoutes } from '@resonanz/contracts'
import { Circle, CircleCheck, CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import styles from './channels.module.css'
import { knownFault } from './fault-codes.ts'

export type TestAnswer = ResponseOf<typeof presenceRoutes.test>
type StepName = TestAnswer['steps'][number]['step']

const stepsOf: Record<'email' | 'feed', StepName[]> = {
  email: ['address', 'connect', 'sign_in', 'read', 'send'],
  feed: ['connect', 'read', 'parse'],
}

/** Step by step what worked, and at the step that did not: what it is and what to do. */
export function TestResult({ kind, answer }: { kind: 'email' | 'feed'; answer: TestAnswer }) {
  return <Steps names={stepsOf[kind]} answer={answer} />
}

/** Of a network: the steps it took. */
export function NetworkTest({ answer }: { answer: TestAnswer }) {
  return <Steps names={answer.steps.map(({ step }) => step)} answer={answer} />
}

function Steps({ names, answer }: { names: readonly StepName[]; answer: TestAnswer }) {
  const { t } = useTranslation('channels')
  return (
    <ol className={styles.steps} aria-label={t('test.label')} aria-live="polite">
      {names.map((name) => {
        const step = answer.steps.find((one) => one.step === name)
        const result = step ? (step.ok ? 'ok' : 'bad') : 'open'
        const Icon = step ? (step.ok ? CircleCheck : CircleX) : Circle
        const code = step && !step.ok ? knownFault(step.code ?? '') : null
        return (
          <li key={name} className={styles.step} data-result={result}>
            <Icon size={16} />
            <div>
              <span>{t(`test.step.${name}`)}</span>
              <span className="sr-only"> {t(`test.${result}`)}</span>
              {step?.ok && step.detail && <code>{step.detail}</code>}
              {code && (
                <p>
                  <b>{t(`fault.${code}.what`)}</b> {step?.detail && <code>{step.detail}</code>} {t(`fault.${code}.now`)}
                </p>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
