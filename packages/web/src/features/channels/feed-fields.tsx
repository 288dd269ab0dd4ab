import { useTranslation } from 'react-i18next'
import { ChoiceField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import type { FeedDraft } from './feed-draft.ts'

const intervals = [1, 5, 10, 30, 60, 240, 1440]

export function FeedHabits({ draft, give }: { draft: FeedDraft; give: (part: Partial<FeedDraft>) => void }) {
  const { t } = useTranslation('channels')
  const offered = intervals.includes(draft.everyMinutes)
    ? intervals
    : [...intervals, draft.everyMinutes].toSorted((a, b) => a - b)
  return (
    <>
      <ChoiceField
        label={t('feed.becomes')}
        value={draft.directed ? 'case' : 'mention'}
        onChange={(value) => give({ directed: value === 'case' })}
        choices={[
          { value: 'mention', label: t('feed.mention'), help: t('feed.mentionHelp') },
          { value: 'case', label: t('feed.case'), help: t('feed.caseHelp') },
        ]}
      />
      <SelectField
        label={t('feed.every')}
        description={t('feed.everyHelp')}
        value={String(draft.everyMinutes)}
        onChange={(value) => give({ everyMinutes: Number(value) })}
        data={offered.map((minutes) => ({
          value: String(minutes),
          label: minutes < 60 ? t('feed.minutes', { count: minutes }) : t('feed.hours', { count: minutes / 60 }),
        }))}
      />
    </>
  )
}

/** Feeds the page names instead: one press takes the address. */
export function FoundFeeds({ feeds, onChoose }: { feeds: string[]; onChoose: (url: string) => void }) {
  const { t } = useTranslation('channels')
  if (feeds.length === 0) return null
  return (
    <ChoiceField
      label={t('feed.found')}
      help={t('feed.foundHelp')}
      value={'' as string}
      onChange={onChoose}
      choices={feeds.slice(0, 12).map((url) => ({ value: url, label: url }))}
    />
  )
}
