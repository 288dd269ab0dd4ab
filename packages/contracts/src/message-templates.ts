import { z } from 'zod'
import { route } from './route.ts'
import { IdParams } from './shapes.ts'

/** A prepared text that a network approved: with numbered or named places to fill. */
export const MessageTemplate = z.object({
  name: z.string(),
  language: z.string(),
  category: z.string(),
  header: z.string().nullable(),
  body: z.string(),
  footer: z.string().nullable(),
  /** Places of the body in their order: '1', '2', … or names. */
  variables: z.array(z.string()),
  headerVariables: z.array(z.string()),
  /** What words alone cannot fill: a picture or file above, a code to copy, a link with a place in it. Then it cannot be sent from here. */
  needs: z.enum(['media', 'code', 'link']).nullable(),
  /** What its buttons say. */
  buttons: z.array(z.string()),
})
export type MessageTemplate = z.infer<typeof MessageTemplate>

/** Which template is sent, in which language, with what in its places. */
export const ChosenTemplate = z.strictObject({
  name: z.string().min(1).max(512),
  language: z.string().min(2).max(20),
  values: z.record(z.string().max(60), z.string().trim().min(1).max(1024)),
  headerValues: z.record(z.string().max(60), z.string().trim().min(1).max(60)).default({}),
})
export type ChosenTemplate = z.infer<typeof ChosenTemplate>

export const messageTemplateRoutes = {
  list: route({
    id: 'presences.templates',
    method: 'GET',
    path: '/api/v1/presences/{id}/templates',
    access: 'case.reply',
    object: 'presence',
    summary: 'Prepared texts that the network approved, for when it takes no others',
    params: IdParams,
    response: z.object({ items: z.array(MessageTemplate) }),
  }),
}

/** The words of a template with its places filled; what is not filled yet is a gap. */
export function wordsOfTemplate(
  template: MessageTemplate,
  values: Record<string, string>,
  headerValues: Record<string, string>,
): string {
  const filled = (text: string, by: Record<string, string>) =>
    text.replace(/\{\{\s*([A-Za-z0-9_]{1,60})\s*\}\}/g, (_, name: string) => by[name]?.trim() || '…')
  return [template.header && filled(template.header, headerValues), filled(template.body, values), template.footer]
    .filter(Boolean)
    .join('\n\n')
}
