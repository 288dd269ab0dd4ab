import { customerRoutes } from '@resonanz/contracts'
import { Link2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button } from '#ui/button.tsx'
import { doWithCustomer } from './customer-data.ts'
import styles from './customers.module.css'
import { evidenceWords } from './evidence-words.ts'

type Props = { id: string; title: string; reasons: { code: string; value: string | null }[]; may: boolean }

/** A match Resonanz proposes, with its reasons; a person decides. */
export function ProposalCard({ id, title, reasons, may }: Props) {
  const { t } = useTranslation(['customers', 'ui'])
  const decide = (accept: boolean) =>
    void doWithCustomer(
      () => call(customerRoutes.decide, { params: { id }, body: { accept } }),
      t(accept ? 'done.accepted' : 'done.declined'),
    )
  return (
    <div className={styles.proposal}>
      <Link2 size={16} />
      <div>
        <b>{title}</b>
        <ul>
          {reasons.map(({ code, value }) => (
            <li key={code}>{[evidenceWords(code, t), value].filter(Boolean).join(': ')}</li>
          ))}
        </ul>
        {may && (
          <div className={styles.actions}>
            <Button small onClick={() => decide(true)}>
              {t('proposal.accept')}
            </Button>
            <Button small look="quiet" onClick={() => decide(false)}>
              {t('proposal.decline')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
