import { pino, type Logger } from 'pino'

export type { Logger }

/** JSON logs with ids and codes only; errors keep type, code and stack, never a message body or address. */
export function makeLog(level: string): Logger {
  return pino({
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['*.password', '*.secret', '*.token', '*.authorization', '*.cookie', 'req.headers'],
      remove: true,
    },
    serializers: {
      err: (error: Error & { code?: unknown; detail?: unknown }) => ({
        type: error.name,
        code: error.code,
        // PostgreSQL puts row values into `detail`; only its message and stack without values are kept.
        message: String(error.message).slice(0, 300),
        stack: error.stack?.split('\n').slice(1, 8).join('\n'),
      }),
    },
  })
}
