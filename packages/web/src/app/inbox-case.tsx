import { caseRoutes } from '@resonanz/contracts'
import { useNavigate, useParams } from '@tanstack/react-router'
import { call } from '#lib/api.ts'
import { useWidthClass } from '#lib/device.ts'
import { CasePane } from './case-pane.tsx'

/** The case beside the list of a view. */
export function InboxCase() {
  const { view = 'mine', caseId = '' } = useParams({ strict: false }) as { view?: string; caseId?: string }
  const navigate = useNavigate()
  const width = useWidthClass()
  const close = () => void navigate({ to: '/inbox/$view', params: { view }, search: (before) => before })

  /** To the next case that needs me; back to the list when there is none. */
  async function next(): Promise<void> {
    const { id } = await call(caseRoutes.next, { query: { after: caseId } }).catch(() => ({ id: null }))
    if (!id || id === caseId) close()
    else void navigate({ to: '/inbox/$view/$caseId', params: { view, caseId: id }, search: (before) => before })
  }
  return <CasePane alone={width === 'S' || width === 'M'} caseId={caseId} onClose={close} onNext={() => void next()} />
}
