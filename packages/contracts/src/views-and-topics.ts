import { z } from 'zod'
import { FilterText } from './cases.ts'
import { route } from './route.ts'
import { Id, IdParams, Line, Ok } from './shapes.ts'

export const SavedView = z.object({
  id: Id,
  name: z.string(),
  filter: z.string(),
  sort: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
})
export type SavedView = z.infer<typeof SavedView>
const viewFields = {
  name: Line(80).pipe(z.string().min(1)),
  filter: FilterText,
  sort: z.enum(['due', 'newest', 'oldest', 'priority', 'stalled']),
  shared: z.boolean(),
}
const ViewInput = z.strictObject({
  ...viewFields,
  sort: viewFields.sort.default('due'),
  shared: viewFields.shared.default(false),
})
// Made from the bare fields: partial() of a default would fill in what a change left out.
const ViewChange = z.strictObject(viewFields).partial()
export const Topic = z.object({
  id: Id,
  parentId: Id.nullable(),
  name: z.object({ de: z.string(), en: z.string() }),
  active: z.boolean(),
})
const topicFields = {
  parentId: Id.nullable(),
  name: z.strictObject({ de: Line(80).pipe(z.string().min(1)), en: Line(80).pipe(z.string().min(1)) }),
  active: z.boolean(),
}
const TopicInput = z.strictObject({
  ...topicFields,
  parentId: topicFields.parentId.default(null),
  active: topicFields.active.default(true),
})
const TopicChange = z.strictObject(topicFields).partial()

export const viewRoutes = {
  list: route({
    id: 'views.list',
    method: 'GET',
    path: '/api/v1/views',
    access: 'case.read',
    summary: 'Saved views: mine and shared ones',
    response: z.object({ items: z.array(SavedView) }),
  }),
  create: route({
    id: 'views.create',
    method: 'POST',
    path: '/api/v1/views',
    access: 'case.read',
    summary: 'Save a filter as a view',
    body: ViewInput,
    response: SavedView,
    status: 201,
  }),
  change: route({
    id: 'views.change',
    method: 'PATCH',
    path: '/api/v1/views/{id}',
    access: 'case.read',
    object: 'view',
    summary: 'Change a saved view',
    params: IdParams,
    body: ViewChange,
    response: SavedView,
  }),
  remove: route({
    id: 'views.remove',
    method: 'DELETE',
    path: '/api/v1/views/{id}',
    access: 'case.read',
    object: 'view',
    summary: 'Remove a saved view',
    params: IdParams,
    response: Ok,
  }),
  topics: route({
    id: 'topics.list',
    method: 'GET',
    path: '/api/v1/topics',
    access: 'case.read',
    summary: 'Topics',
    response: z.object({ items: z.array(Topic) }),
  }),
  createTopic: route({
    id: 'topics.create',
    method: 'POST',
    path: '/api/v1/topics',
    access: 'settings.manage',
    summary: 'Add a topic',
    body: TopicInput,
    response: Topic,
    status: 201,
  }),
  changeTopic: route({
    id: 'topics.change',
    method: 'PATCH',
    path: '/api/v1/topics/{id}',
    access: 'settings.manage',
    object: 'topic',
    summary: 'Change a topic',
    params: IdParams,
    body: TopicChange,
    response: Topic,
  }),
  tags: route({
    id: 'tags.list',
    method: 'GET',
    path: '/api/v1/tags',
    access: 'case.read',
    summary: 'Tags in use',
    response: z.object({ items: z.array(z.object({ name: z.string(), count: z.number().int() })) }),
  }),
}
