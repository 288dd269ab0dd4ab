import type { BodyOf, LanguageCall, LanguageHelpSettings, languageHelpRoutes, ResponseOf } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { checkBaseUrl } from './address.ts'
import { callModel } from './call-model.ts'
import * as store from './store.ts'

export const keyPurpose = 'language-help'

export async function readLanguageHelp(deps: Deps, actor: Actor): Promise<LanguageHelpSettings> {
  const db = deps.db.of(actor.workspaceId)
  const [row = untouched, { all }] = await Promise.all([
    store.readSettings(db, actor.workspaceId),
    store.callsToday(db, actor.workspaceId, actor.memberId),
  ])
  const names = await store.namesOf(db, [row.enabled_by, row.changed_by])
  const person = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' })
  return {
    enabled: row.enabled,
    baseUrl: row.base_url,
    model: row.model,
    uses: row.uses,
    teamIds: row.team_ids,
    channels: row.channels,
    purpose: row.purpose,
    processor: row.processor,
    notice: row.notice,
    timeoutSeconds: row.timeout_seconds,
    mostCharacters: row.most_characters,
    perPersonPerDay: row.per_person_per_day,
    perDay: row.per_day,
    hasKey: row.key !== null,
    version: row.version,
    enabledBy: person(row.enabled_by),
    enabledAt: row.enabled_at?.toISOString() ?? null,
    changedBy: person(row.changed_by),
    changedAt: row.changed_at?.toISOString() ?? null,
    today: { calls: all },
  }
}

const untouched: store.LanguageHelpRow = {
  enabled: false,
  base_url: '',
  model: '',
  key: null,
  uses: [],
  team_ids: [],
  channels: [],
  purpose: '',
  processor: '',
  notice: '',
  timeout_seconds: 30,
  most_characters: 12_000,
  per_person_per_day: 50,
  per_day: 1_000,
  version: 1,
  enabled_by: null,
  enabled_at: null,
  changed_by: null,
  changed_at: null,
}

/** Switching on asks for everything the notice must say; who did it stands in the journal. */
export async function saveLanguageHelp(
  deps: Deps,
  actor: Actor,
  { key, version, ...said }: BodyOf<typeof languageHelpRoutes.save>,
): Promise<LanguageHelpSettings> {
  const baseUrl = said.baseUrl === '' ? '' : checkBaseUrl(said.baseUrl, deps.config.egressAllow)
  if (said.enabled) refuseIncomplete({ ...said, baseUrl })
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await store.ensureSettings(tx, actor.workspaceId)
    const before = (await store.readSettings(tx, actor.workspaceId, { lock: true }))!
    if (before.version !== version) throw new Refusal('stale-version', 'Somebody changed it meanwhile.')
    const teamIds = [...new Set(said.teamIds)]
    if ((await store.knownTeams(tx, actor.workspaceId, teamIds)) !== teamIds.length)
      throw new Refusal('invalid-input', 'This workspace has no such team.', { unknown: ['teamIds'] })
    // A key is for the server it was given for: it goes nowhere else unseen.
    const moved = before.base_url !== '' && before.key !== null && hostChanged(before.base_url, baseUrl)
    const sealed = key ? deps.seal.close(key, keyPurpose) : key === null || moved ? null : undefined
    await store.writeSettings(tx, actor.workspaceId, {
      enabled: said.enabled,
      base_url: baseUrl,
      model: said.model,
      key: sealed,
      uses: [...new Set(said.uses)],
      team_ids: teamIds,
      channels: [...new Set(said.channels)],
      purpose: said.purpose,
      processor: said.processor,
      notice: said.notice,
      timeout_seconds: said.timeoutSeconds,
      most_characters: said.mostCharacters,
      per_person_per_day: said.perPersonPerDay,
      per_day: said.perDay,
      by: actor.memberId,
      switchedOn: said.enabled && !before.enabled,
    })
    const subject = { kind: 'workspace', id: actor.workspaceId } as const
    const entry = { workspaceId: actor.workspaceId, subject, actor: journalActor(actor) }
    await append(tx, [
      { ...entry, kind: 'settings.changed', data: { fields: ['language-help'] } },
      ...(said.enabled === before.enabled && said.processor === before.processor
        ? []
        : [
            {
              ...entry,
              kind: 'language-help.switched',
              data: { enabled: said.enabled, processor: said.processor },
            } as const,
          ]),
    ])
  })
  return readLanguageHelp(deps, actor)
}

const needed = ['baseUrl', 'model', 'purpose', 'processor', 'notice'] as const
function refuseIncomplete(said: Record<(typeof needed)[number], string> & { uses: readonly string[] }): void {
  const missing: string[] = needed.filter((field) => said[field].trim() === '')
  if (said.uses.length === 0) missing.push('uses')
  if (missing.length > 0)
    throw new Refusal('invalid-input', 'Fill in server, model, uses, purpose, processor and notice first.', { missing })
}

function hostChanged(before: string, after: string): boolean {
  return URL.parse(before)?.origin !== URL.parse(after)?.origin
}

/** No word of a customer is in it. */
export async function testLanguageHelp(deps: Deps, actor: Actor): Promise<ResponseOf<typeof languageHelpRoutes.test>> {
  const row = await store.readSettings(deps.db.of(actor.workspaceId), actor.workspaceId)
  if (!row || row.base_url === '' || row.model === '')
    throw new Refusal('invalid-input', 'Save the address and the model first.')
  const answer = await callModel(deps, serverOf(deps, row), [{ role: 'user', content: 'Answer with the word: ready' }])
  return { ok: answer.ok, code: answer.ok ? null : answer.code, tookMs: answer.tookMs }
}

export function serverOf(deps: Deps, row: store.LanguageHelpRow) {
  return {
    baseUrl: row.base_url,
    model: row.model,
    key: row.key ? deps.seal.open<string>(row.key, keyPurpose) : null,
    timeoutSeconds: row.timeout_seconds,
  }
}

export async function listLanguageCalls(
  deps: Deps,
  actor: Actor,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: LanguageCall[]; nextCursor: string | null }> {
  const items = await store.listCalls(deps.db.of(actor.workspaceId), actor.workspaceId, {
    cursor: page.cursor,
    limit: page.limit,
  })
  return { items, nextCursor: items.length === page.limit ? items.at(-1)!.id : null }
}
