import type { Presence } from '@resonanz/contracts'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '#ui/button.tsx'
import { CopyBlock } from '#ui/copy-block.tsx'
import { ChoiceField } from '#ui/field.tsx'
import { Section } from '#ui/page.tsx'
import styles from './channels.module.css'
import { embedSnippet } from './form-draft.ts'
import { OnlyHere, useOurAddress } from './our-address.tsx'

/** Where the form is, the line for the company's own website, and how it looks. `stamp` reloads the preview. */
export function FormShare({ presence, stamp }: { presence: Presence; stamp: string }) {
  const { t, i18n } = useTranslation('channels')
  const [language, setLanguage] = useState<'de' | 'en'>(i18n.language.startsWith('en') ? 'en' : 'de')
  const { origin, onlyHere } = useOurAddress()
  const key = presence.publicKey
  if (!key) return null
  const copy = { copyLabel: t('copy'), copiedLabel: t('copied') }
  return (
    <>
      <Section
        id="share"
        title={t('form.share.title')}
        intro={t('form.share.intro')}
        actions={
          <a href={`/f/${key}`} target="_blank" rel="noopener" className={buttonClass()}>
            <ExternalLink size={16} />
            {t('form.share.open')}
          </a>
        }
      >
        {onlyHere && <OnlyHere words={t('form.share.onlyHere')} setAddress={t('form.share.setAddress')} />}
        <CopyBlock {...copy} label={t('form.share.link')} text={`${origin}/f/${key}`} />
        <CopyBlock {...copy} label={t('form.share.snippet')} text={embedSnippet(origin, key)} />
        <p className={styles.help}>{t('form.share.snippetHelp')}</p>
      </Section>
      <Section title={t('form.preview.title')} intro={t('form.preview.intro')}>
        <ChoiceField
          inline
          label={t('form.preview.language')}
          value={language}
          onChange={setLanguage}
          choices={[
            { value: 'de', label: 'Deutsch' },
            { value: 'en', label: 'English' },
          ]}
        />
        <iframe
          key={`${stamp} ${language}`}
          className={styles.preview}
          title={t('form.preview.title')}
          src={`/f/${key}?lang=${language}`}
          loading="lazy"
          sandbox="allow-scripts allow-forms"
        />
      </Section>
    </>
  )
}
