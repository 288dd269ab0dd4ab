import { type CaseDetail, StatusCategory } from '@resonanz/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from '#lib/language-name.ts'
import { useLanguage } from '#lib/use-language.ts'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import { Menu } from '#ui/menu.tsx'
import { Moment } from '#ui/relative-time.tsx'
import type { DialogName } from '../dialogs/dialog-types.ts'
import { useChange } from '../use-change.ts'
import { SimilarCases } from './similar-cases.tsx'
import styles from './side.module.css'

/** Everything a case is filed under; each fact is the button that changes it. */
type Props = { detail: CaseDetail; questions: ReactNode; promises: ReactNode; openDialog: (name: DialogName) => void }

export function CaseFacts({ detail, questions, promises, openDialog }: Props) {
  const { t } = useTranslation(['cases', 'ui'])
  const language = useLanguage()
  const change = useChange(detail)
  const may = detail.allowed.includes('change')
  const none = <span className={styles.none}>{t('facts.none')}</span>
  const fact = (dialog: DialogName, value: ReactNode) =>
    may ? <FactButton onClick={() => openDialog(dialog)}>{value}</FactButton> : value

  return (
    <div className={styles.body}>
      <dl className={styles.facts}>
        <Fact label={t('facts.status')}>
          {may ? (
            <Menu
              target={<FactButton>{t(`status.${detail.category}`)}</FactButton>}
              entries={StatusCategory.options.map((category) => ({
                label: t(`status.${category}`),
                checked: category === detail.category,
                run: () => void change({ category }, t('done.status', { status: t(`status.${category}`) })),
              }))}
            />
          ) : (
            t(`status.${detail.category}`)
          )}
        </Fact>
        <Fact label={t('facts.owner')}>{fact('assign', detail.owner?.name ?? none)}</Fact>
        <Fact label={t('facts.team')}>{fact('assign', detail.team?.name ?? none)}</Fact>
        <Fact label={t('facts.priority')}>{fact('priority', t(`priority.${detail.priority}`))}</Fact>
        <Fact label={t('facts.topic')}>
          {fact('topic', detail.topic?.name[language] ?? none)}
          {may && <ProposedTopic detail={detail} onTake={(topicId, words) => void change({ topicId }, words)} />}
        </Fact>
        <Fact label={t('facts.kind')}>{fact('kind', detail.kind ? t(`ui:understood.kind.${detail.kind}`) : none)}</Fact>
        <Fact label={t('facts.sentiment')}>
          {detail.sentiment ? t(`ui:understood.sentiment.${detail.sentiment}`) : none}
        </Fact>
        <Fact label={t('facts.language')}>
          {fact('language', detail.language ? languageName(detail.language, language) : none)}
        </Fact>
        <Fact label={t('facts.tags')}>
          {fact(
            'tags',
            detail.tags.length > 0 ? (
              <span className={styles.tagsList}>
                {detail.tags.map((tag) => (
                  <Chip key={tag}>{tag}</Chip>
                ))}
              </span>
            ) : (
              none
            ),
          )}
        </Fact>
        <Fact label={t('facts.followUp')}>
          {fact('followUp', detail.followUpAt ? <Moment at={detail.followUpAt} /> : none)}
        </Fact>
        <Fact label={t('facts.channel')}>
          <ChannelGlyph kind={detail.channel} named size={14} />
        </Fact>
        {detail.foundBy && <Fact label={t('facts.foundBy')}>{detail.foundBy}</Fact>}
        {detail.foundWhere && <Fact label={t('facts.foundWhere')}>{detail.foundWhere}</Fact>}
        <Fact label={t('facts.opened')}>
          <Moment at={detail.openedAt} />
        </Fact>
        {detail.closedAt && (
          <Fact label={t('facts.closed')}>
            <Moment at={detail.closedAt} />
          </Fact>
        )}
      </dl>
      {promises}
      {questions}
      <SimilarCases detail={detail} />
      <section className={styles.section}>
        <h3>{t('facts.particulars')}</h3>
        {fact('particulars', detail.particulars ? <span className={styles.text}>{detail.particulars}</span> : none)}
      </section>
    </div>
  )
}

type ProposedProps = { detail: CaseDetail; onTake: (topicId: string, words: string) => void }

/** What the workspace's own classifier would say, as long as it says something else than what stands here. */
function ProposedTopic({ detail, onTake }: ProposedProps) {
  const { t } = useTranslation(['cases', 'ui'])
  const language = useLanguage()
  const proposed = detail.understanding?.model.topic
  if (!proposed || proposed.id === detail.topic?.id) return null
  const topic = proposed.name[language]
  return (
    <span className={styles.proposed}>
      {t('facts.proposed', { topic, percent: Math.round(proposed.confidence * 100) })}{' '}
      <button type="button" onClick={() => onTake(proposed.id, t('done.topic', { topic }))}>
        {t('facts.takeProposed')}
      </button>
    </span>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

function FactButton({ children, ...rest }: React.ComponentPropsWithRef<'button'>) {
  return (
    <button type="button" {...rest} className={styles.factButton}>
      {children}
    </button>
  )
}
