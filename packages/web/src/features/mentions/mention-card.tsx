import type { Mention } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { Ban, Eye, ExternalLink, FolderPlus, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import styles from './mentions.module.css'
import type { MentionActs } from './use-mention-keys.tsx'

type Props = { mention: Mention; current: boolean; onFocus: () => void; acts: MentionActs }

export function MentionCard({ mention, current, onFocus, acts }: Props) {
  const { t } = useTranslation('mentions')
  const may = useMay('mention.triage')
  const { state } = mention
  return (
    <li
      className={styles.card}
      data-mention={mention.id}
      data-state={state}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- one card of many is reached by Tab, arrows move on
      tabIndex={current ? 0 : -1}
      onFocus={onFocus}
    >
      <div className={styles.head}>
        <ChannelGlyph kind={mention.presence.kind} />
        <b>{mention.presence.name}</b>
        {mention.author && <span>{mention.author}</span>}
        <RelativeTime at={mention.at} days />
        <span className={styles.space} />
        {state === 'watched' && <Chip icon={Eye}>{t('state.watched')}</Chip>}
        {state === 'dismissed' && <Chip icon={Ban}>{mention.reason || t('state.dismissed')}</Chip>}
      </div>
      {mention.title && (
        <h2 className={styles.title} lang={mention.language ?? undefined}>
          {mention.title}
        </h2>
      )}
      <p className={styles.text} lang={mention.language ?? undefined}>
        {mention.text}
      </p>
      <div className={styles.foot}>
        {mention.caseId ? (
          <Link to="/cases/$caseId" params={{ caseId: mention.caseId }}>
            {t('openCase', { number: mention.caseNumber ?? '' })}
          </Link>
        ) : (
          may && (
            <>
              <Button small icon={FolderPlus} keyHint={current ? 'c' : undefined} onClick={() => acts.toCase(mention)}>
                {t('act.case')}
              </Button>
              {state !== 'watched' && (
                <Button
                  small
                  look="quiet"
                  icon={Eye}
                  keyHint={current ? 'w' : undefined}
                  onClick={() => acts.watch(mention)}
                >
                  {t('act.watch')}
                </Button>
              )}
              {state !== 'dismissed' && (
                <Button
                  small
                  look="quiet"
                  icon={Ban}
                  keyHint={current ? '#' : undefined}
                  onClick={() => acts.dismiss(mention)}
                >
                  {t('act.dismiss')}
                </Button>
              )}
              {state !== 'new' && (
                <Button small look="quiet" icon={Undo2} onClick={() => acts.back(mention)}>
                  {t('act.back')}
                </Button>
              )}
            </>
          )
        )}
        <span className={styles.space} />
        {mention.permalink && isWeb(mention.permalink) && (
          <a href={mention.permalink} target="_blank" rel="noopener noreferrer nofollow" className={styles.original}>
            <ExternalLink size={14} /> {t('original')}
          </a>
        )}
      </div>
    </li>
  )
}

/** Addresses come from strangers: only pages of the web become links. */
function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address)
}
