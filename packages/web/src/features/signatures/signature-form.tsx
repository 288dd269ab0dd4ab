import { type Signature, signatureRoutes, signatureVariables } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useMe } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { useVersioned } from '#lib/versioned.ts'
import { Button } from '#ui/button.tsx'
import { SwitchField, TextAreaField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { keepSignatures } from './keep-signatures.ts'
import styles from './signatures.module.css'

type Props = {
  /** Null: of the house. */
  presenceId: string | null
  /** A public presence has initials and no mails. */
  isPublic?: boolean
  signature: Signature
  version: number
  may: boolean
  onSaved?: () => void
}
const texts = ['sie', 'du', 'en'] as const

export function SignatureForm({ presenceId, isPublic, signature, version, may, onSaved }: Props) {
  const { t } = useTranslation('signatures')
  const form = useVersioned(signature, version)
  const { value: now, set: setNow } = form
  const [busy, setBusy] = useState(false)
  const isHouse = presenceId === null
  const wordsOf = (which: (typeof texts)[number]) => (which === 'en' ? now.texts.en : now.texts.de[which])
  const change = (which: (typeof texts)[number], text: string) =>
    setNow({
      ...now,
      texts: which === 'en' ? { ...now.texts, en: text } : { ...now.texts, de: { ...now.texts.de, [which]: text } },
    })
  async function save(): Promise<void> {
    setBusy(true)
    try {
      const saved = await call(signatureRoutes.save, { body: { presenceId, basedOn: form.basedOn, signature: now } })
      keepSignatures(saved)
      form.settle(now, form.basedOn + 1)
      showNotice({ text: t('saved'), tone: 'ok' })
      onSaved?.()
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={styles.stack}>
      {!isPublic && (
        <>
          <SwitchField
            label={t('form.signs')}
            checked={now.signs}
            disabled={!may}
            onChange={(event) => setNow({ ...now, signs: event.currentTarget.checked })}
          />
          {now.signs &&
            texts.map((which) => (
              <TextAreaField
                key={which}
                label={t(`form.${which}`)}
                description={
                  which === 'sie'
                    ? t('form.variables', {
                        list: signatureVariables.map((name) => `{{${name}}}`).join(' '),
                        interpolation: { skipOnVariables: true },
                      })
                    : undefined
                }
                lang={which === 'en' ? 'en' : 'de'}
                value={wordsOf(which)}
                maxLength={1000}
                minRows={4}
                maxRows={10}
                readOnly={!may}
                onChange={(event) => change(which, event.currentTarget.value)}
              />
            ))}
          {now.signs && <Preview text={now.texts.de.sie} />}
        </>
      )}
      {isHouse && (
        <SwitchField
          label={t('form.initials')}
          checked={now.initials ?? false}
          disabled={!may}
          onChange={(event) => setNow({ ...now, initials: event.currentTarget.checked })}
        />
      )}
      {!isHouse && isPublic && (
        <SelectField
          label={t('form.initialsHere')}
          data={(['house', 'on', 'off'] as const).map((value) => ({ value, label: t(`form.initials_${value}`) }))}
          value={now.initials === null ? 'house' : now.initials ? 'on' : 'off'}
          onChange={(value) => setNow({ ...now, initials: value === 'house' ? null : value === 'on' })}
        />
      )}
      {may && (
        <span className={styles.actions}>
          <Button
            small
            look="primary"
            busy={busy}
            disabled={JSON.stringify(now) === JSON.stringify(signature) && version > 0}
            onClick={() => void save()}
          >
            {t('form.save')}
          </Button>
        </span>
      )}
    </div>
  )
}

/** As it would stand below a mail of mine. */
function Preview({ text }: { text: string }) {
  const { t } = useTranslation('signatures')
  const me = useMe()
  const values: Record<string, string> = {
    'agent.name': me?.member.name ?? '',
    'agent.firstName': me?.member.name.split(/\s+/)[0] ?? '',
    'team.name': t('form.sampleTeam'),
    'company.name': me?.workspace.name ?? '',
  }
  const shown = text.replace(/\{\{([^{}\n]{0,60})\}\}/g, (whole, name: string) => values[name.trim()] ?? whole)
  return (
    <div>
      <p className={styles.quiet}>{t('form.preview')}</p>
      <p className={styles.preview}>{shown}</p>
    </div>
  )
}
