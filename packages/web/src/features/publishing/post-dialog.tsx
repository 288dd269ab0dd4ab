import { type Post, type PostContent, type Publishing, publishingRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CheckField, TextAreaField, TextField } from '#ui/field.tsx'
import { Banner } from '#ui/states.tsx'
import { BestTime } from './best-time.tsx'
import { usualTimeOn, wallClockAt } from './days.ts'
import { Findings, type Reasons } from './findings.tsx'
import { MediaField, type Media } from './media-field.tsx'
import { doPost, hereZone } from './post-data.ts'
import styles from './publishing.module.css'
import { VariantPart } from './variant-part.tsx'
import { ZoneField } from './zone-field.tsx'

type Props = { post: Post | null; day: string; state: Publishing; onClose: () => void }

/** Writes a post: words, other words for single presences, pictures, a time; says at once what stands against it. */
export function PostDialog({ post, day, state, onClose }: Props) {
  const { t } = useTranslation(['publishing', 'ui'])
  const language = useLanguage()
  const [text, setText] = useState(post?.text ?? '')
  const [variants, setVariants] = useState<Record<string, string | null>>(() =>
    Object.fromEntries(
      post?.targets.map(({ presence, text: own }) => [presence.id, own]) ??
        state.presences.slice(0, 1).map(({ id }) => [id, null]),
    ),
  )
  const [media, setMedia] = useState<Media[]>(post?.media ?? [])
  const [localTime, setLocalTime] = useState(post?.localTime ?? usualTimeOn(day, wallClockAt(new Date(), hereZone)))
  const [timeZone, setTimeZone] = useState(post?.timeZone ?? hereZone)
  const [reasons, setReasons] = useState<Reasons>({})
  // What the next saving builds on: this dialog's own last one, so that a post refused for planning can be mended.
  const [version, setVersion] = useState(post?.version ?? 0)
  const [busy, setBusy] = useState(false)
  const chosen = state.presences.filter(({ id }) => Object.hasOwn(variants, id))
  const content: PostContent = {
    text,
    targets: chosen.map(({ id }) => ({ presenceId: id, text: variants[id] ?? null })),
    media: media.map(({ fileId, alt }) => ({ fileId, alt })),
    localTime,
    timeZone,
  }
  const isWhole =
    chosen.length > 0 && localTime !== '' && (text.trim() !== '' || chosen.every(({ id }) => variants[id]))
  const asked = useDeferredValue(content)
  const check = useQuery({
    queryKey: [publishingRoutes.check.id, null, asked],
    queryFn: ({ signal }) => call(publishingRoutes.check, { body: { ...asked, language }, signal }),
    enabled: isWhole,
    placeholderData: (before) => before,
    retry: false,
  })
  const found = isWhole ? check.data : undefined

  async function save(plan: boolean): Promise<void> {
    if (!isWhole || busy) return
    setBusy(true)
    const saved = await doPost(
      () =>
        post
          ? call(publishingRoutes.change, { params: { id: post.id }, body: { ...content, version } })
          : call(publishingRoutes.create, { body: content }),
      t('done.saved'),
    )
    if (saved) setVersion(saved.version)
    const overrides = Object.entries(reasons).flatMap(([rule, reason]) => (reason.trim() ? [{ rule, reason }] : []))
    const planned =
      saved && plan
        ? await doPost(
            () =>
              call(publishingRoutes.plan, { params: { id: saved.id }, body: { version: saved.version, overrides } }),
            t(needsApproval ? 'done.handedIn' : 'done.planned'),
          )
        : saved
    setBusy(false)
    if (planned) onClose()
    // The draft is kept; what stands against planning it is told.
    else if (saved && !post) onClose()
  }
  const needsApproval = state.approval === 'everybody' || (state.approval === 'writers' && !state.mayApprove)
  const choose = (id: string, on: boolean) =>
    setVariants((before) =>
      on ? { ...before, [id]: null } : Object.fromEntries(Object.entries(before).filter(([key]) => key !== id)),
    )
  return (
    <Dialog
      open
      size={720}
      title={t(post ? 'edit' : 'new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button disabled={!isWhole} busy={busy} onClick={() => void save(false)}>
            {t('saveDraft')}
          </Button>
          <Button look="primary" keyHint="Mod+Enter" disabled={!isWhole} busy={busy} onClick={() => void save(true)}>
            {t(needsApproval ? 'handIn' : 'plan')}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save(true)
        }}
      >
        {post && post.state !== 'draft' && <Banner tone="soon">{t('draftAgain')}</Banner>}
        <TextAreaField
          data-autofocus
          label={t('text')}
          maxLength={20_000}
          minRows={4}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <fieldset className={styles.places}>
          <legend>{t('places')}</legend>
          {state.presences.map((presence) => (
            <div key={presence.id}>
              <CheckField
                label={presence.name}
                description={t(`ui:channel.${presence.kind}` as 'ui:channel.email')}
                checked={Object.hasOwn(variants, presence.id)}
                onChange={(event) => choose(presence.id, event.currentTarget.checked)}
              />
              {Object.hasOwn(variants, presence.id) && (
                <VariantPart
                  name={presence.name}
                  text={variants[presence.id] ?? null}
                  base={text}
                  check={found?.targets.find(({ presenceId }) => presenceId === presence.id)}
                  onChange={(own) => setVariants((before) => ({ ...before, [presence.id]: own }))}
                />
              )}
            </div>
          ))}
        </fieldset>
        <MediaField media={media} onChange={setMedia} />
        <div className={styles.pair}>
          <TextField
            type="datetime-local"
            label={t('when')}
            value={localTime}
            onChange={(event) => setLocalTime(event.currentTarget.value.slice(0, 16))}
          />
          <ZoneField value={timeZone} onChange={setTimeZone} />
        </div>
        {found?.clockChange && <Banner tone="soon">{t(`clock.${found.clockChange}`)}</Banner>}
        {found?.isPast && <Banner tone="soon">{t('past')}</Banner>}
        {chosen[0] && localTime && (
          <BestTime presenceId={chosen[0].id} timeZone={timeZone} localTime={localTime} onChoose={setLocalTime} />
        )}
        {found && <Findings check={found} reasons={reasons} onReasons={setReasons} />}
      </form>
    </Dialog>
  )
}
