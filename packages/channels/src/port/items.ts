/** What was received, before anybody looked inside. `(presence, sourceKey, version)` is stored once. */
export type RawItem = {
  /** The network's own stable key, else the hash of the bytes. */
  sourceKey: string
  /** Differs when the network changed the item (an edit); '' where items never change. */
  version?: string
  contentType: string
  /** Facts about where it lay (folder, flags, url); small, no content. */
  source: Record<string, unknown>
  raw: Uint8Array
  /** The network's time, ISO 8601, where it is known without parsing. */
  occurredAt?: string
}

export type ParseContext<Settings = unknown> = {
  presenceId: string
  settings: Settings
  /** Addresses of all our presences, lower case: mail from them is our own. */
  ownAddresses: readonly string[]
  /** Now in milliseconds; the judge of implausible dates. */
  nowMs: number
}

export type FetchedDocument = { raw: Uint8Array; contentType: string; url: string; nowMs: number }

export type SplitDocument =
  | { ok: true; title: string | null; items: RawItem[] }
  /** Not what was expected; `feeds` are addresses the page names instead. */
  | { ok: false; code: string; feeds: string[] }

/** `alt`: what a picture shows, for who cannot see it. */
export type AttachmentContent = { name: string; type: string; content: Uint8Array; alt?: string }

/** Where the bytes of an attachment lie: an address, or the network's own reference. Never a secret. */
export type RemoteMedia = { url?: string; ref?: string }
