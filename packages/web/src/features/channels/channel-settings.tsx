import type { Presence } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { only, useTouched } from '#lib/touched.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { FormColumn, Section } from '#ui/page.tsx'
import { ErrorState } from '#ui/states.tsx'
import { ChannelEmail } from './channel-email.tsx'
import { ChannelFeed } from './channel-feed.tsx'
import { ChannelChat } from './chat/channel-chat.tsx'
import { isByHand, isSample } from './channel-state.tsx'
import styles from './channels.module.css'
import { formDraftOf, formSettingsOf, originsIn } from './form-draft.ts'
import { FormFields } from './form-fields.tsx'
import { FormShare } from './form-share.tsx'
import { InletFields, inletDraftOf } from './inlet-fields.tsx'
import { InletShare } from './inlet-share.tsx'
import { type Place, PlaceFields } from './place-fields.tsx'
import { ChannelNetwork } from './social/channel-network.tsx'
import { isNetwork } from './social/fields.ts'
import { useChangeChannel } from './use-change-channel.ts'

/** Everything that can be set on a channel, by its kind. Who may not change it sees what stands. */
export function ChannelSettings({ presence }: { presence: Presence }) {
  const may = presence.allowed.includes('change') && !isSample(presence)
  return (
    <>
      {presence.kind === 'form' && <FormShare presence={presence} stamp={JSON.stringify(presence.settings)} />}
      {presence.kind === 'inlet' && presence.state !== 'archived' && <InletShare presence={presence} />}
      {presence.kind === 'chat' && <ChannelChat presence={presence} may={may} />}
      {may && presence.kind === 'email' && <ChannelEmail presence={presence} />}
      {may && presence.kind === 'feed' && <ChannelFeed presence={presence} />}
      {may && presence.kind === 'form' && <FormSection presence={presence} />}
      {may && presence.kind === 'inlet' && <InletSection presence={presence} />}
      {may && isNetwork(presence.kind) && <ChannelNetwork presence={presence} />}
      <PlaceSection presence={presence} may={may} />
    </>
  )
}

function PlaceSection({ presence, may }: { presence: Presence; may: boolean }) {
  const { t } = useTranslation(['channels', 'ui'])
  const form = useTouched<Place & { number: string }>({
    name: presence.name,
    purpose: presence.purpose,
    teamId: presence.team?.id ?? null,
    number: typeof presence.settings.number === 'string' ? presence.settings.number : '',
  })
  const { number, ...place } = form.values
  const change = useChangeChannel(presence.id)
  const owner = presence.owner && <p className={styles.help}>{t('place.owner', { name: presence.owner.name })}</p>
  if (!may)
    return (
      <Section title={t('place.title')}>
        <dl className={styles.facts}>
          <div>
            <dt>{t('place.team')}</dt>
            <dd>{presence.team?.name ?? t('place.noTeam')}</dd>
          </div>
          {presence.purpose && (
            <div>
              <dt>{t('place.purpose')}</dt>
              <dd>{presence.purpose}</dd>
            </div>
          )}
        </dl>
        {owner}
      </Section>
    )
  return (
    <Section id="place" title={t('place.title')}>
      <FormColumn
        onSubmit={() =>
          place.name.trim() &&
          change.run({
            ...only({ ...place, name: place.name.trim() }, form.changes),
            ...(isByHand(presence.kind) ? { settings: { number } } : {}),
          })
        }
        buttons={
          <Button type="submit" busy={change.busy}>
            {t('ui:save')}
          </Button>
        }
      >
        {change.problem && !change.problem.errors.length && <ErrorState compact error={change.problem} />}
        <PlaceFields place={place} give={form.set} nameError={!place.name.trim() && t('missing')} />
        {presence.kind === 'phone' && (
          <TextField
            optional
            label={t('place.number')}
            maxLength={60}
            value={number}
            onChange={(event) => form.set({ number: event.currentTarget.value })}
          />
        )}
        {owner}
      </FormColumn>
    </Section>
  )
}

function FormSection({ presence }: { presence: Presence }) {
  const { t } = useTranslation(['channels', 'ui'])
  const { values: draft, set: give } = useTouched(formDraftOf(presence.settings))
  const change = useChangeChannel(presence.id)
  const complete = draft.title.de.trim() && draft.title.en.trim() && originsIn(draft.origins).bad.length === 0
  return (
    <Section id="settings" title={t('form.settings')}>
      <form
        className={styles.wideForm}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (complete) change.run({ settings: formSettingsOf(draft) })
        }}
      >
        {change.problem && !change.problem.errors.length && <ErrorState compact error={change.problem} />}
        <FormFields draft={draft} give={give} problem={change.problem} />
        <div className={styles.buttons}>
          <Button type="submit" look="primary" busy={change.busy} disabled={!complete}>
            {t('ui:save')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

function InletSection({ presence }: { presence: Presence }) {
  const { t } = useTranslation(['channels', 'ui'])
  const { values: draft, set: give } = useTouched(inletDraftOf(presence.settings))
  const change = useChangeChannel(presence.id)
  return (
    <Section id="settings" title={t('inlet.settings')}>
      <FormColumn
        onSubmit={() => change.run({ settings: draft })}
        buttons={
          <Button type="submit" busy={change.busy}>
            {t('ui:save')}
          </Button>
        }
      >
        {change.problem && <ErrorState compact error={change.problem} />}
        <InletFields draft={draft} give={give} />
      </FormColumn>
    </Section>
  )
}
