import { sessionRoutes } from '@resonanz/contracts'
import { redirect } from '@tanstack/react-router'
import { call } from '#lib/api.ts'
import { changeLanguage, currentLanguage } from '#lib/i18n.ts'
import { preferences } from '#lib/preferences.ts'
import { isProblem } from '#lib/problem.ts'
import { queryClient } from '#lib/query.ts'
import { meQuery } from '#lib/session.ts'

/** Lets a screen of the app open only for somebody signed in; else to the sign-in, or to the first set-up. */
export async function needSession(here: string): Promise<void> {
  try {
    const me = await queryClient.ensureQueryData(meQuery())
    const language = me.preferences.language ?? preferences().language ?? me.workspace.language
    const address = me.workspace.addressForm
    if (language !== currentLanguage() || address !== (preferences().address ?? 'sie'))
      await changeLanguage(language, address)
  } catch (error) {
    if (!isProblem(error, 'not-signed-in')) throw error
    const state = await call(sessionRoutes.setupState).catch(() => null)
    // With sample data one looks around first; the way to an own workspace stands in its banner.
    if (state?.needed && !state.demo) throw redirect({ to: '/set-up' })
    throw redirect({ to: '/sign-in', search: here === '/' ? {} : { next: here } })
  }
}
