import { type Condition, fieldKindOf, type WorkflowDefinition } from '@resonanz/contracts'

type Named = {
  members: string[]
  teams: string[]
  topics: string[]
  presences: string[]
  experts: string[]
  checklists: string[]
  actions: { id: string; kind: string }[]
}

/** Everything of the workspace that a definition names, each once. Pure. */
export function namedIn(definition: WorkflowDefinition): Named {
  const named: Record<'member' | 'team' | 'topic' | 'presence', Set<string>> = {
    member: new Set(),
    team: new Set(),
    topic: new Set(),
    presence: new Set(),
  }
  const experts = new Set<string>()
  const checklists = new Set<string>()
  const actions = new Map<string, string>()
  visit(definition.when, (kind, id) => named[kind].add(id))
  for (const action of definition.then) {
    if (action.do === 'assign') {
      if (action.ownerId) named.member.add(action.ownerId)
      if (action.teamId) named.team.add(action.teamId)
    } else if (action.do === 'topic') {
      if (action.topicId) named.topic.add(action.topicId)
    } else if (action.do === 'note') for (const id of action.mentionIds) named.member.add(id)
    else if (action.do === 'ask') {
      if (action.memberId) named.member.add(action.memberId)
      if (action.expertId) experts.add(action.expertId)
    } else if (action.do === 'task') {
      if (action.assigneeId) named.member.add(action.assigneeId)
      if (action.teamId) named.team.add(action.teamId)
    } else if (action.do === 'checklist') checklists.add(action.checklistId)
    else if ('actionId' in action) actions.set(action.actionId, action.do)
  }
  return {
    members: [...named.member],
    teams: [...named.team],
    topics: [...named.topic],
    presences: [...named.presence],
    experts: [...experts],
    checklists: [...checklists],
    actions: [...actions].map(([id, kind]) => ({ id, kind })),
  }
}

function visit(
  condition: Condition | null,
  found: (kind: 'member' | 'team' | 'topic' | 'presence', id: string) => void,
): void {
  if (condition === null) return
  if ('all' in condition) for (const part of condition.all) visit(part, found)
  else if ('any' in condition) for (const part of condition.any) visit(part, found)
  else if ('not' in condition) visit(condition.not, found)
  else {
    const kind = fieldKindOf(condition.field)
    if (kind.kind === 'id') for (const id of condition.value as string[]) if (id !== 'none') found(kind.of, id)
  }
}
