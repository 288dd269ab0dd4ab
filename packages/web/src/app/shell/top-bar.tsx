import { Link, useNavigate } from '@tanstack/react-router'
import { Menu as MenuIcon, Plus, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useKeyFor } from '#lib/actions.ts'
import { useWidthClass } from '#lib/device.ts'
import { useMay } from '#lib/session.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { Logo } from '#ui/logo.tsx'
import { OfflinePill } from '#ui/offline-pill.tsx'
import { Bell } from './bell.tsx'
import { HealthPill } from './health-pill.tsx'
import styles from './top-bar.module.css'
import { UserMenu } from './user-menu.tsx'

type Props = { onSearch: () => void; onMenu: () => void; onKeys: () => void }

export function TopBar({ onSearch, onMenu, onKeys }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const width = useWidthClass()
  const mayWrite = useMay('case.write')
  const newKey = useKeyFor('case.new', 'c')
  return (
    <header className={styles.top}>
      {width === 'M' && <IconButton icon={MenuIcon} label={t('nav.menu')} onClick={onMenu} />}
      <Link to="/" className={styles.logo} aria-label={t('top.home')}>
        <Logo />
        {width !== 'M' && <span>Resonanz</span>}
      </Link>
      {width === 'S' ? (
        <span className={styles.space} />
      ) : (
        <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K /">
          <Search size={16} />
          <span className={styles.searchWords}>{t('top.search')}</span>
          <Kbd keys="Mod+k" />
        </button>
      )}
      {width !== 'S' && <span className={styles.space} />}
      <OfflinePill />
      <HealthPill short={width === 'S' || width === 'M'} />
      {mayWrite && width !== 'S' && (
        <Button icon={Plus} keyHint={newKey} onClick={() => void navigate({ to: '/new' })}>
          {t('top.new')}
        </Button>
      )}
      <Bell />
      <UserMenu onKeys={onKeys} />
    </header>
  )
}
