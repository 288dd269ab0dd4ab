import type { CatalogAction, CatalogActionInput, Language } from '@resonanz/contracts'

export type Kind = CatalogActionInput['kind']

/** An action to begin with. */
export function newAction(
  kind: Kind,
  name: string,
  options: { language: Language; presenceId: string },
): CatalogActionInput {
  if (kind === 'webhook') return { kind, name, settings: { url: '' } }
  if (kind === 'mail')
    return {
      kind,
      name,
      settings: { to: 'fixed', addresses: [], presenceId: options.presenceId, subject: '', text: '' },
    }
  return { kind, name, settings: { format: 'pdf', language: options.language, title: '', text: '' } }
}

export function inputOf(action: CatalogAction): CatalogActionInput {
  const { kind, name, settings } = action
  return { kind, name, settings } as CatalogActionInput
}

/** Is there anything that the contract would refuse for being empty? */
export function isComplete(input: CatalogActionInput): boolean {
  if (input.name.trim() === '') return false
  if (input.kind === 'webhook') return /^https?:\/\/[^\s/]+/.test(input.settings.url)
  if (input.kind === 'mail') {
    const { to, addresses, presenceId, subject, text } = input.settings
    const hasTarget = to === 'customer' || (addresses.length > 0 && addresses.every((address) => address.includes('@')))
    return hasTarget && presenceId !== '' && subject.trim() !== '' && text.trim() !== ''
  }
  return input.settings.title.trim() !== '' && input.settings.text.trim() !== ''
}
