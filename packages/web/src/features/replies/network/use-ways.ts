import { type ReplyWay, replyRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '#lib/query.ts'

/** What the network allows now in a conversation; read again with everything that happens in the case. */
export function useWay(caseId: string, threadId: string | undefined, isWanted: boolean): ReplyWay | undefined {
  const asked = useQuery({
    ...read(replyRoutes.ways, { params: { id: caseId } }),
    enabled: isWanted && threadId !== undefined,
  })
  return asked.data?.items.find((way) => way.threadId === threadId)
}
