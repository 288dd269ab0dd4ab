import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { levelIcons } from './check-strip.tsx'
import styles from './check.module.css'
import type { PlacedFinding } from './findings.ts'

type Props = {
  findings: readonly PlacedFinding[]
  mayOverrideStop: boolean
  onSend: (reason: string) => void
  onBack: () => void
}

const SHORTEST = 3

/** Sending in spite of what was found: a warning wants a reason, a stop the right as well. Both stand in the journal. */
export function OverrideDialog({ findings, mayOverrideStop, onSend, onBack }: Props) {
  const { t } = useTranslation(['replies', 'guideline'])
  const form = useId()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isStopped = findings.some(({ level }) => level === 'stop')
  const may = !isStopped || mayOverrideStop
  const enough = reason.trim().length >= SHORTEST
  function submit(event: FormEvent): void {
    event.preventDefault()
    setAsked(true)
    if (enough) onSend(reason.trim())
  }
  return (
    <Dialog
      open
      title={t(may ? 'override.title' : 'override.stopped')}
      onClose={onBack}
      footer={
        <>
          <Button look={may ? 'default' : 'primary'} data-autofocus={!may || undefined} onClick={onBack}>
            {t('override.back')}
          </Button>
          {may && (
            <Button look="primary" type="submit" form={form}>
              {t('override.send')}
            </Button>
          )}
        </>
      }
    >
      <form id={form} className={styles.override} onSubmit={submit} noValidate>
        <ul>
          {byRule(findings).map(([finding, words]) => {
            const Icon = levelIcons[finding.level]
            const name = t(`guideline:rule.${finding.rule}` as 'guideline:rule.shouting', { defaultValue: '' })
            return (
              <li key={finding.rule} className={styles.item} data-level={finding.level}>
                <Icon size={16} aria-hidden="true" />
                <div className={styles.words}>
                  <b>
                    {t(`guideline:level.${finding.level}`)}
                    {name && `: ${name}`}.
                  </b>{' '}
                  {words.map((one) => t('check.quote', { words: one })).join(', ')} {finding.reason}
                </div>
              </li>
            )
          })}
        </ul>
        {may ? (
          <TextField
            data-autofocus
            label={t('override.reason')}
            description={t('override.reasonHelp')}
            value={reason}
            maxLength={300}
            error={isAsked && !enough && t('override.missing')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        ) : (
          <p>{t('override.who')}</p>
        )}
      </form>
    </Dialog>
  )
}

/** Every rule once, with the words it stands on. */
function byRule(findings: readonly PlacedFinding[]): [PlacedFinding, string[]][] {
  const rules = Map.groupBy(findings, ({ rule }) => rule)
  return [...rules.values()].flatMap((same) => {
    const [first] = same
    const words = same.map((one) => one.words.slice(0, 60)).filter(Boolean)
    return first ? [[first, [...new Set(words)].slice(0, 4)] as [PlacedFinding, string[]]] : []
  })
}
