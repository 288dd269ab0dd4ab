import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useToasts } from '#features/notifications/use-toasts.ts'
import { useWidthClass } from '#lib/device.ts'
import { startLive } from '#lib/live.ts'
import { queryClient } from '#lib/query.ts'
import { meQuery, useMe } from '#lib/session.ts'
import { Sheet } from '#ui/dialog.tsx'
import { useAppActions } from './app-actions.ts'
import { BottomBar } from './bottom-bar.tsx'
import { keepCachesFresh } from './live-cache.ts'
import { Nav } from './nav.tsx'
import { useRouteFocus } from './route-focus.ts'
import styles from './shell.module.css'
import { TopBar } from './top-bar.tsx'

const loadPalette = () => import('#features/palette/palette.tsx')
const Palette = lazy(() => loadPalette().then((file) => ({ default: file.Palette })))
const SampleBanner = lazy(() =>
  import('#features/onboarding/sample-banner.tsx').then((file) => ({ default: file.SampleBanner })),
)
const KeySheet = lazy(() => import('#features/palette/key-sheet.tsx').then((file) => ({ default: file.KeySheet })))

const PALETTE_AFTER_MS = 1500

type Open = 'palette' | 'keys' | 'menu' | null

/** The frame around every screen of the app: top bar, navigation, main, and on phones the bar at the bottom. */
export function Shell() {
  const { t } = useTranslation()
  const width = useWidthClass()
  const [open, setOpen] = useState<Open>(null)
  const sample = useMe()?.workspace.sampleData === true
  const close = () => setOpen(null)
  useAppActions({ openPalette: () => setOpen('palette'), openKeys: () => setOpen('keys') })
  useRouteFocus()
  const navigate = useNavigate()
  useToasts(useCallback((caseId) => void navigate({ to: '/cases/$caseId', params: { caseId } }), [navigate]))
  useEffect(() => {
    // Not part of the first load, but there before the first Ctrl+K.
    const timer = setTimeout(() => void loadPalette(), PALETTE_AFTER_MS)
    const stopLive = startLive(queryClient.getQueryData(meQuery().queryKey)?.liveFrom ?? '')
    const stopCaches = keepCachesFresh()
    return () => {
      clearTimeout(timer)
      stopLive()
      stopCaches()
    }
  }, [])

  return (
    <div className={styles.shell} data-width={width}>
      <a className={styles.skip} href="#main">
        {t('skip')}
      </a>
      <TopBar onSearch={() => setOpen('palette')} onMenu={() => setOpen('menu')} onKeys={() => setOpen('keys')} />
      {sample && (
        <div className={styles.note}>
          <Suspense>
            <SampleBanner />
          </Suspense>
        </div>
      )}
      {(width === 'XL' || width === 'L') && <Nav form={width === 'L' ? 'rail' : 'full'} />}
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      {width === 'S' && <BottomBar onSearch={() => setOpen('palette')} onMenu={() => setOpen('menu')} />}
      <Sheet open={open === 'menu'} title={t('nav.menu')} onClose={close} side="left">
        <Nav form="sheet" onLeave={close} />
      </Sheet>
      <Suspense>
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'keys' && <KeySheet onClose={close} />}
      </Suspense>
    </div>
  )
}
