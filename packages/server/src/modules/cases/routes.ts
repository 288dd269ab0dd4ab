import { caseRoutes, followUpRoutes, replyRoutes, understandingRoutes, viewRoutes } from '@resonanz/contracts'
import { type Binding, bind } from '#platform/http/binding'
import { sayActivity } from './activity.ts'
import { bulkChange } from './bulk.ts'
import { changeCase } from './change-case.ts'
import { correctCase } from './correct-case.ts'
import { countCases } from './count-cases.ts'
import { type CaseDeps, createCase } from './create-case.ts'
import { readDraft, saveDraft } from './drafts.ts'
import { listCases } from './list-cases.ts'
import { mergeCase } from './merge.ts'
import { findByNumber, nextCase } from './next-case.ts'
import { addNote, changeNote, seeCase } from './notes.ts'
import { readCase } from './read-case.ts'
import { changeView, createView, listViews, removeView } from './saved-views.ts'
import { sharedDraftBindings } from './shared-drafts/index.ts'
import { similarCases } from './similar.ts'
import { splitCase } from './split.ts'
import { history, timeline } from './timeline.ts'
import { changeTopic, createTopic, listTags, listTopics } from './topics.ts'
import { undoBulk } from './undo-bulk.ts'
import { undoMergeOrSplit } from './undo.ts'
import { readWaits } from './waits.ts'

export function caseBindings(deps: CaseDeps): Binding[] {
  return [
    bind(caseRoutes.list, ({ actor, query }) => listCases(deps, actor, query)),
    bind(caseRoutes.counts, ({ actor }) => countCases(deps, actor)),
    bind(caseRoutes.next, ({ actor, query }) => nextCase(deps, actor, query.after)),
    bind(caseRoutes.create, ({ actor, body }) => createCase(deps, actor, body)),
    bind(caseRoutes.read, ({ actor, params }) => readCase(deps, actor, params.id)),
    bind(caseRoutes.byNumber, ({ actor, params }) => findByNumber(deps, actor, params.number)),
    bind(caseRoutes.change, ({ actor, params, body }) => changeCase(deps, actor, params.id, body)),
    bind(followUpRoutes.waits, ({ actor, params }) => readWaits(deps, actor, params.id)),
    bind(caseRoutes.bulk, ({ actor, body }) => bulkChange(deps, actor, body)),
    bind(caseRoutes.bulkUndo, ({ actor, body }) => undoBulk(deps, actor, body.undoId)),
    bind(caseRoutes.timeline, ({ actor, params, query }) => timeline(deps, actor, params.id, query)),
    bind(caseRoutes.history, ({ actor, params, query }) => history(deps, actor, params.id, query)),
    bind(caseRoutes.seen, ({ actor, params }) => seeCase(deps, actor, params.id)),
    bind(caseRoutes.activity, ({ actor, params, body }) => sayActivity(deps, actor, params.id, body.doing)),
    bind(caseRoutes.merge, ({ actor, params, body }) => mergeCase(deps, actor, params.id, body.into)),
    bind(caseRoutes.split, ({ actor, params, body }) => splitCase(deps, actor, params.id, body)),
    bind(caseRoutes.undo, ({ actor, params, body }) => undoMergeOrSplit(deps, actor, params.id, body.undoId)),
    bind(caseRoutes.addNote, ({ actor, params, body }) => addNote(deps, actor, params.id, body)),
    bind(caseRoutes.changeNote, ({ actor, params, body }) => changeNote(deps, actor, params.id, body.text)),
    bind(understandingRoutes.correct, ({ actor, params, body }) => correctCase(deps, actor, params.id, body)),
    bind(understandingRoutes.similar, ({ actor, params }) => similarCases(deps, actor, params.id)),
    bind(replyRoutes.readDraft, ({ actor, params }) => readDraft(deps, actor, params.id, params.kind)),
    bind(replyRoutes.saveDraft, ({ actor, params, body }) =>
      saveDraft(deps, actor, params.id, { kind: params.kind, ...body }),
    ),
    ...sharedDraftBindings(deps),
    bind(viewRoutes.list, ({ actor }) => listViews(deps, actor)),
    bind(viewRoutes.create, ({ actor, body }) => createView(deps, actor, body)),
    bind(viewRoutes.change, ({ actor, params, body }) => changeView(deps, actor, params.id, body)),
    bind(viewRoutes.remove, ({ actor, params }) => removeView(deps, actor, params.id)),
    bind(viewRoutes.topics, ({ actor }) => listTopics(deps, actor)),
    bind(viewRoutes.createTopic, ({ actor, body }) => createTopic(deps, actor, body)),
    bind(viewRoutes.changeTopic, ({ actor, params, body }) => changeTopic(deps, actor, params.id, body)),
    bind(viewRoutes.tags, ({ actor }) => listTags(deps, actor)),
  ]
}
