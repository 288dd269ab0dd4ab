import type { Thread } from '@resonanz/contracts'
import { Heart, Image, MessageCircle, Repeat2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { UploadedFile } from '../use-uploads.ts'
import { familyOf } from './limit.ts'
import styles from './network.module.css'

type Props = {
  thread: Thread
  isPrivate: boolean
  parts: string[]
  files: UploadedFile[]
  alts: Record<string, string>
}

/** How it will look on the network, drawn by us: nothing is fetched from there. */
export function Preview({ thread, isPrivate, parts, files, alts }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const family = familyOf(thread.channel, isPrivate || thread.visibility === 'private')
  const name = thread.replyAs ?? thread.presenceName
  return (
    <section
      className={styles.preview}
      aria-label={t('network.previewOf', { channel: t(`ui:channel.${thread.channel}`) })}
    >
      <ol className={styles.posts} data-family={family}>
        {parts.map((part, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- parts of a text have nothing else of their own
          <li key={index}>
            {family !== 'bubble' && (
              <span className={styles.face} aria-hidden="true">
                {thread.presenceName.slice(0, 1).toUpperCase()}
              </span>
            )}
            <div className={styles.post}>
              {family !== 'bubble' && (
                <p className={styles.by}>
                  <b>{thread.presenceName}</b> {name !== thread.presenceName && <span>{name}</span>}
                </p>
              )}
              <p className={styles.said} dir="auto">
                <Said text={part} cuts={family === 'post'} />
              </p>
              {index === 0 && <Pictures files={files} alts={alts} />}
              {family === 'post' && (
                <p className={styles.signs} aria-hidden="true">
                  <MessageCircle size={14} /> <Repeat2 size={14} /> <Heart size={14} />
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

const marked = /(https?:\/\/\S+|[@#][\p{L}\p{N}_][\p{L}\p{M}\p{N}_.@-]*)/gu

/** Links, mentions and words with a hash stand out there; in posts long addresses are cut. */
function Said({ text, cuts }: { text: string; cuts: boolean }) {
  return text.split(marked).map((piece, index) =>
    index % 2 === 1 ? (
      // oxlint-disable-next-line react/no-array-index-key -- pieces of a text have nothing else of their own
      <span key={index} className={styles.marked}>
        {cuts ? shortened(piece) : piece}
      </span>
    ) : (
      piece
    ),
  )
}

function shortened(piece: string): string {
  const bare = piece.replace(/^https?:\/\/(?:www\.)?/, '')
  return bare === piece || bare.length <= 30 ? bare : `${bare.slice(0, 27)}…`
}

function Pictures({ files, alts }: Pick<Props, 'files' | 'alts'>) {
  if (files.length === 0) return null
  return (
    <ul className={styles.pictures}>
      {files.map((file) => (
        <li key={file.id}>
          <Image size={14} /> <bdi>{file.name}</bdi> {alts[file.id] && <small>ALT</small>}
        </li>
      ))}
    </ul>
  )
}
