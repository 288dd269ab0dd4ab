/** What the browser keeps of a conversation, from the first message on: nothing before. */
export type Kept = {
  token: string
  /** Said and not yet acknowledged: sent again until it is. */
  waiting: { clientId: string; text: string; fileIds: string[] }[]
  /** The answer it has seen last. */
  last: string | null
}
export type Memory = { read(): Kept | null; write(kept: Kept): void; forget(): void }

/** In the page's storage; a browser that refuses it remembers as long as the page lives. */
export function pageMemory(key: string): Memory {
  const name = `resonanz-chat-${key}`
  let here: Kept | null = null
  return {
    read() {
      try {
        const text = localStorage.getItem(name)
        return text ? (JSON.parse(text) as Kept) : here
      } catch {
        return here
      }
    },
    write(kept) {
      here = kept
      try {
        localStorage.setItem(name, JSON.stringify(kept))
      } catch {}
    },
    forget() {
      here = null
      try {
        localStorage.removeItem(name)
      } catch {}
    },
  }
}
