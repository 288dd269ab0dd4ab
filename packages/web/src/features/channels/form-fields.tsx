import { presenceRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Problem } from '#lib/problem.ts'
import { read } from '#lib/query.ts'
import { CheckField, TextAreaField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Banner } from '#ui/states.tsx'
import styles from './channels.module.css'
import { type FormDraft, originsIn } from './form-draft.ts'

type Props = { draft: FormDraft; give: (part: Partial<FormDraft>) => void; problem: Problem | null }

/** What the form says and asks, who answers, and where it may stand. */
export function FormFields({ draft, give, problem }: Props) {
  const { t } = useTranslation('channels')
  const mailboxes = (useQuery(read(presenceRoutes.list)).data?.items ?? []).filter(
    ({ kind, state }) => kind === 'email' && state !== 'archived',
  )
  const { bad } = originsIn(draft.origins)
  return (
    <>
      <div className={styles.pair}>
        {(['de', 'en'] as const).map((language) => (
          <TextField
            key={language}
            label={t(`form.title_${language}`)}
            lang={language}
            maxLength={120}
            value={draft.title[language]}
            onChange={(event) => give({ title: { ...draft.title, [language]: event.currentTarget.value } })}
            error={!draft.title[language].trim() && t('missing')}
          />
        ))}
        {(['de', 'en'] as const).map((language) => (
          <TextAreaField
            key={language}
            optional
            label={t(`form.intro_${language}`)}
            lang={language}
            maxLength={600}
            minRows={2}
            value={draft.intro[language]}
            onChange={(event) => give({ intro: { ...draft.intro, [language]: event.currentTarget.value } })}
          />
        ))}
      </div>
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>{t('form.asks')}</legend>
        <p className={styles.help}>{t('form.asksHelp')}</p>
        <CheckField
          label={t('form.askPhone')}
          checked={draft.askPhone}
          onChange={(event) => give({ askPhone: event.currentTarget.checked })}
        />
        <CheckField
          label={t('form.askOrderNumber')}
          checked={draft.askOrderNumber}
          onChange={(event) => give({ askOrderNumber: event.currentTarget.checked })}
        />
      </fieldset>
      <SelectField
        optional
        label={t('form.mailbox')}
        description={t('form.mailboxHelp')}
        placeholder={t('form.noMailbox')}
        clearable
        value={draft.mailPresenceId ?? null}
        onChange={(value) => give({ mailPresenceId: value as string | null })}
        data={mailboxes.map(({ id, name, address }) => ({ value: id, label: address ? `${name} (${address})` : name }))}
      />
      {mailboxes.length === 0 && (
        <Banner
          actions={
            <Link to="/settings/channels/new/$kind" params={{ kind: 'email' }}>
              {t('form.connectMailbox')}
            </Link>
          }
        >
          {t('form.withoutMailbox')}
        </Banner>
      )}
      <TextField
        label={t('form.within')}
        description={t('form.withinHelp')}
        inputMode="numeric"
        styles={{ input: { maxWidth: 140 } }}
        value={String(draft.answerWithinHours)}
        onChange={(event) =>
          give({ answerWithinHours: Math.min(720, Number(event.currentTarget.value.replace(/\D/g, '')) || 1) })
        }
      />
      <TextField
        optional
        label={t('form.privacy')}
        description={t('form.privacyHelp')}
        type="url"
        inputMode="url"
        maxLength={500}
        value={draft.privacyUrl ?? ''}
        onChange={(event) => give({ privacyUrl: event.currentTarget.value })}
        error={problem?.fieldError('settings.privacyUrl') && t('form.privacyWrong')}
      />
      <TextAreaField
        optional
        label={t('form.origins')}
        description={t('form.originsHelp')}
        minRows={2}
        autoComplete="off"
        spellCheck={false}
        placeholder="www.firma.example"
        value={draft.origins}
        onChange={(event) => give({ origins: event.currentTarget.value })}
        error={bad.length > 0 && t('form.originsWrong', { list: bad.slice(0, 3).join(', ') })}
      />
    </>
  )
}
