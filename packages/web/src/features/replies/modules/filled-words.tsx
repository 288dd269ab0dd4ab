import { placeholdersIn } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import styles from './modules.module.css'

/** A text with what is still to be filled in marked, by more than its colour. */
export function FilledWords({ text }: { text: string }) {
  const { t } = useTranslation('replies')
  const pieces: { at: number; words: string; isMissing: boolean }[] = []
  let at = 0
  for (const { start, end } of placeholdersIn(text)) {
    pieces.push({ at, words: text.slice(at, start), isMissing: false })
    pieces.push({ at: start, words: text.slice(start, end), isMissing: true })
    at = end
  }
  pieces.push({ at, words: text.slice(at), isMissing: false })
  return (
    <>
      {pieces.map(({ at: key, words, isMissing }) =>
        isMissing ? (
          <mark key={key} className={styles.missing} title={t('module.missing')}>
            {words}
          </mark>
        ) : (
          <span key={key}>{words}</span>
        ),
      )}
    </>
  )
}
