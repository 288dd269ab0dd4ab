import { lazy, Suspense } from 'react'
import { useParams } from '@tanstack/react-router'
import { IncidentScreen } from '#features/incidents/incident-screen.tsx'

const StopPosts = lazy(() =>
  import('#features/publishing/stop-posts.tsx').then((file) => ({ default: file.StopPosts })),
)

/** One incident, with what a crisis needs beside it. */
export function IncidentPage() {
  const { incidentId = '' } = useParams({ strict: false }) as { incidentId?: string }
  return (
    <IncidentScreen
      crisis={
        <Suspense>
          <StopPosts incidentId={incidentId} />
        </Suspense>
      }
    />
  )
}
