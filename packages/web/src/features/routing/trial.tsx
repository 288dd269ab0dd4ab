import { type RoutingPolicy, routingRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { languageName } from '#lib/language-name.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/page.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './routing.module.css'

/** What the policy on the screen would have done with the last cases; nothing is written. */
export function Trial({ policy }: { policy: RoutingPolicy }) {
  const { t } = useTranslation('routing')
  const language = useLanguage()
  const trial = useMutation({ mutationFn: () => call(routingRoutes.trial, { body: { policy } }) })
  const { data } = trial
  return (
    <Section
      title={t('trial.title')}
      intro={t('trial.intro')}
      actions={
        <Button icon={FlaskConical} busy={trial.isPending} onClick={() => trial.mutate()}>
          {t('trial.run')}
        </Button>
      }
    >
      {trial.error && <ErrorState compact error={trial.error} onRetry={() => trial.mutate()} />}
      <div aria-live="polite">
        {data && (
          <>
            <p>
              <b>{t('trial.looked', { count: data.looked })}</b>
            </p>
            <table className={styles.trial}>
              <thead>
                <tr>
                  <th scope="col">{t('trial.team')}</th>
                  <th scope="col">{t('trial.before')}</th>
                  <th scope="col">{t('trial.after')}</th>
                </tr>
              </thead>
              <tbody>
                {data.teams.map(({ team, before, after }) => (
                  <tr key={team?.id ?? ''}>
                    <th scope="row">{team?.name ?? t('trial.noTeam')}</th>
                    <td>{before}</td>
                    <td>{after}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {data.unmatched === 0 ? (
              <p>{t('trial.fine')}</p>
            ) : (
              <>
                <p>
                  {t('trial.unmatched', {
                    count: data.unmatched,
                    share: Math.round((100 * data.unmatched) / Math.max(1, data.looked)),
                  })}
                </p>
                <ul className={styles.holes}>
                  {data.holes.map((hole) => (
                    <li key={`${hole.topic?.id} ${hole.language}`}>
                      {t('trial.hole', {
                        topic: hole.topic?.name[language] ?? t('trial.anyTopic'),
                        language: hole.language ? languageName(hole.language, language) : t('trial.anyLanguage'),
                        count: hole.cases,
                      })}
                    </li>
                  ))}
                </ul>
              </>
            )}
            {policy.reach.on && <p>{t('trial.reach', { count: data.reach.moved, most: data.reach.mostPositions })}</p>}
          </>
        )}
      </div>
    </Section>
  )
}
