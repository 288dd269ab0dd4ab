/** One header of a request by its lower-case name; null where it is missing or came more than once. */
export function header(headers: Headers | Record<string, unknown>, name: string): string | null {
  if (headers instanceof Headers) return headers.get(name)
  const value = headers[name]
  return typeof value === 'string' ? value : null
}
