import { useTopics } from '#lib/people.ts'
import { useLanguage } from '#lib/use-language.ts'
import { SelectField } from './select-field.tsx'

type Props = {
  label: string
  description?: string
  value: string | null
  onChange: (topicId: string | null) => void
}

/** One of the topics in use, or none. */
export function TopicField({ label, description, value, onChange }: Props) {
  const language = useLanguage()
  const topics = useTopics().filter(({ active }) => active)
  return (
    <SelectField
      optional
      clearable
      searchable
      label={label}
      {...(description ? { description } : {})}
      data={topics.map(({ id, name }) => ({ value: id, label: name[language] }))}
      value={value}
      onChange={(id) => onChange(id === null ? null : String(id))}
    />
  )
}
