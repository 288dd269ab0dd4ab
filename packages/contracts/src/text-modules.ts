import { z } from 'zod'
import { ChannelKind } from './channels.ts'
import { Finding } from './guideline.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Language, Line, Ok, Person, Text } from './shapes.ts'
import { templateFaults } from './template.ts'

/** What a short variant may have at most: it fits every network that counts. */
export const shortVariantMost = 300

export const ModuleVariant = z
  .strictObject({
    language: Language,
    addressForm: z.enum(['any', 'sie', 'du']),
    length: z.enum(['long', 'short']),
    audience: z.enum(['any', 'public', 'private']),
    text: Text(10_000)
      .pipe(z.string().trim().min(1))
      .refine((text) => templateFaults(text).length === 0, { message: 'A variable is not known.' }),
  })
  .refine(({ length, text }) => length === 'long' || [...text].length <= shortVariantMost, {
    message: `A short variant has ${shortVariantMost} characters at most.`,
    path: ['text'],
  })
export type ModuleVariant = z.infer<typeof ModuleVariant>

export const TextModuleInput = z.strictObject({
  title: Line(120).pipe(z.string().min(1)),
  folder: Line(80).default(''),
  topicId: Id.nullable().default(null),
  /** Where it is offered; empty: on every channel. */
  channels: z.array(ChannelKind).max(20).default([]),
  variants: z.array(ModuleVariant).min(1).max(24),
  isActive: z.boolean().default(true),
  /** The last day on which it is offered. */
  validUntil: z.iso.date().nullable().default(null),
  ownerId: Id.nullable().default(null),
})
export type TextModuleInput = z.infer<typeof TextModuleInput>
/** Said by who may, when the guideline finds something that stops. */
const Despite = Line(300).pipe(z.string().min(3)).optional()

export const TextModule = z.object({
  id: Id,
  ...TextModuleInput.omit({ ownerId: true, variants: true }).shape,
  variants: z.array(
    z.object({
      language: Language,
      addressForm: z.enum(['any', 'sie', 'du']),
      length: z.enum(['long', 'short']),
      audience: z.enum(['any', 'public', 'private']),
      text: z.string(),
    }),
  ),
  owner: Person.nullable(),
  /** Mine alone. */
  isPersonal: z.boolean(),
  version: z.number().int(),
  changedAt: Instant,
  changedBy: Person.nullable(),
  uses: z.number().int(),
  usesInNinetyDays: z.number().int(),
  lastUsedAt: Instant.nullable(),
  mayChange: z.boolean(),
})
export type TextModule = z.infer<typeof TextModule>

/** A module as it fits the case at hand; `text` still with its variables. */
export const FittingModule = z.object({
  id: Id,
  title: z.string(),
  folder: z.string(),
  topic: z.object({ de: z.string(), en: z.string() }).nullable(),
  isPersonal: z.boolean(),
  text: z.string(),
  language: Language,
  length: z.enum(['long', 'short']),
  /** 0 to 1 for proposed ones, 0 for all others. */
  score: z.number(),
  /** Words of the customer that speak for it. */
  because: z.array(z.string()),
})
export type FittingModule = z.infer<typeof FittingModule>

export const PortableModule = z.strictObject({
  title: TextModuleInput.shape.title,
  folder: TextModuleInput.shape.folder,
  /** By its German or English name; one that is not known is left out. */
  topic: Line(200).default(''),
  channels: TextModuleInput.shape.channels,
  isActive: TextModuleInput.shape.isActive,
  validUntil: TextModuleInput.shape.validUntil,
  variants: TextModuleInput.shape.variants,
})
export type PortableModule = z.infer<typeof PortableModule>

/** Why so many texts change at once; stands in the journal. */
const ImportReason = Line(300).pipe(z.string().min(3))

