import {
  CircleDot,
  FastForward,
  FlaskConical,
  Keyboard,
  MessagesSquare,
  Plug,
  Plus,
  Search,
  ShieldCheck,
  Users,
} from 'lucide-react'
import { useNavigate } from '@tanstack/react-router'
import { type Action, useActions } from '#lib/actions.ts'
import { sayAvailable, useAvailability } from '#lib/availability.ts'
import { takeNextKey, useTakeNext } from '#lib/take-next.ts'
import { useMe } from '#lib/session.ts'
import { placeEntries, viewEntries } from './nav-entries.ts'

type Openers = { openPalette: () => void; openKeys: () => void }

/** What works on every screen: palette, help, new case, and going places. */
export function useAppActions({ openPalette, openKeys }: Openers): void {
  const navigate = useNavigate()
  const me = useMe()
  const takeNext = useTakeNext()
  const availability = useAvailability()
  const may = (permission: string | undefined) =>
    !permission || (me?.permissions as string[] | undefined)?.includes(permission) === true
  const go: Action[] = [
    ...viewEntries.map(({ view, key, icon }) => ({
      icon,
      id: `go.${view}`,
      labelKey: `app:view.${view}`,
      group: 'navigation' as const,
      ...(key ? { key } : {}),
      run: () => void navigate({ to: '/inbox/$view', params: { view } }),
    })),
    ...placeEntries.map(({ id, to, key, icon, permission }) => ({
      icon,
      id: `go.${id}`,
      labelKey: `app:place.${id}`,
      group: 'navigation' as const,
      when: may(permission),
      ...(key ? { key } : {}),
      run: () => void navigate({ to }),
    })),
    {
      icon: Plug,
      id: 'go.channels',
      labelKey: 'app:place.channels',
      group: 'navigation',
      when: may('presence.read'),
      run: () => void navigate({ to: '/settings/channels' }),
    },
    {
      icon: MessagesSquare,
      id: 'go.chats',
      key: 'g c',
      labelKey: 'app:place.chats',
      group: 'navigation',
      run: () => void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { filter: 'channel:chat' } }),
    },
    {
      icon: Plug,
      id: 'go.connectChat',
      labelKey: 'app:place.connectChat',
      group: 'navigation',
      when: may('presence.manage'),
      run: () => void navigate({ to: '/settings/channels/new/$kind', params: { kind: 'chat' } }),
    },
    {
      icon: MessagesSquare,
      id: 'go.companyChat',
      labelKey: 'app:place.companyChat',
      group: 'navigation',
      when: may('settings.manage'),
      run: () => void navigate({ to: '/settings/experts', hash: 'company-chat' }),
    },
    {
      icon: FlaskConical,
      id: 'go.selfTests',
      labelKey: 'app:place.selfTests',
      group: 'navigation',
      when: may('presence.read'),
      run: () => void navigate({ to: '/settings/self-tests' }),
    },
    {
      icon: Users,
      id: 'go.people',
      labelKey: 'app:place.people',
      group: 'navigation',
      when: may('member.read'),
      run: () => void navigate({ to: '/settings/people' }),
    },
    {
      icon: ShieldCheck,
      id: 'go.profile',
      labelKey: 'app:user.profile',
      group: 'navigation',
      run: () => void navigate({ to: '/profile' }),
    },
  ]
  useActions([
    {
      icon: Search,
      id: 'app.palette',
      key: 'Mod+k',
      labelKey: 'app:keys.palette',
      group: 'app',
      keyOnly: true,
      run: openPalette,
    },
    {
      icon: Search,
      id: 'app.search',
      key: '/',
      labelKey: 'app:keys.search',
      group: 'app',
      keyOnly: true,
      run: openPalette,
    },
    { icon: Keyboard, id: 'app.keys', key: '?', labelKey: 'app:keys.help', group: 'app', run: openKeys },
    {
      icon: Plus,
      id: 'case.new',
      // `n` is the next case that needs me.
      key: 'c',
      labelKey: 'app:keys.new',
      group: 'app',
      when: may('case.write'),
      run: () => void navigate({ to: '/new' }),
    },
    {
      icon: FastForward,
      id: 'case.takeNext',
      key: takeNextKey,
      labelKey: 'app:keys.takeNext',
      group: 'app',
      when: may('case.write'),
      run: () => void takeNext(),
    },
    {
      icon: CircleDot,
      id: 'app.available',
      key: 'g v',
      labelKey: 'app:keys.available',
      group: 'app',
      when: availability !== null,
      run: () => void sayAvailable(availability === 'available' ? 'busy' : 'available'),
    },
    ...go,
  ])
}
