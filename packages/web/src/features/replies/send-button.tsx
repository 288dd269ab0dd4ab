import { AlarmClock, ChevronDown, CircleCheck, Hourglass, Send } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { followUpPresets } from '#lib/moments.ts'
import { formatShortMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Menu } from '#ui/menu.tsx'
import styles from './replies.module.css'

export type SendHow = { what: 'send' | 'done' | 'wait' } | { what: 'followUp'; at: Date }
/** `asks`: somebody else looks at it before it leaves. */
type Props = { logs: boolean; asks: boolean; ready: boolean; busy: boolean; onSend: (how: SendHow) => void }

/** Sends, and beside it sends with what comes next. */
export function SendButton({ logs, asks, ready, busy, onSend }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const form = logs ? 'log' : asks ? 'ask' : 'send'
  return (
    <span className={styles.send}>
      <Button
        look="primary"
        keyHint={logs ? undefined : 'Mod+Enter'}
        busy={busy}
        disabled={!ready}
        onClick={() => onSend({ what: 'send' })}
      >
        {t(`${form}.button`)}
      </Button>
      <Menu
        end
        width={320}
        label={t('send.more')}
        target={
          <IconButton
            look="primary"
            icon={ChevronDown}
            label={t('send.more')}
            disabled={!ready}
            className={styles.sendMore}
          />
        }
        entries={[
          { label: t(`${form}.button`), icon: Send, keyHint: 'Mod+Enter', run: () => onSend({ what: 'send' }) },
          {
            label: t(`${form}.done`),
            icon: CircleCheck,
            keyHint: 'Mod+Shift+Enter',
            run: () => onSend({ what: 'done' }),
          },
          { label: t(`${form}.wait`), icon: Hourglass, run: () => onSend({ what: 'wait' }) },
          { section: t(`${form}.followUp`) },
          ...followUpPresets(now).map((preset) => ({
            label: t(`next.preset.${preset.id}`),
            icon: AlarmClock,
            hint: <small>{formatShortMoment(preset.at, now, { language })}</small>,
            run: () => onSend({ what: 'followUp' as const, at: preset.at }),
          })),
        ]}
      />
    </span>
  )
}
