import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Suspense } from 'react'
import { onSignedOut } from '#lib/api.ts'
import { queryClient } from '#lib/query.ts'
import { forgetSession } from '#lib/session.ts'
import { Announcer } from '#ui/announcer.tsx'
import { Notices } from '#ui/notices.tsx'
import { cssVariablesResolver, theme } from '#ui/theme.ts'
import { router } from './router.ts'

const colorSchemeManager = localStorageColorSchemeManager({ key: 'resonanz.theme' })

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <Suspense>
          <RouterProvider router={router} />
          <Notices />
        </Suspense>
        <Announcer />
      </QueryClientProvider>
    </MantineProvider>
  )
}

// A session that ended (or was revoked elsewhere) leads to the sign-in, and back to the same place afterwards.
onSignedOut(() => {
  const here = router.state.location
  if (!here.pathname.startsWith('/sign-in') && router.state.matches.some((match) => match.routeId.startsWith('/app'))) {
    forgetSession()
    void router.navigate({ to: '/sign-in', search: { next: here.href } })
  }
})
