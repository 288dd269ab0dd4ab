import { sharedDraftRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { commentDraft } from './comment.ts'
import { readSharedDrafts, shareDraft } from './share.ts'
import { takeOverDraft } from './take-over.ts'
import { readVersions, restoreVersion } from './versions.ts'

export function sharedDraftBindings(deps: Deps): Binding[] {
  return [
    bind(sharedDraftRoutes.ofCase, ({ actor, params }) => readSharedDrafts(deps, actor, params.id)),
    bind(sharedDraftRoutes.share, ({ actor, params, body }) => shareDraft(deps, actor, params.id, body.isShared)),
    bind(sharedDraftRoutes.takeOver, ({ actor, params, body }) =>
      takeOverDraft(deps, actor, params.id, params.draftId, body),
    ),
    bind(sharedDraftRoutes.versions, ({ actor, params }) => readVersions(deps, actor, params.id, params.draftId)),
    bind(sharedDraftRoutes.restore, ({ actor, params, body }) =>
      restoreVersion(deps, actor, params.id, params.draftId, body.versionId),
    ),
    bind(sharedDraftRoutes.comment, ({ actor, params, body }) =>
      commentDraft(deps, actor, params.id, params.draftId, body),
    ),
  ]
}
