import { type ChatColor, presenceRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Problem } from '#lib/problem.ts'
import { read } from '#lib/query.ts'
import { CheckField, TextAreaField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import styles from '../channels.module.css'
import { originsIn } from '../form-draft.ts'
import type { ChatDraft } from './chat-draft.ts'

type Props = { draft: ChatDraft; give: (part: Partial<ChatDraft>) => void; problem: Problem | null }
const colors: readonly ChatColor[] = ['blue', 'petrol', 'green', 'violet', 'red', 'graphite']
const checks = ['askName', 'askMail', 'files', 'satisfaction', 'showsNames'] as const
const digits = (typed: string, most: number) => {
  const number = typed.replace(/\D/g, '').slice(0, 5)
  return number === '' ? '' : String(Math.min(most, Number(number)))
}

/** What the chat says and asks, how long it takes, who goes on, and where it may stand. */
export function ChatFields({ draft, give, problem }: Props) {
  const { t } = useTranslation(['chat', 'channels'])
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
            label={t(`title_${language}`)}
            lang={language}
            maxLength={80}
            value={draft.title[language]}
            onChange={(event) => give({ title: { ...draft.title, [language]: event.currentTarget.value } })}
            error={!draft.title[language].trim() && t('channels:missing')}
          />
        ))}
        {(['de', 'en'] as const).map((language) => (
          <TextAreaField
            key={language}
            optional
            label={t(`greeting_${language}`)}
            lang={language}
            maxLength={300}
            minRows={2}
            value={draft.greeting[language]}
            onChange={(event) => give({ greeting: { ...draft.greeting, [language]: event.currentTarget.value } })}
          />
        ))}
      </div>
      <SelectField
        label={t('color')}
        value={draft.color}
        onChange={(value) => value && give({ color: value as ChatColor })}
        data={colors.map((color) => ({ value: color, label: t(`colors.${color}`) }))}
      />
      <TextField
        optional
        label={t('within')}
        description={`${t('withinHelp')} ${t('hours')}`}
        inputMode="numeric"
        styles={{ input: { maxWidth: 140 } }}
        value={draft.within}
        onChange={(event) => give({ within: digits(event.currentTarget.value, 10_080) })}
      />
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>{t('asks')}</legend>
        {checks.map((name) => (
          <CheckField
            key={name}
            label={t(name)}
            checked={draft[name]}
            onChange={(event) => give({ [name]: event.currentTarget.checked })}
          />
        ))}
      </fieldset>
      <SelectField
        optional
        label={t('mailbox')}
        description={t('mailboxHelp')}
        placeholder={t('noMailbox')}
        clearable
        value={draft.mailPresenceId}
        onChange={(value) => give({ mailPresenceId: value as string | null })}
        data={mailboxes.map(({ id, name, address }) => ({ value: id, label: address ? `${name} (${address})` : name }))}
      />
      <TextField
        label={t('undo')}
        inputMode="numeric"
        styles={{ input: { maxWidth: 140 } }}
        value={String(draft.undoSeconds)}
        onChange={(event) => give({ undoSeconds: Number(digits(event.currentTarget.value, 60)) })}
      />
      <TextField
        optional
        label={t('privacy')}
        type="url"
        inputMode="url"
        maxLength={500}
        value={draft.privacyUrl ?? ''}
        onChange={(event) => give({ privacyUrl: event.currentTarget.value })}
        error={problem?.fieldError('settings.privacyUrl') && t('channels:form.privacyWrong')}
      />
      <TextAreaField
        optional
        label={t('origins')}
        description={t('originsHelp')}
        minRows={2}
        autoComplete="off"
        spellCheck={false}
        placeholder="www.firma.example"
        value={draft.origins}
        onChange={(event) => give({ origins: event.currentTarget.value })}
        error={bad.length > 0 && t('originsWrong', { list: bad.slice(0, 3).join(', ') })}
      />
    </>
  )
}
