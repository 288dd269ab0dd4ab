import { useTranslation } from 'react-i18next'
import { ChoiceField } from '#ui/field.tsx'

export type InletDraft = { directed: boolean; visibility: 'private' | 'public' }

export function inletDraftOf(settings: Record<string, unknown>): InletDraft {
  const { directed, visibility } = settings as Partial<InletDraft>
  return { directed: directed ?? true, visibility: visibility ?? 'private' }
}

export function InletFields({ draft, give }: { draft: InletDraft; give: (part: Partial<InletDraft>) => void }) {
  const { t } = useTranslation('channels')
  return (
    <>
      <ChoiceField
        label={t('inlet.becomes')}
        help={t('inlet.becomesHelp')}
        value={draft.directed ? 'case' : 'mention'}
        onChange={(value) => give({ directed: value === 'case' })}
        choices={[
          { value: 'case', label: t('feed.case'), help: t('inlet.caseHelp') },
          { value: 'mention', label: t('feed.mention'), help: t('feed.mentionHelp') },
        ]}
      />
      <ChoiceField
        inline
        label={t('inlet.visibility')}
        value={draft.visibility}
        onChange={(visibility) => give({ visibility })}
        choices={[
          { value: 'private', label: t('inlet.private') },
          { value: 'public', label: t('inlet.public') },
        ]}
      />
    </>
  )
}
