import { type BodyInput, manyAnswerRoutes, type ManyCase } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { SearchCheck, Send } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import type { ManyStart } from '#lib/answer-many.ts'
import { call } from '#lib/api.ts'
import { useConnection } from '#lib/connection.ts'
import { fromLocalInput } from '#lib/moments.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceField, TextAreaField, TextField } from '#ui/field.tsx'
import { Section } from '#ui/page.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import styles from './incidents.module.css'
import { Recipients } from './recipients.tsx'

const placeholders = [
  '{{customer.greeting}}',
  '{{customer.name}}',
  '{{case.number}}',
  '{{case.title}}',
  '{{agent.name}}',
]

type Props = { incidentId?: string; caseIds?: string[]; words?: ManyStart['words'] }

/** One answer to everybody of an incident, or to the cases named: write, look who gets what, send. */
export function ManyCompose({ incidentId, caseIds, words }: Props) {
  const { t } = useTranslation(['incidents', 'ui'])
  const navigate = useNavigate()
  const { online } = useConnection()
  const here = useLanguage()
  const [title, setTitle] = useState(words?.title ?? '')
  const [text, setText] = useState(words?.text ?? '{{customer.greeting}},\n\n')
  const [language, setLanguage] = useState<'de' | 'en'>(words?.language ?? here)
  const [address, setAddress] = useState<'formal' | 'informal'>(words?.address ?? 'formal')
  const [nextAt, setNextAt] = useState('')
  const [reason, setReason] = useState('')
  const [included, setIncluded] = useState<Map<string, boolean>>(new Map())
  const [checked, setChecked] = useState('')
  const next = fromLocalInput(nextAt)
  const content: BodyInput<typeof manyAnswerRoutes.preview>['content'] = {
    title,
    text,
    language,
    address,
    nextUpdate: next ? { at: next.toISOString(), text: '' } : null,
  }
  const print = JSON.stringify(content)
  const preview = useMutation({
    mutationFn: () =>
      call(manyAnswerRoutes.preview, {
        body: { select: incidentId ? { incidentId } : { caseIds: caseIds ?? [] }, content },
      }),
    onSuccess: () => setChecked(print),
  })
  const seen = preview.data
  const isIn = ({ case: { id }, reason: why, isOptional }: ManyCase) =>
    why === null || isOptional ? (included.get(id) ?? why === null) : false
  const going = seen?.items.filter(isIn) ?? []
  const open = seen?.findings.filter(({ level }) => level !== 'hint') ?? []
  const isStale = checked !== print
  const canSend =
    going.length > 0 && !isStale && online && (open.length === 0 || (reason.trim().length >= 3 && mayPass(open, seen)))
  const send = useMutation({
    mutationFn: () =>
      call(manyAnswerRoutes.create, {
        body: {
          content: {
            ...content,
            overrides: [...new Set(open.map(({ rule }) => rule))].map((rule) => ({ rule, reason })),
          },
          ...(incidentId ? { incidentId } : {}),
          cases: going.map((item) => ({ caseId: item.case.id, lastMessageId: item.lastMessageId })),
          excluded: seen?.items.filter((item) => !isIn(item)).map((item) => item.case.id) ?? [],
        },
      }),
    onSuccess: (made) => {
      invalidateRoute(queryClient, manyAnswerRoutes.list)
      showNotice({ text: t('many.started'), tone: 'ok' })
      void navigate({ to: '/answers/$manyId', params: { manyId: made.id } })
    },
  })
  const canCheck = title.trim().length >= 3 && text.trim().length >= 10 && online
  useActions([
    {
      id: 'many.check',
      key: 'Mod+Enter',
      labelKey: 'incidents:many.check',
      icon: SearchCheck,
      when: canCheck,
      inFields: true,
      run: () => preview.mutate(),
    },
  ])
  return (
    <>
      <div className={styles.form}>
        <TextField
          label={t('many.name')}
          description={t('many.nameHelp')}
          value={title}
          maxLength={120}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <ChoiceField
          inline
          label={t('many.language')}
          value={language}
          onChange={setLanguage}
          choices={[
            { value: 'de', label: t('many.de') },
            { value: 'en', label: t('many.en') },
          ]}
        />
        <ChoiceField
          inline
          label={t('many.address')}
          value={address}
          onChange={setAddress}
          choices={[
            { value: 'formal', label: t('many.formal') },
            { value: 'informal', label: t('many.informal') },
          ]}
        />
        <TextAreaField
          label={t('many.text')}
          description={t('many.textHelp', { list: placeholders.join(' '), interpolation: { skipOnVariables: true } })}
          minRows={8}
          maxRows={24}
          value={text}
          maxLength={20_000}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <TextField
          optional
          type="datetime-local"
          label={t('many.next')}
          description={t('many.nextHelp')}
          value={nextAt}
          onChange={(event) => setNextAt(event.currentTarget.value)}
        />
        <span className={styles.actions}>
          <Button
            look={seen && !isStale ? 'default' : 'primary'}
            icon={SearchCheck}
            keyHint="Mod+Enter"
            disabled={!canCheck}
            busy={preview.isPending}
            onClick={() => preview.mutate()}
          >
            {t('many.check')}
          </Button>
        </span>
        {preview.error && <ErrorState compact error={preview.error} />}
      </div>
      {seen && (
        <Section title={t('many.recipients')}>
          {isStale && <Banner tone="soon">{t('many.stale')}</Banner>}
          {seen.needsApproval && <Banner>{t('many.approval')}</Banner>}
          {seen.personalData.length > 0 && <Banner tone="bad">{t('many.personal')}</Banner>}
          {seen.findings.length > 0 && (
            <Banner tone="soon">
              {t('many.findings')}: {[...new Set(seen.findings.map((finding) => finding.reason))].join(' ')}
            </Banner>
          )}
          {open.length > 0 && (
            <TextField
              label={t('many.override')}
              value={reason}
              maxLength={300}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          <Recipients
            items={seen.items}
            isIn={isIn}
            onToggle={(id, on) => setIncluded(new Map(included).set(id, on))}
          />
          {send.error && <ErrorState compact error={send.error} />}
          <span className={styles.actions}>
            <Button look="primary" icon={Send} disabled={!canSend} busy={send.isPending} onClick={() => send.mutate()}>
              {t('many.send', { count: going.length })}
            </Button>
          </span>
        </Section>
      )}
    </>
  )
}

function mayPass(open: readonly { level: string }[], seen: { mayOverrideStop: boolean } | undefined): boolean {
  return seen?.mayOverrideStop === true || open.every(({ level }) => level !== 'stop')
}
