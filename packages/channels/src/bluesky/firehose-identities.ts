import { z } from 'zod'
import { type ConnectorContext, ConnectorError } from '../connector.ts'
import { callNetwork, readingFault } from '../kit/network-call.ts'
import { isHandle } from './at-uri.ts'
import { type AuthorKey, readKey } from './firehose/signature.ts'

/** Who a DID is: the handle it claims, and the key it signs with. */
export type Identity = { handle: string; key: AuthorKey | null }

const keptMost = 20_000
const keptMs = 24 * 3_600_000
const atOnce = 8

const Document = z.object({
  alsoKnownAs: z.array(z.string().max(2_048)).max(50).catch([]),
  verificationMethod: z
    .array(z.object({ id: z.string(), type: z.string(), publicKeyMultibase: z.string().max(200).catch('') }))
    .max(50)
    .catch([]),
})

/** Looks up people by their DID and remembers them for a day, or until the stream says that something changed. */
export function openIdentities(context: Pick<ConnectorContext, 'egress' | 'signal'>, directory: string) {
  const kept = new Map<string, { at: number; identity: Identity | null }>()

  return {
    forget: (did: string) => void kept.delete(did),
    /** Null for who cannot be looked up. Throws ConnectorError when the directory itself does not answer. */
    async of(dids: readonly string[]): Promise<Map<string, Identity | null>> {
      const found = new Map<string, Identity | null>()
      const wanted = [...new Set(dids)].filter((did) => {
        const known = kept.get(did)
        if (known && known.at > Date.now() - keptMs) found.set(did, known.identity)
        return !found.has(did)
      })
      for (let at = 0; at < wanted.length; at += atOnce) {
        const some = wanted.slice(at, at + atOnce)
        const identities = await Promise.all(some.map((did) => lookUp(context, directory, did)))
        some.forEach((did, index) => {
          found.set(did, identities[index]!)
          kept.set(did, { at: Date.now(), identity: identities[index]! })
        })
      }
      for (const oldest of kept.keys()) {
        if (kept.size <= keptMost) break
        kept.delete(oldest)
      }
      return found
    },
  }
}

async function lookUp(
  context: Pick<ConnectorContext, 'egress' | 'signal'>,
  directory: string,
  did: string,
): Promise<Identity | null> {
  const isPlc = isInDirectory(did)
  const url = documentUrl(directory, did)
  if (url === null) return null
  try {
    const answer = await callNetwork(context, url, { maxBytes: 200_000, timeoutMs: 10_000, redirects: 'same-host' })
    if (answer.status === 200) return identityIn(answer.json)
    if (isPlc && (answer.status === 429 || answer.status >= 500))
      throw new ConnectorError('transient', 'directory-down')
    return null
  } catch (error) {
    if (!isPlc) return null
    throw readingFault(error)
  }
}

const isInDirectory = (did: string) => /^did:plc:[a-z2-7]{24}$/.test(did)

/** Where the document of an identity lies; null for kinds the network does not take. */
export function documentUrl(directory: string, did: string): string | null {
  return isInDirectory(did) ? new URL(`/${did}`, directory).href : webDocument(did)
}

function webDocument(did: string): string | null {
  const host = /^did:web:([a-z0-9.-]{3,253})$/i.exec(did)?.[1]
  return host && isHandle(host) ? `https://${host}/.well-known/did.json` : null
}

function identityIn(json: unknown): Identity | null {
  const document = Document.safeParse(json).data
  if (!document) return null
  const handle = document.alsoKnownAs.find((name) => name.startsWith('at://'))?.slice(5) ?? ''
  const method = document.verificationMethod.find(({ id }) => id.endsWith('#atproto'))
  return {
    handle: isHandle(handle) ? handle : '',
    key: method ? readKey(method.publicKeyMultibase, method.type) : null,
  }
}
