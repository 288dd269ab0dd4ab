import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/**
 * The web needs of a contract only id, method, path and how bytes travel; the server validates. So at build time
 * zod gives way to a stand-in, schemas and summaries leave the routes, and what is computed at the top of a contract
 * file counts as free of side effects, so that what no screen uses is dropped. Types are not touched.
 */
export function slimContracts(): Plugin {
  const standIn = fileURLToPath(new URL('../src/lib/zod-stand-in.ts', import.meta.url))
  return {
    name: 'slim-contracts',
    resolveId: {
      order: 'pre',
      handler(source, importer) {
        return source === 'zod' && importer && isContract(importer) ? standIn : null
      },
    },
    transform: {
      order: 'post',
      handler(code, id) {
        if (!isContract(id)) return null
        return { code: slim(code, this.parse(code) as unknown as Node), map: null, moduleSideEffects: false }
      },
    },
  }
}

const schemaProperties = new Set(['params', 'query', 'body', 'response', 'summary', 'status'])

function isContract(id: string): boolean {
  return /packages\/contracts\/src\//.test(id)
}

type Node = { type: string; start: number; end: number; [key: string]: unknown }
type Edit = { at: number; until: number; text: string }

/** Exported for its test: the code with the routes emptied and every computed constant made droppable. */
export function slim(code: string, program: Node): string {
  const edits: Edit[] = []
  for (const statement of program.body as Node[]) {
    const declaration = (statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement) as Node | null
    if (declaration?.type !== 'VariableDeclaration') continue
    for (const { init } of declaration.declarations as { init: Node | null }[]) {
      if (!init || !/Call|Object|Member/.test(init.type)) continue
      edits.push({ at: init.start, until: init.start, text: '/*#__PURE__*/ (() => (' })
      edits.push({ at: init.end, until: init.end, text: '))()' })
      emptyRoutes(init, edits)
    }
  }
  return edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((text, edit) => text.slice(0, edit.at) + edit.text + text.slice(edit.until), code)
}

function emptyRoutes(node: Node, edits: Edit[]): void {
  const callee = node.callee as (Node & { name?: string }) | undefined
  const given = (node.arguments as Node[] | undefined)?.[0]
  if (node.type === 'CallExpression' && callee?.name === 'route' && given?.type === 'ObjectExpression') {
    for (const property of given.properties as (Node & { key: { name?: string }; value: Node })[])
      if (schemaProperties.has(property.key?.name ?? ''))
        edits.push({ at: property.value.start, until: property.value.end, text: '0' })
    return
  }
  if (node.type !== 'ObjectExpression') return
  for (const property of node.properties as { value?: Node }[]) if (property.value) emptyRoutes(property.value, edits)
}
