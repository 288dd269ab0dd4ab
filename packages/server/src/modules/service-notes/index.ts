import { serviceNoteRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { extendNote, withdrawNote } from './change-note.ts'
import { listNotes } from './list-notes.ts'
import { publishNote } from './publish-note.ts'

export { mountNotePage } from './page.ts'
export { writeSampleNote } from './sample.ts'

export function serviceNoteBindings(deps: Deps): Binding[] {
  return [
    bind(serviceNoteRoutes.list, ({ actor, query }) => listNotes(deps, actor, query)),
    bind(serviceNoteRoutes.publish, ({ actor, params, body }) => publishNote(deps, actor, params.id, body)),
    bind(serviceNoteRoutes.extend, ({ actor, params, body }) => extendNote(deps, actor, params.id, body)),
    bind(serviceNoteRoutes.withdraw, ({ actor, params, body }) => withdrawNote(deps, actor, params.id, body)),
  ]
}
