import type { ReplyWay, Thread } from '@resonanz/contracts'
import { AtSign } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { namedBeside } from './limit.ts'
import styles from './network.module.css'

type Props = { thread: Thread; text: string; isPrivate: boolean; way: ReplyWay | undefined }

/** Who else is told by being named in the words; where naming would let them read private words, that they are not. */
export function Named({ thread, text, isPrivate, way }: Props) {
  const { t } = useTranslation('replies')
  const others = namedBeside(thread, text, isPrivate, way?.answered?.handle ?? null)
  if (others.length === 0) return null
  const names = others.map((name) => `@${name}`).join(', ')
  return (
    <p className={styles.window} role="status">
      <AtSign size={14} />
      {t(isPrivate ? 'network.namedPrivately' : 'network.named', { count: others.length, names })}
    </p>
  )
}
