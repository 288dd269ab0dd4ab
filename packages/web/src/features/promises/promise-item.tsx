import type { CasePromises } from '@resonanz/contracts'
import { CircleCheck, Hourglass, Phone, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import type { PromiseItem } from './promise-data.ts'
import styles from './promises.module.css'

type OpenProps = { item: PromiseItem; data: CasePromises; onOpen: (what: 'keep' | 'drop' | 'move') => void }

export function OpenPromise({ item, data, onOpen }: OpenProps) {
  const { t } = useTranslation(['promises', 'ui'])
  const now = useNow()
  const late = new Date(item.dueAt) < now
  const Icon = late ? TriangleAlert : Hourglass
  const { phone, isOpen, nextOpening } = data.call
  const may = (what: CasePromises['allowed'][number]) => data.allowed.includes(what)
  return (
    <li className={styles.item} data-late={late || undefined}>
      <Icon size={14} aria-hidden />
      <div>
        <b>{t(`kind.${item.kind}`)}</b>
        {item.what && <span className={styles.what}> {item.what}</span>}
        {item.text && <p>{item.text}</p>}
        <small>
          {t(late ? 'late' : 'until')} <At at={item.dueAt} />
          {item.owner && ` · ${t('keeper', { name: item.owner.name })}`}
          {item.isOwnerAway && ` · ${item.standIn ? t('away', { name: item.standIn.name }) : t('awayNobody')}`}
        </small>
        {item.kind === 'call_back' && (
          <small>
            {phone ? (
              <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
                <Phone size={13} aria-hidden /> {phone}
              </a>
            ) : (
              t('call.noNumber')
            )}{' '}
            {isOpen ? t('call.open') : nextOpening ? <At at={nextOpening} words="call.opens" /> : null}
          </small>
        )}
        <span className={styles.actions}>
          {may('keep') && (
            <Button small onClick={() => onOpen('keep')}>
              {t('keep.act')}
            </Button>
          )}
          {may('move') && (
            <Button small look="quiet" onClick={() => onOpen('move')}>
              {t('move.act')}
            </Button>
          )}
          {may('drop') && (
            <Button small look="quiet" onClick={() => onOpen('drop')}>
              {t('drop.act')}
            </Button>
          )}
        </span>
      </div>
    </li>
  )
}

export function PastPromise({ item }: { item: PromiseItem }) {
  const { t } = useTranslation(['promises', 'ui'])
  const { proof } = item
  return (
    <li className={styles.item}>
      <CircleCheck size={14} aria-hidden />
      <div>
        {t(`kind.${item.kind}`)} {item.what}
        {item.text && <p>{item.text}</p>}
        <small>
          {t(`state.${item.state}`)} · <At at={item.settledAt ?? item.dueAt} />
          {item.settledBy && ` · ${item.settledBy.name}`}
          {item.reason && item.reason !== 'closed' && item.reason !== 'undo' && ` · ${item.reason}`}
          {proof && ` · ${proof.words ?? t(`proof.${proof.kind}`)}`}
        </small>
      </div>
    </li>
  )
}

function At({ at, words }: { at: string; words?: 'call.opens' }) {
  const { t } = useTranslation('promises')
  const language = useLanguage()
  const moment = formatMoment(new Date(at), useNow(), { language })
  return <time dateTime={at}>{words ? t(words, { at: moment }) : moment}</time>
}
