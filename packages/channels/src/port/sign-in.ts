import type { z } from 'zod'
import type { ConnectorContext } from './context.ts'

/**
 * OAuth 2 by code with PKCE. The server keeps state, verifier and `kept` sealed until the browser comes back, once, within
 * ten minutes, to the same session; the connector knows the network. `Start` and `Kept` are its own, as JSON.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- what a network asks for before, and keeps meanwhile, only its connector reads
export type SignIn<Settings = unknown, Secrets = unknown, Start = any, Kept = any> = {
  /** What must be known to begin: the instance, our app's id and secret. Typed by a person, of the contract's own shape. */
  start: z.ZodType<Start>
  /** The same of a connected presence, for signing in anew; null where something must be typed. */
  startOf(settings: Settings, secrets: Partial<Secrets>): Start | null
  /** Where everybody may run a server: which one. Each gets a way back of its own, so no code goes to another. */
  issuerOf?(start: Start): string
  /** Where the browser goes, and what must be known when it comes back. Throws ConnectorError. */
  begin(context: SignInContext, start: Start, going: GoingToSignIn): Promise<{ url: string; kept: Kept }>
  /**
   * The code becomes tokens. Accounts to choose from; `renewed`: settings of the presence that is signed in anew, whose
   * account must be among them, alone. Throws ConnectorError: `other-account`, `sign-in-refused`, and what calls throw.
   */
  finish(context: SignInContext, start: Start, back: BackFromSignIn<Settings, Kept>): Promise<SignedIn<Secrets>[]>
  /** Takes our access back at the network when the channel is archived. Best effort; what it throws is passed over. */
  revoke?(context: SignInContext, settings: Settings, secrets: Secrets): Promise<void>
  /** What networks read at an address of ours before they let us in (`GoingToSignIn.clientUri`), as JSON. */
  client?(place: { clientUri: string; redirectUri: string }): Record<string, unknown>
}

export type SignInContext = Pick<ConnectorContext, 'egress' | 'signal'>

export type GoingToSignIn = {
  redirectUri: string
  /** Where `client` is served; only behind a public https address can others read it. */
  clientUri: string
  state: string
  /** S256 of the verifier that `finish` gets. */
  codeChallenge: string
}

export type BackFromSignIn<Settings = unknown, Kept = unknown> = {
  /** What the network put into the address: `code`, `iss`. State and errors were judged before. */
  params: Record<string, string>
  redirectUri: string
  clientUri: string
  codeVerifier: string
  kept: Kept
  renewed: Settings | null
}

/** An account that may be connected: what goes into its settings, and its secrets as the connector reads them. */
export type SignedIn<Secrets = unknown> = {
  /** The network's own id of it, to choose by. */
  key: string
  /** As people know it. */
  name: string
  /** Merged over what stands; what is left out gets the schema's default. */
  settings: Record<string, unknown>
  secrets: Secrets
  /** When a person must sign in again, ISO 8601; null where it is renewed by itself or never ends. */
  tokenExpiresAt: string | null
}
