/** The one way out for every address a person can enter. Filled in below in this part of the work. */
export type Egress = {
  fetch(url: string, options?: EgressOptions): Promise<EgressResponse>
  resolveForConnect(host: string, port: number): Promise<CheckedAddress>
  /** Test and internal servers without a valid certificate are accepted. */
  relaxedTls: boolean
}
export type EgressOptions = {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  maxBytes?: number
  timeoutMs?: number
  redirects?: 'none' | 'same-host' | 'follow-checked'
  signal?: AbortSignal
}
export type EgressResponse = {
  status: number
  headers: Record<string, string>
  /** Decompressed, cut never: over the limit the call fails with `too-large`. */
  body: Uint8Array
  /** Where the answer came from after redirects. */
  url: string
  /** Where permanent redirects (301, 308) led, all the way from the start; null when there were none. */
  movedTo: string | null
}
export type CheckedAddress = { host: string; port: number; address: string; family: 4 | 6; servername: string }
