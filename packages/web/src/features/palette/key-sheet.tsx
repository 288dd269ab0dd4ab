import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Action, activeActions } from '#lib/actions.ts'
import { usePreferences } from '#lib/preferences.ts'
import { savePreferences } from '#lib/saved-preferences.ts'
import { Dialog } from '#ui/dialog.tsx'
import { SwitchField } from '#ui/field.tsx'
import { KeyRow } from './key-row.tsx'
import styles from './key-sheet.module.css'

const groups = ['context', 'navigation', 'app'] as const

/** `?`: the keys that work on this screen, nothing else. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('palette')
  const { singleKeys } = usePreferences()
  const actions = useMemo(() => activeActions(), [])
  return (
    <Dialog open title={t('keys.title')} onClose={onClose} size={720}>
      <div className={styles.columns}>
        {groups.map((group) => (
          <KeyGroup
            key={group}
            title={t(`group.${group}`)}
            actions={actions.filter((one) => (one.group ?? 'context') === group)}
          />
        ))}
      </div>
      <div className={styles.foot}>
        <p className={styles.help}>{t('keys.help')}</p>
        <SwitchField
          label={t('keys.single')}
          description={t('keys.singleHelp')}
          checked={singleKeys}
          onChange={(event) => void savePreferences({ singleKeys: event.currentTarget.checked })}
        />
      </div>
    </Dialog>
  )
}

function KeyGroup({ title, actions }: { title: string; actions: Action[] }) {
  const keyed = actions.filter((action) => action.key !== undefined)
  if (keyed.length === 0) return null
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <dl>
        {keyed.map((action) => (
          <KeyRow key={action.id} action={action} />
        ))}
      </dl>
    </section>
  )
}
