import type { BodyOf, ModuleVariant, ResponseOf, textModuleRoutes } from '@resonanz/contracts'
import { checkWords, type WordsToCheck } from '#guideline'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { may } from '@resonanz/contracts'
import { settingsOf } from '#settings'

type Input = BodyOf<typeof textModuleRoutes.check>
type Found = ResponseOf<typeof textModuleRoutes.check>['findings']

/** What the guideline says about the variants of a module, as it will say it when they are sent. */
export async function checkVariants(deps: Deps, actor: Actor, input: Input): Promise<{ findings: Found }> {
  const { language } = await settingsOf(deps, actor.workspaceId)
  const db = deps.db.of(actor.workspaceId)
  return { findings: await findingsOfVariants(db, actor, { ...input, language: input.language ?? language }) }
}

/**
 * A module must not hold what must not be sent: like a sending, a stop needs the right to override it (`guideline-stop`)
 * and a reason, a warning a reason (`guideline-warning`).
 */
export async function refuseNoGo(
  tx: Db,
  actor: Actor,
  input: Input & { language: 'de' | 'en'; despite?: string | undefined },
): Promise<void> {
  const against = (await findingsOfVariants(tx, actor, input)).filter(({ level }) => level !== 'hint')
  const stops = against.filter(({ level }) => level === 'stop')
  if (stops.length > 0 && !may(actor.role, 'guideline.override'))
    throw new Refusal('guideline-stop', 'This must not be sent like that. Change it, or ask a team lead.', {
      findings: stops,
    })
  if (against.length > 0 && !input.despite)
    throw new Refusal('guideline-warning', 'Change it, or say why it is kept all the same.', { findings: against })
}

async function findingsOfVariants(
  db: Db,
  actor: Actor,
  { variants, channels, language }: Pick<Input, 'variants' | 'channels'> & { language: 'de' | 'en' },
): Promise<Found> {
  const places = variants.flatMap((variant, at) => readersOf(variant).map((audience) => ({ variant, at, audience })))
  const words = places.map(
    ({ variant, audience }): WordsToCheck => ({ text: variant.text, audience, channel: channels[0] ?? 'email' }),
  )
  const found = await checkWords(db, actor.workspaceId, words, language)
  const seen = new Set<string>()
  return found.flatMap((findings, place) => {
    const variant = places[place]!.at
    return findings.flatMap((finding) => {
      // What a whole answer lacks, a module of it may leave to the person.
      const key = `${variant} ${finding.rule} ${finding.start} ${finding.end}`
      if (finding.end <= finding.start || seen.has(key)) return []
      seen.add(key)
      return [{ ...finding, variant }]
    })
  })
}

function readersOf({ audience }: ModuleVariant): ('public' | 'private')[] {
  return audience === 'any' ? ['private', 'public'] : [audience]
}
