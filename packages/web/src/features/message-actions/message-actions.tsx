import {
  type ActionsOfMessage,
  capabilitiesOf,
  type CaseDetail,
  type Message,
  type MessageAction,
  messageActionRoutes,
  needsReason,
} from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import {
  CircleAlert,
  CircleHelp,
  Ellipsis,
  Eye,
  EyeOff,
  Heart,
  HeartOff,
  type LucideIcon,
  Pin,
  PinOff,
  Trash2,
} from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { announce } from '#ui/announcer.tsx'
import { IconButton } from '#ui/button.tsx'
import { Menu } from '#ui/menu.tsx'
import styles from './message-actions.module.css'

const ReasonDialog = lazy(() => import('./reason-dialog.tsx').then((file) => ({ default: file.ReasonDialog })))

const icons: Record<MessageAction, LucideIcon> = {
  like: Heart,
  unlike: HeartOff,
  hide: EyeOff,
  unhide: Eye,
  delete: Trash2,
  pin: Pin,
  unpin: PinOff,
}

type Props = { message: Message; detail: CaseDetail }

/** What can be done to a message on its network, and what became of it. Nothing where the network has no such thing. */
export function MessageActions(props: Props) {
  if (!capabilitiesOf[props.message.channel].actions?.length) return null
  return <OfNetwork {...props} />
}

function OfNetwork({ message, detail }: Props) {
  const { data } = useQuery(read(messageActionRoutes.ofCase, { params: { id: detail.id } }))
  const found = data?.items.find((item) => item.messageId === message.id)
  const isNewest = data?.items.find(({ allowed }) => allowed.includes('like') || allowed.includes('unlike')) === found
  return found ? <Actions found={found} detail={detail} isNewest={isNewest} /> : null
}

type ActionsProps = { found: ActionsOfMessage; detail: CaseDetail; isNewest: boolean }
function Actions({ found, detail, isNewest }: ActionsProps) {
  const { t } = useTranslation(['message-actions', 'ui'])
  const [asked, setAsked] = useState<MessageAction | null>(null)
  async function ask(action: MessageAction, reason = ''): Promise<void> {
    await call(messageActionRoutes.ask, { params: { id: found.messageId }, body: { action, reason } })
    announce(t(`asked.${action}`))
    invalidateRoute(queryClient, messageActionRoutes.ofCase)
    refreshAround(detail.id)
  }
  const begin = (action: MessageAction) => {
    if (needsReason.includes(action)) setAsked(action)
    else void ask(action).catch(tellProblem)
  }
  // Of the newest words of the customer also by the palette.
  useActions(
    (['like', 'unlike', 'hide', 'unhide'] as const).map((action) => ({
      id: `message.${action}`,
      labelKey: `message-actions:newest.${action}`,
      icon: icons[action],
      when: isNewest && found.allowed.includes(action),
      run: () => begin(action),
    })),
  )
  return (
    <div className={styles.row}>
      <Standing found={found} />
      {found.allowed.length > 0 && (
        <Menu
          label={t('menu')}
          width={260}
          target={<IconButton small icon={Ellipsis} label={t('menu')} />}
          entries={found.allowed.map((action) => ({
            label: t(`do.${action}`),
            icon: icons[action],
            danger: action === 'delete',
            run: () => begin(action),
          }))}
        />
      )}
      {asked && (
        <Suspense>
          <ReasonDialog action={asked} onClose={() => setAsked(null)} onAsk={(reason) => ask(asked, reason)} />
        </Suspense>
      )}
    </div>
  )
}

const knownCodes = new Set(['channel-cannot-act', 'channel-archived', 'no-right', 'not-found', 'rate-limited'])

function Standing({ found }: { found: ActionsOfMessage }) {
  const { t } = useTranslation('message-actions')
  const { last } = found
  const isUnderWay = last?.state === 'queued' || last?.state === 'working'
  const bad = last?.state === 'failed' || last?.state === 'unclear' ? last.state : null
  return (
    <>
      {found.isLiked && (
        <span className={styles.sign}>
          <Heart size={13} /> {t('is.liked')}
        </span>
      )}
      {found.isPinned && (
        <span className={styles.sign}>
          <Pin size={13} /> {t('is.pinned')}
        </span>
      )}
      {last && isUnderWay && <span className={styles.sign}>{t(`asked.${last.action}`)}</span>}
      {last && bad && (
        <span className={styles.bad} role="status">
          {bad === 'unclear' ? <CircleHelp size={13} /> : <CircleAlert size={13} />}
          {t(`outcome.${bad}`, { what: t(`do.${last.action}`) })}
          {last.code && knownCodes.has(last.code) && ` ${t(`code.${last.code}` as 'code.not-found')}`}
        </span>
      )}
    </>
  )
}
