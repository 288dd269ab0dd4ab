import { caseRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { useDocumentTitle } from '#lib/document-title.ts'
import { toLocalInput } from '#lib/moments.ts'
import { isProblem } from '#lib/problem.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { channelIcons } from '#ui/channel-glyph.tsx'
import { TextAreaField, TextField } from '#ui/field.tsx'
import { Banner, DeniedState } from '#ui/states.tsx'
import { channels, emptyDraft, isEmpty, keepDraft, keptDraft, moments, type NewCaseDraft, wishes } from './draft.ts'
import { MoreFields } from './more-fields.tsx'
import styles from './new-case.module.css'
import { RadioChips } from './radio-chips.tsx'
import { type Missing, missingIn, toNewCase } from './to-new-case.ts'
import { WhoField } from './who-field.tsx'

/** A call, a letter, a visit, a found post, or a mail written first: taken in within twenty seconds by keys alone. */
export function NewCaseScreen() {
  const { t } = useTranslation('new-case')
  useDocumentTitle(t('title'))
  const may = useMay('case.write')
  if (!may) return <DeniedState />
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <NewCaseForm />
      </div>
    </div>
  )
}

function NewCaseForm() {
  const { t } = useTranslation(['new-case', 'ui'])
  const navigate = useNavigate()
  const [draft, setDraft] = useState(keptDraft)
  const [asked, setAsked] = useState(false)
  const who = useRef<HTMLInputElement>(null)
  const words = useRef<HTMLTextAreaElement>(null)
  const link = useRef<HTMLInputElement>(null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => keepDraft(draft), [draft])
  useEffect(() => {
    // The words of this screen may come after the screen itself: the first field takes the focus once it is there.
    const frame = requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[data-page-heading]')?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  const set = (change: Partial<NewCaseDraft>) => setDraft((before) => ({ ...before, ...change }))
  const now = new Date()
  const missing = asked ? missingIn(draft, now) : []
  const wrong = (what: Missing) => (missing.includes(what) ? t(`missing.${what}`) : undefined)
  const writes = draft.channel === 'email'

  const save = useMutation({
    mutationFn: () => call(caseRoutes.create, { body: toNewCase(draft, new Date()) }),
    onSuccess: (made) => {
      invalidateRoute(queryClient, caseRoutes.list, caseRoutes.counts)
      const open = () => void navigate({ to: '/cases/$caseId', params: { caseId: made.id } })
      setAsked(false)
      setDraft({ ...emptyDraft, channel: draft.channel })
      // The text written first lies there as a draft: the next thing is to send it.
      if (writes) return open()
      showNotice({
        text: t('saved', { number: made.number, title: made.title }),
        tone: 'ok',
        durationMs: 15_000,
        action: { label: t('open'), run: open },
      })
      who.current?.focus()
    },
  })
  function submit(): void {
    setAsked(true)
    const [first] = missingIn(draft, new Date())
    if (!first) return save.mutate()
    const field = { text: words, mail: who, link, at: words }[first]
    field.current?.focus()
  }
  function discard(): void {
    const before = draft
    setDraft({ ...emptyDraft, channel: draft.channel })
    setAsked(false)
    if (!isEmpty(before)) showNotice({ text: t('discarded'), durationMs: 30_000, undo: () => setDraft(before) })
  }
  function choose(channel: (typeof channels)[number]): void {
    set({ channel })
    requestAnimationFrame(() => (channel === 'found' ? link : who).current?.focus())
  }
  useActions([
    ...channels.map((channel, place) => ({
      id: `new.${channel}`,
      key: String(place + 1),
      labelKey: `new-case:channel.${channel}`,
      icon: channelIcons[channel],
      run: () => choose(channel),
    })),
    { id: 'new.save', key: 'Mod+Enter', labelKey: 'new-case:save', inFields: true, run: submit },
  ])

  const known = isProblem(save.error, 'conflict') ? save.error : null
  const noAccount = known !== null && typeof known.extra.channel === 'string'
  const knownCase = known && typeof known.extra.caseId === 'string' ? known.extra.caseId : null
  const code = isProblem(save.error) ? save.error.code : save.error ? 'internal' : null
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <RadioChips
        first
        label={t('channel.label')}
        value={draft.channel}
        onChange={(channel) => set({ channel })}
        choices={channels.map((channel, place) => ({
          value: channel,
          label: t(`channel.${channel}`),
          icon: channelIcons[channel],
          keyHint: String(place + 1),
        }))}
      />
      {draft.channel === 'found' && (
        <TextField
          ref={link}
          type="url"
          label={t('link')}
          placeholder="https://"
          value={draft.link}
          maxLength={2000}
          error={wrong('link')}
          onChange={(event) => set({ link: event.currentTarget.value })}
        />
      )}
      <WhoField
        inputRef={who}
        customer={draft.customer}
        who={draft.who}
        onWho={(typed) => set({ who: typed })}
        onCustomer={(customer) => {
          set({ customer, ...(customer ? {} : { who: '' }) })
          if (customer) words.current?.focus()
        }}
      />
      {!draft.customer && (draft.who.trim() !== '' || wrong('mail')) && (
        <TextField
          optional={!writes}
          label={t('reach')}
          placeholder={t('reachExample')}
          value={draft.reach}
          maxLength={254}
          error={wrong('mail')}
          onChange={(event) => set({ reach: event.currentTarget.value })}
        />
      )}
      {writes && (
        <TextField
          optional
          label={t('subject')}
          value={draft.title}
          maxLength={300}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
      )}
      <TextAreaField
        ref={words}
        label={t(writes ? 'textMail' : draft.channel === 'found' ? 'textFound' : 'text')}
        value={draft.text}
        minRows={4}
        maxLength={50_000}
        error={wrong('text')}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      {!writes && (
        <>
          <div className={styles.pair}>
            <RadioChips
              label={t('when.label')}
              value={draft.when}
              onChange={(when) =>
                set({ when, ...(when === 'own' && !draft.at ? { at: toLocalInput(new Date()) } : {}) })
              }
              choices={moments.map((when) => ({ value: when, label: t(`when.${when}`) }))}
            />
            {draft.when === 'own' && (
              <TextField
                type="datetime-local"
                aria-label={t('when.own')}
                value={draft.at}
                max={toLocalInput(now)}
                error={wrong('at')}
                onChange={(event) => set({ at: event.currentTarget.value })}
              />
            )}
          </div>
          <RadioChips
            label={t('wish.label')}
            value={draft.wish}
            onChange={(wish) => set({ wish })}
            choices={wishes.map((wish) => ({ value: wish, label: t(`wish.${wish}`) }))}
          />
        </>
      )}
      <MoreFields draft={draft} set={set} now={now} />
      {code && (
        <Banner
          tone="bad"
          actions={
            knownCase && (
              <Button small onClick={() => void navigate({ to: '/cases/$caseId', params: { caseId: knownCase } })}>
                {t('open')}
              </Button>
            )
          }
        >
          {knownCase
            ? t('known')
            : noAccount
              ? t('noAccount', { channel: t(`channel.${draft.channel}`) })
              : t(`ui:problem.${code}.now`)}
        </Banner>
      )}
      <div className={styles.buttons}>
        <Button look="primary" type="submit" keyHint="Mod+Enter" busy={save.isPending}>
          {t(writes ? 'saveMail' : 'save')}
        </Button>
        {!isEmpty(draft) && (
          <Button look="quiet" onClick={discard}>
            {t('discard')}
          </Button>
        )}
      </div>
    </form>
  )
}
