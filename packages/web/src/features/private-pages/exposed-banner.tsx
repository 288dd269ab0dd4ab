import { type CaseDetail, messageActionRoutes } from '@resonanz/contracts'
import { EyeOff, LockKeyhole } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { useMay } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Banner } from '#ui/states.tsx'
import { doOnPages, isOpen, usePages } from './pages-data.ts'

const AskDialog = lazy(() => import('./ask-dialog.tsx').then((file) => ({ default: file.AskDialog })))
const kinds = [
  'iban',
  'card',
  'tax-id',
  'phone',
  'email',
  'address',
  'birth-date',
  'reference',
  'licence-plate',
  'secret',
] as const

/** Warns of personal data that a customer put where everybody reads it; and the key that moves a case to private. */
export function ExposedBanner({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('private-pages')
  const mayReply = useMay('case.reply')
  const [asking, setAsking] = useState(false)
  const { data } = usePages(detail.id)
  const may = mayReply && detail.mergedInto === null
  useActions([
    {
      id: 'case.privately',
      labelKey: 'private-pages:act',
      icon: LockKeyhole,
      key: 'Shift+v',
      when: may,
      run: () => setAsking(true),
    },
  ])
  const exposed = data?.exposed ?? []
  const page = data?.pages.find((one) => one.kind === 'questions' && isOpen(one))
  const found = new Set(exposed.flatMap((one) => one.kinds))
  const named = [...found].map((kind) => t(`exposed.kind.${kinds.find((one) => one === kind) ?? 'other'}`))
  const hideable = exposed.find(({ isHideable }) => isHideable)
  const hide = (messageId: string) =>
    doOnPages(detail.id, t('exposed.hidden'), () =>
      call(messageActionRoutes.ask, {
        params: { id: messageId },
        body: { action: 'hide', reason: t('exposed.hideReason') },
      }),
    )
  return (
    <>
      {exposed.length > 0 && (
        <Banner
          tone="soon"
          icon={LockKeyhole}
          actions={
            may && (
              <>
                {!page && (
                  <Button small look="primary" onClick={() => setAsking(true)}>
                    {t('act')}
                  </Button>
                )}
                {hideable && (
                  <Button small icon={EyeOff} onClick={() => void hide(hideable.messageId)}>
                    {t('exposed.hide')}
                  </Button>
                )}
              </>
            )
          }
        >
          {t('exposed.words', { kinds: [...new Set(named)].join(', ') })}{' '}
          {page && t('exposed.done', { code: page.code })}
        </Banner>
      )}
      <Suspense>{asking && <AskDialog caseId={detail.id} onClose={() => setAsking(false)} />}</Suspense>
    </>
  )
}
