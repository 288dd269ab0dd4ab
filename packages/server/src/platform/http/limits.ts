/** Limits on everything that strangers and colleagues can send, as one table (documented in docs/guides/limits.md). */
export const limits = {
  /** JSON bodies. */
  bodyBytes: 2 * 1024 * 1024,
  /** Signed inlet bodies, single or NDJSON batch. */
  rawBodyBytes: 16 * 1024 * 1024,
  /** One uploaded file. */
  uploadBytes: 15 * 1024 * 1024,
  inletBatchItems: 5_000,
  requestTimeoutMs: 30_000,
  requestsPerMinute: 1_200,
  publicRequestsPerMinute: 240,
  /** Signed pushes of one sender, single items or batches. */
  inletRequestsPerMinute: 12_000,
  signInPerMinute: 20,
  formPerMinute: 10,
  liveStreamsPerMember: 10,
  mailBytes: 50 * 1024 * 1024,
  feedBytes: 20 * 1024 * 1024,
  pictureBytes: 8 * 1024 * 1024,
  /** A file that lies at a network: fetched once and kept. */
  mediaBytes: 25 * 1024 * 1024,
} as const
