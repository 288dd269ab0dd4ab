import { taskRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { changeTask, createTask, myTasks, tasksOfCase } from './work.ts'

export { hasOpenTask } from './store.ts'
export { createTaskIn } from './work.ts'

export function taskBindings(deps: Deps): Binding[] {
  return [
    bind(taskRoutes.ofCase, ({ actor, params }) => tasksOfCase(deps, actor, params.id)),
    bind(taskRoutes.create, ({ actor, params, body }) => createTask(deps, actor, params.id, body)),
    bind(taskRoutes.change, ({ actor, params, body }) => changeTask(deps, actor, params.id, body)),
    bind(taskRoutes.mine, ({ actor, query }) => myTasks(deps, actor, query.whose)),
  ]
}
