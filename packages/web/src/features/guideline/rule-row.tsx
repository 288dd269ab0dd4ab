import type { GuidelineRule } from '@resonanz/contracts'
import { Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { SwitchField } from '#ui/field.tsx'
import { Row } from '#ui/page.tsx'
import styles from './guideline.module.css'
import { LevelChip } from './level.tsx'
import { type ShippedRule, useRuleWords } from './rule-words.ts'
import { isOwn } from './rules-draft.ts'

type Props = {
  rule: GuidelineRule
  shipped: readonly ShippedRule[]
  isChanged: boolean
  /** Null for who may only read. */
  onEdit: (() => void) | null
  onSwitch: (enabled: boolean) => void
}

/** A rule as a sentence: what it finds, how much it weighs, where it counts, whether it does. */
export function RuleRow({ rule, shipped, isChanged, onEdit, onSwitch }: Props) {
  const { t } = useTranslation(['guideline', 'ui'])
  const { nameOf, reasonOf } = useRuleWords(shipped)
  const name = nameOf(rule)
  const reason = reasonOf(rule)
  const where = [
    ...(rule.audience === 'any' ? [] : [t(`audience.${rule.audience}`)]),
    ...rule.channels.map((channel) => t(`ui:channel.${channel}`)),
    ...(rule.phrases.length > 0 ? [t('phraseCount', { count: rule.phrases.length })] : []),
  ]
  return (
    <Row
      title={
        <span className={styles.name} data-off={!rule.enabled || undefined}>
          {name} <LevelChip level={rule.level} /> {isOwn(rule) && <Chip>{t('own')}</Chip>}{' '}
          {isChanged && <Chip tone="soon">{t('unsaved')}</Chip>}
        </span>
      }
      meta={
        <>
          {reason !== name && <span className={styles.reason}>{reason}</span>}
          {where.length > 0 && <span className={styles.where}>{where.join(' · ')}</span>}
        </>
      }
      actions={
        <>
          <SwitchField
            aria-label={t('switch', { name })}
            checked={rule.enabled}
            disabled={onEdit === null}
            onChange={(event) => onSwitch(event.currentTarget.checked)}
          />
          {onEdit && <IconButton small icon={Pencil} label={t('edit', { name })} onClick={onEdit} />}
        </>
      }
    />
  )
}
