import { type MessageTemplate, messageTemplateRoutes, wordsOfTemplate } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import type { ChoiceOfTemplate } from './template.ts'
import styles from './network.module.css'

type Props = {
  presenceId: string
  chosen: ChoiceOfTemplate | undefined
  /** What stands in the field now. */
  written: string
  onChoose: (chosen: ChoiceOfTemplate | undefined) => void
  onText: (text: string) => void
}

/** Prepared texts that the network approved: one is chosen, its places are filled, and it stands in the field. */
export function TemplatePicker({ presenceId, chosen, written, onChoose, onText }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const id = useId()
  const asked = useQuery(read(messageTemplateRoutes.list, { params: { id: presenceId } }))
  if (asked.isPending) return <p className={styles.hint}>{t('network.template.loading')}</p>
  if (asked.isError)
    return (
      <p className={styles.warning} role="status">
        <span>{t('network.template.failed')}</span>
        <Button small look="quiet" icon={RefreshCw} busy={asked.isFetching} onClick={() => void asked.refetch()}>
          {t('ui:error.retry')}
        </Button>
      </p>
    )
  const { items } = asked.data
  if (items.length === 0) return <p className={styles.hint}>{t('network.template.none')}</p>
  const template = items.find((one) => one.name === chosen?.name && one.language === chosen.language)

  function fill(of: MessageTemplate, values: Record<string, string>, headerValues: Record<string, string>): void {
    const said = wordsOfTemplate(of, values, headerValues)
    const isFilled =
      of.variables.every((name) => values[name]?.trim()) &&
      of.headerVariables.every((name) => headerValues[name]?.trim())
    onChoose({ name: of.name, language: of.language, values, headerValues, said, isFilled })
    onText(said)
  }
  return (
    <div className={styles.alts}>
      <label htmlFor={id}>
        <span>{t('network.template.label')}</span>
        <select
          id={id}
          data-template
          value={template ? keyOf(template) : ''}
          onChange={(event) => {
            const picked = items.find((one) => keyOf(one) === event.currentTarget.value)
            if (picked && picked.needs === null) fill(picked, {}, {})
            else onChoose(undefined)
          }}
        >
          <option value="">{t('network.template.choose')}</option>
          {items.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)} disabled={one.needs !== null}>
              {one.name} · {one.language}
              {one.needs && ` · ${t(`network.template.needs.${one.needs}`)}`}
            </option>
          ))}
        </select>
      </label>
      {items.some(({ needs }) => needs !== null) && <p className={styles.hint}>{t('network.template.notFromHere')}</p>}
      {template && chosen && (
        <>
          {template.buttons.length > 0 && (
            <p className={styles.hint}>{t('network.template.buttons', { names: template.buttons.join(' · ') })}</p>
          )}
          {placesOf(template).map(({ name, isHeader }) => (
            <label key={`${isHeader}${name}`} htmlFor={`${id}-${isHeader}-${name}`}>
              <span>{t(isHeader ? 'network.template.headerPlace' : 'network.template.place', { name })}</span>
              <input
                id={`${id}-${isHeader}-${name}`}
                value={(isHeader ? chosen.headerValues : chosen.values)[name] ?? ''}
                maxLength={isHeader ? 60 : 1_024}
                onChange={(event) => {
                  const given = { [name]: event.currentTarget.value }
                  const { values, headerValues } = chosen
                  if (isHeader) fill(template, values, { ...headerValues, ...given })
                  else fill(template, { ...values, ...given }, headerValues)
                }}
              />
            </label>
          ))}
          {written.trimEnd() !== chosen.said && (
            <p className={styles.warning} role="status">
              {t('network.template.changed')}
              <Button small look="quiet" onClick={() => onText(chosen.said)}>
                {t('network.template.restore')}
              </Button>
            </p>
          )}
        </>
      )}
    </div>
  )
}

function placesOf({ headerVariables, variables }: MessageTemplate): { name: string; isHeader: boolean }[] {
  return [
    ...headerVariables.map((name) => ({ name, isHeader: true })),
    ...variables.map((name) => ({ name, isHeader: false })),
  ]
}

function keyOf({ name, language }: MessageTemplate): string {
  return `${name} ${language}`
}
