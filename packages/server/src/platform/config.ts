import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'

/** Every setting of an installation, read once from RESONANZ_*; `RESONANZ_X_FILE` names a file that holds the value. */
export const ConfigSchema = z.object({
  port: z.coerce.number().int().min(0).max(65535).default(3000).describe('Port of the web server'),
  host: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 behind a proxy'),
  data: z.string().default('data').describe('Folder of the embedded database, keys and files'),
  databaseUrl: z.string().optional().describe('External PostgreSQL 15 or newer; empty: the embedded one'),
  publicUrl: z.url().optional().describe('Address that people use, e.g. https://service.example'),
  key: z
    .string()
    .min(32)
    .optional()
    .describe('Master key that seals credentials; empty: a key file in the data folder'),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('How much is logged'),
  trustProxy: z.stringbool().default(false).describe('Believe X-Forwarded-* of the proxy in front'),
  egressAllow: z.string().default('').describe('Internal hosts that may be reached, host:port, separated by commas'),
  workers: z.coerce.number().int().min(1).max(16).default(2).describe('Worker threads that parse what strangers send'),
  roles: z.string().default('web,intake,outbox,jobs').describe('What this process does: web, intake, outbox, jobs'),
  mailSecurityRelaxed: z
    .stringbool()
    .default(false)
    .describe('Accept mail servers without a valid certificate (tests, internal servers)'),
  demo: z.stringbool().default(true).describe('Load the sample data at the very first start of the embedded database'),
  setupToken: z.string().min(8).optional().describe('Set-up token instead of a random one'),
  failPoint: z.string().optional().describe('Tests only: end the process at this point'),
})
export type Config = z.infer<typeof ConfigSchema>

const envNames: Record<keyof Config, string> = Object.fromEntries(
  Object.keys(ConfigSchema.shape).map((name) => [
    name,
    `RESONANZ_${name.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase()}`,
  ]),
) as Record<keyof Config, string>

/** Throws an Error whose message names every wrong variable. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const raw: Record<string, string> = {}
  for (const [name, variable] of Object.entries(envNames)) {
    const file = env[`${variable}_FILE`]
    const value = env[variable] ?? (file ? readFileSync(file, 'utf8').trim() : undefined)
    if (value !== undefined && value !== '') raw[name] = value
  }
  const parsed = ConfigSchema.safeParse(raw)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${envNames[issue.path[0] as keyof Config]}: ${issue.message}`)
    throw new Error(`Configuration is not valid:\n${lines.join('\n')}`)
  }
  return { ...parsed.data, data: resolve(parsed.data.data) }
}

/** The effective values with secrets masked, and where each comes from, for `resonanz config check`. */
export function describeConfig(config: Config, env: Record<string, string | undefined> = process.env) {
  const secret = new Set<string>(['databaseUrl', 'key', 'setupToken'])
  return Object.entries(ConfigSchema.shape).map(([name, schema]) => {
    const variable = envNames[name as keyof Config]
    const value = config[name as keyof Config]
    return {
      variable,
      value: value !== undefined && secret.has(name) ? '••••' : (value ?? null),
      from: env[variable] !== undefined ? 'environment' : env[`${variable}_FILE`] ? 'file' : 'default',
      description: schema.description ?? '',
    }
  })
}
