import { type Goodwill, GoodwillKind, goodwillRoutes, type ResponseOf } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { formatMoney, parseMoney } from '#lib/money.ts'
import { endOfDay, toDayInput } from '#lib/moments.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ChoiceField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Banner } from '#ui/states.tsx'
import styles from './goodwill.module.css'
import { GoodwillTrouble } from './goodwill-trouble.tsx'
import { limitWords } from './limit-words.ts'
import { refreshGoodwill } from './refresh.ts'

type Known = ResponseOf<typeof goodwillRoutes.ofCase>
type Props = { caseId: string; known: Known; item?: Goodwill; onClose: () => void }

/**
 * Amount, kind, reason: within my limit it is granted, above it requested; the button says which before it is pressed.
 */
export function GoodwillDialog({ caseId, known, item, onClose }: Props) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const language = useLanguage()
  const form = useId()
  const [kind, setKind] = useState<GoodwillKind>(item?.kind ?? 'refund')
  const [typed, setTyped] = useState(item ? typedAmount(item.amountMinor, language) : '')
  const [what, setWhat] = useState(item?.what ?? '')
  const [reason, setReason] = useState(item?.reason ?? '')
  const [validUntil, setValidUntil] = useState(item?.validUntil ?? '')
  const [promiseUntil, setPromiseUntil] = useState('')
  const [against, setAgainst] = useState<string | null>(null)
  const [againstWhy, setAgainstWhy] = useState('')
  const [isAsked, setAsked] = useState(false)

  const mine = known.mine.find(({ currency }) => currency === (item?.currency ?? 'EUR')) ?? known.mine[0]!
  const money = (minor: number) => formatMoney(minor, mine.currency, language)
  const amountMinor = parseMoney(typed, language)
  const isBarred = known.wasRejected && against === null
  const isAbove = amountMinor !== null && mine.leftMinor !== null && amountMinor > mine.leftMinor
  const mode = item ? null : isAbove || isBarred ? 'request' : 'grant'
  const isComplete =
    amountMinor !== null && reason.trim().length >= 3 && (against === null || againstWhy.trim().length >= 3)
  const content = () => ({
    kind,
    amountMinor: amountMinor!,
    currency: mine.currency,
    what: what.trim(),
    reason: reason.trim(),
    validUntil: validUntil || null,
  })
  const save = useMutation({
    mutationFn: () =>
      item
        ? call(goodwillRoutes.change, { params: { id: item.id }, body: { ...content(), version: item.version } })
        : call(goodwillRoutes.create, {
            params: { id: caseId },
            body: {
              ...content(),
              mode: mode!,
              ...(against ? { overrule: { teamId: against, reason: againstWhy.trim() } } : {}),
              ...(mode === 'grant' && promiseUntil
                ? { promiseUntil: endOfDay(promiseUntil, new Date()).toISOString() }
                : {}),
            },
          }),
    onSuccess: (made) => {
      refreshGoodwill(caseId)
      showNotice({ text: t(made.state === 'granted' ? 'done.granted' : 'done.requested'), tone: 'ok' })
      onClose()
    },
  })
  function submit(): void {
    setAsked(true)
    if (isComplete) save.mutate()
  }
  const button = item ? 'ui:save' : mode === 'grant' ? 'grant' : 'request'
  return (
    <Dialog
      open
      size={520}
      title={t(item ? 'changeTitle' : 'newTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={save.isPending}>
            {t(button)}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {save.error && <GoodwillTrouble error={save.error} />}
        {item?.approvalId && item.state === 'granted' && <Banner tone="soon">{t('backToCheck')}</Banner>}
        <ChoiceField
          inline
          label={t('kindLabel')}
          value={kind}
          onChange={setKind}
          choices={GoodwillKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <TextField
          data-autofocus
          label={t('amount', { currency: mine.currency })}
          description={
            !item && isAbove
              ? t('limit.above', { limit: money(mine.leftMinor ?? 0) })
              : !item && isBarred
                ? t('limit.barred')
                : limitWords(mine, t, money)
          }
          inputMode="decimal"
          value={typed}
          error={isAsked && amountMinor === null && t('amountWrong')}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <TextField
          optional
          label={t('what')}
          description={t('whatHelp')}
          maxLength={300}
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
        />
        <TextField
          label={t('reason')}
          description={t('reasonHelp')}
          maxLength={500}
          value={reason}
          error={isAsked && reason.trim().length < 3 && t('reasonMissing')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={styles.pair}>
          <TextField
            optional
            type="date"
            label={t('until')}
            value={validUntil}
            onChange={(event) => setValidUntil(event.currentTarget.value)}
          />
          {mode === 'grant' && (
            <TextField
              optional
              type="date"
              label={t('promiseUntil')}
              min={toDayInput(new Date())}
              value={promiseUntil}
              onChange={(event) => setPromiseUntil(event.currentTarget.value)}
            />
          )}
        </div>
        {!item && known.overrulable.length > 0 && (
          <SelectField
            optional
            clearable
            label={t('against')}
            description={t('againstHelp')}
            value={against}
            onChange={(id) => setAgainst(id === null ? null : String(id))}
            data={known.overrulable.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        {against && (
          <TextField
            label={t('againstWhy')}
            maxLength={500}
            value={againstWhy}
            error={isAsked && againstWhy.trim().length < 3 && t('reasonMissing')}
            onChange={(event) => setAgainstWhy(event.currentTarget.value)}
          />
        )}
      </form>
    </Dialog>
  )
}

function typedAmount(minor: number, language: 'de' | 'en'): string {
  const text = minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2)
  return language === 'de' ? text.replace('.', ',') : text
}
