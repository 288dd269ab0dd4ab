/** Secrets just made, until the person has put them away: they must survive the step from the form to the channel's page. */
const fresh = new Map<string, string>()

export function keepFreshSecret(id: string, secret: string): void {
  fresh.set(id, secret)
}
export function freshSecret(id: string): string | null {
  return fresh.get(id) ?? null
}
export function takeFreshSecret(id: string): void {
  fresh.delete(id)
}
