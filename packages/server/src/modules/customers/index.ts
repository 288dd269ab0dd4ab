export { type Author, identityKey, type TakenIdentity, takeIdentities } from './take-identities.ts'
