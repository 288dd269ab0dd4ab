import { type CaseDetail, CaseKind, StatusCategory } from '@resonanz/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#lib/use-language.ts'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import { Menu } from '#ui/menu.tsx'
import { Moment } from '#ui/relative-time.tsx'
import type { DialogName } from '../dialogs/dialog-types.ts'
import { useChange } from '../use-change.ts'
import { Promises } from './promises.tsx'
import styles from './side.module.css'

/** Everything a case is filed under; each fact is the button that changes it. */
export function CaseFacts({ detail, openDialog }: { detail: CaseDetail; openDialog: (name: DialogName) => void }) {
  const { t } = useTranslation(['cases', 'ui'])
  const language = useLanguage()
  const change = useChange(detail, () => openDialog('done'))
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
        <Fact label={t('facts.topic')}>{fact('topic', detail.topic?.name[language] ?? none)}</Fact>
        <Fact label={t('facts.kind')}>
          {may ? (
            <Menu
              target={<FactButton>{detail.kind ? t(`kind.${detail.kind}`) : none}</FactButton>}
              entries={[
                ...CaseKind.options.map((kind) => ({
                  label: t(`kind.${kind}`),
                  checked: kind === detail.kind,
                  run: () => void change({ kind }, t('done.kind', { kind: t(`kind.${kind}`) })),
                })),
                'line' as const,
                {
                  label: t('facts.none'),
                  checked: detail.kind === null,
                  run: () => void change({ kind: null }, t('done.kindNone')),
                },
              ]}
            />
          ) : detail.kind ? (
            t(`kind.${detail.kind}`)
          ) : (
            none
          )}
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
      <Promises detail={detail} />
      <section className={styles.section}>
        <h3>{t('facts.particulars')}</h3>
        {fact('particulars', detail.particulars ? <span className={styles.text}>{detail.particulars}</span> : none)}
      </section>
    </div>
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
