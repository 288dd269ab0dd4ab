type Failure = { code?: string; message?: string }

// Database away, shutting down, out of disk or of connections: the sender shall try again.
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  '53100',
  '53200',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
])

export function isDatabaseAway(error: unknown): boolean {
  return isGone(error) || /Query read timeout/.test((error as Failure).message ?? '')
}

// Somebody else's lock, a deadlock.
const busy = new Set(['40001', '40P01', '55P03'])

/**
 * The same work goes well a moment later: it says nothing against what was worked on. What takes too long does; it would
 * be waited for without end.
 */
export function willPass(error: unknown): boolean {
  return isGone(error) || busy.has((error as Failure).code ?? '')
}

function isGone(error: unknown): boolean {
  const { code, message } = error as Failure
  return away.has(code ?? '') || /timeout exceeded when trying to connect|Connection terminated/.test(message ?? '')
}
