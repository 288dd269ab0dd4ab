import { settingsRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { read } from '#lib/query.ts'
import { Banner } from '#ui/states.tsx'

/** Where others reach us, without a slash at its end; `onlyHere`: nobody said, and this browser stands on the machine itself. */
export function useOurAddress(): { origin: string; onlyHere: boolean } {
  const settings = useQuery(read(settingsRoutes.read)).data
  const publicUrl = settings?.publicUrl
  return {
    origin: publicUrl ?? location.origin,
    onlyHere: settings !== undefined && !publicUrl && /^(localhost|127\.|\[::1\])/.test(location.hostname),
  }
}

/** What is shown works on this machine only, until an address is set. */
export function OnlyHere({ words, setAddress }: { words: string; setAddress: string }) {
  return (
    <Banner
      tone="soon"
      actions={
        <Link to="/settings/workspace" hash="address">
          {setAddress}
        </Link>
      }
    >
      {words}
    </Banner>
  )
}
