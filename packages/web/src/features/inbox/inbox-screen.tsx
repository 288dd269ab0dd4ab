import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useWidthClass } from '#lib/device.ts'
import { useDocumentTitle } from '#lib/document-title.ts'
import { Kbd } from '#ui/kbd.tsx'
import { Panes } from '#ui/panes.tsx'
import { ListPane } from './list-pane.tsx'
import styles from './list-pane.module.css'
import { usePlace } from './list-spec.ts'
import type { InboxSlots } from './use-changes.tsx'

export type { InboxSlots }

/** The inbox: the list and the case beside it, or one of the two where there is no room for both. */
export function InboxScreen({ slots }: { slots: InboxSlots }) {
  const { t } = useTranslation(['inbox', 'app'])
  const place = usePlace()
  const width = useWidthClass()
  const beside = width === 'XL' || width === 'L'
  const open = place.caseId !== null
  useDocumentTitle(!open && (place.saved?.name ?? t(`app:view.${place.spec.view}`)))
  if (!beside) return open ? <Outlet /> : <ListPane place={place} beside={false} slots={slots} />
  const list = { start: width === 'XL' ? 384 : 344, min: 280, max: 640 }
  return (
    <Panes
      storageKey={`inbox-${width}`}
      panes={[
        { id: 'list', label: t('list.pane'), width: list, content: <ListPane place={place} beside slots={slots} /> },
        { id: 'case', label: t('list.case'), content: open ? <Outlet /> : <NoCase /> },
      ]}
    />
  )
}

/** Nothing open: the few keys that are worth knowing, nothing else. */
function NoCase() {
  const { t } = useTranslation(['inbox', 'app'])
  const hints = [
    ['j', 'hint.move'],
    ['Enter', 'hint.open'],
    ['n', 'hint.next'],
    ['x', 'hint.choose'],
    ['Mod+k', 'hint.palette'],
  ] as const
  return (
    <div className={styles.placeholder}>
      <dl className={styles.hints}>
        {hints.map(([key, words]) => (
          <Hint key={key} keys={key} words={t(words)} />
        ))}
      </dl>
    </div>
  )
}

function Hint({ keys, words }: { keys: string; words: string }) {
  return (
    <>
      <dt>
        <Kbd keys={keys} />
      </dt>
      <dd>{words}</dd>
    </>
  )
}
