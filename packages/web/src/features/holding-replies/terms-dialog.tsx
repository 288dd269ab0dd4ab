import { CaseKind, ChannelKind, type HoldingException, type HoldingTerms } from '@resonanz/contracts'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ChoiceField, SwitchField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import styles from './holding.module.css'
import { isWholeIn, limits } from './terms-words.ts'

/** Without places: the house. */
export type Edited = { terms: HoldingTerms; where: Omit<HoldingException, 'terms'> | null }
type Props = {
  edited: Edited
  teams: { id: string; name: string }[]
  isNew: boolean
  onDone: (edited: Edited) => void
  onRemove: () => void
  onClose: () => void
}

/** When a holding reply is proposed, and who sends it, for the house or for a team, channel and kind. */
export function TermsDialog({ edited, teams, isNew, onDone, onRemove, onClose }: Props) {
  const { t } = useTranslation(['holding-replies', 'ui'])
  const form = useId()
  const [where, setWhere] = useState(edited.where)
  const [terms, setTerms] = useState(edited.terms)
  const [lead, setLead] = useState(
    String(edited.terms.lead.unit === 'minutes' ? edited.terms.lead.minutes : edited.terms.lead.percent),
  )
  const [most, setMost] = useState(String(edited.terms.mostInRow))
  const [tried, setTried] = useState(false)
  const { unit } = terms.lead
  const isLeadWrong = !isWholeIn(lead, limits[unit])
  const isMostWrong = !isWholeIn(most, limits.mostInRow)
  const isNowhere = where !== null && where.teamId === null && where.channel === null && where.kind === null
  const set = (change: Partial<HoldingTerms>) => setTerms({ ...terms, ...change })
  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (isLeadWrong || isMostWrong || isNowhere) return
    const number = Number(lead)
    onDone({
      where,
      terms: {
        ...terms,
        mostInRow: Number(most),
        lead: unit === 'minutes' ? { unit, minutes: number } : { unit, percent: number },
      },
    })
  }
  return (
    <Dialog
      open
      title={t(where === null ? 'policy.house' : isNew ? 'policy.add' : 'policy.exception')}
      onClose={onClose}
      footer={
        <>
          {where !== null && !isNew && (
            <Button look="danger" onClick={onRemove}>
              {t('policy.remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" type="submit" form={form}>
            {t('policy.take')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        {where !== null && (
          <>
            <SelectField
              optional
              label={t('policy.team')}
              data={teams.map(({ id, name }) => ({ value: id, label: name }))}
              value={where.teamId}
              error={tried && isNowhere && t('policy.nowhere')}
              onChange={(teamId) => setWhere({ ...where, teamId: teamId as string | null })}
            />
            <div className={styles.pair}>
              <SelectField
                optional
                label={t('policy.channel')}
                data={ChannelKind.options.map((value) => ({ value, label: t(`ui:channel.${value}`) }))}
                value={where.channel}
                onChange={(channel) => setWhere({ ...where, channel: channel as ChannelKind | null })}
              />
              <SelectField
                optional
                label={t('policy.kind')}
                data={CaseKind.options.map((value) => ({ value, label: t(`ui:understood.kind.${value}`) }))}
                value={where.kind}
                onChange={(kind) => setWhere({ ...where, kind: kind as CaseKind | null })}
              />
            </div>
          </>
        )}
        <SwitchField
          label={t('policy.proposes')}
          checked={terms.proposes}
          onChange={(event) => set({ proposes: event.currentTarget.checked })}
        />
        {terms.proposes && (
          <>
            <div className={styles.pair}>
              <TextField
                label={t('policy.lead')}
                inputMode="numeric"
                value={lead}
                error={tried && isLeadWrong && t('policy.between', limits[unit])}
                onChange={(event) => setLead(event.currentTarget.value)}
              />
              <SelectField
                label={t('policy.unit')}
                data={(['minutes', 'share'] as const).map((value) => ({ value, label: t(`policy.unit_${value}`) }))}
                value={unit}
                onChange={(value) =>
                  set({
                    lead: value === 'share' ? { unit: 'share', percent: 20 } : { unit: 'minutes', minutes: 60 },
                  })
                }
              />
            </div>
            <ChoiceField
              label={t('policy.sentBy')}
              choices={(['person', 'rule'] as const).map((value) => ({
                value,
                label: t(`policy.sentBy_${value}`),
                help: t(`policy.sentBy_${value}Help`),
              }))}
              value={terms.sentBy}
              onChange={(sentBy) => set({ sentBy })}
            />
            {terms.sentBy === 'rule' && (
              <TextField
                label={t('policy.most')}
                description={t('policy.mostHelp')}
                inputMode="numeric"
                value={most}
                error={tried && isMostWrong && t('policy.between', limits.mostInRow)}
                onChange={(event) => setMost(event.currentTarget.value)}
              />
            )}
          </>
        )}
      </form>
    </Dialog>
  )
}
