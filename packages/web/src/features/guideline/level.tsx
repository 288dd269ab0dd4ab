import type { FindingLevel } from '@resonanz/contracts'
import { Lightbulb, type LucideIcon, OctagonX, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Chip, type ChipTone } from '#ui/chip.tsx'

const icons: Record<FindingLevel, LucideIcon> = { stop: OctagonX, warning: TriangleAlert, hint: Lightbulb }
const tones: Record<FindingLevel, ChipTone> = { stop: 'bad', warning: 'soon', hint: 'neutral' }

export function LevelChip({ level }: { level: FindingLevel }) {
  const { t } = useTranslation('guideline')
  return (
    <Chip tone={tones[level]} icon={icons[level]}>
      {t(`level.${level}`)}
    </Chip>
  )
}
