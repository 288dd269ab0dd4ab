/** The next word promised; null: none needed, the customer has the turn. */
export type NextUpdate = { at: string; text: string } | null
