import type { CaseDetail, HoldingReply } from '@resonanz/contracts'
import { Hourglass, PencilLine, Send } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { useNow } from '#lib/clock.ts'
import { useConnection } from '#lib/connection.ts'
import { layDraft } from '#lib/laid-draft.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { WordsDialog } from '#ui/words-dialog.tsx'
import { dismissHolding, sendHolding, useHolding } from './holding-data.ts'
import styles from './holding.module.css'

/** Above the field for answers while a promised word runs out: what could be said, made of what happened. */
export function HoldingStrip({ detail }: { detail: CaseDetail }) {
  const { data } = useHolding(detail.id)
  return data?.item ? <Proposal caseId={detail.id} item={data.item} may={data.allowed.includes('send')} /> : null
}

type Props = { caseId: string; item: HoldingReply; may: boolean }

function Proposal({ caseId, item, may }: Props) {
  const { t } = useTranslation('holding-replies')
  const online = useConnection().online
  const moment = useMoment()
  const [busy, setBusy] = useState(false)
  const [dismissing, setDismissing] = useState(false)
  const { text } = item
  const maySend = may && online && text !== null && !busy

  async function send(): Promise<void> {
    setBusy(true)
    await sendHolding(caseId, item, t(item.isLogged ? 'logged' : 'sent'))
    setBusy(false)
  }
  const change = () => layDraft(caseId, text ?? item.start, { at: item.newDueAt, text: '' })
  useActions([
    {
      id: 'case.holding',
      labelKey: 'holding-replies:show',
      icon: Hourglass,
      run: () => document.getElementById('case-holding')?.focus(),
    },
    {
      id: 'case.holdingSend',
      key: 'Shift+h',
      labelKey: 'holding-replies:send',
      icon: Send,
      when: maySend,
      run: () => void send(),
    },
    { id: 'case.holdingChange', labelKey: 'holding-replies:change', icon: PencilLine, when: may, run: change },
    {
      id: 'case.holdingDismiss',
      labelKey: 'holding-replies:dismiss',
      when: may && online,
      run: () => setDismissing(true),
    },
  ])
  return (
    <section className={styles.strip} aria-label={t('title')} id="case-holding" tabIndex={-1}>
      <p className={styles.head}>
        <Hourglass size={16} aria-hidden />
        <b>{t(`due.${item.source}`, { at: moment(item.dueAt) })}</b>
        {item.isOldNews && <Chip tone="soon">{t(text === null ? 'nothingMoved' : 'oldNews')}</Chip>}
        {item.audience === 'public' && <Chip>{t('public')}</Chip>}
      </p>
      {text === null ? (
        <p className={styles.hint}>{t('nothingMovedWords')}</p>
      ) : (
        // What scrolls must be reached by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <blockquote lang={item.language} className={styles.words} tabIndex={0}>
          {text.replaceAll(/\n{2,}/g, '\n')}
        </blockquote>
      )}
      {item.findings.length > 0 && (
        <ul className={styles.hint}>
          {item.findings.map(({ rule, reason }) => (
            <li key={rule}>{reason}</li>
          ))}
        </ul>
      )}
      {item.ruleAt && <p className={styles.hint}>{t('byRule', { at: moment(item.ruleAt) })}</p>}
      {item.heldBack && <p className={styles.hint}>{t(`held.${item.heldBack}`)}</p>}
      {may && (
        <div className={styles.actions}>
          {text !== null && (
            <Button
              small
              look="primary"
              icon={Send}
              keyHint="Shift+h"
              disabled={!online}
              busy={busy}
              onClick={() => void send()}
            >
              {t(item.isLogged ? 'log' : 'send')}
            </Button>
          )}
          <Button small icon={PencilLine} onClick={change}>
            {t(text === null ? 'write' : 'change')}
          </Button>
          <Button small look="quiet" disabled={!online} onClick={() => setDismissing(true)}>
            {t('dismiss')}
          </Button>
          {text !== null && (
            <span className={styles.hint}>
              {t('next', { at: moment(item.newDueAt) })}
              {item.isLogged && ` ${t('byHand')}`}
            </span>
          )}
        </div>
      )}
      {dismissing && (
        <WordsDialog
          title={t('dismissTitle')}
          label={t('reason')}
          help={t('reasonHelp')}
          saveLabel={t('dismiss')}
          maxLength={300}
          least={3}
          oneLine
          onSave={(reason) => dismissHolding(caseId, item.id, reason)}
          onClose={() => setDismissing(false)}
        />
      )}
    </section>
  )
}

function useMoment(): (at: string) => string {
  const language = useLanguage()
  const now = useNow()
  return (at) => formatMoment(new Date(at), now, { language })
}
