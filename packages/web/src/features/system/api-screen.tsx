import { settingsRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BookOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useMay, useMe } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { buttonClass } from '#ui/button.tsx'
import { CopyBlock } from '#ui/copy-block.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { Page, Section } from '#ui/page.tsx'
import styles from './system.module.css'

const rules = ['errors', 'paging', 'idempotency', 'times', 'live', 'limits'] as const
const probes = ['healthz', 'readyz', 'metrics'] as const

/** How other programs talk to this installation; the reference itself is made from the contracts. */
export function ApiScreen() {
  const { t } = useTranslation(['system', 'app'])
  const me = useMe()
  const mayConnect = useMay('presence.manage')
  const origin = useQuery(read(settingsRoutes.read)).data?.publicUrl ?? location.origin
  const copy = { copyLabel: t('copy'), copiedLabel: t('copied') }
  const columns: Column<(typeof probes)[number]>[] = [
    { id: 'path', label: t('api.path'), bare: true, cell: (probe) => <code>/{probe}</code> },
    { id: 'what', label: t('api.what'), bare: true, cell: (probe) => t(`api.probe.${probe}`) },
  ]
  return (
    <Page
      title={t('api.title')}
      intro={t('api.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        <a href="/api/docs" target="_blank" rel="noopener" className={buttonClass('primary')}>
          <BookOpen size={16} />
          {t('api.reference')}
        </a>
      }
    >
      <Section title={t('api.begin')} intro={t('api.beginIntro')}>
        <CopyBlock {...copy} label={t('api.base')} text={`${origin}/api/v1`} />
        <CopyBlock {...copy} label={t('api.description')} text={`${origin}/api/openapi.json`} />
        <CopyBlock
          {...copy}
          label={t('api.signIn')}
          text={signInExample(origin, me?.member.email ?? 'name@firma.example')}
        />
        <p className={styles.help}>{t('api.signInHelp')}</p>
      </Section>
      <Section title={t('api.deliver')} intro={t('api.deliverIntro')}>
        {mayConnect && (
          <div>
            <Link to="/settings/channels/new/$kind" params={{ kind: 'inlet' }} className={buttonClass()}>
              {t('api.deliverButton')}
            </Link>
          </div>
        )}
      </Section>
      <Section title={t('api.rules')}>
        <ul className={styles.list}>
          {rules.map((rule) => (
            <li key={rule}>{t(`api.rule.${rule}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('api.probes')} intro={t('api.probesIntro')}>
        <DataTable label={t('api.probes')} columns={columns} rows={probes} keyOf={(probe) => probe} />
      </Section>
    </Page>
  )
}

function signInExample(origin: string, email: string): string {
  return [
    `curl ${origin}/api/auth/sign-in/email -c cookies.txt \\`,
    `  -H 'content-type: application/json' -H 'origin: ${origin}' \\`,
    `  -d '{"email":"${email}","password":"…"}'`,
    `curl ${origin}/api/v1/me -b cookies.txt`,
  ].join('\n')
}
