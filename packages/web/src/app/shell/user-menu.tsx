import { useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import {
  ArrowLeftRight,
  Check,
  CircleDot,
  CircleMinus,
  CircleOff,
  Keyboard,
  LogOut,
  Monitor,
  Moon,
  Palette,
  ShieldCheck,
  Sun,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { sayAvailable, useAvailability } from '#lib/availability.ts'
import { usePreferences } from '#lib/preferences.ts'
import { savePreferences } from '#lib/saved-preferences.ts'
import { useMe } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Menu, type MenuEntry } from '#ui/menu.tsx'
import { currentLanguage } from '#lib/i18n.ts'
import styles from './user-menu.module.css'

const themes = [
  ['auto', Monitor],
  ['light', Sun],
  ['dark', Moon],
] as const
const availabilities = [
  ['available', CircleDot],
  ['busy', CircleMinus],
  ['off', CircleOff],
] as const
const densities = ['compact', 'normal', 'relaxed'] as const
const languages = ['de', 'en'] as const

export function UserMenu({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const navigate = useNavigate()
  const { density } = usePreferences()
  const availability = useAvailability()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const name = me?.member.name ?? '?'
  const mark = (on: boolean) => (on ? <Check size={14} /> : undefined)

  async function signOut(): Promise<void> {
    const { leave } = await import('#features/session/leave.ts')
    await leave()
    await navigate({ to: '/sign-in' })
  }

  const workspaces: MenuEntry[] = (me?.workspaces ?? [])
    .filter(({ id }) => id !== me?.workspace.id)
    .map(({ id, name: other }) => ({
      label: t('user.enter', { name: other }),
      icon: ArrowLeftRight,
      run: () => void import('#features/onboarding/enter-workspace.ts').then((file) => file.enterWorkspace(id)),
    }))
  const entries: MenuEntry[] = [
    { section: me ? `${name} · ${me.workspace.name}` : name },
    { label: t('user.profile'), icon: ShieldCheck, run: () => void navigate({ to: '/profile' }) },
    { label: t('user.keys'), icon: Keyboard, keyHint: '?', run: onKeys },
    ...workspaces,
    'line',
    ...(availability === null
      ? []
      : [
          { section: t('user.availability') },
          ...availabilities.map(([state, icon]) => ({
            label: t(`user.availability_${state}`),
            icon,
            checked: availability === state,
            hint: mark(availability === state),
            ...(state === 'available' ? { keyHint: 'g v' } : {}),
            run: () => void sayAvailable(state),
          })),
          'line' as const,
        ]),
    { section: t('user.theme') },
    ...themes.map(([theme, icon]) => ({
      label: t(`user.theme_${theme}`),
      icon,
      checked: colorScheme === theme,
      hint: mark(colorScheme === theme),
      run: () => {
        setColorScheme(theme)
        void savePreferences({ theme: theme === 'auto' ? 'system' : theme })
      },
    })),
    { section: t('user.density') },
    ...densities.map((one) => ({
      label: t(`user.density_${one}`),
      checked: density === one,
      hint: mark(density === one),
      run: () => void savePreferences({ density: one }),
    })),
    { section: t('user.language') },
    ...languages.map((language) => ({
      label: t(`user.language_${language}`),
      checked: currentLanguage() === language,
      hint: mark(currentLanguage() === language),
      run: () => void savePreferences({ language }),
    })),
    'line',
    ...(import.meta.env.DEV
      ? [{ label: 'Catalogue', icon: Palette, run: () => void navigate({ to: '/catalogue' }) }]
      : []),
    { label: t('user.signOut'), icon: LogOut, run: () => void signOut() },
  ]
  return (
    <Menu
      end
      width={256}
      label={t('user.menu')}
      entries={entries}
      target={
        <button type="button" className={styles.me} aria-label={t('user.menuOf', { name })}>
          <Avatar name={name} />
        </button>
      }
    />
  )
}
