import { Link, type LinkProps } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './back-link.module.css'

/** One level up, above the heading of a page: `above={<BackLink to="/settings">Einstellungen</BackLink>}`. */
export function BackLink({
  children,
  ...target
}: { children: ReactNode } & Pick<LinkProps, 'to' | 'params' | 'search'>) {
  return (
    <Link {...(target as LinkProps)} className={styles.back}>
      <ChevronLeft size={14} />
      {children}
    </Link>
  )
}
