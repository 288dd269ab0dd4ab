import { Maximize2, Minimize2, Users, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeyFor } from '#lib/actions.ts'
import { tellProblem } from '#lib/change-case.ts'
import { formatClock } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { IconButton } from '#ui/button.tsx'
import styles from './replies.module.css'
import type { DraftField } from './use-draft.ts'

export type Frame = { large: boolean; onLarge: () => void; onClose?: () => void }

/** The buttons at the end of a composer's bar. */
export function FrameButtons({ frame }: { frame: Frame }) {
  const { t } = useTranslation(['replies', 'ui'])
  if (frame.onClose) return <IconButton small icon={X} label={t('ui:close')} onClick={frame.onClose} />
  return (
    <IconButton
      small
      icon={frame.large ? Minimize2 : Maximize2}
      label={t(frame.large ? 'act.smaller' : 'act.larger')}
      onClick={frame.onLarge}
    />
  )
}

/** `gespeichert 14:03`, or where else the words are. */
export function DraftState({ draft }: { draft: DraftField }): ReactNode {
  const { t } = useTranslation(['replies', 'ui'])
  const language = useLanguage()
  const { where, at } = draft.status
  if (where === 'nowhere') return null
  const time = at ? formatClock(at, { language }) : ''
  return (
    <span className={styles.saved} data-where={where}>
      {t(`draft.${where}`, { time })}
    </span>
  )
}

/** Colleagues read along from now on. */
export function ShareButton({ draft }: { draft: DraftField }) {
  const { t } = useTranslation('replies')
  const key = useKeyFor('draft.share', 'Shift+s')
  const share = () => void draft.share(true).catch(tellProblem)
  return <IconButton small icon={Users} label={t('shared.share')} keyHint={key} onClick={share} />
}

/** Another draft of mine from another device: shown on request, never lost. */
export function OtherDraft({ draft }: { draft: DraftField }) {
  const { t } = useTranslation(['replies', 'ui'])
  const { other } = draft
  if (!other) return null
  return (
    <div className={styles.strip} role="status">
      <span>
        {t('draft.other')} „{other.text.trim().slice(0, 80)}“
      </span>
      <button type="button" onClick={() => (draft.change(other), draft.dropOther())}>
        {t('draft.useOther')}
      </button>
      <button type="button" onClick={draft.dropOther}>
        {t('draft.keepMine')}
      </button>
    </div>
  )
}
