/** Builds packages/web/dist when it is missing or older than its sources. Says whether the app is there afterwards. */
export function buildWebIfStale(): boolean
