import { z } from 'zod'

/** What is promised to a customer; 'next_update' is the next word from us. */
export const PromiseKind = z.enum(['next_update', 'refund', 'return_of_originals', 'call_back', 'document', 'other'])
export type PromiseKind = z.infer<typeof PromiseKind>
export const ProofKind = z.enum(['message', 'file', 'goodwill', 'words'])
export type ProofKind = z.infer<typeof ProofKind>
/** Why a case cannot be closed or put to rest without somebody saying why. */
export const Silence = z.enum(['promise-open', 'no-last-word', 'past-promise', 'steps-missing', 'facts-missing'])
export type Silence = z.infer<typeof Silence>
