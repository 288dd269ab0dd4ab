import { useTranslation } from 'react-i18next'
import { isProblem } from '#lib/problem.ts'
import { Banner, ErrorState } from '#ui/states.tsx'
import styles from '../channels.module.css'
import { knownFault } from '../fault-codes.ts'

/** Why the network's page could not be opened: by the network's own fault where there is one, else as everywhere. */
export function SignInProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('channels')
  const code = isProblem(error, 'connection-failed') ? error.extra['code'] : undefined
  if (typeof code !== 'string') return <ErrorState compact error={error} />
  return (
    <Banner tone="bad">
      <div className={styles.fault}>
        <b>{t(`fault.${knownFault(code)}.what`)}</b>
        <span>{t(`fault.${knownFault(code)}.now`)}</span>
        <code>{code}</code>
      </div>
    </Banner>
  )
}
