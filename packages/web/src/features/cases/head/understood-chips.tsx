import type { CaseDetail, Sentiment } from '@resonanz/contracts'
import {
  Flame,
  Languages,
  type LucideIcon,
  RotateCcw,
  ShieldAlert,
  Shapes,
  Sparkles,
  UserRound,
  Zap,
} from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import { useTranslation } from 'react-i18next'
import { correctCases } from '#lib/correct-cases.ts'
import { languageName } from '#lib/language-name.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Chip, type ChipTone } from '#ui/chip.tsx'
import { Menu } from '#ui/menu.tsx'
import { sentimentIcons, sentimentTones } from '#ui/sentiment.tsx'
import { sentimentKeys } from '../correct-actions.ts'
import type { DialogName } from '../dialogs/dialog-types.ts'
import styles from './case-head.module.css'

type Props = { detail: CaseDetail; openDialog: (name: DialogName) => void }

/** What was heard in the customer's words. Each is the button that corrects it; what is calm is not said. */
export function UnderstoodChips({ detail, openDialog }: Props) {
  const { t } = useTranslation(['cases', 'ui'])
  const language = useLanguage()
  const titleOf = useTitles(detail)
  const may = detail.allowed.includes('correct')
  const said = (field: 'kind' | 'language') => detail.corrected.includes(field)
  return (
    <>
      {detail.sentiment && <Mood detail={detail} sentiment={detail.sentiment} title={titleOf('sentiment')} may={may} />}
      {detail.kind && (
        <Fact
          icon={Shapes}
          said={said('kind')}
          title={titleOf('kind')}
          onClick={may ? () => openDialog('kind') : undefined}
        >
          {t(`ui:understood.kind.${detail.kind}`)}
        </Fact>
      )}
      {detail.isRepeatedContact && (
        <Chip tone="soon" icon={RotateCcw}>
          {t('ui:understood.repeated')}
        </Chip>
      )}
      {detail.offence && (
        <Chip tone="bad" icon={ShieldAlert}>
          {t(`ui:understood.offence.${detail.offence}`)}
        </Chip>
      )}
      {detail.anger === 'high' && !detail.offence && (
        <Chip tone="bad" icon={Flame}>
          {t('ui:understood.angry')}
        </Chip>
      )}
      {detail.urgency === 'high' && (
        <Chip tone="soon" icon={Zap}>
          {t('ui:understood.urgent')}
        </Chip>
      )}
      {detail.language && detail.language !== language && (
        <Fact
          icon={Languages}
          said={said('language')}
          title={titleOf('language')}
          onClick={may ? () => openDialog('language') : undefined}
        >
          {languageName(detail.language, language)}
        </Fact>
      )}
    </>
  )
}

type MoodProps = { detail: CaseDetail; sentiment: Sentiment; title: string | undefined; may: boolean }

function Mood({ detail, sentiment, title, may }: MoodProps) {
  const { t } = useTranslation(['cases', 'ui'])
  const start = detail.understanding?.sentimentAtStart
  const word = t(`ui:understood.sentiment.${sentiment}`)
  const said = detail.corrected.includes('sentiment')
  const words =
    start && start !== sentiment
      ? t('head.moodSince', { now: word, start: t(`ui:understood.sentiment.${start}`) })
      : word
  const chip = { icon: sentimentIcons[sentiment], tone: sentimentTones[sentiment], said, title }
  if (!may) return <Fact {...chip}>{words}</Fact>
  return (
    <Menu
      label={t('ui:understood.sentiment.label')}
      target={<ChipButton {...chip}>{words}</ChipButton>}
      entries={[
        { section: t('ui:understood.sentiment.label') },
        ...(['positive', 'neutral', 'negative'] as const).map((one) => ({
          label: t(`ui:understood.sentiment.${one}`),
          icon: sentimentIcons[one],
          keyHint: sentimentKeys[one],
          checked: one === sentiment,
          run: () => void correctCases([detail], { sentiment: one }),
        })),
        ...(said
          ? [
              'line' as const,
              {
                label: t('ui:understood.asModel'),
                icon: Sparkles,
                run: () => void correctCases([detail], { sentiment: null }),
              },
            ]
          : []),
      ]}
    />
  )
}

type FactProps = {
  icon: LucideIcon
  tone?: ChipTone
  said: boolean
  title: string | undefined
  children: string
  onClick?: (() => void) | undefined
}

function Fact({ onClick, ...chip }: FactProps) {
  if (onClick) return <ChipButton {...chip} onClick={onClick} />
  return <SaidChip {...chip} />
}

function ChipButton({
  icon,
  tone,
  said,
  title,
  children,
  ...rest
}: Omit<FactProps, 'onClick'> & Omit<ComponentPropsWithRef<'button'>, 'title' | 'children'>) {
  return (
    <button type="button" {...rest} className={styles.chipButton} title={title}>
      <SaidChip icon={icon} tone={tone} said={said}>
        {children}
      </SaidChip>
    </button>
  )
}

function SaidChip({ icon, tone, said, title, children }: Partial<FactProps>) {
  const { t } = useTranslation('ui')
  return (
    <Chip {...(tone ? { tone } : {})} {...(icon ? { icon } : {})} {...(title ? { title } : {})}>
      {children}
      {said && <UserRound size={11} strokeWidth={2.25} aria-label={t('understood.person')} />}
    </Chip>
  )
}

/** Who says so: a person, and what the model had said; or the model, and how sure it is. */
function useTitles(detail: CaseDetail) {
  const { t } = useTranslation('ui')
  const language = useLanguage()
  const model = detail.understanding?.model
  return (field: 'sentiment' | 'kind' | 'language'): string | undefined => {
    const said = detail.corrected.includes(field)
    if (!model) return said ? t('understood.person') : undefined
    const value =
      field === 'sentiment'
        ? t(`understood.sentiment.${model.sentiment.label}`)
        : field === 'kind'
          ? model.kind.label && t(`understood.kind.${model.kind.label}`)
          : model.language.code && languageName(model.language.code, language)
    const percent = Math.round(model[field].confidence * 100)
    return t(said ? 'understood.personInstead' : 'understood.model', { value: value ?? t('understood.none'), percent })
  }
}
