import type { healthRoutes, ResponseOf } from '@resonanz/contracts'
import { CircleCheck, CircleMinus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Chip } from '#ui/chip.tsx'
import { CopyBlock } from '#ui/copy-block.tsx'
import { Section } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import styles from './system.module.css'

/** When it was last backed up, whether that was checked, and the commands for both. */
export function BackupSection({ backup }: { backup: ResponseOf<typeof healthRoutes.health>['backup'] }) {
  const { t } = useTranslation('system')
  const copy = { copyLabel: t('copy'), copiedLabel: t('copied') }
  return (
    <Section id="backup" title={t('backup.title')} intro={t('backup.intro')}>
      <dl className={styles.facts}>
        <div>
          <dt>{t('backup.last')}</dt>
          <dd>{backup.lastAt ? <Moment at={backup.lastAt} /> : t('backup.never')}</dd>
        </div>
        {backup.lastAt && (
          <div>
            <dt>{t('backup.verified')}</dt>
            <dd>
              <Chip tone={backup.verified ? 'ok' : 'soon'} icon={backup.verified ? CircleCheck : CircleMinus}>
                {t(backup.verified ? 'backup.yes' : 'backup.no')}
              </Chip>
            </dd>
          </div>
        )}
      </dl>
      <CopyBlock {...copy} label={t('backup.make')} text="npx resonanz backup --verify" />
      <CopyBlock {...copy} label={t('backup.check')} text="npx resonanz restore sicherung.rzb --verify" />
      <CopyBlock {...copy} label={t('backup.restore')} text="npx resonanz restore sicherung.rzb" />
      <p className={styles.help}>{t('backup.where')}</p>
    </Section>
  )
}
