import { replyApprovalRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '#lib/api.ts'
import { read } from '#lib/query.ts'

const settleMs = 700

/**
 * Whether an answer as it stands needs a second pair of eyes. Asked only where the workspace has rules, and again when
 * the writer pauses; what counts is what the server says at the sending.
 */
export function useApprovalNeeded(caseId: string, threadId: string | undefined, text: string, isWanted: boolean) {
  const policy = useQuery({ ...read(replyApprovalRoutes.policy), staleTime: 5 * 60_000, enabled: isWanted })
  const rules = policy.data?.rules.filter(({ active }) => active) ?? []
  const readsText = rules.some(({ onlyWithFinding }) => onlyWithFinding)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(setSettled, settleMs, text)
    return () => clearTimeout(timer)
  }, [text])
  const asked = readsText ? settled : ''
  const check = useQuery({
    queryKey: [replyApprovalRoutes.needed.id, { id: caseId }, { threadId, asked }],
    queryFn: ({ signal }) =>
      call(replyApprovalRoutes.needed, { params: { id: caseId }, body: { threadId: threadId!, text: asked }, signal }),
    enabled: isWanted && rules.length > 0 && threadId !== undefined,
    placeholderData: (before) => before,
  })
  return { needed: rules.length > 0 && (check.data?.needed ?? false), why: check.data?.why ?? [] }
}
