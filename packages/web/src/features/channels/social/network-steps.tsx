import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { signsInByButton } from '../sign-in/start-fields.ts'
import styles from './network-steps.module.css'
import { useNetworkWords } from './words.ts'

/** `step`: before anything is entered here; `typed`: where access is typed by hand; `after`: once the channel is there. */
type Props = { kind: string; which: 'step' | 'typed' | 'after' }

/** How it is done, step by step: where to click at the network, what to copy from where. */
export function NetworkSteps({ kind, which }: Props) {
  const { t } = useTranslation('channels')
  const { list } = useNetworkWords(kind)
  const first = signsInByButton(kind) ? [...list('step'), ...list('return')] : [...list('step'), ...list('typed')]
  const steps = which === 'step' ? first : list(which)
  if (steps.length === 0) return null
  return (
    <div className={styles.guide}>
      <h2>{t('network.how')}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step}>{withLinks(step)}</li>
        ))}
      </ol>
    </div>
  )
}

/** `…` is to be typed or chosen as it stands; an address leads there in a tab of its own. */
function withLinks(text: string): ReactNode[] {
  return text.split(/(`[^`]+`|https:\/\/[^\s,:]+[^\s,:.])/).map((piece, index) => {
    const key = `${index} ${piece}`
    if (piece.startsWith('`')) return <code key={key}>{piece.slice(1, -1)}</code>
    if (!piece.startsWith('https://')) return piece
    return (
      <a key={key} href={piece} target="_blank" rel="noopener noreferrer">
        {piece.slice('https://'.length)}
      </a>
    )
  })
}
