import { v7 } from 'uuid'

/** UUIDv7: ordered by time of making, so new rows land at the end of every index. */
export function newId(): string {
  return v7()
}
