import { Link } from '@tanstack/react-router'
import { Inbox, Menu, Plus, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import styles from './bottom-bar.module.css'

/** On phones: inbox, search, new, more. */
export function BottomBar({ onSearch, onMenu }: { onSearch: () => void; onMenu: () => void }) {
  const { t } = useTranslation()
  return (
    <nav className={styles.bar} aria-label={t('nav.bottom')}>
      <Link
        to="/inbox/$view"
        params={{ view: 'mine' }}
        className={styles.entry}
        activeProps={{ 'aria-current': 'page' }}
      >
        <Inbox size={20} />
        {t('bottom.inbox')}
      </Link>
      <button type="button" className={styles.entry} onClick={onSearch}>
        <Search size={20} />
        {t('bottom.search')}
      </button>
      <Link to="/new" className={styles.entry} activeProps={{ 'aria-current': 'page' }}>
        <Plus size={20} />
        {t('bottom.new')}
      </Link>
      <button type="button" className={styles.entry} onClick={onMenu}>
        <Menu size={20} />
        {t('bottom.more')}
      </button>
    </nav>
  )
}
