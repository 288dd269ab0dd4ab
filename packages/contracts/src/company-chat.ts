import { z } from 'zod'
import { route } from './route.ts'
import { Instant, Ok } from './shapes.ts'

/** An address in the chat without a device: `name@server`. */
export const ChatAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(300)
  .regex(/^[^\s@/"&'<>:]{1,200}@[a-z0-9.-]{1,253}$/)

const fields = {
  host: z.string().trim().toLowerCase().min(1).max(253),
  port: z.number().int().min(1).max(65_535).default(5222),
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9.-]{1,253}$/),
  username: z
    .string()
    .trim()
    .regex(/^[^\s@/"&'<>:]{1,200}$/),
  isOn: z.boolean().default(true),
}
const Input = z.strictObject({ ...fields, password: z.string().min(1).max(1000).optional() })

/** The company's own chat (XMPP), in which experts without an account are asked and answer. */
export const CompanyChat = z.object({
  host: z.string(),
  port: z.number().int(),
  domain: z.string(),
  username: z.string(),
  isOn: z.boolean(),
  state: z.enum(['off', 'connecting', 'connected', 'failing']),
  connectedAt: Instant.nullable(),
  error: z.object({ code: z.string(), since: Instant }).nullable(),
})
export type CompanyChat = z.infer<typeof CompanyChat>
const Found = z.object({ chat: CompanyChat.nullable() })

export const companyChatRoutes = {
  read: route({
    id: 'companyChat.read',
    method: 'GET',
    path: '/api/v1/company-chat',
    access: 'settings.manage',
    summary: 'The chat of the company in which experts are asked, and how its connection is',
    response: Found,
  }),
  save: route({
    id: 'companyChat.save',
    method: 'PUT',
    path: '/api/v1/company-chat',
    access: 'settings.manage',
    summary: 'Connect the chat of the company or change it; the password stays when none is sent',
    body: Input,
    response: Found,
  }),
  remove: route({
    id: 'companyChat.remove',
    method: 'DELETE',
    path: '/api/v1/company-chat',
    access: 'settings.manage',
    summary: 'Take the chat away; questions go by mail again',
    response: Ok,
  }),
  test: route({
    id: 'companyChat.test',
    method: 'POST',
    path: '/api/v1/company-chat/test',
    access: 'settings.manage',
    summary: 'Sign in with what was typed, and out again',
    body: Input,
    response: z.object({ ok: z.boolean(), code: z.string().nullable(), address: z.string() }),
  }),
}
