import type { Thread } from '@resonanz/contracts'

export type Recipients = { to: string[]; cc: string[] }

/** Who gets the answer: the sender alone, unless somebody chose otherwise before. Nobody is added silently. */
export function startRecipients(thread: Pick<Thread, 'replyTo'>, extra: Record<string, unknown>): Recipients {
  const to = addressesIn(extra.to)
  return { to: to.length > 0 ? to : thread.replyTo, cc: addressesIn(extra.cc) }
}

/** Who was on the last message and is not on the answer: offered for one click. */
export function offeredCopies(thread: Pick<Thread, 'replyTo' | 'replyCc'>, { to, cc }: Recipients): string[] {
  const taken = new Set([...to, ...cc].map(folded))
  return [...thread.replyTo, ...thread.replyCc].filter(
    (address) => !taken.has(folded(address)) && taken.add(folded(address)),
  )
}

/** Is an address new to this thread, so that a person should look twice? */
export function isNewTo(thread: Pick<Thread, 'replyTo' | 'replyCc'>, address: string): boolean {
  return ![...thread.replyTo, ...thread.replyCc].some((known) => folded(known) === folded(address))
}

export function addTo({ to, cc }: Recipients, where: 'to' | 'cc', address: string): Recipients {
  const without = removeFrom({ to, cc }, address)
  return { ...without, [where]: [...without[where], address.trim()] }
}

export function removeFrom({ to, cc }: Recipients, address: string): Recipients {
  const others = (list: string[]) => list.filter((one) => folded(one) !== folded(address))
  return { to: others(to), cc: others(cc) }
}

/** Is this written like one address? The server checks again. */
export function looksLikeAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,189}$/.test(text) &&
    text.split('@')[1]?.includes('.') === true
  )
}

function addressesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
function folded(address: string): string {
  return address.trim().toLowerCase()
}
