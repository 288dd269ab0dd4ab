import { type Settings, sessionRoutes, settingsRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { changeLanguage } from '#lib/i18n.ts'
import { isProblem, type Problem } from '#lib/problem.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay, useMe } from '#lib/session.ts'
import { only, useTouched } from '#lib/touched.ts'
import { showNotice } from '#lib/undo.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button, buttonClass } from '#ui/button.tsx'
import { ChoiceField, SwitchField, TextField } from '#ui/field.tsx'
import { FormColumn, Page, Section } from '#ui/page.tsx'
import { useScrollToHash } from '#ui/scroll-to-hash.ts'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import { hoursFrom, hoursShown } from './hours.ts'

const LogoSection = lazy(() => import('./logo-section.tsx').then((file) => ({ default: file.LogoSection })))

type Change = Omit<Partial<Settings>, 'logo'>

/** Name, language and address form of the company, its targets, and what is sent by itself. */
export function WorkspaceScreen() {
  const { t } = useTranslation(['settings', 'app'])
  const settings = useQuery(read(settingsRoutes.read))
  const may = useMay('settings.manage')
  useScrollToHash(settings.data !== undefined)
  return (
    <Page
      title={t('workspace.title')}
      intro={t('workspace.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
    >
      {settings.error && !settings.data && (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      )}
      {!settings.data && !settings.error && <SkeletonText lines={6} />}
      {settings.data && (
        <>
          {!may && <Banner>{t('workspace.readOnly')}</Banner>}
          <CompanySection settings={settings.data} locked={!may} />
          <Suspense>
            <LogoSection settings={settings.data} locked={!may} />
          </Suspense>
          <TargetsSection settings={settings.data} locked={!may} />
          <ReceiptsSection settings={settings.data} locked={!may} />
          <AddressSection settings={settings.data} locked={!may} />
          <Section title={t('workspace.own.title')} intro={t('workspace.own.intro')}>
            <div>
              <Link to="/profile" className={buttonClass()}>
                {t('workspace.own.button')}
              </Link>
            </div>
          </Section>
        </>
      )}
    </Page>
  )
}

type SectionProps = { settings: Settings; locked: boolean }

function CompanySection({ settings, locked }: SectionProps) {
  const { t } = useTranslation(['settings', 'ui'])
  const me = useMe()
  const form = useTouched({ name: settings.name, language: settings.language, addressForm: settings.addressForm })
  const { name, language, addressForm } = form.values
  const { save, busy, problem } = useSave()
  async function submit(): Promise<void> {
    if (!name.trim()) return
    const sent = form.touched
    const saved = await save(only({ name: name.trim(), language, addressForm }, form.changes))
    if (!saved) return
    form.settle(sent)
    await changeLanguage(me?.preferences.language ?? saved.language, saved.addressForm)
  }
  return (
    <Section title={t('workspace.company')}>
      <FormColumn onSubmit={() => void submit()} buttons={<SaveButton busy={busy} locked={locked} />}>
        <Trouble problem={problem} />
        <TextField
          label={t('workspace.name')}
          maxLength={120}
          disabled={locked}
          value={name}
          onChange={(event) => form.set({ name: event.currentTarget.value })}
          error={problem?.fieldError('name') ?? (!name.trim() && t('missing'))}
        />
        <ChoiceField
          inline
          label={t('workspace.language')}
          help={t('workspace.languageHelp')}
          value={language}
          onChange={(next) => form.set({ language: next })}
          choices={[
            { value: 'de', label: 'Deutsch', disabled: locked },
            { value: 'en', label: 'English', disabled: locked },
          ]}
        />
        <ChoiceField
          inline
          label={t('workspace.addressForm')}
          help={t('workspace.addressFormHelp')}
          value={addressForm}
          onChange={(next) => form.set({ addressForm: next })}
          choices={[
            { value: 'sie', label: t('workspace.formal'), disabled: locked },
            { value: 'du', label: t('workspace.informal'), disabled: locked },
          ]}
        />
      </FormColumn>
    </Section>
  )
}

function TargetsSection({ settings, locked }: SectionProps) {
  const { t, i18n } = useTranslation('settings')
  const form = useTouched({
    answerTargetHours: hoursShown(settings.answerTargetHours, i18n.language),
    nextUpdateHours: hoursShown(settings.nextUpdateHours, i18n.language),
    undoSeconds: String(settings.undoSeconds),
  })
  const { answerTargetHours: answer, nextUpdateHours: next, undoSeconds: undo } = form.values
  const { save, busy, problem } = useSave()
  const answerHours = hoursFrom(answer)
  const nextHours = hoursFrom(next)
  async function submit(): Promise<void> {
    if (answerHours === null || nextHours === null) return
    const sent = form.touched
    const whole = {
      answerTargetHours: answerHours,
      nextUpdateHours: nextHours,
      undoSeconds: Math.min(60, Number(undo) || 0),
    }
    if (await save(only(whole, form.changes))) form.settle(sent)
  }
  const short = { input: { maxWidth: 140 } }
  return (
    <Section id="targets" title={t('workspace.targets.title')} intro={t('workspace.targets.intro')}>
      <FormColumn onSubmit={() => void submit()} buttons={<SaveButton busy={busy} locked={locked} />}>
        <Trouble problem={problem} />
        <TextField
          label={t('workspace.targets.answer')}
          description={t('workspace.targets.answerHelp')}
          inputMode="decimal"
          styles={short}
          disabled={locked}
          value={answer}
          onChange={(event) => form.set({ answerTargetHours: event.currentTarget.value.slice(0, 8) })}
          error={answerHours === null && t('workspace.targets.range')}
        />
        <TextField
          label={t('workspace.targets.next')}
          description={t('workspace.targets.nextHelp')}
          inputMode="decimal"
          styles={short}
          disabled={locked}
          value={next}
          onChange={(event) => form.set({ nextUpdateHours: event.currentTarget.value.slice(0, 8) })}
          error={nextHours === null && t('workspace.targets.range')}
        />
        <TextField
          label={t('workspace.targets.undo')}
          description={t('workspace.targets.undoHelp')}
          inputMode="numeric"
          styles={short}
          disabled={locked}
          value={undo}
          onChange={(event) => form.set({ undoSeconds: event.currentTarget.value.replace(/\D/g, '').slice(0, 2) })}
        />
      </FormColumn>
    </Section>
  )
}

/** Switches hold at once; no button. */
function ReceiptsSection({ settings, locked }: SectionProps) {
  const { t } = useTranslation('settings')
  const { save, busy, problem } = useSave()
  return (
    <Section title={t('workspace.receipts.title')} intro={t('workspace.receipts.intro')}>
      <Trouble problem={problem} />
      <SwitchField
        label={t('workspace.receipts.forms')}
        description={t('workspace.receipts.formsHelp')}
        disabled={locked || busy}
        checked={settings.acknowledgeForms}
        onChange={(event) => void save({ acknowledgeForms: event.currentTarget.checked })}
      />
    </Section>
  )
}

function AddressSection({ settings, locked }: SectionProps) {
  const { t } = useTranslation('settings')
  const form = useTouched({ publicUrl: settings.publicUrl ?? '' })
  const url = form.values.publicUrl
  const { save, busy, problem } = useSave()
  const typed = url.trim()
  const fits = typed === '' || /^https?:\/\/[^\s/]+/.test(typed)
  async function submit(): Promise<void> {
    if (!fits) return
    const sent = form.touched
    if (await save(only({ publicUrl: typed || null }, form.changes))) form.settle(sent)
  }
  return (
    <Section id="address" title={t('workspace.address.title')} intro={t('workspace.address.intro')}>
      <FormColumn onSubmit={() => void submit()} buttons={<SaveButton busy={busy} locked={locked} />}>
        <Trouble problem={problem} />
        <TextField
          optional
          label={t('workspace.address.label')}
          description={t('workspace.address.help')}
          type="url"
          inputMode="url"
          placeholder="https://service.example.org"
          maxLength={300}
          disabled={locked}
          value={url}
          onChange={(event) => form.set({ publicUrl: event.currentTarget.value })}
          error={problem?.fieldError('publicUrl') ?? (!fits && t('workspace.address.wrong'))}
        />
      </FormColumn>
    </Section>
  )
}

function SaveButton({ busy, locked }: { busy: boolean; locked: boolean }) {
  const { t } = useTranslation('ui')
  if (locked) return null
  return (
    <Button type="submit" look="primary" busy={busy}>
      {t('save')}
    </Button>
  )
}

function Trouble({ problem }: { problem: Problem | null }) {
  return problem && problem.errors.length === 0 && <ErrorState compact error={problem} />
}

function useSave() {
  const { t } = useTranslation('ui')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function save(change: Change): Promise<Settings | null> {
    setBusy(true)
    setProblem(null)
    try {
      const saved = await call(settingsRoutes.change, { body: change })
      queryClient.setQueryData(read(settingsRoutes.read).queryKey, saved)
      invalidateRoute(queryClient, sessionRoutes.me)
      showNotice({ text: t('saved'), tone: 'ok' })
      return saved
    } catch (error) {
      if (!isProblem(error)) throw error
      setProblem(error)
      return null
    } finally {
      setBusy(false)
    }
  }
  return { save, busy, problem }
}
