import { z } from 'zod'
import type { Cursor } from '../connector.ts'

/** Where reading stands in one folder. UIDs below `next` have been dealt with. */
const FolderState = z.object({
  /** A new value means that all UIDs are new: the folder is read again from the start. */
  uidValidity: z.string(),
  next: z.number().int().min(1),
  /** First UID that belongs to us: older mails lay there before the mailbox was connected. */
  first: z.number().int().min(1),
  /** UIDs below this lay there when the mailbox was connected: taken for the record, never answered by a machine. */
  importedBelow: z.number().int().min(1),
  /** Read again from the start after UIDVALIDITY changed. */
  rescanned: z.boolean().default(false),
})
export type FolderState = z.infer<typeof FolderState>

const MailboxCursor = z.object({
  /** Mails older than this (ISO 8601) are none of ours when a folder must be read again from the start. */
  since: z.string().nullable().default(null),
  folders: z.record(z.string(), FolderState).default({}),
})
export type MailboxCursor = z.infer<typeof MailboxCursor>

/** Anything unreadable counts as never read; the messages themselves are told apart by their ids. */
export function readCursor(cursor: Cursor): MailboxCursor {
  return MailboxCursor.safeParse(cursor).data ?? { since: null, folders: {} }
}

export function mailKey(folder: string, uidValidity: string, uid: number): string {
  return `${folder}/${uidValidity}/${uid}`
}

/** The folder's own name may hold slashes. */
export function splitMailKey(key: string): { folder: string; uidValidity: string; uid: number } | null {
  const match = /^(.+)\/(\d{1,20})\/(\d{1,10})$/s.exec(key)
  return match ? { folder: match[1]!, uidValidity: match[2]!, uid: Number(match[3]) } : null
}
