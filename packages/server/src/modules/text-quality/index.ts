import { textQualityRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { readTextQuality } from './read-text-quality.ts'
import { requestTraining } from './request-training.ts'
import { switchVersion } from './switch-version.ts'

export function textQualityBindings(deps: Deps): Binding[] {
  return [
    bind(textQualityRoutes.read, ({ actor }) => readTextQuality(deps, actor)),
    bind(textQualityRoutes.retrain, ({ actor, params }) => requestTraining(deps, actor, params.classifier)),
    bind(textQualityRoutes.rollback, ({ actor, params, body }) =>
      switchVersion(deps, actor, params.classifier, body.version),
    ),
  ]
}
