import type {
  FacebookSettings as FacebookShape,
  InstagramSettings as InstagramShape,
  MetaSecrets as SecretsShape,
  WhatsAppSettings as WhatsAppShape,
} from '@resonanz/contracts'
import type { z } from 'zod'
import type { ConnectorContext } from '../connector.ts'

export type FacebookSettings = z.output<typeof FacebookShape>
export type InstagramSettings = z.output<typeof InstagramShape>
export type WhatsAppSettings = z.output<typeof WhatsAppShape>
export type MetaSecrets = z.output<typeof SecretsShape>
export type MetaSettings = Pick<FacebookSettings, 'apiRoot' | 'apiVersion' | 'verifyToken'>

export type MetaContext<Settings extends MetaSettings = MetaSettings> = ConnectorContext<Settings, MetaSecrets>
