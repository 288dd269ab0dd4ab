import { textQualityRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import type { ScheduledJob } from '#platform/jobs'
import { readTextQuality } from './read-text-quality.ts'
import { requestTraining } from './request-training.ts'
import { planTrainings, trainRequested } from './train.ts'
import { switchVersion } from './switch-version.ts'

/** What the jobs do by the clock: train what was asked for, ask where enough was said since. */
export const trainingJobs = (deps: Deps): ScheduledJob[] => [
  { name: 'train-classifiers', cron: '* * * * *', run: () => trainRequested(deps) },
  { name: 'plan-trainings', cron: '37 * * * *', run: () => planTrainings(deps) },
]

export function textQualityBindings(deps: Deps): Binding[] {
  return [
    bind(textQualityRoutes.read, ({ actor }) => readTextQuality(deps, actor)),
    bind(textQualityRoutes.retrain, ({ actor, params }) => requestTraining(deps, actor, params.classifier)),
    bind(textQualityRoutes.rollback, ({ actor, params, body }) =>
      switchVersion(deps, actor, params.classifier, body.version),
    ),
  ]
}
