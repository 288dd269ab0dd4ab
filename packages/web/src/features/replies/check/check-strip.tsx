import type { FindingLevel } from '@resonanz/contracts'
import { Lightbulb, type LucideIcon, OctagonX, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Kbd } from '#ui/kbd.tsx'
import styles from './check.module.css'
import { isWording, type PlacedFinding, variedFirst } from './findings.ts'

export const levelIcons: Record<FindingLevel, LucideIcon> = { stop: OctagonX, warning: TriangleAlert, hint: Lightbulb }

type Props = {
  findings: readonly PlacedFinding[]
  /** The one that the key takes over. */
  next: PlacedFinding | null
  onTake: (finding: PlacedFinding) => void
  onJump: (finding: PlacedFinding) => void
}

const SHOWN = 3

/** What the guideline says about the words above: how much it weighs, why, and how it is better said. */
export function CheckStrip({ findings, next, onTake, onJump }: Props) {
  const { t } = useTranslation(['replies', 'guideline'])
  const [all, setAll] = useState(false)
  const ordered = variedFirst(findings)
  const shown = all ? ordered : ordered.slice(0, SHOWN)
  return (
    <section className={styles.strip} aria-label={t('check.label')}>
      <ul>
        {shown.map((finding) => {
          const Icon = levelIcons[finding.level]
          return (
            <li
              key={`${finding.rule} ${finding.start} ${finding.words}`}
              className={styles.item}
              data-level={finding.level}
            >
              <Icon size={16} aria-hidden="true" />
              <div className={styles.words}>
                <b>
                  {t(`guideline:level.${finding.level}`)}
                  {nameOf(finding.rule) && `: ${nameOf(finding.rule)}`}.
                </b>{' '}
                {finding.words && (
                  <button
                    type="button"
                    className={styles.place}
                    title={t('check.jump')}
                    onClick={() => onJump(finding)}
                  >
                    {t('check.quote', { words: short(finding.words) })}
                  </button>
                )}{' '}
                {finding.reason}
                {finding.suggestion && (
                  <span> {t(isWording(finding) ? 'check.better' : 'check.advice', { words: finding.suggestion })}</span>
                )}
              </div>
              {isWording(finding) && (
                <button type="button" className={styles.take} onClick={() => onTake(finding)}>
                  {t('check.take')}
                  {finding === next && <Kbd keys="Mod+." />}
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {findings.length > SHOWN && (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('check.fewer') : t('check.more', { count: findings.length - SHOWN })}
        </button>
      )}
    </section>
  )

  function nameOf(rule: string): string {
    return t(`guideline:rule.${rule}` as 'guideline:rule.shouting', { defaultValue: '' })
  }
}

const LONGEST = 60

function short(words: string): string {
  const line = words.split(/\s+/u).join(' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()} …` : line
}
