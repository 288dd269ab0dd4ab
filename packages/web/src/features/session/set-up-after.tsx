import { organisationRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight, Copy, FileText, Mail, Rss } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { isProblem } from '#lib/problem.ts'
import { Button, buttonClass, IconButton } from '#ui/button.tsx'
import { copyText } from '#ui/copy.ts'
import { TextField } from '#ui/field.tsx'
import { ErrorState } from '#ui/states.tsx'
import form from './form.module.css'
import styles from './set-up.module.css'

/** Invite a few people at once by their link; no mail goes out, as no channel is there yet. */
export function PeopleStep({ onNext }: { onNext: () => void }) {
  const { t } = useTranslation('session')
  const [email, setEmail] = useState('')
  const [invited, setInvited] = useState<{ email: string; link: string }[]>([])
  const invite = useMutation({
    mutationFn: (address: string) => call(organisationRoutes.invite, { body: { email: address, role: 'agent' } }),
    onSuccess: ({ link }, address) => {
      setInvited((before) => [...before, { email: address, link }])
      setEmail('')
    },
  })
  const problem = isProblem(invite.error) ? invite.error : null
  return (
    <form
      className={form.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (email.trim()) invite.mutate(email.trim())
      }}
    >
      {invite.error && !problem?.errors.length && <ErrorState compact error={invite.error} />}
      <TextField
        label={t('setUp.inviteEmail')}
        description={t('setUp.inviteHelp')}
        type="email"
        autoComplete="off"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={problem?.fieldError('email')}
      />
      {invited.length > 0 && (
        <ul className={styles.links}>
          {invited.map((one) => (
            <li key={one.link} className={styles.link}>
              <span>{one.email}</span>
              <IconButton
                small
                icon={Copy}
                label={t('setUp.copyLink', { email: one.email })}
                onClick={() => void copyText(one.link, t('setUp.linkCopied'))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.buttons}>
        <Button type="submit" busy={invite.isPending} disabled={!email.trim()}>
          {t('setUp.invite')}
        </Button>
        <Button look={invited.length > 0 ? 'primary' : 'quiet'} onClick={onNext}>
          {t(invited.length > 0 ? 'setUp.next' : 'setUp.later')}
        </Button>
      </div>
    </form>
  )
}

const channels = [
  ['email', Mail],
  ['form', FileText],
  ['feed', Rss],
] as const

export function ChannelStep() {
  const { t } = useTranslation('session')
  return (
    <>
      <div className={styles.cards}>
        {channels.map(([kind, Icon]) => (
          <Link key={kind} to="/settings/channels" search={{ connect: kind }} className={styles.card}>
            <Icon size={20} />
            <span>
              <b>{t(`setUp.connect.${kind}`)}</b>
              <small>{t(`setUp.connectHelp.${kind}`)}</small>
            </span>
            <ChevronRight size={16} />
          </Link>
        ))}
      </div>
      <div className={styles.buttons}>
        <Link to="/" className={buttonClass('quiet')}>
          {t('setUp.toInbox')}
        </Link>
      </div>
    </>
  )
}
