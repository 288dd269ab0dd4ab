import { intakeRoutes, type QuarantineRow } from '@resonanz/contracts'
import { Ban, Download, Eye, FolderPlus, RefreshCw, ShieldAlert } from 'lucide-react'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#lib/api.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import styles from './quarantine.module.css'
import { sizeWords } from './size-words.ts'

type Props = {
  item: QuarantineRow
  busy: boolean
  mayHandle: boolean
  onView: () => void
  onAgain: () => void
  onCase: () => void
  onDismiss: () => void
}

/** One item that could not be read: why, from whom, and what can be done. Its subject is a stranger's text. */
export function ItemCard({ item, busy, mayHandle, onView, onAgain, onCase, onDismiss }: Props) {
  const { t } = useTranslation('quarantine')
  const language = useLanguage()
  const known = i18next.exists(`quarantine:code.${item.reasonCode}`)
  const reason = known ? t(`code.${item.reasonCode}` as 'code.empty') : t('code.unreadable')
  return (
    <li className={styles.item} aria-busy={busy}>
      <div className={styles.reason}>
        <ShieldAlert size={18} />
        <div>
          <h2>{reason}</h2>
          {item.reason && item.reason !== reason && <p>{item.reason}</p>}
        </div>
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{t('from')}</dt>
          <dd>{item.from ?? t('unknown')}</dd>
        </div>
        <div>
          <dt>{t('subject')}</dt>
          <dd>{item.subject ?? t('unknown')}</dd>
        </div>
        <div>
          <dt>{t('channel')}</dt>
          <dd>
            <ChannelGlyph kind={item.presence.kind} size={14} /> {item.presence.name}
          </dd>
        </div>
        <div>
          <dt>{t('received')}</dt>
          <dd>
            <RelativeTime at={item.receivedAt} /> · {sizeWords(item.size, language)}
            {item.attempts > 1 && <> · {t('attempts', { count: item.attempts })}</>}
          </dd>
        </div>
      </dl>
      <div className={styles.acts}>
        <Button small icon={Eye} onClick={onView}>
          {t('act.view')}
        </Button>
        <a
          className={buttonClass('default', true)}
          href={addressOf(intakeRoutes.quarantineRaw, { params: { id: item.id } })}
          download
        >
          <Download size={16} /> {t('act.download')}
        </a>
        {mayHandle && (
          <>
            <Button small icon={RefreshCw} disabled={busy} onClick={onAgain}>
              {t('act.again')}
            </Button>
            <Button small icon={FolderPlus} disabled={busy} onClick={onCase}>
              {t('act.case')}
            </Button>
            <Button small look="quiet" icon={Ban} disabled={busy} onClick={onDismiss}>
              {t('act.dismiss')}
            </Button>
          </>
        )}
      </div>
    </li>
  )
}