export const textModuleRoutes = {
  list: route({
    id: 'textModules.list',
    method: 'GET',
    path: '/api/v1/text-modules',
    access: 'case.read',
    summary: 'All text modules of the house, and my own',
    response: z.object({ items: z.array(TextModule), mayManage: z.boolean(), mayWriteOwn: z.boolean() }),
  }),
  ofCase: route({
    id: 'textModules.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/text-modules',
    access: 'case.read',
    object: 'case',
    summary: 'Text modules as they fit a case and thread, proposed ones first, with the values of their variables',
    params: IdParams,
    query: z.strictObject({ threadId: Id.optional() }),
    response: z.object({
      items: z.array(FittingModule),
      /** By the names of `templateVariables`; what is not known is left out. */
      values: z.record(z.string(), z.string()),
    }),
  }),
  create: route({
    id: 'textModules.create',
    method: 'POST',
    path: '/api/v1/text-modules',
    access: 'case.reply',
    summary: 'Write a text module: for the house with the right to, for oneself always',
    status: 201,
    body: TextModuleInput.extend({ isPersonal: z.boolean().default(false), despite: Despite }),
    response: TextModule,
  }),
  save: route({
    id: 'textModules.save',
    method: 'PUT',
    path: '/api/v1/text-modules/{id}',
    access: 'case.reply',
    object: 'text-module',
    summary: 'Make a new version of a text module; 409 when somebody made one meanwhile',
    params: IdParams,
    body: TextModuleInput.extend({ basedOn: z.number().int().min(1), despite: Despite }),
    response: TextModule,
  }),
  remove: route({
    id: 'textModules.remove',
    method: 'DELETE',
    path: '/api/v1/text-modules/{id}',
    access: 'case.reply',
    object: 'text-module',
    summary: 'Put a text module away; its versions and uses stay on record',
    params: IdParams,
    response: Ok,
  }),
  versions: route({
    id: 'textModules.versions',
    method: 'GET',
    path: '/api/v1/text-modules/{id}/versions',
    access: 'case.read',
    object: 'text-module',
    summary: 'What a text module said before, newest first',
    params: IdParams,
    response: z.object({
      items: z.array(
        z.object({
          version: z.number().int(),
          title: z.string(),
          variants: TextModule.shape.variants,
          by: Person.nullable(),
          at: Instant,
        }),
      ),
    }),
  }),
  check: route({
    id: 'textModules.check',
    method: 'POST',
    path: '/api/v1/text-modules/check',
    access: 'case.reply',
    summary: 'What the guideline says about variants; nothing is stored',
    body: z.strictObject({
      variants: TextModuleInput.shape.variants,
      channels: TextModuleInput.shape.channels,
      language: Language.optional(),
    }),
    response: z.object({ findings: z.array(Finding.extend({ variant: z.number().int() })) }),
  }),
  export: route({
    id: 'textModules.export',
    method: 'GET',
    path: '/api/v1/text-modules/export',
    access: 'text-module.manage',
    summary: 'All text modules of the house as JSON',
    response: z.object({ items: z.array(PortableModule) }),
  }),
  csv: route({
    id: 'textModules.csv',
    method: 'GET',
    path: '/api/v1/text-modules/export.csv',
    access: 'text-module.manage',
    summary: 'All text modules of the house as CSV, one line per variant',
    responseType: 'text/csv',
  }),
  import: route({
    id: 'textModules.import',
    method: 'POST',
    path: '/api/v1/text-modules/import',
    access: 'text-module.manage',
    summary: 'Take text modules in: one of the same title and folder gets a new version, others are made',
    body: z.union([
      z.strictObject({ items: z.array(PortableModule).min(1).max(500), reason: ImportReason }),
      z.strictObject({ csv: Text(5_000_000).pipe(z.string().min(1)), reason: ImportReason }),
    ]),
    response: z.object({
      created: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      /** Lines or entries that were left out, each with why. */
      refused: z.array(z.object({ place: z.number().int(), title: z.string(), why: z.string() })),
    }),
  }),
}
