import { caseRoutes } from '@resonanz/contracts'
import { useNavigate, useParams, useRouter } from '@tanstack/react-router'
import { call } from '#lib/api.ts'
import { CasePane } from './case-pane.tsx'

/** A case by its own address, over the whole width. */
export function CaseScreen() {
  const { caseId = '' } = useParams({ strict: false }) as { caseId?: string }
  const navigate = useNavigate()
  const router = useRouter()
  const close = () =>
    router.history.canGoBack() ? router.history.back() : void navigate({ to: '/inbox/$view', params: { view: 'mine' } })

  async function next(): Promise<void> {
    const { id } = await call(caseRoutes.next, { query: { after: caseId } }).catch(() => ({ id: null }))
    if (id && id !== caseId) void navigate({ to: '/cases/$caseId', params: { caseId: id } })
  }
  return <CasePane alone caseId={caseId} onClose={close} onNext={() => void next()} />
}
