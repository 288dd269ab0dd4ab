import { type Settings, settingsRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { only, useTouched } from '#lib/touched.ts'
import { isProblem, type Problem } from '#lib/problem.ts'
import { queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { SwitchField, TextAreaField } from '#ui/field.tsx'
import { FormColumn, Section } from '#ui/page.tsx'
import { ErrorState } from '#ui/states.tsx'

/** What the recognition needs to be told: by which names we go, and whether it may set topics by itself. */
export function AboutSection({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['text-quality', 'ui'])
  const form = useTouched({ aboutNames: settings.aboutNames.join('\n'), setsTopics: settings.setsTopics })
  const { aboutNames: names, setsTopics } = form.values
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function save(): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      const sent = form.touched
      const body = only({ aboutNames: namesIn(names), setsTopics }, form.changes)
      const saved = await call(settingsRoutes.change, { body })
      queryClient.setQueryData(read(settingsRoutes.read).queryKey, saved)
      form.settle(sent)
      showNotice({ text: t('ui:saved'), tone: 'ok' })
    } catch (error) {
      if (!isProblem(error)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={t('us.title')} intro={t('us.intro')}>
      <FormColumn
        onSubmit={() => void save()}
        buttons={
          <Button type="submit" look="primary" busy={busy}>
            {t('ui:save')}
          </Button>
        }
      >
        {problem && <ErrorState compact error={problem} />}
        <TextAreaField
          optional
          label={t('us.names')}
          description={t('us.namesHelp')}
          value={names}
          onChange={(event) => form.set({ aboutNames: event.currentTarget.value })}
        />
        <SwitchField
          label={t('us.setsTopics')}
          description={t('us.setsTopicsHelp')}
          checked={setsTopics}
          onChange={(event) => form.set({ setsTopics: event.currentTarget.checked })}
        />
      </FormColumn>
    </Section>
  )
}

/** One name a line, as the contract takes them: 2 to 80 characters, at most 100. */
function namesIn(lines: string): string[] {
  const names = lines.split('\n').map((line) => line.trim().slice(0, 80))
  return [...new Set(names.filter((name) => name.length >= 2))].slice(0, 100)
}
