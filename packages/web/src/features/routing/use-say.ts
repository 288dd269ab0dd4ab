import { useTranslation } from 'react-i18next'

export type Say = (key: string, values?: Record<string, unknown>) => string

/** Words by keys that are put together at run time; the test of words knows that every one exists. */
export function useSay(): Say {
  const { t } = useTranslation(['routing', 'ui'])
  return t as unknown as Say
}
