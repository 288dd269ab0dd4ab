import type { MessageTemplate } from '@resonanz/contracts'
import { ChosenTemplate as Chosen } from '@resonanz/contracts'
import { z } from 'zod'
import type { ConnectorContext, Outgoing } from '../connector.ts'
import { readGraph, segment } from './graph.ts'
import type { MetaSecrets, WhatsAppSettings } from './settings.ts'

const Component = z.object({
  type: z.string(),
  format: z.string().optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  buttons: z
    .array(
      z.object({
        type: z.string(),
        url: z.string().optional().catch(undefined),
        text: z.string().max(200).optional().catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
})
const Template = z.object({
  name: z.string().max(512),
  language: z.string().max(20),
  status: z.string(),
  category: z.string().catch(''),
  components: z.array(Component).catch([]),
})
const Page = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
})
const pagesMost = 5

/** The approved templates of the business account, those that words alone can fill and, named, what keeps the others. Throws ConnectorError. */
export async function readTemplates(
  context: ConnectorContext<WhatsAppSettings, MetaSecrets>,
): Promise<MessageTemplate[]> {
  const found: MessageTemplate[] = []
  let after: string | undefined
  for (let page = 0; page < pagesMost; page += 1) {
    const query = { fields: 'name,language,status,category,components', limit: '100', ...(after ? { after } : {}) }
    const path = `${segment(context.settings.businessAccountId)}/message_templates`
    const answer = await readGraph(context, { path, query }, Page)
    for (const one of answer.data) found.push(...usable(one))
    after = answer.paging?.next ? answer.paging.cursors?.after : undefined
    if (!after) break
  }
  return found.toSorted((a, b) => a.name.localeCompare(b.name) || a.language.localeCompare(b.language))
}

function usable(value: unknown): MessageTemplate[] {
  const parsed = Template.safeParse(value)
  if (!parsed.success || parsed.data.status !== 'APPROVED') return []
  const { name, language, category, components } = parsed.data
  const of = (type: string) => components.find((one) => one.type.toUpperCase() === type)
  const header = of('HEADER')
  const body = of('BODY')?.text
  if (!body) return []
  const buttons = components.flatMap((one) => one.buttons ?? []).slice(0, 10)
  const headerText = header?.text ?? null
  return [
    {
      name,
      language,
      category,
      header: headerText,
      body,
      footer: of('FOOTER')?.text ?? null,
      variables: placesIn(body),
      headerVariables: placesIn(headerText ?? ''),
      needs: needsOf(header?.format, buttons),
      buttons: buttons.flatMap(({ text }) => text || []),
    },
  ]
}

/** A picture above, a code to copy, a link with a place in it: more than words, so the network's own tool sends it. */
function needsOf(
  format: string | undefined,
  buttons: readonly { type: string; url?: string | undefined }[],
): MessageTemplate['needs'] {
  if (format !== undefined && format !== 'TEXT') return 'media'
  if (buttons.some(({ type }) => type === 'OTP' || type === 'COPY_CODE')) return 'code'
  return buttons.some(({ url }) => url?.includes('{{')) ? 'link' : null
}

export function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([A-Za-z0-9_]{1,60})\s*\}\}/g)].map(([, name]) => name!))]
}

/** What somebody chose, as WhatsApp takes it. */
export type FilledTemplate = { name: string; language: string; components: unknown[] }

/** The template that an answer names in its target's meta; null for plain words. */
export function readChosenTemplate({ target }: Pick<Outgoing, 'target'>): FilledTemplate | null {
  if (target?.kind !== 'reply') return null
  const chosen = Chosen.safeParse(target.meta['template'])
  if (!chosen.success) return null
  const { name, language, values, headerValues } = chosen.data
  const components = [componentOf('header', headerValues), componentOf('body', values)].filter((one) => one !== null)
  return { name, language, components }
}

function componentOf(type: 'header' | 'body', values: Record<string, string>): object | null {
  const names = Object.keys(values)
  if (names.length === 0) return null
  const numbered = names.every((name) => /^\d+$/.test(name))
  const ordered = numbered ? names.toSorted((a, b) => Number(a) - Number(b)) : names
  const parameters = ordered.map((name) => ({
    type: 'text',
    text: values[name]!,
    ...(numbered ? {} : { parameter_name: name }),
  }))
  return { type, parameters }
}
