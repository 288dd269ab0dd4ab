import { MultiSelect } from '@mantine/core'
import { ChannelKind, type LanguageHelpSettings, LanguageUse, languageHelpRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { PlugZap } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useTeams } from '#lib/people.ts'
import { isProblem } from '#lib/problem.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { formatMoment } from '#lib/time.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { useVersioned } from '#lib/versioned.ts'
import { Button } from '#ui/button.tsx'
import { CheckField, PasswordField, SwitchField, TextAreaField, TextField } from '#ui/field.tsx'
import { Section } from '#ui/page.tsx'
import styles from './language-help.module.css'

const figures = ['timeoutSeconds', 'mostCharacters', 'perPersonPerDay', 'perDay'] as const

export function SettingsForm({ settings }: { settings: LanguageHelpSettings }) {
  const { t } = useTranslation(['language-help', 'ui'])
  const language = useLanguage()
  const teams = useTeams()
  const form = useVersioned(settings, settings.version)
  const draft = form.value
  const [key, setKey] = useState('')
  const [dropsKey, setDropsKey] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const set = (next: Partial<LanguageHelpSettings>) => form.set({ ...draft, ...next })
  const save = useMutation({
    mutationFn: (wanted: LanguageHelpSettings) => {
      const { hasKey: _k, enabledBy: _b, enabledAt: _a, changedBy: _c, changedAt: _d, today: _t, ...said } = wanted
      return call(languageHelpRoutes.save, {
        body: { ...said, version: form.basedOn, ...(dropsKey ? { key: null } : key ? { key } : {}) },
      })
    },
    onMutate: () => setTrouble(null),
    onSuccess: (saved, wanted) => {
      setKey('')
      setDropsKey(false)
      queryClient.setQueryData(read(languageHelpRoutes.settings).queryKey, saved)
      form.settle(wanted, saved.version)
      invalidateRoute(queryClient, languageHelpRoutes.offer)
      showNotice({ text: t(saved.enabled ? 'saved.on' : 'saved.off'), tone: 'ok' })
    },
    onError: (error) => {
      const missing = isProblem(error) ? (error.extra.missing as string[] | undefined) : undefined
      if (missing)
        setTrouble(t('missing', { fields: missing.map((field) => t(`field.${field}` as 'field.model')).join(', ') }))
      else if (isProblem(error, 'host-not-allowed')) setTrouble(t('code.host-not-allowed'))
      else tellProblem(error)
    },
  })
  const test = useMutation({ mutationFn: () => call(languageHelpRoutes.test, { body: {} }), onError: tellProblem })
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(draft)
      }}
    >
      <SwitchField
        label={t('enabled')}
        description={
          settings.enabled && settings.enabledBy && settings.enabledAt
            ? t('enabledBy', {
                name: settings.enabledBy.name,
                at: formatMoment(new Date(settings.enabledAt), new Date(), { language }),
                count: settings.today.calls,
              })
            : t('enabledHelp')
        }
        checked={draft.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
      <Section title={t('server')} intro={t('serverHelp')}>
        <div className={styles.form}>
          <TextField
            label={t('field.baseUrl')}
            description={t('field.baseUrlHelp')}
            placeholder="https://model.example/v1"
            inputMode="url"
            autoComplete="off"
            value={draft.baseUrl}
            maxLength={500}
            onChange={(event) => set({ baseUrl: event.currentTarget.value })}
          />
          <TextField
            label={t('field.model')}
            autoComplete="off"
            value={draft.model}
            maxLength={200}
            onChange={(event) => set({ model: event.currentTarget.value })}
          />
          <PasswordField
            label={t('field.key')}
            description={t(settings.hasKey ? 'field.keyStands' : 'field.keyHelp')}
            autoComplete="off"
            value={key}
            maxLength={500}
            disabled={dropsKey}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
          {settings.hasKey && (
            <CheckField
              label={t('field.keyDrop')}
              checked={dropsKey}
              onChange={(event) => setDropsKey(event.currentTarget.checked)}
            />
          )}
          <span className={styles.actions}>
            <Button
              small
              icon={PlugZap}
              busy={test.isPending}
              disabled={draft !== settings || settings.baseUrl === '' || settings.model === ''}
              onClick={() => test.mutate()}
            >
              {t('test.run')}
            </Button>
          </span>
          {test.data && (
            <p role="status">
              {test.data.ok ? t('test.ok', { ms: test.data.tookMs }) : t(`code.${test.data.code ?? 'unreachable'}`)}
            </p>
          )}
        </div>
      </Section>
      <Section title={t('uses')} intro={t('usesHelp')}>
        <fieldset className={styles.group}>
          <legend>{t('field.uses')}</legend>
          {LanguageUse.options.map((use) => (
            <CheckField
              key={use}
              label={t(`use.${use}`)}
              checked={draft.uses.includes(use)}
              onChange={(event) =>
                set({
                  uses: LanguageUse.options.filter((one) =>
                    one === use ? event.currentTarget.checked : draft.uses.includes(one),
                  ),
                })
              }
            />
          ))}
        </fieldset>
        <div className={styles.pair}>
          <MultiSelect
            label={t('field.teams')}
            description={t('field.teamsHelp')}
            data={teams.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.teamIds}
            onChange={(teamIds) => set({ teamIds: teamIds.map(String) })}
          />
          <MultiSelect
            label={t('field.channels')}
            description={t('field.channelsHelp')}
            data={ChannelKind.options.map((kind) => ({ value: kind, label: t(`ui:channel.${kind}`) }))}
            value={draft.channels}
            onChange={(kinds) =>
              set({ channels: ChannelKind.options.filter((kind) => (kinds as string[]).includes(kind)) })
            }
          />
        </div>
      </Section>
      <Section title={t('privacy')} intro={t('privacyHelp')}>
        <div className={styles.form}>
          <TextField
            label={t('field.purpose')}
            value={draft.purpose}
            maxLength={500}
            onChange={(event) => set({ purpose: event.currentTarget.value })}
          />
          <TextField
            label={t('field.processor')}
            description={t('field.processorHelp')}
            value={draft.processor}
            maxLength={200}
            onChange={(event) => set({ processor: event.currentTarget.value })}
          />
          <TextAreaField
            label={t('field.notice')}
            description={t('field.noticeHelp')}
            value={draft.notice}
            minRows={3}
            maxRows={12}
            maxLength={4000}
            onChange={(event) => set({ notice: event.currentTarget.value })}
          />
        </div>
      </Section>
      <Section title={t('limits')} intro={t('limitsHelp')}>
        <div className={styles.pair}>
          {figures.map((figure) => (
            <TextField
              key={figure}
              type="number"
              label={t(`field.${figure}`)}
              value={draft[figure]}
              min={1}
              required
              onChange={(event) => set({ [figure]: Math.trunc(Number(event.currentTarget.value)) })}
            />
          ))}
        </div>
      </Section>
      {trouble && (
        <p role="alert" className={styles.failure}>
          {trouble}
        </p>
      )}
      <span className={styles.actions}>
        <Button look="primary" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
      </span>
    </form>
  )
}
