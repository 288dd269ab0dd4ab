/** Builds packages/web/dist when it is missing or, asked so, older than its sources. Says whether the app is there afterwards. */
export function buildWeb(when: 'missing' | 'stale'): boolean
