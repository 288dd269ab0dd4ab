import { healthRoutes, type Presence, presenceRoutes, sessionRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Archive, MoreHorizontal, Pause, Play, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/dialog.tsx'
import { Menu, type MenuEntry } from '#ui/menu.tsx'
import { isByHand, isSample } from './channel-state.tsx'
import { useChangeChannel } from './use-change-channel.ts'

/** Read now, pause, resume, archive: what the server says this person may do with this channel. */
export function ChannelActions({ presence }: { presence: Presence }) {
  const { t } = useTranslation(['channels', 'ui'])
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'pause' | 'archive' | null>(null)
  const change = useChangeChannel(presence.id)
  const sync = useMutation({
    mutationFn: () => call(presenceRoutes.sync, { params: { id: presence.id } }),
    onSuccess: () => {
      showNotice({ text: t('action.syncing'), tone: 'ok' })
      setTimeout(invalidateRoute, 1500, queryClient, presenceRoutes.read, presenceRoutes.list)
    },
    onError: () => showNotice({ text: t('ui:problem.internal.title'), tone: 'bad' }),
  })
  const may = (action: string) => presence.allowed.includes(action) && !isSample(presence)

  async function archive(): Promise<void> {
    await call(presenceRoutes.archive, { params: { id: presence.id } })
    invalidateRoute(queryClient, presenceRoutes.list, presenceRoutes.read, healthRoutes.health, sessionRoutes.me)
    showNotice({ text: t('action.archived', { name: presence.name }), tone: 'ok' })
    await navigate({ to: '/settings/channels' })
  }
  const entries: MenuEntry[] = [
    ...(may('pause') ? [{ label: t('action.pause'), icon: Pause, run: () => setAsking('pause') }] : []),
    ...(may('archive') && !isByHand(presence.kind)
      ? [{ label: t('action.archive'), icon: Archive, danger: true, run: () => setAsking('archive') }]
      : []),
  ]
  return (
    <>
      {may('resume') && (
        <Button look="primary" icon={Play} busy={change.busy} onClick={() => change.run({ paused: false })}>
          {t('action.resume')}
        </Button>
      )}
      {may('sync') && presence.state !== 'paused' && (
        <Button icon={RefreshCw} busy={sync.isPending} onClick={() => sync.mutate()}>
          {t('action.sync')}
        </Button>
      )}
      {entries.length > 0 && (
        <Menu
          end
          entries={entries}
          label={t('action.more')}
          target={<IconButton look="default" icon={MoreHorizontal} label={t('action.more')} />}
        />
      )}
      <ConfirmDialog
        open={asking === 'pause'}
        title={t('action.pauseTitle', { name: presence.name })}
        confirmLabel={t('action.pause')}
        onConfirm={() => change.run({ paused: true })}
        onClose={() => setAsking(null)}
      >
        {t(presence.kind === 'email' || presence.kind === 'feed' ? 'action.pauseText' : 'action.pauseTextPush')}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'archive'}
        danger
        title={t('action.archiveTitle', { name: presence.name })}
        confirmLabel={t('action.archive')}
        onConfirm={archive}
        onClose={() => setAsking(null)}
      >
        <p>{t('action.archiveText')}</p>
        <p>{t(`action.archiveKind.${presence.kind}` as 'action.archiveKind.email')}</p>
      </ConfirmDialog>
    </>
  )
}
