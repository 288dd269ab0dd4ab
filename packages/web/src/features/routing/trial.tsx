import { type RoutingPolicy, routingRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { languageName } from '#lib/language-name.ts'
import { useLanguage } from '#lib/use-language.ts'
import { TrialSection, TrialTable } from '#ui/trial-section.tsx'
import styles from './routing.module.css'

/** What the policy on the screen would have done with the last cases; nothing is written. */
export function Trial({ policy }: { policy: RoutingPolicy }) {
  const { t } = useTranslation('routing')
  const language = useLanguage()
  const trial = useMutation({ mutationFn: () => call(routingRoutes.trial, { body: { policy } }) })
  return (
    <TrialSection title={t('trial.title')} intro={t('trial.intro')} runLabel={t('trial.run')} trial={trial}>
      {(data) => (
        <>
          <p>
            <b>{t('trial.looked', { count: data.looked })}</b>
          </p>
          <TrialTable
            head={[t('trial.team'), t('trial.before'), t('trial.after')]}
            rows={data.teams.map(({ team, before, after }) => ({
              key: team?.id ?? '',
              cells: [team?.name ?? t('trial.noTeam'), before, after],
            }))}
          />
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
    </TrialSection>
  )
}
