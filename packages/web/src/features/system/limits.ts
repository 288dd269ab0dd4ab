export type LimitUnit = 'bytes' | 'seconds' | 'perMinute' | 'count'
export type Limit = { name: string; value: number; unit: LimitUnit; group: 'requests' | 'sizes' | 'intake' }

const megabyte = 1024 * 1024

/** The limits that hold, in the order of the page. They are the server's own; a test compares them with its table. */
export const shownLimits = [
  { name: 'mailBytes', value: 50 * megabyte, unit: 'bytes', group: 'intake' },
  { name: 'feedBytes', value: 20 * megabyte, unit: 'bytes', group: 'intake' },
  { name: 'rawBodyBytes', value: 16 * megabyte, unit: 'bytes', group: 'intake' },
  { name: 'inletBatchItems', value: 5_000, unit: 'count', group: 'intake' },
  { name: 'inletRequestsPerMinute', value: 12_000, unit: 'perMinute', group: 'intake' },
  { name: 'pictureBytes', value: 8 * megabyte, unit: 'bytes', group: 'intake' },
  { name: 'mediaBytes', value: 25 * megabyte, unit: 'bytes', group: 'intake' },
  { name: 'formPerMinute', value: 10, unit: 'perMinute', group: 'intake' },
  { name: 'uploadBytes', value: 15 * megabyte, unit: 'bytes', group: 'sizes' },
  { name: 'bodyBytes', value: 2 * megabyte, unit: 'bytes', group: 'sizes' },
  { name: 'requestsPerMinute', value: 1_200, unit: 'perMinute', group: 'requests' },
  { name: 'publicRequestsPerMinute', value: 240, unit: 'perMinute', group: 'requests' },
  { name: 'signInPerMinute', value: 20, unit: 'perMinute', group: 'requests' },
  { name: 'liveStreamsPerMember', value: 10, unit: 'count', group: 'requests' },
  { name: 'requestTimeoutMs', value: 30, unit: 'seconds', group: 'requests' },
] as const satisfies Limit[]
export type LimitName = (typeof shownLimits)[number]['name']
